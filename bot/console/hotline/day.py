"""今天: the hotline's day for who answers for it, by operator and by hour; each number a door to its list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console.guard import needs
from bot.console.hotline import words
from bot.console.hotline.log import day_of, day_start
from bot.console.hotline.scope import of_the_county
from bot.console.names import names_of
from dialogs.say import LOCAL, local_day, say_day

if TYPE_CHECKING:
    from bot.services import Services
    from storage.call_rows import CallFigure

K = TypeVar("K")
AT_IT = timedelta(hours=1)
"""A call that nobody wrote on for so long is none that is being held."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Calls summed up."""

    calls: int
    clues: int
    average: str
    missed: int
    seconds: int = 0


def summed(figures: Iterable[CallFigure]) -> Sum:
    """How many calls, how many of them made or joined a clue, their average length, how many left something out."""
    every = tuple(figures)
    seconds = round(sum(one.seconds for one in every) / len(every)) if every else 0
    return Sum(
        len(every),
        sum(bool(one.clue_no) for one in every),
        words.lasted(seconds) if every else "",
        sum(bool(one.missed) for one in every),
        seconds,
    )


def parted(figures: Iterable[CallFigure], by: Callable[[CallFigure], K]) -> dict[K, Sum]:
    """The same for each operator, or each hour."""
    found: dict[K, list[CallFigure]] = {}
    for one in figures:
        found.setdefault(by(one), []).append(one)
    return {key: summed(some) for key, some in found.items()}


def register_day(blueprint: Blueprint, services: Services) -> None:
    """热线今天."""

    @blueprint.get("/day")
    @needs("oversee")
    def day() -> ResponseReturnValue:
        of_the_county(services)
        now = services.now()
        today = local_day(now)
        wanted = min(day_of(request.args.get("day", "")) or today, today)
        start = day_start(wanted)
        with services.storage.read() as uow:
            figures = uow.calls.figures(start, start + timedelta(days=1))
            running = uow.talks.count("call:", now - AT_IT)
            waiting, late = uow.callbacks.counts(now)
            numberless = uow.callbacks.without_number()
            voices = uow.media.count_waiting()
            questions = uow.questions.list(answered=False, size=1).total
            names = names_of(uow, services.office)
        by_operator = parted(figures, lambda one: one.operator_id)
        held = {int(key): count for key, count in running.items() if key.isdecimal()}
        everybody = sorted({*by_operator, *held}, key=lambda one: (-by_operator.get(one, _NONE).calls, one))
        by_hour = parted(figures, lambda one: one.began_at.astimezone(LOCAL).hour)
        busiest = max((one.calls for one in by_hour.values()), default=0)
        return render_template(
            "console/hotline/day.html",
            day=wanted.isoformat(),
            today=wanted == today,
            day_words=say_day(wanted),
            before=(wanted - timedelta(days=1)).isoformat(),
            after=(wanted + timedelta(days=1)).isoformat(),
            whole=summed(figures),
            running=sum(held.values()),
            waiting=waiting,
            numberless=numberless,
            late=late,
            voices=voices,
            questions=questions,
            people=[
                (one, names.who(f"account:{one}").partition("（")[0], by_operator.get(one, _NONE), held.get(one, 0))
                for one in everybody
            ],
            hours=[(hour, by_hour[hour], by_hour[hour].calls * 100 // busiest) for hour in sorted(by_hour)],
        )


_NONE = Sum(0, 0, "", 0)
