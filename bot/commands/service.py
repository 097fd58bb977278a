"""Run the service: web, background work, the demo."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import types
from pathlib import Path
from typing import Annotated, Any

import typer
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from rich.console import Console

from bot import demo as demonstration
from bot import logs
from bot.app import build, settings_or_exit
from bot.commands import words
from bot.services import Services

out = Console(highlight=False, soft_wrap=True, stderr=True)

READY_WITHIN = 60
THREADS = 8


def _serve(target: str, host: str, port: int, workers: int, threads: int) -> None:
    """Block until the server is interrupted. A worker that dies is replaced."""
    # A pool of memory for each thread would keep what the busiest moment needed, threads times over.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    server: Any = Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    server.serve()


def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 2,
) -> None:
    """Serve WeChat, the console and the staff pages until interrupted."""
    logs.set_up()
    settings = settings_or_exit(serving=True)
    for gap in settings.gaps():
        out.print(f"! {gap}", markup=False)
    # Before any worker looks: two of them must not find the tables half made.
    build(settings).storage.upgrade()
    out.print(words.LISTENING.format(url=f"http://{host}:{port}"), markup=False)
    _serve("bot.app:create", host, port, workers, THREADS)


def work(quiet: Annotated[bool, typer.Option("--quiet", hidden=True)] = False) -> None:
    """Send letters, ring clocks, follow up late answers until interrupted."""
    from bot.jobs import Worker

    logs.set_up()
    services = build(settings_or_exit(serving=True))
    services.storage.upgrade()
    worker = Worker(services)

    def end(_signal: int, _frame: types.FrameType | None) -> None:
        threading.Thread(target=worker.stop).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    worker.start()
    if not quiet:
        out.print(words.WORKING)
    worker.wait()
    worker.stop()
    if not quiet:
        out.print(words.ENDED)


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    pack: Annotated[str, typer.Option()] = "shifan",
) -> None:
    """Run everything on this machine with a made-up county; the logins are printed."""
    logs.set_up("WARNING")
    if not demonstration.port_free(port):
        out.print(words.DEMO_PORT_TAKEN.format(port=port, other=port + 1), markup=False)
        raise typer.Exit(1)
    folder = demonstration.FOLDER
    os.environ.update(demonstration.environment(folder, port, pack))
    services = build(settings_or_exit(serving=True))
    services.storage.upgrade()
    logins = demonstration.furnish(services, folder)
    worker = demonstration.Worker(lambda: out.print(words.DEMO_CHILD_ENDED.format(name="work"), markup=False))
    worker.start()
    url = f"http://127.0.0.1:{port}"
    threading.Thread(target=_welcome, args=(url, folder, logins, services), daemon=True).start()
    try:
        # One worker, because the simulated platform lives in its memory; many threads, because it calls itself.
        _serve("bot.demo:create", "127.0.0.1", port, 1, 4 * THREADS)
    finally:
        worker.stop()
        services.storage.dispose()


def _welcome(url: str, folder: Path, logins: tuple[demonstration.Login, ...], services: Services) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not demonstration.answers(f"{url}/readyz"):
        if time.monotonic() > deadline:
            out.print(words.DEMO_NOT_READY.format(seconds=READY_WITHIN), markup=False)
            return
        time.sleep(0.1)
    demonstration.push_account_menu(services)
    say = Console(highlight=False, soft_wrap=True)
    pack = services.office.pack
    title = words.DEMO_TITLE if pack.sample else words.DEMO_OF.format(title=pack.title)
    say.print(f"\n{title}", markup=False)
    say.print(words.DEMO_SIMULATOR.format(url=url), markup=False)
    say.print(words.DEMO_CONSOLE.format(url=url), markup=False)
    for login in logins:
        say.print(
            words.DEMO_LOGIN.format(role=words.ROLES[login.role], username=login.username, password=login.password),
            markup=False,
        )
    say.print(words.DEMO_END.format(folder=folder) + "\n", markup=False)
    with contextlib.suppress(OSError):
        sys.stdout.flush()
