"""The rows of a confirmed file become payments and letters, in short transactions that no crash can repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.usecases import notices, words
from bot.usecases.payments_seen import paid_once_more_for
from bot.usecases.register_files import Hold, chunks
from bot.usecases.sheetfile import read_rows
from knowledge.casework import Refused
from knowledge.paysheet import SheetReader
from knowledge.sheetplaces import SheetPlaces

if TYPE_CHECKING:
    from bot.services import Services
    from storage.payment_rows import Batch

log = structlog.get_logger()

_LETTERS_AT_ONCE = 20_000


def carry_out(batch: Batch, services: Services) -> Batch:
    """1. Store the rows. 2. Make sure that they are what was confirmed. 3. Only then queue letters and lists."""
    office = services.office
    reader = SheetReader(office.pack.programmes, services.now())
    hold, places = Hold(f"batch:{batch.id}", services), SheetPlaces(office.places, office.pack.division)
    with services.storage.work() as uow:
        if not hold.kept(uow):
            return batch
        stored_up_to = uow.payments.last_row(batch.id)
        content = uow.payments.content(batch.file_id)
        uow.commit()
    for rows in chunks(reader.read(read_rows(content))):
        if rows[-1].row <= stored_up_to:
            continue
        codes = places.codes({row.place for row in rows})
        if batch.supplement:
            rows = paid_once_more_for(rows, batch.supplement, batch.id, services.storage)
        with services.storage.work() as uow:
            if not hold.kept(uow):
                return batch
            uow.pay_import.add(batch.id, rows, services.now(), codes)
            uow.commit()
    if (reader.count, reader.total) != (batch.rows_expected, batch.total):
        with services.storage.work() as uow:
            uow.payments.take_back(batch.id)
            uow.payments.finish_batch(batch.id, services.now(), "stopped")
            hold.end(uow)
            uow.commit()
        raise Refused(words.SHEET_HAS_ERRORS)
    _queue_letters(batch, services)
    with services.storage.work() as uow:
        for place, count in uow.arrivals.untold_by_place(batch.id).items():
            notices.untold(batch.id, place, count, uow, services)
        done = uow.payments.finish_batch(batch.id, services.now())
        hold.end(uow)
        uow.commit()
    log.info("payments confirmed", batch=batch.id, rows=reader.count)
    return done


def _queue_letters(batch: Batch, services: Services) -> None:
    with services.storage.read() as uow:
        last = uow.payments.last_row(batch.id)
    for start in range(0, last, _LETTERS_AT_ONCE):
        with services.storage.work() as uow:
            uow.arrivals.queue(batch.id, services.now(), start, start + _LETTERS_AT_ONCE)
            if services.settings.sms_ready:
                uow.arrivals.queue_texts(batch.id, services.now(), start, start + _LETTERS_AT_ONCE)
            uow.commit()
