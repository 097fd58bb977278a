"""Clues: opened with a number, moved by who saw the latest, their history only ever added to."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from knowledge.routing import StaffMember
from storage.clue_rows import NewClue, NewEvent
from storage.conflicts import StaleClue
from tests.storage.conftest import NOW

ZHAO = StaffMember(0, "小赵（示例）", "13700000001", "", "141121100201", "assistant")
A_CLUE = NewClue(
    prefix="WS",
    kind="help",
    source="wechat",
    urgency="normal",
    place="141121100201",
    opened_at=NOW,
    opened_by="contact:wang",
    title="瘫痪在床无人照料（示例）",
    words="我妈瘫痪在床没人管（示例）",
    slots={"relation": "母亲", "people": ["老人"]},
    subject_name="张 兰（示例）",
    subject_phone="13800000001",
    subject_id_number="14112119500101003X",
    reporter_openid="wang",
    reporter_name="王桂兰（示例）",
    reporter_phone="13800000000",
    groups=("elder",),
    hardship=("illness", "unable"),
    consent=True,
    media_ids=("m1",),
    route_why="示例",
    clocks=({"key": "help.verify", "due_at": "2026-11-25T15:59:59+00:00"},),
    due_at=NOW + timedelta(days=3),
    promised_by=date(2026, 12, 4),
    next_alarm_at=NOW + timedelta(days=3),
)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def an_event(action="accept", at=NOW, **changes):
    return NewEvent(at, "staff:1", action, **changes)


def test_a_clue_comes_back_as_it_was_opened(unit):
    clue = unit.clues.open(A_CLUE)

    kept, told = asdict(clue), asdict(A_CLUE)
    assert {name: kept[name] for name in told if name != "prefix"} == {n: v for n, v in told.items() if n != "prefix"}
    assert (clue.state, clue.version, clue.alarm_level, clue.result, clue.steps) == ("new", 1, 0, "", {})
    assert unit.clues.by_no(" ws-20261120-001 ") == clue
    assert unit.clues.by_no("WS-20261120-002") is None
    assert "示例" not in repr(clue) + repr(A_CLUE)


def test_numbers_count_by_local_day_and_prefix(unit):
    late = replace(A_CLUE, opened_at=datetime(2026, 11, 20, 16, 1, tzinfo=UTC))  # 周六 2026-11-21 00:01 in China

    numbers = [unit.clues.open(clue).no for clue in (A_CLUE, A_CLUE, late, replace(A_CLUE, prefix="SF"))]

    assert numbers == ["WS-20261120-001", "WS-20261120-002", "WS-20261121-001", "SF-20261120-001"]


def test_a_number_of_work_undone_is_simply_given_again(storage):
    with storage.work() as unit:
        unit.clues.open(A_CLUE)
    with storage.work() as unit:
        assert unit.clues.open(A_CLUE).no == "WS-20261120-001"
        unit.commit()


def test_a_move_changes_the_clue_and_adds_to_its_history(unit):
    zhao = unit.staff.add(ZHAO)
    clue = unit.clues.open(A_CLUE)

    moved = unit.clues.move(
        clue.no, clue.version, "accepted", an_event(words="已联系（示例）", facts={"by": "phone"}), owner_id=zhao.id
    )

    assert (moved.state, moved.version, moved.owner_id, moved.steps) == ("accepted", 2, zhao.id, {"accepted": NOW})
    assert unit.clues.by_no(clue.no) == moved
    opened, accepted = unit.clues.history(clue.no)
    assert (opened.action, opened.before, opened.after, opened.who) == ("open", "", "new", "contact:wang")
    assert (accepted.action, accepted.before, accepted.after, accepted.words) == (
        "accept",
        "new",
        "accepted",
        "已联系（示例）",
    )
    assert accepted.facts == {"by": "phone"}


def test_who_saw_an_older_version_is_refused_and_nothing_is_kept(storage):
    with storage.work() as unit:
        clue = unit.clues.open(A_CLUE)
        unit.clues.move(clue.no, 1, "accepted", an_event())
        unit.commit()

    with pytest.raises(StaleClue), storage.work() as unit:
        unit.clues.move(clue.no, 1, "referred", an_event("refer"))
    with storage.read() as unit:
        assert unit.clues.by_no(clue.no).state == "accepted"
        assert len(unit.clues.history(clue.no)) == 2


def test_a_result_and_its_reason_are_kept_sealed(unit):
    clue = unit.clues.open(A_CLUE)
    later = NOW + timedelta(hours=1)
    unit.clues.move(clue.no, 1, "accepted", an_event())
    done = unit.clues.move(
        clue.no, 2, "resolved", an_event("resolve", later), result="guided", reason="已指导（示例）", next_alarm_at=None
    )

    assert (done.result, done.reason, done.resolved_at) == ("guided", "已指导（示例）", later)
    assert done.steps == {"accepted": NOW, "resolved": later}
    raw = unit.connection.execute(text("SELECT reason FROM clues")).scalar_one()
    assert "已指导".encode() not in bytes(raw)


def test_changed_subjects_are_found_by_their_new_marks(unit):
    clue = unit.clues.open(A_CLUE)
    unit.clues.move(clue.no, 1, "new", an_event("note"), subject_phone="13900000000")

    assert unit.clues.similar(subject_phone="13800000001", since=NOW) == ()
    assert len(unit.clues.similar(subject_phone="13900000000", since=NOW)) == 1


def test_words_can_be_added_without_changing_the_clue(unit):
    clue = unit.clues.open(A_CLUE)
    unit.clues.add_event(clue.no, NewEvent(NOW, "contact:wang", "said", "又没米了（示例）"))

    assert unit.clues.by_no(clue.no).version == 1
    assert unit.clues.history(clue.no)[-1].words == "又没米了（示例）"
    with pytest.raises(KeyError):
        unit.clues.add_event("WS-20261120-999", an_event())


@pytest.mark.parametrize("statement", ["UPDATE clue_events SET action = 'x'", "DELETE FROM clue_events"])
def test_history_cannot_be_rewritten(unit, statement):
    unit.clues.open(A_CLUE)

    with pytest.raises(Exception, match="append-only"):
        unit.connection.execute(text(statement))


def test_alarms_fall_due_and_are_raised_by_one(unit):
    clue = unit.clues.open(A_CLUE)
    due = A_CLUE.next_alarm_at

    assert unit.clues.due_alarms(due - timedelta(seconds=1)) == ()
    (seen,) = unit.clues.due_alarms(due)
    assert unit.clues.set_alarm(seen, due + timedelta(days=1), 1)
    assert not unit.clues.set_alarm(seen, due + timedelta(days=1), 1)
    assert unit.clues.due_alarms(due) == ()
    kept = unit.clues.by_no(clue.no)
    assert (kept.alarm_level, kept.version) == (1, 1)


def test_an_alarm_of_a_clue_that_changed_meanwhile_is_not_set(unit):
    seen = unit.clues.open(A_CLUE)
    unit.clues.move(seen.no, 1, "accepted", an_event(), next_alarm_at=None)

    assert not unit.clues.set_alarm(seen, None, 1)


def test_an_alarm_can_be_set_where_none_was(unit):
    seen = unit.clues.open(replace(A_CLUE, next_alarm_at=None))

    assert unit.clues.set_alarm(seen, NOW, 0)
    assert unit.clues.due_alarms(NOW)
