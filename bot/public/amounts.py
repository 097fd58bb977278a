"""Standards and entitlements as the residents' pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.public import words
from bot.usecases.entitlement_views import views_of
from dialogs.say import local_day, say_amount, say_full_day, say_money

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.scene import EntitlementView
    from knowledge.programmes import Programme
    from knowledge.standards import Standard
    from storage.people import Person
    from storage.uow import UnitOfWork


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
    amount: str = field(default="", repr=False)
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


def entitlements_of(person: Person, uow: UnitOfWork, services: Services) -> list[EntitlementRow]:
    """What this person receives, then what was stopped; what only the register names stands without figures."""
    office = services.office
    views = views_of(person.id, uow, office)
    cards = {paid.programme: paid.account_tail for paid in reversed(uow.payments.of_person(person.id))}
    rows = [_entitlement(one, cards.get(one.programme, "")) for one in views]
    known = {one.programme for one in views}
    named = [office.pack.programmes[key] for key in person.programmes if key in office.pack.programmes]
    return [*rows, *(EntitlementRow(one.key, one.name) for one in named if one.key not in known)]


def _entitlement(one: EntitlementView, tail: str) -> EntitlementRow:
    since = ""
    if one.since is not None:
        month = words.month(one.since.year, one.since.month)
        since = words.first_paid(month) if one.by_payments else words.since(month)
    amount = "" if one.amount is None else say_money(one.amount)
    of = words.LAST_PAID if one.by_payments else words.PER[one.per]
    return EntitlementRow(
        one.programme,
        one.title,
        amount,
        of if amount else "",
        since,
        one.pay_day,
        words.card(tail),
        say_full_day(one.stopped_on) if one.stopped_on else "",
        one.stop_reason,
    )
