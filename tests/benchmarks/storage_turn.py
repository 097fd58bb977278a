"""One resident's turn, a batch of letters and a payment file, as far as the database goes, beside bare statements.

``python -m tests.benchmarks.storage_turn [database address]``; without an address a SQLite file in a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, update

from dialogs.message import Message
from dialogs.talk import Talk
from knowledge.payrows import PayRow
from storage.bulk import fill
from storage.contact_rows import contacts, ties
from storage.crypto import KeyRing
from storage.engine import make_engines
from storage.letter_rows import NewLetter, Outcome
from storage.payment_rows import payments
from storage.store import Storage, open_storage

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
RING = KeyRing([b"a key of benchmarks, 32 bytes..."])
BARE = Table("bare", MetaData(), Column("id", Integer, primary_key=True), Column("s", String), Column("t", String))


def each(times: int, threads: int, work: Callable[[int], None]) -> float:
    """Seconds a call took, ``times`` calls over ``threads``."""

    def some(first: int) -> None:
        for number in range(first, times, threads):
            work(number)

    for number in range(200):
        work(-1 - number)
    crew = [threading.Thread(target=some, args=(first,)) for first in range(threads)]
    begun = time.perf_counter()
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return (time.perf_counter() - begun) / times


def turn(storage: Storage, number: int) -> None:
    """One form answer: picture, inbox, talk, contact, reply, commit."""
    sender, key = f"o{number % 500}", f"m{number}"
    message = Message(key, sender, "text", NOW, "北张乡（示例）")
    with storage.read() as unit:
        picture = unit.picture(sender, key)
    talk = Talk("help", 1, "phone", {"place": "141121", "trouble": f"示例{number}"}, ("1", "2"), 0, NOW)
    with storage.work() as unit:
        unit.inbox.take_answered(message, '{"text":"请留一个手机号，方便联系。"}', "seek_help", at=NOW)
        unit.talks.put(sender, talk, picture.talk, NOW)
        unit.contacts.seen(sender, message, NOW)
        unit.commit()


def turns(storage: Storage, address: str) -> None:
    """A turn beside one committed row."""
    engines = make_engines(address, RING)
    with engines.write.begin() as link:
        BARE.metadata.create_all(link)

    def bare(number: int) -> None:
        with engines.write.begin() as link:
            link.execute(insert(BARE).values(s=f"o{number}", t="北张乡（示例）"))

    for threads in (1, 4):
        one = each(4000, threads, bare)
        ours = each(4000, threads, lambda number: turn(storage, number))
        print(f"turn, {threads} threads: bare commit {one * 1e6:.0f} us, turn {ours * 1e6:.0f} us, {ours / one:.1f} x")
    engines.dispose()


def letters(storage: Storage, address: str, count: int = 20_000) -> None:
    """Letters claimed and settled in hundreds beside single-row update and commit."""
    later = NOW + timedelta(hours=1)
    begun = time.perf_counter()
    for start in range(0, count, 2000):
        with storage.work() as unit:
            unit.letters.queue_many(
                NewLetter(f"k{n}", "bulk", "contact", f"o{n}", f"s{n}", {"n": n}, NOW)
                for n in range(start, start + 2000)
            )
            unit.commit()
    queued = (time.perf_counter() - begun) / count
    engines = make_engines(address, RING)
    with engines.read.connect() as link:
        ids = list(link.execute(select(BARE.c.id).limit(3000)).scalars())
    begun = time.perf_counter()
    for number in ids:
        with engines.write.begin() as link:
            link.execute(update(BARE).where(BARE.c.id == number).values(t="handed"))
    single = (time.perf_counter() - begun) / len(ids)
    engines.dispose()
    begun = time.perf_counter()
    done = 0
    while True:
        with storage.work() as unit:
            held = unit.letters.claim(later, 100, timedelta(minutes=1))
            unit.commit()
        if not held:
            break
        done += len(held)
        with storage.work() as unit:
            unit.letters.settle(Outcome(one.id, "handed", later, "template", f"msg{one.id}") for one in held)
            unit.commit()
    ours = (time.perf_counter() - begun) / done
    print(
        f"letters: {done} queued {queued * 1e6:.0f} us each, claimed and settled {ours * 1e6:.0f} us each, "
        f"single update and commit {single * 1e6:.0f} us: {single / ours:.1f} x"
    )


def pay_file(storage: Storage, count: int) -> None:
    """A payment file of new persons, then the next month's of known persons, each with its letters."""
    for month in ("2026-10", "2026-11"):
        spent = 0.0
        with storage.work() as unit:
            file = unit.payments.add_file(f"{month}.csv", month.encode(), "account:1", NOW)
            batch = unit.payments.open_batch(file.id, count, Decimal(count), "account:1", NOW)
            unit.commit()
        for start in range(0, count, 5000):
            rows = [
                PayRow(
                    n + 1,
                    f"示例{n}",
                    f"14112119{n:010d}",
                    "dibao",
                    month,
                    Decimal("650.00"),
                    date(2026, 11, 10),
                    "1234",
                    f"138{n:08d}",
                    "北张乡（示例）",
                )
                for n in range(start, start + 5000)
            ]
            made = time.perf_counter()
            with storage.work() as unit:
                unit.pay_import.add(batch.id, rows, NOW, {"北张乡（示例）": "141121"})
                unit.commit()
            spent += time.perf_counter() - made
        if month == "2026-10":
            bind_some(storage, batch.id, count // 2)
        stored = time.perf_counter()
        with storage.work() as unit:
            letters = unit.arrivals.queue(batch.id, NOW)
            unit.payments.finish_batch(batch.id, NOW)
            unit.commit()
        queued = time.perf_counter()
        with storage.read() as unit:
            gaps = sum(unit.arrivals.untold_by_place(batch.id).values())
        read = time.perf_counter()
        print(
            f"payments {month}: {count} rows stored {spent / count * 1e6:.1f} us each, {letters} letters queued "
            f"{(queued - stored) / letters * 1e6:.1f} us each, {gaps} untold counted in {read - queued:.2f} s"
        )


def bind_some(storage: Storage, batch_id: int, count: int) -> None:
    """Tie a contact to each of the first persons of a batch."""
    with storage.work() as unit:
        persons = unit.connection.execute(
            select(payments.c.person_id).where(payments.c.batch_id == batch_id, payments.c.row <= count)
        ).scalars()
        known = list(persons)
        fill(unit.connection, contacts, ("openid",), ((f"bound{person}",) for person in known))
        rows = ((f"bound{person}", person, NOW, "同意") for person in known)
        fill(unit.connection, ties, ("openid", "person_id", "bound_at", "consent_text"), rows)
        unit.commit()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        address = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{Path(folder) / 'bench.db'}"
        storage = open_storage(address, RING)
        storage.upgrade()
        turns(storage, address)
        letters(storage, address)
        pay_file(storage, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
        storage.dispose()


if __name__ == "__main__":
    main()
