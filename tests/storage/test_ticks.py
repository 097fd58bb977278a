"""Recurring duties: each slot is taken once."""

from datetime import timedelta

import pytest

from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_a_slot_is_taken_once(unit):
    assert unit.ticks.take("alarms", "2026-11-20T09:30", NOW)
    assert not unit.ticks.take("alarms", "2026-11-20T09:30", LATER)
    assert unit.ticks.take("alarms", "2026-11-20T09:31", LATER)
    assert unit.ticks.trim(LATER) == 1
