"""Further reporters of a clue: each with her own number and words, found by it, forgotten by WeChat on wish."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.clue_lists import ClueFilter
from storage.clue_reporters import ClueReporter, as_told, first_reporter
from storage.clue_rows import NewEvent
from tests.storage.conftest import NOW
from tests.storage.test_clues import A_CLUE
from tests.storage.test_uow import run_together

LATER = NOW + timedelta(days=2)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


@pytest.fixture
def clue(unit):
    return unit.clues.open(A_CLUE)


def a_reporter(clue, openid="li", at=LATER, **changed):
    told = ClueReporter(
        clue_id=clue.id,
        openid=openid,
        title="没煤烧（示例）",
        words="他家没煤烧（示例）",
        slots={"subject": "other", "phone": "13800000008"},
        name="李四（示例）",
        phone="13800000008",
        source="wechat",
        at=at,
        promised_by=date(2026, 12, 1),
    )
    return replace(told, **changed)


def test_a_further_reporter_comes_back_with_a_number_of_her_own(unit, clue):
    kept = unit.reporters.add(a_reporter(clue), "WS")

    assert kept.no == "WS-20261122-001" != clue.no
    assert unit.reporters.of(clue.id) == (kept,)
    assert unit.reporters.by_no(" ws-20261122-001") == kept
    assert kept.shielded
    assert unit.reporters.of() == ()


def test_her_number_finds_the_clue(unit, clue):
    kept = unit.reporters.add(a_reporter(clue), "WS")

    assert unit.clues.by_no(kept.no) == clue
    assert [one.id for one in unit.clues.list(ClueFilter(words="20261122-001")).rows] == [clue.id]
    assert [one.id for one in unit.clues.list(ClueFilter(words="13800000008")).rows] == [clue.id]


def test_she_sees_the_clue_by_her_own_words_and_no_others(unit, clue):
    kept = unit.reporters.add(a_reporter(clue), "WS")
    unit.clues.move(clue.no, clue.version, "resolved", NewEvent(LATER, "staff:1", "resolve"), reason="送了煤（示例）")
    (hers,) = unit.clues.of_reporter("li")
    (first,) = unit.clues.of_reporter("wang")

    assert (hers.no, hers.title, hers.words, hers.opened_at) == (kept.no, kept.title, kept.words, LATER)
    assert (hers.state, hers.reason, hers.promised_by) == ("resolved", "送了煤（示例）", date(2026, 12, 4))
    assert (first.no, first.words) == (clue.no, A_CLUE.words)
    assert A_CLUE.words not in repr([getattr(hers, name) for name in type(hers).__slots__])


def test_who_told_first_is_the_clues_own(unit, clue):
    first = first_reporter(clue)

    assert (first.id, first.no, first.openid, first.phone) == (0, clue.no, "wang", A_CLUE.reporter_phone)
    assert as_told(clue, first) == clue


def test_one_glance_tells_whether_somebody_reported(unit, clue):
    unit.reporters.add(a_reporter(clue), "WS")

    assert [one.title for one in unit.picture("li").clues] == ["没煤烧（示例）"]
    assert unit.picture("somebody").clues == ()


def test_she_is_among_the_likely_by_number_and_by_openid(unit, clue):
    unit.reporters.add(a_reporter(clue), "WS")

    for known in ({"reporter_phone": "13800000008"}, {"reporter_openid": "li"}):
        assert [one.no for one in unit.clues.similar(since=NOW, **known)] == [clue.no]


def test_a_person_is_found_by_id_number_by_phone_and_by_name_at_that_place(unit, clue):
    def found(place="", name="", phone="", id_number=""):
        rows = unit.clues.of_person(place=place, name=name, phone=phone, id_number=id_number, since=NOW)
        return [one.no for one in rows]

    assert found(id_number="14112119500101003x") == [clue.no]
    assert found(phone="13800000001") == [clue.no]
    assert found(place=A_CLUE.place, name="张兰（示例）") == [clue.no]
    assert found(place=A_CLUE.place[:9], name="张兰（示例）") == []
    assert found(phone="13800000000") == [], "the reporter's number is not hers"
    assert found(name="张兰（示例）") == []


def test_what_was_not_known_is_filled_in_and_what_was_stays(unit, clue):
    kept = unit.reporters.add(a_reporter(clue, openid="", name=""), "WS")
    filled = unit.reporters.fill_in(kept, "李四（示例）", "13900000000")

    assert (filled.name, filled.phone) == ("李四（示例）", "13800000008")
    assert unit.reporters.of(clue.id) == (filled,)


def test_who_leaves_is_forgotten_and_the_clue_stays(unit, clue):
    kept = unit.reporters.add(a_reporter(clue), "WS")
    for openid in ("li", "wang"):
        unit.reporters.forget(openid)
        unit.clues.forget(openid)

    assert unit.reporters.of(clue.id) == (replace(kept, openid=""),)
    assert unit.clues.by_no(clue.no).reporter_openid == ""
    assert unit.picture("li").clues == unit.picture("wang").clues == ()


def test_each_reporter_has_an_opinion_of_her_own(unit, clue):
    kept = unit.reporters.add(a_reporter(clue), "WS")
    unit.clues.move(clue.no, clue.version, "resolved", NewEvent(LATER, "staff:1", "resolve"))
    asked = unit.feedback.unasked(NOW, LATER + timedelta(days=1))
    unit.feedback.give("", LATER, clue_no=clue.no, reporter_id=kept.id, score=1)
    unit.feedback.give("", LATER, clue_no=clue.no, reporter_id=kept.id, score=2)
    left = unit.feedback.unasked(NOW, LATER + timedelta(days=1))
    unit.feedback.give("", LATER, clue_no=clue.no, score=3)

    assert [(one.no, one.openid) for one in asked] == [(clue.no, "wang"), (kept.no, "li")]
    assert asked[1].title == kept.title
    assert [one.openid for one in left] == ["wang"]
    assert sorted(one.score for one in unit.feedback.list(ideas=False).rows) == [2, 3]


def test_of_many_who_tell_at_once_each_finds_what_the_others_opened(storage):
    def tell(number):
        with storage.work() as unit:
            unit.clues.one_by_one()
            found = unit.clues.of_person(place=A_CLUE.place, name="张兰（示例）", phone="", id_number="", since=NOW)
            if found:
                unit.reporters.add(a_reporter(found[0], openid=f"o-{number}"), "WS")
            else:
                unit.clues.open(replace(A_CLUE, reporter_openid=f"o-{number}"))
            unit.commit()

    run_together([lambda number=number: tell(number) for number in range(5)])
    with storage.read() as unit:
        (clue,) = unit.clues.list().rows
        everybody = {clue.reporter_openid, *(one.openid for one in unit.reporters.of(clue.id))}

    assert everybody == {f"o-{number}" for number in range(5)}
