"""通知公告: written by one person, agreed to by another, gone by itself after its last day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.news import tell_subscribers
from dialogs.say import local_day
from knowledge.announcing import Announcement, faults_of, mobiles_in
from knowledge.casework import Refused
from knowledge.lessoncheck import known_numbers

if TYPE_CHECKING:
    from bot.services import Services
    from storage.announcements import AnnouncementState, KeptAnnouncement
    from storage.uow import UnitOfWork


def tidied(told: Announcement) -> Announcement:
    """The words without blanks at their ends and without empty lines in a row."""
    lines = [line.strip() for line in told.text.replace("\r", "").split("\n")]
    text = "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))
    return replace(told, title=" ".join(told.title.split()), text=text.strip(), doc_no=told.doc_no.strip())


def doubts_about(told: Announcement, services: Services) -> tuple[str, ...]:
    """Mobile numbers in it that are not published ones: somebody must confirm that they are no person's."""
    return mobiles_in(f"{told.title}\n{told.text}", known_numbers(services.office.pack))


def draft_announcement(told: Announcement, by: str, services: Services, *, looked: bool = False) -> int:
    """Keep a draft for another person to agree to; its id. ``looked``: whoever wrote it confirmed the doubts.

    Raises ``Refused`` with every fault.
    """
    now, told = services.now(), tidied(told)
    faults = list(faults_of(told, local_day(now)))
    if (doubts := doubts_about(told, services)) and not looked:
        faults.append(words.ANNOUNCEMENT_PHONES.format(phones="、".join(doubts)))
    if faults:
        raise Refused("\n".join(faults))
    with services.storage.work() as uow:
        number = uow.announcements.draft(told, by, now)
        uow.audit.record(by, "announcement.draft", f"announcement:{number}", told.title, at=now)
        uow.commit()
    return number


def agree_to_announcement(number: int, by: str, services: Services) -> None:
    """Another person agrees: it is shown from its first day. Raises ``Refused``, ``KeyError`` for no such."""
    with services.storage.work() as uow:
        kept = _get(number, uow)
        if kept.made_by == by:
            raise Refused(words.ANNOUNCEMENT_ONE_S_OWN)
        if kept.told.shown_until < local_day(services.now()):
            raise Refused(words.ANNOUNCEMENT_OVER)
        _move(kept, "waiting", "agreed", by, uow, services)
        tell_subscribers(kept, uow, services)
        uow.commit()


def drop_announcement(number: int, by: str, services: Services) -> None:
    """It is not wanted after all; nobody saw it. Raises ``Refused``, ``KeyError`` for no such."""
    with services.storage.work() as uow:
        _move(_get(number, uow), "waiting", "dropped", by, uow, services)
        uow.commit()


def withdraw_announcement(number: int, reason: str, by: str, services: Services) -> None:
    """Take it off the column at once; raises ``Refused`` without a reason, ``KeyError`` for no such."""
    if sum(character.isalnum() for character in reason) < 2:
        raise Refused(words.WHY_WITHDRAWN)
    with services.storage.work() as uow:
        _move(_get(number, uow), "agreed", "withdrawn", by, uow, services, reason.strip()[:200])
        uow.commit()


def _get(number: int, uow: UnitOfWork) -> KeptAnnouncement:
    kept = uow.announcements.get(number)
    if kept is None:
        raise KeyError(number)
    return kept


def _move(
    kept: KeptAnnouncement,
    seen: AnnouncementState,
    state: AnnouncementState,
    by: str,
    uow: UnitOfWork,
    services: Services,
    reason: str = "",
) -> None:
    now = services.now()
    if not uow.announcements.decide(kept.id, seen, state, by, now, reason):
        raise Refused(words.ANNOUNCEMENT_MOVED)
    uow.audit.record(by, f"announcement.{state}", f"announcement:{kept.id}", reason or kept.told.title, at=now)
