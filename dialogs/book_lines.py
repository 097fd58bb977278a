"""The lines of answers out of the books (what came, what is received), for the list of what may be worded otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dialogs import arrivals, entitled

BOOKS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {("arrivals", "查到账"): arrivals.SAYS, ("entitlements", "我的待遇"): entitled.SAYS}
)
"""Answers out of the books, which are no flow."""
BOOKS_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "没有绑定身份",
        "unbound_next": "没有绑定身份，最后一句",
        "none": "还没有发放记录",
        "none_next": "还没有发放记录，最后一句",
        "picture": "要到账图片",
        "next": "最后一句",
        "whose": "替家里人问，先说是谁的钱",
        "nothing": "没有在领的补助",
        "stopped_next": "停发写了原因，最后一句",
        "unexplained_next": "停发没写原因，最后一句",
    }
)
"""When a resident hears each of them."""
