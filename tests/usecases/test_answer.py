"""One message: answered once, kept, repeated word for word."""

import threading
from datetime import date

import pytest

from bot.usecases import answer as answering
from bot.usecases.answer import answer, from_json, to_json
from bot.usecases.late import answer_late
from bot.usecases.tidying import tidy
from dialogs.message import Message
from dialogs.talk import Option, Page, Reply, Talk

from .conftest import BEIZHANG


def test_replies_survive_being_kept():
    replies = (Reply("您好", (Option("问政策"), Option("菜单", "menu")), "请选"), Reply("再见"))

    assert from_json(to_json(replies)) == replies


def test_the_page_under_a_reply_is_kept_with_it():
    replies = (Reply("公开栏", (Option("菜单"),), "", Page("打开公开栏", "/open")), Reply("再见"))

    assert from_json(to_json(replies)) == replies


def test_replies_kept_before_there_were_pages_are_read_still():
    assert from_json('[["您好",[["菜单",""]],"请选"]]') == (Reply("您好", (Option("菜单"),), "请选"),)


def test_a_greeting_is_answered_and_the_talk_is_kept(says, services):
    assert says("你好")
    with services.storage.read() as uow:
        assert uow.contacts.of("o-resident").reachable(services.now())
        assert uow.talks.of("o-resident") != Talk()


def test_the_same_message_again_gets_the_same_answer_and_does_nothing_twice(says, staff, clues):
    first = says("我要跳楼，活不下去了", key="again")

    assert says("我要跳楼，活不下去了", key="again") == first
    assert len(clues()) == 1


def test_ten_copies_at_once_are_answered_once(services, clock, staff, clues):
    message = Message("burst", "o-resident", "text", clock(), "家里断粮三天了，快救救我们")
    answers, troubles = [], []

    def run():
        try:
            answers.append(answer(message, services))
        except Exception as trouble:  # noqa: BLE001 - any trouble fails the test
            troubles.append(trouble)

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not troubles
    assert len({to_json(replies) for replies in answers}) == 1
    assert len(clues()) == 1


def test_danger_alerts_a_human_at_once_whatever_else_goes_on(says, staff, letters, clues):
    reply = says("我不想活了")

    assert "12356" in reply or "110" in reply or "120" in reply
    assert clues()[0].urgency == "danger"
    assert {letter.lane for letter in letters().values()} == {"urgent"}


def test_a_crossing_message_makes_the_turn_again_from_the_newer_talk(services, clock, staff, monkeypatch):
    taken = []

    class Desk:
        @staticmethod
        def take(talk, message, scene):
            from dialogs import front_desk

            if not taken:
                with services.storage.work() as uow:
                    uow.talks.put(message.sender, Talk(flow="", misses=3), talk, clock())
                    uow.commit()
            taken.append(talk.misses)
            return front_desk.take(talk, message, scene)

    monkeypatch.setattr(answering, "front_desk", Desk)
    answer(Message("x1", "o-resident", "text", clock(), "你好"), services)

    assert taken == [0, 3]


def test_nothing_is_kept_of_a_turn_that_breaks(services, clock, monkeypatch):
    class Desk:
        @staticmethod
        def take(talk, message, scene):
            raise ZeroDivisionError

    monkeypatch.setattr(answering, "front_desk", Desk)
    with pytest.raises(ZeroDivisionError):
        answer(Message("b1", "o-resident", "text", clock(), "你好"), services)
    monkeypatch.undo()

    assert answer(Message("b1", "o-resident", "text", clock(), "你好"), services)


def test_what_does_not_fit_follows_by_letter_in_order(services, clock, says, deliver, sender, monkeypatch):
    class Desk:
        @staticmethod
        def take(talk, message, scene):
            from dialogs.talk import Turn

            return Turn(talk, tuple(Reply("很长的话。" * 100) for _ in range(3)))

    monkeypatch.setattr(answering, "front_desk", Desk)
    says("讲讲")
    deliver()

    assert [letter.key.rpartition(":")[2] for letter in sender.sent] == ["1", "2"]
    assert all(letter.payload["markup"] for letter in sender.sent)


def test_unfollowing_forgets_the_person_but_not_the_clue(says, staff, clues, services):
    says("我要跳楼")
    says("", kind="unfollow")

    assert len(clues()) == 1
    with services.storage.read() as uow:
        assert uow.contacts.of("o-resident") is None
        assert uow.talks.of("o-resident") == Talk()


def test_a_late_answer_follows_by_letter_once(services, clock, deliver, sender):
    message = Message("late-1", "o-resident", "text", clock(), "你好")
    with services.storage.work() as uow:
        uow.inbox.put_late(message, clock())
        uow.contacts.follow("o-resident")
        uow.commit()

    assert answer_late(services) == 0
    clock.pass_by(seconds=5)
    assert answer_late(services) == 1
    assert answer_late(services) == 0
    deliver()
    assert len(sender.sent) == 1


def test_a_scanned_village_code_is_remembered_once_she_says_that_she_lives_there(says, services):
    def known():
        with services.storage.read() as uow:
            return uow.contacts.of("o-resident").place

    says("", kind="scan", scene=f"place:{BEIZHANG}")
    assert known() == ""
    says("是")
    assert known() == BEIZHANG


def test_asking_for_a_human_leaves_a_callback_that_somebody_owns(says, staff, clues):
    says("人工")
    says("15400000001")

    assert [(clue.kind, clue.owner_id, clue.reporter_phone) for clue in clues()] == [("callback", 4, "15400000001")]


def _told(services):
    today = services.now().date()
    with services.storage.read() as uow:
        return uow.told_figures.sums(today, today)


def test_what_figure_was_said_to_whom_is_kept_with_the_answer_and_leaves_with_the_resident(says, services):
    says("农村低保一个月多少钱", key="first")
    says("农村低保一个月多少钱", key="first")

    assert [(one.figure, one.people) for one in _told(services)] == [("示范县农村低保：每人每月 620 元（示例）", 1)]

    says("", kind="unfollow")
    assert _told(services) == ()


def test_an_answer_without_a_figure_leaves_no_record(says, services):
    says("办低保要带什么材料")

    assert _told(services) == ()


def test_figures_said_long_ago_are_forgotten(says, services, clock):
    says("农村低保一个月多少钱")
    clock.pass_by(days=200)

    assert tidy(services) >= 1
    with services.storage.read() as uow:
        assert uow.told_figures.sums(date(2026, 1, 1), date(2027, 12, 31)) == ()
