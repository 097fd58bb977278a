import threading
from datetime import UTC, datetime

import pytest
import requests
from flask import Flask
from werkzeug.serving import make_server

from bot.services import SendError
from bot.simulator.app import create_simulator
from bot.simulator.config import PhoneSeed, SimulatorConfig, TemplateSeed
from bot.simulator.driver import Phones
from bot.wechat.buttons import PageKeys
from bot.wechat.client import open_gateway
from bot.wechat.oauth import OAuth
from bot.wechat.views import wechat_blueprint
from dialogs.talk import Option, Reply
from tests.wechat.cast import APP_ID, KEY, SECRET, TOKEN, Desk, settings
from tests.wechat.test_tokens import Shelf


class Town:
    """Our webhook and the simulated platform, each on a port of its own, and one resident's phone."""

    def __init__(self, mode):
        self.desk = Desk()
        self.servers = []
        app = Flask("webhook")
        url = self._serve(app)
        simulator = create_simulator(
            SimulatorConfig(
                app_id=APP_ID,
                app_secret=SECRET,
                token=TOKEN,
                aes_key=KEY,
                mode=mode,
                push_url=f"{url}/wechat",
                phones=(PhoneSeed("王奶奶", openid="oWang"),),
                any_template=True,
                finish_delay=(0.01, 0.02),
            )
        )
        self.platform = simulator.extensions["simulator"]
        self.settings = settings(wechat_api=self._serve(simulator), wechat_mode=mode, base_url=url)
        self.gateway = open_gateway(self.settings, Shelf(), self.now, "test")
        self.oauth = OAuth(self.settings, self.gateway, self.now, "/back")
        app.register_blueprint(
            wechat_blueprint(
                self.settings,
                lambda message: self.desk.answer(message),
                self.now,
                heed=self.desk.heed,
                put_late=self.desk.put_late,
            )
        )
        app.add_url_rule("/back", "back", self._back)
        self.phones = Phones(self.settings.wechat_api)
        self.granny = self.phones.phone("王奶奶")

    @staticmethod
    def now():
        return datetime.now(UTC)

    def _back(self):
        from flask import request

        return f"{self.oauth.next_of(request.args['state'], 'b')} {self.gateway.openid_of(request.args['code'])}"

    def _serve(self, app):
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        self.servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    def close(self):
        for server, thread in self.servers:
            server.shutdown()
            server.server_close()
            thread.join(5)
        self.platform.close()


@pytest.fixture(params=["secure", "compat", "plain"])
def town(request):
    made = Town(request.param)
    yield made
    made.close()


@pytest.fixture
def secure_town():
    made = Town("secure")
    yield made
    made.close()


def test_a_phone_hears_the_answer_and_a_tapped_option_comes_back_as_its_words(town):
    town.desk.answer = lambda message: (Reply(f"您说：{message.text}", (Option("查标准", "低保多少钱"),)),)

    assert town.phones.verify() == ""
    town.granny.says("你好").sees("您说：你好")
    town.granny.taps("1 查标准")
    town.granny.sees("您说：低保多少钱")


def test_a_message_and_what_follows_are_taken_by_a_strict_platform(secure_town):
    town = secure_town
    town.desk.answer = lambda _: (Reply("]]>" + "长" * 590 + "完", tuple(Option(f"第{n}项") for n in range(9))),)

    town.granny.says("你好").sees("完")
    town.gateway.send_text("oWang", "这是后话")
    town.granny.sees("这是后话")


def test_a_letter_by_template_is_reported_back(secure_town):
    town = secure_town
    msgid = town.gateway.send_template("oWang", "t1", {"thing1": "低保金（示例）"}, client_msg_id="k1")
    town.phones.settle()

    assert [fate.msgid for report in town.desk.reports for fate in report.fates] == [msgid]


def test_a_token_stolen_by_another_program_does_not_stop_us(secure_town):
    town = secure_town
    town.granny.says("你好").sees("听到了")
    town.gateway.send_text("oWang", "一")
    town.phones.steal_tokens()
    town.gateway.send_text("oWang", "二")

    town.granny.sees("二")


def test_a_page_knows_whose_phone_opened_it(secure_town):
    answer = secure_town.granny.opens(secure_town.oauth.login_url("/desk/clues/1", "b"))

    assert answer.text == "/desk/clues/1 oWang"


def test_a_page_of_ours_is_believed_and_what_is_allowed_there_comes_back_and_is_spent(secure_town):
    town = secure_town
    town.platform.templates["t1"] = TemplateSeed("t1", "政策消息", (("标题", "thing1"),))
    key = PageKeys(town.settings, town.gateway, Shelf(), town.now, "test")("https://zhudong.example/my/notices?big=1")
    told = {"appId": key.app_id, "timestamp": key.stamp, "nonceStr": key.nonce, "signature": key.signature}
    told |= {"url": "https://zhudong.example/my/notices?big=1", "templates": "t1"}
    checked = requests.post(f"{town.settings.wechat_api}/open/check", json=told, timeout=5).json()
    wrong = requests.post(f"{town.settings.wechat_api}/open/check", json={**told, "url": "https://x"}, timeout=5).json()
    granny = {"simulator_phone": "oWang"}
    answers = {"answers": {"t1": "accept"}}
    requests.post(f"{town.settings.wechat_api}/open/subscribe", json=answers, cookies=granny, timeout=5)
    town.phones.settle()

    assert (checked["good"], checked["templates"]) == (True, {"t1": "政策消息"})
    assert not wrong["good"]
    assert key.script.startswith(town.settings.wechat_api)
    (consent,) = [one for report in town.desk.reports for one in report.consents]
    assert (consent.template_id, consent.accepted) == ("t1", True)
    assert town.gateway.send_subscription("oWang", "t1", {"thing1": "低保年审"})
    with pytest.raises(SendError) as again:
        town.gateway.send_subscription("oWang", "t1", {"thing1": "低保年审"})
    assert again.value.kind == "user_refused"
    town.phones.settle()
    assert "delivered" in [fate.fate for report in town.desk.reports for fate in report.fates]
