"""Console logins: come in, be shut out after wrong passwords, go out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

if TYPE_CHECKING:
    from bot.services import Services
    from storage.accounts import Account

TRIES = 5
SHUT_FOR = timedelta(minutes=15)
LASTS = timedelta(hours=12)
LEAST_PASSWORD = 10


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A fresh session; ``token`` belongs into the browser's cookie and nowhere else."""

    account: Account
    token: str = field(repr=False)


class LoginRefused(Exception):
    """Nobody came in. ``wrong`` says nothing about which of name and password it was; ``until`` is set when shut."""

    def __init__(self, why: Literal["wrong", "locked"], until: datetime | None = None, left: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.until = until
        self.left = left


class WeakPassword(Exception):
    """Too short, or the user name itself."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_hex(8))


def hash_password(password: str, username: str = "") -> str:
    """The argon2 hash to keep; raises ``WeakPassword`` below ten characters or when it holds the user name."""
    if len(password) < LEAST_PASSWORD or (username and username.lower() in password.lower()):
        raise WeakPassword
    return _hasher().hash(password)


def right_password(account: Account, password: str) -> bool:
    """Whether it is the account's password."""
    return _fits(account.password_hash, password)


def log_in(username: str, password: str, device: str, services: Services) -> LoggedIn:
    """Open a session of twelve hours at most; raises ``LoginRefused``.

    Five wrong passwords in a row shut the account for 15 minutes.
    """
    now = services.now()
    with services.storage.read() as uow:
        account = uow.accounts.by_username(username)
    # The slow comparison runs with no transaction open, and for unknown names too, so that time tells nothing.
    fits = _fits(account.password_hash if account else _nobodys_hash(), password)
    if account is None or not account.active:
        raise LoginRefused("wrong")
    if account.locked(now):
        raise LoginRefused("locked", account.locked_until)
    who = f"account:{account.id}"
    with services.storage.work() as uow:
        if not fits:
            failed = uow.accounts.failed_login(account.id)
            uow.audit.record(who, "login.failed", who, device[:100], at=now)
            if failed >= TRIES:
                uow.accounts.lock(account.id, now + SHUT_FOR)
                uow.audit.record(who, "login.locked", who, at=now)
            uow.commit()
            if failed >= TRIES:
                raise LoginRefused("locked", now + SHUT_FOR)
            raise LoginRefused("wrong", left=TRIES - failed)
        token = secrets.token_urlsafe(32)
        uow.accounts.logged_in(account.id, now)
        uow.sessions.open(token, who, now, now + LASTS, device)
        uow.audit.record(who, "login", who, device[:100], at=now)
        uow.commit()
    return LoggedIn(account, token)


def set_password(account_id: int, password: str, by: str, services: Services, *, must_change: bool = False) -> None:
    """A new password, which ends every session of the account.

    Raises ``WeakPassword``, and ``KeyError`` for an unknown account.
    """
    with services.storage.read() as uow:
        account = uow.accounts.get(account_id)
    if account is None:
        raise KeyError(account_id)
    hashed = hash_password(password, account.username)
    with services.storage.work() as uow:
        uow.accounts.set_password(account_id, hashed, must_change)
        uow.sessions.end_all(f"account:{account_id}", services.now())
        uow.audit.record(by, "account.password", f"account:{account_id}", at=services.now())
        uow.commit()


def add_account(
    username: str,
    name: str,
    role: str,
    password: str,
    by: str,
    services: Services,
    *,
    division: str = "",
    must_change: bool = True,
) -> int:
    """A new login; its id. Raises ``WeakPassword``, and ``KeyError`` when the user name is taken."""
    hashed = hash_password(password, username)
    with services.storage.work() as uow:
        if uow.accounts.by_username(username):
            raise KeyError(username)
        new_id = uow.accounts.add(username, name, role, hashed, division=division, must_change=must_change)
        uow.audit.record(
            by, "account.add", f"account:{new_id}", f"{username} {role} {division}".strip(), at=services.now()
        )
        uow.commit()
    return new_id


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
