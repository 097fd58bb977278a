"""How alike two questions are: the words, word classes and programmes they share, the rare ones counting most."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import mul

from knowledge.features import shape
from knowledge.lexicon import Lexicon, lexicon
from knowledge.normalise import normalise
from knowledge.training.sentences import examples

_MARKS = re.compile(r"[^\w]|_")
_POLITE = re.compile(
    r"^(?:您好|你好|请问一下|请问|麻烦问一下|问一下|问下|想问问|我想问一下|我想问|我想知道|想知道|咨询一下|咨询|打听一下)+"
)
_EMPTY = re.compile(r"请问|问一?下|想问问?|咨询|麻烦|是不是|来着|N")
"""What says nothing of the matter wherever it stands; N is a number."""
_ASKING = re.compile(
    r"有?什么(?:时候|条件|材料|手续|政策|待遇|区别|意思)?|怎么[办领交查]?|是什么|哪些|哪[里儿个]|多少钱?|多久|有没有|能不能|可以"
)
_TAILS = re.compile(r"(?:谢谢|谢了|急|在线等|吗|呢|啊|呀|吧|哦|么|嘛|哈|不)+$")
_ONE, _PAIR, _CLASS, _PROGRAMME = 0.5, 1.0, 0.8, 1.0
"""What a single character, a pair of neighbours, a word class and a programme weigh before rarity."""
_OF_ASKING = 0.4
_FEW = 2.0
"""As if every term had been seen this often more: a term of one single sentence is rare, not unique."""


def bare(text: str) -> str:
    """The words without marks, spaces, politeness and the particles at the end: two ways to type one sentence."""
    return _trimmed(_MARKS.sub("", normalise(text)).lower())


def named_programmes(text: str, words: Lexicon | None = None) -> frozenset[str]:
    """The programmes that the words name, or whose receivers they name."""
    hits = (words or lexicon()).scan(normalise(text))
    return frozenset(key for hit in hits for key, _, kind in hit.meaning.programmes if kind != "cue")


@lru_cache(maxsize=8192)
def terms(text: str) -> Mapping[str, float]:
    """The terms of a question and what each weighs; the length of the whole is 1."""
    rarity, rarest = _rarity()
    weights = {term: weight * rarity.get(term, rarest) for term, weight in _terms(text).items()}
    size = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / size for term, weight in weights.items()}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """From 0 (nothing shared) to 1 (the same terms)."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def nearness(one: Sequence[float], other: Sequence[float]) -> float:
    """How near two sentence vectors of unit length are. Unrelated sentences lie near 0.87, the same thing said in
    other words from 0.94 on."""
    return float(sum(map(mul, one, other)))


def _terms(text: str) -> dict[str, float]:
    normal = normalise(text)
    hits = lexicon().scan(normal)
    # Programmes and kin stand as one letter each: how somebody calls them says nothing of what is asked.
    plain = _trimmed(_EMPTY.sub("", _MARKS.sub("", shape(normal, hits))))
    asking = {hit.word for hit in hits if hit.meaning.group.startswith("ask")} | set(_ASKING.findall(plain))
    found: dict[str, float] = {}
    for piece, at in (*((one, _ONE) for one in plain), *((plain[at : at + 2], _PAIR) for at in range(len(plain) - 1))):
        # What is asked of it counts less than what it is about.
        found[piece] = at * (_OF_ASKING if any(piece in word for word in asking) else 1.0)
    for hit in hits:
        found |= dict.fromkeys(("#" + tag for tag in hit.meaning.classes), _CLASS)
        found |= {"@" + key: _PROGRAMME for key, _, kind in hit.meaning.programmes if kind != "cue"}
    return found


def _trimmed(plain: str) -> str:
    return _TAILS.sub("", _POLITE.sub("", plain)) or plain


@cache
def _rarity() -> tuple[Mapping[str, float], float]:
    """How rare each term is among the shipped sentences, and what a term that none of them has weighs."""
    texts = [each.text for each in examples()]
    return _rarity_in(texts)


def _rarity_in(texts: Iterable[str]) -> tuple[Mapping[str, float], float]:
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        size += 1
        counts.update(_terms(text).keys())
    rarity = {term: math.log((size + _FEW) / (count + _FEW)) for term, count in counts.items()}
    return rarity, math.log((size + _FEW) / _FEW)
