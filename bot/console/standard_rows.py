"""Standards as the pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import abort

from bot.console import words
from bot.console.guard import here
from dialogs.say import local_day, say_amount, say_full_day

if TYPE_CHECKING:
    from bot.console.names import Names
    from bot.services import Services
    from knowledge.standards import Standard

DEEP = 9
"""Divisions down to townships: nobody sets an amount for one village."""


class Rows:
    """Makes rows for one page; ``ours`` are the ids of what this bureau entered, by key."""

    def __init__(self, services: Services, names: Names, ours: Mapping[str, int]) -> None:
        self._office = services.office
        self._today = local_day(services.now())
        self._names = names
        self._ours = ours

    def row(self, row: Standard, ending: str = "") -> dict[str, Any]:
        """One standard; ``ending`` says that it runs out, in place of how sure it is."""
        state, tone = self.state(row)
        return {
            "key": row.key,
            "ours": self._ours.get(row.key),
            "programme": self.programme(row.programme),
            "name": row.name,
            "place": self.place(row.region),
            "amount": say_amount(row),
            "since": row.effective_from.isoformat(),
            "until": row.effective_to.isoformat() if row.effective_to else "",
            "published": row.published_on.isoformat() if row.published_on else "",
            "doc_no": row.doc_no or words.NO_DOC_NO,
            "title": row.source.title,
            "address": row.source.address,
            "passage": row.passage,
            "note": row.note,
            "kind": dict(words.STANDARD_KINDS).get(row.kind, words.NOT_SAID),
            "floor": row.kind == "floor",
            "unsure": row.review == "unreviewed",
            "reviewer": self.reviewer(row),
            "state": ending or state,
            "tone": "state-due" if ending else tone,
        }

    def state(self, row: Standard) -> tuple[str, str]:
        """How sure it is, or from when it holds, with the tone."""
        if row.effective_from > self._today and row.review != "unreviewed":
            return words.from_day(say_full_day(row.effective_from)), "state-due"
        return words.REVIEWS[row.review]

    def reviewer(self, row: Standard) -> str:
        """Who held it against the document, and when; empty while nobody did."""
        if row.review == "unreviewed":
            return ""
        if not row.reviewed_by or row.reviewed_on is None:
            return words.BY_PACK[row.review]
        return words.confirmed_by(self._names.who(row.reviewed_by), say_full_day(row.reviewed_on))

    def programme(self, key: str) -> str:
        """The programme's name."""
        known = self._office.pack.programmes.get(key)
        return known.name if known else key

    def place(self, code: str) -> str:
        """The division's own name; 全国 for the whole country."""
        path = self._office.places.path(code) if code else ()
        return path[-1].name if path else words.NATION


def of_this_county(services: Services) -> None:
    """Stops whoever may see a part of the county only, or another county: amounts hold for all of it."""
    if not services.office.pack.division.startswith(here().scope):
        abort(403)


def regions_of(services: Services) -> tuple[tuple[str, str], ...]:
    """The divisions an amount may be set for here: those above, the bureau's own, those right below."""
    places, division = services.office.places, services.office.pack.division
    found = [(one.code, one.name) for one in places.path(division)]
    found += [(one.code, one.name) for one in places.children(division) if len(one.code) <= DEEP]
    return tuple(found)
