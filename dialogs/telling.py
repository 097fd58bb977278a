"""Outcomes in words: what became of an effect, told in the same reply.

Never with options: the talk is written by then, and a number would no longer mean what was seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from dialogs import consents
from dialogs.catalogue import FLOWS
from dialogs.flows import binding, clue_progress, help
from dialogs.kept import MOST_PEOPLE
from dialogs.lines import common, line
from dialogs.outcomes import BindRefused, Bound, ClueAdded, ClueOpened, ClueReopened, ConsentsShown, Outcome
from dialogs.places_said import home_of, window_line
from dialogs.say import listed, say_by, say_day
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.flow import Flow
    from dialogs.scene import Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "somebody": "民政局工作人员",
        "when_unknown": "会",
        "receives": "现在领着：{names}。",
        "receives_none": "现在还没有在领的补助。",
    }
)
"""What fills the holes of receipts where nothing is known to fill them; a bureau may word it as ``telling.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "somebody": "登记好了，还不知道由谁负责",
        "when_unknown": "登记好了，说不准几点联系（“由谁负责，会联系您”的“会”）",
        "receives": "绑定好了，在领补助",
        "receives_none": "绑定好了，没有在领的补助",
    }
)
HOLES: Mapping[str, str] = MappingProxyType({"names": "在领的补助"})


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
            names = listed(outcome.entitlements)
            what = _say("receives" if names else "receives_none", scene, names=names)
            tail = ("next_more" if outcome.agent_of else "next_self") if outcome.several else "next"
            return _reply(binding.BIND, "done", tail, scene, name=outcome.name, what=what, agent_of=outcome.agent_of)
        case BindRefused():
            return _refused(outcome, scene)
        case ConsentsShown():
            return consents.told(outcome.every, scene)
        case _:
            assert_never(outcome)


def _reply(flow: Flow, text: str, tail: str, scene: Scene, /, **facts: object) -> Reply:
    return Reply(flow.say(text, scene, **facts), (), flow.say(tail, scene, **facts))


def _opened(outcome: ClueOpened, scene: Scene) -> Reply:
    """The receipt in the words of the flow that was finished; where a kind has none, in those of a help request."""
    flow = FLOWS.get(outcome.kind)
    soon = say_by(outcome.contact_by, scene.now) if outcome.contact_by else ""
    facts: dict[str, object] = {
        "head": common(_head(outcome), scene),
        "no": outcome.no,
        "owner": _owner(outcome, scene),
        "when": soon or _say("when_unknown", scene),
        "latest": soon,
        "day": say_day(outcome.promised_by),
    }
    said = flow if flow is not None and "done" in flow.says else help.FLOW
    other = "_other" if outcome.shielded and said is flow and "done_other" in said.says else ""
    by = "_by" if soon and f"done{other}_by" in said.says else ""
    return _reply(said, f"done{other}{by}", f"next{other}", scene, **facts)


def _head(outcome: ClueOpened) -> str:
    if outcome.joined:
        return "registered_joined"
    return "registered_before" if outcome.known else "registered"


def _owner(outcome: ClueOpened, scene: Scene) -> str:
    if not outcome.owner_name:
        return _say("somebody", scene)
    phone = f"（{outcome.owner_phone}）" if outcome.owner_phone else ""
    title = outcome.owner_title.replace("经办人员", "工作人员")
    return f"{title}{outcome.owner_name}{phone}"


def _refused(outcome: BindRefused, scene: Scene) -> Reply:
    window = window_line(home_of(scene), scene)
    return _reply(binding.BIND, outcome.why, f"{outcome.why}_next", scene, window=window, most=MOST_PEOPLE)


def _say(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"telling.{name}", SAYS[name], **facts)
