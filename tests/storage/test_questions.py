"""Questions: the same one counts, an answered one leaves the list."""

from datetime import timedelta

import pytest

from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_the_same_question_again_counts(unit):
    unit.questions.note("退伍军人有补助吗（示例）", "ask_policy", "", NOW)
    unit.questions.note("退伍军人 有补助吗（示例）", "ask_policy", "", LATER)
    unit.questions.note("别的（示例）", "unclear", "", NOW)
    unit.questions.note("  ", "unclear", "", NOW)

    first, *_ = unit.questions.list().rows
    assert (first.words, first.times, first.first_at, first.last_at) == ("退伍军人有补助吗（示例）", 2, NOW, LATER)
    assert unit.questions.list().total == 3
    assert "示例" not in repr(first)


def test_an_answered_question_leaves_the_list(unit):
    unit.questions.note("退伍军人有补助吗（示例）", "ask_policy", "", NOW)
    (asked,) = unit.questions.list().rows
    unit.questions.answer(asked.id, "请到窗口咨询（示例）", "account:1", LATER)

    assert unit.questions.list().rows == ()
    (answered,) = unit.questions.list(answered=True).rows
    assert (answered.answer, answered.answered_by, answered.answered_at) == ("请到窗口咨询（示例）", "account:1", LATER)
    assert unit.questions.get(asked.id) == answered
