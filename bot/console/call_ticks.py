"""What was asked, said and told in a call, as it is kept with it: short keys that a supervisor's page turns into words.

``say:consent`` and ``ask:safe`` were done, ``open:say:policy`` was not; ``line:…`` is a sentence of a programme,
``told:…`` an answer that was read out, ``moment:angry`` a hard moment, ``outcome:answered`` how the call ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console import words

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from bot.console.call_script import Prompt
    from knowledge.script import Script

MOMENT = "moment:"
SAID, UNSAID = "said_on_call", "unsaid_on_call"
"""The slots of a clue that keep them."""
_PROGRAMME = "prog:"
_OPEN, _LINE, _TOLD, _OUTCOME = "open:", "line:", "told:", "outcome:"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class TickWords:
    """The kept keys in words. ``missed`` is what the script asks for and was not ticked."""

    done: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    outcome: str = ""


def kept_ticks(prompt: Prompt, draft: Draft, outcome: str) -> tuple[str, ...]:
    """What is kept of the call; words of the library in full, because they may be others tomorrow."""
    registered = bool(draft.clue_no or draft.alert_no)
    every = (*prompt.asks, *prompt.says, *(prompt.after if outcome else ()))
    every = tuple(tick for tick in every if registered or not outcome or not tick.for_clue)
    said = [_lasting(tick.key, tick.says) for tick in every if tick.done]
    said += [f"{_OPEN}{_lasting(tick.key, tick.says)}" for tick in every if not tick.done]
    said += [tick for tick in draft.ticks if tick.startswith(MOMENT)]
    said += [f"{_TOLD}{line}"[:_LONGEST] for told in draft.told for line in told_lines(told.title, told.figures)]
    return tuple(dict.fromkeys([*said, f"{_OUTCOME}{outcome}"] if outcome else said))


def told_lines(title: str, figures: Iterable[object]) -> tuple[str, ...]:
    """What was told, a line each: the figures where there were any, else what it was about."""
    said = tuple(str(one["figure"]) for one in figures if isinstance(one, dict) and one.get("figure"))
    return said or (title,)


def tick_words(ticks: Iterable[str], script: Script) -> TickWords:
    """The kept keys as a page says them; a key that the script no longer has is left as it is."""
    labels = {f"ask:{one.key}": one.label for one in script.must_ask}
    labels |= {f"say:{one.key}": one.label for one in script.must_say}
    labels |= {f"{MOMENT}{one.key}": one.title for one in script.moments}
    outcomes = dict(words.OUTCOMES)
    kept = tuple(ticks)

    def said(key: str) -> str:
        return key.removeprefix(_LINE) if key.startswith(_LINE) else labels.get(key, key)

    special = (_OPEN, _TOLD, MOMENT, _OUTCOME)
    return TickWords(
        done=tuple(said(key) for key in kept if not key.startswith(special)),
        missed=tuple(said(key.removeprefix(_OPEN)) for key in kept if key.startswith(_OPEN)),
        told=tuple(key.removeprefix(_TOLD) for key in kept if key.startswith(_TOLD)),
        moments=tuple(said(key) for key in kept if key.startswith(MOMENT)),
        outcome=next((outcomes.get(key.removeprefix(_OUTCOME), "") for key in kept if key.startswith(_OUTCOME)), ""),
    )


def said_parts(said: TickWords) -> dict[str, str]:
    """What a clue keeps of it, for who takes it over: a slot for what was said and one for what was not."""
    parts = {SAID: "、".join((*said.done, *said.told)), UNSAID: "、".join(said.missed)}
    return {name: text for name, text in parts.items() if text}


def _lasting(key: str, says: str) -> str:
    return f"{_LINE}{says}"[:_LONGEST] if key.startswith(_PROGRAMME) else key
