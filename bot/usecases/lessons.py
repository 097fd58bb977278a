"""Teaching the account: an answer becomes an entry, its questions become sentences and lines that must hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.usecases import words
from dialogs.say import local_day
from knowledge.casework import Refused
from knowledge.lessoncheck import fault_of_lesson, faults_of_entry, known_numbers, without_numbers
from knowledge.lessons import OWN, Lesson

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.programmes import Entry
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Teaching:
    """All that one click makes: an entry, and sentences with their meaning that it answers."""

    entry: Entry
    sentences: tuple[Lesson, ...] = field(default=(), repr=False)
    expires_on: date | None = None


def teach(teaching: Teaching, by: str, uow: UnitOfWork, services: Services) -> int:
    """Make the entry, the sentences and the lines within the unit; the id of the entry.

    Raises ``Refused`` with every fault at once, in words; nothing is made then.
    """
    entry = _checked(teaching.entry, teaching.expires_on, services)
    sentences = [replace(one, text=without_numbers(one.text)) for one in teaching.sentences]
    if faults := tuple(dict.fromkeys(fault for one in sentences if (fault := fault_of_lesson(one)))):
        raise Refused("\n".join(faults))
    now = services.now()
    entry_id = uow.lessons.put_entry(entry, by, now, expires_on=teaching.expires_on)
    for one in sentences:
        for kind in ("sentence", "line"):
            uow.lessons.teach(kind, replace(one, entry=f"{OWN}{entry_id}"), by, now)
    uow.audit.record(by, "lesson.teach", f"entry:{entry_id}", entry.title, at=now)
    return entry_id


def teach_sentence(lesson: Lesson, by: str, services: Services) -> int:
    """Teach what one sentence means, and write it down as a line that must hold; raises ``Refused``."""
    cleaned = replace(lesson, text=without_numbers(lesson.text))
    if fault := fault_of_lesson(cleaned):
        raise Refused(fault)
    now = services.now()
    with services.storage.work() as uow:
        if cleaned.entry and uow.lessons.entry(int(cleaned.entry.removeprefix(OWN))) is None:
            raise Refused(words.ENTRY_GONE)
        uow.lessons.teach("line", cleaned, by, now)
        lesson_id = uow.lessons.teach("sentence", cleaned, by, now)
        uow.audit.record(by, "lesson.sentence", f"lesson:{lesson_id}", at=now)
        uow.commit()
    return lesson_id


def change_entry(entry_id: int, entry: Entry, expires_on: date | None, by: str, services: Services) -> None:
    """Change an entry; raises ``Refused`` with every fault, ``KeyError`` for one that does not stand."""
    checked = _checked(entry, expires_on, services)
    now = services.now()
    with services.storage.work() as uow:
        uow.lessons.put_entry(checked, by, now, expires_on=expires_on, entry_id=entry_id)
        uow.audit.record(by, "lesson.change", f"entry:{entry_id}", checked.title, at=now)
        uow.commit()


def withdraw_entry(entry_id: int, reason: str, by: str, services: Services) -> None:
    """Take an entry back with its sentences and lines; raises ``Refused`` without a reason, ``KeyError``."""
    _reasoned(reason)
    now = services.now()
    with services.storage.work() as uow:
        uow.lessons.withdraw_entry(entry_id, by, now)
        uow.audit.record(by, "lesson.withdraw", f"entry:{entry_id}", reason.strip(), at=now)
        uow.commit()


def withdraw_sentence(lesson_id: int, by: str, services: Services) -> None:
    """Take a sentence back and the line of the same words; ``KeyError`` for one that does not stand."""
    now = services.now()
    with services.storage.work() as uow:
        found = uow.lessons.lesson(lesson_id)
        if found is None:
            raise KeyError(lesson_id)
        for kind in ("sentence", "line"):
            for each in uow.lessons.lessons(kind):
                if each.lesson.text == found.lesson.text:
                    uow.lessons.withdraw_lesson(each.id, by, now)
        uow.audit.record(by, "lesson.withdraw", f"lesson:{lesson_id}", at=now)
        uow.commit()


def _checked(entry: Entry, expires_on: date | None, services: Services) -> Entry:
    cleaned = tuple(dict.fromkeys(filter(None, map(without_numbers, entry.questions))))
    entry = replace(entry, title=entry.title.strip(), questions=cleaned, answer=entry.answer.strip())
    faults = faults_of_entry(entry, known_numbers(services.office.pack))
    if expires_on is not None and expires_on < local_day(services.now()):
        faults = (*faults, words.EXPIRED_ALREADY)
    if faults:
        raise Refused("\n".join(faults))
    return entry


def _reasoned(reason: str) -> None:
    if sum(character.isalnum() for character in reason) < 2:
        raise Refused(words.WHY_WITHDRAWN)
