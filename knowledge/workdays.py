"""Working days as the State Council's yearly notices make them, make-up days (调休) included."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "calendars"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's days off on weekdays and working days on weekends.

    ``provisional`` when the State Council has not published the notice yet: statutory days are known by law, but
    make-up days are not.
    """

    year: int
    days_off: Mapping[date, str]
    """Every day of a holiday, with the holiday's name; weekends inside it too."""
    make_up: frozenset[date]
    doc_no: str = ""
    title: str = ""
    published_on: date | None = None
    provisional: bool = False


class Calendar:
    """Which days are working days, and how far away the n-th one is."""

    __slots__ = ("_off", "_on", "version", "years")

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        self.years: Mapping[int, CalendarYear] = {year.year: year for year in years}
        self._off = frozenset(day for year in self.years.values() for day in year.days_off)
        self._on = frozenset(day for year in self.years.values() for day in year.make_up)
        last = max((year.year for year in self.years.values() if not year.provisional), default=0)
        content = "".join(day.isoformat() for day in (*sorted(self._off), *sorted(self._on)))
        self.version: str = f"{last}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Calendar:
        """The calendar of every ``YYYY.yaml`` in the folder. ``version`` changes when any day in them does."""
        return _load(folder)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day. Years without a file have weekends only."""
        if day in self._on:
            return True
        return day.weekday() < 5 and day not in self._off

    def holiday(self, day: date) -> str:
        """The name of the holiday on that day, or an empty string."""
        year = self.years.get(day.year)
        return year.days_off.get(day, "") if year else ""

    def add(self, day: date, n: int) -> date:
        """The n-th working day after ``day``, which itself does not count; before it when n is negative.

        n = 0 gives ``day`` itself, working day or not.
        """
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def count(self, a: date, b: date) -> int:
        """Working days after ``a`` up to and including ``b``; negative when ``b`` comes before ``a``."""
        if b < a:
            return -self.count(b, a)
        weeks, rest = divmod((b - a).days, 7)
        days = 5 * weeks + sum((a + _ONE_DAY * (i + 1)).weekday() < 5 for i in range(rest))
        days -= sum(a < day <= b and day.weekday() < 5 for day in self._off if day not in self._on)
        return days + sum(a < day <= b and day.weekday() >= 5 for day in self._on)

    def provisional(self, day: date) -> bool:
        """Whether the notice for that day's year is still missing, so that make-up days are not known."""
        year = self.years.get(day.year)
        return year is None or year.provisional

    def missing_notice(self, today: date) -> int | None:
        """The year whose notice should be known by now and is not: from 1 November next year's, else ``None``."""
        wanted = [today.year] if today.month < 11 else [today.year, today.year + 1]
        return next((year for year in wanted if self.provisional(date(year, 1, 1))), None)


@cache
def _load(folder: Path) -> Calendar:
    return Calendar(_year(path) for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].yaml")))


def _year(path: Path) -> CalendarYear:
    kept = yaml.safe_load(path.read_text("utf-8"))
    return CalendarYear(
        year=int(path.stem),
        days_off={day: each["name"] for each in kept["holidays"] for day in _days(each["from"], each["to"])},
        make_up=frozenset(kept.get("make_up") or ()),
        doc_no=kept.get("doc_no", ""),
        title=kept.get("title", ""),
        published_on=kept.get("published_on"),
        provisional=kept.get("provisional", False),
    )


def _days(first: date, last: date) -> Iterable[date]:
    return (first + _ONE_DAY * i for i in range((last - first).days + 1))
