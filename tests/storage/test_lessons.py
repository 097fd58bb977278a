"""What the bureau taught comes back as taught, and every edit is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.lessons import Lesson
from knowledge.programmes import Entry
from knowledge.sources import Source
from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)
ENTRY = Entry(
    "own-1",
    "dibao",
    "低保户火化费减免（示例）",
    ("低保户死了火化费减免吗（示例）", "火化费能免吗（示例）"),
    "可以免500元（示例）。",
    "第三条（示例）",
    (Source("示民发〔2026〕9号", "关于减免的通知（示例）", "2026-01-01"),),
)
LESSON = Lesson("低保户死了火化费减免吗（示例）", "ask_policy", "dibao", "own-1")


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_an_entry_comes_back_as_entered(unit):
    number = unit.lessons.put_entry(ENTRY, "account:1", NOW, expires_on=date(2026, 12, 31))

    (own,) = unit.lessons.entries()
    assert (own.id, own.entry, own.expires_on) == (number, ENTRY, date(2026, 12, 31))
    assert unit.lessons.entry(number) == own


def test_an_entry_is_used_through_its_last_day(unit):
    unit.lessons.put_entry(ENTRY, "account:1", NOW, expires_on=date(2026, 12, 31))

    assert len(unit.lessons.entries(date(2026, 12, 31))) == 1
    assert unit.lessons.entries(date(2027, 1, 1)) == ()


def test_an_edit_tells_who_when_before_and_after(unit):
    number = unit.lessons.put_entry(ENTRY, "account:1", NOW)
    unit.lessons.put_entry(replace(ENTRY, answer="去殡仪馆问（示例）。"), "account:2", LATER, entry_id=number)
    unit.lessons.withdraw_entry(number, "account:3", LATER)

    assert unit.lessons.entries() == ()
    withdrawn, changed, made = unit.lessons.history(f"entry:{number}")
    assert (made.before, made.after["answer"], made.who, made.at) == (None, ENTRY.answer, "account:1", NOW)
    assert (changed.before["answer"], changed.after["answer"]) == (ENTRY.answer, "去殡仪馆问（示例）。")
    assert (withdrawn.after, withdrawn.who) == (None, "account:3")
    with pytest.raises(KeyError):
        unit.lessons.put_entry(ENTRY, "account:1", NOW, entry_id=number)


def test_what_was_taught_for_an_entry_goes_with_it(unit):
    number = unit.lessons.put_entry(ENTRY, "account:1", NOW)
    unit.lessons.teach("sentence", LESSON, "account:1", NOW)
    unit.lessons.teach("line", LESSON, "account:1", NOW)
    unit.lessons.teach("sentence", Lesson("别的（示例）", "ask_policy"), "account:1", NOW)
    unit.lessons.withdraw_entry(number, "account:2", LATER)

    assert [one.lesson.text for one in unit.lessons.lessons("sentence")] == ["别的（示例）"]
    assert unit.lessons.lessons("line") == ()


def test_the_same_words_taught_again_replace_what_they_meant(unit):
    unit.lessons.put_entry(ENTRY, "account:1", NOW)
    first = unit.lessons.teach("sentence", LESSON, "account:1", NOW)
    again = replace(LESSON, text="请问低保户死了火化费减免吗（示例）？", intent="ask_process", entry="")
    second = unit.lessons.teach("sentence", again, "account:2", LATER)

    assert second == first
    (own,) = unit.lessons.lessons("sentence")
    assert (own.lesson, own.who, own.at) == (again, "account:2", LATER)
    changed, taught = unit.lessons.history(f"lesson:{first}")
    assert (taught.before, changed.before["intent"], changed.after["intent"]) == (None, "ask_policy", "ask_process")


def test_a_withdrawn_sentence_can_be_taught_anew(unit):
    number = unit.lessons.teach("sentence", replace(LESSON, entry=""), "account:1", NOW)
    unit.lessons.withdraw_lesson(number, "account:1", LATER)
    assert unit.lessons.lessons("sentence") == ()

    assert unit.lessons.teach("sentence", replace(LESSON, entry=""), "account:1", LATER) == number
    assert len(unit.lessons.lessons("sentence")) == 1
    with pytest.raises(KeyError):
        unit.lessons.withdraw_lesson(99, "account:1", LATER)


def test_every_edit_tells_running_processes_to_read_again(unit):
    before = unit.versions.of("office")
    number = unit.lessons.put_entry(ENTRY, "account:1", NOW)
    unit.lessons.teach("sentence", LESSON, "account:1", NOW)
    unit.lessons.withdraw_entry(number, "account:1", NOW)

    assert unit.versions.of("office") == before + 4


def test_a_residents_words_are_sealed_at_rest(storage):
    with storage.work() as unit:
        unit.lessons.teach("line", replace(LESSON, entry=""), "account:1", NOW)
        raw = [bytes(row[0]) for table in ("lessons", "lesson_edits") for row in _raw(unit, table)]
    assert raw
    assert all("示例".encode() not in one for one in raw)


def _raw(unit, table):
    column = {"lessons": "words", "lesson_edits": "after"}[table]
    return unit.connection.exec_driver_sql(f"SELECT {column} FROM {table}").all()
