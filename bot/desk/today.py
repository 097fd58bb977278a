"""今天: what is due, by how soon; the late on top."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from bot.console.clue_view import clue_row
from bot.console.names import names_of
from bot.desk.visitor import here
from dialogs.say import local_day, say_day
from knowledge.casework import OPEN_STATES
from storage.clue_lists import ClueFilter

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.routing import StaffMember
    from storage.uow import UnitOfWork

_MOST = 100
_OPEN = tuple(sorted(OPEN_STATES))


def register_today(blueprint: Blueprint, services: Services) -> None:
    """The first page."""

    @blueprint.get("/")
    def today() -> ResponseReturnValue:
        now, member = services.now(), here()
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
            mine = uow.clues.list(ClueFilter(states=_OPEN, staff_id=member.id), size=_MOST)
            below = uow.clues.list(_late_below(member, services), size=_MOST)
            untold = untold_here(member, uow)
        # No deadline comes last; the soonest, and so the latest overdue, first.
        soonest = sorted(mine.rows, key=lambda clue: (clue.due_at is None, clue.due_at or now))
        own = {clue.no for clue in mine.rows}
        rows = [clue_row(clue, names, now) for clue in soonest]
        return render_template(
            "desk/today.html",
            late=[row for row in rows if row.late],
            soon=[row for row in rows if not row.late and row.soon],
            later=[row for row in rows if not row.late and not row.soon],
            below=[clue_row(clue, names, now) for clue in below.rows if clue.no not in own],
            untold=untold,
            total=mine.total,
            day=say_day(local_day(now)),
            place=names.place(member.division),
        )


def _late_below(member: StaffMember, services: Services) -> ClueFilter:
    """Overdue clues of the whole place, for those who answer for others; nothing for a village's own people."""
    if member.role in ("assistant", "grid"):
        return ClueFilter(states=("none",))
    whole = member.division == services.office.pack.division
    return replace(ClueFilter(overdue_at=services.now()), place="" if whole else member.division)


def untold_here(member: StaffMember, uow: UnitOfWork) -> list[dict[str, Any]]:
    """The latest batches with residents of this place who must be told in person."""
    found = []
    for pay_file, batch in uow.payments.files(size=3).rows:
        if batch is None:
            continue
        people = uow.arrivals.untold(batch.id, member.division, size=1).total
        if people:
            found.append({"batch": batch.id, "name": pay_file.name, "people": people})
    return found
