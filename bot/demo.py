"""The whole service on one machine with a made-up county, and a WeChat platform of its own at ``/simulator``."""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bot import words
from bot.cookies import DESK_COOKIE, RESIDENT_COOKIE, SIZE_COOKIE
from bot.services import Services
from bot.settings import Settings
from bot.simulator.app import create_simulator
from bot.simulator.config import PhoneSeed, SimulatorConfig, TemplateSeed, TextAccount
from bot.usecases.accounts import add_account
from bot.usecases.seed_demo import seed_demo
from bot.wechat.menu import push_menu
from knowledge.bureau import AccountSeed
from knowledge.pack import Pack
from knowledge.routing import ROLE_NAMES

FOLDER = Path("var/demo")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the demo made up for itself the first time, so that the next start opens the same data."""

    secret_key: str = field(repr=False)
    data_key: str = field(repr=False)
    app_secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Login:
    """A login of the demo's console, to be printed."""

    username: str
    role: str
    password: str = field(repr=False)


def kept_in(folder: Path) -> Kept:
    """The demo's own keys and passwords, made once and readable by this user alone."""
    path = folder / "kept.json"
    if path.exists():
        return Kept(**json.loads(path.read_text()))
    folder.mkdir(parents=True, exist_ok=True)
    kept = Kept(
        secret_key=secrets.token_urlsafe(32),
        data_key=base64.b64encode(secrets.token_bytes(32)).decode(),
        app_secret=secrets.token_hex(16),
        token=secrets.token_hex(16),
        aes_key=base64.b64encode(secrets.token_bytes(32)).decode().rstrip("="),
        password=f"shifan-{secrets.randbelow(9000) + 1000}-{secrets.randbelow(9000) + 1000}",
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump({name: getattr(kept, name) for name in Kept.__dataclass_fields__}, out)
    return kept


def environment(folder: Path, port: int, pack: str) -> dict[str, str]:
    """The settings of the demo's processes, as environment variables."""
    kept = kept_in(folder)
    home = f"http://127.0.0.1:{port}"
    return {
        "ZHUDONG_DATABASE_URL": f"sqlite:///{(folder / 'zhudong.db').resolve()}",
        "ZHUDONG_PACK": pack,
        "ZHUDONG_SECRET_KEY": kept.secret_key,
        "ZHUDONG_DATA_KEYS": kept.data_key,
        "ZHUDONG_BASE_URL": home,
        "ZHUDONG_WECHAT_APP_ID": "wxdemo0000000000001",
        "ZHUDONG_WECHAT_APP_SECRET": kept.app_secret,
        "ZHUDONG_WECHAT_TOKEN": kept.token,
        "ZHUDONG_WECHAT_AES_KEY": kept.aes_key,
        "ZHUDONG_WECHAT_MODE": "secure",
        "ZHUDONG_WECHAT_API": f"{home}/simulator",
        "ZHUDONG_SMS_URL": f"{home}/simulator/sms/norsubmit",
        "ZHUDONG_SMS_EC_NAME": "demo",
        "ZHUDONG_SMS_AP_ID": "demo",
        # The simulated host is this installation's own, so the key that is at hand will do.
        "ZHUDONG_SMS_SECRET_KEY": kept.app_secret,
        "ZHUDONG_SMS_SIGN": "demo",
    }


def phones_of(pack: Pack) -> tuple[PhoneSeed, ...]:
    """The people of a sample pack who have a phone in the simulator.

    First those a visitor wants side by side: two residents, a village assistant, a township officer.
    """
    residents = [
        PhoneSeed(one.name, words.RESIDENT, one.openid, number=one.phone) for one in pack.residents if one.openid
    ]
    staff = [
        PhoneSeed(one.name, ROLE_NAMES[one.role], one.openid, number=one.phone) for one in pack.staff if one.openid
    ]
    first = [
        next(phone for phone in staff if phone.role == ROLE_NAMES[role])
        for role in ("assistant", "township")
        if any(phone.role == ROLE_NAMES[role] for phone in staff)
    ]
    rest = [phone for phone in (*residents[2:], *staff) if phone not in first]
    return (*residents[:2], *first, *rest)


def simulator_config(settings: Settings, pack: Pack) -> SimulatorConfig:
    """A simulated account that belongs to this installation."""
    return SimulatorConfig(
        app_id=settings.wechat_app_id,
        app_secret=settings.wechat_app_secret.get_secret_value(),
        token=settings.wechat_token.get_secret_value(),
        aes_key=settings.wechat_aes_key.get_secret_value(),
        mode=settings.wechat_mode,
        push_url=f"{settings.base_url}/wechat",
        public_url=settings.wechat_api,
        account_name=pack.bureau.name,
        phones=phones_of(pack),
        # On its page all phones share one real browser; to our pages each must still be somebody else.
        phone_cookies=(DESK_COOKIE, RESIDENT_COOKIE, SIZE_COOKIE),
        templates=tuple(
            TemplateSeed(one.template_id, one.title, tuple((label, key) for key, label in one.labels.items()))
            for one in pack.templates.values()
        ),
        texts=TextAccount(
            settings.sms_ec_name,
            settings.sms_ap_id,
            settings.sms_secret_key.get_secret_value(),
            settings.sms_sign,
            pack.bureau.short_name,
        )
        if settings.sms_ready
        else None,
    )


def furnish(services: Services, folder: Path) -> tuple[Login, ...]:
    """Fill an empty demo; the logins of its console.

    A pack of a real county gets no made-up people: only an administrator who can enter the real ones.
    """
    pack, password = services.office.pack, kept_in(folder).password
    seeds = pack.accounts or (AccountSeed("admin", words.ADMINISTRATOR, "admin", pack.division),)
    if pack.sample:
        seed_demo(services, {seed.username: password for seed in seeds})
    else:
        with services.storage.read() as uow:
            empty = not uow.accounts.all()
        if empty:
            add_account(seeds[0].username, seeds[0].name, "admin", password, "demo", services, must_change=False)
    return tuple(Login(seed.username, seed.role, password) for seed in seeds)


def push_account_menu(services: Services) -> None:
    """Give the simulated account the pack's menu, as a deployer would; a pack without one leaves it bare."""
    from bot.app import gateway_of

    if not services.office.pack.menu:
        return
    push_menu(services.office.pack.menu, services.settings.base_url, gateway_of(services.settings, services.storage))


def create() -> Flask:
    """The service with the simulator mounted at ``/simulator``; for the server of the demo."""
    from bot.app import build, create_app, settings_or_exit

    settings = settings_or_exit(serving=True)
    services = build(settings)
    app = create_app(services)
    simulator = create_simulator(simulator_config(settings, services.office.pack))
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/simulator": simulator.wsgi_app})  # type: ignore[method-assign]
    return app


def port_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(url: str) -> bool:
    """Whether a page answers with 200."""
    try:
        with urllib.request.urlopen(url, timeout=1) as page:  # noqa: S310 - our own address
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class Worker:
    """The background process, started anew when it ends before its time."""

    def __init__(self, on_restart: Callable[[], None]) -> None:
        self._on_restart = on_restart
        self._ended = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._keep, daemon=True, name="worker-watch")

    def start(self) -> None:
        """Begin and keep it running."""
        self._watch.start()

    def stop(self) -> None:
        """End it and wait until it is gone."""
        self._ended.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()

    def _keep(self) -> None:
        while not self._ended.is_set():
            self._process = subprocess.Popen([sys.executable, "-m", "bot", "work", "--quiet"])
            self._process.wait()
            if not self._ended.is_set():
                self._on_restart()
                time.sleep(1)
