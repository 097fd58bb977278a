"""For those who watch the service: is it alive, can it work, and figures without people in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from storage.conflicts import Unreachable

if TYPE_CHECKING:
    from bot.services import Services


class Figures:
    """What the storage counts, gathered when it is asked for: the same whichever worker answers."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges: letters by lane and state, how long the oldest due letter waits, open and overdue clues."""
        now = self._services.now()
        with self._services.storage.read() as uow:
            letters = uow.letters.counts()
            oldest = uow.letters.oldest_due(now)
            board = uow.clues.board(now)
        counted = GaugeMetricFamily("zhudong_letters", "Letters by lane and state", labels=["lane", "state"])
        for (lane, state), count in letters.items():
            counted.add_metric([lane, state], count)
        yield counted
        name = "zhudong_letters_waiting_seconds"
        waiting = GaugeMetricFamily(name, "How long the oldest due letter waits", labels=["lane"])
        for lane, due in oldest.items():
            waiting.add_metric([lane], max(0.0, (now - due).total_seconds()))
        yield waiting
        clues = GaugeMetricFamily("zhudong_clues", "Clues that are not at their end", labels=["which"])
        clues.add_metric(["open"], sum(board.open_by_urgency.values()))
        clues.add_metric(["overdue"], board.overdue)
        clues.add_metric(["without_owner"], board.open_by_owner.get(None, 0))
        yield clues


def health_blueprint(services: Services) -> Blueprint:
    """``/healthz`` (this process answers), ``/readyz`` (it can work) and ``/metrics``."""
    blueprint = Blueprint("health", __name__)
    registry = CollectorRegistry()
    registry.register(Figures(services))

    @blueprint.get("/healthz")
    def alive() -> ResponseReturnValue:
        return jsonify(alive=True)

    @blueprint.get("/readyz")
    def ready() -> ResponseReturnValue:
        try:
            tables = services.storage.head_ok()
        except Unreachable:
            tables = False
        pack = bool(services.office.pack.programmes)
        return jsonify(tables=tables, pack=pack), 200 if tables and pack else 503

    @blueprint.get("/metrics")
    def metrics() -> ResponseReturnValue:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint
