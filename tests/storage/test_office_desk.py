"""Questions, tokens, duties, standards and counters."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from knowledge.sources import Source
from knowledge.standards import Standard
from storage.tokens import Token
from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)
SOURCE = Source("示例民发〔2026〕1号", "关于提高标准的通知（示例）", "2026-01-01")
STANDARD = Standard(
    "dibao",
    "141121",
    ("农村",),
    "农村低保（示例）",
    Decimal("650.00"),
    "元/人/月",
    date(2026, 1, 1),
    None,
    None,
    "示例民发〔2026〕1号",
    SOURCE,
)


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


def test_a_token_is_fetched_by_one_at_a_time(unit):
    assert unit.tokens.get("wechat") is None
    assert unit.tokens.lease("wechat", "a", LATER, NOW)
    assert not unit.tokens.lease("wechat", "b", LATER, NOW)
    unit.tokens.put("wechat", "secret", LATER)

    assert unit.tokens.get("wechat") == Token("secret", LATER)
    assert unit.tokens.lease("wechat", "b", LATER, NOW)
    assert "secret" not in repr(unit.tokens.get("wechat"))


def test_a_lease_ends_by_itself_or_when_given_back(unit):
    unit.tokens.lease("wechat", "a", LATER, NOW)
    assert unit.tokens.lease("wechat", "b", LATER + timedelta(minutes=1), LATER)
    unit.tokens.release("wechat", "a")
    assert not unit.tokens.lease("wechat", "a", LATER, LATER)
    unit.tokens.release("wechat", "b")
    assert unit.tokens.lease("wechat", "a", LATER, LATER)


def test_only_the_token_that_was_refused_is_dropped(unit):
    unit.tokens.put("wechat", "new", LATER)
    unit.tokens.drop("wechat", "old")
    assert unit.tokens.get("wechat").value == "new"
    unit.tokens.drop("wechat", "new")
    assert unit.tokens.get("wechat") is None


def test_a_slot_is_taken_once(unit):
    assert unit.ticks.take("alarms", "2026-11-20T09:30", NOW)
    assert not unit.ticks.take("alarms", "2026-11-20T09:30", LATER)
    assert unit.ticks.take("alarms", "2026-11-20T09:31", LATER)
    assert unit.ticks.trim(LATER) == 1


def test_a_standard_comes_back_as_entered(unit):
    unit.standards.put(STANDARD, "account:1", NOW)

    assert unit.standards.rows() == (STANDARD,)
    assert str(unit.standards.rows()[0].amount) == "650.00"


def test_an_edit_tells_who_when_before_and_after(unit):
    standard_id = unit.standards.put(STANDARD, "account:1", NOW)
    unit.standards.put(replace(STANDARD, amount=Decimal("680.00")), "account:2", LATER, standard_id)
    unit.standards.withdraw(standard_id, "account:3", LATER)

    assert unit.standards.rows() == ()
    withdrawn, changed, entered = unit.standards.history(standard_id)
    assert (entered.before, entered.after["amount"], entered.who, entered.at) == (None, "650.00", "account:1", NOW)
    assert (changed.before["amount"], changed.after["amount"]) == ("650.00", "680.00")
    assert (withdrawn.before["amount"], withdrawn.after) == ("680.00", None)
    assert changed.after["effective_from"] == "2026-01-01"
    assert unit.standards.history() == (withdrawn, changed, entered)
    with pytest.raises(KeyError):
        unit.standards.put(STANDARD, "account:1", NOW, standard_id)


def test_an_edit_tells_running_processes_to_read_again(unit):
    assert unit.versions.of("office") == 0
    unit.standards.put(STANDARD, "account:1", NOW)
    assert unit.versions.of("office") == 1
    assert unit.versions.bump("office") == 2
    assert unit.versions.of("another") == 0
