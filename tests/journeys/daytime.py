"""The service's processes on a working day at ten in the morning, whenever the test runs.

``... web PORT`` serves, ``... work`` sends letters. Only the clock differs from that of ``zhudong``.
"""

import os
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from bot import logs
from bot.app import build, create_app, settings_or_exit
from bot.jobs import Worker

AHEAD = Path(os.environ["JOURNEY_CLOCK"])
"""A file with the seconds that this world is ahead of ours; the test may move them on."""


def ahead() -> float:
    return float(AHEAD.read_text())


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=ahead())


def create() -> Flask:
    logs.set_up()
    return create_app(build(settings_or_exit(serving=True), clock))


def serve(port: int) -> None:
    Granian(
        "tests.journeys.daytime:create",
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=2,
        blocking_threads=8,
        websockets=False,
        respawn_failed_workers=True,
    ).serve()


def work() -> None:
    logs.set_up()
    worker = Worker(build(settings_or_exit(serving=True), clock))
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=worker.stop).start())
    worker.start()
    worker.wait()
    worker.stop()


if __name__ == "__main__":
    serve(int(sys.argv[2])) if sys.argv[1] == "web" else work()
