"""The board: what waits, each number a door to its list; it keeps itself up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.clues import count_of, place_options, scope_filter, soon
from bot.console.guard import here
from dialogs.say import local_day, say_day
from knowledge.workdays import Calendar
from storage.clue_lists import PlaceFigures

if TYPE_CHECKING:
    from bot.console.visitor import Visitor
    from bot.services import Services

_STUCK = ("failed", "refused")
_NONE = PlaceFigures(0, 0, 0, 0, 0)
_ALL_PLACES = 30


def register_board(blueprint: Blueprint, services: Services) -> None:
    """工作台."""

    @blueprint.get("/")
    def board() -> ResponseReturnValue:
        return render_template("console/board.html", **_numbers(here(), services), **_today(services))

    @blueprint.get("/numbers")
    def board_numbers() -> ResponseReturnValue:
        return render_template("console/board_numbers.html", **_numbers(here(), services))


def _today(services: Services) -> dict[str, str]:
    day = local_day(services.now())
    calendar: Calendar = services.office.calendar
    return {"today": words.today(say_day(day), working=calendar.is_workday(day))}


def _numbers(visitor: Visitor, services: Services) -> dict[str, Any]:
    now = services.now()
    base = scope_filter(visitor, services)
    with services.storage.read() as uow:
        counts = {show: count_of(show, uow, base, now, services) for show in words.DOORS}
        questions = uow.questions.list(answered=False, size=1).total
        letters = uow.letters.counts()
        digits = len(visitor.scope) + 3
        figures = uow.clues.by_place(now, soon(now, services), digits, base.place)
    options = place_options(visitor, services)
    places = [
        {"code": code, "name": name, "counts": figures.get(code, _NONE)}
        for code, name in options
        if code in figures or len(options) <= _ALL_PLACES
    ]
    stuck = sum(count for (_, state), count in letters.items() if state in _STUCK)
    doors = [_door(words.DOORS[show], count, url_for("console.clues", show=show)) for show, count in counts.items()]
    doors.append(_door(words.QUESTIONS_DOOR, questions, url_for("console.questions")))
    if visitor.may("payments"):
        doors.append(_door(words.LETTERS_DOOR, stuck, url_for("console.letters")))
    return {"doors": doors, "places": places}


def _door(named: tuple[str, str, str, str], count: int, href: str) -> dict[str, Any]:
    """One number of the board, and where it leads."""
    return dict(zip(("name", "hint", "icon", "tone"), named, strict=True)) | {"count": count, "href": href}
