"""The platform as a process of its own."""

import socket
import subprocess
import sys
import time

import pytest
import requests

from bot.simulator.driver import Phones

pytestmark = pytest.mark.journey


def test_it_runs_by_itself_and_keeps_secrets_out_of_the_list_of_processes():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot.simulator", "--port", str(port), "--push-url", "http://127.0.0.1:9/wechat"]
    more = ["--mode", "plain", "--app-id", "wx1", "--prefix", "/simulator", "--phone", "王奶奶:居民:oGranny"]
    secrets = {"ZHUDONG_WECHAT_APP_SECRET": "a-secret", "ZHUDONG_WECHAT_TOKEN": "t"}
    running = subprocess.Popen([*command, *more], env=secrets, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/simulator"
        for _ in range(100):
            try:
                requests.get(url + "/", timeout=1)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        asked = {"grant_type": "client_credential", "appid": "wx1", "secret": "a-secret"}
        assert "access_token" in requests.get(f"{url}/cgi-bin/token", params=asked, timeout=5).json()
        assert Phones(url).phone("王奶奶").openid == "oGranny"
    finally:
        running.terminate()
        running.wait(timeout=10)
