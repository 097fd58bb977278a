"""The account's menu: the pack says what is in it, the platform says how much may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.wechat import words
from bot.wechat.client import WeChatGateway

if TYPE_CHECKING:
    from knowledge.bureau import MenuItem

_COLUMNS, _CHILDREN = 3, 5
_NAME_BYTES, _CHILD_NAME_BYTES, _KEY_BYTES, _URL_BYTES = 16, 60, 128, 1024


class BadMenu(ValueError):
    """The menu breaks the platform's limits; says each of them in Chinese."""


def menu_body(items: Sequence[MenuItem], base_url: str) -> dict[str, Any]:
    """The menu as the platform takes it; paths get our own address in front. Raises ``BadMenu``."""
    problems = tuple(menu_problems(items))
    if problems:
        raise BadMenu("\n".join(problems))
    return {"button": [_button(item, base_url) for item in items]}


def menu_problems(items: Sequence[MenuItem]) -> Iterator[str]:
    """Each limit that the menu breaks, in Chinese."""
    if len(items) > _COLUMNS:
        yield words.MENU_TOO_MANY.format(count=len(items))
    for item in items:
        if len(item.children) > _CHILDREN:
            yield words.MENU_TOO_MANY_CHILDREN.format(name=item.name, count=len(item.children))
        yield from _entry_problems(item, _NAME_BYTES)
        for child in item.children:
            yield from _entry_problems(child, _CHILD_NAME_BYTES)


def push_menu(items: Sequence[MenuItem], base_url: str, gateway: WeChatGateway) -> None:
    """Put the menu in place of the account's. Raises ``BadMenu`` or ``SendError``."""
    gateway.create_menu(menu_body(items, base_url))


def _entry_problems(item: MenuItem, longest: int) -> Iterator[str]:
    if len(item.name.encode()) > longest:
        yield words.MENU_NAME_LONG.format(name=item.name, limit=longest)
    if item.children:
        return
    if not (item.key if item.kind == "click" else item.url if item.kind == "view" else ""):
        yield words.MENU_NO_ACTION.format(name=item.name)
    for field, value, limit in (("key", item.key, _KEY_BYTES), ("url", item.url, _URL_BYTES)):
        if len(value.encode()) > limit:
            yield words.MENU_KEY_LONG.format(name=item.name, field=field, limit=limit)


def _button(item: MenuItem, base_url: str) -> dict[str, Any]:
    if item.children:
        return {"name": item.name, "sub_button": [_button(child, base_url) for child in item.children]}
    if item.kind == "click":
        return {"name": item.name, "type": "click", "key": item.key}
    return {"name": item.name, "type": "view", "url": base_url + item.url if item.url.startswith("/") else item.url}
