"""Labels under answers that many places share, as a bureau calls them. What a tap sends stays ours.

They are put on where a turn is done, so that whoever offers 人工 need not know what this bureau calls it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "help": "我要求助",
        "policy": "问政策",
        "standard": "问标准",
        "arrivals": "查到账",
        "progress": "查进度",
        "human": "人工",
        "menu": "菜单",
        "go_on": "继续",
        "restart": "重新开始",
        "drop": "不办了",
        "skip": "跳过",
        "unknown": "不清楚",
        "no_phone": "不留电话",
        "visit": "没有电话，上门找我",
        "here": "没有电话，在这里回我",
        "none": "没有",
        "edit": "有地方要改",
        "this_month": "这个月",
        "last_month": "上个月",
        "several_months": "好几个月了",
        "which_month": "说不清",
        "bind": "绑定身份",
        "unbind": "解除绑定",
        "complain": "我要投诉",
        "not_arrived": "钱没到或不对",
        "why_stopped": "问问为什么停",
        "selfcheck": "看看我够不够",
        "contents": "我该知道的",
        "unlike": "都不是",
        "ring_explain": "请人打电话给我讲",
        "ring": "请打电话给我",
        "ring_number": "请打给我",
        "fraud": "有人找我要钱",
        "fraud_true": "真有人找我要钱",
        "fraud_report": "举报收钱的人",
        "unfair": "举报不该领的",
        "own_arrivals": "查我自己的到账",
        "window_there": "那里的窗口电话",
        "window_near": "附近的窗口",
        "reading_amount": "能领多少钱",
        "reading_contact": "去哪办、电话多少",
        "reading_arrivals": "钱到没到",
        "reading_progress": "办到哪一步了",
        "reading_help": "家里有困难，想求助",
        "reading_other": "帮别人求助",
        "reading_complaint": "投诉举报",
        "reading_change": "家里情况变了",
        "picture": "发成图片",
        "bind_more": "再绑一位家人",
        "topics": "改订阅",
        "erase": "删除我的资料",
        "arrival_on": "打开到账提醒",
        "arrival_off": "关掉到账提醒",
        "standards_on": "打开调标提醒",
        "standards_off": "关掉调标提醒",
        "news_on": "打开政策消息",
        "news_off": "关掉政策消息",
        "consents": "我同意过什么",
        "page_older": "看更早的（可放大字）",
        "page_all": "看全部（可放大字）",
        "page_mine": "看详细的",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "help": "选项：多处",
        "policy": "选项：菜单和多处",
        "standard": "选项：菜单和多处",
        "arrivals": "选项：菜单和多处",
        "progress": "选项：菜单和多处",
        "human": "选项：菜单和多处",
        "menu": "选项：多处",
        "go_on": "选项：隔了一天再来，菜单里",
        "restart": "选项：隔了一天再来",
        "drop": "选项：隔了一天再来",
        "skip": "选项：可以不答的一问",
        "unknown": "选项：姓名、村可以不答",
        "no_phone": "选项：可以不留电话",
        "visit": "选项：说没有电话",
        "here": "选项：请人回电话，留电话的一问",
        "none": "选项：问谁能帮忙",
        "edit": "选项：核对时",
        "this_month": "选项：问哪个月",
        "last_month": "选项：问哪个月",
        "several_months": "选项：问哪个月",
        "which_month": "选项：问哪个月",
        "bind": "选项：要先绑定的事",
        "unbind": "选项：我的资料",
        "complain": "选项：被骂、防骗",
        "not_arrived": "选项：查到账",
        "why_stopped": "选项：停发没写原因",
        "selfcheck": "选项：问政策",
        "contents": "选项：问政策",
        "unlike": "选项：没听准",
        "ring_explain": "选项：同一句又问",
        "ring": "选项：说不识字、太快",
        "ring_number": "选项：只发来电话",
        "fraud": "选项：问要不要交钱",
        "fraud_true": "选项：问我们是不是骗子",
        "fraud_report": "选项：问要不要交钱",
        "unfair": "选项：打听别人家",
        "own_arrivals": "选项：打听别人家",
        "window_there": "选项：只说了地名",
        "window_near": "选项：发来位置",
        "reading_amount": "选项：没听准",
        "reading_contact": "选项：没听准",
        "reading_arrivals": "选项：没听准",
        "reading_progress": "选项：没听准",
        "reading_help": "选项：没听准",
        "reading_other": "选项：没听准",
        "reading_complaint": "选项：没听准",
        "reading_change": "选项：没听准",
        "consents": "选项：我的资料",
        "page_older": "选项：查到账，打开网页",
        "page_all": "选项：我的待遇，打开网页",
        "picture": "选项：看到账，发成图片",
        "bind_more": "选项：已经绑定，再绑一位",
        "topics": "选项：我的资料，改订阅",
        "erase": "选项：我的资料，删除",
        "arrival_on": "选项：我的订阅，打开到账提醒",
        "arrival_off": "选项：我的订阅，关掉到账提醒",
        "standards_on": "选项：我的订阅，打开调标提醒",
        "standards_off": "选项：我的订阅，关掉调标提醒",
        "news_on": "选项：我的订阅，打开政策消息",
        "news_off": "选项：我的订阅，关掉政策消息",
        "page_mine": "链接：我的资料，看详细的",
    }
)
LABELS = frozenset(SAYS)
_KEYS: Mapping[str, str] = MappingProxyType({label: f"taps.{name}" for name, label in SAYS.items()})


def called(label: str, scene: Scene) -> str:
    """What this bureau calls that label."""
    key = _KEYS.get(label, "")
    return scene.office.pack.wording.get(key, label) if key else label


def relabelled(reply: Reply, scene: Scene, kept: frozenset[str] = frozenset()) -> Reply:
    """The reply with its labels as this bureau calls them; those ``kept`` are a question's own and have a key there."""
    if not scene.office.pack.wording:
        return reply
    options = tuple(each if each.label in kept else _option(each, scene) for each in reply.options)
    page = reply.page and Page(called(reply.page.label, scene), reply.page.path)
    return reply if (options, page) == (reply.options, reply.page) else replace(reply, options=options, page=page)


def _option(option: Option, scene: Scene) -> Option:
    label = called(option.label, scene)
    return option if label == option.label else Option(label, option.words)


def ours(text: str, scene: Scene) -> str:
    """What was typed, with a label that only this bureau uses turned into ours."""
    own, said = scene.office.pack.wording, text.strip()
    return next((label for label, key in _KEYS.items() if own.get(key) == said), text) if own else text
