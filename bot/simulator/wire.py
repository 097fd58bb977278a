"""One request to the account's server and its response, within a deadline."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import requests

_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out and what came back; ``error`` is set when nothing usable did, ``slow`` when time ran out."""

    url: str
    request: str = field(repr=False)
    status: int = 0
    response: bytes = field(default=b"", repr=False)
    error: str = ""
    slow: bool = False
    seconds: float = 0.0


def send(url: str, body: str, seconds: float) -> Sent:
    """POST the body and wait for the whole answer, but no longer than ``seconds`` in all."""
    began = time.monotonic()
    try:
        status, response = _post(url, body.encode(), seconds)
    except requests.Timeout:
        return Sent(url, body, error="timeout", slow=True, seconds=time.monotonic() - began)
    except requests.RequestException as error:
        return Sent(url, body, error=f"no answer ({type(error).__name__})", seconds=time.monotonic() - began)
    return Sent(url, body, status, response, seconds=time.monotonic() - began)


def _post(url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
    """Status and body within so many seconds in all; raises requests.Timeout beyond."""
    deadline = time.monotonic() + seconds
    headers = {"Content-Type": "text/xml", "User-Agent": "Mozilla/4.0", "Connection": "close"}
    with requests.Session() as session:
        session.trust_env = False
        with session.post(
            url, data=body, headers=headers, timeout=seconds, stream=True, allow_redirects=False
        ) as response:
            received = b""
            try:
                for chunk in response.iter_content(65536):
                    received += chunk
                    if time.monotonic() > deadline:
                        raise requests.Timeout("cut off")
                    if len(received) > _LARGEST:
                        break
            except requests.ConnectionError as error:
                if time.monotonic() > deadline:
                    raise requests.Timeout("cut off") from error
                raise
            return response.status_code, received
