"""The rows of a confirmed entitlement file enter the register, in short transactions that no crash can repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.usecases import words
from bot.usecases.register_files import Hold, chunks
from bot.usecases.sheetfile import read_rows
from dialogs.say import local_day
from knowledge.casework import Refused
from knowledge.entitlementsheet import EntitlementReader
from knowledge.sheetplaces import SheetPlaces

if TYPE_CHECKING:
    from bot.services import Services
    from storage.entitlement_rows import EntitlementFile

log = structlog.get_logger()


def enter_file(accepted: EntitlementFile, services: Services) -> EntitlementFile:
    """Enter what is left of an accepted file; the file as it stands then.

    Each transaction keeps some thousand rows, what they did, and the line they end at, so that whoever takes the file
    up goes on after it. A file that is not what was confirmed is stopped: ``Refused``. One file is entered at a time.
    """
    office = services.office
    by = accepted.confirmed_by or accepted.by
    reader = EntitlementReader(office.pack.programmes, services.now())
    hold, places = Hold("entitlements", services), SheetPlaces(office.places, office.pack.division)
    with services.storage.work() as uow:
        if not hold.kept(uow):
            return accepted
        # Another run may have entered all of it since ``accepted`` was read.
        file = uow.entitlements.file(accepted.id) or accepted
        content = uow.entitlements.content(accepted.id)
        if file.state != "importing":
            hold.end(uow)
            uow.commit()
            return file
        uow.commit()
    for rows in chunks(reader.read(read_rows(content))):
        if reader.errors:
            break
        left = [row for row in rows if row.row > file.up_to_row]
        if not left:
            continue
        codes = places.codes({row.place for row in left})
        with services.storage.work() as uow:
            if not hold.kept(uow):
                return file
            now = services.now()
            done = uow.entitlement_import.add(file.id, left, by, now, local_day(now), codes)
            uow.entitlements.entered(file.id, left[-1].row, done)
            uow.commit()
    unfit = reader.errors or reader.count != file.rows_expected
    with services.storage.work() as uow:
        if not hold.kept(uow):
            return file
        uow.entitlements.finish_file(file.id, "stopped" if unfit else "done")
        file = uow.entitlements.file(file.id) or file
        counts = f"{file.new} {file.changed} {file.stopped}"
        uow.audit.record(by, "entitlements.confirm", f"entitlement_file:{file.id}", counts, at=services.now())
        hold.end(uow)
        uow.commit()
    if unfit:
        raise Refused(words.SHEET_STOPPED.format(row=file.up_to_row))
    log.info("entitlements entered", file=file.id, rows=reader.count)
    return file
