"""Where a registration stands and what became of it, in plain words: what comes next, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN, Answered, cited, papers
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
_OF_OTHER_KINDS = "接下来：还有不对的，点「还有话说」。"
_REFUSED: frozenset[Result] = frozenset({"explained", "monitoring", "not_true"})
APPEAL = "不服"
"""The word before a number by which the ways of appeal are asked for."""
_ROUTES = ("reason", "recheck", "review", "petition")
_OF_COMPLAINTS = ("petition", "petition_review", "supervision")


def result_key(name: str) -> Result | None:
    """The result of that name; None for words of another kind."""
    return next((key for key, said in RESULTS.items() if said == name), None)


def after(name: str, kind: str = "help") -> str:
    """What comes after the result of that name; empty where we have no words for it.

    Only of somebody in need is there an application to wait for; of money, complaints and changes there is not.
    """
    key = result_key(name)
    if key is None:
        return ""
    if kind in ("help", "danger") or key in ("answered", "stopped"):
        return AFTER[key]
    return "接下来：还知道别的，点「还有话说」。不服，点「不服怎么办」。" if key in _REFUSED else _OF_OTHER_KINDS


def options(no: str, name: str) -> tuple[Option, ...]:
    """What may be done about a result: have it done again, say more, and where it was refused hear how to appeal."""
    appeal = (Option("不服怎么办", f"{APPEAL}{no}"),) if result_key(name) in _REFUSED else ()
    return (
        Option("不满意，重新办", f"重新办理{no}"),
        *appeal,
        Option("还有话说", f"补充{no}"),
        Option("给个评价", f"评价{no}"),
    )


def appeal(no: str, kind: str, scene: Scene) -> Answered:
    """The ways to appeal as the rules have them, the nearest first, with their documents; nothing is lost by asking."""
    wanted = _OF_COMPLAINTS if kind == "complaint" else _ROUTES
    routes = [route for key in wanted for route in scene.office.pack.appeals if route.key == key]
    if not routes:
        return Answered(Reply("可以让县里重新看一遍，也可以拨12345反映。", (Option("重新办", f"重新办理{no}"), HUMAN)))
    sources = tuple(route.source for route in routes)
    lines = [f"{number}、{route.name}：{route.says}" for number, route in zip("一二三四五", routes, strict=False)]
    text = "\n".join(["不服，有这几条路：", *lines, papers(sources)])
    tail = "先让我们重新办，点1就行；走哪条路，由您定。"
    return Answered(Reply(text, (Option("重新办", f"重新办理{no}"), HUMAN), tail), cited(sources))
