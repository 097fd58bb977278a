"""Words of danger: read first, by rules a person can check, never by a model."""

from __future__ import annotations

import re
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

    def meets(self, text: str) -> bool:
        """Whether the text says it, and no harmless reading covers it."""
        if not self.say.search(text):
            return False
        if self.unless is None or not self.unless.search(text):
            return True
        if not self.clausewise:
            return False
        clauses = _CLAUSE.split(text)
        return len(clauses) > 1 and any(self.say.search(each) and not self.unless.search(each) for each in clauses)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules by kind, and the manners of speech that are taken out before."""

    idioms: re.Pattern[str]
    told: re.Pattern[str]
    kinds: tuple[tuple[Danger, tuple[Rule, ...]], ...]


_CLAUSE = re.compile(r"[。!?,;，！？；]+")
_IDIOM_SIGNS = frozenset("死活")
_TOLD_SIGNS = frozenset("杀吊跳药轻毒割")


@cache
def rules() -> Rules:
    """The shipped rules, compiled at first use."""
    rows = yaml.safe_load((FOLDER / "danger.yaml").read_text(encoding="utf-8"))

    def compiled(words: str) -> re.Pattern[str]:
        return re.compile(words, re.VERBOSE)

    return Rules(
        idioms=compiled(rows["guards"]["idioms"]),
        told=compiled(rows["guards"]["policy"]),
        kinds=tuple(
            (
                kind,
                tuple(
                    Rule(
                        frozenset(str(row["when"])),
                        compiled(row["say"]),
                        compiled(row["unless"]) if row.get("unless") else None,
                        clausewise=kind != "emergency",
                    )
                    for row in rows[kind]
                ),
            )
            for kind in KINDS
        ),
    )


def spot(text: str) -> Danger:
    """What danger these words tell of: self_harm before violence_abuse before emergency, "" for none."""
    return spot_plain(normalise(text))


def spot_plain(plain: str) -> Danger:
    """The same for a text that is normalised already."""
    return _first(plain)[0]


def words_of_danger(plain: str) -> str:
    """The words of a normalised text by which a rule fired; "" when none did."""
    kind, rule, text = _first(plain)
    found = rule.say.search(text) if kind and rule else None
    return found.group().strip("。") if found else ""


def _first(plain: str) -> tuple[Danger, Rule | None, str]:
    """The kind of the first rule that fires, the rule, and the text it read."""
    found = rules()
    text = plain.replace(" ", "。")
    signs = frozenset(text)
    if not signs.isdisjoint(_IDIOM_SIGNS):
        text = found.idioms.sub(_NEUTRAL, text)
    told = found.told.sub(_NEUTRAL, text) if not signs.isdisjoint(_TOLD_SIGNS) else text
    for kind, each_rule in found.kinds:
        words = told if kind == "self_harm" else text
        for rule in each_rule:
            if not rule.when.isdisjoint(signs) and rule.meets(words):
                return kind, rule, words
    return "", None, text
