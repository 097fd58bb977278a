"""The control API: what tests and the page do to phones, to faults and to time. JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from bot.simulator.acts import ACTS, Actor
from bot.simulator.config import PhoneSeed, TemplateSeed
from bot.simulator.errors import ApiError
from bot.simulator.phones import Phone
from bot.simulator.platform import Platform
from bot.simulator.pushing import Pusher
from bot.simulator.verifying import verify

SHOWN_AT_ONCE = 150
SETTINGS = ("mode", "token", "aes_key", "aes_key_previous", "push_url", "attempt_seconds", "retry_http_errors")


class Refused(Exception):
    """A mistake of the caller, answered with status and words."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def control_of(platform: Platform, pusher: Pusher) -> Blueprint:
    """The blueprint below /control."""
    control = Blueprint("control", __name__, url_prefix="/control")
    actor = Actor(platform, pusher)

    def phone_of(openid: str) -> Phone:
        if openid not in platform.phones:
            raise Refused("no such phone", 404)
        return platform.phones[openid]

    def body() -> dict[str, Any]:
        # Only JSON is taken: a form of another site cannot send it without asking first.
        found = request.get_json(force=False, silent=False)
        if not isinstance(found, dict):
            raise Refused("a JSON object is needed")
        return found

    def locked(view: Callable[..., Response]) -> Callable[..., Response]:
        def run(**arguments: Any) -> Response:
            with platform.lock:
                return view(**arguments)

        run.__name__ = view.__name__
        return run

    @control.errorhandler(Refused)
    def on_refused(error: Refused) -> tuple[Response, int]:
        return jsonify(error=str(error)), error.status

    @control.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> tuple[Response, int]:
        return jsonify(error=error.description), error.code or 400

    @control.errorhandler(ApiError)
    @control.errorhandler(ValueError)
    @control.errorhandler(TypeError)
    @control.errorhandler(KeyError)
    def on_mistake(error: Exception) -> tuple[Response, int]:
        return jsonify(error=f"{type(error).__name__}: {error}"), 400

    @control.get("/state")
    @locked
    def state() -> Response:
        version, after = request.args.get("version", 0, int), request.args.get("after", 0, int)
        if version == platform.version and request.args.get("started", platform.started) == platform.started:
            return jsonify(version=version, unchanged=True)
        return jsonify(_state(platform, pusher, after))

    @control.post("/phones")
    @locked
    def add_phone() -> Response:
        asked = body()
        openid, follows = str(asked.get("openid", "")), bool(asked.get("follows", True))
        seed = PhoneSeed(str(asked["name"]), str(asked.get("role", "")), openid, follows)
        return jsonify(platform.add_phone(seed).as_json(platform.now()))

    @control.get("/phones/<openid>/transcript")
    @locked
    def transcript(openid: str) -> Response:
        phone, after = phone_of(openid), request.args.get("after", 0, int)
        bubbles = [bubble.as_json() for bubble in phone.bubbles if bubble.id > after]
        return jsonify(phone=phone.as_json(platform.now()), bubbles=bubbles)

    @control.post("/phones/<openid>/acts")
    @locked
    def act(openid: str) -> Response:
        asked = body()
        name = asked.pop("act", "")
        if name not in ACTS:
            raise Refused(f"act must be one of {', '.join(ACTS)}")
        done = actor.do(phone_of(openid), name, asked)
        platform.touch()
        return jsonify(done)

    @control.get("/faults")
    @locked
    def faults() -> Response:
        return jsonify(asdict(platform.faults))

    @control.post("/faults")
    @locked
    def add_fault() -> Response:
        fault = platform.faults.add(**body())
        platform.touch()
        return jsonify(asdict(fault))

    @control.post("/faults/remove")
    @locked
    def remove_fault() -> Response:
        asked = body()
        if "id" in asked:
            platform.faults.remove(asked["id"])
        else:
            platform.faults.clear()
        platform.touch()
        return jsonify(asdict(platform.faults))

    @control.post("/pushing")
    @locked
    def pushing() -> Response:
        asked = body()
        for name in ("push_delay", "duplicates", "hold", "finish_status"):
            if name in asked:
                setattr(platform.faults, name, asked[name])
        if asked.get("release"):
            pusher.release(backwards=asked["release"] == "backwards")
        platform.touch()
        return jsonify(pusher.state())

    @control.get("/pushing")
    @locked
    def pushing_state() -> Response:
        return jsonify(pusher.state() | {"alarms": platform.alarms.waiting()})

    @control.get("/exchanges")
    @locked
    def exchanges() -> Response:
        asked = request.args
        found = platform.exchanges.list(asked.get("openid", ""), asked.get("way", ""), asked.get("after", 0, int))
        whole = asked.get("whole") == "1"
        return jsonify(exchanges=[one.whole() if whole else one.summary() for one in found])

    @control.get("/exchanges/<int:exchange_id>")
    @locked
    def exchange(exchange_id: int) -> Response:
        found = platform.exchanges.get(exchange_id)
        if found is None:
            raise Refused("forgotten", 404)
        return jsonify(found.whole())

    @control.post("/exchanges/<int:exchange_id>/again")
    def again(exchange_id: int) -> Response:
        body()
        pusher.again(exchange_id)
        return jsonify(ok=True)

    @control.post("/clock")
    def clock() -> Response:
        platform.clock.advance(float(body().get("advance", 0)))
        platform.touch()
        return jsonify(now=platform.now().isoformat())

    @control.post("/settings")
    def settings() -> Response:
        asked = body()
        if unknown := set(asked) - set(SETTINGS):
            raise Refused(f"cannot be changed: {', '.join(sorted(unknown))}")
        platform.reconfigure(**asked)
        return jsonify(ok=True)

    @control.post("/verify")
    def check_address() -> Response:
        body()
        problem = verify(platform)
        return jsonify(ok=not problem, problem=problem)

    @control.post("/tokens/steal")
    @locked
    def steal() -> Response:
        body()
        platform.credentials.steal(platform.now())
        return jsonify(ok=True)

    @control.post("/templates")
    @locked
    def add_template() -> Response:
        asked = body()
        pairs = tuple((str(label), str(key)) for label, key in asked.get("fields", ()))
        seed = TemplateSeed(str(asked["template_id"]), str(asked["title"]), pairs)
        platform.templates[seed.template_id] = seed
        platform.touch()
        return jsonify(asdict(seed))

    return control


def _state(platform: Platform, pusher: Pusher, after: int) -> dict[str, Any]:
    now = platform.now()
    phones = [
        phone.as_json(now)
        | {"bubbles": [bubble.as_json() for bubble in phone.bubbles[-SHOWN_AT_ONCE:] if bubble.id > after]}
        for phone in platform.phones.values()
    ]
    valid = [code for code in platform.codes.values() if not code.until or code.until > now]
    codes = [{"ticket": code.ticket, "scene": code.scene} for code in valid]
    return {
        "version": platform.version,
        "started": platform.started,
        "now": now.isoformat(),
        "account": {"name": platform.account_name, "mode": platform.config.mode, "push_url": platform.config.push_url},
        "phones": phones,
        "menu": (platform.menu or {}).get("button", []),
        "codes": codes[-200:],
        "templates": [{"template_id": one.template_id, "title": one.title} for one in platform.templates.values()],
        "faults": asdict(platform.faults),
        "pushing": pusher.state(),
        "notes": [{"at": at.isoformat(), "text": text} for at, text in platform.notes[-30:]],
    }
