"""Console logins, for administrators: add, change role or place, new password, switch off, end sessions."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import IDLE, here, needs
from bot.console.moments import minute
from bot.console.visitor import PERMITS
from bot.usecases.accounts import WeakPassword, add_account, set_password

if TYPE_CHECKING:
    from bot.services import Services
    from storage.accounts import Account
    from storage.uow import UnitOfWork

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def register_accounts(blueprint: Blueprint, services: Services) -> None:
    """账号."""

    @blueprint.get("/accounts")
    @needs("accounts")
    def accounts() -> ResponseReturnValue:
        return _page()

    @blueprint.post("/accounts")
    @needs("accounts")
    def account_add() -> ResponseReturnValue:
        username, name = request.form.get("username", "").strip(), request.form.get("name", "").strip()
        role, division = _role_and_place()
        password = _fresh_password()
        if not (3 <= len(username) <= 60 and username.isascii() and username.replace("_", "").isalnum() and name):
            return _page(trouble=words.ACCOUNT_FORM), 422
        try:
            add_account(username, name, role, password, here().who, services, division=division)
        except KeyError:
            return _page(trouble=words.USERNAME_TAKEN), 422
        except WeakPassword:  # the name happens to be within the random password
            return _page(trouble=words.TRY_AGAIN), 422
        return _page(made=(username, password))

    @blueprint.post("/accounts/<int:account_id>")
    @needs("accounts")
    def account_change(account_id: int) -> ResponseReturnValue:
        role, division = _role_and_place()
        active = request.form.get("active") == "1"
        with services.storage.work() as uow:
            account = _known(uow, account_id)
            if account.id == here().account_id and (role != account.role or not active):
                return _page(trouble=words.NOT_ONESELF), 422
            uow.accounts.update(account_id, role=role, division=division, active=active)
            if not active:
                uow.sessions.end_all(f"account:{account_id}", services.now())
            what = f"{account.role} {account.division} -> {role} {division}{'' if active else ' off'}"
            uow.audit.record(here().who, "account.change", f"account:{account_id}", what, at=services.now())
            uow.commit()
        flash(words.SAVED, "done")
        return redirect(url_for("console.accounts"))

    @blueprint.post("/accounts/<int:account_id>/password")
    @needs("accounts")
    def account_password(account_id: int) -> ResponseReturnValue:
        with services.storage.read() as uow:
            account = _known(uow, account_id)
        password = _fresh_password()
        set_password(account.id, password, here().who, services, must_change=account.id != here().account_id)
        return _page(made=(account.username, password))

    @blueprint.post("/accounts/<int:account_id>/sessions/end")
    @needs("accounts")
    def account_sessions_end(account_id: int) -> ResponseReturnValue:
        now = services.now()
        with services.storage.work() as uow:
            account = _known(uow, account_id)
            ended = uow.sessions.end_all(f"account:{account.id}", now, but=here().session_id)
            uow.audit.record(here().who, "session.end", f"account:{account.id}", at=now)
            uow.commit()
        flash(words.sessions_ended(account.name, ended), "done")
        return redirect(url_for("console.accounts"))

    def _page(trouble: str = "", made: tuple[str, str] | None = None) -> str:
        now = services.now()
        places = services.office.places
        with services.storage.read() as uow:
            rows: list[dict[str, Any]] = [
                {
                    "id": one.id,
                    "username": one.username,
                    "name": one.name,
                    "role": one.role,
                    "division": one.division,
                    "active": one.active,
                    "locked": one.locked(now),
                    "last": minute(one.last_login_at, now),
                    "sessions": sum(login.live(now, IDLE) for login in uow.sessions.of(f"account:{one.id}", now)),
                }
                for one in uow.accounts.all()
            ]
        county = services.office.pack.division
        options = [("", words.WHOLE_COUNTY), *((below.code, below.name) for below in places.children(county))]
        return render_template(
            "console/accounts.html",
            rows=rows,
            roles=words.ROLES.items(),
            places=options,
            place_name=lambda code: dict(options).get(code) or (path[-1].name if (path := places.path(code)) else code),
            trouble=trouble,
            made=made,
            typed=request.form if trouble else {},
        )

    def _role_and_place() -> tuple[str, str]:
        role, division = request.form.get("role", ""), request.form.get("division", "")
        if role not in PERMITS or (division and not services.office.places.get(division)):
            abort(400)
        return role, division


def _known(uow: UnitOfWork, account_id: int) -> Account:
    account = uow.accounts.get(account_id)
    if account is None:
        abort(404)
    return account


def _fresh_password() -> str:
    """Twelve characters that can be read out on the telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
