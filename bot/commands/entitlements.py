"""Entitlement files on the command line: check one, or enter what it tells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.app import build, settings_or_exit
from bot.commands import words
from bot.services import Services
from bot.usecases.entitlements import EntitlementPreview, check_entitlements, confirm_entitlements
from knowledge.casework import Refused

out = Console(highlight=False, soft_wrap=True)
BY = "command-line"
SHOWN = 200

entitlements = typer.Typer(help=words.ENTITLEMENTS, no_args_is_help=True)
SheetFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@entitlements.command("check", help=words.ENTITLEMENTS_CHECK)
def check(file: SheetFile) -> None:
    """Print every problem of a file and what it would do; exit with 1 when one of them bars it."""
    if not _shown(_read(file, build(settings_or_exit(serving=True)))):
        raise typer.Exit(1)


@entitlements.command("import", help=words.ENTITLEMENTS_IMPORT)
def import_(
    file: SheetFile,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    accept_doubts: Annotated[bool, typer.Option("--accept-doubts", help=words.PAYMENTS_ACCEPT)] = False,
) -> None:
    """Check a file, then enter, change and stop what it tells; the same file again changes nothing."""
    services = build(settings_or_exit(serving=True))
    seen = _read(file, services)
    if not _shown(seen):
        raise typer.Exit(1)
    if dry_run or seen.file is None or not seen.moves:
        return
    if seen.doubts and not accept_doubts:
        out.print(words.PAYMENTS_DOUBTS.format(count=seen.doubts), markup=False)
        raise typer.Exit(1)
    try:
        with out.status(words.PAYMENTS_WRITING):
            done = confirm_entitlements(seen.file.id, BY, services, doubts_checked=True, moves=seen.moves)
    except Refused as no:
        out.print(no.reason, markup=False)
        raise typer.Exit(1) from None
    line = words.ENTITLEMENTS_DONE.format(new=done.new, changed=done.changed, stopped=done.stopped)
    out.print(line, markup=False)


def _read(file: Path, services: Services) -> EntitlementPreview:
    with out.status(words.PAYMENTS_READING):
        return check_entitlements(file.read_bytes(), file.name, BY, services)


def _shown(seen: EntitlementPreview) -> bool:
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
    counts = {kind: seen.done[kind] for kind in ("new", "changed", "stopped", "same")}
    out.print(words.ENTITLEMENTS_FINE.format(name=seen.name, count=seen.count, **counts), markup=False)
    return True
