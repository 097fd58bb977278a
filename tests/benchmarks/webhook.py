"""A signed and encrypted message in, understood, committed, an encrypted answer out; beside a bare handler.

Two workers of the same server each, ten messages at a time, the two in turn. The first kind is a menu tap, the second
the answer to a form's question, the third a free question.
"""

from __future__ import annotations

import base64
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import pushes, servers
from tests.benchmarks.load import Request, Result, answer_of, fire
from tests.benchmarks.table import figure, ratio

MESSAGES = int(os.environ.get("BENCH_MESSAGES", "1500"))
ROUNDS = 3
QUESTIONS = (
    "农村低保一个月多少钱",
    "我妈七十了没人管能不能申请特困",
    "办临时救助要带什么材料",
    "残疾人两项补贴什么时候发",
    "低保边缘家庭是什么意思",
)


def settings_in(folder: Path, semantic: bool) -> dict[str, str]:
    """The environment of a service of the sample county in that folder."""
    return {
        "ZHUDONG_DATABASE_URL": f"sqlite:///{folder / f'ours-{semantic}.db'}",
        "ZHUDONG_PACK": "shifan",
        "ZHUDONG_SECRET_KEY": secrets.token_urlsafe(32),
        "ZHUDONG_DATA_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
        "ZHUDONG_WECHAT_APP_ID": pushes.APP_ID,
        "ZHUDONG_WECHAT_TOKEN": pushes.TOKEN,
        "ZHUDONG_WECHAT_AES_KEY": pushes.AES_KEY,
        "ZHUDONG_SEMANTIC": "true" if semantic else "false",
    }


class _Numbers:
    """Message numbers that no round uses again."""

    def __init__(self) -> None:
        self.next = 0

    def take(self, count: int) -> range:
        self.next += count
        return range(self.next - count, self.next)


def _taps(numbers: range) -> list[Request]:
    return [pushes.push(f"o-tap-{n % 500}", n, event_key="progress") for n in numbers]


def _form_answers(numbers: range) -> list[Request]:
    """Each sender begins a help request and answers what is asked, one message at a time as people do."""
    said = ("我家有困难想申请救助", "本人", "张三", "取消")
    senders = len(numbers) // len(said)
    return [
        pushes.push(f"o-form-{numbers.start}-{at % senders}", n, said[min(at // senders, len(said) - 1)])
        for at, n in enumerate(numbers)
    ]


def _questions(numbers: range) -> list[Request]:
    return [pushes.push(f"o-ask-{n % 500}", n, QUESTIONS[n % len(QUESTIONS)]) for n in numbers]


def _check(port: int, numbers: _Numbers) -> None:
    """A benchmark of apologies would be a fine one: make sure that questions are answered."""
    said = pushes.opened(answer_of(port, pushes.push("o-check", numbers.take(1)[0], QUESTIONS[0])))
    if "620" not in said:
        raise RuntimeError(f"the service does not answer: {said}")


def _compare(title: str, ours: int, bare: int, make, numbers: _Numbers, goal: float) -> None:
    mine: list[Result] = []
    theirs: list[Result] = []
    for port in (ours, bare):
        fire(port, make(numbers.take(200)))
    for _ in range(ROUNDS):
        theirs.append(fire(bare, make(numbers.take(MESSAGES))))
        mine.append(fire(ours, make(numbers.take(MESSAGES))))
    bad = sum(result.bad for result in (*mine, *theirs))
    ratio(f"{title}: throughput", [r.per_second for r in mine], [r.per_second for r in theirs], goal)
    ratio(f"{title}: p99", [r.percentile(99) for r in mine], [r.percentile(99) for r in theirs], 3, at_most=True)
    each = max(mine, key=lambda r: r.per_second)
    figure(f"{title}: messages a second", each.per_second, "/s")
    figure(f"{title}: slowest answer", max(max(r.latencies) for r in mine) * 1000, "ms", 4500)
    if bad:
        print(f"{title}: {bad} answers were not usable", file=sys.stderr)


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for semantic, kinds in (
            (
                False,
                (
                    ("menu tap", _taps, 0.3),
                    ("form answer", _form_answers, 0.3),
                    ("question, no model", _questions, 0.3),
                ),
            ),
            (True, (("question with the model", _questions, 0.6),)),
        ):
            bare = {
                "BARE_DATABASE_URL": f"sqlite:///{folder / 'bare.db'}",
                **({"BARE_EMBEDS": "1"} if semantic else {}),
            }
            ours = settings_in(folder, semantic)
            upgrade = [sys.executable, "-m", "bot", "db", "upgrade"]
            subprocess.run(upgrade, env={**os.environ, **ours}, check=True, capture_output=True)
            began = time.monotonic()
            with servers.serving("bot.app:create", ours, path="/healthz", log=folder / "ours.log") as (our_port, pid):
                figure("start: first answer", time.monotonic() - began, "s", 2)
                with servers.serving("tests.benchmarks.bare:create", bare) as (bare_port, _):
                    numbers = _Numbers()
                    _check(our_port, numbers)
                    for title, make, goal in kinds:
                        _compare(title, our_port, bare_port, make, numbers, goal)
                figure(
                    f"memory of a worker ({'with' if semantic else 'without'} the model)",
                    servers.memory_of(pid)[0],
                    "MB",
                    250,
                )


if __name__ == "__main__":
    main()
