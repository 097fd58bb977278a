"""What may be wished at any moment, and which of the offered choices a message means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

Wish = Literal["", "back", "cancel", "repeat", "go_on", "restart"]

_EDGES = ' ，。,.！!？?「」"“”~～'
_SAID: Mapping[Wish, str] = {
    "back": "返回 上一步 上一个 上一问 回去 退回 退回去 后退 倒回去 返回上一步",
    "cancel": "取消 不办了 先不办 先不办了 不登记了 不用登记了 不弄了 不说了 不问了 退出 结束 停止 算了",
    "repeat": "再说一遍 重复 重复一遍 没看懂 没听懂 看不懂 听不懂 不懂 没明白 不明白 啥意思 什么意思 怎么填 咋填 "
    "慢点说 说慢点 讲慢点 太长了 太长 说简单点 简单点 简单点说 讲简单点 说短点 短一点",
    "go_on": "继续 接着办 接着来 继续办 接着 继续登记",
    "restart": "重新开始 重来 从头来 重新来 重新登记 从头开始",
}
_BY_WORD: Mapping[str, Wish] = {word: name for name, words in _SAID.items() for word in words.split()}
_SOFT = re.compile(r"^(?:我想|我要|我|请|那就?|还是)?(.+?)(?:一下|吧|了吧|啊|呀|嘛|呢|你|您)?$")
_GIVES_UP = re.compile(
    r"(?:太麻烦了?|算了|那)?[，,。 ]*(?:我|俺)?(?:不想?再?|别)(?:办|弄|登记|填|求助|搞|报)(?:了|下去了)?(?:吧|啦)?"
)
_ORDER = "一二三四五六七八九十"
_NUMBER = re.compile(
    r"^(?:我?选|回复?|按|第)?\s*(\d{1,2}|[一二三四五六七八九十])\s*(?:[.、,，。)）号]|个|项|条|号吧|吧)?$"
)

_NEARER: Mapping[str, int] = {
    **dict.fromkeys(["头一个", "前一个", "前面那个", "前面的", "上面那个", "上面的", "上边那个", "前头那个"], 1),
    **dict.fromkeys(["后一个", "后面那个", "后面的", "下面那个", "下面的", "下边那个", "后头那个"], 2),
}
"""Which of two choices is meant by its place."""


def wish(text: str) -> Wish:
    """The wish these words are, and nothing else; empty for all other words."""
    said = text.strip(_EDGES)
    soft = _SOFT.match(said)
    if _GIVES_UP.fullmatch(said):
        return "cancel"
    if not said and "?" in text.replace("？", "?"):
        return "repeat"  # nothing but a question mark: what was said is not clear
    return _BY_WORD.get(said) or (_BY_WORD.get(soft[1], "") if soft else "")


_SLIP = re.compile(r"(?:我)?(?:[说写打发]错了?|不对)[，, ]*(?:我?重新?[说写打发来]+)?[了吧一下遍次]*")


def takes_back(text: str) -> bool:
    """Whether the words take back what was said and tell nothing new yet."""
    return bool(_SLIP.fullmatch(text.strip(_EDGES)))


def number(text: str) -> int:
    """The bare number said (2, ２, ②, 第二个, 选2); 0 when it is not one."""
    found = _NUMBER.match(unicodedata.normalize("NFKC", text).strip(_EDGES))
    if found is None:
        return 0
    return int(found[1]) if found[1].isdecimal() else _ORDER.index(found[1]) + 1


def chosen(text: str, choices: Sequence[str]) -> str:
    """The choice a tap, a label or a number means; empty when it is none of them."""
    said = text.strip()
    if said in choices:
        return said
    place = number(said) or (_NEARER.get(said.strip(_EDGES), 0) if len(choices) > 1 else 0)
    return choices[place - 1] if 0 < place <= len(choices) else ""
