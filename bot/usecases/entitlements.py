"""The register of entitlements: a file looked through, then carried out; or one person's stop typed by a clerk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.payments_made import chunks
from bot.usecases.sheetfile import Unreadable, read_rows
from dialogs.say import local_day, say_full_day, say_money
from knowledge.casework import Refused
from knowledge.entitlementsheet import EntitlementReader
from knowledge.identity import check_id_number, mask_name
from storage.entitlement_rows import NewEntitlement
from storage.entitlements import compared, merged
from storage.people import NewPerson

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.entitlementrows import EntitlementRow
    from knowledge.office import Office
    from knowledge.payrows import PayProblem
    from storage.entitlement_rows import Entitlement, EntitlementFile
    from storage.entitlements import Put
    from storage.uow import UnitOfWork

AT_ONCE = 500
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Step:
    """What a row would do, in words, the name masked: ``王** 低保金``, ``每月600元改为620元``."""

    row: int
    who: str
    what: str
    kind: Put


@dataclass(frozen=True, slots=True)
class EntitlementPreview:
    """A file as it would be carried out. ``file`` is None while errors bar it, or it cannot be read.

    ``done`` counts rows that are new, changed, stopped or the same; ``steps`` are the first of those that do
    something. ``absent`` people receive one of its programmes and are not in the file: they are left alone.
    """

    name: str
    file: EntitlementFile | None = None
    problems: tuple[PayProblem, ...] = ()
    count: int = 0
    done: Counter[Put] = field(default_factory=Counter)
    steps: tuple[Step, ...] = field(default=(), repr=False)
    absent: int = 0
    unreadable: str = ""

    @property
    def errors(self) -> int:
        """How many problems bar the file."""
        return sum(problem.level == "error" for problem in self.problems)

    @property
    def doubts(self) -> int:
        """How many problems a person may accept."""
        return len(self.problems) - self.errors

    @property
    def moves(self) -> int:
        """How many entitlements a confirmation enters, changes or stops."""
        return self.done["new"] + self.done["changed"] + self.done["stopped"]


def check_entitlements(content: bytes, filename: str, by: str, services: Services) -> EntitlementPreview:
    """Read a file whole, say all that is wrong with it and what it would do; nothing is entered yet."""
    office, now = services.office, services.now()
    reader = EntitlementReader(office.pack.programmes, now)
    done: Counter[Put] = Counter()
    steps: list[Step] = []
    programmes: set[str] = set()
    kept = 0
    try:
        for rows in chunks(reader.read(read_rows(content)), AT_ONCE):
            with services.storage.read() as uow:
                known = uow.entitlements.of_numbers({row.id_number for row in rows})
            for row in rows:
                before = _before(row, known.get(row.id_number, ()))
                told = merged(before, _told(row)) if before else _told(row)
                kind = compared(before, told)
                done[kind] += 1
                if before is not None and before.runs(local_day(now)):
                    kept += 1
                programmes.add(row.programme)
                if kind != "same" and len(steps) < _SHOWN:
                    steps.append(Step(row.row, _who(row, office), _what(before, told), kind))
    except Unreadable as error:
        return EntitlementPreview(filename, unreadable=error.text)
    seen = EntitlementPreview(filename, None, reader.problems(), reader.count, done, tuple(steps))
    with services.storage.work() as uow:
        absent = max(0, uow.entitlements.running(sorted(programmes), local_day(now)) - kept)
        uow.audit.record(by, "entitlements.check", "", f"{seen.count} {len(seen.problems)}", at=now)
        good = not seen.errors and seen.count
        file = uow.entitlements.add_file(filename, content, by, now) if good else None
        uow.commit()
    return replace(seen, file=file, absent=absent)


def confirm_entitlements(
    file_id: int, by: str, services: Services, *, doubts_checked: bool = False, moves: int | None = None
) -> EntitlementFile:
    """Carry out a checked file; a file that was carried out before is given as it stands.

    ``moves`` is what the clerk saw in the preview: where it would do something else by now, nothing is done. Some
    hundred rows a transaction; after a crash the same file again does only what is left. Raises ``Refused``.
    """
    with services.storage.read() as uow:
        file = uow.entitlements.file(file_id)
        if file is None:
            raise Refused(words.SHEET_UNKNOWN)
        if file.confirmed_at is not None:
            return file
        content = uow.entitlements.content(file_id)
    seen = check_entitlements(content, file.name, by, services)
    if seen.errors or not seen.count:
        raise Refused(words.SHEET_HAS_ERRORS)
    if seen.doubts and not doubts_checked:
        raise Refused(words.SHEET_HAS_DOUBTS)
    if moves is not None and moves != seen.moves:
        raise Refused(words.REGISTER_MOVED)
    done: Counter[Put] = Counter()
    reader = EntitlementReader(services.office.pack.programmes, services.now())
    for rows in chunks(reader.read(read_rows(content)), AT_ONCE):
        with services.storage.work() as uow:
            done.update(_carried_out(rows, file_id, by, uow, services))
            uow.commit()
    with services.storage.work() as uow:
        uow.entitlements.confirm_file(file_id, done, by, services.now())
        counts = " ".join(str(done[kind]) for kind in ("new", "changed", "stopped"))
        uow.audit.record(by, "entitlements.confirm", f"entitlement_file:{file_id}", counts, at=services.now())
        carried_out = uow.entitlements.file(file_id)
        uow.commit()
    if carried_out is None:
        raise Refused(words.SHEET_UNKNOWN)
    return carried_out


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


def _carried_out(
    rows: Sequence[EntitlementRow], file_id: int, by: str, uow: UnitOfWork, services: Services
) -> Iterable[Put]:
    office, now = services.office, services.now()
    people = [NewPerson(row.name, row.id_number, row.phone, _code(row.place, office)) for row in rows]
    done: list[Put] = []
    for person_id, row in zip(uow.people.import_rows(people, now), rows, strict=True):
        what = uow.entitlements.put(person_id, _told(row), "file", by, now, file_id)
        if what != "same":
            _keep_programmes(person_id, uow, services)
        done.append(what)
    return done


def _keep_programmes(person_id: int, uow: UnitOfWork, services: Services) -> None:
    """What the register of persons holds as being received follows what was told."""
    person = uow.people.get(person_id)
    if person is None:
        return
    told = uow.entitlements.of(person_id)
    running = [one.programme for one in told if one.runs(local_day(services.now()))]
    ended = {one.programme for one in told} - set(running)
    programmes = tuple(dict.fromkeys([*(key for key in person.programmes if key not in ended), *running]))
    if programmes != person.programmes:
        uow.people.update(person_id, services.now(), programmes=programmes)


def _before(row: EntitlementRow, known: Iterable[Entitlement]) -> Entitlement | None:
    return next((one for one in known if one.programme == row.programme), None)


def _told(row: EntitlementRow) -> NewEntitlement:
    return NewEntitlement(
        row.programme,
        row.since,
        row.amount,
        row.per,
        row.pay_day,
        row.stopped_on,
        row.stop_reason,
        row.decided_by,
    )


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


def _code(place: str, office: Office) -> str:
    found = office.places.resolve(place, home=office.pack.division) if place else None
    code = (found.code or "") if found and not found.outside else ""
    return code if code.startswith(office.pack.division) and len(code) > len(office.pack.division) else ""
