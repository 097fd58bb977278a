"""Payment files on the command line: check one, or import it with everybody's arrival letter."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from bot.app import build, settings_or_exit
from bot.commands import words
from bot.commands.register_files import BY, AcceptDoubts, DryRun, SheetFile, confirmed, looked, out
from bot.services import Services
from bot.usecases.payments import Preview, check_sheet, confirm_sheet, progress

payments = typer.Typer(help=words.PAYMENTS, no_args_is_help=True)


@payments.command("check", help=words.PAYMENTS_CHECK)
def check(file: SheetFile) -> None:
    """Print every problem of a file; exit with 1 when one of them bars it."""
    _looked(file, build(settings_or_exit(serving=True)))


@payments.command("import", help=words.PAYMENTS_IMPORT)
def import_(
    file: SheetFile,
    dry_run: DryRun = False,
    accept_doubts: AcceptDoubts = False,
    supplement: Annotated[str, typer.Option("--supplement", help=words.PAYMENTS_SUPPLEMENT)] = "",
) -> None:
    """Check a file, then make its payments and queue the letters; the same file again tells nobody twice."""
    services = build(settings_or_exit(serving=True))
    seen = _looked(file, services, supplement)
    if seen.batch is not None:
        at = seen.batch.at.date().isoformat()
        out.print(words.PAYMENTS_KNOWN.format(at=at), markup=False)
        return
    file_id = seen.file_id
    if dry_run or file_id is None:
        return

    def stored() -> int:
        with services.storage.read() as uow:
            batch = uow.payments.batch_of(file_id)
            return uow.arrivals.progress(batch.id).stored if batch else 0

    batch = confirmed(
        seen,
        accept_doubts,
        lambda: confirm_sheet(
            file_id,
            BY,
            services,
            count=seen.count,
            total=seen.total,
            doubts_checked=True,
            supplement=supplement,
        ),
        stored,
        seen.count,
    )
    done = progress(batch.id, services)
    letters = sum(done.letters.values())
    out.print(words.PAYMENTS_DONE.format(count=done.stored, letters=letters), markup=False)


def _looked(file: SheetFile, services: Services, supplement: str = "") -> Preview:
    seen = looked(file, partial(check_sheet, supplement=supplement), services)
    total = f"{seen.total:,.2f}"
    out.print(words.PAYMENTS_FINE.format(name=seen.name, count=seen.count, total=total), markup=False)
    return seen
