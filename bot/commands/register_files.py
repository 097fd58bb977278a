"""What payment and entitlement files share on the command line: problems printed, a bar while rows are entered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.commands import words
from bot.services import Services
from bot.usecases.register_files import Looked
from knowledge.casework import Refused

out = Console(highlight=False, soft_wrap=True)
BY = "command-line"
_SHOWN = 200
_LOOK_EVERY = 0.2

SheetFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
DryRun = Annotated[bool, typer.Option("--dry-run", help=words.FILES_DRY_RUN)]
AcceptDoubts = Annotated[bool, typer.Option("--accept-doubts", help=words.FILES_ACCEPT)]
L = TypeVar("L", bound=Looked)
T = TypeVar("T")


def looked(file: Path, check: Callable[[bytes, str, str, Services], L], services: Services) -> L:
    """The file looked through, with all that is wrong with it printed; exits with 1 when that bars it."""
    with out.status(words.FILES_READING):
        seen = check(file.read_bytes(), file.name, BY, services)
    if seen.unreadable:
        _refuse(seen.unreadable)
    for problem in seen.problems[:_SHOWN]:
        out.print(words.FILES_PROBLEM.format(row=problem.row, column=problem.column, text=problem.text), markup=False)
    if len(seen.problems) > _SHOWN:
        out.print(words.FILES_MORE.format(count=len(seen.problems) - _SHOWN), markup=False)
    if seen.errors:
        _refuse(words.FILES_BAD.format(name=seen.name, count=seen.errors))
    return seen


def confirmed(seen: Looked, accept_doubts: bool, confirm: Callable[[], T], entered: Callable[[], int], total: int) -> T:
    """Confirm while a bar shows how many of ``total`` rows are ``entered``; exits with 1 when it is refused."""
    if seen.doubts and not accept_doubts:
        _refuse(words.FILES_DOUBTS.format(count=seen.doubts))
    try:
        return _watched(confirm, entered, total)
    except Refused as no:
        _refuse(no.reason)


def _watched(confirm: Callable[[], T], entered: Callable[[], int], total: int) -> T:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with ThreadPoolExecutor(1) as pool, Progress(*columns, console=out) as bar:
        task = bar.add_task(words.FILES_WRITING, total=total)
        running: Future[T] = pool.submit(confirm)
        while not wait([running], _LOOK_EVERY).done:
            bar.update(task, completed=min(entered(), total))
        bar.update(task, completed=total)
        return running.result()


def _refuse(why: str) -> NoReturn:
    out.print(why, markup=False)
    raise typer.Exit(1)
