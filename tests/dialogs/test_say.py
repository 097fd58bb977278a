"""How days, times and money are said."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.say import in_parts, listed, say_day, say_money, say_period, say_since, say_when
from tests.builders import CHINA


def test_a_day_is_said_with_its_weekday():
    assert say_day(date(2026, 12, 10)) == "12月10日（周四）"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-18 15:30", "今天下午3点半"),
        ("2026-11-19 08:00", "明天上午8点"),
        ("2026-11-23 08:05", "11月23日（周一）上午8点5分"),
        ("2026-11-18 12:00", "今天下午12点"),
    ],
)
def test_a_time_is_said_as_people_say_it(moment, said):
    local = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)

    assert say_when(local.astimezone(UTC), date(2026, 11, 18)) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [("620", "620元"), ("620.00", "620元"), ("51.25", "51.25元"), ("1380", "1380元"), ("12000", "12,000元")],
)
def test_money_is_said_to_be_compared_with_the_passbook(amount, said):
    assert say_money(Decimal(amount)) == said


def test_periods_and_dates_of_papers():
    assert say_period("2026-11") == "11月"
    assert [say_since(each) for each in ("2021-07-01", "2023-09", "2025", "")] == [
        "2021年7月1日",
        "2023年9月",
        "2025年",
        "",
    ]


def test_names_are_listed_as_in_speech():
    assert listed(["低保", "特困", "高龄津贴"]) == "低保、特困和高龄津贴"
    assert listed([]) == ""


@given(st.text(alphabet="字句。；\n ，", max_size=900))
def test_a_long_answer_in_parts_loses_no_word(text):
    parts = in_parts(text, 100)

    assert all(len(part) <= 100 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
