"""Divisions of the country, and which of them a resident's words mean."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge import placenames
from knowledge.placematch import LEVEL_OF, LEVELS, Finder, Mention, mentions_to_codes

FOLDER = Path(__file__).parent / "divisions"
MANY = 6

__all__ = ["LEVEL_OF", "NOWHERE", "Division", "Gazetteer", "PlaceGuess"]


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division by its statistics-bureau code: 2, 4, 6, 9 or 12 digits by level."""

    code: str
    name: str
    level: str
    """province, city, county, township or village."""
    aliases: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """The name as one says it: 北张村 for 北张村委会."""
        return placenames.spoken(self.name, self.level)


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """Where the words point.

    ``code`` is the deepest certain division, ``None`` when there is no place or more than one could be meant;
    ``name`` is that division in full as spoken; ``candidates`` are codes to choose from when it is not certain.
    ``outside`` is the full name of the place when it lies outside the bureau's area (``code`` is then its code).
    """

    code: str | None = None
    name: str = ""
    candidates: tuple[str, ...] = ()
    outside: str = ""

    def __bool__(self) -> bool:
        return self.code is not None or bool(self.candidates)


NOWHERE = PlaceGuess()


class Gazetteer:
    """Divisions by code, and an index of what people call them, built once.

    ``area`` is the division the bureau serves: inside it towns and villages are known by their short names; of the
    rest of the country provinces, cities and counties are known, so that a place elsewhere is recognised as such.
    """

    __slots__ = ("_children", "_divisions", "_finder", "area")

    def __init__(self, divisions: Iterable[Division], area: str = "") -> None:
        self.area = area
        self._divisions = {each.code: each for each in divisions if each.name not in placenames.UNSPOKEN}
        self._children: dict[str, list[str]] = {}
        for code in sorted(self._divisions):
            self._children.setdefault(self._parent(code), []).append(code)
        self._finder = Finder(
            ((each.code, each.name, each.level, each.aliases) for each in self._divisions.values()), area
        )

    @classmethod
    def load(cls, area: str, extra: Iterable[Division] = (), folder: Path = FOLDER) -> Gazetteer:
        """The country down to the counties, and towns and villages of the area as far as the folder has them.

        ``extra`` are a sample county's invented divisions or the bureau's own corrections; they win by code.
        """
        files = [path for path in sorted(folder.glob("[0-9]*.tsv.gz")) if _concerns(path, area)]
        rows = {code: name for path in (folder / "country.tsv.gz", *files) for code, name in _rows(path)}
        known = {code: Division(code, name, LEVEL_OF[len(code)]) for code, name in rows.items()}
        return cls({**known, **{each.code: each for each in extra}}.values(), area)

    def __iter__(self) -> Iterator[Division]:
        return iter(self._divisions.values())

    def get(self, code: str) -> Division | None:
        """The division with that code, or ``None``."""
        return self._divisions.get(code)

    def path(self, code: str) -> tuple[Division, ...]:
        """The divisions from the province down to that one; levels that are no place to anybody are left out."""
        above = (self._divisions.get(code[:length]) for length in LEVELS if length <= len(code))
        return tuple(each for each in above if each is not None)

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions one step below, by code; provinces for an empty code."""
        return tuple(self._divisions[each] for each in self._children.get(code, ()))

    def within(self, code: str, ancestor: str) -> bool:
        """Whether a division is the other or lies in it."""
        return code.startswith(ancestor)

    def full_name(self, code: str, below: str = "county") -> str:
        """The name as spoken with all that stands above it, leaving out the level ``below`` and wider ones.

        ``below=""`` gives everything from the province on. The named level itself is still said when it is asked for:
        a county's name below county is the county's own name.
        """
        path = self.path(code)
        hidden = tuple(LEVEL_OF.values()).index(below) if below else -1
        kept = [each for each in path if tuple(LEVEL_OF.values()).index(each.level) > hidden]
        return "".join(each.spoken for each in kept or path[-1:])

    def resolve(self, text: str, home: str = "") -> PlaceGuess:
        """The deepest place the words surely mean.

        ``home`` is what is known of the asker's place (empty: only that the bureau's area was written to); it breaks
        ties. More than one possible place gives candidates and no code; a place elsewhere gives ``outside``.
        """
        mentions = self._finder.find(text)
        return self._guess(mentions, home) if mentions else NOWHERE

    def _guess(self, mentions: list[Mention], home: str) -> PlaceGuess:
        codes = mentions_to_codes(mentions, self.area, home)
        if not codes:
            return NOWHERE
        if len(codes) > 1:
            return PlaceGuess(candidates=codes[:MANY])
        code = codes[0]
        full = self.full_name(code, below="")
        local = not self.area or code.startswith(self.area) or self.area.startswith(code)
        return PlaceGuess(code, full, (), "" if local else full)

    def _parent(self, code: str) -> str:
        above = (code[:length] for length in reversed(LEVELS) if length < len(code))
        return next((each for each in above if each in self._divisions), "")


def _concerns(path: Path, area: str) -> bool:
    code = path.name.partition(".")[0]
    return bool(area) and (code.startswith(area) or area.startswith(code))


@cache
def _rows(path: Path) -> tuple[tuple[str, str], ...]:
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return tuple((code, name) for code, _, name in (line.partition("\t") for line in lines))
