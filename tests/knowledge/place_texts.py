"""Labelled texts about places: read, and held against what the ear hears."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge import placenames
from knowledge.divisionfiles import LEVEL_OF, country, prefectures, rows_of
from knowledge.places import Gazetteer
from knowledge.understanding import Ear
from tests.knowledge.ears import FewProgrammes

FOLDER = Path(__file__).parent
AREAS = {
    "wenshui": "141121",
    "chuxiong": "5323",
    "junsai": "530924205",
    "jingdezhen": "3602",
    "yantai": "3706",
}


@dataclass(frozen=True)
class Row:
    """One text: asked at which bureau, and the codes it may mean; ``ask`` when asking back is right."""

    area: str
    text: str
    codes: tuple[str, ...]
    ask: bool
    either: bool


@dataclass(frozen=True)
class Outcome:
    """What was made of a row: right, asked, shallow (an ancestor), missed, or wrong."""

    row: Row
    verdict: str
    heard: str


def rows(name):
    """The rows of a file, their paths of names turned into codes."""
    for area, text, place in yaml.safe_load((FOLDER / name).read_text("utf-8")):
        either = isinstance(place, str) and place.startswith("~")
        paths = place if isinstance(place, list) else [] if place is None else [str(place).removeprefix("~")]
        yield Row(AREAS[area], text, tuple(map(code_of, paths)), isinstance(place, list), either)


@cache
def _children():
    every = dict(country())
    for path in prefectures().values():
        every.update(rows_of(path))
    below = {}
    for code in every:
        above = next((code[:n] for n in (9, 6, 4, 2) if n < len(code) and code[:n] in every), "")
        below.setdefault(above, []).append(code)
    return every, below


def code_of(path):
    """The code of a path like 文水县/北张乡/北张; independent of how texts are read."""
    every, below = _children()
    first, *rest = path.split("/")
    found = [code for code, name in every.items() if len(code) <= 6 and _named(name, code, first)]
    (code,) = found if len(found) == 1 else [each for each in found if every[each] == first]
    for name in rest:
        options = below[code]
        exact = [each for each in options if every[each] == name]
        (code,) = exact or [each for each in options if _named(every[each], each, name)]
    return code


def _named(official, code, name):
    level = LEVEL_OF[len(code)]
    return name in (
        official,
        placenames.spoken(official, level),
        placenames.base(official, level),
        *placenames.full_forms(official, level),
    )


@cache
def ear(area, cache_dir):
    """An ear at the bureau of that area."""
    return Ear(FewProgrammes(), Gazetteer.load(area), None, cache_dir)


def outcome(row, cache_dir):
    """What the ear at the row's bureau makes of its text."""
    listener = ear(row.area, cache_dir)
    guess = listener.hear(row.text).place
    code, candidates = (guess.code, guess.candidates) if guess else (None, ())
    if not row.codes:
        verdict = "right" if not guess else "asked" if candidates else "wrong"
    elif code:
        hit = code in row.codes and not row.ask
        above = any(each.startswith(code) for each in row.codes)
        verdict = "right" if hit else "shallow" if above else "wrong"
    elif candidates:
        meant = [each for each in row.codes if any(each.startswith(one) or one.startswith(each) for one in candidates)]
        verdict = "missed" if not meant else "right" if row.ask or row.either else "asked"
    else:
        verdict = "missed"
    return Outcome(row, verdict, f"{code or ''}{list(candidates) if candidates else ''}")
