"""Standards and entitlements as the residents' pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.public import words
from bot.usecases.scene import payment_view
from dialogs.say import called, local_day, say_amount, say_full_day, say_money, say_period

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.programmes import Programme
    from knowledge.standards import Standard
    from storage.payment_rows import Payment
    from storage.people import Person


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One amount in force with the document that sets it."""

    name: str
    amount: str
    place: str
    since: str
    paper: str
    title: str
    mark: str
    note: str
    coming: bool = False


@dataclass(frozen=True, slots=True)
class EntitlementRow:
    """One thing that a person receives, or received. Empty where nobody told us; never guessed."""

    programme: str
    title: str
    amount: str = field(repr=False)
    of: str = ""
    since: str = ""
    pay_day: str = ""
    card: str = field(default="", repr=False)
    stopped: str = ""
    reason: str = field(default="", repr=False)


def standards_at(programme: Programme, place: str, services: Services) -> list[StandardRow]:
    """The amounts of a programme in force at a place today, and those announced for later."""
    office, today = services.office, local_day(services.now())
    every = office.pack.standards
    now = every.in_force(programme.key, place, today)
    later = every.coming(programme.key, place, today)
    return [_standard(row, services, coming=row in later) for row in (*now, *later)]


def _standard(row: Standard, services: Services, *, coming: bool) -> StandardRow:
    until = words.until(say_full_day(row.effective_to)) if row.effective_to else ""
    # A guide that tells an amount and not from when: the first day of its month would be our invention.
    dated = bool(row.doc_no) or len(row.source.effective_from) == len("2026-01-01")
    return StandardRow(
        row.name,
        say_amount(row),
        services.office.places.full_name(row.region) if row.region else words.NATION,
        (words.since(say_full_day(row.effective_from)) if dated else words.NO_DAY) + until,
        row.doc_no,
        row.source.title,
        words.MARKS.get("sample" if services.office.pack.sample else row.review, ""),
        row.note,
        coming,
    )


def entitlements_of(person: Person, payments: tuple[Payment, ...], services: Services) -> list[EntitlementRow]:
    """What the register says this person receives, with the latest payment of each."""
    found = []
    for key in person.programmes:
        last = next((paid for paid in payments if paid.programme == key), None)
        programme = services.office.pack.programmes.get(key)
        view = payment_view(last, services) if last else None
        found.append(
            EntitlementRow(
                key,
                called(programme) if programme else key,
                say_money(view.amount) if view else "",
                words.last_of(say_period(view.period)) if view else "",
                pay_day=pay_day_of(key, services),
                card=words.card(view.account_tail) if view else "",
            )
        )
    return found


def pay_day_of(programme: str, services: Services) -> str:
    """By which day of the month it is paid, where a document of this bureau says so; else empty."""
    every = services.office.pack.rulebook.paydays
    return next((words.pay_day(one.day) for one in every if one.key == programme and one.day), "")
