"""The rows of a confirmed file become payments and letters, in short transactions that no crash can repeat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.usecases import notices, words
from bot.usecases.sheetfile import read_rows
from knowledge.casework import Refused
from knowledge.paysheet import SheetReader

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.office import Office
    from storage.payment_rows import Batch
    from storage.uow import UnitOfWork

log = structlog.get_logger()

T = TypeVar("T")
AT_ONCE = 4000
"""Rows a transaction: long enough to be fast, short enough that residents hardly wait."""
_LETTERS_AT_ONCE = 20_000
_HELD = timedelta(minutes=3)


def carry_out(batch: Batch, services: Services) -> Batch:
    """1. Store the rows. 2. Make sure that they are what was confirmed. 3. Only then queue letters and lists."""
    office = services.office
    reader = SheetReader(office.pack.programmes, services.now())
    holder = services.new_id()
    with services.storage.work() as uow:
        if not _held(batch, holder, uow, services):
            return batch
        stored_up_to = uow.payments.last_row(batch.id)
        content = uow.payments.content(batch.file_id)
        uow.commit()
    places: dict[str, str] = {}
    for rows in chunks(reader.read(read_rows(content)), AT_ONCE):
        if rows[-1].row <= stored_up_to:
            continue
        for place in {row.place for row in rows} - places.keys():
            places[place] = _code(place, office)
        with services.storage.work() as uow:
            if not _held(batch, holder, uow, services):
                return batch
            uow.pay_import.add(batch.id, rows, services.now(), {place: code for place, code in places.items() if code})
            uow.commit()
    if (reader.count, reader.total) != (batch.rows_expected, batch.total):
        with services.storage.work() as uow:
            uow.payments.take_back(batch.id)
            uow.payments.finish_batch(batch.id, services.now(), "stopped")
            uow.commit()
        raise Refused(words.SHEET_HAS_ERRORS)
    _queue_letters(batch, services)
    with services.storage.work() as uow:
        for place, count in uow.arrivals.untold_by_place(batch.id).items():
            notices.untold(batch.id, place, count, uow, services)
        done = uow.payments.finish_batch(batch.id, services.now())
        uow.commit()
    log.info("payments confirmed", batch=batch.id, rows=reader.count)
    return done


def _held(batch: Batch, holder: str, uow: UnitOfWork, services: Services) -> bool:
    """Whether this run alone stores the batch for the next minutes; each transaction prolongs it."""
    now = services.now()
    return uow.tokens.lease(f"batch:{batch.id}", holder, now + _HELD, now)


def _queue_letters(batch: Batch, services: Services) -> None:
    with services.storage.read() as uow:
        last = uow.payments.last_row(batch.id)
    for start in range(0, last, _LETTERS_AT_ONCE):
        with services.storage.work() as uow:
            uow.arrivals.queue(batch.id, services.now(), start, start + _LETTERS_AT_ONCE)
            if services.settings.sms_ready:
                uow.arrivals.queue_texts(batch.id, services.now(), start, start + _LETTERS_AT_ONCE)
            uow.commit()


def _code(place: str, office: Office) -> str:
    """The division code of a place as written in a file; empty when it is not certain."""
    found = office.places.resolve(place, home=office.pack.division) if place else None
    code = (found.code or "") if found and not found.outside else ""
    return code if code.startswith(office.pack.division) and len(code) > len(office.pack.division) else ""


def chunks(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of that size."""
    while chunk := list(islice(rows, size)):
        yield chunk
