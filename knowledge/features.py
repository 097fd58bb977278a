"""What a classifier sees of a sentence: the shape of its wording and the classes of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lexicon import Hit

_QUESTION = re.compile(
    r"[吗么嘛呢呀不没]$|\?|？|怎么|咋|多少|几多|好多|多久|啥|什么|哪|能不能|可不可以|可以不|能否|为何|为什么|凭什么|是不是|有没有|行不行|算不算|想问|请问|问一?下|几号|几天|如何|会不会|要不要|用不用|谁|找哪"
)
_CLAUSE = re.compile(r"[ ,。!?;，！？；\n]+")
_NUMBER = re.compile(r"\d+")
LONG = 42
"""Characters from which a text is a story whose question must be found."""


def shape(text: str, hits: Sequence[Hit]) -> str:
    """The text with programmes, family, numbers and the like each replaced by one letter."""
    parts: list[str] = []
    at = 0
    for start, end, _, meaning in hits:
        if meaning.sign:
            parts.append(text[at:start])
            parts.append(meaning.sign)
            at = end
    parts.append(text[at:])
    return _NUMBER.sub("N", "".join(parts))


def features(text: str, hits: Sequence[Hit], words: Sequence[str]) -> set[str]:
    """The features of a normalised text: wording as pieces of one to three characters, words, word classes."""
    plain = "^" + shape(text, hits).replace(" ", "") + "$"
    found = set(plain)
    found.update(map("".join, zip(plain, plain[1:], strict=False)))
    found.update(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))
    found.update("=" + word for word in words if len(word) > 1)
    before = "#"
    for _, _, _, meaning in hits:
        for tag in meaning.classes:
            found.add("#" + tag)
            found.add(before + ">" + tag)
        for key, _, kind in meaning.programmes:
            found.add("@" + key)
            found.add("@" + kind)
        if meaning.relation:
            found.add("#kin")
        if meaning.classes:
            before = meaning.classes[0]
        elif meaning.programmes:
            before = meaning.programmes[0][2]
    size = len(text)
    found.add("~1" if size <= 4 else "~2" if size <= 9 else "~3" if size <= 18 else "~4" if size <= 36 else "~5")
    return found


def question_in(text: str) -> str:
    """The clauses of a long story that ask something, with one clause before the first; "" when nothing is asked.

    A short text is its own question.
    """
    if len(text) < LONG:
        return text
    clauses = [each for each in _CLAUSE.split(text) if each]
    asking = [at for at, each in enumerate(clauses) if _QUESTION.search(each)]
    if not asking:
        return ""
    last = asking[-2:]
    return " ".join(clauses[max(0, last[0] - 1) : last[-1] + 1])
