"""Outcomes in words: what became of an effect, told in the same reply.

Never with options: the talk is written by then, and a number would no longer mean what was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from dialogs.catalogue import FLOWS
from dialogs.flows import binding, clue_progress, help
from dialogs.lines import common
from dialogs.outcomes import BindRefused, Bound, ClueAdded, ClueOpened, ClueReopened, Outcome
from dialogs.places_said import home_of, window_line
from dialogs.say import listed, say_by, say_day
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.flow import Flow
    from dialogs.scene import Scene


def tell(outcome: Outcome, scene: Scene) -> Reply:
    """The words for an outcome; the last line is what happens next and when."""
    match outcome:
        case ClueOpened():
            return _opened(outcome, scene)
        case ClueAdded():
            return _reply(clue_progress.ADD, "done", "next", scene)
        case ClueReopened():
            return _reply(clue_progress.REOPEN, "done", "next", scene, day=say_day(outcome.promised_by))
        case Bound():
            what = f"现在领着：{listed(outcome.entitlements)}。" if outcome.entitlements else "现在还没有在领的补助。"
            return _reply(binding.BIND, "done", "next", scene, name=outcome.name, what=what)
        case BindRefused():
            return _refused(outcome, scene)
        case _:
            assert_never(outcome)


def _reply(flow: Flow, text: str, tail: str, scene: Scene, /, **facts: object) -> Reply:
    return Reply(flow.say(text, scene, **facts), (), flow.say(tail, scene, **facts))


def _opened(outcome: ClueOpened, scene: Scene) -> Reply:
    """The receipt in the words of the flow that was finished; where a kind has none, in those of a help request."""
    flow = FLOWS.get(outcome.kind)
    soon = say_by(outcome.contact_by, scene.now) if outcome.contact_by else ""
    facts = {
        "head": common("registered_before" if outcome.known else "registered", scene),
        "no": outcome.no,
        "owner": _owner(outcome),
        "when": soon or "会",
        "latest": f"，最晚{soon}" if soon else "",
        "day": say_day(outcome.promised_by),
    }
    if outcome.shielded and flow is not None and "done_other" in flow.says:
        return _reply(flow, "done_other", "next_other", scene, **facts)
    return _reply(flow if flow and "done" in flow.says else help.FLOW, "done", "next", scene, **facts)


def _owner(outcome: ClueOpened) -> str:
    if not outcome.owner_name:
        return "民政局工作人员"
    phone = f"（{outcome.owner_phone}）" if outcome.owner_phone else ""
    title = outcome.owner_title.replace("经办人员", "工作人员")
    return f"{title}{outcome.owner_name}{phone}"


def _refused(outcome: BindRefused, scene: Scene) -> Reply:
    window = window_line(home_of(scene), scene)
    return _reply(binding.BIND, outcome.why, f"{outcome.why}_next", scene, window=window)
