"""How every API call is taken: faults, token, quota, the handler, the log, and errors as the platform words them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request

from bot.simulator.errors import ApiError
from bot.simulator.faults import Fault
from bot.simulator.platform import Platform
from bot.simulator.pushing import Pusher

_BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502</body></html>"
_KEPT_BODY = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call, its token checked; ``asked`` reads the JSON body and raises the platform's errors."""

    platform: Platform
    pusher: Pusher
    query: Mapping[str, str]
    raw: bytes = field(repr=False)

    def asked(self, keep_escapes: bool = False) -> dict[str, Any]:
        """The JSON object of the body. With ``keep_escapes`` \\uXXXX is kept as typed, as customer messages show it."""
        if not self.raw.strip():
            raise ApiError(44002)
        try:
            text = self.raw.decode("utf-8-sig")
            found = json.loads(text.replace("\\u", "\\\\u") if keep_escapes else text)
        except ValueError as error:
            raise ApiError(47001) from error
        if not isinstance(found, dict):
            raise ApiError(47001)
        return found


Answer = dict[str, Any] | Response


@dataclass(frozen=True, slots=True)
class Route:
    """One API: its methods, its path below the platform, its handler, and whether it needs a token."""

    methods: Sequence[str]
    path: str
    handle: Callable[[Call], Answer]
    token: bool = True


def install(app: Flask, platform: Platform, pusher: Pusher, routes: Sequence[Route]) -> None:
    """Give the app a view for each API."""
    for route in routes:
        view = _View(platform, pusher, route)
        # Every method is routed: a wrong one gets the platform's error, not the framework's.
        app.add_url_rule(route.path, f"api:{route.path}", view, methods=["GET", "POST"])


def ok(**fields: Any) -> dict[str, Any]:
    """The JSON of success, with what else the API tells."""
    return {"errcode": 0, "errmsg": "ok", **fields}


class _View:
    def __init__(self, platform: Platform, pusher: Pusher, route: Route) -> None:
        self._platform, self._pusher, self._route = platform, pusher, route

    def __call__(self) -> Response:
        platform = self._platform
        began = time.monotonic()
        with platform.lock:
            faults = platform.faults.strike(self._route.path, platform.chance)
        for fault in faults:
            if fault.kind == "latency":
                platform.clock.sleep(fault.seconds)
        spoilt = next((fault for fault in faults if fault.kind not in ("latency", "code")), None)
        if spoilt is None or spoilt.done or spoilt.kind == "truncated":
            response = self._answer(faults)
        else:
            response = Response("", 200)
        if spoilt:
            response = _spoil(response, spoilt)
        self._log(response, began, spoilt)
        return response

    def _answer(self, faults: Sequence[Fault]) -> Response:
        platform = self._platform
        call = Call(platform, self._pusher, request.args, request.get_data(cache=True, parse_form_data=False))
        with platform.lock:
            try:
                self._admit(faults)
                answer = self._route.handle(call)
            except ApiError as error:
                message = error.message.replace("{ip}", request.remote_addr or "127.0.0.1")
                answer = {"errcode": error.code, "errmsg": f"{message} rid: {platform.rid()}", **error.extra}
            platform.touch()
        if isinstance(answer, Response):
            return answer
        return Response(json.dumps(answer, ensure_ascii=False), content_type="application/json; encoding=utf-8")

    def _admit(self, faults: Sequence[Fault]) -> None:
        platform, route = self._platform, self._route
        for fault in faults:
            if fault.kind == "code":
                raise ApiError(fault.code, _detail(fault.code))
        if request.method not in route.methods and request.method != "HEAD":
            raise ApiError(43001 if "GET" in route.methods else 43002)
        if route.token:
            platform.credentials.check(request.args.get("access_token", ""), platform.now())
        platform.quotas.spend(route.path, platform.now())

    def _log(self, response: Response, began: float, spoilt: Fault | None) -> None:
        platform = self._platform
        raw = request.get_data(cache=True, parse_form_data=False)[:_KEPT_BODY]
        said = "" if response.is_streamed else response.get_data()[:_KEPT_BODY].decode(errors="replace")
        sent = raw.decode(errors="replace") if b"\0" not in raw else f"({len(raw)} bytes)"
        with platform.lock:
            platform.exchanges.add(
                at=platform.now(), way="api", openid=_openid_in(sent), what=self._route.path, attempt=1,
                took_ms=int((time.monotonic() - began) * 1000), method=request.method,
                url=request.full_path.rstrip("?"), request=sent, clear_request="", status=response.status_code,
                response=said, clear_response="", verdict=spoilt.kind if spoilt else _verdict(said),
            )  # fmt: skip


def _detail(code: int) -> str:
    return "" if code != 47003 else "data.thing1.value invalid"


def _verdict(said: str) -> str:
    try:
        found = json.loads(said)
    except ValueError:
        return "ok"
    code = found.get("errcode", 0) if isinstance(found, dict) else 0
    return "ok" if not code else str(code)


def _openid_in(sent: str) -> str:
    try:
        found = json.loads(sent)
    except ValueError:
        return ""
    return str(found.get("touser", "")) if isinstance(found, dict) else ""


def _spoil(response: Response, fault: Fault) -> Response:
    match fault.kind:
        case "bad_gateway":
            return Response(_BAD_GATEWAY, 502, content_type="text/html")
        case "truncated":
            whole = response.get_data()
            return Response(whole[: max(1, len(whole) // 2)], 200, content_type=response.content_type)
        case "empty":
            return Response(b"", 200, content_type="application/json; encoding=utf-8")
        case _:
            return _dropped()


def _dropped() -> Response:
    """A response that promises more than it sends: every server then closes the connection on the client."""

    def nothing() -> Iterator[bytes]:
        yield b"{"

    return Response(nothing(), 200, headers={"Content-Length": "4096"})
