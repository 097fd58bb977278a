"""One division, and a guess at one."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import placenames


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
    ``name`` is that division in full as spoken; ``candidates`` are codes to choose from when it is not certain (a
    single one is to be confirmed). ``outside`` is the full name of the place when it lies outside the bureau's area
    (``code`` is then its code). Who names both a household register and a place of living or work gets the register as
    ``code``, by which applications go, and the other as ``living``, where somebody in danger is to be found.
    """

    code: str | None = None
    name: str = ""
    candidates: tuple[str, ...] = ()
    outside: str = ""
    living: PlaceGuess | None = None

    def __bool__(self) -> bool:
        return self.code is not None or bool(self.candidates)


NOWHERE = PlaceGuess()
