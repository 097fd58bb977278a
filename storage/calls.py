"""Calls that are over: kept once, found by number, by operator and by day; notes are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, func, insert, select

from storage.call_rows import LEFT_OUT, Call, CallFigure, CallFilter, CallNote, NewCall, call_notes, calls
from storage.repository import Page, Repository

__all__ = ["Call", "CallFilter", "CallNote", "Calls", "NewCall"]

_FIELDS = tuple(calls.c[name] for name in Call.__slots__)
_FIGURES = tuple(calls.c[name] for name in CallFigure.__slots__)
_LATEST = (calls.c.ended_at.desc(), calls.c.id.desc())
_NOTES = tuple(call_notes.c[name] for name in CallNote.__slots__)


class Calls(Repository):
    """Finished calls by id."""

    __slots__ = ()

    def keep(self, call: NewCall) -> int:
        """Keep a call that is over, and give its id."""
        row = {name: getattr(call, name) for name in NewCall.__slots__}
        row |= {"phone_mark": self._mark("phone", _plain(call.phone))}
        new_id: int = self._run(insert(calls).returning(calls.c.id), row).scalar_one()
        return new_id

    def get(self, call_id: int) -> Call | None:
        """The call of that id."""
        row = self._run(select(*_FIELDS).where(calls.c.id == call_id)).first()
        return Call(*row) if row else None

    def by_phone(self, phone: str, most: int = 5) -> tuple[Call, ...]:
        """The latest calls from that number, however it is spaced."""
        mark = self._mark("phone", _plain(phone))
        if mark is None:
            return ()
        rows = self._run(select(*_FIELDS).where(calls.c.phone_mark == mark).order_by(*_LATEST).limit(most))
        return tuple(Call(*row) for row in rows)

    def of_clue(self, clue_no: str) -> tuple[Call, ...]:
        """The calls that made or joined that clue, latest first."""
        rows = self._run(select(*_FIELDS).where(calls.c.clue_no == clue_no).order_by(*_LATEST))
        return tuple(Call(*row) for row in rows) if clue_no else ()

    def between(self, start: datetime, end: datetime) -> tuple[Call, ...]:
        """The calls that ended from ``start`` on and before ``end``, latest first."""
        rows = self._run(select(*_FIELDS).where(calls.c.ended_at >= start, calls.c.ended_at < end).order_by(*_LATEST))
        return tuple(Call(*row) for row in rows)

    def figures(self, start: datetime, end: datetime) -> tuple[CallFigure, ...]:
        """What is counted of those calls; no sealed column is opened."""
        rows = self._run(select(*_FIGURES).where(calls.c.ended_at >= start, calls.c.ended_at < end))
        return tuple(CallFigure(*row) for row in rows)

    def list(self, which: CallFilter, number: int = 1, size: int = 50) -> Page[Call]:
        """A page of calls, latest first."""
        some = self._conditions(which)
        total = self._run(select(func.count()).select_from(calls).where(*some)).scalar_one()
        # Only the keys are sorted: the sealed columns of a page are read once it is known which.
        page = select(calls.c.id).where(*some).order_by(*_LATEST).limit(size).offset((number - 1) * size)
        rows = self._run(select(*_FIELDS).where(calls.c.id.in_(page)).order_by(*_LATEST))
        return Page(tuple(Call(*row) for row in rows), total, number, size)

    def add_note(self, call_id: int, words: str, who: str, at: datetime) -> None:
        """Add a line to a call."""
        self._run(insert(call_notes), {"call_id": call_id, "at": at, "who": who, "words": words})

    def notes(self, call_id: int) -> tuple[CallNote, ...]:
        """What was added to a call, first to last."""
        rows = self._run(select(*_NOTES).where(call_notes.c.call_id == call_id).order_by(call_notes.c.id))
        return tuple(CallNote(*row) for row in rows)

    def _conditions(self, which: CallFilter) -> tuple[ColumnElement[bool], ...]:
        some: list[ColumnElement[bool]] = []
        if which.operator_id is not None:
            some.append(calls.c.operator_id == which.operator_id)
        if which.since is not None:
            some.append(calls.c.ended_at >= which.since)
        if which.before is not None:
            some.append(calls.c.ended_at < which.before)
        if which.flow:
            some.append(calls.c.flow == which.flow)
        if which.with_clue:
            some.append(calls.c.clue_no != "")
        if which.missed:
            some.append(cast(calls.c.ticks, Text).contains(f'"{LEFT_OUT}', autoescape=True))
        if which.phone:
            some.append(calls.c.phone_mark == self._mark("phone", _plain(which.phone)))
        return tuple(some)


def _plain(phone: str) -> str:
    return "".join(character for character in phone if character.isdigit())
