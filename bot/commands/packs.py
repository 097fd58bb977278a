"""Packs of policy, the account's menu, and the QR codes of villages and windows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.commands import words
from knowledge.pack import check_packs

out = Console(highlight=False, soft_wrap=True)

pack = typer.Typer(help=words.PACK, no_args_is_help=True)


@pack.command("check", help=words.PACK_CHECK)
def check(folder: Annotated[Path | None, typer.Argument(exists=True, file_okay=False)] = None) -> None:
    """Print every mistake in every pack with its file and line; exit with 1 when there is one."""
    problems = check_packs(folder)
    for problem in problems:
        out.print(str(problem), markup=False)
    out.print(words.PACKS_BAD.format(count=len(problems)) if problems else words.PACKS_FINE, markup=False)
    if problems:
        raise typer.Exit(1)
