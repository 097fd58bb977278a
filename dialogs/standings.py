"""Where a registration stands and what became of it, in plain words: what comes next, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN, Answered, cited, papers
from dialogs.lines import Own, worded
from dialogs.talk import Option, Reply
from knowledge.casework import RESULTS, Result, State

if TYPE_CHECKING:
    from dialogs.scene import Scene

SHORT: Mapping[State, str] = MappingProxyType(
    {
        "new": "收到了，等人接手",
        "accepted": "正在办",
        "verified": "核实过了，在定怎么办",
        "referred": "转给别的部门在办",
        "resolved": "办完了",
        "closed": "办完了",
    }
)
"""A state in a line of a list."""
NEXT: Mapping[State, str] = MappingProxyType(
    {
        "new": "下一步：负责的人接手，去了解情况。",
        "accepted": "下一步：去核实情况，核实完了定怎么办。",
        "verified": "下一步：定下来就告诉您结果和理由。",
        "referred": "下一步：那边办，我们一直跟着，有结果就告诉您。",
        "resolved": "",
        "closed": "",
    }
)
"""What comes after a state."""
AFTER: Mapping[Result, str] = MappingProxyType(
    {
        "guided": "接下来：照说好的去乡镇（街道）申请。去不了、不会办，点「还有话说」，请人代办。",
        "assisted": "接下来：申请交上去了，等乡镇（街道）审核。等急了，点「还有话说」。",
        "applied": "接下来：申请替您交上去了，等乡镇（街道）审核。等急了，点「还有话说」。",
        "referred": "接下来：由那个部门办。没人理您，点「不满意，重新办」。",
        "relieved": "接下来：手续后面再补，会有人告诉您补什么。还过不去，点「还有话说」。",
        "conference": "接下来：照研究定下的办。没办到，点「不满意，重新办」。",
        "explained": "接下来：情况变了，随时再来。不服，点「不服怎么办」。",
        "monitoring": "接下来：会继续看着您家的情况，有变化随时说。不服，点「不服怎么办」。",
        "not_true": "接下来：您要是还知道别的，点「还有话说」。不服，点「不服怎么办」。",
        "answered": "接下来：还不清楚，点「还有话说」。",
        "stopped": "接下来：想接着办，点「不满意，重新办」。",
    }
)
"""What comes after a result."""
_REFUSED: frozenset[Result] = frozenset({"explained", "monitoring", "not_true"})
APPEAL = "不服"
"""The word before a number by which the ways of appeal are asked for."""
_ROUTES = ("reason", "recheck", "review", "petition")
_OF_COMPLAINTS = ("petition", "petition_review", "supervision")
_SENDS: Mapping[str, str] = MappingProxyType(
    {"again": "重新办理", "redo": "重新办理", "appeal": APPEAL, "more": "补充", "rate": "评价"}
)
"""What a tap sends, before the number of the registration: ours for ever, so that old messages still work."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        **{f"short_{state}": said for state, said in SHORT.items()},
        **{f"next_{state}": said for state, said in NEXT.items() if said},
        **{f"after_{result}": said for result, said in AFTER.items()},
        "after_other": "接下来：还有不对的，点「还有话说」。",
        "after_other_refused": "接下来：还知道别的，点「还有话说」。不服，点「不服怎么办」。",
        "tap_again": "不满意，重新办",
        "tap_appeal": "不服怎么办",
        "tap_more": "还有话说",
        "tap_rate": "给个评价",
        "tap_redo": "重新办",
        "appeal": "不服，有这几条路：",
        "appeal_next": "先让我们重新办，点1就行；走哪条路，由您定。",
        "appeal_none": "可以让县里重新看一遍，也可以拨12345反映。",
    }
)


def result_key(name: str) -> Result | None:
    """The result of that name; None for words of another kind."""
    return next((key for key, said in RESULTS.items() if said == name), None)


def state_said(own: Own, state: str) -> str:
    """A state in a line of a list."""
    return _say(own, f"short_{state}" if f"short_{state}" in SAYS else "short_accepted")


def next_step(own: Own, state: str) -> str:
    """What comes after a state; empty for one that is the end."""
    return _say(own, f"next_{state}") if f"next_{state}" in SAYS else ""


def after(own: Own, name: str, kind: str = "help") -> str:
    """What comes after the result of that name; empty where we have no words for it.

    Only of somebody in need is there an application to wait for; of money, complaints and changes there is not.
    """
    key = result_key(name)
    if key is None:
        return ""
    if kind in ("help", "danger") or key in ("answered", "stopped"):
        return _say(own, f"after_{key}")
    return _say(own, "after_other_refused" if key in _REFUSED else "after_other")


def tap(own: Own, name: str, no: str) -> Option:
    """A tap about a registration: ``again``, ``redo``, ``appeal``, ``more`` or ``rate``."""
    return Option(_say(own, f"tap_{name}"), f"{_SENDS[name]}{no}")


def options(own: Own, no: str, name: str) -> tuple[Option, ...]:
    """What may be done about a result: have it done again, say more, and where it was refused hear how to appeal."""
    names = ("again", "appeal", "more", "rate") if result_key(name) in _REFUSED else ("again", "more", "rate")
    return tuple(tap(own, each, no) for each in names)


def appeal(no: str, kind: str, scene: Scene) -> Answered:
    """The ways to appeal as the rules have them, the nearest first, with their documents; nothing is lost by asking."""
    own, wanted = scene.office.pack.wording, _OF_COMPLAINTS if kind == "complaint" else _ROUTES
    routes = [route for key in wanted for route in scene.office.pack.appeals if route.key == key]
    choices = (tap(own, "redo", no), HUMAN)
    if not routes:
        return Answered(Reply(_say(own, "appeal_none"), choices))
    sources = tuple(route.source for route in routes)
    lines = [f"{number}、{route.name}：{route.says}" for number, route in zip("一二三四五", routes, strict=False)]
    text = "\n".join([_say(own, "appeal"), *lines, papers(sources)])
    return Answered(Reply(text, choices, _say(own, "appeal_next")), cited(sources))


def _say(own: Own, name: str) -> str:
    return worded(own, f"standings.{name}", SAYS[name])
