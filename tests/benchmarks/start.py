"""How long a server of one worker needs to its first answers, and how much memory it holds then."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import pushes, servers
from tests.benchmarks.load import answer_of
from tests.benchmarks.table import figure
from tests.benchmarks.webhook import settings_in

ROUNDS = 3


def _round(folder: Path, number: int, semantic: bool) -> tuple[float, float, float]:
    ours = settings_in(folder, semantic)
    upgrade = [sys.executable, "-m", "bot", "db", "upgrade"]
    subprocess.run(upgrade, env={**os.environ, **ours}, check=True, capture_output=True)
    began = time.monotonic()
    with servers.serving("bot.app:create", ours, path="/healthz", workers=1) as (port, pid):
        answer_of(port, pushes.push("o-start", 1, event_key="menu"))
        tapped = time.monotonic() - began
        answer_of(port, pushes.push("o-start", 2, "农村低保一个月多少钱"))
        asked = time.monotonic() - began
        # A resident's story, so that everything that is loaded late has been.
        answer_of(port, pushes.push("o-start", 3, "我妈瘫痪在床没人管，想问问能不能申请点啥"))
        time.sleep(1)
        return tapped, asked, servers.memory_of(pid)[0]


def main() -> None:
    """Print the best of three starts, without and with the model; the prepared dictionary is there from the first."""
    with tempfile.TemporaryDirectory() as name:
        for semantic in (False, True):
            rounds = [_round(Path(name), number, semantic) for number in range(ROUNDS)]
            kind = "with the model" if semantic else "without the model"
            figure(f"start to the first tap answered, {kind}", min(r[0] for r in rounds), "s", 2)
            figure(f"start to the first question answered, {kind}", min(r[1] for r in rounds), "s", 2)
            figure(f"memory of the worker, {kind}", max(r[2] for r in rounds), "MB", 250)


if __name__ == "__main__":
    main()
