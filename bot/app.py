"""The composition root: the one place where settings, storage, knowledge, WeChat and the pages are put together."""

from __future__ import annotations

import secrets
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue

from bot.console.blueprint import console_blueprint
from bot.console.guard import protect
from bot.cookies import SideBySide
from bot.desk.blueprint import desk_blueprint
from bot.health import health_blueprint
from bot.offices import OfficeKeeper
from bot.public.blueprint import public_blueprint
from bot.services import MediaFile, Sender, Services
from bot.settings import Settings, SettingsError
from bot.sms.gateway import YunMas
from bot.sms.ladder import Ladder
from bot.sms.letters import SmsSender
from bot.usecases.answer import answer
from bot.usecases.arrival_picture import arrivals_file
from bot.usecases.fates import heed_platform
from bot.usecases.media import recording_file
from bot.wechat.buttons import PageKeys
from bot.wechat.client import WeChatGateway, open_gateway
from bot.wechat.letters import WeChatSender
from bot.wechat.oauth import OAuth
from bot.wechat.outbound import fit
from bot.wechat.pace import Pace
from bot.wechat.qr import scene_address
from bot.wechat.tokens import StoredShelf
from bot.wechat.views import wechat_blueprint
from storage.crypto import KeyRing
from storage.store import Storage, open_storage

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.talk import Reply
    from knowledge.office import Office

LARGEST_UPLOAD = 256 * 1024 * 1024
"""Bytes: a payment file of a million rows."""
OAUTH_CALLBACK, RESIDENT_CALLBACK = "/desk/login/back", "/my/login/back"
Clock = Callable[[], datetime]


def clock() -> datetime:
    """Now, aware, in UTC. Everybody else is told the time."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id nobody can guess."""
    return secrets.token_urlsafe(16)


def settings_or_exit(*, serving: bool = False) -> Settings:
    """The settings of this process; with mistakes, all of them on standard error and an exit status of 2."""
    try:
        return Settings.from_env(Path(".env"), serving=serving)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        raise SystemExit(2) from None


def storage_of(settings: Settings) -> Storage:
    """The storage that the settings name."""
    return open_storage(settings.database_url, KeyRing(settings.encryption_keys))


def office_of(pack: str = "") -> Office:
    """An office straight from a pack's files, without a bureau's own edits; for the command line."""
    settings = settings_or_exit()
    return OfficeKeeper(settings, None, clock, pack=pack)()


def gateway_of(settings: Settings, storage: Storage, now: Clock = clock) -> WeChatGateway:
    """The platform's interface, its token shared with every other process through the storage."""
    return open_gateway(settings, StoredShelf(storage), now, new_id())


def build(settings: Settings, now: Clock = clock) -> Services:
    """All that the use cases need, from settings; nothing is read or sent before it is used."""
    storage = storage_of(settings)
    offices = OfficeKeeper(settings, storage, now)
    rungs: list[Sender] = []
    media = scenes = page_key = None
    # Files that letters send, by the word before the colon of their reference.
    keepers: dict[str, Callable[[str], MediaFile]] = {
        "recording": recording_file(storage, now),
        "arrivals": arrivals_file(storage, offices, now),
    }

    def media_of(ref: str) -> MediaFile:
        prefix, _, rest = ref.partition(":")
        return keepers[prefix](rest)

    if settings.wechat_ready:
        templates = offices().pack.templates
        gateway, pace = gateway_of(settings, storage, now), Pace(time.monotonic, time.sleep)
        media = gateway.media
        scenes = partial(scene_address, gateway=gateway)
        page_key = PageKeys(settings, gateway, StoredShelf(storage), now, new_id())
        rungs.append(WeChatSender(gateway, templates, settings.base_url, now, pace, media_of))
    if settings.sms_ready:
        rungs.append(SmsSender(YunMas(settings), offices().pack.bureau.phone))
    return Services(
        storage=storage,
        offices=offices,
        settings=settings,
        now=now,
        new_id=new_id,
        sender=Ladder(rungs),
        fit=partial(fit, base_url=settings.base_url),
        media=media,
        scene_address=scenes,
        page_key=page_key,
        media_of=media_of,
    )


def create_app(services: Services) -> Flask:
    """The web application: webhook, console, staff pages, residents' pages, health."""
    settings = services.settings
    app = Flask("bot", static_folder=None)
    app.secret_key = settings.secret_key.get_secret_value()
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.config["SESSION_COOKIE_SECURE"] = settings.base_url.startswith("https://")
    app.session_interface = SideBySide()
    protect(app)
    app.register_blueprint(health_blueprint(services))
    app.register_blueprint(console_blueprint(services), url_prefix="/console")
    gateway = gateway_of(settings, services.storage, services.now) if settings.wechat_ready else None
    residents = OAuth(settings, gateway, services.now, RESIDENT_CALLBACK) if gateway else None
    app.register_blueprint(public_blueprint(services, residents))
    if gateway is not None:

        def answered(message: Message) -> tuple[Reply, ...]:
            return answer(message, services)

        def put_late(message: Message) -> None:
            with services.storage.work() as uow:
                uow.inbox.put_late(message, services.now())
                uow.commit()

        app.register_blueprint(
            wechat_blueprint(
                settings,
                answered,
                services.now,
                heed=lambda event: heed_platform(event, services),
                put_late=put_late,
                phone=services.office.pack.bureau.phone,
            )
        )
        app.register_blueprint(
            desk_blueprint(services, OAuth(settings, gateway, services.now, OAUTH_CALLBACK)), url_prefix="/desk"
        )

    @app.get("/")
    def home() -> ResponseReturnValue:
        return redirect(url_for("console.board"))

    return app


def create() -> Flask:
    """The application from the environment; for the server's workers."""
    from bot import logs

    logs.set_up()
    services = build(settings_or_exit(serving=True))
    # Beside the first requests: a tap of the menu is answered at once, a question as soon as the dictionary is there.
    threading.Thread(target=services.office.prepare, name="prepare", daemon=True).start()
    return create_app(services)
