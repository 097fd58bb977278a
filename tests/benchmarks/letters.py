"""Letters claimed in batches, handed to a channel that does nothing, outcomes stored; beside a row at a time.

The yardstick takes each row by itself: one update, one commit.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.crypto import KeyRing
from storage.letter_rows import NewLetter, Outcome
from storage.store import Storage, open_storage
from tests.benchmarks.table import figure, ratio

LETTERS = 10_000
BATCH = 100
ROUNDS = 3
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def _filled(folder: Path, name: str) -> Storage:
    storage = open_storage(f"sqlite:///{folder / name}", KeyRing((b"k" * 32,)))
    storage.upgrade()
    with storage.work() as uow:
        uow.letters.queue_many(
            NewLetter(f"payment:{n}:arrival", "bulk", "contact", f"o-{n}", f"payment:{n}", {"text": "示例"}, NOW)
            for n in range(LETTERS)
        )
        uow.commit()
    return storage


def _ours(storage: Storage) -> float:
    began = time.perf_counter()
    done = 0
    while done < LETTERS:
        with storage.work() as uow:
            claimed = uow.letters.claim(NOW, BATCH, timedelta(minutes=5), ("bulk",))
            uow.commit()
        outcomes = [Outcome(letter.id, "handed", NOW, channel="template", msgid=str(letter.id)) for letter in claimed]
        with storage.work() as uow:
            uow.letters.settle(outcomes)
            uow.commit()
        done += len(claimed)
    return LETTERS / (time.perf_counter() - began)


def _one_by_one(storage: Storage, count: int = 2_000) -> float:
    began = time.perf_counter()
    for number in range(1, count + 1):
        with storage.work() as uow:
            uow.letters.handed(number, "template", str(number), NOW)
            uow.commit()
    return count / (time.perf_counter() - began)


def main() -> None:
    """Print the ratio."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        for number in range(ROUNDS):
            theirs.append(_one_by_one(_filled(Path(name), f"theirs-{number}.db")))
            ours.append(_ours(_filled(Path(name), f"ours-{number}.db")))
    ratio("letters: claimed, handed over, stored", ours, theirs, 3)
    figure("letters a second", max(ours), "/s")


if __name__ == "__main__":
    main()
