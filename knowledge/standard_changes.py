"""What entering an amount does to those there are: the earlier one ends on the day before, and both are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.standards import Standard, Standards

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """An amount as it will stand (``new``), and the one it takes the place of (``old``).

    ``ended`` is ``old`` with its last day. None where ``new`` begins on the same day: then it corrects ``old``.
    """

    new: Standard
    old: Standard | None = None
    ended: Standard | None = None

    @property
    def rows(self) -> tuple[Standard, ...]:
        """The rows that the change leaves, to be laid over those there are."""
        return (self.new,) if self.ended is None else (self.ended, self.new)


def change_by(entered: Standard, known: Standards) -> Change:
    """What becomes of the amounts of the same programme, region and class when this one is entered.

    Where a later one is known already, the entered one ends on the day before it.
    """
    versions = [one for one in known.versions(entered) if one.kind != "reference"]
    later = next((one for one in versions if one.effective_from > entered.effective_from), None)
    if later is not None and (entered.effective_to is None or entered.effective_to >= later.effective_from):
        entered = replace(entered, effective_to=later.effective_from - _DAY)
    same = next((one for one in reversed(versions) if one.effective_from == entered.effective_from), None)
    if same is not None:
        return Change(entered, same)
    open_then = [one for one in versions if one.in_force_on(entered.effective_from)]
    if not open_then:
        return Change(entered)
    old = open_then[-1]
    return Change(entered, old, replace(old, effective_to=entered.effective_from - _DAY))


def lapsed(known: Standards, area: str, on: date) -> tuple[Standard, ...]:
    """The last amount of every class in an area that ran out before that day and that none follows."""
    last: dict[tuple[str, str, tuple[str, ...]], Standard] = {}
    for row in known:
        if row.kind != "reference" and (area.startswith(row.region) or row.region.startswith(area)):
            other = last.get(row.slot)
            if other is None or other.effective_from <= row.effective_from:
                last[row.slot] = row
    return tuple(row for row in last.values() if row.effective_to is not None and row.effective_to < on)


def held(known: Standards, programmes: Iterable[str], area: str, on: date) -> tuple[Standard, ...]:
    """All amounts in force somewhere in an area on that day: those of the whole area, then those of its parts."""
    regions = sorted({row.region for row in known if row.region.startswith(area)} | {area}, key=lambda code: len(code))
    found = {
        row.key: row
        for programme in programmes
        for region in regions
        for row in known.in_force(programme, region, on)
        if region == area or row.region == region
    }
    return tuple(found.values())
