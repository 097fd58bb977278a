"""How it went: asked once, in the chat, by a notice that was allowed or on the phone, and kept without a name."""

from datetime import timedelta

import pytest

from bot.services import SendError
from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import Reporter, open_clue
from bot.usecases.effects import perform
from bot.usecases.follow_up import ask_how_it_went, asked_so_far
from bot.usecases.opinions import answer_idea, note_opinion
from dialogs.effects import GiveFeedback, OpenClue
from dialogs.message import Message
from knowledge.casework import Refused

from .conftest import BEIZHANG

OPENID = "o-resident"


@pytest.fixture
def resolved(services, staff, clock):
    """A clue whose result was told; its reporter has just written again."""
    with services.storage.work() as uow:
        request = OpenClue({"subject": "self", "place": BEIZHANG, "trouble": "腿摔了"})
        clue = open_clue(request, "wechat", f"contact:{OPENID}", uow, services, reporter=Reporter(OPENID)).clue
        uow.commit()
    move_clue(clue.no, "accept", "staff:1", services)
    move_clue(clue.no, "resolve", "staff:1", services, result="relieved", reason="先给了救助")
    return clue


def writes(services, clock, openid=OPENID):
    with services.storage.work() as uow:
        uow.contacts.seen(openid, Message(f"m{clock()}", openid, "text", clock(), "你好"), clock())
        uow.commit()


def gives(services, opinion, openid=OPENID):
    message = Message("m-opinion", openid, "text", services.now(), "1")
    with services.storage.work() as uow:
        perform((opinion,), message, uow.picture(openid), uow, services, services.now())
        uow.commit()


def asked(services):
    with services.storage.read() as uow:
        return [letter for letter in uow.letters.list("queued").rows if letter.subject.startswith("opinion:")]


def test_a_reporter_who_can_be_written_to_is_asked_once(services, resolved, clock):
    clock.pass_by(hours=25)
    writes(services, clock)

    assert ask_how_it_went(services) == 1
    assert ask_how_it_went(services) == 0
    (letter,) = asked(services)
    assert resolved.no in letter.payload["options"][0]["send"]


def test_nobody_is_asked_at_once_or_after_two_weeks(services, resolved, clock):
    writes(services, clock)
    assert ask_how_it_went(services) == 0
    clock.pass_by(days=16)

    assert ask_how_it_went(services) == 0


def told_on_the_phone(services, kind="help", **more):
    """A clue from a hotline call, resolved."""
    told = {"subject": "self", "place": BEIZHANG, "trouble": "腿摔了", "name": "王福", "phone": "15400000009", **more}
    with services.storage.work() as uow:
        clue = open_clue(OpenClue(told, kind=kind), "hotline", "account:1", uow, services).clue
        uow.commit()
    move_clue(clue.no, "accept", f"staff:{clue.owner_id}", services)
    move_clue(clue.no, "resolve", f"staff:{clue.owner_id}", services, result="relieved", reason="先给了救助")
    return clue


def to_ring(services):
    with services.storage.read() as uow:
        return uow.callbacks.waiting(services.now()).rows


def test_who_only_rang_the_hotline_is_put_on_the_list_to_be_asked_once(services, staff, clock):
    clue = told_on_the_phone(services)
    clock.pass_by(days=4)

    assert [ask_how_it_went(services) for _ in range(2)] == [1, 0]
    (call,) = to_ring(services)
    assert (call.origin, call.phone, call.clue_no, call.name) == ("follow_up", "15400000009", clue.no, "王福")
    assert "腿摔了" in call.why
    assert "满不满意" in call.why


@pytest.mark.parametrize(("kind", "phone"), [("complaint", "15400000009"), ("danger", "15400000009"), ("help", "")])
def test_nobody_is_rung_who_complained_was_in_danger_or_left_no_number(services, staff, clock, kind, phone):
    told_on_the_phone(services, kind, phone=phone)
    clock.pass_by(days=4)

    assert ask_how_it_went(services) == 0
    assert not to_ring(services)
    assert asked_so_far(services)[2] == 1, "and the page counts it"


def test_who_waits_to_be_rung_anyway_is_asked_in_that_call(services, staff, clock, says):
    told_on_the_phone(services)
    says("人工")
    says("15400000009")
    clock.pass_by(days=4)
    ask_how_it_went(services)

    (call,) = to_ring(services)
    assert call.origin == "wechat"
    assert "回访" in call.why


@pytest.mark.parametrize(("phone", "rung"), [("15400000009", 1), ("", 0)])
def test_whom_no_letter_reaches_is_rung_where_a_number_was_left(services, staff, clock, deliver, sender, phone, rung):
    request = OpenClue({"subject": "self", "place": BEIZHANG, "trouble": "腿摔了", "phone": phone})
    with services.storage.work() as uow:
        clue = open_clue(request, "wechat", f"contact:{OPENID}", uow, services, reporter=Reporter(OPENID)).clue
        uow.commit()
    move_clue(clue.no, "accept", "staff:1", services)
    move_clue(clue.no, "resolve", "staff:1", services, result="relieved", reason="先给了救助")
    deliver()
    clock.pass_by(days=4)
    ask_how_it_went(services)
    sender.errors = [SendError("window_closed", permanent=True, hint="no consent")]
    deliver()

    reach, ringing, nobody = asked_so_far(services)
    assert (reach.shut, ringing, nobody) == (1, rung, 0)
    assert [call.phone for call in to_ring(services)] == ["15400000009"] * rung


def test_an_operator_notes_what_was_said_on_the_phone(services, staff, clock):
    clue = told_on_the_phone(services)
    with pytest.raises(Refused):
        note_opinion(GiveFeedback("", clue.no), "account:1", services)
    with pytest.raises(KeyError):
        note_opinion(GiveFeedback("", "X", 3), "account:1", services)
    note_opinion(GiveFeedback("来得慢了点", clue.no, 2, True), "account:1", services)

    with services.storage.read() as uow:
        (kept,) = uow.feedback.list(ideas=False).rows
    assert (kept.clue_no, kept.score, kept.contacted, kept.words) == (clue.no, 2, True, "来得慢了点")


def test_who_has_said_already_is_not_asked(services, resolved, clock):
    gives(services, GiveFeedback("", resolved.no, 3, True))
    clock.pass_by(hours=25)
    writes(services, clock)

    assert ask_how_it_went(services) == 0


def test_an_opinion_on_somebody_elses_clue_is_refused(services, resolved):
    with pytest.raises(KeyError):
        gives(services, GiveFeedback("不好", resolved.no, 1, False), "o-stranger")


def test_a_second_opinion_takes_the_place_of_the_first(services, resolved, clock):
    gives(services, GiveFeedback("没人来", resolved.no, 1, False))
    gives(services, GiveFeedback("", resolved.no, 3, True))
    with services.storage.read() as uow:
        (tally,) = uow.feedback.tally(clock() - timedelta(days=1))
        found = uow.feedback.list(ideas=False).rows

    assert (tally.place, tally.count, tally.content, tally.bad) == (BEIZHANG[:9], 1, 1, 0)
    assert [(one.score, one.contacted) for one in found] == [(3, True)]


def test_an_idea_is_answered_with_words(services):
    gives(services, GiveFeedback("窗口中午没人"))
    with services.storage.read() as uow:
        (idea,) = uow.feedback.list(ideas=True).rows
    with pytest.raises(Refused):
        answer_idea(idea.id, " ", "account:1", services)
    with pytest.raises(KeyError):
        answer_idea(idea.id + 1, "已安排轮班", "account:1", services)
    answer_idea(idea.id, "已安排轮班", "account:1", services)

    with services.storage.read() as uow:
        assert uow.feedback.get(idea.id).answer == "已安排轮班"
