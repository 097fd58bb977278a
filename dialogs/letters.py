"""The words of every letter: to residents plain and warm, to staff what to do first.

A letter goes out as a customer-service message (``reply``) where that is open, else as a template message, which takes
``data`` by our field names. Staff letters never carry a name, a number or an illness: those are behind the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from dialogs import standings
from dialogs.say import LOCAL, local_day, say_day, say_full_day, say_money, say_period, say_when
from dialogs.talk import Option, Reply
from knowledge.casework import STATE_NAMES

URGENCY_NAMES: Mapping[str, str] = MappingProxyType({"danger": "危急", "urgent": "紧急", "normal": "一般"})
LEADS: Mapping[str, str] = MappingProxyType(
    {
        "": "您有一条新的救助线索。",
        "superior": "辖区内有一条紧急线索，已派给责任人，请您关注。",
        "vacant": "有一条线索缺少在岗的责任人，请您安排。",
        "assigned": "有一条救助线索改派给您。",
    }
)
"""Why this person gets an alert."""
NOT_ARRIVED = "钱没到或不对"
"""The first option under an arrival letter; the menu knows it as ``not_arrived``."""
AGENCY = "本人去不了，要上门代办。"
NOT_REACHED = "（微信通知不到责任人，转告您）"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says; ``template`` is a key of the pack's templates, empty where only a chat message will do."""

    reply: Reply = field(repr=False)
    template: str = ""
    data: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)


def arrival(name: str, title: str, period: str, amount: Decimal, paid_on: date, account_tail: str) -> Letter:
    """Money has come. ``name`` is the person it was paid to, for a family member may be the one who reads."""
    card = f"，尾号{account_tail}的卡" if account_tail else ""
    whose = f"{name}的" if name else ""
    text = f"{whose}{title}{say_period(period)} {say_money(amount)}，{say_day(paid_on)}已发放到账{card}。"
    options = (Option(NOT_ARRIVED), Option("这笔钱是什么", f"{title}是什么"))
    return Letter(
        Reply(text, options, f"不用回复。数字对不上，点「{NOT_ARRIVED}」。"),
        "arrival",
        {
            "programme": title,
            "amount": say_money(amount),
            "period": period,
            "paid_on": say_full_day(paid_on),
            "account": f"尾号{account_tail}" if account_tail else "登记的账户",
        },
    )


def clue_alert(
    no: str, title: str, place: str, urgency: str, due: datetime | None, now: datetime, lead: str = "", hint: str = ""
) -> Letter:
    """A clue that its owner (or whoever must know) has to see. ``lead`` says why this person gets it."""
    level = URGENCY_NAMES.get(urgency, urgency)
    first = {"danger": "人可能有危险，请马上联系并到场。", "urgent": "情况紧急，请尽快上门查看。"}.get(urgency, "")
    by = f"请在{say_when(due, local_day(now))}前处理。" if due else "请尽快处理。"
    lines = [lead or LEADS[""], first, f"{title}（{level}）", f"地点：{place or '还不清楚'}", by, hint]
    return Letter(
        Reply("\n".join(filter(None, lines)), (), f"线索编号{no}，打开消息里的链接办理。"),
        "clue_alert",
        {"no": no, "title": title, "place": place or "还不清楚", "urgency": level, "due": _minute(due)},
    )


def clue_result(no: str, title: str, result: str, reason: str, at: datetime, kind: str = "help") -> Letter:
    """The result and its reason, told to who reported it, with the way to have it done again."""
    lines = (f"您反映的「{title}」办完了。", f"结果：{result}", f"理由：{reason}", standings.after(result, kind))
    return Letter(
        Reply(
            "\n".join(filter(None, lines)),
            standings.options(no, result),
            "有疑问随时问我，也可以说「人工」。",
        ),
        "clue_result",
        {"no": no, "title": title, "result": result, "reason": reason, "at": _minute(at)},
    )


def how_it_went(no: str, title: str) -> Letter:
    """Some time after the result: was it good? Chat only; no template is approved for it."""
    options = (Option("给个评价", f"评价{no}"), Option("不满意，重新办", f"重新办理{no}"))
    return Letter(Reply(f"前几天您反映的「{title}」，办得您满意吗？", options, "回1，点两三下就好；不想评也没关系。"))


def clue_referred(no: str, title: str, department: str, at: datetime) -> Letter:
    """Another department has it now; it stays on our board until that one is done."""
    text = f"您反映的「{title}」要由{department}办理，已经转过去了。\n我们会一直跟着，有结果马上告诉您。"
    data = {"no": no, "title": title, "result": "已转有关部门", "reason": f"由{department}办理，结果会告诉您"}
    return Letter(Reply(text, (Option("补充情况", f"补充{no}"),)), "clue_result", data | {"at": _minute(at)})


def clue_words(no: str, title: str, words: str, state: str, due: datetime | None, again: bool = False) -> Letter:
    """The reporter said more, or wants it done again; what was said stands in the chat only."""
    what = "反映人不满意，要求重新办理。" if again else "反映人补充了情况。"
    return Letter(
        Reply("\n".join(filter(None, (what, f"{title}", words))), (), f"线索编号{no}，打开消息里的链接办理。"),
        "reminder",
        _reminded(no, title, state, due, "重新办理" if again else "看补充的情况"),
    )


def reminder(no: str, title: str, state: str, step: str, due: datetime, late: int, rung: str, owner: str) -> Letter:
    """A deadline is near or past. ``rung`` is the post of the reader, ``owner`` names who answers for the clue."""
    passed = f"已经超期{late}个工作日" if late else f"{_minute(due)}到期"
    lead = {
        "owner": "请抓紧办理。",
        "deputy": f"责任人{owner}还没有办，请您接着办或催一下。",
        "superior": f"责任人{owner}还没有办，请您督促。",
        "county": f"责任人{owner}超期未办，请督办。",
    }.get(rung, "请抓紧办理。")
    return Letter(
        Reply(f"「{title}」该{step}了，{passed}。\n{lead}", (), f"线索编号{no}，打开消息里的链接办理。"),
        "reminder",
        _reminded(no, title, state, due, step if rung == "owner" else f"督促{step}"),
    )


def question_answered(words: str, answer: str) -> Letter:
    """The bureau's answer, told to who asked what had no answer yet."""
    return Letter(Reply(f"您问过「{_short(words)}」，民政局答复：\n{answer}", (), "还有不清楚的，接着问我。"))


_NEWS_SHOWN = 120


def news(title: str, text: str, place: str, programme: str) -> Letter:
    """What the bureau announced, to who subscribed: its beginning, and why it is sent to just this person."""
    begins = text if len(text) <= _NEWS_SHOWN else text[:_NEWS_SHOWN] + "……"
    why = f"您在领{programme}，又订阅了政策消息" if programme else f"您订阅了{place}的政策消息"
    return Letter(Reply(f"{title}\n{begins}", (), f"{why}，所以告诉您。不想收，说「退订」。"))


def standard_changed(text: str, title: str, short: str, said: str, since: date, doc_no: str) -> Letter:
    """A standard changed: ``text`` is what one wrote and another agreed to; ``said`` the amount as it is said."""
    return Letter(
        Reply(
            text,
            (Option("现在的标准", f"{short}标准"),),
            "您在领或问过这一项，所以告诉您。不想收，说「不要调标提醒」。",
        ),
        "standard_change",
        {"programme": title, "change": said, "since": say_full_day(since), "doc_no": doc_no or "见公开文件"},
    )


def standard_change_draft(now_said: str, before_said: str, since: date, doc_no: str, *, begun: bool) -> str:
    """The first words of a notice: the amount, from when, by which document, and what it was before."""
    lines = [f"{now_said}，{'已' if begun else '将'}从{say_full_day(since)}起执行。"]
    lines += [f"原来是{before_said}。"] if before_said else []
    lines += [f"文号：{doc_no}。"] if doc_no else []
    return "\n".join((*lines, "您家能领多少，以乡镇（街道）核实为准。"))


def heard_voice(words: str) -> Letter:
    """Somebody listened to a voice: what was understood, before the answer to it."""
    return Letter(Reply(f"听了您发的语音，您说的是「{_short(words)}」。", (), "听得不对，您再说一遍。"))


def voice_answered(words: str, answer: str) -> Letter:
    """The answer of the person who listened."""
    return Letter(Reply(f"听了您发的语音「{_short(words)}」。\n{answer}", (), "还有不清楚的，接着问我。"))


def voice_unclear(number: str) -> Letter:
    """Nobody could make out what was said."""
    ring = f"，也可以打{number}" if number else ""
    text = f"您发的语音我们听了，声音不清楚，没听明白。\n请您离手机近一点，再慢慢说一遍{ring}。"
    return Letter(Reply(text, (Option("请人回电话", "人工"),)))


def rang_in_vain(tail: str, tries: int, again: datetime, now: datetime, number: str = "") -> Letter:
    """Somebody rang back and nobody answered: when we try again, and what else can be done."""
    first = (
        f"刚才给您打电话（尾号{tail}），没有打通。"
        if tries == 1
        else f"给您打了{tries}次电话（尾号{tail}），都没打通。"
    )
    lines = [first, f"{say_when(again, local_day(now))}我们再打。"]
    lines += [f"您方便的时候，也可以打{number}找我们。"] if number else []
    return Letter(Reply("\n".join(lines), (Option("换个电话号码", "人工"),), "号码没错就不用回。"))


def tell_in_person(no: str, title: str, what: str) -> Letter:
    """Staff: the reporter cannot be reached on WeChat and must be told by phone or at the door."""
    text = f"请打电话或上门告诉反映人。\n「{title}」：{what}\n微信通知不到本人，告知后请在线索里记一笔。"
    return Letter(
        Reply(text, (), f"线索编号{no}，打开消息里的链接查看电话。"),
        "reminder",
        _reminded(no, title, "resolved", None, "电话告知"),
    )


def untold_payments(place: str, count: int, batch: int) -> Letter:
    """Village assistants: who was paid and cannot be told on WeChat."""
    text = f"{place}有{count}笔补贴已发放，还没能通知到本人。\n请打电话或上门告诉他们，告知后在名单里打勾。"
    data = _reminded(f"P{batch}", "补贴到账告知", "", None, "电话或上门告知")
    return Letter(Reply(text, (), "名单在消息里的链接中。"), "reminder", data)


def _reminded(no: str, title: str, state: str, due: datetime | None, what: str) -> dict[str, str]:
    name = next((said for key, said in STATE_NAMES.items() if key == state), "待办")
    return {"no": no, "title": title, "state": name, "due": _minute(due), "next": what}


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:40] + "…"


def _minute(moment: datetime | None) -> str:
    if moment is None:
        return "尽快"
    here = moment.astimezone(LOCAL)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"
