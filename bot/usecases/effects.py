"""What a turn wants done, done within its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.usecases import callbacks, clues, opinions, residents, words
from bot.usecases.callback_list import number_told
from dialogs.effects import (
    AddToClue,
    BindResident,
    CallHuman,
    CallWhen,
    DropCall,
    EraseMine,
    Forget,
    GiveFeedback,
    KeepConsent,
    KeepMedia,
    NoteUnanswered,
    OpenClue,
    RaiseDanger,
    RefuseBinding,
    RememberPlace,
    ReopenClue,
    SendMedia,
    ShowConsents,
    SpeakLanguage,
    Subscribe,
    UnbindResident,
)
from dialogs.outcomes import Bound, ClueAdded, ClueOpened, ClueReopened, Consented, ConsentsShown, Outcome
from knowledge import blotting
from storage.consents import KeptConsent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.services import Services
    from dialogs.effects import Effect
    from dialogs.message import Message
    from storage.picture import Picture
    from storage.uow import UnitOfWork


def perform(
    effects: Iterable[Effect], message: Message, sender: Picture, uow: UnitOfWork, services: Services, now: datetime
) -> tuple[Outcome, ...]:
    """Do every effect in order; the outcomes that the sender must be told in the same reply."""
    told: list[Outcome] = []
    no = ""
    for effect in effects:
        if isinstance(effect, KeepConsent):
            _consent(effect, no, message.sender, uow, now)
            continue
        no = effect.clue_no if isinstance(effect, GiveFeedback) else no
        outcome = _perform(effect, message, sender, uow, services, now)
        # What was consented to belongs to the clue that was opened with it.
        no = outcome.no if isinstance(outcome, ClueOpened) else no
        told += [outcome] if outcome is not None else []
    return tuple(told)


def _consent(given: KeepConsent, no: str, openid: str, uow: UnitOfWork, now: datetime) -> None:
    if given.kind == "erase":
        # Everything of this openid is gone; the record of deeds alone keeps that it was asked for, and in which words.
        uow.audit.record(f"contact:{openid}", "erase.consent", detail=f"{given.words}——{given.answer}", at=now)
        return
    uow.consents.keep(openid, KeptConsent(now, given.kind, no, given.words, given.answer, given.whose))


def _perform(
    effect: Effect, message: Message, sender: Picture, uow: UnitOfWork, services: Services, now: datetime
) -> Outcome | None:
    openid = message.sender
    who = f"contact:{openid}"
    match effect:
        case OpenClue():
            reporter = clues.Reporter(openid, sender.oneself)
            opened = clues.open_clue(effect, "wechat", who, uow, services, reporter=reporter)
            if not opened.clue.anonymous:
                number_told(openid, str(effect.slots.get("phone") or ""), uow, services)
            return clues.outcome(opened, uow)
        case AddToClue():
            clue, teller = clues.own(effect.clue_no, openid, uow)
            clues.add_to_clue(clue, effect.words, teller, who, uow, services, media_id=effect.media_id)
            return ClueAdded(teller.no)
        case ReopenClue():
            clue, teller = clues.own(effect.clue_no, openid, uow)
            clue = clues.reopen(clue, effect.words, teller, who, uow, services)
            return ClueReopened(teller.no, clue.promised_by or now.date())
        case CallHuman():
            _call_human(effect, message, sender, uow, services)
            return None
        case CallWhen():
            callbacks.suits(clues.own(effect.clue_no, openid, uow)[0], effect.when, who, uow, services)
            return None
        case DropCall():
            callbacks.drop(clues.own(effect.clue_no, openid, uow)[0], who, uow, services)
            return None
        case KeepMedia():
            uow.media.want(effect.media_id, openid, effect.kind, now, to_be_heard=effect.to_be_heard)
            return None
        case SendMedia():
            _send_media(effect, message, uow, now)
            return None
        case SpeakLanguage():
            uow.contacts.speak(openid, effect.language)
            return None
        case RaiseDanger():
            told = {"trouble": effect.words, "danger": effect.danger, "subject": effect.subject}
            slots = {**told, "place": sender.contact.place}
            request = OpenClue({key: value for key, value in slots.items() if value}, "danger", "danger")
            clues.open_clue(request, "wechat", who, uow, services, reporter=clues.Reporter(openid, sender.oneself))
            return None
        case BindResident():
            bound = residents.bind(openid, effect, uow, services, now)
            if isinstance(bound, Bound) and not effect.agent_of:
                number_told(openid, effect.phone, uow, services)
            return bound
        case UnbindResident():
            residents.unbind(openid, uow, now, effect.person_id)
            return None
        case RefuseBinding():
            residents.too_many(openid, uow, services, now)
            return None
        case RememberPlace():
            uow.contacts.place(openid, effect.code)
            return None
        case ShowConsents():
            kept = uow.consents.of(openid)
            return ConsentsShown(tuple(Consented(one.at, one.kind, one.answer, one.whose) for one in kept))
        case KeepConsent():
            return None
        case Subscribe():
            uow.contacts.subscribe(openid, effect.topic, effect.wanted)
            return None
        case NoteUnanswered():
            uow.questions.note(blotting.kept(effect.words), effect.intent, effect.programme, now, openid)
            return None
        case EraseMine():
            residents.erase(openid, uow, now)
            return None
        case GiveFeedback():
            opinions.give(effect, openid, uow, now)
            return None
        case Forget():
            residents.forget(openid, uow, now)
            return None
        case _:
            assert_never(effect)


def _send_media(effect: SendMedia, message: Message, uow: UnitOfWork, now: datetime) -> None:
    payload = {"media": {"kind": effect.kind, "ref": effect.ref}, "text": words.MEDIA_NOT_SENT}
    key = f"media:{message.key}:{effect.ref}"
    uow.letters.queue(key, "interactive", "contact", message.sender, "reply", payload, now)


def _call_human(effect: CallHuman, message: Message, sender: Picture, uow: UnitOfWork, services: Services) -> None:
    slots = {"trouble": effect.why, "phone": effect.phone, "place": sender.contact.place}
    request = OpenClue({key: value for key, value in slots.items() if value}, kind="callback")
    reporter = clues.Reporter(message.sender, sender.oneself)
    clues.open_clue(request, "wechat", f"contact:{message.sender}", uow, services, reporter=reporter)
