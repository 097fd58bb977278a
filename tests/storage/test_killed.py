"""kill -9 in the middle of work: nothing half is kept, nothing said to be kept is lost, and leases fall due again."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.storage.conftest import NOW

WORKER = """
import sys
from datetime import timedelta
from dialogs.message import Message
from dialogs.talk import Talk
from storage.clue_rows import NewEvent
from storage.crypto import KeyRing
from storage.letter_rows import Outcome
from storage.store import open_storage
from tests.storage.conftest import NOW, OLD_KEY
from tests.storage.test_clues import A_CLUE

store = open_storage(sys.argv[1], KeyRing([OLD_KEY]))
seen = Talk()
for number in range(100_000):
    talk = Talk(flow="help", version=number)
    with store.work() as unit:
        unit.inbox.take(Message(f"m{number}", "wang", "text", NOW))
        unit.talks.put("wang", talk, seen, NOW)
        clue = unit.clues.open(A_CLUE)
        unit.letters.queue(f"clue:{clue.no}:alert", "staff", "staff", "1", f"clue:{clue.no}", {"n": number}, NOW)
        unit.inbox.answered(f"m{number}", str(number), at=NOW)
        unit.commit()
    seen = talk
    with store.work() as unit:
        held = unit.letters.claim(NOW + timedelta(seconds=number), 1, timedelta(days=1))
        unit.commit()
    if number % 2:
        with store.work() as unit:
            unit.letters.settle(Outcome(letter.id, "handed", NOW) for letter in held)
            unit.commit()
    print(number, flush=True)
"""


def killed_after(address, lines):
    """Run the worker and kill it in whatever it does after saying so many lines; gives the last number it said."""
    command = [sys.executable, "-c", WORKER, address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as worker:
        said = [worker.stdout.readline() for _ in range(lines)]
        worker.send_signal(signal.SIGKILL)
        rest = worker.stdout.read().splitlines()
    return max(int(line) for line in [*said, *rest] if line.strip().isdigit())


@pytest.mark.parametrize("lines", [3, 12, 29])
def test_after_kill_9_work_is_whole_and_letters_fall_due_again(storage, address, lines):
    last = killed_after(address, lines)

    def count(unit, query):
        return unit.connection.execute(text(query)).scalar_one()

    with storage.read() as unit:
        units = count(unit, "SELECT count(*) FROM inbox")
        assert units >= last + 1
        assert count(unit, "SELECT count(*) FROM inbox WHERE reply IS NOT NULL") == units
        assert count(unit, "SELECT count(*) FROM clues") == units
        assert count(unit, "SELECT count(*) FROM clue_events") == units
        assert count(unit, "SELECT count(*) FROM letters") == units
        assert count(unit, "SELECT count(DISTINCT key) FROM letters") == units
        assert unit.talks.of("wang").version == units - 1
        handed = unit.letters.counts().get(("staff", "handed"), 0)
        assert handed >= (last + 1) // 2
    with storage.work() as unit:
        assert len(unit.letters.claim(NOW + timedelta(days=9), 10_000, timedelta(days=1))) == units - handed
        # The one writer's place is free again, too.
        unit.versions.bump("office")
        unit.commit()
