"""Help requests become clues: opened once, routed, with clocks running and the right people alerted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import structlog

from bot.usecases import clocks, notices, words
from bot.usecases.callback_list import follow_clue, said_again
from bot.usecases.clue_moves import Move, move, move_clue
from bot.usecases.papers import received_at
from bot.usecases.reports import NOBODY, Reporter, is_same, linkable, similar, told_fields
from dialogs.outcomes import ClueOpened
from knowledge.deadlines import LOCAL, contact_by, promised_by
from knowledge.routing import ROLE_NAMES, Route, StaffMember, route
from knowledge.shield import joined as joined_facts
from knowledge.shield import shielded
from storage.clue_rows import Clue, NewClue, NewEvent

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.effects import OpenClue
    from storage.papers import Paper
    from storage.uow import UnitOfWork

__all__ = [
    "Opened",
    "Reporter",
    "add_to_clue",
    "move_clue",
    "open_clue",
    "outcome",
    "own",
    "register_clue",
    "reopen",
    "route_for",
    "similar_clues",
]

log = structlog.get_logger()

_RANK: Mapping[str, int] = MappingProxyType({"normal": 0, "urgent": 1, "danger": 2})


@dataclass(frozen=True, slots=True)
class Opened:
    """A clue that was opened, or the open one it joined (``known``), with who answers for it."""

    clue: Clue
    owner: StaffMember | None
    known: bool = False


def open_clue(
    request: OpenClue,
    source: str,
    by: str,
    uow: UnitOfWork,
    services: Services,
    *,
    reporter: Reporter = NOBODY,
    join: bool = True,
    since: datetime | None = None,
) -> Opened:
    """Open a clue within this unit of work: route it, start its clocks, write its history, queue the alerts.

    ``request.slots`` are plain facts (``dialogs.clue_facts.facts``), ``source`` a key of the pack's clue sources or
    ``wechat``, ``by`` as in ``NewEvent.who``. With ``join`` the same reporter telling the same again within 30 days
    joins the open clue instead. ``since`` is when it was received, where that was earlier: its clocks run from then.
    Other clues that may be about the same person are noted for staff.
    """
    now = services.now()
    told = told_fields(request, source, by, reporter, services, now)
    likely = similar(told, uow, now)
    same = next((clue for clue in likely if join and is_same(clue, told)), None)
    if same is not None:
        return _joined(same, told, by, uow, services, now)
    found = route_for(told["place"], told["kind"], told["urgency"], uow, services)
    running = clocks.running(told["kind"], told["urgency"], since or now, services)
    timing = clocks.timing(running, "new", (), services)
    new = NewClue(
        **told,
        **_answerable(found),
        clocks=clocks.to_json(running),
        due_at=timing["due_at"],
        next_alarm_at=timing["next_alarm_at"],
        promised_by=promised_by(running),
    )
    numbers = tuple(clue.no for clue in linkable(told, likely))
    event = NewEvent(now, by, "open", told["words"], {"route": found.why, "similar": list(numbers)})
    clue = uow.clues.open(new, event)
    uow.media.attach(clue.media_ids, clue.no)
    notices.alert(clue, found, uow, services, hint=words.likely_same(numbers))
    follow_clue(clue, by, uow, services)
    log.info("clue opened", clue=clue.no, kind=clue.kind, urgency=clue.urgency, vacancy=clue.vacancy)
    return Opened(clue, found.owner)


def register_clue(
    request: OpenClue,
    source: str,
    by: str,
    services: Services,
    *,
    reporter: Reporter = NOBODY,
    joins: str = "",
    paper: Paper | None = None,
) -> Opened:
    """Open a clue in a unit of work of its own, as the console and the desk do.

    ``paper`` is the letter or other paper it comes from: it belongs to the clue then, whose time runs from its receipt.
    ``joins`` is the number of the open clue that the operator chose among the suggestions; empty opens a new one. The
    same words written down by the same person within five minutes are a second click and give the first clue.
    """
    now = services.now()
    since = received_at(paper, now) if paper else None
    with services.storage.work() as uow:
        told = told_fields(request, source, by, reporter, services, now)
        likely = similar(told, uow, now)
        recent = now - timedelta(minutes=5)
        clicked = [c for c in likely if c.opened_by == by and c.words == told["words"] and c.opened_at >= recent]
        chosen = clicked[0] if clicked else uow.clues.by_no(joins) if joins else None
        if clicked:
            return Opened(clicked[0], uow.staff.get(clicked[0].owner_id or 0), known=True)
        if chosen is not None:
            opened = _joined(chosen, told, by, uow, services, now)
        else:
            opened = open_clue(request, source, by, uow, services, reporter=reporter, join=False, since=since)
        if paper is not None:
            uow.papers.belongs(paper.id, opened.clue.no)
        uow.audit.record(by, "clue.open", f"clue:{opened.clue.no}", at=now)
        uow.commit()
    return opened


def similar_clues(request: OpenClue, services: Services, reporter: Reporter = NOBODY) -> tuple[Clue, ...]:
    """Open clues of the last 30 days that may be about the same person, for the operator to choose from."""
    now = services.now()
    with services.storage.read() as uow:
        told = told_fields(request, "", "", reporter, services, now)
        return linkable(told, similar(told, uow, now))


def add_to_clue(clue: Clue, said: str, by: str, uow: UnitOfWork, services: Services, *, media_id: str = "") -> None:
    """Add what the reporter said to the history and tell the owner."""
    now = services.now()
    uow.clues.add_event(clue.no, NewEvent(now, by, "said", said, {"media_ids": [media_id]} if media_id else {}))
    uow.media.attach([media_id] if media_id else [], clue.no)
    if clue.kind == "callback":
        said_again(clue, said, "", uow)
    notices.said_more(clue, said, uow, services)


def reopen(clue: Clue, said: str, by: str, uow: UnitOfWork, services: Services) -> Clue:
    """Open the clue again because its reporter is not content; an open one takes the words as an addition."""
    if clue.state not in ("resolved", "closed"):
        add_to_clue(clue, said, by, uow, services)
        return clue
    return move(clue, Move("reopen", words=said), by, uow, services)


def own(no: str, openid: str, uow: UnitOfWork) -> Clue:
    """The reporter's own clue; ``KeyError`` for a number that is unknown or somebody else's."""
    clue = uow.clues.by_no(no)
    if clue is None or clue.reporter_openid != openid:
        raise KeyError(no)
    return clue


def outcome(opened: Opened, uow: UnitOfWork) -> ClueOpened:
    """What the reporter is told of it at once. Who looks into a complaint is not named."""
    clue, owner = opened.clue, opened.owner if opened.clue.kind != "complaint" else None
    return ClueOpened(
        clue.no,
        clue.promised_by or clue.opened_at.astimezone(LOCAL).date(),
        owner.name if owner else "",
        ROLE_NAMES[owner.role] if owner else "",
        owner.phone if owner else "",
        opened.known,
        clue.kind,
        contact_by(clocks.waiting(clue), clue.urgency, clue.changed_at),
        shielded(clue.slots),
    )


def route_for(place: str, kind: str, urgency: str, uow: UnitOfWork, services: Services) -> Route:
    """Who answers for such a clue today."""
    office = services.office
    today = services.now().astimezone(LOCAL).date()
    return route(place or office.pack.division, kind, urgency, uow.staff.directory(), office.places, today)


def _answerable(found: Route) -> dict[str, Any]:
    return {
        "owner_id": found.owner.id if found.owner else None,
        "deputy_id": found.deputy.id if found.deputy else None,
        "superior_id": found.superior.id if found.superior else None,
        "route_why": found.why,
        "vacancy": found.vacancy,
    }


def _joined(clue: Clue, told: Mapping[str, Any], by: str, uow: UnitOfWork, services: Services, now: datetime) -> Opened:
    """Add what was told to the open clue. A place known better, or more urgency, decides anew who answers."""
    names = ("subject_name", "subject_phone", "subject_id_number", "reporter_name", "reporter_phone")
    changes: dict[str, Any] = {name: told[name] for name in names if told[name] and not getattr(clue, name)}
    changes["slots"] = joined_facts(clue.slots, told["slots"])
    nearer = len(told["place"]) > len(clue.place) and told["place"].startswith(clue.place)
    worse = _RANK[told["urgency"]] > _RANK.get(clue.urgency, 0)
    place, urgency = told["place"] if nearer else clue.place, told["urgency"] if worse else clue.urgency
    found = None
    if nearer or worse:
        found = route_for(place, clue.kind, urgency, uow, services)
        changes |= {"place": place, "urgency": urgency, **_answerable(found)}
    if worse:
        running = clocks.running(clue.kind, urgency, now, services)
        changes |= {"clocks": clocks.to_json(running), **clocks.timing(running, clue.state, (), services)}
    event = NewEvent(now, by, "said", words.same_again(told["words"]), {"slots": dict(told["slots"])})
    moved = uow.clues.move(clue.no, clue.version, clue.state, event, **changes)
    said_again(moved, told["words"], told["reporter_phone"], uow)
    if found is not None and (worse or moved.owner_id != clue.owner_id):
        notices.alert(moved, found, uow, services)
    else:
        notices.said_more(moved, told["words"], uow, services)
    return Opened(moved, uow.staff.get(moved.owner_id or 0), known=True)
