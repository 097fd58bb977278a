from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.workdays import Calendar

CALENDAR = Calendar.load()
KNOWN = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31))


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_every_day_agrees_with_the_published_holidays(year):
    china = holidays.country_holidays("CN", years=year)
    make_up = china.weekend_workdays
    day = date(year, 1, 1)
    while day.year == year:
        expected = day in make_up or (day.weekday() < 5 and day not in china)

        assert CALENDAR.is_workday(day) is expected, day
        day += timedelta(days=1)


def test_each_known_year_names_its_notice():
    noticed = {year.year: year.doc_no for year in CALENDAR.years.values() if not year.provisional}

    assert noticed == {2024: "国办发明电〔2023〕7号", 2025: "国办发明电〔2024〕12号", 2026: "国办发明电〔2025〕7号"}


def test_a_make_up_sunday_is_a_working_day():
    assert CALENDAR.is_workday(date(2026, 1, 4))  # 周日，元旦调休
    assert CALENDAR.add(date(2025, 12, 31), 1) == date(2026, 1, 4)


def test_three_working_days_over_the_spring_festival_reach_the_second_day_after_it():
    friday_before = date(2026, 2, 13)

    assert CALENDAR.add(friday_before, 3) == date(2026, 2, 25)  # 周六 2月14日补班，2月24日、25日


def test_next_year_is_provisional_and_said_so():
    assert CALENDAR.provisional(date(2027, 3, 1))
    assert not CALENDAR.provisional(date(2026, 12, 31))
    assert CALENDAR.provisional(date(2031, 1, 1))


def test_from_november_on_the_next_years_notice_is_missed():
    assert CALENDAR.missing_notice(date(2026, 10, 31)) is None
    assert CALENDAR.missing_notice(date(2026, 11, 1)) == 2027
    assert CALENDAR.missing_notice(date(2025, 11, 1)) is None


def test_a_holiday_has_its_name():
    assert CALENDAR.holiday(date(2026, 2, 17)) == "春节"
    assert CALENDAR.holiday(date(2026, 2, 25)) == ""


@given(KNOWN, st.integers(min_value=-120, max_value=120))
def test_counting_undoes_adding(day, n):
    there = CALENDAR.add(day, n)

    if n >= 0:
        assert CALENDAR.count(day, there) == n
    else:
        assert CALENDAR.count(there - timedelta(days=1), day - timedelta(days=1)) == -n


@given(KNOWN, st.integers(min_value=1, max_value=60))
def test_a_deadline_falls_on_a_working_day(day, n):
    assert CALENDAR.is_workday(CALENDAR.add(day, n))


@given(KNOWN, st.integers(min_value=0, max_value=60))
def test_one_more_working_day_is_always_later(day, n):
    assert CALENDAR.add(day, n) < CALENDAR.add(day, n + 1)


@given(KNOWN, st.integers(min_value=0, max_value=800))
def test_counting_equals_looking_at_each_day(day, length):
    later = day + timedelta(days=length)

    assert CALENDAR.count(day, later) == sum(CALENDAR.is_workday(day + timedelta(days=i)) for i in range(1, length + 1))


def test_the_version_changes_with_any_day(tmp_path):
    (tmp_path / "2026.yaml").write_text("holidays:\n  - {name: 元旦, from: 2026-01-01, to: 2026-01-01}\n", "utf-8")

    assert Calendar.load(tmp_path).version != CALENDAR.version
    assert CALENDAR.version.startswith("2026-")
