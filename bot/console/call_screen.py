"""All that the call page shows of one call, worked out anew from what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.console import words
from bot.console.call_answers import Answer, answer_of
from bot.console.call_draft import MOST, drafts
from bot.console.call_end import foresee, similar_to, spoken
from bot.console.call_made import CALLBACK
from bot.console.call_script import CONSENT, facts_of, prompt_of
from bot.console.call_sheet import ANSWERS, SAFE, read_sheet
from bot.console.call_ticks import MOMENT, told_lines
from bot.console.caller import caller_of, phone_of, resident_of
from bot.console.clue_view import clue_row
from bot.console.hotline.paper_view import line_of
from bot.console.moments import due
from bot.console.names import names_of
from bot.usecases.papers import received_at
from dialogs.calls import CALL_FLOWS
from dialogs.scene import Scene
from knowledge.identity import mask_phone
from knowledge.script import spoken as said
from storage.clue_reporters import as_told

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from bot.console.call_script import Prompt
    from bot.console.call_sheet import Field, Sheet
    from bot.console.caller import Caller
    from bot.console.names import Names
    from bot.services import Services
    from dialogs.flow import Flow
    from storage.clue_rows import Clue
    from storage.papers import Paper
    from storage.uow import UnitOfWork

OFFERED = tuple(CALL_FLOWS)
"""What a call may be about, in the order of the buttons."""

_OF_A_LETTER = frozenset({"trouble", "words", "place", "programme"})
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Screen:
    """A call as it stands: form, script, and who is calling."""

    draft: Draft
    flow: Flow
    sheet: Sheet
    prompt: Prompt
    caller: Caller
    names: Names
    answer: Answer
    paper: Paper | None = None

    @property
    def agreed(self) -> bool:
        """The caller consented or is in danger; who wrote a letter has asked by it. Some calls need no consent."""
        asked = any(tick.key in CONSENT for tick in self.prompt.says)
        return not asked or bool(CONSENT & set(self.draft.ticks) or self.sheet.slots.get("_danger") or self.paper)

    @property
    def open(self) -> tuple[Field, ...]:
        """What is still wanted before it can be registered; a letter cannot be asked back: what and where will do."""
        return tuple(one for one in self.sheet.open if not self.paper or one.hint or one.name in _OF_A_LETTER)


def flow_of(draft: Draft) -> Flow:
    """The flow of a call; the first one where that of an old draft is gone."""
    return CALL_FLOWS.get(draft.flow, CALL_FLOWS[OFFERED[0]])


def screen_of(draft: Draft, uow: UnitOfWork, services: Services) -> Screen:
    """The call worked out from its draft."""
    office, flow = services.office, flow_of(draft)
    scene = Scene(office=office, now=services.now(), resident=resident_of(draft, uow))
    sheet = read_sheet(flow, draft, scene)
    names = names_of(uow, office)
    who = caller_of(phone_of(draft, sheet), draft, names, uow, services)
    name = scene.resident.name
    paper = uow.papers.get(draft.paper) if draft.paper else None
    since = received_at(paper, services.now()) if paper else None
    facts = facts_of(flow, sheet, scene, foresee(flow, sheet, names, services, since), name)
    answer = answer_of(flow, sheet, draft, names, uow, services)
    prompt = prompt_of(flow, sheet, draft, facts, office, answer.text if answer.first else "")
    return Screen(draft, flow, sheet, prompt, who, names, answer, paper)


def parts_of(number: int, screen: Screen, uow: UnitOfWork, services: Services) -> dict[str, Any]:
    """What every part of the page needs."""
    draft, sheet, now = screen.draft, screen.sheet, services.now()
    script = services.office.pack.script
    clue = _told(draft.clue_no, uow) if draft.clue_no else None
    done = spoken(clue, screen.names, services) if clue else None
    alike = () if draft.clue_no or draft.alert_no else similar_to(screen.flow, sheet, services)
    facts = dict(screen.prompt.facts)
    if done is not None:
        facts |= {"number": done.no, "owner": done.owner, "title": done.title, "promised": done.promised}
        facts |= {"owner_phone": done.owner_phone, "contact": done.contact}
    closing = "closing_asked" if done is None else "closing" if done.owner else "closing_vacant"
    if done is None and draft.made:
        closing = "closing_callback" if draft.made.startswith(CALLBACK) else "closing_feedback"
        facts |= {"promised": _promised(draft.made, uow)}
    place = sheet.field("place")
    return {
        "number": number,
        "draft": draft,
        "sheet": sheet,
        "prompt": screen.prompt,
        "greeting": script.line("greeting", facts),
        "hold": (script.line("hold", facts), script.line("back", facts)),
        "closing": script.line(closing, facts),
        "danger": words.DANGERS.get(str(sheet.slots.get("_danger") or "")),
        "safe": SAFE in draft.ticks and bool(sheet.danger),
        "alike": [clue_row(one, screen.names, now) for one in alike],
        "done": done,
        "answer": screen.answer,
        "registers": draft.flow not in ANSWERS,
        "pop": screen.caller,
        "line": words.caller(sheet) or (words.ringing(mask_phone(draft.phone)) if draft.phone else ""),
        "place": (place.said or place.text) if place else "",
        "paper": line_of(screen.paper) if screen.paper else "",
        "told": [told_lines(one.title, one.figures) for one in draft.told],
        "alerted": words.alerted,
        "look": words.look,
        "aloud": words.aloud,
        "moments": [(one, f"{MOMENT}{one.key}") for one in script.moments],
        "spoken": lambda text: said(text, facts) or text,
        "ticked": " ".join(_boxes(screen, len(sheet.danger) > 0)),
    }


def _promised(made: str, uow: UnitOfWork) -> str:
    """Until when the caller is rung back, where that is what the call became."""
    number = made.removeprefix(CALLBACK)
    line = uow.callbacks.get(int(number)) if number.isdecimal() else None
    return words.before(due(line.promised_at)) if line else ""


def _told(no: str, uow: UnitOfWork) -> Clue | None:
    """The clue of that number, as the one told of it who was given the number."""
    clue, teller = uow.clues.by_no(no), uow.reporters.by_no(no)
    return as_told(clue, teller) if clue and teller else clue


def tabs_of(number: int, uow: UnitOfWork, services: Services) -> list[dict[str, Any]]:
    """The calls this operator holds, with how many seconds each has been waiting."""
    now = services.now()
    held = drafts(uow)
    rows = [
        {
            "number": one,
            "label": draft.clue_no or _label(draft, uow, services) or words.tab(one),
            "waits": int((now - draft.touched_at).total_seconds()) if draft.touched_at and one != number else None,
        }
        for one, draft in held.items()
    ]
    if number not in held:
        rows.append({"number": number, "label": words.NEW_CALL, "waits": None})
    return sorted(rows, key=lambda row: int(row["number"]))


def free_number(held: dict[int, Draft]) -> int | None:
    """The first number that no call has; None when the operator holds as many as can be held."""
    return next((number for number in range(1, MOST + 1) if number not in held), None)


def next_number(held: dict[int, Draft], *, latest: bool = False) -> int:
    """Where to go once a call is over: to whoever has waited longest (or was ``latest`` heard), else to a new one."""
    waiting = sorted(held, key=lambda number: (held[number].touched_at or _LONG_AGO, number))
    return waiting[-1 if latest else 0] if waiting else 1


def _label(draft: Draft, uow: UnitOfWork, services: Services) -> str:
    scene = Scene(office=services.office, now=services.now(), resident=resident_of(draft, uow))
    sheet = read_sheet(flow_of(draft), draft, scene)
    return words.caller(sheet) or (mask_phone(draft.phone) if draft.phone else draft.notes.strip()[:8])


def _boxes(screen: Screen, in_danger: bool) -> list[str]:
    """The ticks of the boxes that this page has; those of another kind of call stay as they are."""
    prompt, ticks = screen.prompt, screen.draft.ticks
    shown = {tick.key for tick in (*prompt.asks, *prompt.says)} | ({SAFE} if in_danger else set())
    return [one for one in ticks if one in shown or one.startswith(MOMENT)]
