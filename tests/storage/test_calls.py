"""Calls that are over: found by number, operator and day, with what was added later."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.call_rows import CallFilter
from storage.calls import NewCall
from tests.storage.conftest import NOW


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        unit.accounts.add("zuoxi", "示例坐席", "operator", "x")
        unit.accounts.add("zuoxi2", "示例坐席二", "operator", "x")
        yield unit


def a_call(phone="13800000000", minutes=0, operator=1, **more):
    began = NOW + timedelta(minutes=minutes)
    return NewCall(operator, phone, began, began + timedelta(seconds=95), more.pop("flow", "help"), **more)


def test_a_call_is_kept_whole_and_read_again(unit):
    ticks = ("consent", "when")
    kept = unit.calls.keep(a_call(clue_no="SH-20261120-001", note="摔了腿（示例）", ticks=ticks))

    call = unit.calls.get(kept)
    assert (call.phone, call.note, call.ticks, call.seconds) == (
        "13800000000",
        "摔了腿（示例）",
        ("consent", "when"),
        95,
    )
    assert unit.calls.of_clue("SH-20261120-001") == (call,)
    assert unit.calls.get(kept + 1) is None


def test_the_latest_calls_of_a_number_are_found_however_it_is_written(unit):
    numbers = [unit.calls.keep(a_call(minutes=minute)) for minute in range(4)]
    unit.calls.keep(a_call("13900000000"))

    assert [call.id for call in unit.calls.by_phone("138 0000-0000", most=2)] == numbers[:1:-1]
    assert unit.calls.by_phone("") == ()


def test_neither_number_nor_note_lies_open_in_the_database(unit):
    unit.calls.keep(a_call(note="张三家的事"))
    row = unit.connection.execute(text("SELECT phone, note FROM calls")).one()

    assert b"13800000000" not in bytes(row.phone)
    assert "张三".encode() not in bytes(row.note)


def test_a_day_begins_with_its_first_and_ends_before_its_last_moment(unit):
    inside = unit.calls.keep(a_call())
    unit.calls.keep(a_call(minutes=60))
    end = NOW + timedelta(seconds=95)

    assert [call.id for call in unit.calls.between(end, end + timedelta(minutes=60))] == [inside]
    assert [figure.seconds for figure in unit.calls.figures(end, end + timedelta(minutes=60))] == [95]


@pytest.mark.parametrize(
    ("which", "found"),
    [
        ({}, 4),
        ({"operator_id": 2}, 1),
        ({"flow": "standard"}, 1),
        ({"with_clue": True}, 1),
        ({"missed": True}, 1),
        ({"phone": "13900000000"}, 1),
        ({"since": NOW + timedelta(minutes=5)}, 1),
        ({"before": NOW + timedelta(minutes=5)}, 3),
    ],
)
def test_a_list_keeps_what_its_filter_asks_for(unit, which, found):
    unit.calls.keep(a_call(minutes=10, clue_no="SH-20261120-001"))
    unit.calls.keep(a_call(operator=2))
    unit.calls.keep(a_call(flow="standard", ticks=("say:consent", "open:say:when")))
    unit.calls.keep(a_call("13900000000"))

    page = unit.calls.list(CallFilter(**which), size=2)
    assert (page.total, len(page.rows)) == (found, min(found, 2))


def test_what_is_added_to_a_call_stays_as_it_was_written(storage, unit):
    kept = unit.calls.keep(a_call())
    unit.calls.add_note(kept, "又打来补充地址（示例）", "account:1", NOW)

    assert [note.words for note in unit.calls.notes(kept)] == ["又打来补充地址（示例）"]
    with pytest.raises(DBAPIError, match="append-only"):
        unit.connection.execute(text("DELETE FROM call_notes"))
