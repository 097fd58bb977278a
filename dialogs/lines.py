"""Lines that a bureau may put in the place of ours. Each has a key, and stands with our own words beside its use.

``<flow>.<ask>`` is a question, ``<flow>.<ask>.<value>`` the label of a choice, ``<flow>.<ask>.label`` what the answer
is called, ``<flow>.<name>`` any other line of a flow (``Flow.says``), ``desk.<name>`` a line that all flows share, and
``<group>.<name>`` a line of a group (``book_lines``). What is said instead is ``pack.wording``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.talk import Option

if TYPE_CHECKING:
    from dialogs.flow import Ask, Flow
    from dialogs.readers import Reader
    from dialogs.scene import Scene

Own = Mapping[str, str]
"""What a bureau says in its own way, by key (``pack.wording``)."""
HOLE = re.compile(r"\{(\w+)\}")
"""What is filled in when the line is said: {place}, {day}."""

AGREEING = frozenset({"consent", "agree", "permitted"})
"""Questions by which a resident consents: what was agreed to must be provable word for word."""

COMMON: Mapping[str, str] = MappingProxyType(
    {
        "registered": "登记好了。",
        "registered_before": "这件事先前登记过，您说的补充进去了。",
        "registered_joined": "这件事我们已经在办，您说的也记上了。",
        "cancelled": "好，{title}不办了，刚才说的不会留下。",
        "cancelled_asking": "好，先不问了。",
        "cancelled_danger": "好，不问了。民政局的人已经知道，会想办法联系您。人有危险，打110或120。",
        "anytime": "有事随时来，说「菜单」看都能办什么。",
        "held": "先前放下的还在，说「继续」接着办。",
        "aside": "刚才的{title}先放着，说「继续」接着办。",
        "between": "接着刚才的{title}：",
        "back": "好，回到上一问。",
        "first": "已经是第一问了。说「取消」可以不办。",
        "again": "好，我再说一遍。",
        "go_on": "好，接着来。",
        "go_on_told": "好，接着来。已经记下：\n{summary}",
        "restart": "好，从头来。",
        "silent": "上次的{title}说到一半，接着办吗？",
        "too_old": "上次的{title}放了7天，没有登记上，需要的话再说一遍。",
        "slowly": "没关系，慢慢来。{hint}",
        "by_phone": "手机上说不清也没关系，让工作人员给您打电话好不好？也可以再试一次：\n{hint}",
        "silent_danger": "您还平安吗？有危险，马上打110或120。",
        "silent_next": "回数字就行。",
        "gone": "上次没办完的那件事，现在换了办法，请您重新说一下要办什么。",
        "nameless": "登记",
        "void": "刚才那一问不用答了。",
        "elsewhere": "{place}不归我们管，请拨那里的12345。人现在在{county}，就接着说：",
        "noted": "记下了。",
        "noted_too": "这也记下了。",
        "photo": "照片收到了。",
        "photo_along": "照片收到了，会一起转过去。",
        "position": "位置收到了。",
        "strange": "收到了，可我看不了这个。",
        "insulted": "让您着急了，对不起。说「人工」可以找人。",
        "later_standard": "能领多少要看办成哪一项，核实以后告诉您。想先看标准，说「低保标准」就行。",
        "later_time_limit": "提交以后马上转给负责的人，会告诉您哪天前有回话。",
        "later_process": "先说完这几句，提交以后有人联系您，手续一步步告诉您。",
        "later_eligibility": "能不能办，要乡镇（街道）核实才知道，先登记上。",
    }
)
"""What the desk says in the middle of any flow."""
COMMON_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "registered": "登记好了",
        "registered_before": "这件事先前登记过",
        "registered_joined": "别人先反映过同一个人",
        "cancelled": "群众说取消",
        "cancelled_asking": "问问题时说取消",
        "cancelled_danger": "有危险时说取消",
        "anytime": "取消以后的最后一句",
        "held": "取消以后，先前还放下了别的事",
        "aside": "中间问别的，原来的事先放下",
        "between": "中间的问题答完，回到原来的事",
        "back": "群众说返回",
        "first": "第一问就说返回",
        "again": "群众说再说一遍",
        "go_on": "群众说继续",
        "go_on_told": "群众说继续，先说已经记下的",
        "restart": "群众说重新开始",
        "silent": "隔了一天再来",
        "too_old": "放了七天没办完",
        "slowly": "第二次没听懂",
        "by_phone": "第三次没听懂",
        "silent_danger": "隔了一天再来，先前说有危险",
        "silent_next": "隔了一天再来，最后一句",
        "gone": "先前那件事现在没有了",
        "nameless": "先前放下的事，名字已经没有了",
        "void": "正问的一句现在不问了",
        "elsewhere": "求助时说的是外地",
        "noted": "没答这一问，说了别的一项",
        "noted_too": "没答这一问，说了别的情况",
        "photo": "中间发来照片",
        "photo_along": "中间发来照片，这件事不问照片",
        "position": "中间发来位置",
        "strange": "中间发来看不了的东西",
        "insulted": "中间骂人",
        "later_standard": "登记时问能领多少",
        "later_time_limit": "登记时问要多久",
        "later_process": "登记时问怎么办",
        "later_eligibility": "登记时问能不能办",
    }
)
"""When a resident hears each of them."""
COMMON_HOLES: Mapping[str, str] = MappingProxyType({"place": "说的外地"})


def filled(text: str, facts: Mapping[str, object]) -> str:
    """The text with its holes filled. One that nobody knows stays empty: no wording ever breaks a conversation."""
    return HOLE.sub(lambda hole: str(facts.get(hole[1], "")), text) if "{" in text else text


def worded(own: Own, key: str, default: str, /, **facts: object) -> str:
    """A bureau's ``own`` words for that key, else ours, filled in; for letters, which are written without a scene."""
    return filled(own.get(key, default), facts)


def line(scene: Scene, key: str, default: str, /, **facts: object) -> str:
    """The bureau's own words for that key, else ours, filled in."""
    return worded(scene.office.pack.wording, key, default, **facts)


def tap(scene: Scene, key: str, default: str, /, send: str = "", **facts: object) -> Option:
    """A tap labelled in the bureau's own words; it sends ``send``, else our label, whatever it is called."""
    label, ours = line(scene, key, default, **facts), filled(default, facts)
    sends = send or ours
    return Option(label, "" if sends == label else sends)


def titled(flow: Flow, scene: Scene) -> str:
    """What the flow is called when it is spoken of: ``<flow>.title``."""
    return scene.office.pack.wording.get(f"{flow.name}.title", flow.title)


def labelled(flow: Flow, ask: Ask, scene: Scene) -> str:
    """What the answer to that question is called when it is said back: ``<flow>.<ask>.label``."""
    return scene.office.pack.wording.get(f"{flow.name}.{ask.name}.label", ask.label)


def sayer(group: str, says: Mapping[str, str]) -> Callable[..., str]:
    """Says the lines of a group: ``say(name, scene, **facts)``."""

    def say(name: str, scene: Scene, /, **facts: object) -> str:
        return line(scene, f"{group}.{name}", says[name], **facts)

    return say


def common(name: str, scene: Scene, /, **facts: object) -> str:
    """A line of ``COMMON``."""
    return line(scene, f"desk.{name}", COMMON[name], **facts)


def offered(reader: Reader, key: str, scene: Scene) -> tuple[Option, ...]:
    """The reader's options as this bureau labels them. What a tap sends stays ours, so old messages still work."""
    labels = relabelled(reader, key, scene)
    if not labels:
        return reader.options
    return tuple(Option(labels[each.label], each.words) if each.label in labels else each for each in reader.options)


def agreed(name: str, default: str, slots: Mapping[str, Any]) -> str:
    """The words of consent that were shown with that question, holes unfilled; ours for a talk stored before."""
    shown = slots.get("_agreed")
    return str(shown[name]) if isinstance(shown, Mapping) and name in shown else default


def relabelled(reader: Reader, key: str, scene: Scene) -> dict[str, str]:
    """Our label to the bureau's own, for each way of a choice that it calls by other words."""
    wording = scene.office.pack.wording
    ways = getattr(reader, "ways", ())
    return {way.label: wording[f"{key}.{way.value}"] for way in ways if f"{key}.{way.value}" in wording}


def unlabelled(text: str, reader: Reader, key: str, scene: Scene) -> str:
    """What was sent, with a typed label of the bureau's own turned into ours."""
    said = text.strip()
    return next((ours for ours, theirs in relabelled(reader, key, scene).items() if theirs == said), text)
