"""What is said to greetings, thanks, anger, matters of other offices, and things that are not words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import media, tongues
from dialogs.answered import HELP, HUMAN, MENU, Answered
from dialogs.courtesy_lines import say
from dialogs.effects import NoteUnanswered, RememberPlace
from dialogs.offices import elsewhere
from dialogs.overheard import plainly
from dialogs.places_said import county_name, home_of, window_line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_THANKS = re.compile(r"谢|多谢|麻烦你|辛苦")
_BYE = re.compile(r"再见|拜拜|没事了|不用了|^(?:好|好的|好吧|好了|行|行了|嗯+|哦+)$|知道了|晓得了|明白了|收到")
_MACHINE = re.compile(r"你是谁|你几岁|你多大|机器人|真人|人工智能|是人吗|活人|AI|ai")
_SLOWLY = re.compile(r"看不清|不会打|不会弄|不会用手机|没文化|不识字|不认字|说慢|听不懂|看不懂|不会打字|眼睛|字太小")
_DEAF = re.compile(r"耳背|耳聋|听不[见清到]|耳朵不")
_PLAINLY = re.compile(r"说人话|说清楚|听不明白|绕来绕去|糊弄|说的啥|没说清")
_WORRY = re.compile(r"害怕|好难|心里苦|想哭|孤单|没人说话|睡不着|心里难受|太累了|撑不住")
_ANGRY = re.compile(r"告你们|上访|信访|曝光|找记者|发网上|发抖音")
_PLAY = re.compile(r"笑话|天气|唱.?歌|吃了[吗没]|聊聊天|男的女的|猜谜|背.?诗")
COMPLAIN = Option("我要投诉")

_BURIAL = re.compile(r"殡葬|火化|丧葬|骨灰|公墓")


def smalltalk(text: str, scene: Scene) -> Answered | None:
    """Thanks, goodbyes and small worries, with the way on; None for a greeting, which the menu answers."""
    if _MACHINE.search(text):
        return Answered(Reply(say("machine", scene, county=county_name(scene)), (HUMAN, HELP, MENU)))
    if _DEAF.search(text):
        return Answered(Reply(say("deaf", scene), (HELP, Option("问政策"), MENU), say("deaf_next", scene)))
    if _PLAINLY.search(text):
        return slowly("plainly", scene)
    if _ANGRY.search(text):
        return insult(scene)
    if _WORRY.search(text):
        return Answered(Reply(say("worry", scene), (HELP, HUMAN), say("worry_next", scene)))
    if _PLAY.search(text):
        return Answered(Reply(say("play", scene), (HELP, Option("问政策"), MENU)))
    if _SLOWLY.search(text):
        return slowly("slowly", scene)
    if _THANKS.search(text):
        return Answered(Reply(say("thanks", scene), (), say("thanks_next", scene)))
    if _BYE.search(text):
        return Answered(Reply(say("bye", scene), (), say("bye_next", scene)))
    return None


def slowly(name: str, scene: Scene) -> Answered:
    """For who cannot follow, under the line of that name: voice, bare numbers, or somebody who calls."""
    options = (HELP, Option("请打电话给我", "人工"), MENU)
    return Answered(Reply(say(name, scene), options, say("slowly_next", scene)))


_ALOUD = frozenset({"smalltalk", "unclear", "out_of_scope", "insult"})


def first(heard: Understanding, scene: Scene) -> Answered | None:
    """What is said before any answer to who is worried, deaf, angry or playing, or sends a bare number."""
    if heard.programme is None and len(heard.text) <= 20 and (heard.intent in _ALOUD or not heard.certain):
        found = smalltalk(heard.text, scene)
        if found is not None:
            return found
    kind = plainly(heard.text, scene)
    if kind == "phone":
        options = (Option("请打给我", "人工"), HELP, MENU)
        return Answered(Reply(say("phone", scene), options, say("phone_next", scene)))
    if kind == "id_number":
        options = (Option("绑定身份"), HELP, HUMAN)
        return Answered(Reply(say("id_number", scene), options))
    return None


_HELLO = re.compile(r"你好|您好|在吗|在不在|有人吗|喂|哈喽|早上好|下午好|晚上好")


def in_passing(text: str, scene: Scene) -> str:
    """What is said to a greeting or thanks in the middle of a flow; empty for words that are neither."""
    found = smalltalk(text, scene)
    return found.reply.text if found else say("here", scene) if _HELLO.search(text) else ""


def insult(scene: Scene) -> Answered:
    """Anger is heard, not returned."""
    return Answered(Reply(say("insult", scene), (HUMAN, COMPLAIN, HELP), say("insult_next", scene)))


def out_of_scope(heard: Understanding, scene: Scene) -> Answered:
    """Whose matter it is, as far as we know, and what we can do here."""
    whose = elsewhere(heard.text, scene)
    if _BURIAL.search(heard.text):
        text = say("burial", scene, window=window_line(home_of(scene), scene))
        return Answered(Reply(text, (HUMAN, MENU)), effects=(NoteUnanswered(heard.text[:500], "out_of_scope", ""),))
    text = whose or say("out_of_scope", scene)
    note = () if whose else (NoteUnanswered(heard.text[:500], "out_of_scope", heard.programme or ""),)
    return Answered(Reply(text, (HELP, MENU), say("out_of_scope_next", scene)), effects=note)


_HAPPENED = re.compile(
    r"打电话|来电|短信|微信|链接|上门|[转交付汇给收]了|收我|[要让叫催][我俺]|自称|冒充|有人|有个|说是|他说|被骗|骗了|验证码"
)
_ABOUT_US = re.compile(
    r"[你您]们?(?:这|到底)?.{0,4}(?:骗子|骗人|真的假的|诈骗|靠谱)|[这你].{0,2}是真的(?:民政|政府|官方)"
)


def anti_fraud(heard: Understanding, scene: Scene) -> Answered:
    """Nothing costs money here; to who tells that it happened, whether anything is gone already, and a report."""
    text = say("free", scene)
    if _HAPPENED.search(heard.text):
        return Answered(Reply(text), begin="fraud", slots={"trouble": heard.text[:500]})
    if _ABOUT_US.search(heard.text):
        phone = scene.office.pack.bureau.phone
        text = say("about_us", scene, county=county_name(scene))
        tail = say("about_us_next", scene, phone=phone) if phone else say("about_us_12345", scene)
        options = (Option("真有人找我要钱", "防骗"), HUMAN, MENU)
        return Answered(Reply(text, options, tail))
    options = (Option("有人找我要钱", "防骗"), Option("举报收钱的人", "我要投诉"), HUMAN)
    return Answered(Reply(text, options, say("free_next", scene)))


def privacy(scene: Scene) -> Answered:
    """Nobody's data to anybody else."""
    options = (Option("查我自己的到账", "查到账"), Option("举报不该领的", "我要投诉"))
    return Answered(Reply(say("privacy", scene), options, say("privacy_next", scene)))


def unclear(heard: Understanding | None, scene: Scene) -> Answered:
    """Words that say nothing we can read."""
    effects = (NoteUnanswered(heard.text[:500], "unclear", ""),) if heard and len(heard.text) > 4 else ()
    options = (HELP, Option("问政策"), Option("查到账"), HUMAN)
    return Answered(Reply(say("unclear", scene), options, say("unclear_next", scene)), effects=effects)


MAIN = (HELP, Option("问政策"), Option("问标准"), Option("查到账"), Option("查进度"), HUMAN)


_LIVES = re.compile(r"[我俺].{0,4}(?:住|家在|家是)|^(?:住|家住|家在)")
_SMALLEST = 9
"""Digits of a township: that somebody lives in the county tells nothing we did not know."""


def bare_place(heard: Understanding, scene: Scene) -> Answered | None:
    """A place and nothing else: what about it?"""
    guess = heard.place
    if not guess or not guess.code or heard.intent not in ("unclear", "out_of_scope") or len(heard.text) > 16:
        return None
    if guess.outside:
        text, tail = say("outside", scene, place=guess.outside), say("outside_next", scene, county=county_name(scene))
        return Answered(Reply(text, (HELP, Option("问政策"), HUMAN), tail))
    here = scene.office.places.full_name(guess.code)
    lives = len(guess.code) >= _SMALLEST and bool(_LIVES.search(heard.text))
    options = (HELP, Option("那里的窗口电话", f"{here}窗口电话"), Option("问政策"), HUMAN)
    said = say("lives" if lives else "place", scene, place=here)
    effects = (RememberPlace(guess.code),) if lives else ()
    return Answered(Reply(said, options, say("place_next", scene)), effects=effects)


def once_more(found: Answered, scene: Scene, *, again: bool = True) -> Answered:
    """The same answer a second time: somebody who explains it by phone comes first.

    ``again`` when the very words were said before; else another question led to it.
    """
    if found.begin or not found.reply.text:
        return found
    others = tuple(one for one in found.reply.options if one.words != HUMAN.words)[:3]
    call = Option("请人打电话给我讲", HUMAN.words)
    text = say("once_more", scene, answer=found.reply.text) if again else found.reply.text
    reply = Reply(text, (call, *others), say("once_more_next", scene), found.reply.page)
    return replace(found, reply=reply)


def no_such_number(choices: Sequence[str], scene: Scene) -> Answered:
    """A number nobody offered: the menu's own numbers again."""
    text = say("no_number" if choices else "number", scene)
    return Answered(Reply(text, MAIN, say("number_next", scene)))


def nothing_to_stop(scene: Scene) -> Answered:
    """取消 while nothing runs."""
    return Answered(Reply(say("nothing", scene), (), say("nothing_next", scene)))


def thing(message: Message, scene: Scene) -> Answered:
    """Something that is not words: what we make of it, and what to send instead."""
    match message.kind:
        case "voice":
            return media.voice(scene)
        case "image" | "video":
            text = say("picture", scene)
        case "link":
            return tongues.link(scene)
        case "file":
            text = say("file", scene)
        case "location":
            text = say("position", scene)
            options = (HELP, Option("附近的窗口", "窗口电话"), HUMAN)
            return Answered(Reply(text, options, window_line(home_of(scene), scene)))
        case _:
            text = say("strange", scene)
    return Answered(Reply(text, (HELP, HUMAN, MENU), say("thing_next", scene)))
