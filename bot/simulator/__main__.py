"""Run the simulated platform by itself: `python -m bot.simulator --port 8100 --push-url http://127.0.0.1:8000/wechat`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from werkzeug.serving import run_simple

from bot.simulator.app import create_simulator
from bot.simulator.config import MODES, PhoneSeed, SimulatorConfig


def _phone(text: str) -> PhoneSeed:
    name, _, rest = text.partition(":")
    role, _, openid = rest.partition(":")
    return PhoneSeed(name, role, openid)


def main(arguments: Sequence[str] | None = None) -> None:
    """Secrets may come from the environment, so that they stay out of the list of processes."""
    parser = argparse.ArgumentParser(prog="python -m bot.simulator")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--push-url", required=True, help="the account's webhook, such as http://127.0.0.1:8000/wechat")
    parser.add_argument("--mode", choices=MODES, default="secure")
    parser.add_argument("--app-id", default=os.environ.get("ZHUDONG_WECHAT_APP_ID", "wx5d3a1c9e7b240f68"))
    parser.add_argument("--app-secret", default=os.environ.get("ZHUDONG_WECHAT_APP_SECRET", ""))
    parser.add_argument("--token", default=os.environ.get("ZHUDONG_WECHAT_TOKEN", ""))
    parser.add_argument("--aes-key", default=os.environ.get("ZHUDONG_WECHAT_AES_KEY", ""))
    parser.add_argument("--prefix", default="", help="path to answer below, such as /simulator")
    parser.add_argument("--public-url", default="", help="where phones reach this platform")
    parser.add_argument("--phone", action="append", type=_phone, default=[], metavar="NAME:ROLE[:OPENID]")
    parser.add_argument("--any-template", action="store_true", help="take every template id")
    asked = parser.parse_args(arguments)
    config = SimulatorConfig(
        app_id=asked.app_id,
        app_secret=asked.app_secret,
        token=asked.token,
        aes_key=asked.aes_key,
        mode=asked.mode,
        push_url=asked.push_url,
        prefix=asked.prefix,
        public_url=asked.public_url,
        phones=tuple(asked.phone),
        any_template=asked.any_template,
    )
    run_simple(asked.host, asked.port, create_simulator(config), threaded=True)


if __name__ == "__main__":
    main()
