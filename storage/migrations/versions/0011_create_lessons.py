"""Questions by week and by group, and what the bureau taught: entries, sentences, regression lines, their history."""

from __future__ import annotations

from datetime import timedelta, timezone

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHINA = timezone(timedelta(hours=8))


def upgrade() -> None:
    """Go one step on."""
    op.add_column("questions", sa.Column("joined", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("questions", sa.Column("aside", sa.Boolean(), nullable=False, server_default=sa.false()))
    weeks = op.create_table(
        "question_weeks",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_question_weeks_question_id"),
        sa.PrimaryKeyConstraint("question_id", "week", name="pk_question_weeks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_question_weeks_week", "question_weeks", ["week"])
    _count_known(weeks)
    op.create_table(
        "entries",
        sa.Column("id", ID),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("legal", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
    )
    op.create_table(
        "lessons",
        sa.Column("id", ID),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("mark", sa.LargeBinary(16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("intent", sa.String(40), nullable=False),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("entry_id", sa.BigInteger()),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_lessons_entry_id"),
        sa.UniqueConstraint("mark", name="uq_lessons_mark"),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
    )
    op.create_index("ix_lessons_entry_id", "lessons", ["entry_id"])
    op.create_table(
        "lesson_edits",
        sa.Column("id", ID),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("before", sa.LargeBinary()),
        sa.Column("after", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_edits"),
    )
    op.create_index("ix_lesson_edits_subject", "lesson_edits", ["subject"])


def _count_known(weeks: sa.Table) -> None:
    """Questions asked before weeks were counted fall into the week they were last asked in."""
    questions = sa.table("questions", sa.column("id"), sa.column("times"), sa.column("last_at", UtcTime()))
    rows = op.get_bind().execute(sa.select(questions.c.id, questions.c.times, questions.c.last_at)).all()
    counted = []
    for number, times, last_at in rows:
        day = last_at.astimezone(CHINA).date()
        counted.append({"question_id": number, "week": day - timedelta(days=day.weekday()), "times": times})
    if counted:
        op.bulk_insert(weeks, counted)


def downgrade() -> None:
    """Go one step back."""
    for table in ("lesson_edits", "lessons", "entries", "question_weeks"):
        op.drop_table(table)
    with op.batch_alter_table("questions") as batch:
        batch.drop_column("aside")
        batch.drop_column("joined")
