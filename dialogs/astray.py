"""Answers to another question than the one that was asked: none is lost, none is filed in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.changes_heard import change_told
from dialogs.circumstances import about_calling, not_to_ring
from dialogs.flow import Ask, Flow, Slots, placed, show
from dialogs.lines import labelled, sayer
from dialogs.message import Message
from dialogs.notunderstood import NotUnderstood
from dialogs.overheard import plainly, unable, unnamed
from dialogs.readers import bare, skips
from dialogs.turns import began, onward
from knowledge import danger
from knowledge.personnames import is_full_name
from knowledge.shield import shielded

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.talk import Talk, Turn
    from knowledge.understanding import Understanding

_FREE = ("name", "words", "choice", "media")
_STORIES = frozenset({"help", "danger", "complaint", "change"})
"""Flows whose ``trouble`` holds the story in the resident's own words."""
_TELLING = frozenset({"seek_help", "report_clue", "complaint"})
_POLITE = frozenset({"smalltalk", "insult"})
_AFRAID = re.compile(
    r"不敢|害怕|怕他|怕她|不方便|别告诉|不要告诉|保密|会听[见到]|会知道|发现|别打|不要打|不能打|别给我打"
)
_JOKING = re.compile(r"说着玩|开玩笑|没事了|别当真|瞎说的|随便说说")
_PLACE_LIKE = re.compile(r"[村乡镇街路庄屯组队楼巷沟湾县园城区号店桥坡寨门院]")
_SPOT = re.compile(
    r"^(?!.*[没不])(?:[我俺人他她]?(?:们)?(?:就|现在|还)?[在到])?.{0,8}(?:医院|卫生院|诊所|车站|火车站|汽车站|高铁站|学校|小学|中学|幼儿园|敬老院|养老院|福利院|超市|市场|广场"
    r"|公园|宾馆|旅馆|网吧|工地|桥洞|桥底下|加油站|收费站|服务区|派出所|救助站)(?:里|门口|外面|旁边|附近|后面)?$"
)
"""Where people are found who are at home nowhere, or not now."""
_REPORTS = frozenset({"complaint", "fraud"})
_KNOWN_TO_OTHERS = re.compile(r"(?:会不会|不会|会|让|怕).{0,8}(?:知道|报复|传出去|说出去|找我)|保密吗?|报复")
_WHY = re.compile(
    r"(?:干啥|干嘛|干什么|做啥|做什么|有啥用|有什么用|为啥要|为什么要|凭啥要|一定要|非要|谁能看|谁看|泄露|安全吗|给谁)|^(?:为啥|为什么|凭啥|凭什么)$"
)
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "id_not_now": "身份证号先不用发。",
        "later": "{label}等会儿再问您。",
        "kept": "{label}记下了，{value}。",
        "why_name": "知道叫什么，上门才找得到人。",
        "why_phone": "留电话是为了工作人员能联系上您，不给别人。",
        "why_place": "知道在哪个村，才能转给管那里的人。",
        "why_id_number": "用来核对是不是本人，免得别人看到您的钱。",
        "why_media": "有照片，工作人员看得更明白，没有也行。",
        "why_choice": "知道这个，才好安排人。",
        "why_bind": "绑定了才能查到账，也免得别人冒名来查。不绑定，政策和求助照样能问。",
        "sealed": "不会。您是谁，只有县里查办的人知道，不告诉村里，也不告诉被反映的人。不放心，可以匿名。",
        "joking": "没事就好。心里难受了，随时打12356，也随时来找我。",
        "place_known": "好，地方知道了。",
        "no_call": "好，不方便接电话，记下了，会想别的办法。",
        "no_need": "好，不说也行。",
        "afraid": "不方便说没关系，我们不会告诉伤害您的人。",
        "with_you": "我在，您慢慢说。",
        "as_said": "先照您说的记下，工作人员会再问清楚。",
    }
)
"""What is said here; a pack words it as ``astray.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "id_not_now": "没问身份证号，发来了",
        "later": "答的是后面要问的，还没听清",
        "kept": "答的是后面要问的，先记下",
        "why_name": "问为什么要姓名",
        "why_phone": "问为什么要电话",
        "why_place": "问为什么要地址",
        "why_id_number": "问为什么要身份证号",
        "why_media": "问为什么要照片",
        "why_choice": "问为什么要选",
        "why_bind": "问为什么要绑定",
        "sealed": "投诉时怕别人知道",
        "joking": "有危险，又说是开玩笑",
        "place_known": "有危险，问电话时说了地方",
        "no_call": "有危险，不敢接电话",
        "no_need": "有危险，不愿说",
        "afraid": "有危险，怕人知道",
        "with_you": "有危险，说的是别的",
        "as_said": "地方名单里没有，说了三次",
    }
)
HOLES: Mapping[str, str] = MappingProxyType({"label": "问的是哪一项（电话、住址）", "value": "群众说的"})
_say = sayer("astray", SAYS)


def misplaced(flow: Flow, ask: Ask, talk: Talk, message: Message, scene: Scene) -> Turn | None:
    """Words that are plainly a place or a number where something else was asked: kept where they belong.

    The question is then asked again. None when the words may answer it.
    """
    kind = plainly(message.text, scene) if message.text else ""
    if ask.reader.kind == "name" and flow.ask("place") and _SPOT.search(said := bare(message.text)):
        here = _somewhere(said, scene)
        return show(flow, {**talk.slots, "place": here}, ask, scene, _say("place_known", scene), misses=talk.misses)
    if not kind or kind == ask.reader.kind or ask.reader.kind not in _FREE:
        return None
    there = next((one for one in flow.asks if one.reader.kind == kind and one.name != ask.name), None)
    if kind == "id_number" and there is None:
        return show(flow, talk.slots, ask, scene, _say("id_not_now", scene), misses=talk.misses)
    if there is None or (there.unless is not None and there.unless(talk.slots)):
        return None
    try:
        value = there.reader.read(message, scene)
    except NotUnderstood:
        return show(
            flow, talk.slots, ask, scene, _say("later", scene, label=labelled(flow, there, scene)), misses=talk.misses
        )
    said = _say("kept", scene, label=labelled(flow, there, scene), value=there.reader.show(value, scene))
    return show(flow, {**talk.slots, there.name: value}, ask, scene, said)


def named_early(flow: Flow, ask: Ask, talk: Talk, text: str, scene: Scene) -> Turn | None:
    """A full name and nothing else where a choice was asked: kept for the question that asks for it."""
    there = flow.ask("name")
    if ask.reader.kind != "choice" or there is None or "name" in talk.slots or not is_full_name(bare(text)):
        return None
    try:
        value = there.reader.read(Message("", "", "text", scene.now, text), scene)
    except NotUnderstood:
        return None
    said = _say("kept", scene, label=labelled(flow, there, scene), value=value)
    return show(flow, {**talk.slots, "name": value}, ask, scene, said, misses=talk.misses)


def harmless(flow: Flow | None, talk: Talk, text: str) -> str:
    """What words mean that only sound like danger, as an intent; empty where they may be danger.

    晚上打 is no blow where we asked for a phone and when to ring it; nor is 别打电话, or 怕得罪人. 俺男人昨天没了 calls
    for nobody to save any more: those who are left are helped.
    """
    if change_told(text) == "death" and not danger.spot(text):
        return "report_change"
    ask = flow.ask(talk.awaiting) if flow is not None and began(talk) else None
    if ask is None or ask.reader.kind != "phone":
        known = ask is not None and unnamed(text) and not talk.slots.get("_danger")
    else:
        known = about_calling(text) or (bool(talk.slots.get("_danger")) and not_to_ring(text))
    return "unclear" if known else ""


def reasoned(flow: Flow, ask: Ask, talk: Talk, message: Message, scene: Scene) -> Turn | None:
    """Why we ask, for who wants to know, and the question again."""
    said = bare(message.text)
    if "shield" in flow.says and shielded(talk.slots) and unnamed(said):
        promise = "" if ask.name == "name" else flow.say("shield", scene)
        return show(flow, talk.slots, ask, scene, promise, misses=talk.misses)
    if flow.name in _REPORTS and _KNOWN_TO_OTHERS.search(said) and len(said) <= 24:
        return show(flow, talk.slots, ask, scene, _say("sealed", scene), misses=talk.misses)
    reason = "why_bind" if flow.name == "binding" and ask.name == "agree" else f"why_{ask.reader.kind}"
    if reason not in SAYS or len(said) > 14 or not _WHY.search(said):
        return None
    return show(flow, talk.slots, ask, scene, _say(reason, scene), misses=talk.misses)


def kept(flow: Flow, ask: Ask, slots: Slots, text: str, heard: Understanding) -> dict[str, Any] | None:
    """The slots with what was told in passing added to the story; None when the words tell nothing of it."""
    said, told = bare(text), str(slots.get("trouble") or "")
    if flow.name not in _STORIES or not told or skips(said) or heard.intent in _POLITE or said in told:
        return None
    telling = bool(heard.slots.get("hardship") or unable(heard) or heard.intent in _TELLING)
    loose = ask.reader.kind in ("choice", "media") and sum("\u4e00" <= letter <= "\u9fff" for letter in said) >= 5
    if not telling and not (loose and heard.intent in ("unclear", "report_change")):
        return None
    return {**slots, "trouble": f"{told}；{said}"[:500]}


def gently(flow: Flow, ask: Ask, talk: Talk, slots: Slots, text: str, scene: Scene) -> Turn | None:
    """In danger no question is insisted on: the words are kept, and what was not told twice is passed over."""
    if not talk.slots.get("_danger") or ask.reader.kind not in ("place", "phone"):
        return None
    said, told = bare(text), str(slots.get("trouble") or "")
    afraid = bool(_AFRAID.search(said))
    tells = len(said) > 1 and not skips(said)
    more = {**slots, "trouble": f"{told}；{said}"[:500]} if tells else dict(slots)
    if _JOKING.search(said):
        passed = "" if ask.reader.kind == "phone" else {"code": "", "name": "", "said": ""}
        lead = _say("joking", scene)
        return onward(flow, {**more, ask.name: passed}, scene, lead)
    if ask.reader.kind == "place" and _SPOT.search(said) and tells:
        # 县医院, 火车站: nobody looks for its village while somebody waits there.
        return onward(flow, {**slots, ask.name: _somewhere(said, scene)}, scene, _say("place_known", scene))
    here = flow.ask("place") if plainly(said, scene) == "place" and ask.name != "place" else None
    if here is not None:
        # A place that was not told before may be told while the phone is asked.
        with suppress(NotUnderstood):
            known = {**slots, "place": here.reader.read(Message("", "", "text", scene.now, said), scene)}
            return show(flow, known, ask, scene, _say("place_known", scene), misses=talk.misses)
    if talk.misses or skips(said) or (afraid and ask.reader.kind == "phone"):
        passed = "" if ask.reader.kind == "phone" else {"code": "", "name": "", "said": ""}
        lead = _say("no_call" if passed == "" and afraid else "no_need", scene)
        return onward(flow, {**more, ask.name: passed}, scene, lead)
    lead = _say("afraid" if afraid else "with_you", scene)
    return show(flow, more, ask, scene, lead, misses=talk.misses + 1)


def as_said(flow: Flow, ask: Ask, talk: Talk, slots: Slots, text: str, scene: Scene) -> Turn | None:
    """A place that no list has, told for the third time: taken as it was said, for staff to ask again.

    A station or a hospital has no village that whoever sleeps there would know: it is taken at once.
    """
    enough = bool(_SPOT.search(text)) or (talk.misses >= 2 and bool(_PLACE_LIKE.search(text)))
    if ask.reader.kind != "place" or not enough or len(bare(text)) < 2:
        return None
    here = _somewhere(bare(text), scene)
    return onward(flow, {**slots, ask.name: here}, placed(scene, {}), _say("as_said", scene))


def _somewhere(said: str, scene: Scene) -> dict[str, str]:
    return {"code": scene.office.pack.division, "name": "", "said": said[:60]}
