"""Menu and QR codes on the command line, against the simulated platform."""

import base64
import threading

import pytest
from typer.testing import CliRunner
from werkzeug.serving import make_server

from bot.__main__ import app
from bot.simulator.app import create_simulator
from bot.simulator.config import SimulatorConfig
from bot.simulator.driver import Phones

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@pytest.fixture
def platform():
    config = SimulatorConfig("wx1234567890abcdef", "sample-secret", "sample", "http://127.0.0.1:9/", aes_key=AES_KEY)
    server = make_server("127.0.0.1", 0, create_simulator(config), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def run(platform, tmp_path, monkeypatch):
    settings = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'zhudong.db'}",
        "SECRET_KEY": "sample-secret-of-a-test",
        "DATA_KEYS": base64.b64encode(b"k" * 32).decode(),
        "SEMANTIC": "false",
        "WECHAT_APP_ID": "wx1234567890abcdef",
        "WECHAT_APP_SECRET": "sample-secret",
        "WECHAT_TOKEN": "sample",
        "WECHAT_AES_KEY": AES_KEY,
        "WECHAT_API": platform,
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"ZHUDONG_{name}", value)
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["db", "upgrade"])
    return lambda *words: CliRunner().invoke(app, list(words))


def test_the_menu_of_the_pack_is_the_menu_of_the_account(run, platform):
    done = run("menu", "push")

    assert done.exit_code == 0
    menu = Phones(platform).state()["menu"]
    assert [column["name"] for column in menu] == ["我要求助", "问政策", "我的"]


def test_the_code_of_a_village_is_a_picture_and_says_which_village_it_is(run, tmp_path):
    done = run("qr", "北张村")

    assert done.exit_code == 0
    assert "北张村" in done.stdout
    assert next(tmp_path.glob("qr-999901200201.*")).stat().st_size > 200


def test_a_village_nobody_knows_is_asked_for_again(run, tmp_path):
    done = run("qr", "天边村")

    assert done.exit_code == 1
    assert "找不到" in done.stdout
    assert not list(tmp_path.glob("qr-*"))


def test_the_doctor_finds_a_wrong_secret(run, monkeypatch):
    fine = run("check")
    # A fresh database holds no token that the right secret once fetched.
    monkeypatch.setenv("ZHUDONG_WECHAT_APP_SECRET", "another-secret")
    monkeypatch.setenv("ZHUDONG_DATABASE_URL", "sqlite:///fresh.db")
    run("db", "upgrade")
    wrong = run("check")

    assert "✓ 微信接口" in fine.stdout
    assert wrong.exit_code == 1
    assert "✗ 微信接口" in wrong.stdout
