"""Tokens: fetched by one at a time, shared by all."""

from datetime import timedelta

import pytest

from storage.tokens import Token
from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


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
