"""找人工: somebody of the bureau calls back. Asked for again it is the same call; it can be put off or dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import MENU, Answered
from dialogs.effects import CallHuman, CallWhen, DropCall
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import Phone, numbers_in
from dialogs.say import local_day, say_when
from dialogs.talk import Option, Reply
from knowledge.casework import OPEN_STATES
from knowledge.identity import check_phone

if TYPE_CHECKING:
    from dialogs.scene import ClueView, Scene

_MORE, _OTHER_TIME, _DROP = "说说什么事", "换个时间打", "不用打了"
"""What the taps send, whatever stands on them."""
_NUMBER = re.compile(r"1\d{10}|0\d{2,3}[- ]?\d{7,8}")
_CORRECTS = re.compile(r"电话|号码|手机|错了|换成|改成|打这个")
_TIMES: Mapping[str, str] = MappingProxyType({"morning": "上午打", "afternoon": "下午打", "any": "什么时候都行"})
_STRANGERS = re.compile(r"骗|诈|冒充|打来|来电|陌生|举报|投诉|告他|告她|是不是真")
"""Words with a number that tell of a call that came, not of one that is wished for."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT = 40
"""Longer words with a number tell a story, which has a flow of its own; the number is kept all the same."""
_DROPS = re.compile(r"^(?:不用再?打(?:电话)?了?|别再?打(?:电话)?了|不用回电话?了?|取消(?:回电话?|电话))$")
_ASKS_TIME = re.compile(r"^(?:换个?时间(?:打|吧)?|(?:现在|这会儿?)不方便接?(?:电话)?|挑个?时间)$")
_SAYS_TIME = re.compile(
    r"^((?:今天|明天|后天|周[一二三四五])?(?:早上|上午|中午|下午|傍晚|晚上)(?:[一二三四五六七八九十\d]{1,2}点半?)?(?:以?后|以?前)?"
    r"|随时|什么时候都行)(?:再)?(?:打|打给我|给我打|打电话|联系我|有空|方便)?(?:吧|就行)?$"
)


def _finish(slots: Slots, scene: Scene) -> Ending:
    """It is registered at once: who says nothing more is called all the same."""
    number = str(slots["phone"])
    where = FLOW.say("where", scene, tail=number[-4:])
    hours, calendar = scene.office.pack.bureau.hours, scene.office.calendar
    said, after, facts = "done", "next", {"where": where}
    if not hours.open_at(scene.now, calendar):
        opens = hours.next_opening(scene.now, calendar)
        said, after = "done_later", "next_later"
        facts["when"] = say_when(opens, local_day(scene.now)) if opens else FLOW.say("unknown", scene)
    options = _taps(scene)
    if not number:
        said, after, options = f"{said}_voice", "next_later", (options[0], options[-1])
    reply = Reply(FLOW.say(said, scene, **facts), options, FLOW.say(after, scene))
    return Ending((reply,), (CallHuman(str(slots.get("_why", "")) or "居民要求回电话", number),))


FLOW = Flow(
    name="human",
    title="请工作人员回电话",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "现在有人上班。{call}",
            "opening_closed": "现在下班了，{when}上班。人有危险请拨110或120。",
            "opening_unknown": "好，找人帮您。{call}",
            "done": "好，已经告诉工作人员，一会儿{where}。",
            "next": "请留意电话，别关机。",
            "done_later": "好，记下了。{when}{where}。",
            "next_later": "人有危险，请马上打110或120。",
            "done_voice": "好，已经告诉工作人员。听了您的语音、看了您的话，就在这里回您。",
            "done_later_voice": "好，记下了。{when}上班，听了您的语音、看了您的话，就在这里回您。",
            "standing": "给您打电话的事已经排上了，工作人员正在一个一个打。",
            "standing_later": "给您打电话的事已经排上了，{when}上班就打。",
            "standing_next": "想换个电话号码，直接发给我。人有危险别等，打110或120。",
            "standing_voice": "已经告诉工作人员。听了您的语音、看了您的话，就在这里回您。",
            "standing_voice_next": "有电话号码，直接发给我，就给您打过去。人有危险别等，打110或120。",
            "dropped": "好，不打了，已经告诉工作人员。",
            "when": "您什么时候方便接电话？",
            "when_next": "也可以自己说，像「明天下午三点」。",
            "when_noted": "好，记下了：{when}。工作人员尽量照这个时间打。",
            "dropped_next": "有事随时来，说「菜单」看都能办什么。",
            "call": "急的话直接拨{number}。",
            "where": "打尾号{tail}的手机",
            "unknown": "上班以后",
            "tap_more": _MORE,
            "tap_time": _OTHER_TIME,
            "tap_drop": _DROP,
            **{f"tap_{name}": said for name, said in _TIMES.items()},
        }
    ),
    where=MappingProxyType(
        {
            "call": "开头，急了拨哪个电话",
            "where": "办完了，打到哪个手机",
            "unknown": "办完了，不知道几点上班（“上班以后打给您”的“上班以后”）",
            "standing_voice": "没留电话，又来问",
            "standing_voice_next": "没留电话，又来问，最后一句",
            "tap_more": "选项，办完了",
            "tap_time": "选项，办完了",
            "tap_drop": "选项，办完了",
            "tap_morning": "选项，群众想换个时间",
            "tap_afternoon": "选项，群众想换个时间",
            "tap_any": "选项，群众想换个时间",
        }
    ),
    holes=MappingProxyType({"number": "民政局电话", "tail": "手机尾号"}),
    asks=(Ask("phone", "联系电话", "您留个电话，我请工作人员打给您。", Phone(instead="没有电话，在这里回我")),),
)


def opening(scene: Scene) -> str:
    """Whether somebody is there now and which number to dial; else when the bureau opens again."""
    bureau, calendar = scene.office.pack.bureau, scene.office.calendar
    number = FLOW.say("call", scene, number=bureau.phone) if bureau.phone else ""
    if bureau.hours.open_at(scene.now, calendar):
        return FLOW.say("opening", scene, call=number)
    opens = bureau.hours.next_opening(scene.now, calendar)
    if opens is None:
        return FLOW.say("opening_unknown", scene, call=number)
    return FLOW.say("opening_closed", scene, when=say_when(opens, local_day(scene.now)))


def standing(scene: Scene) -> Answered | None:
    """The call that was asked for before and did not come yet: it is the same one; None when there is none."""
    clue = _open(scene)
    if clue is None:
        return None
    if not clue.by_phone:
        said, after = FLOW.say("standing_voice", scene), FLOW.say("standing_voice_next", scene)
        return Answered(Reply(said, (_taps(scene)[0], _taps(scene)[-1]), after))
    hours, calendar = scene.office.pack.bureau.hours, scene.office.calendar
    opens = None if hours.open_at(scene.now, calendar) else hours.next_opening(scene.now, calendar)
    text = FLOW.say("standing", scene)
    if opens is not None:
        text = FLOW.say("standing_later", scene, when=say_when(opens, local_day(scene.now)))
    return Answered(Reply(text, _taps(scene), FLOW.say("standing_next", scene)))


def about_call(text: str, scene: Scene) -> Answered | None:
    """What is said of a call that was asked for: dropped, at another time, to another number, or what it is about.

    None for other words, and while no call is waited for.
    """
    clue, said = _open(scene), text.strip(" ，。,.！!~")
    if clue is None:
        return None
    if _DROPS.match(said):
        reply = Reply(FLOW.say("dropped", scene), (), FLOW.say("dropped_next", scene))
        return Answered(reply, effects=(DropCall(clue.no),))
    if _ASKS_TIME.match(said):
        times = tuple(Option(FLOW.say(f"tap_{name}", scene), said) for name, said in _TIMES.items())
        return Answered(Reply(FLOW.say("when", scene), times, FLOW.say("when_next", scene)))
    if (found := _SAYS_TIME.match(said)) is not None:
        when = found[1]
        return Answered(Reply(FLOW.say("when_noted", scene, when=when), (MENU,)), effects=(CallWhen(clue.no, when),))
    if said == _MORE:
        return Answered(Reply(""), begin="clue_more", slots={"no": clue.no})
    if not clue.by_phone and (told := own_number(said)) and len(said) <= _SHORT:
        # Nobody could ring before: a number in any words is the one to ring, and the words go along.
        why = {"_why": said} if len(_HAN.findall(said)) > 1 else {}
        return Answered(Reply(""), begin="human", slots={"phone": told, **why})
    digits = _NUMBER.search(said)
    number = check_phone(digits[0]) if digits and (len(said) <= 14 or _CORRECTS.search(said)) else ""
    return Answered(Reply(""), begin="human", slots={"phone": number}) if number else None


def any_number(text: str) -> bool:
    """Whether the words hold a number that can be dialled."""
    return bool(numbers_in(text))


def own_number(text: str) -> str:
    """The number at which whoever says these words can be rung; empty for none, and where it is a stranger's."""
    found = numbers_in(text)
    return found[0] if found and not _STRANGERS.search(text) else ""


def _taps(scene: Scene) -> tuple[Option, ...]:
    """What may be done about a call that is waited for."""
    taps = (("tap_more", _MORE), ("tap_time", _OTHER_TIME), ("tap_drop", _DROP))
    return tuple(Option(FLOW.say(name, scene), sends) for name, sends in taps)


def _open(scene: Scene) -> ClueView | None:
    return next((one for one in scene.clues if one.kind == "callback" and one.state in OPEN_STATES), None)
