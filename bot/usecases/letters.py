"""Letters leave: claimed and committed first, sent with no transaction open, their outcomes stored together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, assert_never

import structlog

from bot.services import SendError
from bot.usecases import letter_choices, notices, permitted, words
from bot.usecases.arrival_letters import filled, withheld
from bot.usecases.hours import next_morning, wake_up
from bot.usecases.phones import phones_of
from bot.usecases.standard_notices import filled_notices
from storage.letter_rows import LANES, Lane, Letter, Outcome

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.talk import Talk
    from storage.contact_rows import Contact
    from storage.uow import UnitOfWork

log = structlog.get_logger()

LEASE = timedelta(minutes=5)
"""How long a claimed letter is nobody else's; after a crash it falls due again by itself."""
RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
_AWAKE_LANES: frozenset[Lane] = frozenset({"urgent", "interactive"})


@dataclass(frozen=True, slots=True)
class _Sent:
    """What sending one letter came to, and what has to be noted about the contact because of it."""

    outcome: Outcome
    by_person: bool = False
    spent: int = 0
    error: SendError | None = None

    @property
    def left(self) -> bool:
        """Whether the contact follows no longer."""
        return self.error is not None and self.error.kind == "unsubscribed"

    @property
    def closed(self) -> bool:
        """Whether the platform itself (not our own count) said that nothing more may be sent for now."""
        return self.error is not None and self.error.kind in ("window_closed", "quota_user") and self.error.code != 0

    @property
    def template(self) -> str:
        """The template that the contact refused; empty for none."""
        return self.error.hint if self.error is not None and self.error.kind == "user_refused" else ""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A letter with all it says, the contact it goes to, and that contact's talk where the letter offers a choice."""

    letter: Letter
    contact: Contact | None
    talk: Talk | None


def deliver_letters(services: Services, lanes: Sequence[Lane] = LANES, limit: int = 100) -> int:
    """Send letters that are due, urgent lanes first; how many were taken in hand.

    Quiet hours hold back all but urgent letters and answers to people who are awake. A letter ends as handed over,
    refused or failed with its reason, or stays queued for a later try; one that ends badly becomes a task for a person.
    """
    now = services.now()
    if wake_up(now, services) is not None:
        lanes = [lane for lane in lanes if lane in _AWAKE_LANES]
    with services.storage.work() as uow:
        claimed = uow.letters.claim(now, limit, LEASE, lanes) if lanes else ()
        if not claimed:
            return 0
        kept_back = withheld(claimed, uow, now)
        uow.letters.settle(kept_back.values())
        ready = _addressed([letter for letter in claimed if letter.id not in kept_back], uow, services)
        uow.commit()
    results: list[_Sent] = []
    stopped: SendError | None = None
    for one in ready:
        if stopped is not None:
            results.append(_postponed(one.letter, stopped, services))
            continue
        result, error = _send(one.letter, one.contact, services)
        results.append(result)
        if error is not None and error.kind in ("quota_day", "quota_minute", "config", "permission", "token"):
            stopped = error  # the account's trouble, not the letter's: the others would only meet it too
    _settle(ready, results, services)
    return len(claimed)


def _addressed(claimed: Sequence[Letter], uow: UnitOfWork, services: Services) -> list[_Ready]:
    """Each letter ready to be sent; everything is read before anything is sent."""
    phones = phones_of(claimed, uow) if services.settings.sms_ready else {}
    to_staff = any(letter.to_kind == "staff" for letter in claimed)
    members = {str(one.id): one for one in uow.staff.directory().members if one.active} if to_staff else {}
    openids = {letter.id: letter.to_id for letter in claimed if letter.to_kind == "contact"}
    openids |= {one.id: members[one.to_id].openid for one in claimed if one.to_kind == "staff" and one.to_id in members}
    contacts = uow.contacts.many({openid for openid in openids.values() if openid})
    full = filled_notices(filled(claimed, uow, services), uow, services)
    full = permitted.allowed(full, uow, services)
    talks = letter_choices.talks_of(full, contacts, uow, services.now())
    ready: list[_Ready] = []
    for letter in full:
        in_charge = members.get(letter.to_id) if letter.to_kind == "staff" else None
        phone = in_charge.phone if in_charge else phones.get(letter.id, "")
        talk = talks.get(letter.to_id) if letter.to_kind == "contact" else None
        letter = letter_choices.rendered(letter, talk)
        letter = replace(letter, payload={**letter.payload, "phone": phone}) if phone else letter
        ready.append(_Ready(letter, contacts.get(openids.get(letter.id, "")), talk))
    return ready


def _send(letter: Letter, contact: Contact | None, services: Services) -> tuple[_Sent, SendError | None]:
    try:
        handed = services.sender.send(letter, contact)
    except SendError as error:
        return _after_error(letter, error, services), error
    except Exception as error:
        # A fault of ours in one letter must not hold up the others.
        log.exception("letter failed", letter=letter.id, error=type(error).__name__)
        return _later(letter, type(error).__name__, services), None
    outcome = Outcome(letter.id, "handed", services.now(), channel=handed.channel, msgid=handed.msgid)
    spent = handed.messages if handed.channel == "custom" else 0
    return _Sent(outcome, spent=spent, error=handed.refusal), None


def _after_error(letter: Letter, error: SendError, services: Services) -> _Sent:
    now, why = services.now(), str(error)
    match error.kind:
        case "duplicate":
            return _Sent(Outcome(letter.id, "handed", now, reason=why))
        case "retryable" | "token" | "quota_minute" | "config" | "permission":
            return _later(letter, why, services, error.retry_after, patient=error.kind in ("config", "permission"))
        case "quota_day":
            return _Sent(_queued(letter, next_morning(now, services), why))
        case "unknown_outcome" if error.permanent:
            # This channel does not know a letter that comes again: somebody asks instead of sending it twice.
            return _Sent(Outcome(letter.id, "failed", now, reason=words.NOT_SENT_UNKNOWN), by_person=True)
        case "unknown_outcome":
            # Safe to repeat only where the platform knows the letter's key; an answer in a chat is not told twice.
            if letter.lane == "interactive" or letter.tries > 1:
                return _Sent(Outcome(letter.id, "handed", now, reason=words.NOT_SENT_UNKNOWN))
            return _Sent(_queued(letter, now + RETRIES[0], why))
        case "window_closed" | "quota_user":
            return _Sent(Outcome(letter.id, "failed", now, reason=why), by_person=True, error=error)
        case "unsubscribed":
            return _Sent(Outcome(letter.id, "refused", now, reason=why), by_person=True, error=error)
        case "user_refused":
            return _Sent(Outcome(letter.id, "refused", now, reason=why), by_person=True, error=error)
        case "permanent":
            return _Sent(Outcome(letter.id, "failed", now, reason=why), by_person=True)
        case _:
            assert_never(error.kind)


def _later(letter: Letter, why: str, services: Services, after: float | None = None, *, patient: bool = False) -> _Sent:
    now = services.now()
    if letter.tries > len(RETRIES) and not patient:
        return _Sent(Outcome(letter.id, "failed", now, reason=why), by_person=True)
    wait = timedelta(seconds=after) if after else RETRIES[min(letter.tries, len(RETRIES)) - 1]
    return _Sent(_queued(letter, now + wait, why))


def _postponed(letter: Letter, error: SendError, services: Services) -> _Sent:
    now = services.now()
    if error.kind == "quota_day":
        return _Sent(_queued(letter, next_morning(now, services), str(error)))
    wait = timedelta(seconds=error.retry_after) if error.retry_after else RETRIES[0]
    return _Sent(_queued(letter, now + wait, str(error)))


def _queued(letter: Letter, due_at: datetime, why: str) -> Outcome:
    return Outcome(letter.id, "queued", due_at, reason=why, tries=letter.tries)


def _settle(ready: Sequence[_Ready], results: Sequence[_Sent], services: Services) -> None:
    with services.storage.work() as uow:
        uow.letters.settle(result.outcome for result in results)
        for one, result in zip(ready, results, strict=True):
            if one.contact is not None:
                _note(one.contact, result, uow)
            if result.outcome.channel == "notice":
                permitted.spent(one.letter, result.outcome.at, uow, services)
            if result.by_person:
                notices.by_person(one.letter, uow, services)
        shown = ((one.letter, one.talk) for one, result in zip(ready, results, strict=True) if result.spent)
        letter_choices.remember(shown, uow, services.now())
        uow.commit()


def _note(contact: Contact, result: _Sent, uow: UnitOfWork) -> None:
    """Remember what sending told about the contact."""
    if result.spent:
        uow.contacts.spend(contact.openid, result.spent)
    if result.left:
        uow.contacts.unfollow(contact.openid)
    if result.closed:
        uow.contacts.close_window(contact.openid, contact.window_until)
    if result.template:
        uow.contacts.refuse(contact.openid, result.template, result.outcome.at)


def told_by_person(letter_id: int, by: str, services: Services) -> None:
    """Somebody told it by phone or at the door; recorded with who."""
    now = services.now()
    with services.storage.work() as uow:
        letter = uow.letters.get(letter_id)
        if letter is None:
            raise KeyError(letter_id)
        uow.letters.told(letter_id, by, now)
        uow.audit.record(by, "letter.told", letter.subject, at=now)
        uow.commit()


def retry_letter(letter_id: int, by: str, services: Services) -> None:
    """Try a failed or refused letter again, on somebody's order."""
    now = services.now()
    with services.storage.work() as uow:
        uow.letters.requeue(letter_id, now)
        uow.audit.record(by, "letter.retry", f"letter:{letter_id}", at=now)
        uow.commit()
