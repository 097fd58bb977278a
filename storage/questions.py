"""Questions nobody could answer, to be answered by the bureau and learned from; and who waits for the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    false,
    func,
    select,
    update,
)

from knowledge.deadlines import LOCAL
from storage.columns import Id, Sealed, UtcTime, metadata
from storage.repository import OnBoth, Page, Repository

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    # The same words again count up instead of adding a row.
    Column("mark", LargeBinary(16), nullable=False, unique=True),
    Column("words", Sealed("questions.words"), nullable=False),
    Column("intent", String(40), nullable=False),
    Column("programme", String(40), nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False, index=True),
    Column("answer", Sealed("questions.answer")),
    Column("answered_by", String(60), nullable=False, server_default=""),
    Column("answered_at", UtcTime),
    # The question a clerk put it with; its own id when taken out of a group; 0 when nobody moved it.
    Column("joined", BigInteger, nullable=False, server_default="0"),
    # Set aside with a reason, which is then the answer: nobody is told.
    Column("aside", Boolean, nullable=False, server_default=false()),
)
question_weeks = Table(
    "question_weeks",
    metadata,
    Column("question_id", BigInteger, ForeignKey("questions.id"), primary_key=True),
    # The Monday, as days are counted in China.
    Column("week", Date, primary_key=True, index=True),
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)
askers = Table(
    "askers",
    metadata,
    Column("question_id", BigInteger, ForeignKey("questions.id"), primary_key=True),
    # Plain as in contacts, and kept no longer than the answer takes.
    Column("openid", String(100), primary_key=True, index=True),
    Column("asked_at", UtcTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Question:
    """Words that found no answer, how often, and what the bureau answered (empty: nothing yet)."""

    id: int
    words: str = field(repr=False)
    intent: str
    programme: str
    times: int
    first_at: datetime
    last_at: datetime
    answer: str = field(repr=False)
    answered_by: str
    answered_at: datetime | None
    joined: int = 0
    aside: bool = False


_FIELDS = tuple(questions.c[name] for name in Question.__slots__)
_NOTE = OnBoth(
    questions,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["mark"], set_={"times": questions.c.times + 1, "last_at": insert.excluded.last_at}
    ).returning(questions.c.id),
)
_COUNT = OnBoth(
    question_weeks,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["question_id", "week"], set_={"times": question_weeks.c.times + 1}
    ),
)
_ASK = OnBoth(askers, lambda insert: insert.on_conflict_do_nothing(index_elements=["question_id", "openid"]))


def week_of(moment: datetime) -> date:
    """The Monday of the week that a moment falls into in China."""
    day = moment.astimezone(LOCAL).date()
    return day - timedelta(days=day.weekday())


class Questions(Repository):
    """Unanswered questions by id."""

    __slots__ = ()

    def note(self, words: str, intent: str, programme: str, at: datetime, openid: str = "") -> None:
        """Note a question; the same words again only count. ``openid`` is who asked and waits for the answer."""
        row = {
            "mark": self._mark("question", "".join(words.split())) or b"",
            "words": words,
            "intent": intent,
            "programme": programme,
            "times": 1,
            "first_at": at,
            "last_at": at,
        }
        question_id = self._run(_NOTE[self._dialect], row).scalar_one()
        self._run(_COUNT[self._dialect], {"question_id": question_id, "week": week_of(at), "times": 1})
        if openid:
            self._run(_ASK[self._dialect], {"question_id": question_id, "openid": openid, "asked_at": at})

    def askers(self, question_id: int) -> tuple[str, ...]:
        """The openids that wait for the answer, who asked first first."""
        waiting = select(askers.c.openid).where(askers.c.question_id == question_id)
        return tuple(self._run(waiting.order_by(askers.c.asked_at, askers.c.openid)).scalars())

    def forget_askers(self, question_id: int) -> None:
        """Nobody waits for the answer any longer."""
        self._run(delete(askers).where(askers.c.question_id == question_id))

    def forget(self, openid: str) -> None:
        """This openid waits for no answer; what it asked stays, without it."""
        self._run(delete(askers).where(askers.c.openid == openid))

    def trim_askers(self, before: datetime) -> int:
        """Forget who asked before that moment; how many were forgotten."""
        return self._run(delete(askers).where(askers.c.asked_at < before)).rowcount

    def list(self, answered: bool = False, number: int = 1, size: int = 50) -> Page[Question]:
        """A page of questions, answered or not, most often asked first."""
        some = questions.c.answered_at.is_not(None) if answered else questions.c.answered_at.is_(None)
        total = self._run(select(func.count()).select_from(questions).where(some)).scalar_one()
        rows = self._run(
            select(*_FIELDS)
            .where(some)
            .order_by(questions.c.times.desc(), questions.c.last_at.desc(), questions.c.id)
            .limit(size)
            .offset((number - 1) * size)
        )
        return Page(tuple(_read(row) for row in rows), total, number, size)

    def get(self, question_id: int) -> Question | None:
        """The question of that id."""
        row = self._run(select(*_FIELDS).where(questions.c.id == question_id)).first()
        return _read(row) if row else None

    def answer(self, question_id: int, answer: str, by: str, at: datetime, *, aside: bool = False) -> None:
        """The bureau answered it, or set it aside with a word why."""
        told = {"answer": answer, "answered_by": by, "answered_at": at, "aside": aside}
        self._run(update(questions).where(questions.c.id == question_id).values(**told))


def _read(row: object) -> Question:
    kept = list(row)  # type: ignore[call-overload]
    kept[7] = kept[7] or ""
    return Question(*kept)
