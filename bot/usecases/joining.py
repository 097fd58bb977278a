"""What is told again of one person: which open clue it belongs to, and how it is added there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.usecases import clocks, notices, words
from bot.usecases.callback_list import said_again
from bot.usecases.owners import answerable, route_for
from bot.usecases.reports import is_same, linkable, similar
from bot.usecases.tellers import tellers
from dialogs import alerts
from dialogs.say import local_day
from knowledge.deadlines import promised_by
from knowledge.sameperson import WITHIN, Person, is_certain, may_join
from knowledge.shield import joined, shielded
from storage.clue_reporters import ClueReporter, as_told, first_reporter
from storage.clue_rows import Clue, NewEvent

if TYPE_CHECKING:
    from bot.services import Services
    from bot.usecases.reports import Reporter
    from knowledge.routing import StaffMember
    from storage.uow import UnitOfWork

_RANK: Mapping[str, int] = MappingProxyType({"normal": 0, "urgent": 1, "danger": 2})
_OF_HER = frozenset(
    {
        "hardship",
        "age",
        "people",
        "disability_level",
        "programme",
        "address",
        "latitude",
        "longitude",
        "since",
        "willing",
        "able",
        "helper",
    }
)
"""Answers that tell of the person in need, whoever gives them; the others are the teller's own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A clue that was opened, or the open one it joined (``known``), with who answers for it.

    ``teller`` is whose telling it is, with the number she is given; ``joined`` when others told of it before her.
    """

    clue: Clue
    owner: StaffMember | None
    teller: ClueReporter
    known: bool = False
    joined: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An open clue about what is told; ``teller`` is who told it before and tells it again, None for somebody new."""

    clue: Clue
    teller: ClueReporter | None = field(repr=False)


def match(
    told: Mapping[str, Any], reporter: Reporter, likely: Sequence[Clue], uow: UnitOfWork, now: datetime
) -> Match | None:
    """The open clue it belongs to without anybody looking: the same teller's, or certainly of the same person."""
    further = uow.reporters.of(*(clue.id for clue in likely))
    for clue in likely:
        mine = (first_reporter(clue), *(one for one in further if one.clue_id == clue.id))
        again = next((one for one in mine if is_same(as_told(clue, one), told)), None)
        if again is not None:
            return Match(clue, again)
    return _of_the_same_person(told, reporter, uow, now)


def known_teller(clue: Clue, told: Mapping[str, Any], uow: UnitOfWork) -> ClueReporter | None:
    """Who of those that told of it is telling again; None for somebody new.

    Two accounts that leave one number are two people of one house. A caller is known by nothing but the number.
    """
    openid, phone = told["reporter_openid"], told["reporter_phone"]
    every = tellers(clue, uow)
    if openid:
        return next((one for one in every if one.openid == openid), None)
    return next((one for one in every if phone and one.phone == phone), None)


def join(found: Match, told: Mapping[str, Any], by: str, uow: UnitOfWork, services: Services, now: datetime) -> Opened:
    """Add what was told to the open clue. A place known better, or more urgency, decides anew who answers."""
    clue, teller = found.clue, found.teller
    changes = _learnt(clue, told, first=teller is not None and not teller.id)
    nearer = len(told["place"]) > len(clue.place) and told["place"].startswith(clue.place)
    worse = _RANK[told["urgency"]] > _RANK.get(clue.urgency, 0)
    place, urgency = told["place"] if nearer else clue.place, told["urgency"] if worse else clue.urgency
    # Danger is accepted anew, so that the ladder rings until somebody has answered for just that.
    state = "new" if worse and urgency == "danger" and clue.state == "accepted" else clue.state
    route = None
    if nearer or worse:
        route = route_for(place, clue.kind, urgency, uow, services)
        changes |= {"place": place, "urgency": urgency, **answerable(route)}
    if worse:
        running = clocks.running(clue.kind, urgency, now, services)
        changes |= {"clocks": clocks.to_json(running), **clocks.timing(running, state, (), services)}
    new = teller is None
    if teller is None:
        teller = uow.reporters.add(_as_reporter(clue, told, urgency, services, now), told["prefix"])
    elif teller.id:
        teller = uow.reporters.fill_in(teller, told["reporter_name"], told["reporter_phone"])
    said = told["words"] if new else words.same_again(told["words"])
    facts = {"slots": dict(told["slots"]), "media_ids": list(told["media_ids"]), "reporter": teller.id}
    event = NewEvent(now, by, "joined" if new else "said", said, facts)
    moved = uow.clues.move(clue.no, clue.version, state, event, **changes)
    uow.media.attach(told["media_ids"], clue.no)
    said_again(moved, told["words"], told["reporter_phone"], uow)
    like = words.likely_same(_like(clue, told, uow, now)) if "subject_name" in changes else ""
    if route is not None and (worse or moved.owner_id != clue.owner_id):
        hint = (alerts.others(services.office.pack.wording) if new else "", like)
        notices.alert(moved, route, uow, services, hint="\n".join(filter(None, hint)))
    else:
        said = "\n".join(filter(None, (told["words"], like)))
        notices.said_more(moved, said, teller, uow, services, new=new)
    if not teller.id:
        teller = first_reporter(moved)
    return Opened(moved, uow.staff.get(moved.owner_id or 0), teller, True, new, told["kind"])


def _like(clue: Clue, told: Mapping[str, Any], uow: UnitOfWork, now: datetime) -> tuple[str, ...]:
    """Other clues that may be about the same person, once a name is known: an alarm often comes without one."""
    return tuple(one.no for one in linkable(told, similar(told, uow, now)) if one.id != clue.id)


def _of_the_same_person(told: Mapping[str, Any], reporter: Reporter, uow: UnitOfWork, now: datetime) -> Match | None:
    person = _person_told(told, reporter)
    found = uow.clues.of_person(
        place=person.place,
        name=person.name,
        phone=person.phone,
        id_number=person.id_number,
        since=now - WITHIN,
    )
    for clue in found:
        joins = may_join(clue.kind, clue.urgency, clue.state, clue.opened_at, told["kind"], now)
        if joins and is_certain(_person_of(clue), person):
            return Match(clue, known_teller(clue, told, uow))
    return None


def _person_told(told: Mapping[str, Any], reporter: Reporter) -> Person:
    """Whom it is about. Who is bound and tells of herself is known by the register."""
    slots = told["slots"]
    herself = reporter.person if slots.get("subject") == "self" and not told["anonymous"] else None
    return Person(
        told["subject_name"] or (herself.name if herself else ""),
        told["subject_id_number"] or (herself.id_number if herself else ""),
        told["subject_phone"] or (herself.phone if herself else ""),
        told["place"],
        str(slots.get("address") or ""),
        slots.get("age"),
    )


def _person_of(clue: Clue) -> Person:
    return Person(
        clue.subject_name,
        clue.subject_id_number,
        clue.subject_phone,
        clue.place,
        str(clue.slots.get("address") or ""),
        clue.slots.get("age"),
    )


def _learnt(clue: Clue, told: Mapping[str, Any], *, first: bool) -> dict[str, Any]:
    """The fields of the clue that are known better now. Only its first reporter says anew what was said before."""
    names = ("subject_name", "subject_phone", "subject_id_number", *(("reporter_name", "reporter_phone") * first))
    changes: dict[str, Any] = {name: told[name] for name in names if told[name] and not getattr(clue, name)}
    if first:
        return changes | {"slots": joined(clue.slots, told["slots"])}
    # Who could help is often the teller herself: where she is protected, it stays with her own words.
    kept = _OF_HER - {"helper"} if shielded(told["slots"]) else _OF_HER
    of_her = {name: value for name, value in told["slots"].items() if name in kept}
    changes |= {"slots": {**of_her, **clue.slots}}
    changes |= {name: told[name] for name in ("consent", "able") if getattr(clue, name) is None}
    return changes | {
        name: tuple(dict.fromkeys((*getattr(clue, name), *told[name]))) for name in ("groups", "hardship")
    }


def _as_reporter(clue: Clue, told: Mapping[str, Any], urgency: str, services: Services, now: datetime) -> ClueReporter:
    """Whoever tells of it now. A day promised to others that is past is no promise to her."""
    promised = clue.promised_by
    if promised is None or promised < local_day(now):
        promised = promised_by(clocks.running(clue.kind, urgency, now, services))
    return ClueReporter(
        clue_id=clue.id,
        openid=told["reporter_openid"],
        title=told["title"],
        words=told["words"],
        slots=told["slots"],
        name=told["reporter_name"],
        phone=told["reporter_phone"],
        anonymous=told["anonymous"],
        source=told["source"],
        at=now,
        promised_by=promised,
    )
