"""What an operator says now, what is still to be asked and said, and what of it was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.console import words
from dialogs.flow import summary
from dialogs.persons import person
from knowledge.script import spoken

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from bot.console.call_end import Foreseen
    from bot.console.call_sheet import Field, Sheet
    from dialogs.flow import Flow
    from dialogs.scene import Scene
    from knowledge.office import Office
    from knowledge.script import MustAsk, MustSay

CONSENT = frozenset({"say:consent", "say:sealed"})
"""The ticks that say that the caller agreed to be registered."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to ask or to say, with the box that says it was done."""

    key: str
    label: str
    says: str
    done: bool
    for_clue: bool = True
    """It is about registering; whoever only asks something need not hear it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The script as it stands. ``now`` is what to say now; ``asking`` the field its answer goes into."""

    now: str
    asking: Field | None
    asks: tuple[Tick, ...]
    says: tuple[Tick, ...]
    after: tuple[Tick, ...]
    facts: Mapping[str, str] = field(repr=False)

    @property
    def lacking(self) -> tuple[Tick, ...]:
        """What was not said yet."""
        return tuple(tick for tick in self.says if not tick.done)


def facts_of(flow: Flow, sheet: Sheet, scene: Scene, foreseen: Foreseen, caller: str = "") -> dict[str, str]:
    """What the words of the script may be filled with."""
    bureau = scene.office.pack.bureau
    place = sheet.field("place")
    return {
        "bureau": bureau.name,
        "phone": bureau.phone,
        "caller": caller,
        "person": person(sheet.slots),
        "place": (place.said or place.text) if place else "",
        "summary": "，".join(summary(flow, sheet.slots, scene).split("\n")),
        "owner": foreseen.owner,
        "title": foreseen.title,
        "promised": foreseen.promised,
    }


def prompt_of(
    flow: Flow, sheet: Sheet, draft: Draft, facts: Mapping[str, str], office: Office, answer: str = ""
) -> Prompt:
    """The script of such a call with what is known filled in. An ``answer`` that is ready is what to say now."""
    script, danger = office.pack.script, bool(sheet.slots.get("_danger"))
    asks = tuple(_asked(one, draft, facts) for one in script.asks(flow.name, danger=danger) if not _on_form(one, sheet))
    says = [_said(one, draft, facts) for one in script.says(flow.name, danger=danger)]
    known = {tick.says for tick in says}
    says += [tick for tick in _of_programme(sheet, draft, office) if tick.says not in known and not danger]
    after = tuple(_said(one, draft, facts) for one in script.says(flow.name, danger=danger, after=True))
    unanswered = [one for one in sheet.fields if one.wanted and not one.later and (one.guessed or not one.text)]
    # What is needed first; then a name that was only guessed is asked back; then what may be left out.
    asking = next(iter(sorted(unanswered, key=lambda one: 1 if one.guessed else 0 if one.required else 2)), None)
    if answer and not draft.told:
        now, asking = answer, None
    elif draft.silent:
        now = script.line("greeting", facts)
    elif asking is not None:
        check = script.line("check_name", {**facts, "name": asking.text}) if asking.guessed else ""
        now = check or words.aloud(asking.prompt)
    else:
        waiting = next((tick for tick in (*asks, *says) if not tick.done), None)
        summed_up = script.line("summary", facts) if waiting is None or waiting.key in CONSENT else ""
        now = summed_up + (waiting.says if waiting else "")
    return Prompt(now, asking, asks, tuple(says), after, facts)


def _on_form(one: MustAsk, sheet: Sheet) -> bool:
    return bool(one.field) and sheet.field(one.field) is not None


def _asked(one: MustAsk, draft: Draft, facts: Mapping[str, str]) -> Tick:
    key = f"ask:{one.key}"
    return Tick(key, one.label, spoken(one.says, facts) or one.says, key in draft.ticks)


def _said(one: MustSay, draft: Draft, facts: Mapping[str, str]) -> Tick:
    key = f"say:{one.key}"
    return Tick(key, one.label, spoken(one.says, facts) or words.WHEN_KNOWN, key in draft.ticks, not one.content)


def _of_programme(sheet: Sheet, draft: Draft, office: Office) -> list[Tick]:
    """What has to be said to whoever calls about a programme, as soon as it is known which."""
    heard = sheet.slots.get("_heard")
    keys = [sheet.slots.get("programme"), heard.get("programme") if isinstance(heard, Mapping) else None]
    keys += [told.programme for told in draft.told]
    ticks = []
    for key in dict.fromkeys(str(one) for one in keys if one):
        kind = office.pack.programmes.get(key)
        for index, line in enumerate(kind.must_say if kind else ()):
            tick = f"prog:{key}:{index}"
            ticks.append(Tick(tick, line, line, tick in draft.ticks, for_clue=False))
    return ticks
