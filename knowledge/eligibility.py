"""Am I eligible: the conditions of a programme as data, and what follows from what somebody tells of a family.

A check is met by any of its routes, a route by all of its conditions, a condition by any of its measures. What was not
asked yet is open, what the family does not know is unsure. What is decided stays decided whatever else is told, so
that questions may stop there, and the order in which facts are told changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from knowledge.sources import Source

UNKNOWN = "unknown"
NUMBERS = frozenset({"age", "own_income", "each"})
"""Facts that are a number; ``each`` is the income a head and month, worked out from ``income`` and ``people``."""
FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "severe": ("severe_disability", "mental_disability", "grave_illness", "none"),
        "disability": ("mental", "limbs", "sight", "lesser", "none"),
        "kin": ("none", "unable", "able"),
        "event": ("accident", "illness", "spending", "other", "none"),
        "basics": ("lacking", "managing"),
        "covered": ("dibao", "tekun", "bianyuan", "none"),
        "costs": ("medical", "school", "rehabilitation", "none"),
        "level": ("一级", "二级", "三级", "四级", "none"),
        "care": ("yes", "no"),
        "father": ("dead", "missing", "unwell", "jailed", "lost", "able"),
        "mother": ("dead", "missing", "unwell", "jailed", "lost", "able"),
    }
)
"""Facts that are one of a few, each of which may also be unknown."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One fact held against what a document says; exactly one of the four ways to hold it is given."""

    fact: str
    one_of: tuple[str, ...] = ()
    at_least: Decimal | None = None
    below: Decimal | None = None
    below_standard: Decimal | None = None
    """So many times the standard of dibao in force: 1, 1.5."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of one document. ``no`` is said where it decides against, ``name`` where it is met or unsure."""

    key: str
    name: str
    no: str
    source: Source
    any: tuple[Measure, ...]
    leads: str = ""
    """The programme to ask about instead where it decides against."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to be eligible: every one of ``all`` (keys of conditions) holds. ``yes`` is said where it does."""

    key: str
    all: tuple[str, ...]
    yes: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The self-check of a programme. ``verify`` is what only the township can look into, ``next`` what is near.

    ``together``: its ways stand side by side (two allowances), so that each of them is looked into.
    """

    programme: str
    conditions: Mapping[str, Condition]
    ways: tuple[Way, ...]
    verify: str
    next: tuple[str, ...] = ()
    together: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from the facts so far.

    ``outcome`` is ``may`` (met as told), ``no``, ``unsure`` (somebody has to look) or ``open``: then ``ask`` is the
    fact to ask next. ``ways`` are those that are met, ``by`` the conditions that decide: met, failed, or unsure.
    """

    outcome: Literal["may", "no", "unsure", "open"]
    by: tuple[Condition, ...] = ()
    ways: tuple[Way, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """True, False, unsure (``None``), or open with the fact that is lacking."""

    value: bool | None = None
    ask: str = ""


_TRUE, _FALSE, _UNSURE = _Held(True), _Held(False), _Held()


def judge(check: Check, facts: Mapping[str, Any], lines: Mapping[str, Decimal]) -> Verdict:
    """What the facts say. ``lines`` are the standards of dibao in force a head and month by area (农村, 城市; empty for
    both); none where none is in force: then what depends on income stays unsure, and income is not asked for."""
    held = {key: _condition(one, facts, lines) for key, one in check.conditions.items()}
    of_ways = [(way, _all(held[key] for key in way.all)) for way in check.ways]
    met = tuple(way for way, found in of_ways if found is _TRUE)
    # Where one way is unsure for good, another that is unsure too can change nothing: it is not asked about.
    stuck = any(found.value is None and not found.ask for _, found in of_ways)
    of_use = (found for way, found in of_ways if not (stuck and any(held[key] is _UNSURE for key in way.all)))
    still = next((found.ask for found in of_use if found.ask), "")
    if met and not (check.together and still):
        return Verdict("may", _conditions(check, met, held, True), met)
    if still:
        return Verdict("open", ask=still)
    unsure = tuple(way for way, found in of_ways if found.value is None and not found.ask)
    if unsure:
        return Verdict("unsure", _conditions(check, unsure, held, None))
    return Verdict("no", _conditions(check, check.ways, held, False))


def line_of(facts: Mapping[str, Any], lines: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """The standards that may hold for this family: its own area's, or all of them while the area is not told."""
    area = facts.get("area")
    own = {name: line for name, line in lines.items() if not name or name == area}
    return own if area not in (None, UNKNOWN) and own else lines


def _conditions(
    check: Check, ways: Iterable[Way], held: Mapping[str, _Held], value: bool | None
) -> tuple[Condition, ...]:
    """The conditions of these ways that are so, each once; of a way that fails the first that fails."""
    found: dict[str, Condition] = {}
    for way in ways:
        mine = [key for key in way.all if held[key].value is value and not held[key].ask]
        found |= {key: check.conditions[key] for key in (mine[:1] if value is False else mine)}
    return tuple(found.values())


def _all(several: Iterable[_Held]) -> _Held:
    every = tuple(several)
    if any(one.value is False for one in every):
        return _FALSE
    return next((one for one in every if one.ask), _TRUE if all(one.value for one in every) else _UNSURE)


def _condition(condition: Condition, facts: Mapping[str, Any], lines: Mapping[str, Decimal]) -> _Held:
    every = [_measured(one, facts, lines) for one in condition.any]
    if any(one.value for one in every):
        return _TRUE
    return next((one for one in every if one.ask), _FALSE if all(one.value is False for one in every) else _UNSURE)


def _measured(one: Measure, facts: Mapping[str, Any], lines: Mapping[str, Decimal]) -> _Held:
    if one.below_standard is not None:
        return _below(one, one.below_standard, facts, lines)
    value = facts.get(one.fact)
    if value is None:
        return _Held(ask=one.fact)
    if value == UNKNOWN:
        return _UNSURE
    if one.one_of:
        return _TRUE if value in one.one_of else _FALSE
    over = one.at_least is None or Decimal(value) >= one.at_least
    return _TRUE if over and (one.below is None or Decimal(value) < one.below) else _FALSE


def _below(one: Measure, times: Decimal, facts: Mapping[str, Any], lines: Mapping[str, Decimal]) -> _Held:
    needed = ("people", "income") if one.fact == "each" else (one.fact,)
    if not lines or any(facts.get(name) == UNKNOWN for name in needed):
        return _UNSURE
    lacking = next((name for name in needed if facts.get(name) is None), "")
    if lacking:
        return _Held(ask=lacking)
    money = Decimal(facts["income"]) / int(facts["people"]) if one.fact == "each" else Decimal(facts[one.fact])
    below = {money < line * times for line in line_of(facts, lines).values()}
    if len(below) == 1:
        return _TRUE if below.pop() else _FALSE
    return _UNSURE if facts.get("area") == UNKNOWN else _Held(ask="area")
