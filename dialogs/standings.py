"""Where a registration stands and what became of it, in plain words: what comes next, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN, Answered, cited, papers
from dialogs.lines import Own, worded
from dialogs.talk import Option, Reply
from knowledge.casework import RESULTS, STATE_NAMES, Result, State

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
        "guided": "接下来：照说好的去乡镇（街道）申请。去不了、不会办，点「{more}」，请人代办。",
        "assisted": "接下来：申请交上去了，等乡镇（街道）审核。等急了，点「{more}」。",
        "applied": "接下来：申请替您交上去了，等乡镇（街道）审核。等急了，点「{more}」。",
        "referred": "接下来：由那个部门办。没人理您，点「{again}」。",
        "relieved": "接下来：手续后面再补，会有人告诉您补什么。还过不去，点「{more}」。",
        "conference": "接下来：照研究定下的办。没办到，点「{again}」。",
        "explained": "接下来：情况变了，随时再来。不服，点「{appeal}」。",
        "monitoring": "接下来：会继续看着您家的情况，有变化随时说。不服，点「{appeal}」。",
        "not_true": "接下来：您要是还知道别的，点「{more}」。不服，点「{appeal}」。",
        "answered": "接下来：还不清楚，点「{more}」。",
        "stopped": "接下来：想接着办，点「{again}」。",
    }
)
"""What comes after a result."""
_REFUSED: frozenset[Result] = frozenset({"explained", "monitoring", "not_true"})
APPEAL = "不服"
"""The word before a number by which the ways of appeal are asked for."""
_ROUTES = ("reason", "recheck", "review", "petition")
_OF_COMPLAINTS = ("petition", "petition_review", "supervision")
_SENDS: Mapping[str, str] = MappingProxyType(
    {"again": "重新办理", "redo": "重新办理", "appeal": APPEAL, "more": "补充", "more_open": "补充", "rate": "评价"}
)
"""What a tap sends, before the number of the registration: ours for ever, so that old messages still work."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "one": "您{day}登记的「{title}」：{state}。",
        **{f"short_{state}": said for state, said in SHORT.items()},
        "owner": "负责人：{owner}",
        "owner_call": "负责人：{owner}，电话{call}",
        "complaint": "由县里的人查办，不转给被反映的人，您的身份保密。",
        **{f"next_{state}": said for state, said in NEXT.items() if said},
        "promised_next": "{day}前告诉您结果。",
        "open_next": "有新情况随时补充。",
        "overdue": "已经过了答应您的日子，对不起，已经催办。",
        "overdue_day": "已经过了答应您的日子（{day}），对不起，已经催办。",
        "overdue_next": "等急了，点「人工」，让民政局给您打电话。",
        "result": "结果：{result}",
        "reason": "理由：{reason}",
        **{f"after_{result}": said for result, said in AFTER.items()},
        "after_other": "接下来：还有不对的，点「{more}」。",
        "after_other_refused": "接下来：还知道别的，点「{more}」。不服，点「{appeal}」。",
        "done_next": "不满意随时能重新办，不用从头再说。",
        "tap_more_open": "补充情况",
        "tap_again": "不满意，重新办",
        "tap_appeal": "不服怎么办",
        "tap_more": "还有话说",
        "tap_rate": "给个评价",
        "tap_redo": "重新办",
        "appeal": "不服，有这几条路：",
        "appeal_next": "先让我们重新办，点1就行；走哪条路，由您定。",
        "appeal_none": "可以让县里重新看一遍，也可以拨12345反映。",
        "many": "您登记过{count}件事，看哪一件？",
        "none": "您在这里还没有登记过。如果是在乡镇（街道）交的申请，请问当时收材料的窗口，或去乡镇（街道）民政办问。",
        "none_call": "您在这里还没有登记过。"
        "如果是在乡镇（街道）交的申请，请问当时收材料的窗口，或打民政局电话{call}问。",
        "none_next": "也可以让我请工作人员给您回电话。",
        "none_limit_next": "过了时限没答复，点1，由县里催办。",
        "tap_late": "超时了，帮我催",
        "going_on": "好的。「{title}」照常在办，没有停。",
        "going_on_next": "有新情况回1。不想办了回2，工作人员打电话跟您说。",
        "going_on_call": "好的。回电话的事还排着。",
        "going_on_call_next": "想先说说什么事，回1。不想接电话了，回2。",
        "going_on_danger": "好的。民政局的人已经知道，照样会联系您。\n人有危险，打110或120。",
        "going_on_danger_next": "想补一句，回1。没事了，回2，工作人员打电话跟您说。",
        "over": "好的。「{title}」办完了，没有要取消的。",
        "over_next": "不满意随时能重新办，回1就行。",
        "tap_stop": "不想办了，找人说",
        "tap_no_call": "不用打了",
        "tap_safe": "没事了，跟人说一声",
        "not_found": "没有查到{no}，只能看您自己登记的。",
        "more_again": "没关系，您重新说。",
        "more_hint": "把新情况打字、说话或拍照发给我就行。",
    }
)
"""What is said of registrations; a bureau may word it as ``standings.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "one": "查一件事的进度",
        **{f"short_{state}": f"到哪一步：{name}" for state, name in STATE_NAMES.items()},
        "owner": "查进度，负责人没有电话",
        "owner_call": "查进度，负责人有电话",
        "complaint": "查投诉的进度",
        **{f"next_{state}": f"下一步：{name}" for state, name in STATE_NAMES.items() if NEXT[state]},
        "promised_next": "还在办，最后一句",
        "open_next": "还在办，没有答应哪天，最后一句",
        "overdue": "超期了，不知道答应的日子",
        "overdue_day": "超期了",
        "overdue_next": "超期了，最后一句",
        "result": "办完了，结果",
        "reason": "办完了，理由",
        **{f"after_{result}": f"结果是“{name}”" for result, name in RESULTS.items()},
        "after_other": "办完了，不是求助",
        "after_other_refused": "办完了没成，不是求助",
        "done_next": "办完了，最后一句",
        "tap_more_open": "选项，还在办",
        "tap_again": "选项，办完了",
        "tap_appeal": "选项，办完了没成",
        "tap_more": "选项，办完了",
        "tap_rate": "选项，办完了",
        "tap_redo": "选项，不服怎么办下面",
        "appeal": "群众点不服怎么办，开头",
        "appeal_next": "群众点不服怎么办，最后一句",
        "appeal_none": "群众点不服怎么办，还没有收进文件",
        "many": "登记过好几件事",
        "none": "没有登记过，民政局没有填电话",
        "none_call": "没有登记过",
        "none_next": "没有登记过，最后一句",
        "none_limit_next": "没有登记过，说了时限，最后一句",
        "tap_late": "选项，没有登记过，说了时限",
        "going_on": "看了进度，还在办，群众说取消、算了",
        "going_on_next": "看了进度，还在办，群众说取消，最后一句",
        "going_on_call": "看了进度，等回电话，群众说取消、算了",
        "going_on_call_next": "看了进度，等回电话，群众说取消，最后一句",
        "going_on_danger": "急事登记过，群众说取消、算了",
        "going_on_danger_next": "急事登记过，群众说取消，最后一句",
        "over": "看了进度，办完了，群众说取消、算了",
        "over_next": "看了进度，办完了，群众说取消，最后一句",
        "tap_stop": "选项，还在办，群众说取消",
        "tap_no_call": "选项，等回电话，群众说取消",
        "tap_safe": "选项，急事登记过，群众说取消",
        "not_found": "查的编号不是自己的",
        "more_again": "补充情况时说说错了",
        "more_hint": "补充情况时没听懂",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "state": "到哪一步了",
        "title": "登记的是什么事",
        "day": "哪一天",
        "owner": "负责人姓名",
        "call": "电话",
        "result": "结果",
        "reason": "理由",
        "count": "几件",
        "again": "选项“不满意，重新办”",
        "appeal": "选项“不服怎么办”",
        "more": "选项“还有话说”",
    }
)


def result_key(name: str) -> Result | None:
    """The result of that name; None for words of another kind."""
    return next((key for key, said in RESULTS.items() if said == name), None)


def say(own: Own, name: str, /, **facts: object) -> str:
    """A line of ``SAYS``."""
    return worded(own, f"standings.{name}", SAYS[name], **facts)


def state_said(own: Own, state: str) -> str:
    """A state in a line of a list."""
    return say(own, f"short_{state}" if f"short_{state}" in SAYS else "short_accepted")


def next_step(own: Own, state: str) -> str:
    """What comes after a state; empty for one that is the end."""
    return say(own, f"next_{state}") if f"next_{state}" in SAYS else ""


def after(own: Own, name: str, kind: str = "help") -> str:
    """What comes after the result of that name; empty where we have no words for it.

    Only of somebody in need is there an application to wait for; of money, complaints and changes there is not.
    """
    key = result_key(name)
    if key is None:
        return ""
    line = "after_other_refused" if key in _REFUSED else "after_other"
    if kind in ("help", "danger") or key in ("answered", "stopped"):
        line = f"after_{key}"
    return say(own, line, **{each: say(own, f"tap_{each}") for each in ("again", "appeal", "more")})


def tap(own: Own, name: str, no: str) -> Option:
    """A tap about a registration: ``again``, ``redo``, ``appeal``, ``more``, ``more_open`` or ``rate``."""
    return Option(say(own, f"tap_{name}"), f"{_SENDS[name]}{no}")


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
        return Answered(Reply(say(own, "appeal_none"), choices))
    sources = tuple(route.source for route in routes)
    lines = [f"{number}、{route.name}：{route.says}" for number, route in zip("一二三四五", routes, strict=False)]
    text = "\n".join([say(own, "appeal"), *lines, papers(sources)])
    return Answered(Reply(text, choices, say(own, "appeal_next")), cited(sources))
