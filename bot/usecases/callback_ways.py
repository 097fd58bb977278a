"""Other ways than ringing to who waits for a call: in writing on WeChat, by text message, by what was heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from bot.usecases import notices, words
from bot.usecases.callback_list import first_try, joined, next_try
from bot.usecases.callbacks import ENOUGH, note_on_clue, visitor_for
from bot.usecases.clues import Reporter, open_clue, route_for
from dialogs import called_back
from dialogs.effects import OpenClue
from dialogs.letters import Letter
from dialogs.scene import Scene
from knowledge.casework import OPEN_STATES, Refused
from knowledge.identity import check_phone
from knowledge.lessoncheck import faults_of_answer, known_numbers
from storage.clue_rows import NewEvent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from storage.callbacks import Callback, Outcome
    from storage.letter_rows import Letter as Sent
    from storage.uow import UnitOfWork

WeChatState = Literal["open", "closed", "gone", "never"]
"""Whether words pass now: the window is open, is closed until the resident speaks, unfollowed, never was on WeChat."""
_MOMENT = re.compile(words.MOMENTS)
_MOBILE = re.compile(r"1[3-9]\d{9}")


def wechat_state(seen: Callback, uow: UnitOfWork, now: datetime) -> WeChatState:
    """Whether this person can be written to on WeChat now, and why not."""
    contact = uow.contacts.of(seen.openid) if seen.openid else None
    if contact is None or not contact.followed:
        return "gone" if seen.origin == "wechat" else "never"
    return "open" if contact.reachable(now) else "closed"


def wait_on_wechat(openid: str, told: str, by: str, uow: UnitOfWork, services: Services) -> int:
    """Put a WeChat user whose number nobody knows on the list, with a clue; the id of the line, maybe an old one.

    For who only sends voices: somebody listened and found that it needs to be talked about.
    """
    open_clue(OpenClue({"trouble": told}, kind="callback"), "wechat", by, uow, services, reporter=Reporter(openid))
    held = uow.callbacks.waiting_of(openid)
    return held.id if held else 0


def write(seen: Callback, said: str, by: str, services: Services, *, ends: bool) -> None:
    """Write to the person on WeChat; with ``ends`` that is the answer, and the call-back is done with its clue.

    Raises ``Refused`` for no words, for a number of no document, and where WeChat takes nothing now;
    ``StaleCallback`` when somebody else was quicker.
    """
    told, now = said.strip()[:500], services.now()
    if sum(one.isalnum() for one in told) < 2:
        raise Refused(words.WRITE_WHAT)
    scene = Scene(office=services.office, now=now)
    with services.storage.work() as uow:
        if wechat_state(seen, uow, now) != "open":
            raise Refused(words.NOT_ON_WECHAT)
        visitor = visitor_for(seen, uow, services)
        known = known_numbers(services.office.pack) | ({visitor.phone} if visitor else set())
        if faults := tuple(faults_of_answer(_MOMENT.sub("", told), "", known)):
            raise Refused("\n".join(faults))
        outcome: Outcome = "answered" if ends else "written"
        reply = called_back.answered(told, seen.clue_no, scene) if ends else called_back.written(told, scene)
        uow.callbacks.tried(seen, outcome, told, by, now, now if ends else next_try(now, services))
        subject = f"callback:{seen.id}"
        key = f"{subject}:write:{len(uow.letters.of(subject)) + 1}"
        uow.letters.queue(key, "interactive", "contact", seen.openid, subject, notices.payload(Letter(reply)), now)
        note_on_clue(seen, outcome, told, by, uow, services)
        uow.audit.record(by, f"callback.{outcome}", subject, at=now)
        uow.commit()


def learn(seen: Callback, phone: str, place: str, by: str, services: Services) -> None:
    """Keep the number or the place that was heard in what the person said; with a number it is an ordinary call-back.

    Another line that waits with the same number is the same person: it becomes one. Raises ``Refused`` for a number
    that cannot be dialled, a place that is not sure, and for nothing at all.
    """
    number = check_phone(phone) if phone.strip() else ""
    if phone.strip() and not number:
        raise Refused(words.CALLBACK_PHONE)
    if not number and not place.strip():
        raise Refused(words.NUMBER_OR_PLACE)
    code, now = place_of(place, services) if place.strip() else "", services.now()
    with services.storage.work() as uow:
        changes: dict[str, object] = {"place": code} if code else {}
        if number:
            other = uow.callbacks.waiting_for(number)
            changes |= {"phone": number, "next_at": first_try(now, services)}
            if other is not None and other.id != seen.id:
                changes["why"] = joined(seen.why, other.why)
                uow.callbacks.tried(other, "dropped", words.SAME_PERSON, by, now, now)
        uow.callbacks.change(seen.id, **changes)
        _learnt_on_clue(seen, number or "", code, by, uow, services)
        uow.audit.record(by, "callback.learn", f"callback:{seen.id}", at=now)
        uow.commit()


def place_of(said: str, services: Services) -> str:
    """The code of a place as it was heard; ``Refused`` where it is none of ours, or more than one."""
    office = services.office
    found = office.places.resolve(said.strip()[:80], home=office.pack.division, asked=True)
    if found.code and not found.outside:
        return found.code
    names = "、".join(office.places.full_name(one) for one in found.candidates[:4])
    raise Refused(words.PLACE_MANY.format(places=names) if names else words.PLACE_NOT_SURE)


def may_text(seen: Callback, services: Services) -> bool:
    """Whether a text message is a way: it is configured, the number is a mobile one, and ringing was in vain."""
    rung = seen.state == "waiting" and seen.tries >= ENOUGH
    return services.settings.sms_ready and rung and _MOBILE.fullmatch(seen.phone) is not None


def send_text(seen: Callback, by: str, services: Services) -> bool:
    """Send the text message, once for a number ever; False when it was sent before. Raises ``Refused`` for no way."""
    if not may_text(seen, services):
        raise Refused(words.TEXT_NOT_HERE)
    now = services.now()
    said = called_back.text_message(Scene(office=services.office, now=now))
    with services.storage.work() as uow:
        # To nobody of WeChat: the first rung of the ladder is closed, so it leaves as a text message or not at all.
        payload = {"text": said, "phone": seen.phone}
        key, subject = text_key(seen), f"callback:{seen.id}"
        new = uow.letters.queue(key, "interactive", "phone", str(seen.id), subject, payload, now)
        if new:
            uow.audit.record(by, "callback.text", subject, at=now)
        uow.commit()
    return new


def text_key(seen: Callback) -> str:
    """The permanent key of the text message to this number."""
    return f"callback:{seen.id}:text:{seen.phone[-4:]}"


def letters_of(seen: Callback, uow: UnitOfWork) -> tuple[Sent, ...]:
    """All that was written to this person about the call, first to last."""
    return tuple(sorted(uow.letters.of(f"callback:{seen.id}"), key=lambda one: one.id))


def _learnt_on_clue(seen: Callback, number: str, code: str, by: str, uow: UnitOfWork, services: Services) -> None:
    clue = uow.clues.by_no(seen.clue_no) if seen.clue_no else None
    if clue is None or clue.state not in OPEN_STATES:
        return
    said = [words.NUMBER_LEARNT] if number else []
    changes: dict[str, object] = {"reporter_phone": number} if number else {}
    if code:
        place = services.office.places.full_name(code)
        said.append(words.PLACE_LEARNT.format(place=place))
        changes["place"] = code
        if clue.vacancy or not clue.owner_id:
            found = route_for(code, clue.kind, clue.urgency, uow, services)
            changes |= {"owner_id": found.owner.id if found.owner else None, "vacancy": found.vacancy}
    event = NewEvent(services.now(), by, "note", "".join(said))
    uow.clues.move(clue.no, clue.version, clue.state, event, **changes)
