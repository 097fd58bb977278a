"""What a bureau's document asks of its people, as a pack tells it: whom to look for, how to hear, what to keep."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.sources import Source


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Somebody to look out for. ``hardships`` are the slot keys that point to this group."""

    key: str
    name: str
    says: str
    source: Source
    hardships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClueSource:
    """A way clues come in; ``level`` says who receives it (village, township, county)."""

    key: str
    name: str
    level: str
    source: Source


@dataclass(frozen=True, slots=True)
class LevelDuty:
    """What one level of the linkage does (village, township, county, departments)."""

    key: str
    level: str
    name: str
    duties: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class OutcomePath:
    """What is done for whom: ``result`` is a result kind of ``knowledge.casework``."""

    key: str
    name: str
    when: str
    does: str
    result: str
    source: Source


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that a level keeps. ``zero_report``: a period with nothing is reported as zero, never left out.

    ``period`` is empty where the document names none. ``ours`` when the columns are our own choice.
    """

    key: str
    name: str
    level: str
    columns: tuple[str, ...]
    source: Source
    period: str = ""
    zero_report: bool = False
    ours: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that recurs: a visit, a comparison, a spot check, a public notice.

    ``times`` within each ``every`` (day, week, month, quarter, half_year, year, once); ``when`` the condition under
    which it is asked; ``ours`` where the document leaves the figure open and ``note`` says what we chose.
    """

    key: str
    kind: str
    name: str
    whom: str
    who: str
    every: str
    source: Source
    times: int = 1
    when: str = ""
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class AppealRoute:
    """Where somebody turns who does not agree, and by when."""

    key: str
    name: str
    says: str
    source: Source
    within: str = ""
    number: str = ""
