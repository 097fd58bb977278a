"""By when a clue must be where: clocks computed from events, rules and the calendar, and the ladder of reminders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from knowledge.sources import Source
    from knowledge.workdays import Calendar

LOCAL = ZoneInfo("Asia/Shanghai")
Unit = Literal["workdays", "hours", "days"]
Start = Literal["opened", "accepted", "verified", "referred"]
Rung = Literal["owner", "deputy", "superior", "county"]

LADDER: tuple[Rung, ...] = ("owner", "deputy", "superior", "county")
"""Who is told at alarm level 0, 1, 2, 3."""
RUNG_NAMES: Mapping[Rung, str] = MappingProxyType(
    {"owner": "责任人", "deputy": "代理人", "superior": "上级", "county": "县民政局督办"}
)
_START_NAMES: Mapping[str, str] = MappingProxyType(
    {"opened": "收到线索", "accepted": "受理", "verified": "核实", "referred": "转办"}
)
UNIT_NAMES: Mapping[Unit, str] = MappingProxyType({"workdays": "个工作日", "hours": "小时", "days": "天"})
_WEEK = "一二三四五六日"
_END_OF_DAY = time(23, 59, 59)
_MORNING = time(9, 0)
_HOURS_BETWEEN_RUNGS = 1


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long a step may take.

    ``key`` is ``<kind or urgency>.<step>``: ``help.verify``, ``urgent.visit``, ``any.resolve``. For each step the rule
    of the urgency beats that of the kind, which beats ``any``. Steps: accept, visit, verify, resolve.
    ``source`` is None where the bureau itself set the time.
    """

    key: str
    name: str
    amount: int
    unit: Unit
    starts: Start = "opened"
    source: Source | None = None

    @property
    def step(self) -> str:
        """The step this clock runs for."""
        return self.key.rpartition(".")[2]


HOUSE_RULES: tuple[ClockRule, ...] = (
    ClockRule("any.accept", "受理", 1, "workdays"),
    ClockRule("any.resolve", "办结并告知结果", 10, "workdays"),
    ClockRule("help.verify", "核实情况", 3, "workdays"),
    ClockRule("callback.resolve", "回电", 1, "workdays"),
    ClockRule("question.resolve", "答复", 3, "workdays"),
    ClockRule("urgent.visit", "上门查看", 24, "hours"),
    ClockRule("danger.accept", "联系到人", 1, "hours"),
    ClockRule("danger.visit", "到场查看", 2, "hours"),
)
"""Our own times, for what a bureau's pack leaves open."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One running deadline. ``provisional`` when it reaches into a year whose holidays are not announced yet."""

    key: str
    name: str
    due_at: datetime
    explain: str = field(repr=False)
    provisional: bool = False
    unit: Unit = "workdays"

    @property
    def step(self) -> str:
        """The step this clock runs for."""
        return self.key.rpartition(".")[2]


def clocks(
    kind: str,
    urgency: str,
    opened_at: datetime,
    rules: Mapping[str, ClockRule],
    calendar: Calendar,
    begun: Mapping[str, datetime] = MappingProxyType({}),
) -> tuple[Clock, ...]:
    """Every clock that runs for such a clue, soonest first.

    ``begun`` tells when later starts (accepted, verified, referred) happened; a clock whose start has not come yet is
    not in the answer. Pure: the same events, rules and calendar give the same deadlines.
    """
    starts = {"opened": opened_at, **begun}
    running = (rule for rule in _applicable(kind, urgency, rules) if rule.starts in starts)
    return tuple(sorted((_clock(rule, starts[rule.starts], calendar) for rule in running), key=lambda one: one.due_at))


def rule_for(kind: str, step: str, rules: Mapping[str, ClockRule]) -> ClockRule | None:
    """The rule by which that step of an ordinary clue of that kind is timed; None where nobody times it."""
    return next((rule for rule in _applicable(kind, "normal", rules) if rule.step == step), None)


def _applicable(kind: str, urgency: str, rules: Mapping[str, ClockRule]) -> Iterable[ClockRule]:
    """One rule a step: urgency before kind before any, the bureau's before ours.

    What a bureau says of all clues does not slow down our own rules for danger and urgency, nor for somebody who only
    wants to be rung back; what it says of these does.
    """
    ours, theirs = HOUSE_RULES, tuple(rules.values())
    asked = (kind,) if kind == "callback" else ()
    ranks = (
        (ours, ("any", kind)),
        (theirs, ("any",)),
        (ours, asked),
        (theirs, (kind,)),
        (ours, (urgency,)),
        (theirs, (urgency,)),
    )
    chosen: dict[str, ClockRule] = {}
    for book, groups in ranks:
        for group in groups:
            chosen |= {rule.step: rule for rule in book if rule.key.rpartition(".")[0] == group}
    return chosen.values()


def _clock(rule: ClockRule, start: datetime, calendar: Calendar) -> Clock:
    if rule.unit == "hours":
        due = start + timedelta(hours=rule.amount)
        return Clock(rule.key, rule.name, due, _explain_hours(rule, start, due), unit=rule.unit)
    first = start.astimezone(LOCAL).date()
    last = calendar.add(first, rule.amount) if rule.unit == "workdays" else first + timedelta(days=rule.amount)
    due = datetime.combine(last, _END_OF_DAY, LOCAL).astimezone(start.tzinfo)
    unsure = rule.unit == "workdays" and calendar.provisional(last)
    return Clock(rule.key, rule.name, due, _explain_days(rule, first, last, calendar), unsure, rule.unit)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）"


def _because(rule: ClockRule) -> str:
    doc_no = rule.source.doc_no if rule.source else ""
    return f"依据：{doc_no}。" if doc_no else "这个时限由本局自行规定。"


def _explain_hours(rule: ClockRule, start: datetime, due: datetime) -> str:
    began, ends = start.astimezone(LOCAL), due.astimezone(LOCAL)
    return (
        f"{_day(began.date())}{began:%H:%M}{_START_NAMES[rule.starts]}，{rule.amount}小时内{rule.name}，节假日照算，"
        f"到{_day(ends.date())}{ends:%H:%M}。{_because(rule)}"
    )


def _explain_days(rule: ClockRule, first: date, last: date, calendar: Calendar) -> str:
    between = [first + timedelta(days=offset) for offset in range(1, (last - first).days + 1)]
    within = f"{rule.amount}{UNIT_NAMES[rule.unit]}内{rule.name}"
    parts = [f"{_day(first)}{_START_NAMES[rule.starts]}，当天不算，{within}，到{_day(last)}24点"]
    if rule.unit == "workdays":
        off = [day for day in between if not calendar.is_workday(day)]
        made_up = [day for day in between if day.weekday() >= 5 and calendar.is_workday(day)]
        if off:
            parts.append(f"其中{'、'.join(_day(day) for day in off)}休息，不算")
        if made_up:
            parts.append(f"{'、'.join(_day(day) for day in made_up)}调休上班，要算")
        if calendar.provisional(last):
            parts.append(f"{last.year}年放假安排还没有公布，公布后会重新计算")
    return "；".join(parts) + f"。{_because(rule)}"


_MET_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "accept": frozenset({"accepted", "verified", "referred", "resolved", "closed"}),
        "visit": frozenset({"verified", "referred", "resolved", "closed"}),
        "verify": frozenset({"verified", "resolved", "closed"}),
        "resolve": frozenset({"resolved", "closed"}),
    }
)


def unmet(running: Iterable[Clock], state: str, done: Iterable[str] = ()) -> tuple[Clock, ...]:
    """The clocks that still wait in that state, soonest first; ``done`` are steps already taken (``visit``)."""
    taken = frozenset(done)
    waiting = (clock for clock in running if state not in _MET_BY.get(clock.step, frozenset()))
    return tuple(sorted((clock for clock in waiting if clock.step not in taken), key=lambda clock: clock.due_at))


def promised_by(running: Iterable[Clock]) -> date:
    """The local day by which the reporter is told a result."""
    every = tuple(running)
    last = next((clock for clock in every if clock.step == "resolve"), max(every, key=lambda clock: clock.due_at))
    return last.due_at.astimezone(LOCAL).date()


_CONTACT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"danger": ("accept", "visit"), "urgent": ("accept", "visit")}
)


def contact_by(waiting: Iterable[Clock], urgency: str, now: datetime) -> datetime | None:
    """When the reporter is contacted at the latest: the urgent clocks of accepting and visiting, else of verifying.

    None where no such clock waits, or where it has passed: nobody is promised a time that is over.
    """
    steps = _CONTACT.get(urgency, ("visit", "verify"))
    return min((clock.due_at for clock in waiting if clock.step in steps and clock.due_at > now), default=None)


def overdue_by(due: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days begun since the deadline passed; 0 while it has not, and at least 1 for a deadline in mid-day."""
    if now <= due:
        return 0
    begun = calendar.count(due.astimezone(LOCAL).date(), now.astimezone(LOCAL).date())
    ends_with_day = due.astimezone(LOCAL).time() >= _END_OF_DAY
    return begun if ends_with_day else max(begun, 1)


def next_alarm(clock: Clock, level: int, calendar: Calendar) -> datetime | None:
    """When rung ``level`` of the ladder is told; None above the last.

    A clock in days reminds the owner on the morning of its last day, then tells one more rung each working day after
    it. A clock in hours tells the owner at the deadline, then one more rung each hour.
    """
    if level >= len(LADDER):
        return None
    if clock.unit == "hours":
        return clock.due_at + timedelta(hours=_HOURS_BETWEEN_RUNGS * level)
    day = clock.due_at.astimezone(LOCAL).date()
    if level:
        day = calendar.add(day, level)
    return datetime.combine(day, _MORNING, LOCAL).astimezone(clock.due_at.tzinfo)
