"""The command line: ``zhudong`` and ``python -m bot`` are the same."""

from __future__ import annotations

import typer

from bot.commands import words
from bot.commands.account import menu, qr
from bot.commands.accounts import db, keys, user
from bot.commands.asking import ask, talk
from bot.commands.benchmarks import bench
from bot.commands.checkup import check
from bot.commands.entitlements import entitlements
from bot.commands.learn import learn
from bot.commands.packs import pack
from bot.commands.payments import payments
from bot.commands.places import places
from bot.commands.service import demo, serve, work

app = typer.Typer(help=words.APP, no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False)
app.command(help=words.DEMO)(demo)
app.command(help=words.SERVE)(serve)
app.command(help=words.WORK)(work)
app.command(help=words.CHECK)(check)
app.command(help=words.ASK)(ask)
app.command(help=words.TALK)(talk)
app.command(help=words.QR)(qr)
app.command(help=words.BENCH)(bench)
app.add_typer(payments, name="payments")
app.add_typer(entitlements, name="entitlements")
app.add_typer(pack, name="pack")
app.add_typer(places, name="places")
app.add_typer(learn, name="learn")
app.add_typer(menu, name="menu")
app.add_typer(user, name="user")
app.add_typer(keys, name="keys")
app.add_typer(db, name="db")


def main() -> None:
    """Run the command that was asked for."""
    app()


if __name__ == "__main__":
    main()
