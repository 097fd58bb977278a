"""Help requests become clues: opened once, routed, with clocks running and the right people alerted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.usecases import clocks, notices, words
from bot.usecases.callback_list import follow_clue, said_again
from bot.usecases.clue_moves import Move, move, move_clue
from bot.usecases.joining import Match, Opened, known_teller, match
from bot.usecases.joining import join as joined
from bot.usecases.owners import answerable, route_for
from bot.usecases.papers import received_at
from bot.usecases.reports import NOBODY, Reporter, linkable, similar, told_fields
from bot.usecases.tellers import own
from dialogs.outcomes import ClueOpened
from knowledge.deadlines import LOCAL, contact_by, promised_by
from knowledge.routing import ROLE_NAMES
from knowledge.shield import shielded
from storage.clue_reporters import as_told, first_reporter
from storage.clue_rows import Clue, NewClue, NewEvent

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.effects import OpenClue
    from storage.clue_reporters import ClueReporter
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
    ``wechat``, ``by`` as in ``NewEvent.who``. With ``join`` it joins the open clue that the same reporter told of
    within 30 days, or that is certainly of the same person, whoever told of it (``knowledge.sameperson``). ``since`` is
    when it was received, where that was earlier: its clocks run from then.
    Other clues that may be about the same person are noted for staff.
    """
    now = services.now()
    told = told_fields(request, source, by, reporter, services, now)
    uow.clues.one_by_one()
    likely = similar(told, uow, now)
    same = match(told, reporter, likely, uow, now) if join else None
    if same is not None:
        return joined(same, told, by, uow, services, now)
    found = route_for(told["place"], told["kind"], told["urgency"], uow, services)
    running = clocks.running(told["kind"], told["urgency"], since or now, services)
    timing = clocks.timing(running, "new", (), services)
    new = NewClue(
        **told,
        **answerable(found),
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
    return Opened(clue, found.owner, first_reporter(clue))


def register_clue(
    request: OpenClue,
    source: str,
    by: str,
    services: Services,
    *,
    reporter: Reporter = NOBODY,
    joins: str = "",
    apart: bool = False,
    same_call: bool = False,
    paper: Paper | None = None,
) -> Opened:
    """Open a clue in a unit of work of its own, as the console and the desk do.

    ``paper`` is the letter or other paper it comes from: it belongs to the clue then, whose time runs from its receipt.
    ``joins`` is the number of the open clue that the operator chose among the suggestions; the caller is kept with it
    as one who told of it, unless it is the clue of the ``same_call``. ``apart``: the operator knows that it is another
    matter; else what is certainly of the same person joins by itself. The same words written down by the same person
    within five minutes are a second click and give the first clue.
    """
    now = services.now()
    since = received_at(paper, now) if paper else None
    with services.storage.work() as uow:
        told = told_fields(request, source, by, reporter, services, now)
        uow.clues.one_by_one()
        likely = similar(told, uow, now)
        clicked = _clicked(told, by, likely, uow, now)
        if clicked is not None:
            return clicked
        chosen = uow.clues.by_no(joins) if joins else None
        if chosen is not None:
            teller = first_reporter(chosen) if same_call else known_teller(chosen, told, uow)
            opened = joined(Match(chosen, teller), told, by, uow, services, now)
        else:
            opened = open_clue(request, source, by, uow, services, reporter=reporter, join=not apart, since=since)
        if paper is not None:
            uow.papers.belongs(paper.id, opened.clue.no)
        uow.audit.record(by, "clue.open", f"clue:{opened.clue.no}", at=now)
        uow.commit()
    return opened


def _clicked(told: Mapping[str, Any], by: str, likely: Sequence[Clue], uow: UnitOfWork, now: datetime) -> Opened | None:
    """What a first click made of the very same within five minutes."""
    recent = now - timedelta(minutes=5)
    for clue in likely:
        first = (first_reporter(clue),) if clue.opened_by == by else ()
        callers = (one for one in uow.reporters.of(clue.id) if (one.phone, one.openid) == (told["reporter_phone"], ""))
        for one in (*first, *callers):
            if one.words == told["words"] and one.at >= recent:
                return Opened(clue, uow.staff.get(clue.owner_id or 0), one, known=True)
    return None


def similar_clues(request: OpenClue, services: Services, reporter: Reporter = NOBODY) -> tuple[Clue, ...]:
    """Open clues of the last 30 days that may be about the same person, for the operator to choose from."""
    now = services.now()
    with services.storage.read() as uow:
        told = told_fields(request, "", "", reporter, services, now)
        return linkable(told, similar(told, uow, now))


def add_to_clue(
    clue: Clue, said: str, teller: ClueReporter, by: str, uow: UnitOfWork, services: Services, *, media_id: str = ""
) -> None:
    """Add what a reporter said to the history and tell the owner."""
    now = services.now()
    facts = {"media_ids": [media_id] if media_id else [], "reporter": teller.id}
    uow.clues.add_event(clue.no, NewEvent(now, by, "said", said, {name: kept for name, kept in facts.items() if kept}))
    uow.media.attach([media_id] if media_id else [], clue.no)
    if clue.kind == "callback":
        said_again(clue, said, "", uow)
    notices.said_more(clue, said, teller, uow, services)


def reopen(clue: Clue, said: str, teller: ClueReporter, by: str, uow: UnitOfWork, services: Services) -> Clue:
    """Open the clue again because a reporter is not content; an open one takes the words as an addition."""
    if clue.state not in ("resolved", "closed"):
        add_to_clue(clue, said, teller, by, uow, services)
        return clue
    return move(clue, Move("reopen", words=said, teller=teller), by, uow, services)


def outcome(opened: Opened, uow: UnitOfWork) -> ClueOpened:
    """What whoever told it is told at once, by her own number. Who looks into a complaint is not named."""
    clue, owner = as_told(opened.clue, opened.teller), opened.owner if opened.clue.kind != "complaint" else None
    return ClueOpened(
        clue.no,
        clue.promised_by or clue.opened_at.astimezone(LOCAL).date(),
        owner.name if owner else "",
        ROLE_NAMES[owner.role] if owner else "",
        owner.phone if owner else "",
        opened.known,
        opened.kind or clue.kind,
        contact_by(clocks.waiting(clue), clue.urgency, clue.changed_at),
        shielded(clue.slots),
        opened.joined,
    )
