"""What the lists around the call screen say that a template cannot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

ORIGINS: Mapping[str, str] = MappingProxyType(
    {"wechat": "微信里要求回电", "operator": "坐席答应回电", "missed": "没接到的电话", "follow_up": "办完回访"}
)
TYPED_ORIGINS: tuple[tuple[str, str], ...] = (("operator", "答应了打回去"), ("missed", "没接到的电话"))
OUTCOMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "reached": ("打通了", "state-done"),
        "missed": ("没打通", "state-due"),
        "dropped": ("不用打了", ""),
        "written": ("在微信上写了", "state-due"),
        "answered": ("在微信上答复了", "state-done"),
    }
)
WHY_DROPPED: tuple[str, ...] = (
    "本人说不用了",
    "号码是空号或打错了",
    "已经在别处答复",
    "重复的请求",
    "多次打不通，已请人上门",
)
NO_NUMBER = "没有留电话"
# whether WeChat takes words now: what to say of it
WECHAT: Mapping[str, str] = MappingProxyType(
    {
        "open": "",
        "closed": "对方超过 48 小时没有在微信里说话，微信现在不让发。对方再说一句话，这里就能写，这一条会排到最前面。",
        "gone": "对方已经取消关注，或者删除了资料，微信上再也发不到了。",
        "never": "这一条不是从微信来的，微信上找不到人。",
    }
)
WRITTEN: Mapping[bool, str] = MappingProxyType(
    {True: "发给对方了，这一条办完了。", False: "发给对方了，还等对方回话。"}
)
LEARNT = "存好了。有了号码，就照平常打。"
LEARNT_PLACE = "地方存好了，可以请那里的人上门。"
TEXT_SENT = "短信排上了，送出去了没有，看下面。"
TEXT_ALREADY = "这个号码已经发过短信，没有再发。"
NOTE_EMPTY = "还没有写字，没有存。"
NOTE_KEPT = "记下了，加在这通电话后面。"
NOT_BOUND = "没有绑定身份的群众"
AND = "、"
VOICE_STALE = "刚才有同事听过这段语音，您这一步没有存，也没有发出去。"
VOICE_DONE: Mapping[str, str] = MappingProxyType(
    {
        "understood": "记下了。已经按这句话回答，答复会发到对方微信。",
        "answered": "记下了，您写的答复会发到对方微信。",
        "unclear": "记下了，已经请对方再说一遍。",
        "called": "记下了。请把要回的电话填上。",
        "waits": "记下了，排在回电单上。没有号码，在微信上回，听出号码就补上。",
    }
)
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "voice": "（语音）",
        "image": "（照片）",
        "video": "（视频）",
        "location": "（位置）",
        "file": "（文件）",
        "link": "（链接）",
    }
)
PAPER_SOURCE = "请选从哪里来的。没有存。"
PAPER_FULL = "已经同时放了六通，请先结束一通。没有存，写的还在。"
CALLBACK_KEPT = "记下了，排在下面的单子里。"
CALLBACK_STALE = "刚才有同事打过这个电话，您这一步没有存。请看最新的情况。"


def rung(outcome: str, phone_tail: str) -> str:
    """What is said after an attempt was noted."""
    if not phone_tail:
        return "记下了：和本人说上话了。" if outcome == "reached" else "记下了：这一条不用再办。"
    return {
        "reached": f"记下了：尾号 {phone_tail} 打通了。",
        "missed": f"记下了：尾号 {phone_tail} 没打通，到时间会排到前面。",
    }.get(outcome, f"记下了：尾号 {phone_tail} 不用再打。")


def sent_there(name: str) -> str:
    """What is said after somebody was asked to go there."""
    return f"已经请{name}上门看看，线索也转给了{name}。"


def received(day: str) -> str:
    """11月18日（周三）收到."""
    return f"{day}收到"


def listed(*parts: str) -> str:
    """What there is of it, in one line."""
    return "，".join(part for part in parts if part)


def how_long(span: timedelta) -> str:
    """等了 20 分钟, 等了 3 小时, 等了 2 天."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"等了 {minutes} 分钟"
    return f"等了 {minutes // 60} 小时" if minutes < 24 * 60 else f"等了 {minutes // (24 * 60)} 天"


def lasted(seconds: int) -> str:
    """45 秒, 3 分 5 秒."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def try_number(tries: int) -> str:
    """第 2 次."""
    return f"第 {tries} 次"


def said_as(kind: str, text: str) -> str:
    """What somebody sent, with what it was where it was no words."""
    return f"{_KINDS.get(kind, '')}{text}" or "（别的消息）"


def letter_said(payload: Mapping[str, Any]) -> str:
    """The words of a letter that went to the resident."""
    return str(payload.get("text") or payload.get("markup") or "")
