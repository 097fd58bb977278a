"""Lines of conversations as the page about them shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from bot.console import words
from bot.console.moments import minute
from bot.usecases.wordings import faults_now, shipped
from dialogs.wordings import READS, catalogue, groups

if TYPE_CHECKING:
    from bot.console.names import Names
    from bot.services import Services
    from dialogs.trial import Tried
    from dialogs.wordings import Wording
    from storage.wordings import WordingVersion

_TOKEN = re.compile(r"\{\w*\}|\s|.")
_PARTS: dict[str, tuple[str, ...]] = {"equal": ("",), "delete": ("old",), "insert": ("new",), "replace": ("old", "new")}


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts as one: pieces that stayed (``""``), are gone (``old``) or came (``new``)."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[tuple[str, str]] = []
    for name, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pieces += [(part, "".join(old[a:b] if part == "old" else new[c:d])) for part in _PARTS[name]]
    return pieces


class Rows:
    """Makes the rows of one page."""

    def __init__(self, services: Services, names: Names, standing: Iterable[WordingVersion]) -> None:
        self._services, self._names = services, names
        standing = tuple(standing)
        self._drafts = {one.key: one for one in standing if one.state == "draft"}
        self._held = {one.key: one for one in standing if one.state == "published"}

    def edited(self) -> Counter[str]:
        """How many lines of each group the bureau words itself or has drafts for."""
        keys = {*self._drafts, *self._held}
        return Counter(one.flow for one in catalogue() if one.key in keys)

    def chosen(self, group: str, search: str, show: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The groups with their rows; a search and ``own`` go through all of them."""
        for name, title in groups():
            if group == name or search or show:
                rows = [self.row(one) for one in catalogue() if one.flow == name]
                rows = [row for row in rows if _fits(row, search) and (not show or row["own"] or row["draft"])]
                if rows:
                    yield title, rows

    def row(self, one: Wording) -> dict[str, Any]:
        """One line: where it is said, what is shipped, the bureau's own words, a draft that waits."""
        held, draft = self._held.get(one.key), self._drafts.get(one.key)
        wrong = [each.text for each in faults_now(one.key, held.text, self._services) if each.stops] if held else []
        return {
            "key": one.key,
            "kind": one.kind,
            "where": one.where,
            "shipped": shipped(one.key, self._services.office.pack),
            "own": held.text if held else "",
            "draft": draft.text if draft else "",
            "consent": one.consent,
            "wrong": wrong,
        }

    def version(self, one: WordingVersion) -> dict[str, Any]:
        """One version of the line's history."""
        now = self._services.now()
        return {
            "id": one.id,
            "state": one.state,
            "label": words.WORDING_STATES[one.state],
            "pieces": marked(one.before, one.text),
            "made": words.wording_deed(words.WORDING_MADE, self._names.who(one.made_by), minute(one.made_at, now)),
            "published": words.wording_deed(
                words.WORDING_PUBLISHED, self._names.who(one.published_by), minute(one.published_at, now)
            ),
            "ended": words.wording_deed(
                words.WORDING_ENDS.get(one.state, ""), self._names.who(one.ended_by), minute(one.ended_at, now)
            ),
            "may_return": one.state in ("replaced", "withdrawn"),
        }


def holes_of(one: Wording) -> list[dict[str, Any]]:
    """What may be filled in, each with what it becomes and whether it has to stay."""
    return [
        {"name": f"{{{name}}}", "says": one.told.get(name, name), "must": name in one.must}
        for name in sorted(one.holes, key=lambda name: (name not in one.must, name))
    ]


def reads(one: Wording) -> str:
    """How the answer after this line is read; empty where none follows."""
    return READS.get(one.reader, words.READS_OTHER) if one.reader else ""


def bubbles(found: Tried) -> list[dict[str, Any]]:
    """A sample conversation as a phone shows it."""
    return [
        {
            "mine": one.mine,
            "text": one.reply.text,
            "options": [f"{number} {option.label}" for number, option in enumerate(one.reply.options, 1)],
            "tail": one.reply.tail,
            "changed": number in found.changed,
        }
        for number, one in enumerate(found.sample.said)
    ]


def _fits(row: dict[str, Any], search: str) -> bool:
    said = "\n".join((row["where"], row["shipped"], row["own"], row["draft"], row["key"]))
    return all(part in said for part in search.split())
