"""Deadlines that ring: the owner is reminded, then the deputy, the superior, the county."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.usecases import clocks, notices, words
from bot.usecases.hours import wake_up
from knowledge.deadlines import LADDER, LOCAL, RUNG_NAMES, Rung, next_alarm, overdue_by
from knowledge.routing import StaffMember, county_of, stand_in
from storage.clue_rows import NewEvent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

log = structlog.get_logger()

_PUSHED = timedelta(hours=1)
_A_ROUND = 200


def raise_alarms(services: Services) -> int:
    """Ring every alarm that is due; how many rang.

    Quiet hours put off what is not urgent. A clue whose alarm fails is pushed an hour ahead and logged, and the others
    go on.
    """
    now = services.now()
    with services.storage.read() as uow:
        due = uow.clues.due_alarms(now, _A_ROUND)
    rang = 0
    for clue in due:
        try:
            rang += _ring(clue, services, now)
        except Exception as error:
            log.exception("alarm failed", clue=clue.no, error=type(error).__name__)
            with services.storage.work() as uow:
                uow.clues.set_alarm(clue, now + _PUSHED, clue.alarm_level)
                uow.commit()
    return rang


def _ring(clue: Clue, services: Services, now: datetime) -> bool:
    """1. In quiet hours ring later. 2. Find the rung that has somebody. 3. Set the next alarm. 4. Tell, and note it."""
    morning = wake_up(now, services) if clue.urgency == "normal" else None
    with services.storage.work() as uow:
        if morning is not None:
            uow.clues.set_alarm(clue, morning, clue.alarm_level)
            uow.commit()
            return False
        clock = next((one for one in clocks.waiting(clue) if one.due_at == clue.due_at), None)
        if clock is None:
            uow.clues.set_alarm(clue, None, clue.alarm_level)
            uow.commit()
            return False
        level, people = _listeners(clue, uow, now)
        calendar = services.office.calendar
        after = next_alarm(clock, level + 1, calendar)
        if after is not None and after <= now:
            # A worker that stood still for days must not run up the whole ladder within a minute.
            after = now + _PUSHED
        if not uow.clues.set_alarm(clue, after, level + 1):
            return False  # another process rang it, or somebody has just acted
        rung = LADDER[min(level, len(LADDER) - 1)]
        late = overdue_by(clock.due_at, now, calendar)
        notices.alarm(clue, clock, rung, people, late, uow, services)
        line = words.alarm_line(RUNG_NAMES[rung], tuple(person.name for person in people), late)
        facts = {"level": level, "staff": [person.id for person in people], "clock": clock.key}
        uow.clues.add_event(clue.no, NewEvent(now, "system", "alarm", line, facts))
        uow.commit()
    log.info("alarm raised", clue=clue.no, rung=rung, late=late, told=len(people))
    return True


def _listeners(clue: Clue, uow: UnitOfWork, now: datetime) -> tuple[int, tuple[StaffMember, ...]]:
    """The rung that is told now and who stands on it: an empty rung passes the alarm to the next at once."""
    for level in range(clue.alarm_level, len(LADDER)):
        people = _on(LADDER[level], clue, uow, now)
        if people:
            return level, people
    return len(LADDER) - 1, ()


def _on(rung: Rung, clue: Clue, uow: UnitOfWork, now: datetime) -> tuple[StaffMember, ...]:
    directory, today = uow.staff.directory(), now.astimezone(LOCAL).date()
    if rung == "county":
        return county_of(directory, today)
    member = directory.get({"owner": clue.owner_id, "deputy": clue.deputy_id, "superior": clue.superior_id}[rung])
    if member is None:
        return ()
    if member.present(today):
        return (member,)
    instead = stand_in(member, directory, today)
    return (instead,) if instead else ()
