"""Clues: opened once, moved by compare-and-set, their history only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from storage.clue_lists import ClueLists
from storage.clue_numbers import next_number
from storage.clue_reporters import clue_reporters
from storage.clue_rows import FIELDS, Clue, ClueEvent, NewClue, NewEvent, clue_events, clues, read_clue
from storage.conflicts import StaleClue

_MARKS = {
    "subject_name": ("subject_name_mark", "name"),
    "subject_phone": ("subject_phone_mark", "phone"),
    "subject_id_number": ("subject_id_mark", "id_number"),
    "reporter_phone": ("reporter_phone_mark", "phone"),
}
_ONE_BY_ONE = 2019
"""The lock of PostgreSQL under which it is looked whether a clue is open already; any number will do."""
_PLAIN = tuple(one.name for one in fields(NewClue) if one.name != "prefix")


class Clues(ClueLists):
    """Clues by their number."""

    __slots__ = ()

    def open(self, clue: NewClue, event: NewEvent | None = None) -> Clue:
        """Enter a clue in state ``new`` with the first line of its history (``open``), and give it with its number.

        Numbers are ``<prefix>-<local day>-<three digits or more>``, unique, with gaps where a unit of work was undone.
        """
        row: dict[str, Any] = {name: getattr(clue, name) for name in _PLAIN} | {
            "no": next_number(self._run, self._dialect, clue.prefix, clue.opened_at),
            "version": 1,
            "state": "new",
            "slots": dict(clue.slots),
            "clocks": [dict(clock) for clock in clue.clocks],
            "steps": {},
            "reporter_openid": clue.reporter_openid or None,
            "reason": "",
            "changed_at": clue.opened_at,
        }
        new_id = self._run(insert(clues).returning(clues.c.id), row | self._marks(row)).scalar_one()
        self._add_event(new_id, event or NewEvent(clue.opened_at, clue.opened_by, "open"), "", "new")
        return read_clue(self._run(select(*FIELDS).where(clues.c.id == new_id)).one())

    def by_no(self, no: str) -> Clue | None:
        """The clue of that number, in whatever case it was typed; also by the number a further reporter was given."""
        number = no.strip().upper()
        row = self._run(select(*FIELDS).where(clues.c.no == number)).first()
        if row is None:
            told = select(clue_reporters.c.clue_id).where(clue_reporters.c.no == number)
            row = self._run(select(*FIELDS).where(clues.c.id.in_(told))).first()
        return read_clue(row) if row else None

    def one_by_one(self) -> None:
        """Wait until no other unit of work is about to open or join a clue; kept until this one ends.

        Of two who tell of one person at the same moment the second then finds the first's clue.
        """
        if self._dialect == "postgresql":  # SQLite has one writer anyway
            self._run(select(func.pg_advisory_xact_lock(_ONE_BY_ONE)))

    def move(self, no: str, seen_version: int, state: str, event: NewEvent, **changes: Any) -> Clue:
        """Bring a clue into ``state`` with one line of history, and give it as it is then.

        ``changes`` are fields of ``Clue`` (owner, result, reason, due_at, clocks ...); ``version``, ``changed_at`` and
        the time of the first entry into a state (``steps``) are kept here. Raises ``StaleClue`` when somebody else
        changed the clue since version ``seen_version`` was read.
        """
        held = self._run(
            select(clues.c.id, clues.c.state, clues.c.steps)
            .where(clues.c.no == no, clues.c.version == seen_version)
            .with_for_update()
        ).first()
        if held is None:
            raise StaleClue(no)
        if state != held.state:
            changes["steps"] = held.steps | {state: event.at.isoformat()}
        if state == "resolved" and held.state != state:
            changes.setdefault("resolved_at", event.at)
        if "clocks" in changes:
            changes["clocks"] = [dict(clock) for clock in changes["clocks"]]
        row = self._run(
            update(clues)
            .where(clues.c.id == held.id, clues.c.version == seen_version)
            .values(state=state, version=seen_version + 1, changed_at=event.at, **changes, **self._marks(changes))
            .returning(*FIELDS)
        ).first()
        if row is None:
            raise StaleClue(no)
        self._add_event(held.id, event, held.state, state)
        return read_clue(row)

    def add_event(self, no: str, event: NewEvent) -> None:
        """Add a line to the history that changes nothing else; ``KeyError`` for an unknown number."""
        held = self._run(select(clues.c.id, clues.c.state).where(clues.c.no == no)).first()
        if held is None:
            raise KeyError(no)
        self._add_event(held.id, event, held.state, held.state)

    def forget(self, openid: str) -> None:
        """Who reported is no longer known by WeChat; the clue is the bureau's and stays."""
        self._run(update(clues).where(clues.c.reporter_openid == openid).values(reporter_openid=None))

    def history(self, no: str) -> tuple[ClueEvent, ...]:
        """Every line of the history, first to last."""
        columns = [clues.c.no if name == "no" else clue_events.c[name] for name in ClueEvent.__slots__]
        rows = self._run(
            select(*columns)
            .join_from(clue_events, clues, clue_events.c.clue_id == clues.c.id)
            .where(clues.c.no == no)
            .order_by(clue_events.c.id)
        )
        return tuple(ClueEvent(*row) for row in rows)

    def due_alarms(self, now: datetime, limit: int = 100) -> tuple[Clue, ...]:
        """Clues whose next alarm has come, longest waiting first."""
        rows = self._run(
            select(*FIELDS).where(clues.c.next_alarm_at <= now).order_by(clues.c.next_alarm_at).limit(limit)
        )
        return tuple(read_clue(row) for row in rows)

    def set_alarm(self, seen: Clue, at: datetime | None, level: int) -> bool:
        """Set the next alarm of a clue as it was seen; False when another raised it or changed the clue meanwhile.

        The version stays: an alarm must not make the page stale that a clerk is writing on.
        """
        return (
            self._run(
                update(clues)
                .where(
                    clues.c.id == seen.id,
                    clues.c.version == seen.version,
                    clues.c.alarm_level == seen.alarm_level,
                    clues.c.next_alarm_at.is_not_distinct_from(seen.next_alarm_at),
                )
                .values(next_alarm_at=at, alarm_level=level)
            ).rowcount
            == 1
        )

    def _add_event(self, clue_id: int, event: NewEvent, before: str, after: str) -> None:
        self._run(
            insert(clue_events),
            {
                "clue_id": clue_id,
                "at": event.at,
                "who": event.who,
                "action": event.action,
                "before": before,
                "after": after,
                "words": event.words,
                "facts": dict(event.facts),
            },
        )

    def _marks(self, known: Mapping[str, Any]) -> dict[str, bytes | None]:
        return {
            column: self._mark(kind, _plain(known[name])) for name, (column, kind) in _MARKS.items() if name in known
        }


def _plain(value: str) -> str:
    return "".join(value.split()).upper()
