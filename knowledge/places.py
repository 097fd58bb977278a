"""Divisions of the country, and which of them a resident's words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from knowledge import placenames
from knowledge.division import NOWHERE, Division, PlaceGuess
from knowledge.divisionfiles import FOLDER, LEVEL_OF, LEVELS, country, former_names, prefectures, rows_of
from knowledge.placechains import Chain, chains, chosen, settled, together
from knowledge.placecues import Around
from knowledge.placehints import worth
from knowledge.placeindex import BETWEEN, Index, Mention
from knowledge.placesounds import Sounds

MANY = 6
_PREFECTURE = 4
_AROUND = 14
"""So many characters before and after a place further away may name what is in it."""

__all__ = ["LEVEL_OF", "NOWHERE", "Division", "Gazetteer", "PlaceGuess"]


class Gazetteer:
    """Divisions by code, and an index of what people call them, built once.

    ``area`` is the division the bureau serves: inside it towns and villages are known by their short names, in its
    prefecture by their full ones; of the rest of the country provinces, cities and counties are known, and of the
    prefectures that ship the townships, so that a place elsewhere is recognised as such.
    """

    __slots__ = ("_abroad", "_children", "_divisions", "_folder", "_index", "_sounds", "area")

    def __init__(self, divisions: Iterable[Division], area: str = "", folder: Path | None = None) -> None:
        self.area = area
        self._folder = folder
        self._divisions = {each.code: each for each in divisions if each.name not in placenames.UNSPOKEN}
        self._children: dict[str, list[str]] = {}
        for code in sorted(self._divisions):
            self._children.setdefault(self._parent(code), []).append(code)
        rows = ((each.code, self._own_name(each), each.level, self._further(each)) for each in self._divisions.values())
        self._index = Index(rows, area)
        self._sounds: Sounds | None = None
        self._abroad: dict[str, Gazetteer] = {}

    @classmethod
    def load(cls, area: str, extra: Iterable[Division] = (), folder: Path = FOLDER) -> Gazetteer:
        """The country down to the counties, and what the folder has of towns and villages.

        ``extra`` are a sample county's invented divisions, or those that the bureau imported or corrected; they win by
        code, and one without a name takes a division away.
        """
        rows = dict(country(folder))
        for prefecture, path in prefectures(folder).items():
            rows.update(row for row in rows_of(path) if _near(prefecture, area) or len(row[0]) == 9)
        former = former_names(folder)
        known = {code: Division(code, name, LEVEL_OF[len(code)], former.get(code, ())) for code, name in rows.items()}
        known.update((each.code, each) for each in extra if len(each.code) <= 9 or _near(each.code, area))
        return cls((each for each in known.values() if each.name), area, folder)

    def __iter__(self) -> Iterator[Division]:
        return iter(self._divisions.values())

    def get(self, code: str) -> Division | None:
        """The division with that code, or ``None``."""
        found = self._divisions.get(code)
        if found is None and len(code) == 12 and code[:_PREFECTURE] in self._abroad:
            return self._abroad[code[:_PREFECTURE]].get(code)
        return found

    def path(self, code: str) -> tuple[Division, ...]:
        """The divisions from the province down to that one; levels that are no place to anybody are left out."""
        above = (self.get(code[:length]) for length in LEVELS if length <= len(code))
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
        return "".join(Division(each.code, self._own_name(each), each.level).spoken for each in kept or path[-1:])

    def resolve(
        self, text: str, home: str = "", *, words: Sequence[str] | None = None, asked: bool = False
    ) -> PlaceGuess:
        """The deepest place the words surely mean.

        ``home`` is what is known of the asker's place (empty: only that the bureau's area was written to); it breaks
        ties. ``words`` are the text cut into words, where that has been done: a name is not looked for across them.
        ``asked`` says that the text answers the question for a place. More than one possible place gives candidates and
        no code; a place elsewhere gives ``outside``.
        """
        mentions = self._index.scan(text)
        if not mentions and not worth(text):
            return NOWHERE
        around = Around(text, words)
        mentions = self._with_misspelt(mentions, around)
        every = chains(mentions, around, self.area, asked) if mentions else []
        return self._guess(every, text, home) if every else NOWHERE

    def _with_misspelt(self, mentions: list[Mention], around: Around) -> list[Mention]:
        # 苏家 somewhere must not hide 苏家宝村, which is 苏家堡村 spelt by ear.
        likely: list[Mention] = []
        for each in mentions:
            sure = each.ranked or (each.free and not each.shy)
            if sure or any(together(one.codes, each.codes) for one in likely):
                likely.append(each)
        repaired = self._named.repaired(around, likely)
        if not repaired:
            return mentions
        rest = (each for each in mentions if all(each.end <= one.start or one.end <= each.start for one in repaired))
        ordered = sorted((*rest, *repaired))
        return [ordered[0]] + [
            each._replace(joined=BETWEEN.fullmatch(around.text, before.end, each.start) is not None)
            for before, each in pairwise(ordered)
        ]

    @property
    def _named(self) -> Sounds:
        """The sounds of the names near by; they are worked out when the first name is looked for."""
        if self._sounds is None:
            near = self.area[:_PREFECTURE] or "-"
            rows = ((code, self._own_name(each), each.level) for code, each in self._divisions.items())
            self._sounds = Sounds((row for row in rows if len(row[0]) > 2 and row[0].startswith(near)), self.area)
        return self._sounds

    def _guess(self, every: list[Chain], text: str, home: str) -> PlaceGuess:
        nearer = "" if self.area.startswith(home) else home  # to write to this county says nothing of where in it
        best = chosen(every, self.area)
        codes = self._codes(best, text, nearer)
        if not codes:
            return NOWHERE
        if len(codes) == 1 and len(best[0].mentions) == 1 and not self._is_here(codes[0]):
            # 陆丰 is far away, and may be how somebody here writes 禄丰.
            found = self._divisions.get(codes[0])
            codes = (*(self._named.namesakes(found.name, found.level) if found else ()), *codes)
        if len(codes) > 1 or any(chain.thin for chain in best):
            return PlaceGuess(candidates=self._few(codes))
        here = self.place(codes[0])
        rest = [chain for chain in every if chain.role in ("living", "plain", "work") and best[0].role == "register"]
        other = self._codes(rest[:1], text, nearer)
        sure = len(other) == 1 and not rest[0].thin and not codes[0].startswith(other[0])
        return replace(here, living=self.place(other[0])) if sure else here

    def place(self, code: str) -> PlaceGuess:
        """A place that is certain, as a guess of it."""
        full = self.full_name(code, below="")
        return PlaceGuess(code, full, (), "" if self._is_here(code) else full)

    def _is_here(self, code: str) -> bool:
        return not self.area or code.startswith(self.area) or self.area.startswith(code)

    def _codes(self, best: list[Chain], text: str, home: str) -> tuple[str, ...]:
        codes: dict[str, None] = {}
        for chain in best:
            said = text[max(0, chain.start - _AROUND) : chain.end + _AROUND]
            codes.update(dict.fromkeys(self._deeper(settled(chain.codes, self.area, home), said)))
        if len(best) > 1:
            return tuple(code for code in codes if not any(each != code and each.startswith(code) for each in codes))
        return tuple(codes)

    def _deeper(self, codes: tuple[str, ...], text: str) -> tuple[str, ...]:
        """A village under a place of another prefecture whose file ships: that is looked into only now."""
        if len(codes) != 1 or len(codes[0]) < _PREFECTURE or len(codes[0]) > 9 or self._folder is None:
            return codes
        prefecture, files = codes[0][:_PREFECTURE], prefectures(self._folder)
        if prefecture == self.area[:_PREFECTURE] or prefecture not in files:
            return codes
        if prefecture not in self._abroad:
            every = (*country(self._folder), *rows_of(files[prefecture]))
            rows = (row for row in every if row[0].startswith(prefecture))
            known = (Division(code, name, LEVEL_OF[len(code)]) for code, name in rows)
            self._abroad[prefecture] = Gazetteer(known, prefecture)
        found = self._abroad[prefecture].resolve(text)
        return (found.code,) if found.code and together((found.code,), codes) == (found.code,) else codes

    def _few(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """At most as many as can be asked about: of too many villages their townships or counties."""
        for length in (9, 6):
            if len(codes) > MANY:
                codes = tuple(dict.fromkeys(code[:length] for code in codes))
        return codes[:MANY]

    def _parent(self, code: str) -> str:
        above = (code[:length] for length in reversed(LEVELS) if length < len(code))
        return next((each for each in above if each in self._divisions), "")

    def _own_name(self, each: Division) -> str:
        """The name without the township's before it, which some villages carry: 鹅湖镇鹅湖居委会."""
        above = self._divisions.get(each.code[:9]) if each.level == "village" else None
        rest = each.name.removeprefix(above.name) if above else each.name
        return rest if len(placenames.base(rest, each.level)) > 1 and rest not in ("居委会", "村委会") else each.name

    def _further(self, each: Division) -> tuple[str, ...]:
        """Further names: those given, from before a merger, and what a development zone is called."""
        names = [form for name in each.aliases for form in _former(name)]
        if each.level in ("county", "township"):
            above = self._divisions.get(self._parent(each.code))
            short = placenames.short_form(above.name, above.level) if above else ""
            names += placenames.zone_forms(each.name, short)
        return tuple(dict.fromkeys(names))


def _near(code: str, area: str) -> bool:
    return bool(area) and (code.startswith(area[:_PREFECTURE]) or area.startswith(code))


def _former(name: str) -> tuple[str, ...]:
    """A name, and of one in two parts every way to say it: 栖霞市 臧家庄镇 is 栖霞臧家庄 too."""
    above, _, own = name.partition(" ")
    if not own:
        return (name,)
    shorts = (placenames.base(above, "county"), placenames.base(own, "township"))
    return tuple(first + second for first in (above, shorts[0]) for second in (own, shorts[1]))
