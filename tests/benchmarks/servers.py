"""Servers for the benchmarks: on loopback, under the same server and settings as the product, ended by id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2
THREADS = 8


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _up(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=1):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def serving(
    target: str, environment: dict[str, str], *, path: str = "/", log: Path | None = None, workers: int = WORKERS
) -> Iterator[tuple[int, int]]:
    """Granian with the app factory ``target`` (``module:function``); yields port and process id once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", str(workers)]
    command += ["--blocking-threads", str(THREADS), "--no-ws", "--port", str(port), "--log-level", "error", target]
    with (log or Path(os.devnull)).open("wb") as out:
        surroundings = {**os.environ, "MALLOC_ARENA_MAX": "2", **environment}
        process = subprocess.Popen(command, env=surroundings, stdout=out, stderr=out)
        try:
            deadline = time.monotonic() + 30
            while not _up(port, path):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{target} did not start")
                time.sleep(0.02)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


def memory_of(pid: int) -> list[float]:
    """Resident megabytes of the workers below a server's process, the largest first."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        if int(fields["PPid"]) == pid and "VmRSS" in fields:
            sizes.append(int(fields["VmRSS"].split()[0]) / 1024)
    return sorted(sizes, reverse=True)
