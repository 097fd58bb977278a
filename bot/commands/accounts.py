"""Console logins, keys and the database."""

from __future__ import annotations

import base64
import secrets
from typing import Annotated

import typer
from rich.console import Console

from bot.app import build, settings_or_exit, storage_of
from bot.commands import words
from bot.usecases.accounts import LEAST_PASSWORD, WeakPassword, add_account

out = Console(highlight=False, soft_wrap=True)

user = typer.Typer(help=words.USER, no_args_is_help=True)
keys = typer.Typer(help=words.KEYS, no_args_is_help=True)
db = typer.Typer(help=words.DB, no_args_is_help=True)


@user.command("add", help=words.USER_ADD)
def add(
    username: str,
    name: str,
    role: Annotated[str, typer.Option(help="operator | township | county | admin")] = "operator",
    division: Annotated[str, typer.Option()] = "",
) -> None:
    """Add a console login; the password is asked for and not echoed."""
    if role not in words.ROLES:
        raise typer.BadParameter("operator | township | county | admin", param_hint="--role")
    password = typer.prompt(words.NEW_LOGIN_PROMPT, hide_input=True, confirmation_prompt=True)
    if len(password) < LEAST_PASSWORD:
        out.print(words.TOO_SHORT)
        raise typer.Exit(1)
    try:
        add_account(
            username, name, role, password, "command-line", build(settings_or_exit(serving=True)), division=division
        )
    except WeakPassword:
        out.print(words.TOO_SHORT)
        raise typer.Exit(1) from None
    except KeyError:
        out.print(words.USER_TAKEN.format(username=username), markup=False)
        raise typer.Exit(1) from None
    out.print(words.USER_ADDED.format(username=username, role=words.ROLES[role]), markup=False)


@keys.command("new", help=words.KEYS_NEW)
def new() -> None:
    """Print a fresh data key: 32 random bytes in base64."""
    typer.echo(base64.b64encode(secrets.token_bytes(32)).decode())


@db.command("upgrade", help=words.DB_UPGRADE)
def upgrade() -> None:
    """Bring the tables to what this release wants."""
    storage_of(settings_or_exit(serving=True)).upgrade()
    out.print(words.MIGRATED)


@db.command("reseal", help=words.DB_RESEAL)
def reseal() -> None:
    """Encrypt again, under the newest key, whatever an older one sealed."""
    count = storage_of(settings_or_exit(serving=True)).reseal()
    out.print(words.RESEALED.format(count=count))
