"""Standards as the residents' pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.public import words
from dialogs.say import local_day, say_amount, say_full_day

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.programmes import Programme
    from knowledge.standards import Standard


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One amount in force with the document that sets it."""

    name: str
    amount: str
    place: str
    since: str
    paper: str
    title: str
    mark: str
    note: str
    coming: bool = False


def standards_at(programme: Programme, place: str, services: Services) -> list[StandardRow]:
    """The amounts of a programme in force at a place today, and those announced for later."""
    office, today = services.office, local_day(services.now())
    every = office.pack.standards
    now = every.in_force(programme.key, place, today)
    later = every.coming(programme.key, place, today)
    return [_standard(row, services, coming=row in later) for row in (*now, *later)]


def _standard(row: Standard, services: Services, *, coming: bool) -> StandardRow:
    until = words.until(say_full_day(row.effective_to)) if row.effective_to else ""
    # A guide that tells an amount and not from when: the first day of its month would be our invention.
    dated = bool(row.doc_no) or len(row.source.effective_from) == len("2026-01-01")
    return StandardRow(
        row.name,
        say_amount(row),
        services.office.places.full_name(row.region) if row.region else words.NATION,
        (words.since(say_full_day(row.effective_from)) if dated else words.NO_DAY) + until,
        row.doc_no,
        row.source.title,
        words.MARKS.get("sample" if services.office.pack.sample else row.review, ""),
        row.note,
        coming,
    )
