"""Letters that money has come: given their words when they leave, and kept back from whoever is bound no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.usecases import words
from bot.usecases.arrival_picture import person_of
from bot.usecases.notices import payload
from dialogs import letters as said
from dialogs.letter_lines import NOT_ARRIVED
from dialogs.whose import sentence
from storage.letter_rows import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from storage.letter_rows import Letter
    from storage.uow import UnitOfWork


def filled(claimed: Sequence[Letter], uow: UnitOfWork, services: Services) -> list[Letter]:
    """The letters with their words: arrival letters are kept empty and say what the payment says when they leave.

    To a reader who looks after several people the taps under a letter say whose money it was.
    """
    bare = {letter.id: int(letter.subject.partition(":")[2]) for letter in claimed if _bare_arrival(letter)}
    payments = uow.payments.many(bare.values())
    people = uow.people.many({payment.person_id for payment in payments.values()})
    several = {
        openid
        for openid, ties in uow.contacts.many_ties({one.to_id for one in claimed if one.id in bare}).items()
        if len(ties) > 1
    }
    pack = services.office.pack
    ready: list[Letter] = []
    for letter in claimed:
        payment = payments.get(bare.get(letter.id, 0))
        if payment is not None:
            kind, name = pack.programmes.get(payment.programme), people[payment.person_id].name
            title = kind.name if kind else payment.programme
            told = payload(
                said.arrival(
                    pack.wording,
                    name,
                    title,
                    payment.period,
                    payment.amount,
                    payment.paid_on,
                    payment.account_tail,
                    payment.supplement,
                )
            )
            letter = replace(letter, payload=_of(name, told) if letter.to_id in several else told)
        ready.append(letter)
    return ready


def withheld(claimed: Sequence[Letter], uow: UnitOfWork, now: datetime) -> dict[int, Outcome]:
    """By letter id what becomes of those that must not go out: words of an arrival, and pictures of arrivals.

    Asked when letters leave and not when they are queued: whoever unties herself in between is told nothing more.
    """
    to_contacts = [letter for letter in claimed if letter.to_kind == "contact"]
    paid = [
        (letter, int(letter.subject.partition(":")[2]))
        for letter in to_contacts
        if letter.subject.startswith("payment:")
    ]
    readers = uow.arrivals.readers({payment_id for _, payment_id in paid})
    gone = [letter.id for letter, payment_id in paid if (payment_id, letter.to_id) not in readers]
    drawn = [(one, person_id) for one in to_contacts if (person_id := person_of(one.payload)) is not None]
    tied = uow.contacts.many_ties({letter.to_id for letter, _ in drawn})
    for letter, person_id in drawn:
        if person_id not in {tie.person_id for tie in tied.get(letter.to_id, ())}:
            gone.append(letter.id)
    return {letter_id: Outcome(letter_id, "refused", now, reason=words.UNTIED) for letter_id in gone}


def _of(name: str, kept: dict[str, Any]) -> dict[str, Any]:
    """The letter with what its taps send saying whose money it is: its reader looks after several people."""
    told = [
        one | {"send": sentence(name, one["send"])} if one["send"] == NOT_ARRIVED else one for one in kept["options"]
    ]
    return {**kept, "options": told}


def _bare_arrival(letter: Letter) -> bool:
    return not letter.payload and letter.subject.startswith("payment:")
