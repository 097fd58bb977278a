"""Deadlines ring up the ladder, in working hours, one bad clue stopping nobody."""

from datetime import UTC, date, datetime

import pytest

from bot.usecases.alarms import raise_alarms
from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import register_clue
from dialogs.effects import OpenClue

from .conftest import BEIZHANG


@pytest.fixture
def clue(services, staff):
    return register_clue(OpenClue({"place": BEIZHANG, "trouble": "没人管"}), "hotline", "account:1", services).clue


def rung(letters):
    return [letter.to_id for key, letter in sorted(letters().items(), key=lambda item: item[1].id) if ":alarm:" in key]


def at(services, clock, day, hour=10):
    clock.moment = datetime(2026, 11, day, hour - 8, tzinfo=UTC)
    return raise_alarms(services)


def test_nothing_rings_before_its_time(clue, services):
    assert raise_alarms(services) == 0


def test_the_ladder_is_climbed_a_working_day_at_a_time(clue, services, clock, letters):
    # Opened on 周五 2026-11-20, to be accepted by the end of 周一 11-23.
    assert [at(services, clock, day) for day in (21, 23, 24, 25, 26, 27)] == [0, 1, 1, 1, 1, 0]
    assert rung(letters) == ["1", "2", "3", "4"]


def test_the_same_minute_again_rings_nobody_twice(clue, services, clock, letters):
    at(services, clock, 23)
    raise_alarms(services)

    assert rung(letters) == ["1"]


def test_lateness_is_said_in_working_days_and_noted(clue, services, clock, letters):
    for day in (23, 24, 25):
        at(services, clock, day)

    last = next(letter for key, letter in letters().items() if ":superior:" in key)
    assert "已经超期2个工作日" in last.payload["text"]
    with services.storage.read() as uow:
        assert [event.action for event in uow.clues.history(clue.no)] == ["open", "alarm", "alarm", "alarm"]


def test_nobody_is_woken_for_what_can_wait(clue, services, clock, letters):
    at(services, clock, 23, hour=22)

    assert rung(letters) == []
    assert at(services, clock, 24, hour=9) == 1


def test_danger_rings_at_night(services, staff, clock, letters):
    request = OpenClue({"place": BEIZHANG, "trouble": "煤气中毒"}, "danger", "danger")
    clock.moment = datetime(2026, 11, 20, 18, tzinfo=UTC)
    register_clue(request, "hotline", "account:1", services)
    clock.pass_by(hours=2)

    assert raise_alarms(services) == 1
    assert rung(letters) == ["1"]


def test_an_empty_rung_passes_the_alarm_on_at_once(clue, services, clock, letters):
    with services.storage.work() as uow:
        uow.staff.update(1, active=False)
        uow.staff.update(2, active=False)
        uow.commit()
    at(services, clock, 23)

    assert rung(letters) == ["3"]


def test_the_absent_are_stood_in_for(clue, services, clock, letters):
    with services.storage.work() as uow:
        uow.staff.update(1, absent_until=date(2026, 11, 30))
        uow.commit()
    at(services, clock, 23)

    assert rung(letters) == ["2"]


def test_acting_ends_that_alarm(clue, services, clock):
    move_clue(clue.no, "accept", "staff:1", services)

    assert at(services, clock, 23) == 0


def test_after_days_of_standstill_the_ladder_is_not_run_up_in_a_minute(clue, services, clock, letters):
    assert at(services, clock, 27) == 1
    assert raise_alarms(services) == 0
    clock.pass_by(hours=1)
    assert raise_alarms(services) == 1
    assert rung(letters) == ["1", "2"]


def test_one_broken_clue_is_pushed_an_hour_and_the_others_go_on(clue, services, clock, letters):
    other = register_clue(
        OpenClue({"place": BEIZHANG, "trouble": "屋顶漏雨", "phone": "15400000009"}), "hotline", "account:1", services
    ).clue
    with services.storage.work() as uow:
        kept = uow.clues.by_no(clue.no)
        from storage.clue_rows import NewEvent

        broken = [{"key": "any.accept"}]
        event = NewEvent(clock(), "system", "note")
        uow.clues.move(clue.no, kept.version, "new", event, clocks=broken)
        uow.commit()

    assert at(services, clock, 23) == 1
    with services.storage.read() as uow:
        assert uow.clues.by_no(clue.no).next_alarm_at == datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert all(other.no in key for key in letters() if ":alarm:" in key)
