"""Voices, pictures and films are kept beyond the platform's three days."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services import SendError
from bot.usecases.media import fetch_media, recording_file
from bot.usecases.tidying import tidy
from bot.usecases.voicefile import can_convert, playable, seconds_of
from storage.recordings import NewRecording
from tests.usecases.conftest import MORNING

AMR = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 150


class Platform:
    """Gives what it is told, one answer a call."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __call__(self, media_id):
        answer = self.answers.pop(0)
        if isinstance(answer, SendError):
            raise answer
        return answer


def voices(services):
    with services.storage.read() as uow:
        return uow.media.waiting_voices()


def test_a_voice_without_words_is_kept_at_once_and_waits_to_be_heard(services, says):
    reply = says("", kind="voice", media_id="v1")
    with_platform = replace(services, media=Platform((AMR, "voice/amr")))

    assert fetch_media(with_platform) == 1
    (voice,) = voices(services)
    assert (voice.state, voice.seconds, voice.content_type) == ("kept", 3, "audio/amr")
    assert "打110" in reply
    assert "急事回1" in reply


def test_a_platform_in_trouble_is_asked_again_until_it_has_forgotten(services, says, clock):
    says("", kind="voice", media_id="v1")
    busy, gone = SendError("retryable", -1), SendError("permanent", 40007, permanent=True)
    troubled = replace(services, media=Platform(busy, gone))

    fetch_media(troubled)
    assert voices(services)[0].state == "wanted"
    assert fetch_media(troubled) == 0
    clock.pass_by(minutes=2)
    fetch_media(troubled)
    assert voices(services)[0].state == "lost"


def test_what_was_kept_is_forgotten_after_the_configured_time(services, says, clock):
    says("", kind="image", media_id="p1")
    clock.pass_by(days=services.settings.keep_media_days + 1)
    tidy(services)

    with services.storage.read() as uow:
        assert uow.media.many(["p1"]) == {}


def test_a_recording_is_uploaded_once_in_three_days(services, clock):
    new = NewRecording("dibao.materials", "佤语", "voice", 3, "低保材料", "audio/amr", AMR, "account:1", MORNING)
    with services.storage.work() as uow:
        number = uow.recordings.add(new)
        uow.commit()
    found = recording_file(services.storage, services.now)

    file = found(str(number))
    assert (file.content, file.name) == (AMR, f"recording-{number}.amr")
    file.uploaded("platform-id")
    assert (found(str(number)).media_id, found(str(number)).content) == ("platform-id", b"")
    clock.pass_by(days=3)
    assert found(str(number)).content == AMR
    with pytest.raises(KeyError):
        found("404")


def test_the_length_of_a_voice_is_read_from_its_frames():
    mp3 = b"\xff\xfb\x50\x00" + bytes(8000 * 5)

    assert (seconds_of(AMR), seconds_of(mp3), seconds_of(b"RIFF")) == (3, 5, None)


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reading_of_its_length(content):
    for some in (content, b"#!AMR\n" + content, b"ID3" + content, b"\xff\xfb" + content):
        assert seconds_of(some) is None or seconds_of(some) >= 1


def test_a_voice_that_was_retried_does_not_outlive_the_platforms_memory(services, says, clock):
    says("", kind="voice", media_id="v1")
    clock.pass_by(days=4)
    fetch_media(replace(services, media=Platform(SendError("retryable", -1))))

    assert voices(services)[0].state == "lost"


@pytest.mark.skipif(not can_convert(), reason="the extra that decodes voices is not installed here")
def test_a_voice_of_wechat_becomes_one_that_browsers_play():
    content, kind = playable(AMR, "audio/amr")

    assert kind == "audio/wav"
    assert len(content) == pytest.approx(44 + 3 * 8000 * 2, abs=400)


def test_a_voice_that_cannot_be_decoded_stays_as_it_is():
    assert playable(b"#!AMR\nbroken", "audio/amr") == (b"#!AMR\nbroken", "audio/amr")
    assert playable(b"mp3", "audio/mpeg") == (b"mp3", "audio/mpeg")
