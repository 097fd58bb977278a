"""Notices of changed standards: drafted by one, agreed to by another, told to a set of people that is frozen before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    cast,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from storage.columns import Id, UtcTime, metadata
from storage.contact_rows import contacts, ties
from storage.letter_rows import LANES, letters
from storage.payment_rows import payments
from storage.people import people
from storage.repository import OnBoth, Repository
from storage.told_figures import told_figures

NoticeState = Literal["waiting", "sent", "stopped", "dropped"]
"""``waiting`` for another person's consent; ``sent``: its letters are queued; ``dropped``: nobody was told."""

standard_notices = Table(
    "standard_notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("standard_id", BigInteger, ForeignKey("standards.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("receiving", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("made_by", String(60), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("decided_by", String(60), nullable=False, server_default=""),
    Column("decided_at", UtcTime),
)
notice_receivers = Table(
    "notice_receivers",
    metadata,
    Column("notice_id", BigInteger, ForeignKey("standard_notices.id"), primary_key=True),
    Column("openid", String(100), primary_key=True),
    sqlite_with_rowid=False,
)

_KEEP = OnBoth(notice_receivers, lambda insert: insert.on_conflict_do_nothing())
_COLUMNS = ["key", "lane", "to_kind", "to_id", "subject", "bundle", "due_at", "wanted_at"]
_BUNDLE = literal("notice:") + cast(standard_notices.c.id, String(20))
# One letter for each person and standard for ever, whichever notice of it they are in.
_WANTED = (
    select(
        literal("standard:") + cast(standard_notices.c.standard_id, String(20)) + ":" + notice_receivers.c.openid,
        literal(LANES.index("bulk"), Integer),
        literal("contact"),
        notice_receivers.c.openid,
        _BUNDLE,
        _BUNDLE,
        bindparam("the_due", type_=letters.c.due_at.type),
        bindparam("the_due", type_=letters.c.due_at.type),
    )
    .join_from(standard_notices, notice_receivers, notice_receivers.c.notice_id == standard_notices.c.id)
    .join(contacts, contacts.c.openid == notice_receivers.c.openid)
    .where(standard_notices.c.id == bindparam("the_notice"), contacts.c.followed)
)
_QUEUE = OnBoth(
    letters, lambda insert: insert.from_select(_COLUMNS, _WANTED).on_conflict_do_nothing(index_elements=["key"])
)


@dataclass(frozen=True, slots=True)
class StandardNotice:
    """A notice. ``receiving`` people get the programme, ``asked`` were told the old figure; ``count`` are both, each
    once. ``decided_by`` agreed to it, or dropped it."""

    id: int
    standard_id: int
    text: str = field(repr=False)
    receiving: int
    asked: int
    count: int
    state: NoticeState
    made_by: str
    made_at: datetime
    decided_by: str
    decided_at: datetime | None


_FIELDS = tuple(standard_notices.c[name] for name in StandardNotice.__slots__)


class StandardNotices(Repository):
    """Notices by id, and whom a changed standard concerns."""

    __slots__ = ()

    def receiving(self, programme: str, region: str, *, whole: bool, paid_since: date) -> tuple[str, ...]:
        """Followers bound to a person of that region who gets the programme: so registered, or paid since that day.

        ``whole`` takes in those whose place is not known, where the region is the bureau's own or a wider one.
        """
        paid = exists().where(
            payments.c.person_id == people.c.id, payments.c.programme == programme, payments.c.paid_on >= paid_since
        )
        named = cast(people.c.programmes, Text).contains(f'"{programme}"', autoescape=True)
        here = or_(people.c.place.startswith(region, autoescape=True), people.c.place == "" if whole else false())
        rows = self._run(
            select(contacts.c.openid)
            .distinct()
            .join_from(contacts, ties, ties.c.openid == contacts.c.openid)
            .join(people, people.c.id == ties.c.person_id)
            .where(contacts.c.followed, contacts.c.wants_standards, here, or_(named, paid))
            .order_by(contacts.c.openid)
        )
        return tuple(rows.scalars())

    def asked(self, standards: Iterable[str], since: date) -> tuple[str, ...]:
        """Followers who were told the figure of one of these standards (row keys) since that day."""
        rows = self._run(
            select(told_figures.c.openid)
            .distinct()
            .join_from(told_figures, contacts, contacts.c.openid == told_figures.c.openid)
            .where(told_figures.c.day >= since, told_figures.c.standard.in_(tuple(standards)))
            .where(contacts.c.followed, contacts.c.wants_standards)
            .order_by(told_figures.c.openid)
        )
        return tuple(rows.scalars())

    def draft(
        self, standard_id: int, text: str, receiving: Iterable[str], asked: Iterable[str], by: str, at: datetime
    ) -> int:
        """Keep a notice and freeze whom it goes to; its id."""
        gets, heard = set(receiving), set(asked)
        row = {
            "standard_id": standard_id,
            "text": text,
            "receiving": len(gets),
            "asked": len(heard),
            "count": len(gets | heard),
            "state": "waiting",
            "made_by": by,
            "made_at": at,
        }
        new_id: int = self._run(insert(standard_notices).returning(standard_notices.c.id), row).scalar_one()
        rows = [{"notice_id": new_id, "openid": openid} for openid in sorted(gets | heard)]
        if rows:
            self._run(_KEEP[self._dialect], rows)
        return new_id

    def get(self, notice_id: int) -> StandardNotice | None:
        """The notice of that id."""
        return self.many((notice_id,)).get(notice_id)

    def many(self, ids: Iterable[int]) -> dict[int, StandardNotice]:
        """Notices by id, in one go for a claim of letters."""
        wanted = list(ids)
        rows = self._run(select(*_FIELDS).where(standard_notices.c.id.in_(wanted))) if wanted else ()
        return {row[0]: StandardNotice(*row) for row in rows}

    def of(self, standard_id: int) -> tuple[StandardNotice, ...]:
        """All notices of a standard, latest first."""
        mine = select(*_FIELDS).where(standard_notices.c.standard_id == standard_id)
        return tuple(StandardNotice(*row) for row in self._run(mine.order_by(standard_notices.c.id.desc())))

    def waiting(self) -> tuple[StandardNotice, ...]:
        """Notices that wait for another person's consent, the oldest first."""
        some = select(*_FIELDS).where(standard_notices.c.state == "waiting")
        return tuple(StandardNotice(*row) for row in self._run(some.order_by(standard_notices.c.id)))

    def decide(self, notice_id: int, seen: NoticeState, state: NoticeState, by: str, at: datetime) -> bool:
        """Move a notice on; False when it no longer stands where the page showed it."""
        changed: Any = (
            update(standard_notices)
            .where(standard_notices.c.id == notice_id, standard_notices.c.state == seen)
            .values(state=state, decided_by=by, decided_at=at)
        )
        return self._run(changed).rowcount == 1

    def queue(self, notice_id: int, due_at: datetime) -> int:
        """Queue a bulk letter to everybody frozen in the notice who still follows; how many were new.

        Letters have key ``standard:<standard id>:<openid>``, subject and bundle ``notice:<id>`` and an empty payload:
        what they say is read from the notice when they leave.
        """
        return self._run(_QUEUE[self._dialect], {"the_notice": notice_id, "the_due": due_at}).rowcount

    def forget(self, openid: str) -> None:
        """This openid is no longer among the receivers of anything."""
        self._run(notice_receivers.delete().where(notice_receivers.c.openid == openid))

    def count(self, notice_id: int) -> int:
        """How many of the frozen receivers are still there."""
        mine = notice_receivers.c.notice_id == notice_id
        found: int = self._run(select(func.count()).select_from(notice_receivers).where(mine)).scalar_one()
        return found
