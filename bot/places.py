"""The bureau's own divisions: lists it imported and corrections it made, kept as files beside its database."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot import words
from knowledge.divisionfiles import FOLDER as SHIPPED
from knowledge.divisionfiles import LEVEL_OF, country, prefectures, rows_of
from knowledge.divisionrows import DivisionRow, NotARow, csv_rows, division_row, json_rows
from knowledge.places import Division

FOLDER = Path("var/places")
"""Read at every start by the service, the worker and the command line; on several machines each needs a copy."""
CORRECTIONS = "corrections.csv"
_HEAD = "code,name,aliases,into,since\n"
_BLOCK = 1 << 20
_PREFECTURE = 4
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import made of a file. With ``problems`` nothing was written."""

    added: int = 0
    renamed: int = 0
    same: int = 0
    skipped: int = 0
    corrections: int = 0
    problems: tuple[str, ...] = ()
    more: int = 0
    """Problems beyond those told."""
    absent: bool = False
    """Whether the file has nothing of the area."""


def known(folder: Path, today: date) -> tuple[Division, ...]:
    """The imported divisions and corrections as the gazetteer takes them; one that is no more has an empty name."""
    found: dict[str, Division] = {}
    for path in _files(folder).values():
        found.update((code, Division(code, name, LEVEL_OF[len(code)])) for code, name in _kept(path))
    corrections = _corrections(folder)
    held = dict(_shipped()) if corrections else {}
    gone: list[DivisionRow] = []
    for row in corrections:
        if row.since is not None and row.since > today:
            continue
        if row.into:
            gone.append(row)
            continue
        before = found[row.code].name if row.code in found else held.get(row.code, row.name)
        aliases = dict.fromkeys((*row.aliases, *(() if before == row.name else (before,))))
        found[row.code] = Division(row.code, row.name, LEVEL_OF[len(row.code)], tuple(aliases))
    for row in gone:
        heir = found.get(row.into) or Division(row.into, held.get(row.into, ""), LEVEL_OF[len(row.into)])
        if heir.name:
            names = dict.fromkeys((*heir.aliases, row.name, *row.aliases))
            found[row.into] = Division(heir.code, heir.name, heir.level, tuple(names))
        found[row.code] = Division(row.code, "", LEVEL_OF[len(row.code)])
    return tuple(found.values())


def take(file: Path, area: str, folder: Path, told: Callable[[int], None] = lambda _: None) -> Taken:
    """Check a file whole, then keep what it has of the area; the same file again changes nothing.

    ``told`` hears how many bytes have been read.
    """
    held = dict(_shipped()) | {code: name for path in _files(folder).values() for code, name in _kept(path)}
    fresh: dict[str, DivisionRow] = {}
    problems: list[str] = []
    skipped = 0
    for number, fields in _fields(file, told):
        if fields.get("code", "")[:1].isdigit() and not fields["code"].startswith(area):
            skipped += 1
            continue
        try:
            row = division_row(number, fields)
        except NotARow as wrong:
            problems.append(words.PLACES_ROW.format(number=number, what=wrong))
            continue
        twin = fresh.setdefault(row.code, row)
        if twin.name != row.name:
            problems.append(words.PLACES_TWICE.format(number=number, code=row.code, first=twin.number))
    everything = held.keys() | fresh.keys()
    for row in fresh.values():
        above = next((row.code[:size] for size in (9, 6) if size < len(row.code)), "")
        if above and above not in everything:
            problems.append(words.PLACES_NO_PARENT.format(number=row.number, code=row.code, above=above))
        if row.into and row.into not in everything:
            problems.append(words.PLACES_NO_HEIR.format(number=row.number, code=row.code, into=row.into))
    if not problems and not fresh:
        none = words.PLACES_NONE.format(area=area, count=skipped)
        return Taken(skipped=skipped, problems=(none,), absent=True)
    if problems:
        return Taken(skipped=skipped, problems=tuple(problems[:_SHOWN]), more=max(0, len(problems) - _SHOWN))
    return _keep(fresh, held, folder, skipped)


def _keep(fresh: dict[str, DivisionRow], held: dict[str, str], folder: Path, skipped: int) -> Taken:
    corrections = {row.code: row for row in fresh.values() if row.corrects}
    plain = {code: row.name for code, row in fresh.items() if code not in corrections}
    changed = {code: name for code, name in plain.items() if held.get(code) != name}
    files = _files(folder)
    for prefecture in sorted({code[:_PREFECTURE] for code in changed}):
        rows = dict(_kept(files[prefecture])) if prefecture in files else {}
        rows.update({code: name for code, name in changed.items() if code.startswith(prefecture)})
        text = "".join(f"{code}\t{name}\n" for code, name in sorted(rows.items()))
        _write(folder / f"{prefecture}.tsv.gz", gzip.compress(text.encode(), 9, mtime=0))
    before = {row.code: row for row in _corrections(folder)}
    if corrections:
        lines = (_line(row) for _, row in sorted({**before, **corrections}.items()))
        _write(folder / CORRECTIONS, (_HEAD + "".join(lines)).encode())
    renamed = sum(code in held for code in changed)
    kept = sum(code in before and _line(before[code]) == _line(row) for code, row in corrections.items())
    same = len(plain) - len(changed) + kept
    return Taken(len(changed) - renamed, renamed, same, skipped, len(corrections) - kept)


def _line(row: DivisionRow) -> str:
    since = row.since.isoformat() if row.since else ""
    return f"{row.code},{row.name},{'、'.join(row.aliases)},{row.into},{since}\n"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        os.fchmod(handle, 0o644)  # who imports need not be who runs the service
    Path(fresh).replace(path)


def _fields(file: Path, told: Callable[[int], None]) -> Iterator[tuple[int, dict[str, str]]]:
    with file.open("rb") as source:
        start = source.read(1 << 16)
        source.seek(0)
        lines = _decoded(source, _encoding(start), told)
        rows = json_rows(lines) if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"[" else csv_rows(lines)
        for number, fields in rows:
            yield number, dict(fields)


def _decoded(source: Iterable[bytes], encoding: str, told: Callable[[int], None]) -> Iterator[str]:
    for line in source:
        told(len(line))
        # Lines of the published json are tens of megabytes long.
        text = line.decode(encoding, errors="replace")
        yield from (text[at : at + _BLOCK] for at in range(0, len(text), _BLOCK))


def _encoding(start: bytes) -> str:
    try:
        start[: start.rfind(b"\n") + 1 or len(start) - 3].decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _files(folder: Path) -> dict[str, Path]:
    return {path.name.partition(".")[0]: path for path in sorted(folder.glob("[0-9]*.tsv.gz"))}


def _kept(path: Path) -> tuple[tuple[str, str], ...]:
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return tuple((code, name) for code, _, name in (line.partition("\t") for line in lines))


def _corrections(folder: Path) -> tuple[DivisionRow, ...]:
    path = folder / CORRECTIONS
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8") as lines:
        return tuple(division_row(number, fields) for number, fields in csv_rows(lines))


def _shipped() -> Iterator[tuple[str, str]]:
    yield from country(SHIPPED)
    for path in prefectures(SHIPPED).values():
        yield from rows_of(path)
