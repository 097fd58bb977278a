"""Entitlement files on the command line: check one, or enter what it tells."""

from __future__ import annotations

import typer

from bot.app import build, settings_or_exit
from bot.commands import words
from bot.commands.register_files import BY, AcceptDoubts, DryRun, SheetFile, confirmed, looked, out
from bot.services import Services
from bot.usecases.entitlements import EntitlementPreview, check_entitlements, confirm_entitlements

entitlements = typer.Typer(help=words.ENTITLEMENTS, no_args_is_help=True)


@entitlements.command("check", help=words.ENTITLEMENTS_CHECK)
def check(file: SheetFile) -> None:
    """Print every problem of a file and what it would do; exit with 1 when one of them bars it."""
    _looked(file, build(settings_or_exit(serving=True)))


@entitlements.command("import", help=words.ENTITLEMENTS_IMPORT)
def import_(file: SheetFile, dry_run: DryRun = False, accept_doubts: AcceptDoubts = False) -> None:
    """Check a file, then enter, change and stop what it tells; the same file again changes nothing."""
    services = build(settings_or_exit(serving=True))
    seen = _looked(file, services)
    if dry_run or seen.file is None or not seen.moves:
        return
    file_id = seen.file.id

    def entered() -> int:
        with services.storage.read() as uow:
            kept = uow.entitlements.file(file_id)
        return kept.new + kept.changed + kept.stopped if kept else 0

    done = confirmed(
        seen,
        accept_doubts,
        lambda: confirm_entitlements(
            file_id, BY, services, doubts_checked=True, count=seen.count, moves=seen.moves, as_of=seen.as_of
        ),
        entered,
        seen.moves,
    )
    line = words.ENTITLEMENTS_DONE.format(new=done.new, changed=done.changed, stopped=done.stopped)
    out.print(line if done.state == "done" else words.ENTITLEMENTS_GOING_ON, markup=False)


def _looked(file: SheetFile, services: Services) -> EntitlementPreview:
    seen = looked(file, check_entitlements, services)
    counts = {kind: seen.done[kind] for kind in ("new", "changed", "stopped", "same")}
    out.print(words.ENTITLEMENTS_FINE.format(name=seen.name, count=seen.count, **counts), markup=False)
    return seen
