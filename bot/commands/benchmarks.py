"""Measure this machine: each benchmark prints ratios, side by side in one run."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.commands import words

out = Console(highlight=False, soft_wrap=True)
ORDER = ("start", "webhook", "letters", "payments", "entitlements", "understanding", "console_search")


def bench(name: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Run the named benchmarks, or all of them in turn."""
    if not Path("tests/benchmarks").is_dir():
        out.print(words.BENCH_NO_SOURCE)
        raise typer.Exit(1)
    for one in name or ORDER:
        if one not in ORDER:
            out.print(words.BENCH_UNKNOWN.format(name=one, names="、".join(ORDER)), markup=False)
            raise typer.Exit(2)
        out.print(f"== {one}", markup=False)
        importlib.import_module(f"tests.benchmarks.{one}").main()
