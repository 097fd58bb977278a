"""What a bureau's document asks of its people, as a pack tells it: whom to look for, how to hear, what to keep."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.sources import Source


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Somebody to look out for. ``hardships`` are the slot keys that point to this group.

    ``must_visit``: 必到必访, somebody goes there without being asked.
    """

    key: str
    name: str
    says: str
    source: Source
    hardships: tuple[str, ...] = ()
    must_visit: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClueSource:
    """A way clues come in; ``level`` says who receives it (village, township, county)."""

    key: str
    name: str
    level: str
    source: Source


@dataclass(frozen=True, slots=True)
class LevelDuty:
    """What one level of the linkage does (group, village, township, county, departments)."""

    key: str
    level: str
    name: str
    duties: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Team:
    """People the document counts on, and what they do there."""

    key: str
    name: str
    does: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """How often somebody is visited, and when more often.

    At least ``times`` within each ``every`` (day, week, month, quarter, half_year, year, once; ``at_once``: the moment
    it is known; ``irregular``: the document says 定期 or 不定期). ``conditions`` are those under which this rhythm
    holds (none: always), ``groups`` keys of target groups, ``scattered`` only for those who live at home.
    """

    key: str
    name: str
    whom: str
    who: str
    every: str
    source: Source
    times: int = 1
    groups: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    scattered: bool = False
    setting: str = ""
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lists to be fetched from other departments and compared, and where the result goes to be verified.

    ``month`` is the month of a yearly one; ``threshold`` the amount from which somebody is on the list;
    ``uncovered``: only those whom no programme covers yet.
    """

    key: str
    name: str
    whom: str
    who: str
    every: str
    back_to: str
    source: Source
    departments: tuple[str, ...] = ()
    month: int = 0
    threshold: int = 0
    threshold_unit: str = ""
    uncovered: bool = False
    setting: str = ""
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class HardshipClass:
    """How hard somebody has it; the ledger is kept by these classes."""

    key: str
    name: str
    says: str
    source: Source
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class OutcomePath:
    """What is done for whom: ``result`` is a result kind of ``knowledge.casework``."""

    key: str
    name: str
    when: str
    does: str
    result: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that a level keeps. ``zero_report``: a period with nothing is reported as zero, never left out.

    ``period`` is empty where the document names none. ``whom`` says who stands in it, ``until`` how long a row stays
    open. ``ours`` when the columns are our own choice; ``setting`` names what the bureau may set otherwise.
    """

    key: str
    name: str
    level: str
    columns: tuple[str, ...]
    source: Source
    period: str = ""
    zero_report: bool = False
    whom: str = ""
    until: str = ""
    setting: str = ""
    ours: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something else that recurs: screening, follow-up, training, supervision.

    ``times`` within each ``every``; ``when`` the condition under which it is asked; ``ours`` where the document leaves
    the figure open and ``note`` says what we chose.
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
    setting: str = ""
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
