"""An entitlement file: validated, compared with the register, entered; beside reading it and one bulk insert, and
beside a payment file of as many rows.

The first file of a county (everybody new), a file in which every amount is another, and the same file once more.
"""

from __future__ import annotations

import csv
import io
import resource
import tempfile
import time
from pathlib import Path

from bot.services import Services
from bot.usecases.entitlements import check_entitlements, confirm_entitlements
from tests.benchmarks.payments import ROWS, bulk_insert, id_numbers, name_of, paid, services_in, sheet_of
from tests.benchmarks.table import figure, ratio

ROUNDS = 3


def _register(rows: int, amount: str) -> bytes:
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(("姓名", "身份证号", "救助项目", "享受起始日期", "待遇金额", "每月发放日", "决定单位或文号", "手机号"))
    for number, person in enumerate(id_numbers(rows)):
        since = f"20{10 + number % 15}-{number % 12 + 1:02d}-01"
        out.writerow((name_of(number), person, "农村低保", since, amount, "10", "示例乡人民政府（示例）", ""))
    return text.getvalue().encode()


def _entered(content: bytes, services: Services) -> float:
    began = time.perf_counter()
    seen = check_entitlements(content, "示例.csv", "benchmark", services)
    if seen.errors or seen.file is None:
        raise RuntimeError(f"{seen.errors} errors: {seen.problems[:3]}")
    if seen.moves:
        told = {"count": seen.count, "moves": seen.moves, "as_of": seen.as_of}
        confirm_entitlements(seen.file.id, "benchmark", services, doubts_checked=True, **told)
    return time.perf_counter() - began


def main() -> None:
    """Print the ratios."""
    first, raised = _register(ROWS, "620"), _register(ROWS, "650")
    payments = sheet_of(ROWS, 10), sheet_of(ROWS, 11)
    fresh, changed, same, known, theirs = [], [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(ROUNDS):
            theirs.append(bulk_insert(first, folder / f"theirs-{number}.db"))
            services = services_in(folder, f"ours-{number}.db")
            fresh.append(_entered(first, services))
            changed.append(_entered(raised, services))
            same.append(_entered(raised, services))
            services.storage.dispose()
        # What a payment file needs sums up in the same run, after the memory of ours is known.
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        for number in range(ROUNDS):
            services = services_in(folder, f"paid-{number}.db")
            paid(payments[0], services)
            known.append(paid(payments[1], services))
            services.storage.dispose()
    ratio(f"entitlement file, {ROWS:,} rows, everybody new", fresh, theirs, 2.5, at_most=True)
    ratio(f"entitlement file, {ROWS:,} rows, every amount another", changed, theirs, 2.5, at_most=True)
    ratio(f"entitlement file, {ROWS:,} rows, the same once more", same, theirs, 2.5, at_most=True)
    ratio("every amount another, beside a payment file", changed, known, 1.0, at_most=True)
    figure("entitlement rows a second, everybody new", ROWS / min(fresh), "/s")
    figure("largest memory", most, "MB", 500)


if __name__ == "__main__":
    main()
