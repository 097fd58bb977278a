"""The check an address must pass when it is entered on the platform: echo a signed GET."""

from __future__ import annotations

from urllib.parse import urlencode

import requests

from bot.simulator.platform import Platform


def verify(platform: Platform) -> str:
    """Why the account's server failed the check, "" when it passed."""
    config = platform.config
    with platform.lock:
        timestamp = str(int(platform.now().timestamp()))
        nonce = str(platform.chance.randrange(10**8, 2**31))
        echo = str(platform.chance.randrange(10**18, 10**19))
        query = platform.seal().query(timestamp, nonce) | {"echostr": echo}
    url = f"{config.push_url}{'&' if '?' in config.push_url else '?'}{urlencode(query)}"
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(url, timeout=config.attempt_seconds, headers={"User-Agent": "Mozilla/4.0"})
    except requests.RequestException as error:
        return f"no answer ({type(error).__name__})"
    if answer.status_code != 200:
        return f"HTTP {answer.status_code}"
    return "" if answer.content == echo.encode() else "the answer is not exactly echostr"
