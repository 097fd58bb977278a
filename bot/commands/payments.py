"""Payment files on the command line: check one, or import it with everybody's arrival letter."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.app import build, settings_or_exit
from bot.commands import words
from bot.services import Services
from bot.usecases.payments import Preview, check_sheet, confirm_sheet, progress
from knowledge.casework import Refused
from storage.payment_rows import Batch

out = Console(highlight=False, soft_wrap=True)
BY = "command-line"
SHOWN = 200
LOOK_EVERY = 0.2

payments = typer.Typer(help=words.PAYMENTS, no_args_is_help=True)
SheetFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@payments.command("check", help=words.PAYMENTS_CHECK)
def check(file: SheetFile) -> None:
    """Print every problem of a file; exit with 1 when one of them bars it."""
    if not _shown(_read(file, build(settings_or_exit(serving=True)))):
        raise typer.Exit(1)


@payments.command("import", help=words.PAYMENTS_IMPORT)
def import_(
    file: SheetFile,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    accept_doubts: Annotated[bool, typer.Option("--accept-doubts", help=words.PAYMENTS_ACCEPT)] = False,
) -> None:
    """Check a file, then make its payments and queue the letters; the same file again tells nobody twice."""
    services = build(settings_or_exit(serving=True))
    seen = _read(file, services)
    if not _shown(seen):
        raise typer.Exit(1)
    if seen.batch is not None:
        at = seen.batch.at.date().isoformat()
        out.print(words.PAYMENTS_KNOWN.format(at=at), markup=False)
        return
    if dry_run or seen.file_id is None:
        return
    if seen.doubts and not accept_doubts:
        out.print(words.PAYMENTS_DOUBTS.format(count=seen.doubts), markup=False)
        raise typer.Exit(1)
    try:
        batch = _imported(seen, services)
    except Refused as no:
        out.print(no.reason, markup=False)
        raise typer.Exit(1) from None
    done = progress(batch.id, services)
    letters = sum(done.letters.values())
    out.print(words.PAYMENTS_DONE.format(count=done.stored, letters=letters), markup=False)


def _read(file: Path, services: Services) -> Preview:
    with out.status(words.PAYMENTS_READING):
        return check_sheet(file.read_bytes(), file.name, BY, services)


def _shown(seen: Preview) -> bool:
    """Print what the file is; whether nothing bars it."""
    if seen.unreadable:
        out.print(seen.unreadable, markup=False)
        return False
    for problem in seen.problems[:SHOWN]:
        line = words.PAYMENTS_PROBLEM.format(row=problem.row, column=problem.column, text=problem.text)
        out.print(line, markup=False)
    if len(seen.problems) > SHOWN:
        out.print(words.PAYMENTS_MORE.format(count=len(seen.problems) - SHOWN), markup=False)
    if seen.errors:
        out.print(words.PAYMENTS_BAD.format(name=seen.name, count=seen.errors), markup=False)
        return False
    out.print(words.PAYMENTS_FINE.format(name=seen.name, count=seen.count, total=f"{seen.total:,.2f}"), markup=False)
    return True


def _imported(seen: Preview, services: Services) -> Batch:
    """Confirm while a bar shows how many rows are stored."""
    file_id = seen.file_id
    if file_id is None:
        raise Refused(words.PAYMENTS_BAD.format(name=seen.name, count=seen.errors))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with ThreadPoolExecutor(1) as pool, Progress(*columns, console=out) as bar:
        task = bar.add_task(words.PAYMENTS_WRITING, total=seen.count)
        running: Future[Batch] = pool.submit(
            confirm_sheet, file_id, BY, services, count=seen.count, total=seen.total, doubts_checked=True
        )
        while not wait([running], LOOK_EVERY).done:
            with services.storage.read() as uow:
                batch = uow.payments.batch_of(file_id)
                stored = uow.arrivals.progress(batch.id).stored if batch else 0
            bar.update(task, completed=stored)
        bar.update(task, completed=seen.count)
        return running.result()
