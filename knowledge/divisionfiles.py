"""The division data that ships: one file for the country, one a prefecture, one of names from before a merger."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "divisions"
LEVEL_OF = MappingProxyType({2: "province", 4: "city", 6: "county", 9: "township", 12: "village"})
LEVELS = tuple(LEVEL_OF)


def country(folder: Path = FOLDER) -> tuple[tuple[str, str], ...]:
    """Code and name of every province, city and county."""
    return rows_of(folder / "country.tsv.gz")


@cache
def prefectures(folder: Path = FOLDER) -> Mapping[str, Path]:
    """The files that hold towns and villages, by the code of the prefecture they are of."""
    return MappingProxyType({path.name.partition(".")[0]: path for path in sorted(folder.glob("[0-9]*.tsv.gz"))})


@cache
def rows_of(path: Path) -> tuple[tuple[str, str], ...]:
    """Code and name of every division in a file."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return tuple((code, name) for code, _, name in (line.partition("\t") for line in lines))


@cache
def former_names(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """Names that a division, or what is now part of it, bore until a merger or an upgrade, by today's code.

    A name of two parts (栖霞市 臧家庄镇) is of a place that moved from one county to another.
    """
    found: dict[str, tuple[str, ...]] = {}
    for code, name in _former(folder / "former.tsv"):
        found[code] = (*found.get(code, ()), name)
    return MappingProxyType(found)


def _former(path: Path) -> Iterator[tuple[str, str]]:
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name, *_ = line.split("\t")
            yield code, name
