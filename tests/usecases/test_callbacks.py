"""Ringing people back: one list for WeChat, operators and missed calls; nobody waits without hearing of it."""

from datetime import timedelta

import pytest

from bot.usecases.callbacks import Asked, ask_back, rung, send_there
from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import register_clue
from bot.usecases.residents import forget
from dialogs.effects import OpenClue
from knowledge.casework import Refused
from storage.conflicts import StaleCallback

PHONE = "15400000001"
WHO = "account:1"


@pytest.fixture
def asked(says, waiting):
    """A resident asks for a call in WeChat."""
    says("人工")
    says(PHONE)
    (one,) = waiting()
    return one


def test_who_asks_in_wechat_stands_on_the_list_with_reason_promise_and_clue(asked, services):
    with services.storage.read() as uow:
        clue = uow.clues.by_no(asked.clue_no)

    assert (asked.origin, asked.phone, asked.promised_at) == ("wechat", PHONE, clue.due_at)
    assert asked.why == clue.words


def test_asking_again_with_another_number_changes_the_number_and_adds_no_second_line(asked, says, waiting):
    says("人工")
    says("15400000009")

    assert [(one.id, one.phone) for one in waiting()] == [(asked.id, "15400000009")]


def test_rung_in_vain_the_resident_hears_when_we_try_again(asked, services, deliver, sender, clock):
    rung(asked, "missed", "没人接", WHO, services)
    deliver()

    (text,) = [text for text in sender.texts() if "没有打通" in text]
    assert "尾号0001" in text
    assert "今天上午11点半我们再打" in text


def test_after_the_third_attempt_the_letter_names_the_number_to_ring(asked, services, waiting, letters):
    for _ in range(3):
        rung(waiting()[0], "missed", "", WHO, services)

    (last,) = [letter for key, letter in letters().items() if key.endswith(":try:3")]
    assert services.office.pack.bureau.phone in last.payload["text"]
    assert waiting()[0].tries == 3


def test_nobody_is_rung_before_the_bureau_opens_again(asked, services, clock, waiting):
    clock.pass_by(hours=7)  # 周五 16:30
    rung(asked, "missed", "", WHO, services)

    assert waiting()[0].next_at.date().isoformat() == "2026-11-23"


def test_somebody_reached_has_the_clue_resolved_and_an_answer_as_its_result(asked, services, waiting):
    rung(asked, "reached", "说了低保怎么办", WHO, services)

    with services.storage.read() as uow:
        clue = uow.clues.by_no(asked.clue_no)
        said = [event.words for event in uow.clues.history(clue.no) if event.action == "call"]
        line = uow.callbacks.get(asked.id)
    assert waiting() == ()
    assert (line.state, line.tries) == ("reached", 1)
    assert (clue.state, clue.result) == ("resolved", "answered")
    assert said == ["回电：打通了。说了低保怎么办"]


def test_a_call_back_is_not_dropped_without_saying_why(asked, services, waiting):
    with pytest.raises(Refused):
        rung(asked, "dropped", " ", WHO, services)
    assert len(waiting()) == 1

    rung(asked, "dropped", "本人说不用了", WHO, services)
    assert waiting() == ()


def test_two_operators_do_not_both_note_the_same_call(asked, services):
    rung(asked, "missed", "", WHO, services)

    with pytest.raises(StaleCallback):
        rung(asked, "reached", "", "account:2", services)


def test_resolved_on_the_clues_page_it_leaves_the_list_and_comes_back_when_reopened(asked, services, waiting):
    move_clue(asked.clue_no, "accept", WHO, services)
    move_clue(asked.clue_no, "resolve", WHO, services, result="answered", reason="当面说清楚了")
    assert waiting() == ()

    move_clue(asked.clue_no, "reopen", WHO, services, words="还要再说")
    assert [one.id for one in waiting()] == [asked.id]


def test_a_number_typed_in_twice_is_one_line_and_the_first_promise_holds(services, waiting, clock):
    soon = clock() + timedelta(hours=1)
    first = ask_back(Asked(PHONE, "问低保", by_when=soon), "operator", WHO, services)
    again = ask_back(Asked("154 0000 0001", "又打来", by_when=soon + timedelta(hours=5)), "missed", WHO, services)

    (one,) = waiting()
    assert (first, one.why, one.promised_at) == (again, "问低保\n又打来", soon)


def test_who_rang_in_vain_and_then_writes_is_rung_once(services, waiting, says):
    ask_back(Asked(PHONE), "missed", WHO, services)
    says("人工")
    says(PHONE)

    (one,) = waiting()
    assert (one.origin, bool(one.clue_no), bool(one.openid)) == ("missed", True, True)


@pytest.mark.parametrize("phone", ["", "123", "没有电话"])
def test_what_cannot_be_dialled_is_not_put_on_the_list(services, waiting, phone):
    with pytest.raises(Refused):
        ask_back(Asked(phone), "missed", WHO, services)
    assert waiting() == ()


def test_a_promise_that_is_past_is_refused(services, clock):
    with pytest.raises(Refused):
        ask_back(Asked(PHONE, by_when=clock()), "operator", WHO, services)


def test_whoever_can_knock_at_the_door_gets_the_clue(services, staff, waiting, clues):
    request = OpenClue({"trouble": "想问事", "phone": PHONE, "place": "999901200201"}, kind="callback")
    register_clue(request, "hotline", WHO, services)
    (one,) = waiting()
    name = send_there(one, WHO, services)

    with services.storage.read() as uow:
        clue = uow.clues.by_no(one.clue_no)
        assert uow.staff.get(clue.owner_id).name == name
        assert uow.staff.get(clue.owner_id).role == "assistant"


def test_who_leaves_wechat_is_still_rung_but_no_longer_written_to(asked, services, waiting, letters):
    with services.storage.work() as uow:
        forget(asked.openid, uow, services.now())
        uow.commit()
    rung(waiting()[0], "missed", "", WHO, services)

    assert [key for key in letters() if key.startswith("callback:")] == []
