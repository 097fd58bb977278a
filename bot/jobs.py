"""The work that nobody asks for: letters leave, clocks ring, late answers follow. A process of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.services import Services
from bot.usecases.alarms import raise_alarms
from bot.usecases.entitlements import resume_entitlements
from bot.usecases.follow_up import ask_how_it_went
from bot.usecases.late import answer_late
from bot.usecases.letters import deliver_letters
from bot.usecases.media import fetch_media
from bot.usecases.payments import resume_imports
from bot.usecases.tidying import tidy
from storage.letter_rows import Lane

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """A use case and how often it runs; of several processes one takes each tick."""

    name: str
    every: timedelta
    run: Callable[[Services], object]


JOBS = (
    Job("alarms", timedelta(seconds=60), raise_alarms),
    Job("late-answers", timedelta(seconds=5), answer_late),
    Job("media", timedelta(seconds=10), fetch_media),
    Job("imports", timedelta(seconds=5), resume_imports),
    Job("entitlements", timedelta(seconds=5), resume_entitlements),
    Job("how-it-went", timedelta(hours=1), ask_how_it_went),
    Job("tidy", timedelta(hours=1), tidy),
)

LANES: tuple[tuple[Lane, ...], ...] = (("urgent",), ("interactive", "staff"), ("bulk",))
"""One thread each: an urgent alert never waits behind fifty thousand arrival letters."""

IDLE = 0.5
"""Seconds between two looks at an empty lane."""


def slot_of(job: Job, now: datetime) -> str:
    """The name of the tick that ``now`` falls into."""
    return str(int(now.timestamp() // job.every.total_seconds()))


def tick(job: Job, services: Services) -> bool:
    """Run the job once if no other process took this tick. A failing job is logged and runs again next time."""
    with services.storage.work() as uow:
        taken = uow.ticks.take(job.name, slot_of(job, services.now()), services.now())
        uow.commit()
    if not taken:
        return False
    try:
        job.run(services)
    except Exception as error:
        log.exception("job failed", job=job.name, error=type(error).__name__)
    return True


class Worker:
    """Threads for the lanes and a scheduler for the jobs, from ``start`` to ``stop``."""

    def __init__(self, services: Services, batch: int = 100) -> None:
        self._services = services
        self._batch = batch
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._deliver, args=(lanes,), name=f"letters-{lanes[0]}") for lanes in LANES
        ]
        self._clock = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(2)},
            job_defaults={"coalesce": True, "max_instances": 1},
            timezone="UTC",
        )
        for job in JOBS:
            self._clock.add_job(tick, "interval", (job, services), seconds=job.every.total_seconds(), id=job.name)

    def start(self) -> None:
        """Begin; what was due while no worker ran is done first."""
        for job in JOBS:
            tick(job, self._services)
        for thread in self._threads:
            thread.start()
        self._clock.start()

    def stop(self) -> None:
        """Finish what is in hand and end; what was claimed but not sent falls due again."""
        self._ended.set()
        if self._clock.running:
            self._clock.shutdown()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=30)

    def wait(self) -> None:
        """Block until ``stop`` is called from elsewhere (a signal handler)."""
        self._ended.wait()

    def _deliver(self, lanes: tuple[Lane, ...]) -> None:
        while not self._ended.is_set():
            try:
                done = deliver_letters(self._services, lanes, self._batch)
            except Exception as error:
                log.exception("letters failed", lane=lanes[0], error=type(error).__name__)
                done = 0
            if not done:
                self._ended.wait(IDLE)
