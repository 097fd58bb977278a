"""The letters that staff get: what to do first. They never carry a name, a number or an illness: those are behind the
link. ``own`` is always what the bureau says in its own way (``pack.wording``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from dialogs.letters import Letter, minute
from dialogs.lines import Own, worded
from dialogs.say import local_day, say_when
from dialogs.talk import Reply
from knowledge.casework import STATE_NAMES

Lead = Literal["", "superior", "vacant", "assigned"]
"""Why this person gets an alert; empty for the owner."""
Said = Literal["more", "again", "others"]
"""Why words about a clue go to its owner."""
_TO_DO: Mapping[Said, str] = MappingProxyType({"more": "看补充的情况", "again": "重新办理", "others": "看又反映的情况"})
URGENCY_NAMES: Mapping[str, str] = MappingProxyType({"danger": "危急", "urgent": "紧急", "normal": "一般"})
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "lead": "您有一条新的救助线索。",
        "lead_superior": "辖区内有一条紧急线索，已派给责任人，请您关注。",
        "lead_vacant": "有一条线索缺少在岗的责任人，请您安排。",
        "lead_assigned": "有一条救助线索改派给您。",
        "danger": "人可能有危险，请马上联系并到场。",
        "urgent": "情况紧急，请尽快上门查看。",
        "clue": "{title}（{level}）\n地点：{place}",
        "place_unknown": "还不清楚",
        "due": "请在{due}前处理。",
        "due_soon": "请尽快处理。",
        "agency": "本人去不了，要上门代办。",
        "next": "线索编号{no}，打开消息里的链接办理。",
        "more": "反映人补充了情况。\n{title}\n{words}",
        "again": "反映人不满意，要求重新办理。\n{title}\n{words}",
        "others": "又有人反映同一件事。\n{title}\n{words}",
        "others_too": "又有人反映同一件事。",
        "late": "「{title}」该{step}了，已经超期{late}个工作日。",
        "near": "「{title}」该{step}了，{due}到期。",
        "for_owner": "请抓紧办理。",
        "for_deputy": "责任人{owner}还没有办，请您接着办或催一下。",
        "for_superior": "责任人{owner}还没有办，请您督促。",
        "for_county": "责任人{owner}超期未办，请督办。",
        "tell": "请打电话或上门告诉反映人。\n「{title}」：{what}\n微信通知不到本人，告知后请在线索里记一笔。",
        "tell_next": "线索编号{no}，打开消息里的链接查看电话。",
        "untold": "{place}有{count}笔补贴已发放，还没能通知到本人。\n请打电话或上门告诉他们，告知后在名单里打勾。",
        "untold_next": "名单在消息里的链接中。",
        "not_reached": "（微信通知不到责任人，转告您）",
    }
)
"""A bureau may word it as ``alerts.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "lead": "新线索，给责任人，第一句",
        "lead_superior": "新线索，给上级，第一句",
        "lead_vacant": "新线索，没有责任人，第一句",
        "lead_assigned": "线索改派，第一句",
        "danger": "新线索，危急",
        "urgent": "新线索，紧急",
        "clue": "新线索，是什么事、在哪里",
        "place_unknown": "新线索，不知道在哪里",
        "due": "新线索，什么时候前处理",
        "due_soon": "新线索，没有时限",
        "agency": "新线索，本人去不了",
        "next": "说线索的消息，最后一句",
        "more": "反映人补充了情况",
        "again": "反映人要求重新办",
        "others": "别人又反映同一个人",
        "others_too": "别人又反映同一个人，比先前更急或地方更清楚",
        "late": "催办，已经超期",
        "near": "催办，快到期",
        "for_owner": "催办，给责任人，第二句",
        "for_deputy": "催办，给副手，第二句",
        "for_superior": "催办，给上级，第二句",
        "for_county": "催办，给县里，第二句",
        "tell": "反映人微信收不到，请打电话或上门",
        "tell_next": "反映人微信收不到，最后一句",
        "untold": "补贴到账，有人微信收不到",
        "untold_next": "补贴到账，有人微信收不到，最后一句",
        "not_reached": "责任人微信收不到，转给上级，第一句",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "是什么事",
        "level": "危急、紧急还是一般",
        "place": "在哪里",
        "due": "什么时候到期",
        "no": "线索编号",
        "words": "反映人的话",
        "step": "该办哪一步",
        "late": "超期几个工作日",
        "owner": "责任人姓名",
        "what": "要告诉反映人的话",
        "count": "几笔",
    }
)


def clue_alert(
    own: Own,
    no: str,
    title: str,
    place: str,
    urgency: str,
    due: datetime | None,
    now: datetime,
    lead: Lead = "",
    hint: str = "",
) -> Letter:
    """A clue that its owner (or whoever must know) has to see. ``lead`` says why this person gets it."""
    level = URGENCY_NAMES.get(urgency, urgency)
    where = place or _say(own, "place_unknown")
    lines = [
        _say(own, f"lead_{lead}" if lead else "lead"),
        _say(own, urgency) if urgency in ("danger", "urgent") else "",
        _say(own, "clue", title=title, level=level, place=where),
        _say(own, "due", due=say_when(due, local_day(now))) if due else _say(own, "due_soon"),
        hint,
    ]
    return Letter(
        Reply("\n".join(filter(None, lines)), (), _say(own, "next", no=no)),
        "clue_alert",
        {"no": no, "title": title, "place": where, "urgency": level, "due": minute(due)},
    )


def agency(own: Own) -> str:
    """The hint of an alert that somebody cannot go and apply."""
    return _say(own, "agency")


def others(own: Own) -> str:
    """The hint of an alert that somebody else told of the same person; never who."""
    return _say(own, "others_too")


def clue_words(
    own: Own, no: str, title: str, words: str, state: str, due: datetime | None, lead: Said = "more"
) -> Letter:
    """A reporter said more, wants it done again, or others tell of it too; what was said stands in the chat only."""
    text = _say(own, lead, title=title, words=words).rstrip()
    return Letter(
        Reply(text, (), _say(own, "next", no=no)),
        "reminder",
        _reminded(no, title, state, due, _TO_DO[lead]),
    )


def reminder(
    own: Own, no: str, title: str, state: str, step: str, due: datetime, late: int, rung: str, owner: str
) -> Letter:
    """A deadline is near or past. ``rung`` is the post of the reader, ``owner`` names who answers for the clue."""
    passed = _say(own, "late" if late else "near", title=title, step=step, late=late, due=minute(due))
    reader = rung if f"for_{rung}" in SAYS else "owner"
    return Letter(
        Reply(f"{passed}\n{_say(own, f'for_{reader}', owner=owner)}", (), _say(own, "next", no=no)),
        "reminder",
        _reminded(no, title, state, due, step if rung == "owner" else f"督促{step}"),
    )


def tell_in_person(own: Own, no: str, title: str, what: str) -> Letter:
    """The reporter cannot be reached on WeChat and must be told by phone or at the door."""
    return Letter(
        Reply(_say(own, "tell", title=title, what=what), (), _say(own, "tell_next", no=no)),
        "reminder",
        _reminded(no, title, "resolved", None, "电话告知"),
    )


def untold_payments(own: Own, place: str, count: int, batch: int) -> Letter:
    """Village assistants: who was paid and cannot be told on WeChat."""
    data = _reminded(f"P{batch}", "补贴到账告知", "", None, "电话或上门告知")
    return Letter(Reply(_say(own, "untold", place=place, count=count), (), _say(own, "untold_next")), "reminder", data)


def passed_on(own: Own, text: str) -> str:
    """The words of an alert that did not reach its reader, for the superior."""
    return f"{_say(own, 'not_reached')}\n{text}"


def _reminded(no: str, title: str, state: str, due: datetime | None, what: str) -> dict[str, str]:
    name = next((said for key, said in STATE_NAMES.items() if key == state), "待办")
    return {"no": no, "title": title, "state": name, "due": minute(due), "next": what}


def _say(own: Own, name: str, /, **facts: object) -> str:
    return worded(own, f"alerts.{name}", SAYS[name], **facts)
