"""Pushing to the account's server: five seconds, three attempts, and a mute after many failures."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from bot.simulator import answers, markup, wire, words
from bot.simulator.parcels import Parcel
from bot.simulator.platform import Platform


@dataclass(frozen=True, slots=True)
class Tried:
    """How one attempt went: ``shown`` when it was answered legally, else ``problem``, and whether to try again."""

    shown: answers.Shown | None = None
    problem: str = ""
    again: bool = False
    pause: float = 0.0


class Pusher:
    """Delivers parcels in the background; each is independent of the others, as on the real platform."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._failures: deque[datetime] = deque()
        self._muted_until: datetime | None = None
        self._underway = 0
        self._held: list[Parcel] = []
        self._sent: dict[int, Parcel] = {}

    def push(self, parcel: Parcel) -> None:
        with self._platform.lock:
            if self._platform.faults.hold:
                self._held.append(parcel)
                self._platform.touch()
                return
            self._underway += 1
        _start(self._whole, parcel)

    def again(self, exchange_id: int) -> None:
        """Push once more what an earlier exchange carried: a late duplicate. KeyError when it is forgotten."""
        parcel = self._sent[exchange_id]
        with self._platform.lock:
            self._underway += 1
        _start(self._repeat, parcel)

    def release(self, backwards: bool = False) -> None:
        """Push what was held, each after the one before it, in order or the other way round."""
        with self._platform.lock:
            held, self._held = self._held, []
            self._platform.faults.hold = False
            self._underway += len(held)
        _start(self._in_turn, held[::-1] if backwards else held)

    def state(self) -> dict[str, object]:
        with self._platform.lock:
            muted = self._muted()
            return {
                "underway": self._underway,
                "held": len(self._held),
                "failures": len(self._failures),
                "muted_until": muted.isoformat() if muted else None,
            }

    def _in_turn(self, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            self._whole(parcel)

    def _repeat(self, parcel: Parcel) -> None:
        try:
            self._attempt(parcel, 1, note="duplicate")
        finally:
            self._finish()

    def _whole(self, parcel: Parcel) -> None:
        try:
            self._deliver(parcel)
        finally:
            self._finish()

    def _finish(self) -> None:
        with self._platform.lock:
            self._underway -= 1
            self._platform.touch()

    def _deliver(self, parcel: Parcel) -> None:
        """1. wait while muted or delayed; 2. up to three attempts; 3. show the answer or that the service failed."""
        platform, config = self._platform, self._platform.config
        with platform.lock:
            muted, delay, doubled = self._muted(), platform.faults.push_delay, platform.faults.duplicates
        if muted:
            delay = max(delay, (muted - platform.now()).total_seconds())
        if delay > 0:
            platform.clock.sleep(delay)
        if doubled == "together":
            with platform.lock:
                self._underway += 1
            _start(self._repeat, parcel)
        tried = Tried()
        for attempt in range(1, config.attempts + 1):
            tried = self._attempt(parcel, attempt)
            if tried.problem:
                self._failed(f"{parcel.what}: {tried.problem}")
            if tried.shown or not tried.again:
                break
            if tried.pause > 0 and attempt < config.attempts:
                platform.clock.sleep(tried.pause)
        self._show(parcel, tried)
        if doubled == "after":
            self._attempt(parcel, 1, note="duplicate")

    def _show(self, parcel: Parcel, tried: Tried) -> None:
        platform = self._platform
        with platform.lock:
            phone = platform.phones.get(parcel.openid)
            if phone is None or not phone.followed or not parcel.answerable:
                return
            if tried.shown is None:
                platform.show(phone, "error", "note", words.SERVICE_ERROR)
            elif tried.shown.kind:
                platform.show(phone, "account", tried.shown.kind, tried.shown.text, **tried.shown.data)

    def _attempt(self, parcel: Parcel, attempt: int, note: str = "") -> Tried:
        platform = self._platform
        config = platform.config
        sent = self._send(parcel)
        tried = self._judge(parcel, sent)
        clear = tried.shown.clear if tried.shown else ""
        verdict = f"{note} {tried.problem or 'ok'}".strip()
        with platform.lock:
            exchange = platform.exchanges.add(
                at=platform.now(), way="push", openid=parcel.openid, what=parcel.what, attempt=attempt,
                took_ms=int(sent.seconds * 1000), method="POST", url=sent.url, request=sent.request,
                clear_request=parcel.xml if config.mode != "plain" else "", status=sent.status,
                response=sent.response.decode(errors="replace"), clear_response=clear, verdict=verdict,
            )  # fmt: skip
            self._sent[exchange.id] = parcel
            for old in [key for key in self._sent if key <= exchange.id - 500]:
                del self._sent[old]
            platform.touch()
        return tried

    def _send(self, parcel: Parcel) -> wire.Sent:
        platform, config = self._platform, self._platform.config
        with platform.lock:
            timestamp = str(int(platform.now().timestamp()))
            nonce = str(platform.chance.randrange(10**8, 2**31))
            query = platform.seal().query(timestamp, nonce) | {"openid": parcel.openid}
            body = parcel.xml
            if config.mode != "plain":
                random16 = f"{platform.chance.getrandbits(64):016x}".encode()
                sealed, signature = platform.seal().close(parcel.xml, timestamp, nonce, random16)
                query |= {"encrypt_type": "aes", "msg_signature": signature}
                head: markup.Tree = parcel.fields if config.mode == "compat" else [("ToUserName", config.account_id)]
                body = markup.write([*head, ("Encrypt", sealed)])
        url = f"{config.push_url}{'&' if '?' in config.push_url else '?'}{urlencode(query)}"
        return wire.send(url, body, config.attempt_seconds)

    def _judge(self, parcel: Parcel, sent: wire.Sent) -> Tried:
        platform, config = self._platform, self._platform.config
        if sent.error:
            # The platform gives a dead server the same five seconds as a slow one.
            pause = 0.0 if sent.slow else max(0.0, config.attempt_seconds - sent.seconds)
            return Tried(problem=sent.error, again=True, pause=pause)
        if sent.status != 200:
            return Tried(problem=f"HTTP {sent.status}", again=config.retry_http_errors, pause=config.error_pause)
        with platform.lock:
            now, shelf = platform.now(), platform.shelf
            asked = answers.Asked(
                parcel.openid, config.account_id, config.mode, parcel.is_message,
                lambda media_id: shelf.get(media_id, now) is not None,
            )  # fmt: skip
            try:
                return Tried(shown=answers.judge(sent.response, asked, platform.seal()))
            except answers.BadAnswer as error:
                return Tried(problem=f"bad answer: {error}")

    def _failed(self, problem: str) -> None:
        platform, config = self._platform, self._platform.config
        with platform.lock:
            now = platform.now()
            self._failures.append(now)
            while self._failures and now - self._failures[0] > timedelta(seconds=config.mute_within):
                self._failures.popleft()
            platform.note(problem)
            if len(self._failures) >= config.mute_failures and not self._muted():
                self._muted_until = now + timedelta(seconds=config.mute_seconds)
                self._failures.clear()
                platform.note("MarkFail: pushing stops for a while")

    def _muted(self) -> datetime | None:
        until = self._muted_until
        return until if until and until > self._platform.now() else None


def _start(work: Callable[..., None], *given: object) -> None:
    """In a thread of its own that never keeps the process from ending, whatever clock it waits for."""
    threading.Thread(target=work, args=given, name="simulator-push", daemon=True).start()
