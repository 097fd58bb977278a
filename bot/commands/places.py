"""Divisions on the command line: another county's villages, and what has changed since they were published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from bot import places as kept
from bot.app import settings_or_exit
from bot.commands import words
from bot.places import Taken, take
from knowledge.pack import load_pack

out = Console(highlight=False, soft_wrap=True)

places = typer.Typer(help=words.PLACES, no_args_is_help=True)
_NAMES = ("provinces", "cities", "areas", "streets", "villages")


@places.callback()
def group() -> None:
    """Keeps ``import`` a command of its own while it is the only one."""


@places.command("import", help=words.PLACES_IMPORT)
def import_(
    file: Annotated[Path, typer.Argument(exists=True, readable=True)],
    area: Annotated[str, typer.Option("--area", help=words.PLACES_AREA)] = "",
) -> None:
    """Check a list of divisions and keep what it has of the area; exit with 1 and change nothing on a mistake."""
    area = area or _own_area()
    files = _lists(file) if file.is_dir() else [file]
    if not files:
        out.print(words.PLACES_NO_LIST.format(names="、".join(f"{name}.csv" for name in _NAMES)), markup=False)
        raise typer.Exit(1)
    taken = [(each, _taken(each, area)) for each in files]
    if file.is_dir():
        # Nobody looks for a county among the provinces.
        taken = [(each, one) for each, one in taken if not one.absent] or taken
    for each, one in taken:
        _told(each, one)
    out.print(words.PLACES_RESTART, markup=False)


def _own_area() -> str:
    pack = load_pack(settings_or_exit().pack)
    if pack.sample or not pack.division:
        out.print(words.PLACES_SAY_AREA, markup=False)
        raise typer.Exit(1)
    return pack.division[:4]


def _lists(folder: Path) -> list[Path]:
    """The package's own files in a folder, the wider levels first; the smaller of csv and json."""
    found = ([folder / f"{name}.{kind}" for kind in ("csv", "json")] for name in _NAMES)
    return [next(path for path in pair if path.is_file()) for pair in found if any(path.is_file() for path in pair)]


def _taken(file: Path, area: str) -> Taken:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task(file.name, total=file.stat().st_size)
        return take(file, area, kept.FOLDER, lambda size: bar.advance(task, size))


def _told(file: Path, taken: Taken) -> None:
    for problem in taken.problems:
        out.print(problem, markup=False)
    if taken.problems:
        more = words.PLACES_MORE.format(count=taken.more) if taken.more else ""
        out.print(words.PLACES_BAD.format(name=file.name) + more, markup=False)
        raise typer.Exit(1)
    told = words.PLACES_TAKEN.format(
        name=file.name,
        added=taken.added,
        renamed=taken.renamed,
        corrections=taken.corrections,
        same=taken.same,
        skipped=taken.skipped,
    )
    out.print(told, markup=False)
