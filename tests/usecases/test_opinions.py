"""How it went is asked once, of those who can still be written to, and kept without a name."""

from datetime import timedelta

import pytest

from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import Reporter, open_clue
from bot.usecases.effects import perform
from bot.usecases.opinions import answer_idea, ask_how_it_went
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


def test_nobody_is_asked_at_once_or_outside_the_window(services, resolved, clock):
    writes(services, clock)
    assert ask_how_it_went(services) == 0
    clock.pass_by(days=5)

    assert ask_how_it_went(services) == 0


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
