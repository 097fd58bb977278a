"""Voices that somebody listens to: what was said goes on as if it had been typed, once."""

import pytest

from bot.usecases.hearing import AlreadyHeard, answered, called, heard, not_understood
from knowledge.casework import Refused

WHO = "account:1"


@pytest.fixture
def voice(says, services):
    """A voice that WeChat gave without words."""
    says("", kind="voice", media_id="media-voice")
    with services.storage.read() as uow:
        (one,) = uow.media.waiting_voices()
    return one


def test_what_was_said_is_answered_after_the_resident_hears_what_was_understood(voice, services, deliver, sender):
    heard(voice.id, "低保怎么申请", WHO, services)
    deliver()

    understood, answer = (str(letter.payload.get("text") or letter.payload["markup"]) for letter in sender.sent[-2:])
    assert "您说的是「低保怎么申请」" in understood
    assert "申请" in answer
    with services.storage.read() as uow:
        after = uow.media.get(voice.id)
        assert (after.hearing, after.heard_by, after.note) == ("listened", WHO, "低保怎么申请")
        assert [deed.what for deed in uow.audit.of(f"voice:{voice.id}")] == ["voice.heard"]


def test_a_flow_that_waits_takes_the_voice_as_its_answer(says, services):
    says("我要求助")
    says("", kind="voice", media_id="media-voice")
    with services.storage.read() as uow:
        (one,) = uow.media.waiting_voices()
    heard(one.id, "是我自己，腿摔断了没人管", WHO, services)

    with services.storage.read() as uow:
        assert uow.talks.of("o-resident").flow == "help"
        assert "摔断" in str(uow.talks.of("o-resident").slots)


def test_danger_in_a_voice_alerts_people(voice, services, staff, clues):
    heard(voice.id, "我不想活了", WHO, services)

    assert clues()[0].kind == "danger"


def test_two_who_listen_answer_once(voice, services):
    heard(voice.id, "低保怎么申请", WHO, services)

    for again in (
        lambda: heard(voice.id, "低保", "account:2", services),
        lambda: not_understood(voice.id, "account:2", services),
        lambda: called(voice.id, "低保", "account:2", services),
    ):
        with pytest.raises(AlreadyHeard):
            again()


def test_listening_does_not_open_anew_the_time_in_which_one_may_write(voice, services, clock):
    with services.storage.read() as uow:
        until = uow.contacts.of(voice.openid).window_until
    clock.pass_by(hours=5)
    heard(voice.id, "低保怎么申请", WHO, services)

    with services.storage.read() as uow:
        assert uow.contacts.of(voice.openid).window_until == until


def test_who_cannot_be_written_to_any_longer_gets_no_letter(voice, services, clock, letters):
    clock.pass_by(days=3)
    heard(voice.id, "低保怎么申请", WHO, services)

    assert [key for key in letters() if key.startswith("heard:")] == []


def test_ones_own_answer_goes_out_but_no_number_without_document(voice, services, deliver, sender):
    with pytest.raises(Refused):
        answered(voice.id, "低保多少钱", "每人每月 888 元。", WHO, services)
    with pytest.raises(Refused):
        answered(voice.id, "低保多少钱", " ", WHO, services)
    answered(voice.id, "几时上班", "我们明天上午上班，您来就行。", WHO, services)
    deliver()

    assert "明天上午上班" in sender.texts()[-1]


def test_nothing_is_noted_without_words(voice, services):
    with pytest.raises(Refused):
        heard(voice.id, "  ", WHO, services)
    with services.storage.read() as uow:
        assert uow.media.count_waiting() == 1


def test_an_unknown_voice_is_told(services):
    with pytest.raises(KeyError):
        not_understood(99, WHO, services)


def test_what_nobody_understood_is_asked_for_again(voice, services, deliver, sender):
    not_understood(voice.id, WHO, services)
    deliver()

    assert "再慢慢说一遍" in sender.texts()[-1]
