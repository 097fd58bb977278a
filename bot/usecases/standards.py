"""The bureau's standards: entered, confirmed, taken back, and heard as a resident would hear them on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.usecases import words
from dialogs.amounts import figure
from dialogs.say import LOCAL, local_day, say_amount, say_full_day
from dialogs.scene import Scene
from knowledge.casework import Refused
from knowledge.standard_changes import change_by
from knowledge.standards import Standards
from storage.standards import read_plain

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.standards import Standard
    from storage.uow import UnitOfWork

_NOON = time(12)


def known_standards(uow: UnitOfWork, services: Services) -> Standards:
    """All amounts as they stand this moment, the pack's and the bureau's."""
    # The office of this process may be some seconds old and still hold what was just taken back.
    gone = set(uow.standards.withdrawn())
    plain = Standards(row for row in services.office.pack.standards if row not in gone)
    return plain.with_rows(uow.standards.rows())


def save_standard(entered: Standard, by: str, services: Services) -> int:
    """Enter an amount and give its id; the one it takes the place of ends on the day before, and both are kept."""
    now = services.now()
    if entered.review == "reviewed":
        entered = replace(entered, reviewed_by=by, reviewed_on=local_day(now))
    with services.storage.work() as uow:
        numbered = uow.standards.numbered()
        change = change_by(entered, known_standards(uow, services))
        old_id = _id_of(change.old, numbered)
        if change.old is not None and change.ended is None:
            new_id = uow.standards.put(change.new, by, now, old_id, before=change.old if old_id is None else None)
        elif change.ended is not None:
            old_id = uow.standards.put(change.ended, by, now, old_id, before=change.old if old_id is None else None)
            new_id = uow.standards.put(change.new, by, now, replaces=old_id)
        else:
            new_id = uow.standards.put(change.new, by, now)
        uow.audit.record(by, "standard.put", f"standard:{new_id}", detail(change.new), at=now)
        uow.commit()
    return new_id


def confirm_standard(key: str, by: str, services: Services) -> None:
    """Somebody held the amount against its document; ``KeyError`` when no unconfirmed one has that key."""
    now = services.now()
    with services.storage.work() as uow:
        row = known_standards(uow, services).get(key)
        if row is None or row.review != "unreviewed":
            raise KeyError(key)
        sure = replace(
            row,
            review="reviewed",
            source=replace(row.source, review="reviewed"),
            reviewed_by=by,
            reviewed_on=local_day(now),
        )
        old_id = _id_of(row, uow.standards.numbered())
        new_id = uow.standards.put(sure, by, now, old_id, before=row if old_id is None else None)
        uow.audit.record(by, "standard.confirm", f"standard:{new_id}", detail(sure), at=now)
        uow.commit()


def withdraw_standard(standard_id: int, reason: str, by: str, services: Services) -> None:
    """Take an amount back; one that had ended because of it is open again, and no notice of it goes out any more.

    Raises ``Refused`` without a reason, ``KeyError`` when there is none such.
    """
    reason = reason.strip()[:200]
    if sum(character.isalnum() for character in reason) < 2:
        raise Refused(words.WITHDRAW_WHY)
    now = services.now()
    with services.storage.work() as uow:
        numbered = uow.standards.numbered()
        row = numbered[standard_id]
        uow.standards.withdraw(standard_id, by, now)
        _reopen(uow.standards.replaced_by(standard_id), row, by, now, uow)
        for notice in uow.standard_notices.of(standard_id):
            if notice.state == "waiting":
                uow.standard_notices.decide(notice.id, "waiting", "dropped", by, now)
            elif notice.state == "sent":
                uow.letters.stop(f"notice:{notice.id}", words.NOTICE_STOPPED, now)
        said = words.with_reason(detail(row), reason)
        uow.audit.record(by, "standard.withdraw", f"standard:{standard_id}", said, at=now)
        uow.commit()


def said_on(
    standards: Standards, programme: str, place: str, classes: tuple[str, ...], day: date, services: Services
) -> str:
    """What the account says of an amount to somebody of that place on that day, if these were the amounts."""
    office = services.office
    office = replace(office, pack=replace(office.pack, standards=standards))
    scene = Scene(office=office, now=datetime.combine(day, _NOON, LOCAL))
    reply = figure(programme, place, classes, scene, "").reply
    return "\n".join(filter(None, (reply.text, reply.tail)))


def detail(row: Standard) -> str:
    """The line of the record about a standard."""
    return f"{row.name} {say_amount(row)} {say_full_day(row.effective_from)} {row.doc_no}"


def _id_of(row: Standard | None, numbered: dict[int, Standard]) -> int | None:
    """The bureau's own row for the same class and first day; None where only a pack holds it."""
    if row is None:
        return None
    same = (*row.slot, row.effective_from)
    return next((number for number, one in numbered.items() if (*one.slot, one.effective_from) == same), None)


def _reopen(old_id: int | None, row: Standard, by: str, at: datetime, uow: UnitOfWork) -> None:
    old = uow.standards.numbered().get(old_id) if old_id is not None else None
    if old_id is None or old is None or old.effective_to != row.effective_from - timedelta(days=1):
        return
    for edit in uow.standards.history(old_id):
        if edit.before is not None and edit.after is not None:
            before, after = read_plain(edit.before), read_plain(edit.after)
            if after.effective_to == old.effective_to and before.effective_to != old.effective_to:
                uow.standards.put(replace(old, effective_to=before.effective_to), by, at, old_id)
                return
