"""The several questions of one message, each as a text of its own."""

from __future__ import annotations

import re

from knowledge.clauses import clauses
from knowledge.features import asks

_SHORTEST = 8
"""Shorter messages ask one thing."""
_UNIT = re.compile(
    r"(?:多少钱?|几多钱?|咋[办弄]|怎么(?:办理?|申请|领|弄|查)|去哪(?:里|儿|个窗口)?(?:办理?|领|交|申请|问)?|在哪(?:里|儿)?(?:办理?|领)?|找谁"
    r"|几号(?:发|到账?)|(?:什么|啥)时候(?:发|到账?|下来|能?领)?|多久(?:能)?(?:下来|到账|办好|批)?|[要带交](?:什么|啥|哪些)(?:材料|手续|东西|证件?|条件|要求)?"
    r"|(?:什么|啥|哪些)(?:材料|手续|条件|要求)|吗|呢)"
)
_LEADS = re.compile(
    r"^(?:还有|另外|再|顺便|那么?|以及|然后|对了|第?[一二三四1-4][、.)是个]+|我?(?:就|还|也)?想?(?:再|请)?问一?下?|请问)+(?:就是)?"
)
_FOLLOWS = re.compile(r"^(?:[办理下来到账啊呀呢么吧了嘛啦的才得呐和与及?？])")
_LEAST = 2
"""Fewer characters than this are the tail of the question before."""


def questions_in(text: str) -> tuple[str, ...]:
    """The asking parts of a normalised text, in order and without 还有 and 我想问; empty when it asks one thing only.

    Parts that only tell are left out: whoever reads the questions has heard the whole as well.
    """
    if len(text) < _SHORTEST:
        return ()
    found: list[str] = []
    for start, end in clauses(text):
        for part in _units(text[start:end]):
            question = _LEADS.sub("", part).strip(" ,，。?？!;、")
            if len(question) >= _LEAST and asks(part):
                found.append(question)
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()


def _units(clause: str) -> list[str]:
    """A clause parted behind every question that another one follows."""
    parts: list[str] = []
    start = 0
    for match in _UNIT.finditer(clause):
        following = clause[match.end() :]
        if match.end() - start >= _LEAST and len(following) > _LEAST and not _FOLLOWS.match(following):
            parts.append(clause[start : match.end()])
            start = match.end()
    parts.append(clause[start:])
    return parts
