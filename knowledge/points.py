"""Where divisions lie, as far as a pack tells, and which of them a position on the map may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

REACH_KM = 20.0
"""A township's seat lies no further from where its people live; beyond that it is better to ask."""
_CLEARLY = 1.5
"""So many times further away must the next one be for the nearest to be taken without asking."""
_MOST = 3
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Point:
    """The seat of a division on the map, in degrees."""

    code: str
    latitude: float
    longitude: float


def nearest(points: Iterable[Point], latitude: float, longitude: float) -> tuple[str, ...]:
    """The codes that a position may mean, the nearest first: none, one that is clearly meant, or up to three."""
    away = sorted((_distance(point, latitude, longitude), point.code) for point in points)
    reached = [(far, code) for far, code in away if far <= REACH_KM]
    if not reached:
        return ()
    clear = max(reached[0][0], 1.0) * _CLEARLY
    return tuple(code for far, code in reached if far < clear)[:_MOST]


def _distance(point: Point, latitude: float, longitude: float) -> float:
    """Kilometres over the ground."""
    here, there = radians(latitude), radians(point.latitude)
    up, across = there - here, radians(point.longitude - longitude)
    half = sin(up / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
