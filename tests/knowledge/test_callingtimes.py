"""When to ring who said when it suits: always a moment at which somebody of the bureau is there."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.bureau import OfficeHours
from knowledge.callingtimes import suiting
from knowledge.office import open_office
from tests.builders import CHINA

CALENDAR = open_office("shifan").calendar
HOURS = OfficeHours(((time(8), time(12)), (time(14, 30), time(18))))
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=CHINA)  # 周三 09:30


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("明天下午三点", "2026-11-19 15:00"),
        ("下午", "2026-11-18 14:30"),
        ("上午", "2026-11-18 09:30"),
        ("今天下午4点半", "2026-11-18 16:30"),
        ("周五上午", "2026-11-20 09:00"),
        ("中午", "2026-11-18 11:30"),
        ("晚上", "2026-11-18 17:30"),
        ("周六下午", "2026-11-23 08:00"),
        ("下周一下午", "2026-11-23 14:30"),
        ("明天", "2026-11-19 08:00"),
        ("三点以后", "2026-11-18 15:00"),
        ("15:10", "2026-11-18 15:10"),
        ("早上八点", "2026-11-19 08:00"),
    ],
)
def test_words_for_a_time_become_an_office_hour(said, at):
    assert f"{suiting(said, NOW, HOURS, CALENDAR):%Y-%m-%d %H:%M}" == at


@pytest.mark.parametrize("said", ["随时", "什么时候都行", "晚饭前", "", "地里活干完"])
def test_words_that_name_no_time_give_none(said):
    assert suiting(said, NOW, HOURS, CALENDAR) is None


def test_a_time_of_today_that_is_past_promises_nothing():
    assert suiting("今天上午八点", NOW, HOURS, CALENDAR) is None


@given(
    st.sampled_from(["", "今天", "明天", "后天", "周一", "星期天", "下周三"]),
    st.sampled_from(["", "早上", "上午", "中午", "下午", "傍晚", "晚上"]),
    st.sampled_from(["", "一点", "3点", "八点半", "十一点", "12:40", "99点"]),
    st.integers(0, 353 * 24 * 60),
)
def test_whatever_is_said_the_moment_lies_ahead_and_in_office_hours(day, part, hour, minutes):
    now = datetime(2026, 1, 1, tzinfo=CHINA) + timedelta(minutes=minutes)
    found = suiting(f"{day}{part}{hour}打给我", now, HOURS, CALENDAR)

    if found is not None:
        assert found >= now
        assert HOURS.open_at(found, CALENDAR) or found == now
