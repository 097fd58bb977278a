"""A changed standard told to those it concerns: counted, drafted, agreed to by a second person, sent once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.hours import wake_up
from bot.usecases.notices import payload
from bot.usecases.standards import known_standards
from dialogs import letters as said
from dialogs.figures_said import said as figure_said
from dialogs.say import called, local_day, say_amount, say_full_day
from dialogs.scene import Scene
from knowledge.casework import Refused
from storage.standards import read_plain

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.standards import Standard
    from storage.letter_rows import Letter
    from storage.standard_notices import StandardNotice
    from storage.uow import UnitOfWork

PAID_WITHIN = timedelta(days=92)
"""Who was paid a programme within a quarter receives it: some are paid once in three months."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a changed standard concerns: followers who get the programme there, and those told an older figure."""

    receiving: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many they are, each once."""
        return len({*self.receiving, *self.asked})


def concerned(standard_id: int, days: int, uow: UnitOfWork, services: Services) -> Concerned:
    """Those a standard concerns now; ``asked`` within the last so many days. ``KeyError`` when there is none such."""
    row, area = uow.standards.numbered()[standard_id], services.office.pack.division
    today = local_day(services.now())
    whole = area.startswith(row.region)
    region = area if whole else row.region
    receiving = uow.standard_notices.receiving(row.programme, region, whole=whole, paid_since=today - PAID_WITHIN)
    older = {one.key for one in (*_entered_before(row, uow), *known_standards(uow, services).versions(row))} - {row.key}
    return Concerned(receiving, uow.standard_notices.asked(older, today - timedelta(days=days)))


def draft_text(row: Standard, before: Standard | None, services: Services) -> str:
    """The words a notice of this standard begins with; ``before`` is what held until then."""
    now, office = services.now(), services.office
    scene, kind = Scene(office=office, now=now), office.pack.programmes[row.programme]
    begun = row.effective_from <= local_day(now)
    told = say_amount(before) if before is not None else ""
    text = figure_said(row, kind, scene)
    own = office.pack.wording
    return said.standard_change_draft(own, text, told, row.effective_from, row.doc_no, begun=begun)


def draft_notice(standard_id: int, text: str, days: int, by: str, services: Services) -> int:
    """Keep a notice and freeze whom it goes to; nobody is told before another person agrees.

    Raises ``Refused`` with a reason, ``KeyError`` for an unknown standard.
    """
    now, text = services.now(), "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    with services.storage.work() as uow:
        row = uow.standards.numbered()[standard_id]
        amount, since = say_amount(row), say_full_day(row.effective_from)
        if len(text) > LONGEST or not all(part in text for part in (amount, since, row.doc_no)):
            raise Refused(words.NOTICE_TEXT.format(amount=amount, since=since, doc_no=row.doc_no))
        for other in uow.standard_notices.of(standard_id):
            if other.state in ("waiting", "sent", "stopped"):
                raise Refused(words.NOTICE_WAITS if other.state == "waiting" else words.NOTICE_SENT)
        people = concerned(standard_id, days, uow, services)
        if not people.count:
            raise Refused(words.NOTICE_NOBODY)
        notice_id = uow.standard_notices.draft(standard_id, text, people.receiving, people.asked, by, now)
        uow.audit.record(by, "notice.draft", f"notice:{notice_id}", str(people.count), at=now)
        uow.commit()
    return notice_id


def approve_notice(notice_id: int, by: str, services: Services) -> int:
    """A second person agrees: every letter is queued, once for ever; how many. Raises ``Refused`` with a reason."""
    now = services.now()
    with services.storage.work() as uow:
        notice = _waiting(notice_id, uow)
        if notice.made_by == by:
            raise Refused(words.NOTICE_OWN)
        if not uow.standard_notices.decide(notice_id, "waiting", "sent", by, now):
            raise Refused(words.NOTICE_MOVED)
        sent = uow.standard_notices.queue(notice_id, wake_up(now, services) or now)
        uow.audit.record(by, "notice.approve", f"notice:{notice_id}", str(sent), at=now)
        uow.commit()
    return sent


def drop_notice(notice_id: int, by: str, services: Services) -> None:
    """The notice is not wanted after all; nobody was told. Raises ``Refused`` when it has been dealt with."""
    with services.storage.work() as uow:
        _waiting(notice_id, uow)
        uow.standard_notices.decide(notice_id, "waiting", "dropped", by, services.now())
        uow.audit.record(by, "notice.drop", f"notice:{notice_id}", at=services.now())
        uow.commit()


def stop_notice(notice_id: int, by: str, services: Services) -> int:
    """What has not left yet does not leave; how many letters. Raises ``Refused`` when nothing is under way."""
    now = services.now()
    with services.storage.work() as uow:
        if not uow.standard_notices.decide(notice_id, "sent", "stopped", by, now):
            raise Refused(words.NOTICE_MOVED)
        stopped = uow.letters.stop(f"notice:{notice_id}", words.NOTICE_STOPPED, now)
        uow.audit.record(by, "notice.stop", f"notice:{notice_id}", str(stopped), at=now)
        uow.commit()
    return stopped


def filled_notices(claimed: Sequence[Letter], uow: UnitOfWork, services: Services) -> list[Letter]:
    """The letters, those of notices with their words: they are kept empty and read the notice when they leave."""
    ids = {letter.id: int(letter.subject.partition(":")[2]) for letter in claimed if _bare(letter)}
    if not ids:
        return list(claimed)
    standards = uow.standards.numbered()
    told = {
        notice.id: payload(_letter(notice, standards[notice.standard_id], services))
        for notice in uow.standard_notices.many(ids.values()).values()
        if notice.standard_id in standards
    }
    return [replace(one, payload=told.get(ids.get(one.id, 0), one.payload)) for one in claimed]


def _letter(notice: StandardNotice, row: Standard, services: Services) -> said.Letter:
    pack = services.office.pack
    kind, since = pack.programmes[row.programme], row.effective_from
    return said.standard_changed(pack.wording, notice.text, kind.name, called(kind), say_amount(row), since, row.doc_no)


def _bare(letter: Letter) -> bool:
    return not letter.payload and letter.subject.startswith("notice:")


def _waiting(notice_id: int, uow: UnitOfWork) -> StandardNotice:
    notice = uow.standard_notices.get(notice_id)
    if notice is None:
        raise KeyError(notice_id)
    if notice.state != "waiting":
        raise Refused(words.NOTICE_MOVED)
    return notice


def _entered_before(row: Standard, uow: UnitOfWork) -> Iterable[Standard]:
    """Whatever was ever entered for the same class, figures corrected on their own day too."""
    for edit in uow.standards.history_of(row):
        yield from (read_plain(kept) for kept in (edit.before, edit.after) if kept is not None)
