"""Questions by week: counted on the day as it is in China, with who waits, and where a clerk put them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.questions import week_of
from tests.storage.conftest import NOW

MONDAY = date(2026, 11, 16)
"""The week of ``NOW``, 周五 2026-11-20."""
BEFORE = NOW - timedelta(days=7)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_a_week_begins_on_monday_in_china():
    assert week_of(datetime(2026, 11, 15, 15, 59, tzinfo=UTC)) == date(2026, 11, 9)
    assert week_of(datetime(2026, 11, 15, 16, 0, tzinfo=UTC)) == MONDAY


def test_each_week_counts_for_itself_and_knows_the_one_before(unit):
    for moment in (BEFORE, NOW, NOW):
        unit.questions.note("火化费减免吗（示例）", "ask_policy", "dibao", moment, "wang")
    unit.questions.note("公交免费吗（示例）", "out_of_scope", "", BEFORE)

    (now,) = unit.question_groups.asked(MONDAY)
    assert (now.words, now.times, now.before, now.people) == ("火化费减免吗（示例）", 2, 1, {"wang"})
    assert (now.intent, now.programme, now.joined) == ("ask_policy", "dibao", 0)
    last = unit.question_groups.asked(MONDAY - timedelta(days=7))
    assert {one.words: one.times for one in last} == {"火化费减免吗（示例）": 1, "公交免费吗（示例）": 1}
    assert {one.words: one.times for one in unit.question_groups.asked()} == {
        "火化费减免吗（示例）": 3,
        "公交免费吗（示例）": 1,
    }
    assert unit.question_groups.weeks() == ((MONDAY, 1), (MONDAY - timedelta(days=7), 2))


def test_an_answered_question_is_in_no_week(unit):
    unit.questions.note("火化费减免吗（示例）", "ask_policy", "dibao", NOW)
    (asked,) = unit.question_groups.asked(MONDAY)
    unit.questions.answer(asked.id, "不是问题（示例）", "account:1", NOW, aside=True)

    assert unit.question_groups.asked() == ()
    assert unit.question_groups.weeks() == ()
    assert unit.questions.get(asked.id).aside


def test_where_a_clerk_put_a_question_is_kept(unit):
    unit.questions.note("火化费减免吗（示例）", "ask_policy", "", NOW)
    unit.questions.note("骨灰怎么办（示例）", "ask_policy", "", NOW)
    one, two = unit.question_groups.asked()
    unit.question_groups.join(two.id, one.id)

    assert [each.joined for each in unit.question_groups.asked(MONDAY)] == [0, one.id]
