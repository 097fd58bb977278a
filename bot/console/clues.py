"""The list of clues: filters that stay in the address, the urgent and the late on top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.clue_view import clue_row
from bot.console.guard import here
from bot.console.names import names_of
from dialogs.say import LOCAL, local_day
from knowledge.casework import OPEN_STATES
from knowledge.identity import check_id_number
from knowledge.routing import KIND_NAMES
from storage.clue_lists import ClueFilter

if TYPE_CHECKING:
    from bot.console.visitor import Visitor
    from bot.services import Services
    from storage.uow import UnitOfWork

SIZE = 50
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for."""

    show: str = "open"
    place: str = ""
    kind: str = ""
    urgency: str = ""
    source: str = ""
    q: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything besides the tab was chosen."""
        return bool(self.place or self.kind or self.urgency or self.source or self.q)


def soon(now: datetime, services: Services) -> datetime:
    """The end of the third working day from now: what is due before it is due soon."""
    last = services.office.calendar.add(local_day(now), SOON_DAYS)
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), LOCAL)


def scope_filter(visitor: Visitor, services: Services) -> ClueFilter:
    """All that this person may see. The county also sees clues whose place nobody knows yet."""
    whole = visitor.scope == services.office.pack.division
    return ClueFilter(place="" if whole else visitor.scope)


def shown(show: str, base: ClueFilter, now: datetime, services: Services) -> ClueFilter:
    """The filter of one tab (or of one number of the board)."""
    match show:
        case "new":
            return replace(base, states=("new",))
        case "late":
            return replace(base, overdue_at=now)
        case "due":
            return replace(base, overdue_at=soon(now, services), due_from=now)
        case "vacant":
            return replace(base, states=tuple(sorted(OPEN_STATES)), vacancy=True)
        case "urgent":
            return replace(base, states=tuple(sorted(OPEN_STATES)), urgencies=("danger", "urgent"))
        case "done":
            return replace(base, states=("resolved", "closed"))
        case "all":
            return base
        case _:
            return replace(base, states=tuple(sorted(OPEN_STATES)))


def register_clues(blueprint: Blueprint, services: Services) -> None:
    """线索."""

    @blueprint.get("/clues")
    def clues() -> ResponseReturnValue:
        now, asked = services.now(), _asked()
        base = scope_filter(here(), services)
        which = shown(asked.show, base, now, services)
        if asked.place and asked.place.startswith(here().scope):
            which = replace(which, place=asked.place)
        which = replace(
            which,
            kinds=(asked.kind,) if asked.kind else (),
            urgencies=(asked.urgency,) if asked.urgency else which.urgencies,
            sources=_alike(asked.source) if asked.source else (),
            words=check_id_number(asked.q) or asked.q,
        )
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
            page = uow.clues.list(which, asked.page, SIZE)
        return render_template(
            "console/clues.html",
            rows=[clue_row(clue, names, now) for clue in page.rows],
            total=page.total,
            size=SIZE,
            filter=asked,
            filtered=asked.narrowed,
            shows=words.SHOWS.items(),
            shows_name=words.SHOWS.get(asked.show, ""),
            place_options=place_options(here(), services),
            kind_options=KIND_NAMES.items(),
            urgency_options=words.URGENCIES.items(),
            source_options=[(key, name) for key, name in words.SOURCES.items() if _alike(key)[0] == key],
        )


def place_options(visitor: Visitor, services: Services) -> list[tuple[str, str]]:
    """The divisions right below what this person sees, as (code, name)."""
    below = services.office.places.children(visitor.scope)
    return [(division.code, division.spoken) for division in below]


def _alike(source: str) -> tuple[str, ...]:
    """The keys of the sources that a clerk calls the same."""
    name = words.SOURCES.get(source, source)
    return tuple(key for key, called in words.SOURCES.items() if called == name) or (source,)


def count_of(show: str, uow: UnitOfWork, base: ClueFilter, now: datetime, services: Services) -> int:
    """How many clues a tab holds."""
    return uow.clues.count(shown(show, base, now, services))


def _asked() -> Asked:
    get = request.args.get
    page = get("page", "1")
    return Asked(
        show=get("show", "open") if get("show", "open") in words.SHOWS else "open",
        place=get("place", ""),
        kind=get("kind", ""),
        urgency=get("urgency", ""),
        source=get("source", ""),
        q=get("q", "").strip()[:40],
        page=max(1, int(page)) if page.isdigit() else 1,
    )
