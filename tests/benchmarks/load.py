"""A load of ready-made HTTP requests over kept-open connections, and what came of it."""

from __future__ import annotations

import queue
import socket
import threading
import time
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Request:
    """One POST, target and body ready to be sent."""

    target: str
    body: bytes
    content_type: str = "text/xml"


@dataclass(frozen=True, slots=True)
class Result:
    """``latencies`` in seconds, in no order; ``seconds`` from the first byte sent to the last received."""

    latencies: tuple[float, ...]
    seconds: float
    bad: int
    """Answers that were not 200, or were empty."""

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, percent: int) -> float:
        return quantiles(self.latencies, n=100)[percent - 1]


def _answer(stream) -> tuple[int, bytes]:
    status = int(stream.readline().split()[1])
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return status, stream.read(length)


def answer_of(port: int, request: Request) -> bytes:
    """What one request is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link, link.makefile("rb") as stream:
        link.sendall(_wire(request))
        return _answer(stream)[1]


def _wire(request: Request) -> bytes:
    head = (
        f"POST {request.target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {request.content_type}\r\n"
        f"Content-Length: {len(request.body)}\r\n\r\n"
    )
    return head.encode() + request.body


def _send(port: int, waiting: queue.SimpleQueue, latencies: list[float], bad: list[int]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link, link.makefile("rb") as stream:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            try:
                wire = waiting.get_nowait()
            except queue.Empty:
                return
            began = time.perf_counter()
            link.sendall(wire)
            status, body = _answer(stream)
            latencies.append(time.perf_counter() - began)
            if status != 200 or not body:
                bad.append(status)


def fire(port: int, requests: list[Request], at_a_time: int = 10) -> Result:
    """Send every request once, ``at_a_time`` in flight, and wait for each answer."""
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    for request in requests:
        waiting.put(_wire(request))
    latencies: list[float] = []
    bad: list[int] = []
    senders = [threading.Thread(target=_send, args=(port, waiting, latencies, bad)) for _ in range(at_a_time)]
    began = time.perf_counter()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return Result(tuple(latencies), time.perf_counter() - began, len(bad))
