"""``kill -9`` of the process that enters an entitlement file: nothing lost, nothing doubled, taken up where it was."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.usecases.entitlements import accept_entitlements, check_entitlements, resume_entitlements
from knowledge.identity import check_digit
from tests.usecases.conftest import KEY

ROWS = 9000
WORKER = """
import sys
from datetime import datetime
from bot.services import Services
from bot.settings import Settings
from bot.usecases.entitlements import resume_entitlements
from knowledge.office import open_office
from storage.crypto import KeyRing
from storage.store import open_storage

storage = open_storage(sys.argv[1], KeyRing([bytes.fromhex(sys.argv[3])]))
office = open_office("shifan")
services = Services(
    storage=storage,
    offices=lambda: office,
    settings=Settings(),
    now=lambda: datetime.fromisoformat(sys.argv[2]),
    new_id=lambda: "the worker that dies",
    sender=None,
    fit=None,
)
while True:
    resume_entitlements(services)
"""


def an_id(order):
    first = f"7199011950{1 + order // 999 % 12:02d}01{order % 999:03d}"
    return first + check_digit(first)


def a_file(amount="620", rows=ROWS):
    lines = ["姓名,身份证号,救助项目,享受起始日期,待遇金额,乡镇,村"]
    lines += [f"示例甲,{an_id(order)},低保,2024-03-01,{amount},北张乡,北张村" for order in range(rows)]
    return "\n".join(lines).encode()


def accepted(services, content):
    seen = check_entitlements(content, "待遇.csv", "account:1", services)
    assert (seen.errors, seen.count) == (0, ROWS)
    told = {"count": seen.count, "moves": seen.moves, "as_of": seen.as_of, "doubts_checked": True}
    return accept_entitlements(seen.file.id, "account:1", services, **told)


def state_of(services, file_id):
    with services.storage.read() as uow:
        return uow.entitlements.file(file_id)


def sums(services):
    with services.storage.read() as uow:
        tables = ("people", "entitlements", "entitlement_changes")
        return [uow.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables]


def killed_at(row, after, services, clock, tmp_path, file_id):
    """Let a process enter the file until that line is reached, and a little longer; then kill it."""
    command = [sys.executable, "-c", WORKER, f"sqlite:///{tmp_path / 'zhudong.db'}", clock().isoformat(), KEY.hex()]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as worker:
        deadline = time.monotonic() + 60
        while row and state_of(services, file_id).up_to_row < row:
            assert time.monotonic() < deadline, "it does not begin"
        time.sleep(after)
        worker.send_signal(signal.SIGKILL)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("row", "after"), [(0, 0.05), (1, 0.05), (8002, 0.0)])
def test_a_killed_worker_leaves_whole_rows_and_the_next_goes_on(services, clock, tmp_path, row, after):
    file = accepted(services, a_file())
    killed_at(row, after, services, clock, tmp_path, file.id)

    left = state_of(services, file.id)
    whole = max(0, left.up_to_row - 1)
    assert (left.new, sums(services)) == (whole, [whole] * 3)

    clock.pass_by(minutes=4)
    resume_entitlements(services)

    done = state_of(services, file.id)
    assert (done.state, done.new, done.changed, done.up_to_row) == ("done", ROWS, 0, ROWS + 1)
    assert sums(services) == [ROWS] * 3
    with services.storage.read() as uow:
        assert uow.audit.list(what="entitlements.confirm").total == 1


@pytest.mark.timeout(120)
def test_what_a_killed_worker_changed_is_changed_once(services, clock, tmp_path):
    accepted(services, a_file())
    resume_entitlements(services)
    raised = accepted(services, a_file("650"))
    killed_at(4002, 0.02, services, clock, tmp_path, raised.id)
    clock.pass_by(minutes=4)
    resume_entitlements(services)

    done = state_of(services, raised.id)
    assert (done.state, done.new, done.changed, done.stopped) == ("done", 0, ROWS, 0)
    assert sums(services) == [ROWS, ROWS, 2 * ROWS]
