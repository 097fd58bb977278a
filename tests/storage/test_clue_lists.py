"""Finding clues: pages, a reporter's own, likely duplicates, figures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.routing import StaffMember
from storage.clue_lists import ClueFilter
from storage.clue_rows import NewEvent
from tests.storage.conftest import NOW
from tests.storage.test_clues import A_CLUE, ZHAO

DAY = timedelta(days=1)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def opened(unit, state="new", **changes):
    clue = unit.clues.open(replace(A_CLUE, **changes))
    return unit.clues.move(clue.no, 1, state, NewEvent(NOW, "staff:1", "accept")) if state != "new" else clue


def numbers(found):
    return [clue.no[-3:] for clue in found]


def test_danger_comes_first_then_the_nearest_deadline_then_what_is_done(unit):
    opened(unit, "resolved", urgency="danger")
    opened(unit, due_at=NOW + 2 * DAY)
    opened(unit, due_at=None)
    opened(unit, due_at=NOW + DAY)
    opened(unit, urgency="urgent", due_at=NOW + 9 * DAY)
    opened(unit, urgency="danger", due_at=NOW + 9 * DAY)

    assert numbers(unit.clues.list().rows) == ["006", "005", "004", "002", "003", "001"]


def test_pages_have_an_end(unit):
    for _ in range(5):
        opened(unit)

    page = unit.clues.list(number=3, size=2)
    assert (len(page.rows), page.total, page.number, page.size) == (1, 5, 3, 2)


@pytest.mark.parametrize(
    ("which", "found"),
    [
        ({}, ["001", "002", "003"]),
        ({"states": ("accepted",)}, ["003"]),
        ({"states": ("new", "accepted")}, ["001", "002", "003"]),
        ({"kinds": ("payment",)}, ["002"]),
        ({"urgencies": ("urgent",)}, ["003"]),
        ({"sources": ("hotline",)}, ["002"]),
        ({"place": "141121200"}, ["002"]),
        ({"place": "1411"}, ["001", "002", "003"]),
        ({"place": "14112%"}, []),
        ({"overdue_at": NOW + 4 * DAY}, ["001"]),
        ({"vacancy": True}, ["002"]),
        ({"opened_from": NOW + DAY}, ["003"]),
        ({"opened_before": NOW + DAY}, ["001", "002"]),
        ({"words": "ws-20261120-002"}, ["002"]),
        ({"words": "0-002"}, ["002"]),
        ({"words": "13800000001"}, ["001", "003"]),
        ({"words": "13911111111"}, ["002"]),
        ({"words": "张兰（示例）"}, ["001", "003"]),
        ({"words": "张"}, []),
    ],
)
def test_a_filter_narrows(unit, which, found):
    opened(unit)
    opened(
        unit,
        kind="payment",
        source="hotline",
        place="141121200201",
        due_at=NOW + 9 * DAY,
        vacancy=True,
        subject_name="李四（示例）",
        subject_phone="",
        reporter_phone="13911111111",
    )
    opened(unit, "accepted", urgency="urgent", due_at=NOW + 9 * DAY, opened_at=NOW + DAY, prefix="SF")
    sorted_numbers = sorted(
        {"SF-20261121-001": "003"}.get(c.no, c.no[-3:]) for c in unit.clues.list(ClueFilter(**which)).rows
    )

    assert sorted_numbers == found
    assert unit.clues.count(ClueFilter(**which)) == len(found)


def test_a_member_sees_what_is_hers_and_what_she_stands_in_for(unit):
    zhao, qian = unit.staff.add(ZHAO), unit.staff.add(replace(ZHAO, name="老钱（示例）"))
    opened(unit, owner_id=zhao.id)
    opened(unit, owner_id=qian.id, deputy_id=zhao.id)
    opened(unit, owner_id=qian.id)

    assert numbers(unit.clues.list(ClueFilter(staff_id=zhao.id)).rows) == ["002", "001"]
    assert numbers(unit.clues.list(ClueFilter(owner_id=zhao.id)).rows) == ["001"]


def test_a_reporter_sees_only_her_own_open_ones_first(unit):
    opened(unit)
    opened(unit, "resolved")
    opened(unit, reporter_openid="li")
    opened(unit, reporter_openid="")

    assert numbers(unit.clues.of_reporter("wang")) == ["001", "002"]
    assert unit.clues.of_reporter("sun") == ()


@pytest.mark.parametrize(
    "told",
    [
        {"subject_id_number": "14112119500101003x"},
        {"subject_phone": "13800000001"},
        {"reporter_phone": "13800000000"},
        {"subject_phone": "13800000000"},
        {"reporter_openid": "wang"},
        {"subject_name": "张兰（示例）", "place": "141121100"},
        {"subject_name": " 张兰 （示例）", "place": "141121100999"},
    ],
)
def test_a_likely_duplicate_is_suggested(unit, told):
    opened(unit)

    assert numbers(unit.clues.similar(**told, since=NOW)) == ["001"]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"subject_name": "张兰（示例）"},
        {"subject_name": "张兰（示例）", "place": "141121200201"},
        {"subject_phone": "13899999999"},
        {"subject_phone": "13800000001", "kind": "payment"},
        {"subject_phone": "13800000001", "since": NOW + DAY},
    ],
)
def test_what_is_not_alike_is_not_suggested(unit, told):
    opened(unit)

    assert unit.clues.similar(**{"since": NOW} | told) == ()


def test_what_is_done_is_no_duplicate(unit):
    opened(unit, "resolved")

    assert unit.clues.similar(reporter_openid="wang", since=NOW) == ()


def test_a_board_counts_a_division_and_all_below(unit):
    zhao = unit.staff.add(StaffMember(0, "小赵（示例）", "1", "", "141121", "county"))
    opened(unit, owner_id=zhao.id, due_at=NOW - DAY)
    opened(unit, "accepted", urgency="urgent")
    opened(unit, "resolved", urgency="danger", due_at=NOW - DAY)
    opened(unit, place="141121200")

    board = unit.clues.board(NOW)
    assert board.by_state == {"new": 2, "accepted": 1, "resolved": 1}
    assert board.open_by_urgency == {"normal": 2, "urgent": 1}
    assert board.open_by_owner == {zhao.id: 1, None: 2}
    assert board.overdue == 1
    assert unit.clues.board(NOW, "141121200").by_state == {"new": 1}
