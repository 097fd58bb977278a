"""What is kept about the sender, and what is sent unasked: shown on request, each switched by one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.answered import Answered
from dialogs.effects import Subscribe
from dialogs.letters import Letter
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from dialogs.effects import Topic
    from dialogs.scene import Scene

KEPT_DAYS = 30
"""How long what was said is kept at most; what tidies up keeps to it."""
MOST_PEOPLE = 5
"""People whose money one sender may see: a family's, and no collection of old people's identity cards."""
_TOPICS: tuple[tuple[Topic, str, str], ...] = (
    ("arrival", "到账提醒", "钱一到账就告诉您"),
    ("standards", "调标提醒", "您在领或问过的补助，标准变了告诉您"),
    ("news", "政策消息", "您住的地方有新通知告诉您"),
)


def about_me(scene: Scene) -> Answered:
    """Everything kept of the sender in a few lines, with the ways to change and to delete it."""
    sender, places = scene.resident, scene.office.places
    if sender.bound:
        whose = f"{sender.agent_of}{sender.name}" if sender.agent_of else sender.name
        tail = f"，手机尾号{sender.phone[-4:]}" if sender.phone else ""
        lines = [f"绑定：{whose}{tail}"]
    else:
        lines = ["绑定：没有"]
    lines.append(f"住处：{places.full_name(sender.place) if sender.place else '没有记'}")
    lines.append(f"登记过的事：{len(scene.clues)}件")
    wanted = [name for topic, name, _ in _TOPICS if _wants(topic, scene)]
    lines.append(f"会发给您的：{'、'.join(wanted) or '没有'}")
    lines.append(f"聊天：最多留{KEPT_DAYS}天；语音和照片：到期自动删")
    unbind = (Option("解除绑定"),) if sender.bound else (Option("绑定身份"),)
    options = (Option("改订阅", "我的订阅"), *unbind, Option("删除我的资料"))
    page = Page("看详细的", "/my") if sender.bound else None
    return Answered(Reply("我这里记着您的：\n" + "\n".join(lines), options, "只有您自己看得到。", page))


def subscriptions(scene: Scene, lead: str = "") -> Answered:
    """Each kind of letter, on or off, why one gets it, and the other way by its number."""
    lines = [f"{name}：{'开着' if _wants(topic, scene) else '关着'}。{why}" for topic, name, why in _TOPICS]
    options = tuple(Option(f"{'关掉' if _wants(topic, scene) else '打开'}{name}") for topic, name, _ in _TOPICS)
    return Answered(Reply("\n".join(filter(None, (lead, *lines))), options, "回数字就能改，改了马上算数。"))


def switch(topic: Topic, wanted: bool, scene: Scene) -> Answered:
    """One kind of letter on or off. Arrival letters need to know whose money it is."""
    name = next(name for key, name, _ in _TOPICS if key == topic)
    if topic == "arrival" and wanted and not scene.resident.bound:
        return Answered(Reply("先绑定身份，才知道把哪一笔告诉您。"), begin="binding")
    back = f"想{'关掉' if wanted else '再收'}，说「{'关掉' if wanted else '打开'}{name}」。"
    told = {"arrival": "钱一到账就告诉您", "standards": "标准变了就告诉您", "news": "有新通知就告诉您"}[topic]
    off = {"arrival": "钱照常到您卡上。", "standards": "标准变了，来问我也行。", "news": "想看随时说「通知公告」。"}[
        topic
    ]
    text = f"好，{told}。" if wanted else f"好，以后不发{name}了。{off}"
    return Answered(Reply(text, (), back), effects=(Subscribe(topic, wanted),))


def too_many_told() -> Letter:
    """What the county hears of a sender who would be bound to more people than a family has."""
    text = (
        f"有一个微信已经绑定了{MOST_PEOPLE}个人，还想再绑一个，没有让绑。\n"
        "可能是替乡亲代办，也可能有人在收集老人的身份证。请在审计记录里查一查，核实一下。"
    )
    data = {"no": "绑定", "title": "一个微信想绑定很多人", "state": "待办", "due": "", "next": "核实是不是一家人"}
    return Letter(Reply(text), "reminder", data)


def _wants(topic: Topic, scene: Scene) -> bool:
    sender = scene.resident
    return {"arrival": sender.wants_arrival and sender.bound, "standards": sender.wants_standards}.get(
        topic, sender.wants_news
    )
