"""地址说错了，是北张乡: an answer given before is given again, in the middle of anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.flow import Ask, Flow, Slots, placed, show
from dialogs.lines import labelled, sayer
from dialogs.message import Message
from dialogs.notunderstood import NotUnderstood
from dialogs.overheard import plainly
from dialogs.readers import EDIT, bare
from dialogs.talk import Option, Talk, Turn
from dialogs.turns import onward

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_SURE = re.compile(r"[说写填发打讲弄输搞报]错|更正|应该是|改[成为]|换成|改一下|^改|要改|修改")
_MAYBE = re.compile(r"不对|不是|有误|错了")
_VALUE = re.compile(r".*(?:应该是|改[成为]|换成|其实是|而是|是|叫|住)(.+)$")
_AFTER = re.compile(r".*?(?:[说写填发打讲弄输搞报]错了?|不对|有误|错了|更正|改一下)[，,。\s]*(.*)$")
_CALLED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "place": ("地址", "住址", "地方", "位置", "住的", "乡", "镇"),
        "phone": ("电话", "手机", "号码"),
        "name": ("名字", "姓名"),
        "id_number": ("身份证",),
        "media": ("照片", "图片"),
    }
)
_CALLED_BY_NAME: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"trouble": ("困难", "内容", "事情"), "subject": ("谁", "求助人"), "village": ("村",), "urgency": ("急",)}
)
_FOLLOWING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "place": ("village",),
        "subject": ("relation", "willing"),
        "named": ("reporter_name", "phone"),
        "lost": ("report", "report_loss"),
    }
)
"""Answers that fall with another one."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "which": "好，要改哪一项？",
        "change": "改{label}",
        "again": "好，{label}重新说。",
        "changed": "好，{label}改成{value}。",
        "dropped": "好，{label}改了。",
    }
)
"""What is said here; a pack words it as ``correction.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "which": "群众说有地方要改",
        "change": "有地方要改，每一项的选项",
        "again": "选了要改哪一项",
        "changed": "改好了",
        "dropped": "改好了，没有话可以念回去",
    }
)
HOLES: Mapping[str, str] = MappingProxyType({"label": "改的是哪一项（电话、住址）", "value": "改成了什么"})
LABELS = frozenset({"change"})
_say = sayer("correction", SAYS)


def correct(flow: Flow, talk: Talk, message: Message, heard: Understanding | None, scene: Scene) -> Turn | None:
    """The turn after a correction; None when the message is none."""
    text = message.text.strip()
    told = [ask for ask in flow.asks if ask.label and ask.name in talk.slots]
    answered = [ask for ask in told if ask.unless is None or not ask.unless(talk.slots)]
    if not answered:
        return None
    if bare(text) in (EDIT, "要改", "有错", "改一下", "有地方不对", "我要改"):
        return _offer(flow, talk, answered, scene)
    here = flow.ask(talk.awaiting)
    free = here is not None and here.reader.kind in ("words", "addition")
    sure = bool(_SURE.search(text))
    if not sure and (free or not _MAYBE.search(text)):
        return None
    labels = {ask.name: labelled(flow, ask, scene) for ask in answered}
    named = _named(text, answered, labels)
    value = _value(text)
    if named is None and not sure and here is not None and _reads(here, text, talk.slots, scene):
        other = None if _reads(here, value, talk.slots, scene) else _another_choice(answered, value, talk, scene)
        return _apply(flow, talk, other[0], other[1], scene) if other else None
    if named is None:
        return _unnamed(flow, talk, answered, value, heard, scene)
    if _named(value, [named], labels) is not None and len(value) <= len(named.label) + 2:
        value = ""
    given = _given(named, value, heard, talk.slots, scene)
    return _apply(flow, talk, named, given, scene)


def _named(text: str, answered: list[Ask], labels: Mapping[str, str]) -> Ask | None:
    """The answer that is called by its label, or by what people call that kind of thing."""
    for ask in answered:
        if ask.label in text or labels[ask.name] in text:
            return ask
    for ask in answered:
        called = (*_CALLED.get(ask.reader.kind, ()), *_CALLED_BY_NAME.get(ask.name, ()))
        head = re.split(r"[，,。]|是|改成", text, maxsplit=1)[0] or text
        if any(word in head for word in called):
            return ask
    return None


def _value(text: str) -> str:
    said = _VALUE.match(text) or _AFTER.match(text)
    return bare(said[1]) if said else ""


def _given(ask: Ask, value: str, heard: Understanding | None, slots: Slots, scene: Scene) -> object | None:
    if value:
        read = _reads(ask, value, {name: kept for name, kept in slots.items() if name != "place"}, scene)
        if read:
            return read[0]
    return ask.reader.spot(heard) if heard is not None else None


def _reads(ask: Ask, text: str, slots: Slots, scene: Scene) -> tuple[object] | None:
    """The value in a tuple, so that an empty answer is still an answer."""
    try:
        message = Message(key="", sender="", kind="text", at=scene.now, text=text)
        return (ask.reader.read(message, placed(scene, slots)),)
    except NotUnderstood:
        return None


def _another_choice(answered: list[Ask], value: str, talk: Talk, scene: Scene) -> tuple[Ask, object] | None:
    """The choice made before that these words make differently: 不对，给了钱 answers no yes-or-no question."""
    for ask in reversed(answered):
        read = _reads(ask, value, talk.slots, scene) if value and ask.reader.kind == "choice" else None
        if read and read[0] != talk.slots[ask.name]:
            return ask, read[0]
    return None


def _unnamed(
    flow: Flow, talk: Talk, answered: list[Ask], value: str, heard: Understanding | None, scene: Scene
) -> Turn | None:
    """Which answer is meant follows from what the new value looks like; else the one given last."""
    for ask in reversed(answered):
        found = ask.reader.spot(heard) if heard is not None and ask.reader.kind != "words" else None
        if found is not None and found != talk.slots[ask.name]:
            return _apply(flow, talk, ask, found, scene)
    kind = plainly(value, scene) if value else ""
    if kind and all(ask.reader.kind != kind for ask in answered):
        return None  # a number where no number was answered yet corrects nothing
    order = [ask.name for ask in flow.asks]
    before = [
        ask for ask in answered if talk.awaiting not in order or order.index(ask.name) < order.index(talk.awaiting)
    ]
    if value and before and before[-1].reader.kind not in ("words", "addition"):
        read = _reads(before[-1], value, talk.slots, scene)
        if read:
            return _apply(flow, talk, before[-1], read[0], scene)
    if (
        value
        and len(answered) == 1
        and answered[0].reader.kind == "words"
        and _SURE.search(heard.text if heard else "")
    ):
        return _apply(flow, talk, answered[0], value, scene)
    return _offer(flow, talk, answered, scene) if not value else None


def _apply(flow: Flow, talk: Talk, ask: Ask, value: object | None, scene: Scene) -> Turn:
    fallen = (ask.name, *_FOLLOWING.get(ask.name, ()))
    slots = {name: kept for name, kept in talk.slots.items() if name not in fallen}
    if value is None:
        return show(flow, slots, ask, scene, _say("again", scene, label=labelled(flow, ask, scene)))
    slots[ask.name] = value
    said = ask.reader.show(value, scene)
    label = labelled(flow, ask, scene)
    return onward(flow, slots, scene, _say("changed" if said else "dropped", scene, label=label, value=said))


def _offer(flow: Flow, talk: Talk, answered: list[Ask], scene: Scene) -> Turn:
    here = flow.ask(talk.awaiting) or answered[-1]
    options = tuple(
        Option(_say("change", scene, label=labelled(flow, ask, scene)), f"改{ask.label}") for ask in answered
    )
    turn = show(flow, talk.slots, here, scene, options=options, prompt=_say("which", scene))
    return replace(turn, talk=replace(turn.talk, misses=talk.misses))
