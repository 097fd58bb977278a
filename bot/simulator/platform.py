"""The platform's whole state: one service account, its phones, and everything between them."""

from __future__ import annotations

import itertools
import random
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.simulator import words
from bot.simulator.clock import Alarms, Clock
from bot.simulator.config import PhoneSeed, SimulatorConfig, TemplateSeed
from bot.simulator.credentials import Credentials, word
from bot.simulator.envelope import Seal
from bot.simulator.errors import ApiError
from bot.simulator.exchanges import Exchanges
from bot.simulator.faults import Faults
from bot.simulator.phones import Bubble, Phone, Side
from bot.simulator.quotas import LIMITS, Quotas
from bot.simulator.shelf import Shelf

FIRST_MSGID = 3_717_005_636_572_528_642
"""Beyond 2**53, as the platform's are: clients that read them as floating point lose digits."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of the account; ``until`` is None for a permanent one."""

    ticket: str
    scene: str
    is_text: bool
    url: str
    until: datetime | None


class Platform:
    """Everything is guarded by ``lock``; ``touch()`` after a change lets the page know."""

    def __init__(self, config: SimulatorConfig, clock: Clock, chance: random.Random) -> None:
        self.config = config
        self.clock = clock
        self.chance = chance
        self.lock = threading.RLock()
        self.version = 1
        self.started = word(chance, 12)
        self.public_url = config.public_url.rstrip("/")
        self.account_name = config.account_name or words.ACCOUNT_NAME
        self.alarms = Alarms(clock)
        self.credentials = Credentials()
        self.quotas = Quotas(LIMITS | dict(config.daily_limits))
        self.faults = Faults()
        self.exchanges = Exchanges()
        self.shelf = Shelf()
        self.phones: dict[str, Phone] = {}
        self.numbers: dict[str, str] = {}
        self.templates = {seed.template_id: seed for seed in config.templates}
        self.codes: dict[str, Code] = {}
        self.menu: dict[str, Any] | None = None
        self.tags: dict[int, str] = {}
        self.once: dict[tuple[str, str], tuple[datetime, int]] = {}
        self.notes: list[tuple[datetime, str]] = []
        self._numbers = itertools.count(1)
        self._msgids = itertools.count(FIRST_MSGID, 2)
        for seed in config.phones:
            self.add_phone(seed)

    def now(self) -> datetime:
        return self.clock.now()

    def touch(self) -> None:
        with self.lock:
            self.version += 1

    def seal(self) -> Seal:
        config = self.config
        return Seal(config.token, config.app_id, config.aes_key, config.aes_key_previous)

    def reconfigure(self, **changes: Any) -> None:
        """Change mode, keys or push address while running, as an owner does on the platform's settings page."""
        with self.lock:
            self.config = replace(self.config, **changes)
            self.touch()

    def add_phone(self, seed: PhoneSeed) -> Phone:
        with self.lock:
            openid = seed.openid or "o" + word(self.chance, 27)
            if openid in self.phones:
                raise ValueError("there is a phone with this openid already")
            phone = Phone(openid, seed.name, seed.role, followed=seed.follows, unionid="oU" + word(self.chance, 26))
            phone.followed_at = self.now() if seed.follows else None
            self.phones[openid] = phone
            if seed.number:
                self.numbers[seed.number] = openid
            self.touch()
            return phone

    def phone(self, openid: object) -> Phone:
        """The phone of an openid that an API caller names; raises 40003."""
        phone = self.phones.get(openid) if isinstance(openid, str) else None
        if phone is None:
            raise ApiError(40003)
        return phone

    def template(self, template_id: object) -> TemplateSeed:
        """A template that an API caller names; raises 40037."""
        found = self.templates.get(template_id) if isinstance(template_id, str) else None
        if found is None and self.config.any_template and isinstance(template_id, str) and template_id:
            return TemplateSeed(template_id, words.SERVICE_NOTICE)
        if found is None:
            raise ApiError(40037)
        return found

    def show(self, phone: Phone, side: Side, kind: str, text: str = "", **data: Any) -> Bubble:
        with self.lock:
            bubble = phone.show(next(self._numbers), self.now(), side, kind, text, **data)
            self.touch()
            return bubble

    def note(self, text: str) -> None:
        """Keep a word for the list of alarms that owners of an account get."""
        with self.lock:
            self.notes = [*self.notes[-99:], (self.now(), text)]
            self.touch()

    def msgid(self) -> int:
        with self.lock:
            return next(self._msgids)

    def rid(self) -> str:
        seconds = int(self.now().timestamp())
        return f"{seconds:08x}-{self.chance.getrandbits(32):08x}-{self.chance.getrandbits(32):08x}"

    def close(self) -> None:
        self.alarms.close()
