"""Who is a family, and what it receives, person by person, on one sheet; of who is not to be shown, only how many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.entitlement_views import views_of
from dialogs.say import say_full_day, say_money
from knowledge.casework import Refused
from knowledge.entitlementrows import READERS
from knowledge.identity import check_id_number, mask_name
from knowledge.paycells import BadCell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services import Services
    from dialogs.scene import EntitlementView
    from storage.people import Person
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class EntitlementRow:
    """One thing that a person receives, or received. Empty where nobody told us; never guessed."""

    programme: str
    title: str
    amount: str = field(default="", repr=False)
    of: str = ""
    since: str = ""
    pay_day: str = ""
    card: str = field(default="", repr=False)
    stopped: str = ""
    reason: str = field(default="", repr=False)
    decided: str = ""
    covered: str = ""
    """That the amount is for several of the household, where it is."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the family with what is received; ``call`` is who that is to the reader (妈妈), empty for nobody told."""

    person: Person = field(repr=False)
    rows: tuple[EntitlementRow, ...] = field(repr=False)
    call: str = ""


def members_of(people: Iterable[tuple[Person, str]], uow: UnitOfWork, services: Services) -> tuple[Member, ...]:
    """These people (each with who it is to the reader) with what each receives."""
    return tuple(Member(person, tuple(entitlements_of(person, uow, services)), call) for person, call in people)


def hidden_of(people: Iterable[Person], uow: UnitOfWork, services: Services) -> int:
    """How many others of their households receive something: a number, and nothing of whom or what."""
    others = uow.households.others(person.id for person in people)
    return sum(bool(views_of(one, uow, services.office)) for one in others)


def keep_household(id_number: str, key: str, by: str, services: Services) -> str:
    """Whose household one person belongs to, typed by a clerk; the masked name. An empty key takes it back.

    Raises ``Refused`` for a number that is none, a key that is none, and somebody the register does not know.
    """
    number = check_id_number(id_number)
    if number is None:
        raise Refused(words.ID_NUMBER_WRONG)
    try:
        household = READERS["household"](key) if key.strip() else ""
    except BadCell:
        raise Refused(words.HOUSEHOLD_WRONG) from None
    with services.storage.work() as uow:
        person = uow.people.by_id_number(number)
        if person is None:
            raise Refused(words.PERSON_UNKNOWN)
        uow.households.put(person.id, household, services.now())
        uow.audit.record(by, "entitlements.household", f"person:{person.id}", at=services.now())
        uow.commit()
    return mask_name(person.name)


def entitlements_of(person: Person, uow: UnitOfWork, services: Services) -> list[EntitlementRow]:
    """What this person receives, then what was stopped; what only the register names stands without figures."""
    views = views_of(person, uow, services.office)
    cards = {paid.programme: paid.account_tail for paid in reversed(uow.payments.of_person(person.id))}
    return [_entitlement(one, cards.get(one.programme, "")) for one in views]


def _entitlement(one: EntitlementView, tail: str) -> EntitlementRow:
    since = ""
    if one.since is not None:
        month = words.month_of(one.since.year, one.since.month)
        since = words.first_paid(month) if one.by_payments else words.since_month(month)
    amount = "" if one.amount is None else say_money(one.amount)
    of = words.LAST_PAID if one.by_payments else words.PER[one.per]
    return EntitlementRow(
        one.programme,
        one.title,
        amount,
        of if amount else "",
        since,
        one.pay_day,
        words.card_of(tail),
        say_full_day(one.stopped_on) if one.stopped_on else "",
        one.stop_reason,
        one.decided_by,
        words.covered(one.covered) if one.covered else "",
    )
