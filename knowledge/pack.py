"""A policy pack: all that one bureau knows, merged from the nation down to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from knowledge.bureau import (
    AccountSeed,
    Bureau,
    Hotline,
    MenuItem,
    ResidentSeed,
    StaffSeed,
    TemplateMap,
    Window,
)
from knowledge.deadlines import ClockRule
from knowledge.duties import AppealRoute, ClueSource, Duty, Ledger, LevelDuty, OutcomePath, TargetGroup
from knowledge.places import Division
from knowledge.programmes import Entry, Passage, Programme
from knowledge.sources import Source, SourcedRule
from knowledge.standards import Standard, Standards

PACKS = Path(__file__).parent / "packs"

__all__ = [
    "PACKS",
    "Bureau",
    "Entry",
    "Hotline",
    "MissingStandard",
    "Pack",
    "PackError",
    "PackProblem",
    "Passage",
    "Programme",
    "Source",
    "Standard",
    "Window",
    "check_packs",
    "load_pack",
]


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One mistake in a pack: file (relative to the packs' folder), line from 1, and what is wrong in Chinese."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.text}"


class PackError(Exception):
    """A pack cannot be used; ``problems`` lists every mistake at once."""

    def __init__(self, problems: tuple[PackProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class MissingStandard:
    """A standard that residents will ask for and this bureau has not filled in (待补标准)."""

    programme: str
    category: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What is known and said for one division, everything inherited already merged in."""

    name: str
    title: str
    division: str
    sample: bool
    bureau: Bureau
    programmes: Mapping[str, Programme]
    standards: Standards
    windows: tuple[Window, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    entries: tuple[Entry, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    clue_sources: tuple[ClueSource, ...] = ()
    linkage: tuple[LevelDuty, ...] = ()
    outcome_paths: tuple[OutcomePath, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    duties: tuple[Duty, ...] = ()
    appeals: tuple[AppealRoute, ...] = ()
    clocks: Mapping[str, ClockRule] = field(default_factory=lambda: MappingProxyType({}))
    rules: tuple[SourcedRule, ...] = ()
    expected: tuple[MissingStandard, ...] = ()
    divisions: tuple[Division, ...] = ()
    staff: tuple[StaffSeed, ...] = ()
    residents: tuple[ResidentSeed, ...] = ()
    accounts: tuple[AccountSeed, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    templates: Mapping[str, TemplateMap] = field(default_factory=lambda: MappingProxyType({}))
    wording: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    settings: Mapping[str, str | int | bool] = field(default_factory=lambda: MappingProxyType({}))
    chain: tuple[str, ...] = ()
    """The packs this one was merged from, widest first."""

    def missing_standards(self, on: date | None = None, standards: Standards | None = None) -> tuple[MissingStandard, ...]:
        """What residents will ask for and no row answers: in force on that day, or at any time when no day is given.

        ``standards`` are the bureau's rows where they were edited; the pack's own otherwise. A floor of the province
        does not fill the gap: what is paid here is still not known.
        """
        rows = [row for row in (standards or self.standards) if row.kind == "standard"]
        held = [
            row
            for row in rows
            if self.division.startswith(row.region) and (on is None or row.in_force_on(on))
        ]
        return tuple(
            gap
            for gap in self.expected
            if not any(row.programme == gap.programme and set(gap.category) <= _classes(row) for row in held)
        )

    def hotline(self, number: str) -> Hotline | None:
        """The hotline with that number, or ``None``."""
        return next((line for line in self.hotlines if line.number == number), None)

    def windows_at(self, place_code: str) -> tuple[Window, ...]:
        """The windows that serve a place, the nearest first; ``()`` when the bureau has told us none."""
        serving = [window for window in self.windows if place_code.startswith(window.code.partition("-")[0])]
        return tuple(sorted(serving, key=lambda window: -len(window.code.partition("-")[0])))


def _classes(row: Standard) -> set[str]:
    return {part for item in row.category for part in item.split("/")}


def load_pack(name: str, folder: Path | None = None) -> Pack:
    """The pack of that name with everything it inherits: nation, province, city, county, township by division code.

    Raises ``PackError`` with every mistake of the packs it is made of.
    """
    from knowledge.packfile import build

    return build(name, folder or PACKS)


def check_packs(folder: Path | None = None) -> tuple[PackProblem, ...]:
    """Every mistake in every pack of the folder; ``()`` when all of them load."""
    from knowledge.packfile import check

    return check(folder or PACKS)
