"""Finding clues: lists for a page, a reporter's own, likely duplicates, and the figures of a board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from knowledge.casework import OPEN_STATES
from storage.clue_reporters import FIELDS as TOLD
from storage.clue_reporters import as_told, clue_reporters, read_reporter
from storage.clue_rows import FIELDS, Clue, clues, read_clue
from storage.repository import Page, Repository

_OPEN = clues.c.state.in_(sorted(OPEN_STATES))
_Conditions = list[ColumnElement[bool]]
_ORDER = (
    case((_OPEN, 0), else_=1),
    case({"danger": 0, "urgent": 1}, value=clues.c.urgency, else_=2),
    clues.c.due_at.is_(None),
    clues.c.due_at,
    clues.c.id.desc(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueFilter:
    """Which clues a list shows; what is left empty does not narrow.

    ``place`` is a division code and means all below it. ``words`` is a clue number, a phone or a whole name.
    ``overdue_at`` keeps open clues whose soonest clock had run out at that moment; with ``due_from`` only those whose
    clock runs out from then on. ``staff_id`` keeps clues that member owns or stands in for.
    """

    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    urgencies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    place: str = ""
    owner_id: int | None = None
    staff_id: int | None = None
    vacancy: bool = False
    overdue_at: datetime | None = None
    due_from: datetime | None = None
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of a board: clues by state and by urgency of the open ones, open clues by owner (None: nobody)."""

    by_state: Mapping[str, int]
    open_by_urgency: Mapping[str, int]
    open_by_owner: Mapping[int | None, int]
    overdue: int


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """How many open clues a place has: all, not yet accepted, due soon, overdue, without a present owner."""

    open: int
    new: int
    due: int
    late: int
    vacant: int


class ClueLists(Repository):
    """The reading half of ``Clues``."""

    __slots__ = ()

    def list(self, which: ClueFilter = ClueFilter(), number: int = 1, size: int = 50) -> Page[Clue]:
        """A page of clues: danger first, then urgent, then by soonest deadline, then latest opened."""
        conditions = self._conditions(which)
        total = self._run(select(func.count()).select_from(clues).where(*conditions)).scalar_one()
        # Only the keys are sorted: the sealed columns of a page are read once it is known which.
        page = select(clues.c.id).where(*conditions).order_by(*_ORDER).limit(size).offset((number - 1) * size)
        rows = self._run(select(*FIELDS).where(clues.c.id.in_(page)).order_by(*_ORDER))
        return Page(tuple(read_clue(row) for row in rows), total, number, size)

    def of_reporter(self, openid: str, limit: int = 5) -> tuple[Clue, ...]:
        """The clues this openid reported, as she may see them: open ones first, then the latest told."""
        hers = clue_reporters.c.openid == openid
        first = select(clues.c.id).where(clues.c.reporter_openid == openid)
        rows = self._run(
            select(*FIELDS, *TOLD)
            .outerjoin(clue_reporters, and_(clue_reporters.c.clue_id == clues.c.id, hers))
            .where(clues.c.id.in_(first.union_all(select(clue_reporters.c.clue_id).where(hers))))
            .order_by(case((_OPEN, 0), else_=1), func.coalesce(clue_reporters.c.at, clues.c.opened_at).desc())
            .limit(limit)
        )
        return tuple(_as_told(row, openid) for row in rows)

    def similar(
        self,
        *,
        place: str = "",
        subject_name: str = "",
        subject_phone: str = "",
        subject_id_number: str = "",
        reporter_phone: str = "",
        reporter_openid: str = "",
        since: datetime,
        kind: str = "",
        limit: int = 5,
    ) -> tuple[Clue, ...]:
        """Open clues since that moment that may be about the same person, latest first.

        The same ID number or phone (the subject's or a reporter's), the same reporter, or the same name in the same
        township. A suggestion for a human: none of it is proof.
        """
        likely: _Conditions = []
        if subject_id_number:
            likely.append(clues.c.subject_id_mark == self._mark("id_number", subject_id_number.upper()))
        for phone in {subject_phone, reporter_phone} - {""}:
            mark = self._mark("phone", phone)
            likely += [clues.c.subject_phone_mark == mark, clues.c.reporter_phone_mark == mark]
            likely.append(clues.c.id.in_(_told(clue_reporters.c.phone_mark == mark)))
        if subject_name and place:
            name = self._mark("name", "".join(subject_name.split()).upper())
            likely.append(and_(clues.c.subject_name_mark == name, clues.c.place.startswith(place[:9], autoescape=True)))
        if reporter_openid:
            likely.append(clues.c.reporter_openid == reporter_openid)
            likely.append(clues.c.id.in_(_told(clue_reporters.c.openid == reporter_openid)))
        if not likely:
            return ()
        conditions = [_OPEN, clues.c.opened_at >= since, or_(*likely)]
        conditions += [clues.c.kind == kind] if kind else []
        rows = self._run(select(*FIELDS).where(*conditions).order_by(clues.c.id.desc()).limit(limit))
        return tuple(read_clue(row) for row in rows)

    def of_person(
        self, *, place: str, name: str, phone: str, id_number: str, since: datetime, limit: int = 50
    ) -> tuple[Clue, ...]:
        """Open clues since that moment of somebody of that ID number or own phone, or of that name at that very place.

        Latest first; whether one is of the very same person has to be looked at.
        """
        known = (("id_number", id_number, clues.c.subject_id_mark), ("phone", phone, clues.c.subject_phone_mark))
        same: _Conditions = [column == self._mark(kind, _plain(value)) for kind, value, column in known if value]
        if name and place:
            same.append(and_(clues.c.subject_name_mark == self._mark("name", _plain(name)), clues.c.place == place))
        if not same:
            return ()
        conditions = (_OPEN, clues.c.opened_at >= since, or_(*same))
        rows = self._run(select(*FIELDS).where(*conditions).order_by(clues.c.id.desc()).limit(limit))
        return tuple(read_clue(row) for row in rows)

    def board(self, now: datetime, place: str = "") -> Board:
        """The figures for a division and all below it."""
        here = clues.c.place.startswith(place, autoescape=True)
        by_state = self._tally(clues.c.state, here)
        overdue = self._run(select(func.count()).where(_OPEN, clues.c.due_at < now, here)).scalar_one()
        return Board(
            by_state, self._tally(clues.c.urgency, here, _OPEN), self._tally(clues.c.owner_id, here, _OPEN), overdue
        )

    def by_place(self, now: datetime, soon: datetime, digits: int, place: str = "") -> dict[str, PlaceFigures]:
        """The figures of each place with open clues, by the first ``digits`` of its code, in one statement."""
        code = func.substr(clues.c.place, 1, digits)
        due = clues.c.due_at
        some = (clues.c.state == "new", and_(due >= now, due < soon), due < now, clues.c.vacancy)
        rows = self._run(
            select(code, func.count(), *(func.sum(case((one, 1), else_=0)) for one in some))
            .where(_OPEN, clues.c.place.startswith(place, autoescape=True))
            .group_by(code)
        )
        return {row[0]: PlaceFigures(*(int(figure) for figure in row[1:])) for row in rows}

    def count(self, which: ClueFilter) -> int:
        """How many clues the filter keeps."""
        total: int = self._run(select(func.count()).select_from(clues).where(*self._conditions(which))).scalar_one()
        return total

    def _tally(self, column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> dict[Any, int]:
        rows = self._run(select(column, func.count()).where(*conditions).group_by(column))
        return {row[0]: row[1] for row in rows}

    def _conditions(self, which: ClueFilter) -> _Conditions:
        some: _Conditions = [
            column.in_(kept)
            for column, kept in (
                (clues.c.state, which.states),
                (clues.c.kind, which.kinds),
                (clues.c.urgency, which.urgencies),
                (clues.c.source, which.sources),
            )
            if kept
        ]
        if which.place:
            some.append(clues.c.place.startswith(which.place, autoescape=True))
        if which.owner_id is not None:
            some.append(clues.c.owner_id == which.owner_id)
        if which.staff_id is not None:
            some.append(or_(clues.c.owner_id == which.staff_id, clues.c.deputy_id == which.staff_id))
        if which.vacancy:
            some.append(clues.c.vacancy)
        if which.overdue_at is not None:
            some += [_OPEN, clues.c.due_at < which.overdue_at]
        if which.due_from is not None:
            some.append(clues.c.due_at >= which.due_from)
        if which.opened_from is not None:
            some.append(clues.c.opened_at >= which.opened_from)
        if which.opened_before is not None:
            some.append(clues.c.opened_at < which.opened_before)
        if word := "".join(which.words.split()).upper():
            phone, name = self._mark("phone", word), self._mark("name", word)
            some.append(
                or_(
                    clues.c.no.endswith(word, autoescape=True),
                    clues.c.id.in_(_told(clue_reporters.c.no.endswith(word, autoescape=True))),
                    clues.c.subject_phone_mark == phone,
                    # Who knows a number must not find out that it complained.
                    and_(clues.c.reporter_phone_mark == phone, clues.c.kind != "complaint"),
                    and_(clues.c.id.in_(_told(clue_reporters.c.phone_mark == phone)), clues.c.kind != "complaint"),
                    clues.c.subject_name_mark == name,
                )
            )
        return some


def _told(which: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(clue_reporters.c.clue_id).where(which)


def _as_told(row: Any, openid: str) -> Clue:
    clue = read_clue(row[: len(FIELDS)])
    told = row[len(FIELDS) :]
    return clue if told[0] is None or clue.reporter_openid == openid else as_told(clue, read_reporter(told))


def _plain(value: str) -> str:
    return "".join(value.split()).upper()
