"""A clue as a page shows it: in words, and with names and numbers masked unless they were revealed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.console import words
from bot.console.moments import due, left, minute
from bot.usecases.clocks import from_json
from dialogs.say import say_day
from knowledge.casework import OPEN_STATES, RESULTS
from knowledge.deadlines import unmet
from knowledge.identity import mask_id, mask_name, mask_phone
from knowledge.routing import KIND_NAMES
from knowledge.shield import kept_from, shielded, without_teller
from storage.clue_reporters import first_reporter

if TYPE_CHECKING:
    from bot.console.names import Names
    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue, ClueEvent

_TRUSTED = frozenset({"county", "admin"})
"""Who may know who complained under a name: nobody in the village or township, and no operator."""


@dataclass(frozen=True, slots=True)
class ClockView:
    """One deadline with why it is that day."""

    name: str
    due: str
    left: str
    late: bool
    explain: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class ClueRow:
    """One line of a list. Nothing in here identifies the person."""

    no: str
    version: int
    kind_name: str
    state: str
    urgency: str
    urgency_name: str
    title: str = field(repr=False)
    name: str
    place: str
    place_name: str
    owner_id: int | None
    owner_name: str
    owner_title: str
    opened: str
    due: str
    left: str
    late: bool
    soon: bool


def clue_row(clue: Clue, names: Names, now: datetime) -> ClueRow:
    """The clue as a line of a list."""
    owner, title = names.staff(clue.owner_id)
    open_now = clue.state in OPEN_STATES
    how_long, late, soon = left(clue.due_at if open_now else None, now, names.office.calendar)
    return ClueRow(
        no=clue.no,
        version=clue.version,
        kind_name=KIND_NAMES.get(clue.kind, clue.kind),
        state=clue.state,
        urgency=clue.urgency,
        urgency_name=words.URGENCIES.get(clue.urgency, clue.urgency),
        title=hidden(clue.title or clue.words, clue),
        name=mask_name(clue.subject_name),
        place=clue.place,
        place_name=names.place(clue.place),
        owner_id=clue.owner_id,
        owner_name=owner,
        owner_title=title,
        opened=minute(clue.opened_at, now),
        due=due(clue.due_at) if open_now else "",
        left=how_long,
        late=late,
        soon=soon,
    )


@dataclass(frozen=True, slots=True)
class OtherTeller:
    """Somebody else who told of it, as far as the reader may know her."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    shielded: bool = False


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Whom the clue is about and who told it; as they are when ``shown``, else masked."""

    no: str
    shown: bool
    name: str = field(repr=False)
    phone: str = field(repr=False)
    id_number: str = field(repr=False)
    place_name: str
    address: str = field(repr=False)
    source_name: str
    opened: str
    reporter_name: str = field(default="", repr=False)
    reporter_phone: str = field(default="", repr=False)
    anonymous: bool = False
    secret: bool = False
    shielded: bool = False
    """Told of somebody else: neither that person nor the village may hear who told it."""
    helper: str = field(default="", repr=False)
    latitude: str = ""
    longitude: str = ""
    whose: str = ""
    """Whose words stand on the clue."""
    others: tuple[OtherTeller, ...] = field(default=(), repr=False)
    """Further people who told of it; of those whom the reader may not know only the number is in ``more``."""
    more: int = 0


def people_view(
    clue: Clue, names: Names, now: datetime, role: str, others: Sequence[ClueReporter] = (), *, shown: bool = False
) -> PeopleView:
    """The people of a clue, for somebody of that role; ``others`` told of it after the first.

    Who reported anonymously is shown to nobody, who complained under a name only to those who look into it.
    """
    secret = clue.anonymous or (clue.kind == "complaint" and role not in _TRUSTED) or kept_from(clue.slots, role)
    helper = str(clue.slots.get("helper", ""))

    def see(mask: Callable[[str], str], value: str) -> str:
        return value if shown or not value else mask(value)

    return PeopleView(
        no=clue.no,
        shown=shown,
        name=see(mask_name, clue.subject_name),
        phone=see(mask_phone, clue.subject_phone),
        id_number=see(mask_id, clue.subject_id_number),
        place_name=names.place(clue.place),
        address=see(words.hide_address, _below_place(str(clue.slots.get("address", "")), clue.place, names)),
        source_name=names.source(clue.source),
        opened=minute(clue.opened_at, now),
        reporter_name="" if secret else see(mask_name, clue.reporter_name),
        reporter_phone="" if secret else see(mask_phone, clue.reporter_phone),
        anonymous=clue.anonymous,
        secret=secret,
        shielded=shielded(clue.slots),
        whose=words.whose_words(clue.source, clue.kind, str(clue.slots.get("subject", ""))),
        helper=helper if shown else words.hide_numbers(helper),
        latitude=str(clue.slots.get("latitude", "")) if shown else "",
        longitude=str(clue.slots.get("longitude", "")) if shown else "",
        others=tuple(
            OtherTeller(see(mask_name, one.name), see(mask_phone, one.phone), one.shielded)
            for one in others
            if not unknown_to(one, clue, role) and (one.name or one.phone)
        ),
        more=len(others),
    )


def unknown_to(teller: ClueReporter, clue: Clue, role: str) -> bool:
    """Whether somebody of that role may not know who told it."""
    secret = clue.kind == "complaint" and role not in _TRUSTED
    return teller.anonymous or secret or kept_from(teller.slots, role)


def _below_place(address: str, place: str, names: Names) -> str:
    """The address without the place that is said beside it; 北张村委会旁 and the like stay whole."""
    for division in names.office.places.path(place) if place else ():
        rest = address.removeprefix(division.spoken)
        if not rest.startswith(words.PART_OF_NAME):
            address = rest.lstrip(words.PAUSES)
    return address


def hidden(
    text: str, clue: Clue, role: str = "", others: Sequence[ClueReporter] = (), teller: ClueReporter | None = None
) -> str:
    """Words with the names and numbers of the people in them masked; of who complained nothing at all is left.

    For a role of the village also the clauses by which whoever tells of others says who she is: the ``teller`` whose
    words they are, or the first; and the names of all whom the village may not know.
    """
    first = first_reporter(clue)
    if kept_from((teller or first).slots, role):
        text = without_teller(text, ((teller or first).name, (teller or first).phone))
    for one in (first, *others):
        if kept_from(one.slots, role):
            for said in {one.name, one.phone} - {""}:
                text = text.replace(said, words.RESIDENT)
    if clue.kind == "complaint":
        for said in {clue.reporter_name, clue.reporter_phone} - {""}:
            text = text.replace(said, words.RESIDENT)
    for name in {clue.subject_name, clue.reporter_name, *(one.name for one in others)} - {""}:
        text = text.replace(name, mask_name(name))
    for number in {clue.subject_phone, clue.reporter_phone, *(one.phone for one in others)} - {""}:
        text = text.replace(number, mask_phone(number))
    if clue.subject_id_number:
        text = text.replace(clue.subject_id_number, mask_id(clue.subject_id_number))
    return words.hide_numbers(text)


def facts(
    clue: Clue, labels: Mapping[str, Callable[[Any], tuple[str, str]]], role: str = ""
) -> tuple[tuple[str, str], ...]:
    """What was answered besides who and where, as (label, words), for somebody of that role."""
    said = [labels[name](value) for name, value in clue.slots.items() if name in labels]
    return tuple((label, hidden(value, clue, role)) for label, value in said if label and value)


def clock_views(clue: Clue, names: Names, now: datetime, done: Iterable[str]) -> tuple[ClockView, ...]:
    """Every deadline of the clue, as it was computed when it began; ``done`` are the actions taken so far."""
    waiting = {clock.key for clock in unmet(from_json(clue.clocks), clue.state, done)}
    views = []
    for clock in from_json(clue.clocks):
        how_long, late, _ = (
            left(clock.due_at, now, names.office.calendar) if clock.key in waiting else ("", False, False)
        )
        if clock.key not in waiting:
            how_long = words.CLOCK_MET
        views.append(ClockView(clock.name, due(clock.due_at), how_long, late, clock.explain, clock.provisional))
    return tuple(views)


def result_of(clue: Clue) -> tuple[str, str]:
    """Result kind in words, and its reason; empty before there is one."""
    known = {str(kind): name for kind, name in RESULTS.items()}
    return known.get(clue.result, ""), clue.reason


def promised(day: date | None) -> str:
    """12月10日（周四）前; empty where nothing was promised."""
    return words.before(say_day(day)) if day else ""


def pictures_of(clue: Clue, history: Sequence[ClueEvent]) -> tuple[str, ...]:
    """The media ids of a clue in the order they came: with the request, then with what was added later."""
    later = [media_id for event in history for media_id in event.facts.get("media_ids", ())]
    return tuple(dict.fromkeys((*clue.media_ids, *later)))
