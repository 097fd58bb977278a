"""What is done with a clue: one action by the table of moves, with its line of history and its letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.usecases import clocks, notices, words
from bot.usecases.callback_list import follow_clue
from knowledge.casework import Action, Refused, State, check_result
from knowledge.casework import move as after_of
from knowledge.deadlines import LOCAL, promised_by
from knowledge.routing import stand_in, superior_of
from storage.clue_reporters import first_reporter
from storage.clue_rows import NewEvent
from storage.conflicts import StaleClue

if TYPE_CHECKING:
    from bot.services import Services
    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class Move:
    """An action with what has to be said for it.

    ``words``: what was seen, said or done (compulsory for visit, note, call, relieve). ``result`` and ``reason`` for
    resolve, both compulsory and told to the reporter, unless she was ``told`` already. ``to_staff`` for reassign,
    ``department`` for refer.
    """

    action: Action
    words: str = field(default="", repr=False)
    result: str = ""
    reason: str = field(default="", repr=False)
    to_staff: int | None = None
    department: str = ""
    media_ids: tuple[str, ...] = ()
    told: bool = False
    teller: ClueReporter | None = field(default=None, repr=False)
    """Whose words they are, where a reporter acts."""


def move_clue(
    no: str, action: Action, by: str, services: Services, *, version: int | None = None, **facts: Any
) -> Clue:
    """Do one action in a unit of work of its own; ``facts`` are the other fields of ``Move``.

    Raises ``Refused`` with a reason for the clerk, ``StaleClue`` when the clue changed since ``version`` was shown,
    ``KeyError`` for an unknown number. ``by`` is ``staff:<id>`` or ``account:<id>``.
    """
    with services.storage.work() as uow:
        clue = uow.clues.by_no(no)
        if clue is None:
            raise KeyError(no)
        if version is not None and clue.version != version:
            raise StaleClue(no)
        moved = move(clue, Move(action, **facts), by, uow, services)
        uow.audit.record(by, f"clue.{action}", f"clue:{clue.no}", at=services.now())
        uow.commit()
    return moved


def move(clue: Clue, what: Move, by: str, uow: UnitOfWork, services: Services) -> Clue:
    """Do one action within this unit of work: state, history, deadlines and letters together."""
    now = services.now()
    states: dict[str, State] = {"new": "new", "accepted": "accepted", "verified": "verified", "referred": "referred"}
    before = states.get(clue.state) or ("resolved" if clue.state == "resolved" else "closed")
    after = after_of(before, what.action)
    changes, facts = _changes(clue, what, uow, services)
    if what.action == "reopen":
        again = clocks.running(clue.kind, clue.urgency, now, services)
        changes |= {"clocks": clocks.to_json(again), "promised_by": promised_by(again), "result": "", "reason": ""}
        changes |= clocks.timing(again, after, (), services)
    else:
        changes |= _deadlines(clue, what.action, after, uow, services)
    if what.teller is not None and what.teller.id:
        facts = {**facts, "reporter": what.teller.id}
    event = NewEvent(now, by, what.action, what.words.strip(), facts)
    moved = uow.clues.move(clue.no, clue.version, after, event, **changes)
    follow_clue(moved, by, uow, services, reopened=what.action == "reopen")
    match what.action:
        case "resolve" if not what.told:
            notices.result(moved, uow, services)
        case "refer":
            notices.referred(moved, what.department.strip(), uow, services)
        case "reassign":
            notices.assigned(moved, by, uow, services)
        case "reopen":
            notices.reopened(moved, what.words, what.teller or first_reporter(moved), uow, services)
        case _:
            pass  # seen in the history; nobody needs a letter for it
    return moved


def _changes(clue: Clue, what: Move, uow: UnitOfWork, services: Services) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields the action changes and the facts its history keeps; raises ``Refused`` where something is unsaid."""
    said = bool(what.words.strip())
    match what.action:
        case "visit" if not said:
            raise Refused(words.VISIT_EMPTY)
        case "note" | "call" if not said:
            raise Refused(words.NOTE_EMPTY)
        case "relieve" if not said:
            raise Refused(words.RELIEF_WHAT)
        case "refer":
            if not what.department.strip():
                raise Refused(words.REFER_WHERE)
            return {}, {"department": what.department.strip()}
        case "resolve":
            reason = what.reason.strip()
            return {"result": check_result(what.result, reason), "reason": reason}, {
                "result": what.result,
                "reason": reason,
            }
        case "reassign":
            return _reassigned(clue, what.to_staff, uow, services)
        case _:
            return {}, {"media_ids": list(what.media_ids)} if what.media_ids else {}


def _reassigned(
    clue: Clue, to_staff: int | None, uow: UnitOfWork, services: Services
) -> tuple[dict[str, Any], dict[str, Any]]:
    directory = uow.staff.directory()
    today = services.now().astimezone(LOCAL).date()
    owner = directory.get(to_staff)
    if owner is None or not owner.present(today):
        raise Refused(words.NO_SUCH_STAFF)
    if owner.id == clue.owner_id:
        raise Refused(words.SAME_OWNER)
    deputy, superior = stand_in(owner, directory, today), superior_of(owner, directory, today)
    changes = {
        "owner_id": owner.id,
        "deputy_id": deputy.id if deputy else None,
        "superior_id": superior.id if superior else None,
        "vacancy": False,
    }
    return changes, {"from": clue.owner_id, "to": owner.id}


def _deadlines(clue: Clue, action: Action, after: State, uow: UnitOfWork, services: Services) -> dict[str, Any]:
    """New clocks that this state starts, and the soonest that still waits. Reassigning keeps every deadline."""
    every = clocks.from_json(clue.clocks)
    changes: dict[str, Any] = {}
    if after != clue.state:
        begun = {**clue.steps, after: services.now()}
        fresh = clocks.running(clue.kind, clue.urgency, clue.opened_at, services, begun)
        added = tuple(clock for clock in fresh if clock.key not in {held.key for held in every})
        if added:
            every = tuple(sorted((*every, *added), key=lambda clock: clock.due_at))
            changes["clocks"] = clocks.to_json(every)
    done: set[str] = {action} if action == "visit" else set()
    if any(clock.step == "visit" for clock in every):
        done |= {event.action for event in uow.clues.history(clue.no) if event.action == "visit"}
    timing = clocks.timing(every, after, done, services)
    # The ladder goes on where it stands while the same deadline waits: a note must not silence the next alarm.
    return changes if timing["due_at"] == clue.due_at else changes | timing
