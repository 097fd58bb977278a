"""Voices nobody could read: somebody listens, writes down what was said, and it goes on as if it had been typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.usecases import notices, words
from bot.usecases.answer import answer
from bot.usecases.callback_ways import wait_on_wechat
from dialogs import letters as said
from dialogs.message import Message, key_of
from knowledge.casework import Refused
from knowledge.lessoncheck import faults_of_answer, known_numbers

if TYPE_CHECKING:
    from bot.services import Services
    from storage.media_rows import Media
    from storage.uow import UnitOfWork

_FIRST = timedelta(seconds=1)
"""What was understood is sent a moment before the answer to it."""


class AlreadyHeard(Exception):
    """Somebody else has listened and noted it: nothing is answered a second time."""


def heard(number: int, said_words: str, by: str, services: Services) -> None:
    """Keep what was said and answer it on WeChat as if it had been typed; a flow that waits takes it as its answer.

    Raises ``Refused`` for no words, ``AlreadyHeard``, and ``KeyError`` for an unknown voice.
    """
    told, now = _told(said_words), services.now()
    with services.storage.read() as uow:
        voice = _waiting(number, uow)
    key = key_of("msgid", voice.openid, f"heard-{voice.id}")
    message = Message(key, voice.openid, "voice", now, told, voice.media_id)
    # Answered before it is noted: after a crash in between, the same answer is found and told.
    replies = answer(message, services, by_letter=True, heard=True)
    first = services.fit(replies)[0] if replies else ""
    with services.storage.work() as uow:
        _note(voice, told, by, "voice.heard", uow, now)
        if (
            _queue(voice, notices.payload(said.heard_voice(services.office.pack.wording, told)), "", uow, now - _FIRST)
            and first
        ):
            _queue(voice, {"markup": first}, ":answer", uow, now)
        uow.commit()


def answered(number: int, said_words: str, own: str, by: str, services: Services) -> None:
    """Keep what was said and send the operator's own answer; ``Refused`` when it holds a number of no document."""
    told = _told(said_words)
    if not own.strip():
        raise Refused(words.ANSWER_EMPTY)
    if faults := tuple(faults_of_answer(own, "", known_numbers(services.office.pack))):
        raise Refused("\n".join(faults))
    _listened(
        number,
        told,
        by,
        "voice.answered",
        services,
        said.voice_answered(services.office.pack.wording, told, own.strip()),
    )


def not_understood(number: int, by: str, services: Services) -> None:
    """Nobody could make out what was said: the resident is asked to say it again, or given the number to ring."""
    pack = services.office.pack
    _listened(number, "", by, "voice.unclear", services, said.voice_unclear(pack.wording, pack.bureau.phone))


def called(number: int, said_words: str, by: str, services: Services, *, by_phone: bool = True) -> int:
    """What was said goes on as a call: kept, and nothing is written to the resident, whom somebody rings.

    Where no number is known (not ``by_phone``) the sender stands on the list of call-backs without one; its id, else 0.
    """
    told, now = _told(said_words), services.now()
    with services.storage.work() as uow:
        voice = _waiting(number, uow)
        _note(voice, told, by, "voice.called", uow, now)
        line = 0 if by_phone else wait_on_wechat(voice.openid, told, by, uow, services)
        uow.commit()
    return line


def _listened(number: int, told: str, by: str, deed: str, services: Services, letter: said.Letter) -> None:
    now = services.now()
    with services.storage.work() as uow:
        voice = _waiting(number, uow)
        _note(voice, told, by, deed, uow, now)
        _queue(voice, notices.payload(letter), "", uow, now)
        uow.commit()


def _waiting(number: int, uow: UnitOfWork) -> Media:
    voice = uow.media.get(number)
    if voice is None or voice.kind != "voice" or not voice.hearing:
        raise KeyError(number)
    if voice.hearing != "waiting":
        raise AlreadyHeard(number)
    return voice


def _note(voice: Media, told: str, by: str, deed: str, uow: UnitOfWork, now: datetime) -> None:
    if not uow.media.listened(voice.id, by, now, told):
        raise AlreadyHeard(voice.id)
    uow.audit.record(by, deed, f"voice:{voice.id}", at=now)


def _queue(voice: Media, payload: Mapping[str, Any], what: str, uow: UnitOfWork, due_at: datetime) -> bool:
    """A chat message; False for who cannot be written to any longer and has to be rung, as the page says beforehand."""
    contact = uow.contacts.of(voice.openid)
    if contact is None or not contact.reachable(due_at):
        return False
    key, subject = f"heard:{voice.id}{what}", f"voice:{voice.id}"
    uow.letters.queue(key, "interactive", "contact", voice.openid, subject, payload, due_at)
    return True


def _told(said_words: str) -> str:
    told = said_words.strip()[:500]
    if not told:
        raise Refused(words.VOICE_EMPTY)
    return told
