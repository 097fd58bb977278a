"""A county in real processes on loopback: the simulated platform, the web server, the worker. Ended by id."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from datetime import time as time_of_day
from pathlib import Path

from bot.simulator.driver import Phones
from knowledge.bureau import LOCAL
from knowledge.workdays import Calendar

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 40.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as page:
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _until_ten_of_a_working_day() -> float:
    """Seconds from now until ten in the morning of the next working day: letters to staff rest at night."""
    calendar, now = Calendar.load(), datetime.now(LOCAL)
    ten = datetime.combine(calendar.add(now.date(), 1), time_of_day(10), LOCAL)
    return (ten - now).total_seconds()


class World:
    """``start`` everything, use ``phones`` and ``url``, ``kill`` a process as an accident would, ``stop``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.platform_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.platform = f"http://127.0.0.1:{self.platform_port}"
        self.environment = {
            **os.environ,
            "ZHUDONG_DATABASE_URL": f"sqlite:///{folder / 'zhudong.db'}",
            "ZHUDONG_PACK": "shifan",
            "ZHUDONG_SECRET_KEY": secrets.token_urlsafe(32),
            "ZHUDONG_DATA_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "ZHUDONG_BASE_URL": self.url,
            "ZHUDONG_SEMANTIC": "false",
            "ZHUDONG_WECHAT_APP_ID": "wxjourney00000001",
            "ZHUDONG_WECHAT_APP_SECRET": secrets.token_hex(16),
            "ZHUDONG_WECHAT_TOKEN": secrets.token_hex(16),
            "ZHUDONG_WECHAT_AES_KEY": base64.b64encode(secrets.token_bytes(32)).decode().rstrip("="),
            "ZHUDONG_WECHAT_API": self.platform,
            "JOURNEY_CLOCK": str(folder / "ahead"),
        }
        self._ahead = _until_ten_of_a_working_day()
        self.advance(0)
        self.phones = Phones(self.platform)
        self.password = secrets.token_urlsafe(12)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> World:
        self._run("furnish", "-m", "tests.journeys.furnish", self.password).wait(timeout=60)
        assert self._running.pop("furnish").returncode == 0, self.told("furnish")
        self._run("platform", "-m", "tests.journeys.platform", str(self.platform_port))
        self._wait_for("platform", f"{self.platform}/control/state")
        self.start_web()
        self.start_work()
        return self

    def start_web(self) -> None:
        self._run("web", "-m", "tests.journeys.daytime", "web", str(self.port))
        self._wait_for("web", f"{self.url}/readyz")

    def start_work(self) -> None:
        self._run("work", "-m", "tests.journeys.daytime", "work")

    def advance(self, seconds: float) -> None:
        """Time passes, for every process of this world at once."""
        self._ahead += seconds
        fresh = self.folder / "ahead.new"
        fresh.write_text(str(self._ahead))
        fresh.replace(self.folder / "ahead")

    def kill(self, name: str) -> None:
        """``kill -9`` the process and everything below it: no goodbye, no clean-up."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    def stop(self) -> None:
        for process in self._running.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(timeout=10)

    def told(self, name: str) -> str:
        """What a process wrote, for the message of a failing test."""
        return (self.folder / f"{name}.log").read_text(errors="replace")[-4000:]

    def _run(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as out:
            # A group of its own, so that ``kill`` reaches the server's workers and nobody else.
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self._running[name] = process
        return process

    def _wait_for(self, name: str, url: str) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not _answers(url):
            if self._running[name].poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{name} did not start:\n{self.told(name)}")
            time.sleep(0.05)
