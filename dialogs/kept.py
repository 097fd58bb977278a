"""What is kept about the sender, and what is sent unasked: shown on request, each switched by one number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import consents, notice_asking
from dialogs.answered import Answered
from dialogs.letters import Letter
from dialogs.lines import Own, line, worded
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from dialogs.effects import Topic
    from dialogs.scene import Scene

KEPT_DAYS = 30
"""How long what was said is kept at most; what tidies up keeps to it."""
MOST_PEOPLE = 5
"""People whose money one sender may see: a family's, and no collection of old people's identity cards."""
_TOPICS: Mapping[Topic, tuple[Option, Option]] = MappingProxyType(
    {
        "arrival": (Option("打开到账提醒"), Option("关掉到账提醒")),
        "standards": (Option("打开调标提醒"), Option("关掉调标提醒")),
        "news": (Option("打开政策消息"), Option("关掉政策消息")),
    }
)
"""What switches each kind of letter on and off; how it is called is a line of its own."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "lead": "我这里记着您的：",
        "tie": "绑定：{whom}，手机尾号{tail}",
        "tie_no_phone": "绑定：{whom}",
        "nobody": "绑定：没有",
        "home": "住处：{place}",
        "unknown": "没有记",
        "registered": "登记过的事：{count}件",
        "letters": "会发给您的：{letters}",
        "none": "没有",
        "talk": "聊天：最多留{days}天；语音和照片：到期自动删",
        "next": "只有您自己看得到。",
        "bound": "已经绑定好了：{people}。",
        "bound_next": "钱一到账，我会告诉您。",
        "full": "一个微信最多绑{most}位家人，已经绑满了，这是为了不让人收集老人的身份证。",
        "full_next": "真是一家人，{window}也可以先解除一位，说「解绑」。",
        "unbound": "这个微信没有绑定过身份，不用解除。",
        "unbound_next": "绑定以后，钱到账会告诉您。",
        "arrival": "到账提醒",
        "arrival_why": "钱一到账就告诉您",
        "arrival_on": "好，钱一到账就告诉您。",
        "arrival_off": "好，以后不发到账提醒了。钱照常到您卡上。",
        "standards": "调标提醒",
        "standards_why": "您在领或问过的补助，标准变了告诉您",
        "standards_on": "好，标准变了就告诉您。",
        "standards_off": "好，以后不发调标提醒了。标准变了，来问我也行。",
        "news": "政策消息",
        "news_why": "您住的地方有新通知告诉您",
        "news_on": "好，有新通知就告诉您。",
        "news_off": "好，以后不发政策消息了。想看随时说「通知公告」。",
        "on": "{letters}：开着。{why}",
        "off": "{letters}：关着。{why}",
        "switch_next": "回数字就能改，改了马上算数。",
        "arrival_on_next": "想关掉，说「关掉到账提醒」。",
        "arrival_off_next": "想再收，说「打开到账提醒」。",
        "standards_on_next": "想关掉，说「关掉调标提醒」。",
        "standards_off_next": "想再收，说「打开调标提醒」。",
        "news_on_next": "想关掉，说「关掉政策消息」。",
        "news_off_next": "想再收，说「打开政策消息」。",
        "bind_first": "先绑定身份，才知道把哪一笔告诉您。",
        "county": (
            "有一个微信已经绑定了{most}个人，还想再绑一个，没有让绑。\n"
            "可能是替乡亲代办，也可能有人在收集老人的身份证。请在审计记录里查一查，核实一下。"
        ),
        "county_title": "一个微信想绑定很多人",
        "county_do": "核实是不是一家人",
    }
)
"""What is said of what is kept and sent; a pack words it as ``kept.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "lead": "我的资料，第一句",
        "tie": "我的资料：绑定了谁，有手机号",
        "tie_no_phone": "我的资料：绑定了谁，没有手机号",
        "nobody": "我的资料：没有绑定",
        "home": "我的资料：住处",
        "unknown": "我的资料：住处没有记",
        "registered": "我的资料：登记过几件事",
        "letters": "我的资料：会发哪些提醒",
        "none": "我的资料：没有要收的提醒",
        "talk": "我的资料：聊天留多久",
        "next": "我的资料，最后一句",
        "bound": "说「绑定」，已经绑定了",
        "bound_next": "说「绑定」，已经绑定了，最后一句",
        "full": "想再绑一位，已经绑满",
        "full_next": "想再绑一位，已经绑满，最后一句",
        "unbound": "说「解绑」，没有绑定过",
        "unbound_next": "说「解绑」，没有绑定过，最后一句",
        "arrival": "提醒的名字：到账",
        "arrival_why": "我的订阅：到账提醒是什么",
        "arrival_on": "打开了到账提醒",
        "arrival_off": "关掉了到账提醒",
        "standards": "提醒的名字：调标",
        "standards_why": "我的订阅：调标提醒是什么",
        "standards_on": "打开了调标提醒",
        "standards_off": "关掉了调标提醒",
        "news": "提醒的名字：政策消息",
        "news_why": "我的订阅：政策消息是什么",
        "news_on": "打开了政策消息",
        "news_off": "关掉了政策消息",
        "on": "我的订阅：一项，开着",
        "off": "我的订阅：一项，关着",
        "switch_next": "我的订阅，最后一句",
        "arrival_on_next": "打开了到账提醒，最后一句",
        "arrival_off_next": "关掉了到账提醒，最后一句",
        "standards_on_next": "打开了调标提醒，最后一句",
        "standards_off_next": "关掉了调标提醒，最后一句",
        "news_on_next": "打开了政策消息，最后一句",
        "news_off_next": "关掉了政策消息，最后一句",
        "bind_first": "要到账提醒，还没有绑定",
        "county": "给县里的信：一个微信想绑定很多人",
        "county_title": "给县里的信，标题",
        "county_do": "给县里的信，要做什么",
    }
)
"""When each of them is heard."""
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "whom": "绑定的是谁（妈妈王秀英）",
        "tail": "手机号最后4位",
        "count": "几件",
        "letters": "哪些提醒",
        "days": "几天",
        "people": "绑定了哪几个人",
        "most": "最多几个人",
        "why": "这一项是什么",
    }
)


def about_me(scene: Scene) -> Answered:
    """Everything kept of the sender in a few lines, with the ways to change and to delete it."""
    sender, places = scene.resident, scene.office.places
    lines = _bound_to(scene) or [say("nobody", scene)]
    lines.append(say("home", scene, place=places.full_name(sender.place) if sender.place else say("unknown", scene)))
    lines.append(say("registered", scene, count=len(scene.clues)))
    wanted = [say(topic, scene) for topic in _TOPICS if _wants(topic, scene)]
    lines.append(say("letters", scene, letters="、".join(wanted) or say("none", scene)))
    lines.append(say("talk", scene, days=KEPT_DAYS))
    tie = Option("解除绑定" if sender.bound else "绑定身份")
    more = (Option("再绑一位家人"),) if sender.bound else ()
    options = (Option("改订阅", "我的订阅"), tie, Option("删除我的资料"), *more, consents.OPTION)
    page = Page("看详细的", "/my") if sender.bound else None
    text = "\n".join((say("lead", scene), *lines))
    return Answered(Reply(text, options, say("next", scene), page))


def subscriptions(scene: Scene, lead: str = "") -> Answered:
    """Each kind of letter, on or off, why one gets it, and the other way by its number."""
    lines = [
        say("on" if _wants(topic, scene) else "off", scene, letters=say(topic, scene), why=say(f"{topic}_why", scene))
        for topic in _TOPICS
    ]
    options = tuple(off if _wants(topic, scene) else on for topic, (on, off) in _TOPICS.items())
    page = notice_asking.page(scene) if _wants("news", scene) else None
    return Answered(Reply("\n".join(filter(None, (lead, *lines))), options, say("switch_next", scene), page))


def switch(topic: Topic, wanted: bool, scene: Scene) -> Answered:
    """One kind of letter on or off. Arrival letters need to know whose money it is."""
    if topic == "arrival" and wanted and not scene.resident.bound:
        return Answered(Reply(say("bind_first", scene)), begin="binding")
    done = f"{topic}_{'on' if wanted else 'off'}"
    reply = Reply(say(done, scene), (), say(f"{done}_next", scene))
    return notice_asking.switched(reply, topic, wanted, say(topic, scene), scene)


def too_many_told(own: Own) -> Letter:
    """What the county hears of a sender who would be bound to more people than a family has."""
    text = worded(own, "kept.county", SAYS["county"], most=MOST_PEOPLE)
    title, what = (
        worded(own, "kept.county_title", SAYS["county_title"]),
        worded(own, "kept.county_do", SAYS["county_do"]),
    )
    return Letter(Reply(text), "reminder", {"no": "绑定", "title": title, "state": "待办", "due": "", "next": what})


def say(name: str, scene: Scene, /, **facts: object) -> str:
    """One of the lines, as this bureau words it."""
    return line(scene, f"kept.{name}", SAYS[name], **facts)


def _bound_to(scene: Scene) -> list[str]:
    """绑定：妈妈王秀英，手机尾号0001, a line for each."""
    known = scene.people or ((scene.resident,) if scene.resident.bound else ())
    return [
        say("tie" if one.phone else "tie_no_phone", scene, whom=f"{one.agent_of}{one.name}", tail=one.phone[-4:])
        for one in known
    ]


def _wants(topic: Topic, scene: Scene) -> bool:
    sender = scene.resident
    return {"arrival": sender.wants_arrival and sender.bound, "standards": sender.wants_standards}.get(
        topic, sender.wants_news
    )
