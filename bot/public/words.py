"""What the residents' pages say that a template cannot."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TROUBLES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        403: ("没认出您是谁", "请回到微信，从公众号的对话里重新点开。"),
        404: ("没有这一页", "可能已经过期收起来了。可以看公开栏，或者回公众号问我。"),
        405: ("请用页面上的按钮", "没有改动任何东西。"),
        500: ("页面出了点问题", "没有丢东西。过一会再打开，急事请打电话。"),
        502: ("微信没有应答", "没有丢东西。过一会再点开。"),
        503: ("现在人多，请等几秒", "没有丢东西。过几秒再打开。"),
    }
)
ONLY_IN_WECHAT = ("请在微信里打开", "这一页要先知道您是谁，请从公众号的对话里点开。")

NATION = "全国"
NO_DAY = "从哪天起没有写"

MARKS: Mapping[str, str] = MappingProxyType({"sample": "示例", "unreviewed": "待核对"})


def card(tail: str) -> str:
    """尾号0001的卡."""
    return f"尾号{tail}的卡" if tail else ""


def until(day: str) -> str:
    """，到2026年12月31日."""
    return f"，到{day}"


def since(day: str) -> str:
    """2026年1月1日起."""
    return f"{day}起"


def month(year: int, number: int) -> str:
    """2026年11月."""
    return f"{year}年{number}月"
