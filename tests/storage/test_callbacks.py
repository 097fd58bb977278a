"""People to be rung back, and what came in on paper."""

from datetime import date, timedelta

import pytest

from storage.callbacks import NewCallback
from storage.conflicts import StaleCallback
from storage.papers import Paper
from tests.storage.conftest import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def a_callback(phone="13800000000", promised=8, **more):
    return NewCallback(
        **{
            "origin": "operator",
            "phone": phone,
            "asked_by": "account:1",
            "asked_at": NOW,
            "promised_at": NOW + promised * HOUR,
            "next_at": NOW,
        }
        | more
    )


def test_who_waits_is_listed_late_ones_first_then_by_the_next_try(unit):
    later = unit.callbacks.add(a_callback(next_at=NOW + HOUR))
    soon = unit.callbacks.add(a_callback("13800000001"))
    late = unit.callbacks.add(a_callback("13800000002", promised=-1, next_at=NOW + 2 * HOUR))

    assert [one.id for one in unit.callbacks.waiting(NOW).rows] == [late, soon, later]
    assert [one.id for one in unit.callbacks.waiting(NOW, late=True).rows] == [late]
    assert unit.callbacks.counts(NOW) == (3, 1)


def test_an_attempt_counts_and_the_next_one_has_its_time(unit):
    kept = unit.callbacks.add(a_callback())
    unit.callbacks.tried(unit.callbacks.get(kept), "missed", "没人接", "account:1", NOW, NOW + HOUR)

    after = unit.callbacks.get(kept)
    assert (after.tries, after.state, after.next_at) == (1, "waiting", NOW + HOUR)
    assert [one.words for one in unit.callbacks.history((kept,))[kept]] == ["没人接"]


def test_two_operators_never_note_the_same_attempt(unit):
    seen = unit.callbacks.get(unit.callbacks.add(a_callback()))
    unit.callbacks.tried(seen, "reached", "", "account:1", NOW, NOW)

    with pytest.raises(StaleCallback):
        unit.callbacks.tried(seen, "missed", "", "account:2", NOW, NOW + HOUR)
    assert unit.callbacks.counts(NOW) == (0, 0)
    assert [one.state for one in unit.callbacks.closed().rows] == ["reached"]


def test_who_waits_already_is_found_by_number_clue_and_forgotten_by_openid(unit):
    kept = unit.callbacks.add(a_callback(openid="wang", clue_no="SH-20261120-001"))

    assert unit.callbacks.waiting_for("138 0000 0000").id == kept
    assert unit.callbacks.of_clue("SH-20261120-001").openid == "wang"
    unit.callbacks.forget("wang")
    assert unit.callbacks.get(kept).openid == ""
    assert unit.callbacks.of_clue("") is None
    assert unit.callbacks.waiting_for("") is None


def test_a_corrected_number_is_the_one_that_is_found(unit):
    kept = unit.callbacks.add(a_callback())
    unit.callbacks.change(kept, phone="13900000000")

    assert unit.callbacks.waiting_for("13900000000").id == kept
    assert unit.callbacks.waiting_for("13800000000") is None


def test_a_paper_keeps_its_facts_and_its_scan_and_is_found_by_its_clue(unit):
    paper = Paper(
        source="letter",
        sender="示例寄信人",
        received_on=date(2026, 11, 18),
        doc_no="示例信〔2026〕7号",
        file_name="信.pdf",
        file_type="application/pdf",
        by="account:1",
        at=NOW,
    )
    kept = unit.papers.add(paper, b"%PDF")
    unit.papers.belongs(kept, "SH-20261120-001")

    (found,) = unit.papers.of_clue("SH-20261120-001")
    assert (found.id, found.sender, found.received_on, found.has_file) == (kept, "示例寄信人", date(2026, 11, 18), True)
    assert unit.papers.content(kept) == b"%PDF"
    assert unit.papers.get(kept + 1) is None
    assert unit.papers.of_clue("") == ()


def test_who_left_no_number_waits_too_and_is_found_by_openid(unit):
    kept = unit.callbacks.add(a_callback("", openid="o-voice", promised=-1))
    unit.callbacks.add(a_callback("13800000001", openid="o-other"))

    assert unit.callbacks.waiting_of("o-voice").id == kept
    assert unit.callbacks.waiting_of("") is None
    assert unit.callbacks.waiting_for("") is None
    assert (unit.callbacks.counts(NOW), unit.callbacks.without_number()) == ((2, 1), 1)
    unit.callbacks.change(kept, phone="13900000000")
    assert unit.callbacks.waiting_for("13900000000").id == kept
    assert unit.callbacks.without_number() == 0


def test_written_to_somebody_waits_on_and_answered_in_writing_is_done(unit):
    kept = unit.callbacks.add(a_callback("", openid="o-voice"))
    unit.callbacks.tried(unit.callbacks.get(kept), "written", "请您说说住哪里", "account:1", NOW, NOW + HOUR)
    assert (unit.callbacks.get(kept).state, unit.callbacks.get(kept).tries) == ("waiting", 1)

    unit.callbacks.tried(unit.callbacks.get(kept), "answered", "明天有人来看您", "account:1", NOW, NOW)
    assert unit.callbacks.waiting_of("o-voice") is None
    assert [(one.id, one.state) for one in unit.callbacks.closed().rows] == [(kept, "answered")]
