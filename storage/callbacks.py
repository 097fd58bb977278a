"""People to be rung back: who asked in WeChat or on the telephone, and whose call nobody took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    case,
    func,
    insert,
    select,
    update,
)

from storage.columns import Id, Sealed, UtcTime, metadata
from storage.conflicts import StaleCallback
from storage.repository import Page, Repository

Origin = Literal["wechat", "operator", "missed", "follow_up"]
"""Who wants the call; ``follow_up`` (回访) is our own wish to hear how it went."""
Fate = Literal["waiting", "reached", "answered", "dropped"]
Outcome = Literal["reached", "missed", "dropped", "written", "answered"]
"""What became of an attempt. Who cannot be rung is ``written`` to, or ``answered`` in writing, which ends it."""

callbacks = Table(
    "callbacks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("origin", String(20), nullable=False),
    Column("phone", Sealed("callbacks.phone"), nullable=False),
    Column("phone_mark", LargeBinary(16), index=True),
    Column("name", Sealed("callbacks.name"), nullable=False),
    Column("why", Sealed("callbacks.why"), nullable=False),
    Column("wanted", Sealed("callbacks.wanted"), nullable=False),
    Column("openid", String(100), index=True),
    Column("place", String(12), nullable=False),
    Column("clue_no", String(40), nullable=False, index=True),
    Column("asked_by", String(60), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("promised_at", UtcTime, nullable=False),
    Column("next_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("state", String(20), nullable=False),
    Column("closed_at", UtcTime),
    Index(None, "state", "promised_at"),
    Index(None, "state", "closed_at"),
)

callback_tries = Table(
    "callback_tries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("callback_id", BigInteger, ForeignKey("callbacks.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String(60), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("words", Sealed("callback_tries.words"), nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCallback:
    """Somebody to ring. ``asked_by`` is written like ``NewEvent.who``; ``wanted`` is when it suits, in their words.

    ``phone`` is empty for who left none: answered where the wish came from, until the number is known.
    """

    origin: Origin
    phone: str = field(repr=False)
    asked_by: str
    asked_at: datetime
    promised_at: datetime
    next_at: datetime
    name: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    wanted: str = field(default="", repr=False)
    openid: str = field(default="", repr=False)
    place: str = ""
    clue_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """Somebody to ring, as it stands. ``next_at`` is when to try (again), ``promised_at`` the end of what was said."""

    id: int
    origin: str
    phone: str = field(repr=False)
    name: str = field(repr=False)
    why: str = field(repr=False)
    wanted: str = field(repr=False)
    openid: str = field(repr=False)
    place: str
    clue_no: str
    asked_by: str
    asked_at: datetime
    promised_at: datetime
    next_at: datetime
    tries: int
    state: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt, or the end of it."""

    at: datetime
    who: str
    outcome: str
    words: str = field(repr=False)


_FIELDS = tuple(callbacks.c[name] for name in Callback.__slots__)
_TRIES = tuple(callback_tries.c[name] for name in Try.__slots__)
_WAITING = callbacks.c.state == "waiting"
_CLOSED: tuple[Outcome, ...] = ("reached", "answered", "dropped")
_PERSONAL = frozenset({"openid"})


class Callbacks(Repository):
    """Call-backs by id."""

    __slots__ = ()

    def add(self, new: NewCallback) -> int:
        """Note somebody to ring, and give the id."""
        row = {name: getattr(new, name) for name in NewCallback.__slots__} | {
            "openid": new.openid or None,
            "phone_mark": self._mark("phone", _plain(new.phone)),
            "state": "waiting",
        }
        new_id: int = self._run(insert(callbacks).returning(callbacks.c.id), row).scalar_one()
        return new_id

    def get(self, callback_id: int) -> Callback | None:
        """The call-back of that id."""
        return self._one(callbacks.c.id == callback_id)

    def waiting_for(self, phone: str) -> Callback | None:
        """The call-back to that number that still waits."""
        mark = self._mark("phone", _plain(phone))
        return self._one(_WAITING, callbacks.c.phone_mark == mark) if mark else None

    def waiting_of(self, openid: str) -> Callback | None:
        """The call-back of that WeChat user that still waits."""
        return self._one(_WAITING, callbacks.c.openid == openid) if openid else None

    def of_clue(self, clue_no: str) -> Callback | None:
        """The call-back that belongs to that clue."""
        return self._one(callbacks.c.clue_no == clue_no) if clue_no else None

    def waiting(self, now: datetime, number: int = 1, size: int = 50, *, late: bool = False) -> Page[Callback]:
        """A page of those who wait: what is late first and longest, then by when to ring next."""
        is_late = callbacks.c.promised_at < now
        order = (
            case((is_late, 0), else_=1),
            # Who asked to be rung comes before whom we want to ask something.
            case((callbacks.c.origin == "follow_up", 1), else_=0),
            case((is_late, callbacks.c.promised_at), else_=callbacks.c.next_at),
            callbacks.c.id,
        )
        return self._page((_WAITING, is_late) if late else (_WAITING,), order, number, size)

    def closed(self, number: int = 1, size: int = 50) -> Page[Callback]:
        """A page of those that are done with, latest first."""
        order = (callbacks.c.closed_at.desc(), callbacks.c.id.desc())
        return self._page((callbacks.c.state.in_(_CLOSED),), order, number, size)

    def counts(self, now: datetime) -> tuple[int, int]:
        """How many wait, and how many of them are late."""
        late = func.coalesce(func.sum(case((callbacks.c.promised_at < now, 1), else_=0)), 0)
        row = self._run(select(func.count(), late).select_from(callbacks).where(_WAITING)).one()
        return int(row[0]), int(row[1])

    def without_number(self) -> int:
        """How many of those who wait left no number to ring."""
        none = (_WAITING, callbacks.c.phone_mark.is_(None))
        total: int = self._run(select(func.count()).select_from(callbacks).where(*none)).scalar_one()
        return total

    def tried(self, seen: Callback, outcome: Outcome, words: str, who: str, at: datetime, next_at: datetime) -> None:
        """Note an attempt or the end; raises ``StaleCallback`` when somebody else did so since ``seen`` was read."""
        changes: dict[str, object] = {"tries": seen.tries + (outcome != "dropped"), "next_at": next_at}
        if outcome in _CLOSED:
            changes |= {"state": outcome, "closed_at": at}
        found = self._run(
            update(callbacks)
            .where(callbacks.c.id == seen.id, callbacks.c.tries == seen.tries, _WAITING)
            .values(**changes)
        )
        if found.rowcount != 1:
            raise StaleCallback(str(seen.id))
        row = {"callback_id": seen.id, "at": at, "who": who, "outcome": outcome, "words": words}
        self._run(insert(callback_tries), row)

    def change(self, callback_id: int, **changes: object) -> None:
        """Set fields of a call-back: reason, wanted time, number, state."""
        if "phone" in changes:
            changes["phone_mark"] = self._mark("phone", _plain(str(changes["phone"])))
        self._run(update(callbacks).where(callbacks.c.id == callback_id).values(**changes))

    def history(self, callback_ids: Sequence[int]) -> dict[int, tuple[Try, ...]]:
        """Every attempt of those call-backs, first to last."""
        rows = self._run(
            select(callback_tries.c.callback_id, *_TRIES)
            .where(callback_tries.c.callback_id.in_(callback_ids))
            .order_by(callback_tries.c.id)
        )
        found: dict[int, tuple[Try, ...]] = {}
        for row in rows:
            found[row[0]] = (*found.get(row[0], ()), Try(*row[1:]))
        return found

    def forget(self, openid: str) -> None:
        """Who asked is no longer known by WeChat; the number stays until it was rung."""
        self._run(update(callbacks).where(callbacks.c.openid == openid).values(openid=None))

    def _one(self, *some: ColumnElement[bool]) -> Callback | None:
        row = self._run(select(*_FIELDS).where(*some).order_by(callbacks.c.id.desc()).limit(1)).first()
        return _read(row) if row else None

    def _page(
        self, some: Sequence[ColumnElement[bool]], order: Sequence[ColumnElement[object]], number: int, size: int
    ) -> Page[Callback]:
        total = self._run(select(func.count()).select_from(callbacks).where(*some)).scalar_one()
        page = select(callbacks.c.id).where(*some).order_by(*order).limit(size).offset((number - 1) * size)
        rows = self._run(select(*_FIELDS).where(callbacks.c.id.in_(page)).order_by(*order))
        return Page(tuple(_read(row) for row in rows), total, number, size)


def _read(row: Sequence[object]) -> Callback:
    kept = dict(zip(Callback.__slots__, row, strict=True))
    return Callback(**kept | {name: kept[name] or "" for name in _PERSONAL})  # type: ignore[arg-type]


def _plain(phone: str) -> str:
    return "".join(character for character in phone if character.isdigit())
