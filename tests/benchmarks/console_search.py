"""The search beside the call, as it is typed, over 10,000 entries: ``python -m tests.benchmarks.console_search``.

The product itself under its own server on loopback: an operator logged in, every prefix of every question a request,
answered with what a resident would hear and what the library holds. Words that are being typed are heard without the
sentence model; once the operator pauses the page asks again, and with the model. That request is told apart.
"""

from __future__ import annotations

import base64
import http.cookiejar
import random
import re
import tempfile
import time
import urllib.parse
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from bot.usecases.accounts import hash_password
from knowledge.embedder import installed
from knowledge.pack import load_pack
from knowledge.programmes import Entry
from storage.crypto import KeyRing
from storage.store import open_storage
from tests.benchmarks.servers import serving
from tests.benchmarks.table import figure

ENTRIES = 10_000
GOAL = 30
KEY = b"k" * 32
PASSWORD = "correct horse 7"
ASKED = (
    "低保户火化费减免",
    "农村低保一个月多少钱",
    "残疾证过期了补贴停不停",
    "敬老院外县的人能住吗",
    "孩子考上大学有没有补助",
    "村里不给开证明怎么办",
    "临时救助要带什么材料",
    "八十岁老人补贴在哪里办",
)


def main(arguments=()):
    """Print the median, the 95th and the 99th of a hundred, without and with the model installed."""
    del arguments
    for semantic in (False, *([True] if installed() else [])):
        with tempfile.TemporaryDirectory() as folder:
            environment = furnish(Path(folder), semantic)
            with serving("bot.app:create", environment, path="/healthz", workers=1) as (port, _):
                measure(f"http://127.0.0.1:{port}", semantic)


def furnish(folder, semantic):
    """A database with an operator and the entries; the settings to serve it."""
    address = f"sqlite:///{folder / 'bench.db'}"
    store = open_storage(address, KeyRing([KEY]))
    store.upgrade()
    now, chance = datetime.now(UTC), random.Random(7)
    with store.work() as uow:
        uow.accounts.add("linxiao", "bench", "operator", hash_password(PASSWORD, "linxiao"), must_change=False)
        for entry in invented(chance):
            uow.lessons.put_entry(entry, "system", now)
        uow.commit()
    store.dispose()
    return {
        "ZHUDONG_DATABASE_URL": address,
        "ZHUDONG_SECRET_KEY": "sample-secret-of-a-benchmark",
        "ZHUDONG_DATA_KEYS": base64.b64encode(KEY).decode(),
        "ZHUDONG_SEMANTIC": "true" if semantic else "false",
        "ZHUDONG_BASE_URL": "http://127.0.0.1",
    }


def invented(chance):
    """Entries as long as those of the pack, made of its own sentences in another order."""
    pack = load_pack("shifan")
    parts = [part for entry in pack.entries for part in re.split("[，。；]", entry.answer) if 3 < len(part) < 40]
    titles = [question for entry in pack.entries for question in entry.questions]
    for number in range(ENTRIES):
        # With the model each different question costs a vector in the background: the same few hundred for all.
        title, *questions = chance.choices(titles, k=3)
        answer = "，".join(chance.choices(parts, k=6)) + f"（第{number}条，示例）。"
        yield Entry("", chance.choice(list(pack.programmes)), title, tuple(questions), answer)


def measure(base, semantic):
    """Type every question, letter by letter; with the model also pause after each."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    browser.open(f"{base}/readyz", timeout=120).read()
    page = browser.open(f"{base}/console/login", timeout=120).read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    form = {"username": "linxiao", "password": PASSWORD, "csrf_token": token}
    browser.open(f"{base}/console/login", urllib.parse.urlencode(form).encode(), timeout=120).read()
    typed = [asked[:length] for asked in ASKED for length in range(1, len(asked) + 1)]
    for text in typed[:5]:
        _asked(browser, base, text, "typing")
    # The vectors of the entries are made in the background, as after a start.
    time.sleep(20)
    print(f"\n{'with the model' if semantic else 'words alone'}: {ENTRIES} entries")
    tell("search as you type", [_asked(browser, base, text, "typing") for _ in range(3) for text in typed], GOAL)
    if semantic:
        tell("once typing pauses", [_asked(browser, base, text, "paused") for _ in range(6) for text in ASKED], None)


def tell(name, times, goal):
    """The figures of one kind of request; the goal is for the 95th of a hundred."""
    times.sort()
    for label, share in (("median", 0.5), ("p95", 0.95), ("p99", 0.99)):
        figure(f"{name}, {label}", times[int(len(times) * share)], "ms", goal if label == "p95" else None)


def _asked(browser, base, text, stage):
    start = time.perf_counter()
    query = urllib.parse.urlencode({"q": text, "stage": stage})
    with browser.open(f"{base}/console/knowledge?{query}", timeout=120) as answer:
        body = answer.read()
        assert answer.status == 204 or b"<article" in body or "没有查到".encode() in body
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
