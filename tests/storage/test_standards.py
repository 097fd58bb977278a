"""The bureau's standards: exact, and every edit told."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from knowledge.sources import Source
from knowledge.standards import Standard
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
