"""Answers within the platform's five seconds: what takes longer is put aside and told later."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from bot.wechat.troubles import log_trouble
from dialogs.message import Message
from dialogs.talk import Reply

log = logging.getLogger(__name__)

SECONDS = 4.0
"""How long an answer is waited for; the platform hangs up after five."""
HOLD = 2.0
"""How much longer the line is held when a message could not even be put aside."""

Answer = Callable[[Message], tuple[Reply, ...]]


class Failed(Exception):
    """The answer broke down; it is in the log, and the resident must hear something."""


@dataclass(slots=True)
class _Going:
    """A message being answered. ``late`` once its answer goes another way than to whoever waits here."""

    future: Future[tuple[Reply, ...] | None]
    late: bool = False


class Patience:
    """Runs ``answer`` on a few threads of its own and waits for it a while.

    A repeat of a message that is still being answered waits for the same answer. ``put_late`` must keep the message
    durably (twice is once); another process then answers it, or sends the answer that was found in the end.
    """

    def __init__(
        self,
        answer: Answer,
        put_late: Callable[[Message], None],
        *,
        seconds: float = SECONDS,
        hold: float = HOLD,
        threads: int = 8,
        most: int = 200,
    ) -> None:
        self._answer = answer
        self._put_late = put_late
        self._seconds = seconds
        self._hold = hold
        self._most = most
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._lock = threading.Lock()
        self._going: dict[str, _Going] = {}

    def replies(self, message: Message) -> tuple[Reply, ...] | None:
        """The answer; ``None`` when it will follow by letter, so that the platform only hears "success".

        Raises ``Failed`` when there is no answer because something broke.
        """
        with self._lock:
            going = self._going.get(message.key)
            if going is None and len(self._going) < self._most:
                # Kept under the lock: the answer may be done before this line is.
                going = self._going[message.key] = _Going(self._pool.submit(self._run, message))
        if going is None:
            log.warning("too many messages at once", extra={"key": message.key})
            self._kept(message)
            return None
        try:
            replies = going.future.result(self._seconds)
        except TimeoutError:
            if self._give_up(message, going):
                return None
            replies = going.future.result()
        except CancelledError:
            return None
        if going.late:
            return None
        if replies is None:
            raise Failed
        return replies

    def close(self) -> None:
        """Let what is being answered come to its end, and take nothing more."""
        self._pool.shutdown(wait=True)

    def _run(self, message: Message) -> tuple[Reply, ...] | None:
        try:
            return self._answer(message)
        except Exception as why:  # noqa: BLE001 - whatever it is, the resident must hear something
            log_trouble("answer failed", message.key, why)
            return None
        finally:
            with self._lock:
                self._going.pop(message.key, None)

    def _give_up(self, message: Message, going: _Going) -> bool:
        """Leave the answer to another process; False when it came after all, just now."""
        with self._lock:
            if going.future.done():
                return False
            going.late, already = True, going.late
        if already:
            return True
        if self._kept(message):
            if going.future.cancel():
                # Never begun, so nothing will take it off the list.
                with self._lock:
                    self._going.pop(message.key, None)
            log.warning("answer is late", extra={"key": message.key})
            return True
        # Not kept anywhere: past five seconds the platform hangs up and asks again, which is better than "success".
        going.late = False
        wait([going.future], self._hold)
        return not going.future.done()

    def _kept(self, message: Message) -> bool:
        try:
            self._put_late(message)
        except Exception as why:  # noqa: BLE001 - the database may be what is slow
            log_trouble("message not put aside", message.key, why)
            return False
        return True
