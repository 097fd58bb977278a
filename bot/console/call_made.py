"""What a call becomes: a clue, somebody to ring back, an opinion, a question the bureau learns from. All it brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.console.call_end import SOURCE
from bot.console.call_ticks import kept_ticks, said_parts, tick_words
from bot.usecases import opinions
from bot.usecases.callbacks import Asked, ask_back
from bot.usecases.clues import register_clue
from bot.usecases.papers import PRIVATE
from dialogs.effects import CallHuman, GiveFeedback, NoteUnanswered, OpenClue
from dialogs.scene import Scene
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.console.call_screen import Screen
    from bot.services import Services
    from dialogs.effects import Effect

FEEDBACK, CALLBACK = "feedback", "callback:"


@dataclass(frozen=True, slots=True)
class Made:
    """``clue_no`` is the clue; ``kept`` what else it became, ``callback:<id>`` or ``feedback``, where it is none."""

    clue_no: str = ""
    kept: str = ""


def become(screen: Screen, by: str, services: Services, join: str = "", *, apart: bool = False) -> Made:
    """Do what the flow wants done, as in WeChat, on the caller's behalf. Raises ``Refused``.

    A clue is new (``apart``: another matter), or the call joins the open clue ``join``; where people were alerted, all
    of it joins the clue of that alarm. With a clue is kept what was said on the telephone and what was not.
    """
    scene = Scene(office=services.office, now=services.now())
    ending = screen.flow.finish({**screen.sheet.slots, "consent": "yes"}, scene)
    opened = next((effect for effect in ending.effects if isinstance(effect, OpenClue)), None)
    made = Made(_clue(screen, opened, by, services, join, apart=apart)) if opened else Made()
    for effect in ending.effects:
        made = replace(made, kept=_kept(screen, effect, by, services) or made.kept)
    if not (made.clue_no or made.kept):
        raise Refused("\n".join(reply.text for reply in ending.replies))
    return made


def _clue(screen: Screen, opened: OpenClue, by: str, services: Services, join: str, *, apart: bool) -> str:
    draft = screen.draft
    kept = said_parts(tick_words(kept_ticks(screen.prompt, draft, ""), services.office.pack.script))
    if draft.notes.strip():
        kept["notes"] = draft.notes.strip()
    if any(one.guessed for one in screen.sheet.fields):
        kept["unchecked"] = "name"
    if screen.paper and screen.paper.sender and screen.paper.source in PRIVATE:
        kept.setdefault("reporter_name", str(opened.slots.get("reporter_name") or screen.paper.sender))
    opened = replace(opened, slots={**opened.slots, **kept})
    source = screen.paper.source if screen.paper else SOURCE
    alarm = draft.alert_no
    kept_as = register_clue(
        opened, source, by, services, joins=alarm or join, apart=apart, same_call=bool(alarm), paper=screen.paper
    )
    return kept_as.teller.no


def _kept(screen: Screen, effect: Effect, by: str, services: Services) -> str:
    """What the effect became besides a clue; empty for one that an operator's call does not have."""
    now = services.now()
    match effect:
        case NoteUnanswered():
            # Nobody of WeChat waits for the answer: the clue does, and the bureau learns from the question.
            with services.storage.work() as uow:
                uow.questions.note(effect.words, effect.intent, effect.programme, now)
                uow.commit()
            return ""
        case GiveFeedback():
            with services.storage.work() as uow:
                opinions.give(effect, "", uow, now)
                uow.commit()
            return FEEDBACK
        case CallHuman():
            notes = screen.draft.notes.strip()[:500]
            wanted, name = str(screen.sheet.slots.get("best_time") or ""), screen.caller.chosen_name
            asked = Asked(effect.phone, notes, name, wanted[:60])
            return f"{CALLBACK}{ask_back(asked, 'operator', by, services)}"
        case _:
            return ""
