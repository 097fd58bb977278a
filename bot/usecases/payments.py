"""Payment files: looked through before anything happens, then paid out to the register and told, each payment once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.payments_made import carry_out
from bot.usecases.payments_seen import DoubtFinder
from bot.usecases.register_files import Looked, chunks, take_up
from bot.usecases.sheetfile import Unreadable, read_rows
from dialogs import letters as said
from knowledge.casework import Refused
from knowledge.identity import mask_name
from knowledge.paysheet import SheetReader
from knowledge.sheetplaces import SheetPlaces

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.office import Office
    from knowledge.payrows import PayProblem, PayRow
    from storage.payment_rows import Batch, Progress, Untold
    from storage.repository import Page

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ProgrammeSum:
    """What a file pays out for one programme, in yuan."""

    key: str
    name: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Preview(Looked):
    """A file as it would be confirmed.

    ``file_id`` is None while errors bar it (or it cannot be read). ``known`` when the same bytes came before;
    ``batch`` when they were confirmed already. ``count`` and ``total`` (yuan) are of the good rows, ``repeated`` and
    ``repeated_total`` of those among them that were paid before: a confirmation skips them. ``samples`` are the first
    letters as people would read them, names masked.

    ``asked`` of the repeated ones differ from what was paid: they may be supplementary payments, which the file does
    not say. ``supplement`` is the reason under which they are, ``supplements`` counts such payments.
    """

    file_id: int | None = None
    known: bool = False
    batch: Batch | None = None
    total: Decimal = Decimal(0)
    repeated: int = 0
    repeated_total: Decimal = Decimal(0)
    programmes: tuple[ProgrammeSum, ...] = ()
    samples: tuple[str, ...] = field(default=(), repr=False)
    asked: int = 0
    supplements: int = 0
    supplement: str = field(default="", repr=False)

    @property
    def fresh(self) -> int:
        """How many payments a confirmation makes and tells."""
        return self.count - self.repeated

    @property
    def ready(self) -> bool:
        """Whether it may be confirmed, with its doubts accepted if there are any."""
        return self.file_id is not None and self.batch is None


def check_sheet(content: bytes, filename: str, by: str, services: Services, supplement: str = "") -> Preview:
    """Read a file whole and say all that is wrong with it; keep it for ``confirm_sheet`` when nothing bars it.

    ``supplement`` is why rows paid before are paid once more (补发), where a person says that they are.
    """
    now, office = services.now(), services.office
    reader = SheetReader(office.pack.programmes, now)
    finder = DoubtFinder(services, office, supplement)
    places = SheetPlaces(office.places, office.pack.division)
    sums: dict[str, tuple[int, Decimal]] = {}
    first: list[PayRow] = []
    doubts: list[PayProblem] = []
    repeated, repeated_total, asked, supplements = 0, Decimal(0), 0, 0
    try:
        for rows in chunks(reader.read(read_rows(content))):
            look = finder.look(rows)
            doubts += look.doubts
            places.note(rows)
            repeated += len(look.repeated)
            asked += len(look.asked)
            repeated_total += sum((row.amount for row in rows if row.row in look.repeated), Decimal(0))
            fresh = [row for row in look.rows if row.row not in look.repeated]
            more = [row for row in fresh if row.supplement]
            supplements += len(more)
            if len(first) < _SAMPLES:
                # One of each kind first: whoever confirms should read both.
                first += [*more[:1], *(row for row in fresh if row not in more[:1])][: _SAMPLES - len(first)]
            for row in rows:
                count, total = sums.get(row.programme, (0, Decimal(0)))
                sums[row.programme] = (count + 1, total + row.amount)
    except Unreadable as error:
        return Preview(filename, unreadable=error.text)
    every = (*reader.problems(), *doubts, *places.doubts())
    problems = tuple(sorted(every, key=lambda problem: problem.row))
    seen = Preview(
        filename,
        problems=problems,
        count=reader.count,
        total=reader.total,
        repeated=repeated,
        repeated_total=repeated_total,
        programmes=tuple(ProgrammeSum(key, _title(key, office), *sums[key]) for key in sums),
        samples=tuple(_sample(row, office) for row in first),
        asked=asked,
        supplements=supplements,
        supplement=supplement,
    )
    return _kept(seen, content, by, services)


def _kept(seen: Preview, content: bytes, by: str, services: Services) -> Preview:
    now = services.now()
    with services.storage.work() as uow:
        uow.audit.record(by, "payments.check", "", f"{seen.count} {seen.total} {len(seen.problems)}", at=now)
        kept = uow.payments.add_file(seen.name, content, by, now) if not seen.errors and seen.count else None
        batch = _standing(uow.payments.batch_of(kept.id)) if kept else None
        uow.commit()
    if kept is None:
        return seen
    return replace(seen, file_id=kept.id, known=kept.known, batch=batch)


def confirm_sheet(
    file_id: int,
    by: str,
    services: Services,
    *,
    count: int | None = None,
    total: Decimal | None = None,
    doubts_checked: bool = False,
    supplement: str = "",
) -> Batch:
    """Make the payments of a checked file and queue every letter; again, or after a crash, does only what is left.

    ``count`` and ``total`` are what the clerk saw in the preview: a file that reads otherwise now is refused and told
    to nobody. ``supplement`` is why rows paid before are paid once more. Raises ``Refused`` with a reason. Rows are
    stored some thousands a transaction; while another process is at it, its batch is given as it stands.
    """
    batch = accept_sheet(
        file_id, by, services, count=count, total=total, doubts_checked=doubts_checked, supplement=supplement
    )
    return carry_out(batch, services) if batch.state == "importing" else batch


def accept_sheet(
    file_id: int,
    by: str,
    services: Services,
    *,
    count: int | None = None,
    total: Decimal | None = None,
    doubts_checked: bool = False,
    supplement: str = "",
) -> Batch:
    """The first half of ``confirm_sheet``, done in a moment: a batch in state ``importing``.

    Background work carries it out within seconds (``resume_imports``), so that no page has to wait for a million rows.
    A file accepted before gives its batch as it stands.
    """
    with services.storage.read() as uow:
        kept, batch = uow.payments.file(file_id), _standing(uow.payments.batch_of(file_id))
    if kept is None:
        raise Refused(words.SHEET_UNKNOWN)
    if batch is not None:
        return batch
    if count is None or total is None or not doubts_checked:
        with services.storage.read() as uow:
            content = uow.payments.content(file_id)
        seen = check_sheet(content, kept.name, by, services, supplement)
        if seen.errors or not seen.count:
            raise Refused(words.SHEET_HAS_ERRORS)
        if seen.doubts and not doubts_checked:
            raise Refused(words.SHEET_HAS_DOUBTS)
        count, total = (seen.count, seen.total) if count is None or total is None else (count, total)
    with services.storage.work() as uow:
        batch = uow.payments.open_batch(file_id, count, total, by, services.now(), supplement)
        uow.audit.record(by, "payments.confirm", f"batch:{batch.id}", f"{count} {total}", at=services.now())
        uow.commit()
    return batch


def resume_imports(services: Services) -> int:
    """Carry out files that were accepted, and those that a crash cut short; how many were looked at."""
    with services.storage.read() as uow:
        waiting = uow.payments.importing()
    return take_up(waiting, lambda batch, services: confirm_sheet(batch.file_id, batch.by, services), services)


def progress(batch_id: int, services: Services) -> Progress:
    """How far the storing and the telling of a batch is; ``KeyError`` for an unknown id."""
    with services.storage.read() as uow:
        return uow.arrivals.progress(batch_id)


def untold_people(batch_id: int, place: str, services: Services, number: int = 1, size: int = 200) -> Page[Untold]:
    """Who of a division was paid and cannot be told on WeChat, for the village assistant's list."""
    with services.storage.read() as uow:
        return uow.arrivals.untold(batch_id, place, number, size)


def told_in_person(payment_ids: Iterable[int], by: str, services: Services) -> int:
    """The village assistant told these people; how many were new."""
    now = services.now()
    with services.storage.work() as uow:
        told = uow.arrivals.told_by_person(payment_ids, by, now)
        uow.audit.record(by, "payments.told", "", str(told), at=now)
        uow.commit()
    return told


def _standing(batch: Batch | None) -> Batch | None:
    """The batch, unless it was stopped: then its file may be confirmed anew."""
    return None if batch and batch.state == "stopped" else batch


def _title(key: str, office: Office) -> str:
    return office.pack.programmes[key].name


def _sample(row: PayRow, office: Office) -> str:
    title = _title(row.programme, office)
    name, own = mask_name(row.name), office.pack.wording
    letter = said.arrival(own, name, title, row.period, row.amount, row.paid_on, row.account_tail, row.supplement)
    return letter.reply.plain()
