"""What should not be sent or says too little alone: a card, a code, an ID number, a name; each with a next step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import turns
from dialogs.answered import HELP, HUMAN, Answered
from dialogs.flows import clue_progress
from dialogs.lines import sayer
from dialogs.say import say_day
from dialogs.talk import Option, Reply, Turn
from knowledge.blotting import CARD, CODE, private_in
from knowledge.personnames import bare_name

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from dialogs.talk import Talk

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "card": "银行卡号不要发给任何人，也不用发给我们。我没有留下。",
        "card_next": "钱打到哪张卡，乡镇（街道）登记时自己填。有人跟您要卡号，点「有人找我要钱」。",
        "code": "验证码和密码谁都不能给，民政局也不会要。我没有留下。",
        "code_next": "已经给了别人，马上打110或96110，再给银行打电话。",
        "id_number": "身份证号在这里用不着，以后别在聊天里发。我没有记下。",
        "id_number_next": "想查自己的到账，点「绑定身份」，只要最后6位。",
        "digits": "这串数字我看不出是什么。是验证码的话，谁都不能给。",
        "digits_next": "想办什么，点一下，或者用话告诉我。",
        "name": "您说的是{name}。想办哪件事？",
        "name_next": "回数字、点一下都行。",
        "thanks_waiting": "不客气，应该的。您登记的事，{day}前告诉您结果。",
        "thanks_waiting_next": "想看到哪一步了，说「进度」。",
        "in_between": "{what}不用发，我没有留下。",
        "what_card": "银行卡号",
        "what_code": "验证码和密码",
        "emoji": "收到了。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "card": "发来银行卡号",
        "card_next": "发来银行卡号，最后一句",
        "code": "发来验证码、密码",
        "code_next": "发来验证码、密码，最后一句",
        "id_number": "只发来身份证号",
        "id_number_next": "只发来身份证号，最后一句",
        "digits": "只发来几位数字",
        "digits_next": "只发来几位数字，最后一句",
        "name": "只发来一个名字",
        "name_next": "只发来一个名字，最后一句",
        "thanks_waiting": "登记以后说谢谢",
        "thanks_waiting_next": "登记以后说谢谢，最后一句",
        "in_between": "登记到一半，发来卡号或验证码",
        "what_card": "发来的是银行卡号",
        "what_code": "发来的是验证码、密码",
        "emoji": "登记到一半，只发来一个表情",
    }
)
HOLES: Mapping[str, str] = MappingProxyType({"what": "发来的是什么", "name": "群众发来的名字"})
LABELS = frozenset({"what_card", "what_code"})
say = sayer("entrusted", SAYS)

_CHEATED = Option("有人找我要钱", "防骗")
_SAID_SO = re.compile(r"卡号|验证码")
_PUNCTUATION = re.compile(r"[?？。，,.!！、~…]")
_DONE = re.compile(r"(?:都|已经)?(?:办|弄|搞|审)?(?:好|完|成|下来|妥)了?(?:吗|没有?|么|不)[?？。]*")
_ALONE = 9
"""Characters besides the number up to which a message is no story of its own."""
_DIGITS = re.compile(r"\d{4,8}")
_THANKS = re.compile(r"(?:好的?[，, ]*)?(?:谢谢?|多谢|感谢|辛苦)(?:你们?|您们?|啊|了|啦|呀|哈|！|。|!)*")


def answer(text: str, scene: Scene) -> Answered | None:
    """The answer to such a message while no question waits; None for all others."""
    said = text.strip()
    if (CARD in said or CODE in said) and _alone(said):
        name = "card" if CARD in said else "code"
        return _short(name, (_CHEATED, HELP, HUMAN), scene)
    if private_in(said) == "id_number" and _alone(said):
        return _short("id_number", (Option("绑定身份"), HELP, HUMAN), scene)
    if _DIGITS.fullmatch(said):
        return _short("digits", (HELP, Option("查到账"), HUMAN), scene)
    if _DONE.fullmatch(said):
        return clue_progress.answer(scene)
    days = [one.promised_by for one in scene.clues if one.promised_by and not one.result]
    if days and _THANKS.fullmatch(said):
        day = say_day(max(days))
        return Answered(Reply(say("thanks_waiting", scene, day=day), (), say("thanks_waiting_next", scene)))
    if (called := bare_name(said)) is not None:
        options = (Option("查到账"), HELP, Option("帮别人求助"), Option("查进度"), HUMAN)
        return Answered(Reply(say("name", scene, name=called), options, say("name_next", scene)))
    return None


def refused(talk: Talk, message: Message, scene: Scene) -> Turn | None:
    """What is no answer to the question that waits: a card or a code and nothing else, an emoji; None for all else."""
    said = message.text.strip()
    if message.kind not in ("text", "voice") or not said or not turns.began(talk):
        return None
    name = "card" if CARD in said else "code" if CODE in said else ""
    if name and _alone(said):
        lead = say("in_between", scene, what=say(f"what_{name}", scene))
    elif said in talk.choices or _PUNCTUATION.search(said) or any(letter.isalnum() for letter in said):
        return None
    else:
        lead = say("emoji", scene)
    return turns.between(Answered(Reply(lead)), talk, scene)


def warned(turn: Turn, message: Message, scene: Scene) -> Turn:
    """The turn of a running registration, with a word on a card or a code that was sent along."""
    name = "card" if CARD in message.text else "code" if CODE in message.text else ""
    if not name or not turn.talk.flow or not turn.replies or _SAID_SO.search(turn.replies[0].text):
        return turn
    lead = say("in_between", scene, what=say(f"what_{name}", scene))
    first = turn.replies[0]
    return replace(turn, replies=(replace(first, text=f"{lead}\n{first.text}"), *turn.replies[1:]))


def _alone(said: str) -> bool:
    rest = said.replace(CARD, "").replace(CODE, "")
    return sum(letter.isalpha() for letter in rest if letter not in "Xx") <= _ALONE


def _short(name: str, options: tuple[Option, ...], scene: Scene) -> Answered:
    return Answered(Reply(say(name, scene), options, say(f"{name}_next", scene)))
