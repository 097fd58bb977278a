"""What the five things that everybody is to be told are called by, in taps, in the menu and in people's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

COMMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "know": ("我该知道的", "五件事都看看", "该知道的", "五件事", "主动告知", "有哪些事该告诉我"),
        "know_policy": ("告诉我政策规定", "接着看：政策规定", "政策规定"),
        "know_standard": ("告诉我救助标准", "接着看：救助标准", "现行标准"),
        "know_entitlement": ("我享受的待遇", "接着看：我享受的待遇", "我享受什么", "我在领什么"),
        "know_seek_help": ("求助的办法", "接着看：怎么求助", "怎么求助", "怎样求助", "求助方式", "求助渠道"),
        "know_supervision": (
            "监督的办法",
            "接着看：怎么监督",
            "怎么监督",
            "监督电话",
            "监督渠道",
            "监督",
            "怎么监督你们",
        ),
    }
)
"""What each of the five is called by: keys of the account's menu, words of our taps and of people."""
_MINE = r"(?:我|我家|我们家|俺|俺家)(?:都)?(?:能|可以|有权)(?:够)?"
_ASKED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:哪些|什么|啥)(?:事情?|东西|内容)?.{0,4}(?:该|应该|要|得)(?:告诉|通知)(?:我|我们|老百姓)"), "know"),
    (re.compile(r"(?:我|我们|老百姓)(?:该|应该|有权)(?:知道|晓得)(?:什么|哪些|啥|的)"), "know"),
    (re.compile(r"(?:怎么|咋|如何|哪里|去哪|谁来?|向谁)(?:能|可以|去|来)?监督"), "know_supervision"),
    (re.compile(r"监督.{0,6}(?:电话|渠道|办法|方式)|谁(?:来)?管(?:着)?(?:你|您)们"), "know_supervision"),
    (re.compile(_MINE + r"(?:享受|得到)(?:到)?(?:什么|哪些|啥|哪几[样项])"), "know_entitlement"),
    (re.compile(r"(?:怎么|咋|怎样|如何|去哪|哪里|哪儿)(?:里|能|可以|去)*(?:求助|寻求帮助)"), "know_seek_help"),
    (re.compile(r"求助.{0,4}(?:渠道|方式|办法|路子)"), "know_seek_help"),
)
_LONGEST = 18
"""Longer sentences tell a story, in which such words are said in passing."""


def asked(text: str) -> str:
    """The key of what is asked for in one's own words; empty for all other words."""
    plain = text.strip(" ，。,.？?！!")
    if len(plain) > _LONGEST:
        return ""
    return next((key for pattern, key in _ASKED if pattern.search(plain)), "")


def named(text: str) -> str:
    """The key of our own words or of words of one's own; empty for all other words."""
    plain = text.strip(" ，。,.？?！!")
    return next((key for key, words in COMMANDS.items() if plain in words), "") or asked(text)
