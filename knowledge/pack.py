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
from knowledge.duties import AppealRoute
from knowledge.eligibility import Check
from knowledge.packbuild import Builder
from knowledge.packcheck import problems_of
from knowledge.packfile import PackFolder, chain_of, merged, read_all
from knowledge.places import Division
from knowledge.points import Point
from knowledge.programmes import Entry, Passage, Programme, entries_of
from knowledge.rulebook import Rulebook
from knowledge.schema import PackProblem
from knowledge.script import Script, script_of
from knowledge.sources import Source
from knowledge.standards import MissingStandard, Standard, Standards

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


class PackError(Exception):
    """A pack cannot be used; ``problems`` lists every mistake at once."""

    def __init__(self, problems: tuple[PackProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


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
    rulebook: Rulebook = field(default_factory=Rulebook)
    appeals: tuple[AppealRoute, ...] = ()
    clocks: Mapping[str, ClockRule] = field(default_factory=lambda: MappingProxyType({}))
    expected: tuple[MissingStandard, ...] = ()
    checks: Mapping[str, Check] = field(default_factory=lambda: MappingProxyType({}))
    """The self-checks by programme: what must hold, by which document."""
    divisions: tuple[Division, ...] = ()
    points: tuple[Point, ...] = ()
    """Seats of townships on the map; empty where no source gives them."""
    staff: tuple[StaffSeed, ...] = ()
    residents: tuple[ResidentSeed, ...] = ()
    accounts: tuple[AccountSeed, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    languages: tuple[str, ...] = ()
    """What residents here may ask to hear, besides what was recorded already."""
    templates: Mapping[str, TemplateMap] = field(default_factory=lambda: MappingProxyType({}))
    wording: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    shipped: Mapping[str, str] | None = None
    """The wording of the pack's files, where the bureau's own edits are in ``wording`` too."""
    settings: Mapping[str, str | int | bool] = field(default_factory=lambda: MappingProxyType({}))
    script: Script = field(default_factory=Script)
    """What is said on the hotline."""
    chain: tuple[str, ...] = ()
    """The packs this one was merged from, widest first."""
    documents: tuple[Source, ...] = ()
    """The documents this pack itself brings; those it inherits are not among them."""

    def missing_standards(
        self, on: date | None = None, standards: Standards | None = None
    ) -> tuple[MissingStandard, ...]:
        """What residents will ask for and no row answers: in force on that day, or at any time when no day is given.

        ``standards`` are the bureau's rows where they were edited; the pack's own otherwise. A floor of the province
        does not fill the gap: what is paid here is still not known.
        """
        rows = [row for row in (standards or self.standards) if row.kind == "standard"]
        held = [row for row in rows if self.division.startswith(row.region) and (on is None or row.in_force_on(on))]
        return tuple(
            gap
            for gap in self.expected
            if not any(row.programme == gap.programme and set(gap.category) <= _classes(row) for row in held)
        )

    def chosen(self, setting: str) -> str | int | bool:
        """What holds where a document is silent: the bureau's own choice, else the default of the open setting."""
        known = self.rulebook.open_setting(setting)
        if setting in self.settings or known is None:
            return self.settings[setting]
        return known.default

    def is_own(self, source: Source) -> bool:
        """Whether a rule comes from a document of this pack and not from one above it."""
        return any((source.doc_no, source.title) == (one.doc_no, one.title) for one in self.documents)

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
    folders = read_all(folder or PACKS)
    if name not in folders:
        raise PackError((PackProblem(name, 1, f"没有“{name}”这个政策包，现有：{'、'.join(folders)}"),))
    problems = problems_of(name, folders)
    if problems:
        raise PackError(problems)
    return _build(name, folders)


def check_packs(folder: Path | None = None) -> tuple[PackProblem, ...]:
    """Every mistake in every pack of the folder; ``()`` when all of them load."""
    folders = read_all(folder or PACKS)
    found = dict.fromkeys(problem for name in folders for problem in problems_of(name, folders))
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line)))


def _build(name: str, folders: Mapping[str, PackFolder]) -> Pack:
    own = folders[name]
    chain = chain_of(name, folders)
    make = Builder(merged(tuple(folders[each] for each in chain)))
    programmes = make.programmes()
    title = make.section("pack")["title"]
    return Pack(
        name=name,
        title=title,
        division=own.division,
        sample=own.sample,
        bureau=make.bureau(title),
        programmes=programmes,
        standards=make.standards(),
        windows=make.windows(),
        hotlines=make.hotlines(),
        entries=(*make.entries(), *(entry for each in programmes.values() for entry in entries_of(each))),
        rulebook=make.rulebook(),
        appeals=make.appeals(),
        clocks=make.clocks(),
        expected=make.expected(),
        checks=make.checks(),
        divisions=make.divisions(),
        points=make.points(),
        staff=make.staff(),
        residents=make.residents(),
        accounts=make.accounts(own.division),
        menu=make.menu(),
        templates=make.templates(),
        languages=tuple(make.content.get("languages", ())),
        wording=MappingProxyType(make.section("wording")),
        settings=MappingProxyType(make.section("settings")),
        script=script_of(make.section("script")),
        chain=chain,
        documents=make.documents(own.sections.get("sources") or {}),
    )
