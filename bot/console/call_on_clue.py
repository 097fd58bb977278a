"""What callers were told about a clue: by whom, when, and which of the five contents of proactive notification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.call_ticks import tick_words
from bot.console.moments import minute
from bot.usecases.tellers import tellers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.console.names import Names
    from knowledge.script import Script
    from storage.call_rows import Call
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

CONTENTS = ("policy", "standard", "entitlement", "seek_help", "supervision")
"""The five contents, as the script's items name them."""
_SAID = "say:"


@dataclass(frozen=True, slots=True)
class ToldCall:
    """One call: what of the script was said in it, what was not, and the answers that were read out."""

    at: str
    who: str
    done: str
    missed: str
    told: str


@dataclass(frozen=True, slots=True)
class ToldOnCalls:
    """All calls about a clue, latest first; ``five`` sums up the five contents over all of them."""

    calls: tuple[ToldCall, ...] = ()
    five: str = ""
    complete: bool = False


def calls_of(clue: Clue, uow: UnitOfWork) -> tuple[Call, ...]:
    """The calls that made or joined the clue, whichever number the caller was given; latest first."""
    found = [call for teller in tellers(clue, uow) for call in uow.calls.of_clue(teller.no)]
    return tuple(sorted({call.id: call for call in found}.values(), key=lambda one: one.ended_at, reverse=True))


def told_on_calls(calls: Sequence[Call], script: Script, names: Names, now: datetime) -> ToldOnCalls:
    """The calls in words."""
    if not calls:
        return ToldOnCalls()
    contents = {f"{_SAID}{one.key}": one for one in script.must_say if one.content in CONTENTS}
    said = {contents[tick].content: contents[tick].label for call in calls for tick in call.ticks if tick in contents}
    labels = [said[content] for content in CONTENTS if content in said]
    return ToldOnCalls(
        tuple(_view(one, script, names, now) for one in calls),
        words.five_told(labels, len(CONTENTS)),
        len(labels) == len(CONTENTS),
    )


def _view(call: Call, script: Script, names: Names, now: datetime) -> ToldCall:
    said = tick_words(call.ticks, script)
    return ToldCall(
        at=minute(call.ended_at, now),
        who=names.who(f"account:{call.operator_id}").partition("（")[0],
        done="、".join(said.done),
        missed="、".join(said.missed),
        told="；".join(said.told),
    )
