"""Who is calling, by the phone: persons of the register, what they receive, what they reported before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.clue_view import clue_row, promised, result_of
from bot.console.moments import minute
from bot.usecases.entitlement_views import views_of
from bot.usecases.tellers import tellers
from dialogs.say import say_day, say_full_day, say_money, say_period, what_came
from dialogs.scene import ResidentView
from knowledge.casework import OPEN_STATES, STATE_NAMES
from knowledge.identity import mask_name
from knowledge.shield import shielded
from storage.clue_lists import ClueFilter
from storage.clue_reporters import as_told

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from bot.console.call_sheet import Sheet
    from bot.console.names import Names
    from bot.services import Services
    from storage.clue_rows import Clue
    from storage.people import Person
    from storage.uow import UnitOfWork

_ARRIVALS = 3
_CLUES = 5
_CALLS = 3
_SAID = 6


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person registered under the phone. The name is masked until somebody says who is calling."""

    id: int
    name: str = field(repr=False)
    place: str
    receives: tuple[str, ...]
    """What is received since when, how much and on which day, and what was stopped when and why."""
    arrivals: tuple[str, ...] = field(repr=False)
    chosen: bool
    said: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The last of the talk on WeChat, as (who, words): only of who was chosen."""


@dataclass(frozen=True, slots=True)
class KnownClue:
    """An earlier matter of this phone, with what may be said about it."""

    no: str
    title: str = field(repr=False)
    name: str
    state: str
    open: bool
    opened: str
    says: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownCall:
    """An earlier call from this phone."""

    at: str
    about: str
    clue_no: str
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of a phone; ``mark`` changes when any of it does."""

    phone: str = field(default="", repr=False)
    people: tuple[KnownPerson, ...] = ()
    clues: tuple[KnownClue, ...] = ()
    calls: tuple[KnownCall, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything is known of the phone."""
        return bool(self.people or self.clues or self.calls)

    @property
    def chosen_name(self) -> str:
        """The name of who was said to be calling; empty while nobody was chosen."""
        return next((one.name for one in self.people if one.chosen), "")

    @property
    def mark(self) -> str:
        """Tells whether the page shows it already."""
        chosen = next((one.id for one in self.people if one.chosen), 0)
        counts = ":".join(str(len(some)) for some in (self.people, self.clues, self.calls))
        return f"{self.phone}:{counts}:{chosen}" if self.phone else ""


def phone_of(draft: Draft, sheet: Sheet) -> str:
    """The phone by which the caller is looked up: the one that rang, else the one that was told."""
    told = sheet.field("phone")
    return draft.phone or (str(sheet.slots.get("phone") or "") if told is not None and told.done else "")


def resident_of(draft: Draft, uow: UnitOfWork) -> ResidentView:
    """The caller as far as the call itself tells: the phone that rang, and who was chosen."""
    person = uow.people.get(draft.person_id) if draft.person_id else None
    if person is None:
        return ResidentView(phone=draft.phone)
    return ResidentView(name=person.name, phone=draft.phone or person.phone, place=person.place)


def caller_of(phone: str, draft: Draft, names: Names, uow: UnitOfWork, services: Services) -> Caller:
    """Everything known of that phone. Nothing of it may be shown without an entry in the log."""
    if not phone:
        return Caller()
    found = uow.people.by_phone(phone)
    clues = uow.clues.list(ClueFilter(words=phone), size=_CLUES).rows
    return Caller(
        phone,
        tuple(_person(one, draft.person_id == one.id, names, uow, services) for one in found),
        tuple(_clue(_as_asked(one, phone, uow), phone, names, services, rings=draft.phone == phone) for one in clues),
        tuple(
            KnownCall(minute(one.ended_at, services.now()), words.CALLS_ABOUT.get(one.flow, ""), one.clue_no, one.note)
            for one in uow.calls.by_phone(phone, _CALLS)
            if one.flow != "complaint"  # who knows a number must not find out that it complained
        ),
    )


def _person(person: Person, chosen: bool, names: Names, uow: UnitOfWork, services: Services) -> KnownPerson:
    programmes = services.office.pack.programmes
    paid = uow.payments.of_person(person.id, _ARRIVALS)
    entitled = views_of(person, uow, services.office)

    def called(key: str) -> str:
        return programmes[key].name if key in programmes else key

    return KnownPerson(
        id=person.id,
        name=person.name if chosen else mask_name(person.name),
        place=names.place(person.place),
        receives=tuple(words.entitled(one, say_full_day) for one in entitled) or tuple(map(called, person.programmes)),
        arrivals=tuple(
            f"{what} {say_period(one.period)} {say_money(one.amount)} {say_day(one.paid_on)}"
            for one in paid
            for what in [what_came(called(one.programme), one.supplement)]
        ),
        chosen=chosen,
        said=_said(person, uow) if chosen else (),
    )


def _said(person: Person, uow: UnitOfWork) -> tuple[tuple[str, str], ...]:
    lately = [one for contact in uow.contacts.bound_to(person.id) for one in uow.said.of(contact.openid, _SAID)]
    return tuple((one.who, one.text) for one in lately if one.text)[-_SAID:]


def _as_asked(clue: Clue, phone: str, uow: UnitOfWork) -> Clue:
    """The clue as whoever left that number told of it: her own number and day, where she was not the first."""
    teller = next((one for one in tellers(clue, uow) if one.phone == phone and not one.anonymous), None)
    return as_told(clue, teller) if teller else clue


def _clue(clue: Clue, phone: str, names: Names, services: Services, *, rings: bool) -> KnownClue:
    row = clue_row(clue, names, services.now())
    result, reason = result_of(clue)
    still_open = clue.state in OPEN_STATES
    day = promised(clue.promised_by) if still_open else ""
    state = next((name for key, name in STATE_NAMES.items() if key == clue.state), clue.state)
    said = words.progress(clue.state, row.owner_name, day, result, reason)
    if not rings:
        said = words.ASK_FOR_ALL
    if clue.urgency == "danger":
        said = words.ASK_WHO_FIRST
    if shielded(clue.slots) and clue.reporter_phone != phone:
        said = words.NOT_TO_TELL
    return KnownClue(
        no=clue.no,
        title=row.title,
        name=row.name,
        state=state,
        open=still_open,
        opened=minute(clue.opened_at, services.now()),
        says=said,
    )
