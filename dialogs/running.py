"""A message in the middle of a flow: an answer, a correction, a question in between, or something not understood."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import astray, contacts, courtesies, media, policies, questions
from dialogs.answered import Answered
from dialogs.commands import answers, obey
from dialogs.correction import correct
from dialogs.flow import Ask, Flow, absorb, along, next_ask, read, show, summary
from dialogs.flows.menu import command
from dialogs.lines import common, offered, titled
from dialogs.missed import missed
from dialogs.notunderstood import NotUnderstood
from dialogs.readers import skips
from dialogs.talk import Option, Reply, Talk, Turn
from dialogs.turns import awake, back, begin, between, onward, resumed

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from dialogs.wishes import Wish
    from knowledge.understanding import Understanding

_ASKING = re.compile(
    r"[?？吗么呢]|多少|几多|好多|怎么|咋|啥|什么|哪|几[天号点个]|多久|能不能|可不可以|要不要|是不是|行不行|有没有"
)
_ASKS_AT_ITS_END = re.compile(r"[?？吗呢]$|多少钱?$|怎么办$|咋办$")
_LOOSE = ("words", "name", "addition")
"""Readers that would take a question for an answer."""
_REGISTERING = frozenset({"help", "danger", "complaint", "payment", "change", "fraud"})
_LATER = {
    "ask_standard": "later_standard",
    "ask_time_limit": "later_time_limit",
    "ask_process": "later_process",
    "ask_eligibility": "later_eligibility",
}
"""Which line is said to questions in the middle of a registration that name no programme."""
_PATIENCE = 2
"""After so many answers that are no phone number a call-back is asked for without one."""
_STRANGE = frozenset({"unclear", "smalltalk", "out_of_scope", "insult"})


def wished(wish: Wish, flow: Flow, talk: Talk, scene: Scene) -> Turn:
    """返回, 取消, 再说一遍, 继续, 重新开始 in the middle of a flow."""
    if wish == "back":
        return back(flow, talk, scene) or _again(flow, talk, scene, common("first", scene))
    if wish == "cancel":
        return cancelled(flow, talk, scene)
    if wish == "restart":
        # What no question asked for (the number of a clue) was known from the start and stays.
        given = {name: kept for name, kept in talk.slots.items() if flow.ask(name) is None and name != "_heard"}
        return onward(flow, given, scene, common("restart", scene))
    said = common("go_on" if wish == "go_on" else "again", scene)
    if wish == "go_on" and (done := summary(flow, talk.slots, scene)):
        said = common("go_on_told", scene, summary=done)
    return _again(flow, awake(talk), scene, said)


def cancelled(flow: Flow, talk: Talk, scene: Scene) -> Turn:
    """The end of a flow by wish; what it had set aside waits again. An alert that went out is not taken back."""
    text = common("cancelled", scene, title=titled(flow, scene))
    if flow.name in ("standard", "question"):
        text = common("cancelled_asking", scene)
    if talk.slots.get("_danger"):
        text = common("cancelled_danger", scene)
    held = talk.slots.get("_held")
    if held:
        before = resumed(held)
        return Turn(before, (Reply(text, (), common("held", scene)),))
    return Turn(Talk(), (Reply(text, (), common("anytime", scene)),))


def step(flow: Flow, talk: Talk, message: Message, heard: Understanding | None, scene: Scene, *, picked: bool) -> Turn:
    """What the message makes of a flow that waits for an answer. ``picked`` when it was one of the offered choices."""
    ask = flow.ask(talk.awaiting)
    if ask is None:
        return onward(flow, talk.slots, scene, common("void", scene))
    changed = None if message.text == "" else correct(flow, talk, message, heard, scene)
    if changed is not None:
        return changed
    if heard is not None and not picked:
        aside = astray.misplaced(flow, ask, talk, message, scene) or astray.reasoned(flow, ask, talk, message, scene)
        aside = aside or _aside(ask, talk, heard, scene)
        if aside is not None:
            return aside
    elif not picked:
        # A bare number was not listened to, but may still be a phone where a name was asked.
        aside = astray.misplaced(flow, ask, talk, message, scene)
        if aside is not None:
            return aside
    try:
        slots = read(flow, talk, message, scene)
    except NotUnderstood as problem:
        return _otherwise(flow, ask, talk, message, heard, scene, problem)
    return onward(flow, along(ask, absorb(flow, slots, heard) if heard is not None else slots), scene)


def _again(flow: Flow, talk: Talk, scene: Scene, lead: str) -> Turn:
    ask = flow.ask(talk.awaiting) or next_ask(flow, talk.slots)
    return show(flow, talk.slots, ask, scene, lead) if ask else onward(flow, talk.slots, scene, lead)


def _aside(ask: Ask, talk: Talk, heard: Understanding, scene: Scene) -> Turn | None:
    """A question asked in between, or another matter begun; None when the words are meant as an answer."""
    key = command(heard.text)
    if (
        key
        and key != talk.flow
        and not answers(key, talk.flow)
        and not (ask.reader.kind in _LOOSE and len(heard.text) > 6)
    ):
        if key == "contact":
            return between(contacts.where(scene), talk, scene, heard)
        return obey(key, talk, scene)
    asked = policies.canonical(heard.text, scene)
    if asked is not None:
        return between(asked, talk, scene, heard)
    if heard.confidence < questions.SURE or heard.intent not in questions.QUESTIONS:
        return None
    tells = heard.intent in getattr(ask.reader, "tells", ())
    if tells or len(heard.text) > 40 or not _ASKING.search(heard.text):
        return None
    if ask.reader.kind in ("words", "addition") and len(heard.text) > 10 and not _ASKS_AT_ITS_END.search(heard.text):
        # 低保停了没人说为什么 is the story that was asked for.
        return None
    if talk.slots.get("_danger") and heard.programme is None:
        return None
    if ask.reader.kind not in _LOOSE and heard.programme is None and len(heard.text) <= 8:
        # 这几天 answers how urgent it is; it asks nothing.
        return None
    return _answered(questions.answer(heard, scene), talk, heard, scene)


def _answered(found: Answered, talk: Talk, heard: Understanding, scene: Scene) -> Turn | None:
    if heard.programme is None and talk.flow in _REGISTERING and heard.intent in _LATER:
        return between(Answered(Reply(common(_LATER[heard.intent], scene))), talk, scene, heard)
    if heard.intent in questions.POLICY and heard.intent != "ask_contact" and not found.sources:
        # A question back inside a question back helps nobody.
        return None
    if heard.intent == "query_payment" and talk.flow == "payment":
        return None
    if not found.begin:
        return between(found, talk, scene, heard)
    if found.begin == talk.flow:
        return None
    return begin(found.begin, found.slots, talk, heard, scene, found.reply.text, found)


def _otherwise(
    flow: Flow,
    ask: Ask,
    talk: Talk,
    message: Message,
    heard: Understanding | None,
    scene: Scene,
    problem: NotUnderstood,
) -> Turn:
    """No answer could be read: perhaps it is told in passing, or answers another question, or is a new matter."""
    if flow.name in ("human", "question") and skips(message.text):
        return cancelled(flow, talk, scene)
    if flow.name == "human" and talk.misses >= _PATIENCE and message.text:
        why = "；".join(filter(None, (str(talk.slots.get("_why") or ""), message.text.strip()[:200])))
        return onward(flow, {**talk.slots, "_why": why, ask.name: ""}, scene)
    if heard is None:
        return _unread(flow, ask, talk, message, scene, problem)
    more = absorb(flow, talk.slots, heard)
    if ask.name in more:
        return onward(flow, more, scene)
    gained = [name for name in more if name not in talk.slots and not name.startswith("_")]
    if gained and not problem.options:
        more = astray.kept(flow, ask, more, message.text, heard) or more
        return show(flow, more, ask, scene, common("noted", scene))
    if (named := astray.named_early(flow, ask, talk, message.text, scene)) is not None:
        return named
    if not problem.options or ask.reader.kind == "phone":
        soft = astray.gently(flow, ask, talk, more, message.text, scene)
        if soft is not None:
            return soft
    if problem.options:
        return missed(flow, talk, problem, scene)
    if (told := astray.kept(flow, ask, more, message.text, heard)) is not None:
        return show(flow, told, ask, scene, common("noted_too", scene), misses=talk.misses + 1)
    if (here := astray.as_said(flow, ask, talk, more, message.text, scene)) is not None:
        return here
    if heard.intent == "smalltalk" and (said := courtesies.in_passing(heard.text, scene)):
        return between(Answered(Reply(said)), talk, scene, heard)
    if heard.intent == "insult":
        return between(Answered(Reply(common("insulted", scene))), talk, scene, heard)
    if heard.confidence >= questions.SURE and heard.intent not in _STRANGE:
        turn = _answered(questions.answer(heard, scene), talk, heard, scene)
        if turn is not None:
            return turn
    return missed(flow, talk, problem, scene)


def _unread(flow: Flow, ask: Ask, talk: Talk, message: Message, scene: Scene, problem: NotUnderstood) -> Turn:
    """Something that is not words, or a choice that does not fit."""
    if message.kind == "voice":
        # Not the resident's fault: it does not count as a miss.
        return _by_voice(flow, ask, talk, message, scene)
    if message.kind in ("image", "video") and message.media_id:
        talk = replace(talk, slots=media.beside(talk.slots, message))
        photo = next((one for one in flow.asks if one.reader.kind == "media"), None)
        if photo is not None:
            slots = {**talk.slots, photo.name: message.media_id}
            if ask.name == "trouble":
                return onward(flow, along(ask, {**slots, ask.name: media.IN_PICTURE}), scene, common("photo", scene))
            return show(flow, slots, ask, scene, common("photo", scene), misses=talk.misses)
        if flow.name in _REGISTERING:
            return show(flow, talk.slots, ask, scene, common("photo_along", scene), misses=talk.misses)
    if message.kind == "location" and ask.reader.kind != "place":
        here = next((one for one in flow.asks if one.name == "place" and one.name not in talk.slots), None)
        if here is not None:
            try:
                slots = {**talk.slots, here.name: here.reader.read(message, scene)}
            except NotUnderstood:
                return missed(flow, talk, problem, scene)
            return show(flow, slots, ask, scene, common("position", scene), misses=talk.misses)
    if message.kind not in ("text", "tap") and not message.text and not problem.options:
        return show(flow, talk.slots, ask, scene, common("strange", scene), misses=talk.misses)
    return missed(flow, talk, problem, scene)


def _by_voice(flow: Flow, ask: Ask, talk: Talk, message: Message, scene: Scene) -> Turn:
    """A voice that nobody can read: kept as the answer where words are free, else asked for in another way."""
    slots, said = media.with_voice(ask, talk.slots, message, scene)
    if ask.name in slots:
        return onward(flow, along(ask, slots), scene, said)
    if flow.name == "human":
        # Who can only speak has spoken: the one who listens finds the way back, and nobody is kept at a question.
        return onward(flow, {**slots, ask.name: ""}, scene)
    # Who cannot write taps: a person rings and asks.
    options: tuple[Option, ...] = (*offered(ask.reader, f"{flow.name}.{ask.name}", scene), media.by_phone(scene))
    return show(flow, slots, ask, scene, said, options=options, misses=talk.misses)


def silent(flow: Flow, talk: Talk, scene: Scene) -> Turn:
    """After a day of silence: what was said so far, and whether to go on."""
    done = summary(flow, talk.slots, scene)
    safe = common("silent_danger", scene) if talk.slots.get("_danger") else ""
    text = "\n".join(filter(None, (safe, common("silent", scene, title=titled(flow, scene)), done)))
    reply = Reply(text, (Option("继续"), Option("重新开始"), Option("不办了")), common("silent_next", scene))
    # Set aside as it is, however short the flow: what was offered must work.
    asleep = replace(talk, slots={**talk.slots, "_paused": True})
    return Turn(replace(asleep, choices=tuple(option.words for option in reply.options)), (reply,))
