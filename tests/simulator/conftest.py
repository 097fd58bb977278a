"""A simulator on loopback, and a small webhook that answers as a test tells it to."""

import random
import threading
import time
from collections import namedtuple
from datetime import UTC, datetime

import pytest
from flask import Flask, Response, request
from werkzeug.serving import make_server

from bot.simulator.app import create_simulator
from bot.simulator.clock import Clock
from bot.simulator.config import PhoneSeed, SimulatorConfig, TemplateSeed
from bot.simulator.driver import Phones

TOKEN = "AAAAA"
KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR"
OTHER_KEY = "A" * 43
APP = "wxba5fad812f8e6fb9"
ACCOUNT = "gh_97417a04a28d"
START = datetime(2026, 4, 3, 8, 50, tzinfo=UTC)
CARD = TemplateSeed("arrival", "到账提醒", (("项目", "thing1"), ("金额", "amount2"), ("日期", "date3")))
CARD_DATA = {
    "thing1": {"value": "农村低保（示例）"},
    "amount2": {"value": "620.00元"},
    "date3": {"value": "2026年4月3日"},
}

Pushed = namedtuple("Pushed", "args body headers")


class Webhook:
    """Keeps what was pushed and answers with ``answer(pushed, nth)``: a body, or (body, status)."""

    def __init__(self):
        self.pushes = []
        self.answer = lambda pushed, nth: b"success"
        self.echo = lambda args: args["echostr"]

    def app(self):
        app = Flask("webhook")

        @app.get("/wechat")
        def check():
            return Response(self.echo(request.args), content_type="text/plain")

        @app.post("/wechat")
        def take():
            pushed = Pushed(request.args.to_dict(), request.get_data(), dict(request.headers))
            self.pushes.append(pushed)
            said = self.answer(pushed, len(self.pushes))
            return Response(*said) if isinstance(said, tuple) else Response(said)

        @app.get("/page")
        def page():
            return f"page of {request.cookies.get('who', 'nobody')}, code {request.args.get('code', '')}"

        return app

    def wait_for(self, count, within=5):
        deadline = time.monotonic() + within
        while len(self.pushes) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(self.pushes) >= count, f"{len(self.pushes)} pushes, not {count}"
        return self.pushes


def serve(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()

    def stop():
        server.shutdown()
        thread.join()
        server.server_close()

    return f"http://127.0.0.1:{server.server_port}", stop


class World:
    """One simulator with its webhook, clock and phones."""

    def __init__(self, request, **changes):
        self.webhook = Webhook()
        self.hook_url, stop_hook = serve(self.webhook.app())
        self.clock = changes.pop("clock", None) or Clock.standing(START)
        self.config = SimulatorConfig(
            **{
                "app_id": APP,
                "app_secret": "secret-of-the-test",
                "token": TOKEN,
                "aes_key": KEY,
                "mode": "plain",
                "account_id": ACCOUNT,
                "push_url": f"{self.hook_url}/wechat",
                "phones": (PhoneSeed("王奶奶", "居民", "oGranny"), PhoneSeed("小赵", "村协理员", "oZhao")),
                "templates": (CARD,),
                "attempt_seconds": 0.4,
                "error_pause": 0.0,
                "finish_delay": (0.1, 3.0),
            }
            | changes
        )
        self.app = create_simulator(self.config, self.clock, random.Random(7))
        self.platform = self.app.extensions["simulator"]
        self.url, stop = serve(self.app)
        self.phones = Phones(self.url)
        self.granny = self.phones.phone("王奶奶")

        def close():
            stop()
            stop_hook()
            self.platform.close()

        request.addfinalizer(close)

    def text(self, words, openid="oGranny"):
        """Reply XML as a server would write it."""
        return (
            f"<xml><ToUserName>{openid}</ToUserName><FromUserName>{ACCOUNT}</FromUserName>"
            f"<CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[{words}]]></Content></xml>"
        ).encode()

    def token(self):
        asked = {"grant_type": "client_credential", "appid": APP, "secret": "secret-of-the-test"}
        return self.call("cgi-bin/stable_token", asked, token="")["access_token"]

    def call(self, path, body=None, token=None, **query):
        """The JSON that the platform's API answers to; with a body it is a POST."""
        return self.raw(path, body, token, **query).json()

    def raw(self, path, body=None, token=None, **query):
        if token != "":
            query["access_token"] = token or self.token()
        session = self.phones._http
        if body is None:
            return session.get(f"{self.url}/{path}", params=query, timeout=5)
        import json

        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        return session.post(f"{self.url}/{path}", params=query, data=data, timeout=5)

    def send(self, words="您好", to="oGranny", **query):
        body = {"touser": to, "msgtype": "text", "text": {"content": words}}
        return self.call("cgi-bin/message/custom/send", body, **query)


@pytest.fixture
def make_world(request):
    return lambda **changes: World(request, **changes)


@pytest.fixture
def world(make_world):
    return make_world()
