"""The register of entitlements: a file looked through, then carried out; or one person's stop typed by a clerk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.entitlements_entered import enter_file
from bot.usecases.register_files import Looked, chunks, take_up
from bot.usecases.sheetfile import Unreadable, read_rows
from dialogs.say import local_day, say_full_day, say_money
from knowledge.casework import Refused
from knowledge.entitlementsheet import EntitlementReader
from knowledge.identity import check_id_number, mask_name
from knowledge.payhistory import odd_change
from knowledge.sheetplaces import SheetPlaces
from storage.entitlement_import import received_by, told_by
from storage.entitlement_moves import compared, merged

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.entitlementrows import EntitlementRow
    from knowledge.office import Office
    from knowledge.payrows import PayProblem
    from storage.entitlement_moves import Put
    from storage.entitlement_rows import Entitlement, EntitlementFile, NewEntitlement
    from storage.uow import UnitOfWork

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Step:
    """What a row would do, in words, the name masked: ``王** 低保金``, ``每月600元改为620元``."""

    row: int
    who: str
    what: str
    kind: Put


@dataclass(frozen=True, slots=True)
class EntitlementPreview(Looked):
    """A file as it would be carried out. ``file`` is None while errors bar it, or it cannot be read.

    ``done`` counts rows that are new, changed, stopped or the same; ``steps`` are the first of those that do
    something. ``absent`` people receive one of its programmes and are not in the file: they are left alone.
    ``as_of`` is the state of the register it was compared with.
    """

    file: EntitlementFile | None = None
    done: Counter[Put] = field(default_factory=Counter)
    steps: tuple[Step, ...] = field(default=(), repr=False)
    absent: int = 0
    as_of: int = -1

    @property
    def moves(self) -> int:
        """How many entitlements a confirmation enters, changes or stops."""
        return self.done["new"] + self.done["changed"] + self.done["stopped"]


def check_entitlements(content: bytes, filename: str, by: str, services: Services) -> EntitlementPreview:
    """Read a file whole, say all that is wrong with it and what it would do; nothing is entered yet."""
    office, now = services.office, services.now()
    reader = EntitlementReader(office.pack.programmes, now)
    places = SheetPlaces(office.places, office.pack.division)
    doubts: list[PayProblem] = []
    done: Counter[Put] = Counter()
    steps: list[Step] = []
    programmes: set[str] = set()
    kept = 0
    with services.storage.read() as uow:
        as_of = uow.entitlements.last_change()
    try:
        for rows in chunks(reader.read(read_rows(content))):
            with services.storage.read() as uow:
                known = uow.entitlements.of_numbers({row.id_number for row in rows})
            places.note(rows)
            for row in rows:
                before = _before(row, known.get(row.id_number, ()))
                told = merged(before, told_by(row)) if before else told_by(row)
                if before and told.amount and (odd := odd_change(row.row, told.amount, before.amount)):
                    doubts.append(odd)
                kind = compared(before, told)
                done[kind] += 1
                if before is not None and before.runs(local_day(now)):
                    kept += 1
                programmes.add(row.programme)
                if kind != "same" and len(steps) < _SHOWN:
                    steps.append(Step(row.row, _who(row, office), _what(before, told), kind))
    except Unreadable as error:
        return EntitlementPreview(filename, unreadable=error.text)
    problems = tuple(sorted((*reader.problems(), *doubts, *places.doubts()), key=lambda problem: problem.row))
    seen = EntitlementPreview(filename, problems, reader.count, done=done, steps=tuple(steps), as_of=as_of)
    with services.storage.work() as uow:
        absent = max(0, uow.entitlements.running(sorted(programmes), local_day(now)) - kept)
        uow.audit.record(by, "entitlements.check", "", f"{seen.count} {len(seen.problems)}", at=now)
        good = not seen.errors and seen.count
        file = uow.entitlements.add_file(filename, content, by, now) if good else None
        uow.commit()
    return replace(seen, file=file, absent=absent)


def confirm_entitlements(
    file_id: int,
    by: str,
    services: Services,
    *,
    doubts_checked: bool = False,
    count: int | None = None,
    moves: int | None = None,
    as_of: int | None = None,
) -> EntitlementFile:
    """Enter a checked file; again, or after a crash, does only what is left. Raises ``Refused`` with a reason.

    ``count``, ``moves`` and ``as_of`` are what the clerk saw in the preview: where the file would do something else
    by now, nothing is done. While another process is at it, the file is given as it stands.
    """
    file = accept_entitlements(
        file_id, by, services, doubts_checked=doubts_checked, count=count, moves=moves, as_of=as_of
    )
    return enter_file(file, services) if file.state == "importing" else file


def accept_entitlements(
    file_id: int,
    by: str,
    services: Services,
    *,
    doubts_checked: bool = False,
    count: int | None = None,
    moves: int | None = None,
    as_of: int | None = None,
) -> EntitlementFile:
    """The first half of ``confirm_entitlements``: the file is ``importing``, and no crash forgets that it is.

    Done in a moment where nothing changed in the register since the preview; else the file is looked through again.
    """
    with services.storage.work() as uow:
        file = uow.entitlements.file(file_id)
        if file is None:
            raise Refused(words.SHEET_UNKNOWN)
        if file.state in ("importing", "done"):
            return file
        content = uow.entitlements.content(file_id)
        if count is not None and doubts_checked and as_of == uow.entitlements.last_change():
            uow.entitlements.accept_file(file_id, count, by, services.now())
            file = uow.entitlements.file(file_id) or file
            uow.commit()
            return file
    seen = check_entitlements(content, file.name, by, services)
    if seen.errors or not seen.count:
        raise Refused(words.SHEET_HAS_ERRORS)
    if seen.doubts and not doubts_checked:
        raise Refused(words.SHEET_HAS_DOUBTS)
    if moves is not None and moves != seen.moves:
        raise Refused(words.REGISTER_MOVED)
    with services.storage.work() as uow:
        uow.entitlements.accept_file(file_id, seen.count, by, services.now())
        file = uow.entitlements.file(file_id) or file
        uow.commit()
    return file


def resume_entitlements(services: Services) -> int:
    """Enter files that were accepted, and those that a crash cut short; how many were looked at."""
    with services.storage.read() as uow:
        waiting = uow.entitlements.importing()
    return take_up(waiting, enter_file, services)


def change_by_hand(id_number: str, told: NewEntitlement, by: str, services: Services) -> tuple[str, Put]:
    """One person's entitlement typed by a clerk; the masked name and what it was.

    Raises ``Refused``: for somebody the register does not know, and for a stop without date or reason.
    """
    number = check_id_number(id_number)
    if number is None:
        raise Refused(words.ID_NUMBER_WRONG)
    if told.programme not in services.office.pack.programmes:
        raise Refused(words.PROGRAMME_WHICH)
    if bool(told.stopped_on) != bool(told.stop_reason.strip()):
        raise Refused(words.STOP_NEEDS_BOTH)
    if told.stopped_on and told.since and told.stopped_on < told.since:
        raise Refused(words.STOP_BEFORE_START)
    with services.storage.work() as uow:
        person = uow.people.by_id_number(number)
        if person is None:
            raise Refused(words.PERSON_UNKNOWN)
        if told.stopped_on is None and told.amount is None and uow.entitlements.get(person.id, told.programme) is None:
            raise Refused(words.AMOUNT_NEEDED)
        what = uow.entitlements.put(person.id, told, "hand", by, services.now())
        _keep_programmes(person.id, uow, services)
        subject = f"person:{person.id}"
        uow.audit.record(by, "entitlements.hand", subject, f"{told.programme} {what}", at=services.now())
        uow.commit()
    return mask_name(person.name), what


def _keep_programmes(person_id: int, uow: UnitOfWork, services: Services) -> None:
    """What the register of persons holds as being received follows what was told."""
    person = uow.people.get(person_id)
    if person is None:
        return
    today = local_day(services.now())
    told = {one.programme: one.runs(today) for one in uow.entitlements.of(person_id)}
    programmes = received_by(person.programmes, told)
    if programmes != person.programmes:
        uow.people.update(person_id, services.now(), programmes=programmes)


def _before(row: EntitlementRow, known: Iterable[Entitlement]) -> Entitlement | None:
    return next((one for one in known if one.programme == row.programme), None)


def _who(row: EntitlementRow, office: Office) -> str:
    return f"{mask_name(row.name)} {office.pack.programmes[row.programme].name}"


def _what(before: Entitlement | None, told: NewEntitlement) -> str:
    if told.stopped_on is not None:
        return words.STOPS.format(day=say_full_day(told.stopped_on), reason=told.stop_reason or words.NO_REASON)
    now = say_money(told.amount) if told.amount is not None else words.NO_AMOUNT
    if before is None:
        return words.BEGINS.format(since=say_full_day(told.since) if told.since else words.NO_DAY, amount=now)
    if before.stopped_on is not None:
        return words.BEGINS_AGAIN.format(amount=now)
    if before.amount != told.amount:
        was = say_money(before.amount) if before.amount is not None else words.NO_AMOUNT
        return words.CHANGES.format(was=was, now=now)
    return words.CHANGES_ELSE
