"""Words of danger: read first, by rules a person can check; beneath them the classifier is a second net."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

import yaml

from knowledge.lexicon import FOLDER
from knowledge.normalise import normalise

Danger = Literal["", "self_harm", "violence_abuse", "emergency"]
KINDS: tuple[Danger, ...] = get_args(Danger)[1:]

_NEUTRAL = "※"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying that somebody is in danger, and what makes the same words harmless."""

    when: frozenset[str]
    say: re.Pattern[str] = field(repr=False)
    unless: re.Pattern[str] | None = field(repr=False, default=None)

    clausewise: bool = False
    """Whether a harmless reading of one clause leaves the others standing. What is past or a matter of rules in an
    emergency colours the whole message; a blow or the wish to die does not become harmless by its neighbours."""

    def met(self, text: str) -> re.Match[str] | None:
        """Where the text says it and no harmless reading covers it; None when nowhere."""
        first = self.say.search(text)
        if first is None or self.unless is None or not self.unless.search(text):
            return first
        if self.clausewise:
            return self._calmly(text, [match.span() for match in _CLAUSE.finditer(text)])
        if len(text) <= _STORY:
            return None
        near = (match.span() for match in self.say.finditer(text))
        return self._calmly(text, [(max(start - _NEAR, 0), end + _NEAR) for start, end in near])

    def _calmly(self, text: str, spans: Sequence[tuple[int, int]]) -> re.Match[str] | None:
        """The first part that says it without a harmless reading, when there are several parts."""
        if len(spans) == 1 and spans[0][1] - spans[0][0] >= len(text):
            return None
        for start, end in spans:
            found = self.say.search(text, start, end)
            if found is not None and self.unless is not None and not self.unless.search(text, start, end):
                return found
        return None


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules by kind, and the manners of speech that are taken out before."""

    idioms: re.Pattern[str]
    told: re.Pattern[str]
    calm: re.Pattern[str]
    every: tuple[tuple[Danger, Rule], ...]
    tried: Mapping[str, int]
    """Which rules a character calls for: a bit a rule, in their order."""


_NEAR = 24
"""In a story, words so far before and after words of danger can make them harmless, not those at its other end."""
_CLAUSE = re.compile(r"[^。!?,;，！？；]+")
_STORY = 48
"""Characters from which what is said at one end need not colour the other."""
_IDIOM_SIGNS = frozenset("死活")
_TOLD_SIGNS = frozenset("杀吊跳药轻毒割")


@cache
def rules() -> Rules:
    """The shipped rules, compiled at first use."""
    rows = yaml.safe_load((FOLDER / "danger.yaml").read_text(encoding="utf-8"))

    def compiled(words: str) -> re.Pattern[str]:
        return re.compile(words, re.VERBOSE)

    every = tuple(
        (
            kind,
            Rule(
                frozenset(str(row["when"])),
                compiled(row["say"]),
                compiled(row["unless"]) if row.get("unless") else None,
                clausewise=kind != "emergency",
            ),
        )
        for kind in KINDS
        for row in rows[kind]
    )
    tried: dict[str, int] = {}
    for at, (_, rule) in enumerate(every):
        for sign in rule.when:
            tried[sign] = tried.get(sign, 0) | 1 << at
    return Rules(
        idioms=compiled(rows["guards"]["idioms"]),
        told=compiled(rows["guards"]["policy"]),
        calm=compiled(rows["guards"]["calm"]),
        every=every,
        tried=tried,
    )


def spot(text: str) -> Danger:
    """What danger these words tell of: self_harm before violence_abuse before emergency, "" for none."""
    return spot_plain(normalise(text))


def spot_plain(plain: str) -> Danger:
    """The same for a text that is normalised already."""
    return _first(plain)[0]


def ruled(plain: str) -> tuple[Danger, bool]:
    """What a rule says of a normalised text, and whether that part of it is calm: past, over, or a matter of rules.

    Words of danger in calm ones may tell of none: they count when the classifier hears danger too.
    """
    kind, found = _first(plain)
    if found is None:
        return "", False
    return kind, bool(rules().calm.search(_beside(found)))


def _beside(found: re.Match[str]) -> str:
    """The words and the clauses before and after them; a text that is no story whole."""
    text = found.string
    if len(text) <= _STORY:
        return text
    spans = [match.span() for match in _CLAUSE.finditer(text)]
    first = next(at for at, (_, end) in enumerate(spans) if end > found.start())
    last = next((at for at, (_, end) in enumerate(spans) if end >= found.end()), len(spans) - 1)
    return text[spans[max(first - 1, 0)][0] : spans[min(last + 1, len(spans) - 1)][1]]


def second_net(chances: Mapping[str, float], enough: float) -> Danger:
    """The kind that a classifier's probabilities tell of; "" when all kinds together stay below ``enough``."""
    if sum(map(chances.__getitem__, KINDS)) < enough:
        return ""
    return max(KINDS, key=chances.__getitem__)


def words_of_danger(plain: str) -> str:
    """The words of a normalised text by which a rule fired; "" when none did."""
    _, found = _first(plain)
    return found.group().strip("。") if found else ""


def _first(plain: str) -> tuple[Danger, re.Match[str] | None]:
    """The kind of the first rule that fires, and the words by which it did."""
    shipped = rules()
    text = plain.replace(" ", "。")
    signs = frozenset(text)
    if not signs.isdisjoint(_IDIOM_SIGNS):
        text = shipped.idioms.sub(_NEUTRAL, text)
    told = shipped.told.sub(_NEUTRAL, text) if not signs.isdisjoint(_TOLD_SIGNS) else text
    calls = 0
    for call in map(shipped.tried.get, signs):
        if call is not None:
            calls |= call
    while calls:
        # The lowest bit is the first rule.
        kind, rule = shipped.every[(calls & -calls).bit_length() - 1]
        found = rule.met(told if kind == "self_harm" else text)
        if found is not None:
            return kind, found
        calls &= calls - 1
    return "", None
