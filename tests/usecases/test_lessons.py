"""What one worker was taught, every worker knows a few seconds later."""

from dataclasses import replace
from datetime import date

import pytest

from bot.offices import OfficeKeeper
from bot.settings import Settings
from bot.usecases.lessons import Teaching, change_entry, teach, teach_sentence, withdraw_entry, withdraw_sentence
from knowledge.casework import Refused
from knowledge.embedder import Remembered
from knowledge.lessons import Lesson
from knowledge.programmes import Entry

FIRE = Lesson("低保户死了火化费减免吗（示例）", "ask_policy", "dibao")
ENTRY = Entry("", "dibao", "低保户火化费减免（示例）", (FIRE.text,), "可以减免，到殡仪馆办（示例）。")


@pytest.fixture
def workers(services):
    """Two workers, each with an office of its own over the same storage."""
    return [OfficeKeeper(Settings(semantic=False), services.storage, services.now) for _ in range(2)]


def taught(services, teaching=None):
    with services.storage.work() as uow:
        number = teach(teaching or Teaching(ENTRY, (FIRE,)), "account:1", uow, services)
        uow.commit()
    return number


def test_an_entry_is_known_to_every_worker_within_seconds_and_gone_as_soon(services, workers, clock):
    assert all(not worker().lessons for worker in workers)
    number = taught(services)
    clock.pass_by(seconds=4)

    for worker in workers:
        office = worker()
        assert office.search.find(FIRE.text)[0].entry.answer == ENTRY.answer
        assert office.ear.hear(FIRE.text).intent == "ask_policy"
    withdraw_entry(number, "不办了（示例）", "account:1", services)
    clock.pass_by(seconds=4)
    assert all(not worker().lessons for worker in workers)


def test_an_office_stays_the_same_while_nothing_is_taught(services, workers, clock):
    taught(services)
    first = workers[0]()
    clock.pass_by(seconds=4)

    assert workers[0]() is first


def test_teaching_is_all_or_nothing(services):
    wrong = Teaching(ENTRY, (FIRE, Lesson("我不想活了", "ask_policy")))
    with pytest.raises(Refused, match="危险"):
        taught(services, wrong)

    with services.storage.read() as uow:
        assert uow.lessons.entries() == ()
        assert uow.lessons.history() == ()


def test_an_entry_without_a_question_or_with_a_day_gone_by_is_refused(services):
    with pytest.raises(Refused, match="问法"):
        taught(services, Teaching(replace(ENTRY, questions=())))
    with pytest.raises(Refused, match="日子"):
        taught(services, Teaching(ENTRY, (), date(2026, 11, 19)))
    with pytest.raises(KeyError):
        change_entry(9, ENTRY, None, "account:1", services)
    with pytest.raises(KeyError):
        withdraw_entry(9, "没有这条", "account:1", services)


def test_a_sentence_is_taught_with_its_line_and_taken_back_with_it(services):
    number = teach_sentence(FIRE, "account:1", services)
    with services.storage.read() as uow:
        assert [one.lesson.text for one in uow.lessons.lessons("line")] == [FIRE.text]
    withdraw_sentence(number, "account:1", services)
    with services.storage.read() as uow:
        assert uow.lessons.lessons("line") == uow.lessons.lessons("sentence") == ()
    with pytest.raises(Refused):
        teach_sentence(replace(FIRE, entry="own-9"), "account:1", services)


def test_a_remembered_sentence_is_made_once():
    asked = []

    class Counting:
        def embed(self, text):
            asked.append(text)
            return (0.5, 0.25)

    memory = Remembered(Counting(), size=2)
    for text in ("一", "一", "二", "三", "一"):
        assert list(memory.embed(text)) == [0.5, 0.25]

    assert asked == ["一", "二", "三", "一"]
