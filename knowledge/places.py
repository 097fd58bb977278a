"""Divisions of the country, and which of them a resident's words mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division by its statistics-bureau code: 2, 4, 6, 9 or 12 digits by level."""

    code: str
    name: str
    level: str
    """province, city, county, township or village."""
    aliases: tuple[str, ...] = ()


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
