"""A payment file: validated, people matched, letters queued; beside reading it and one bulk insert.

A month whose people are in the register already is the rule; the very first file, which enters everybody into it
(names, numbers and phones sealed, four indexes each), is told apart.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import secrets
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine

from bot.services import Services
from bot.settings import Settings
from bot.usecases.payments import check_sheet, confirm_sheet
from bot.wechat.outbound import fit
from knowledge.office import open_office
from storage.crypto import KeyRing
from storage.store import open_storage
from tests.benchmarks.table import figure, ratio

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
ROUNDS = 3
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
_GIVEN = "甲乙丙丁戊己庚辛壬癸"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _id_number(number: int) -> str:
    """A well-formed number of a region that does not exist."""
    day = number % 28 + 1
    head = f"7199{number // 1_000_000 % 100:02d}19{40 + number // 28_000 % 50:02d}{number // 28 % 12 + 1:02d}{day:02d}"
    head += f"{number // 336 % 1000:03d}"
    return head + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(head, _WEIGHTS, strict=True)) % 11]


def id_numbers(rows: int) -> list[str]:
    """So many different people."""
    seen: dict[str, None] = {}
    number = 0
    while len(seen) < rows:
        number += 1
        seen.setdefault(_id_number(number * 7919))
    return list(seen)


def name_of(number: int) -> str:
    """One of ten names."""
    return "示例" + _GIVEN[number % len(_GIVEN)]


def sheet_of(rows: int, month: int) -> bytes:
    """A payment file of that month."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(("姓名", "身份证号", "救助项目", "所属月份", "发放金额", "发放日期", "账号后四位", "手机号"))
    for number, person in enumerate(id_numbers(rows)):
        tail = f"{number % 10000:04d}"
        out.writerow((name_of(number), person, "农村低保", f"2026-{month}", "620.00", f"2026-{month}-10", tail, ""))
    return text.getvalue().encode()


def services_in(folder: Path, name: str) -> Services:
    """A fresh database of the sample county."""
    storage = open_storage(f"sqlite:///{folder / name}", KeyRing((secrets.token_bytes(32),)))
    storage.upgrade()
    office = open_office("shifan", cache_dir=folder)
    return Services(
        storage=storage,
        offices=lambda: office,
        settings=Settings(),
        now=lambda: NOW,
        new_id=lambda: secrets.token_urlsafe(16),
        sender=None,  # type: ignore[arg-type]
        fit=fit,
    )


def paid(content: bytes, services: Services) -> float:
    """Seconds from the upload of a payment file until its letters are queued."""
    began = time.perf_counter()
    seen = check_sheet(content, "示例.csv", "benchmark", services)
    if seen.errors or seen.file_id is None:
        raise RuntimeError(f"{seen.errors} errors: {seen.problems[:3]}")
    confirm_sheet(seen.file_id, "benchmark", services, count=seen.count, total=seen.total, doubts_checked=True)
    return time.perf_counter() - began


def bulk_insert(content: bytes, path: Path) -> float:
    """Seconds that reading a file and one bulk insert of its cells take."""
    meta = MetaData()
    columns = [Column(f"c{n}", String) for n in range(8)]
    table = Table("rows", meta, Column("id", Integer, primary_key=True), *columns)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as link:
        link.exec_driver_sql("PRAGMA journal_mode=WAL")
        link.exec_driver_sql("PRAGMA synchronous=NORMAL")
    meta.create_all(engine)
    began = time.perf_counter()
    rows = csv.reader(io.StringIO(content.decode()))
    next(rows)
    with engine.begin() as link:
        link.execute(table.insert(), [{f"c{n}": cell for n, cell in enumerate(row)} for row in rows])
    spent = time.perf_counter() - began
    engine.dispose()
    return spent


def main() -> None:
    """Print the ratio."""
    first, second = sheet_of(ROWS, 10), sheet_of(ROWS, 11)
    fresh, known, theirs = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(ROUNDS):
            theirs.append(bulk_insert(second, folder / f"theirs-{number}.db"))
            services = services_in(folder, f"ours-{number}.db")
            fresh.append(paid(first, services))
            known.append(paid(second, services))
            services.storage.dispose()
    ratio(f"payment file, {ROWS:,} rows, people known", known, theirs, 2.5, at_most=True)
    ratio(f"payment file, {ROWS:,} rows, everybody new", fresh, theirs, 2.5, at_most=True)
    figure("payment rows a second", ROWS / min(known), "/s")
    figure("largest memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", 500)


if __name__ == "__main__":
    main()
