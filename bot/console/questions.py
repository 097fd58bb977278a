"""Questions nobody could answer, week by week, put together by what they ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.moments import minute
from bot.console.names import names_of
from knowledge.clusters import Cluster, clusters
from storage.questions import week_of

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 20
WEEKS = 8
ALL = "all"
_SHOWN = 4
"""So many wordings of a group stand in the list; all of them on its own page."""


def register_questions(blueprint: Blueprint, services: Services) -> None:
    """未答问题."""

    @blueprint.get("/questions")
    def questions() -> ResponseReturnValue:
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
        if request.args.get("answered"):
            return _answered(page)
        with services.storage.read() as uow:
            weeks = uow.question_groups.weeks()
        week = wanted_week(weeks[0][0] if weeks else None)
        found = groups(services, week)
        programmes = services.office.pack.programmes
        rows = [
            {
                "id": one.id,
                "words": words.hide_numbers(one.typical.words),
                "others": [words.hide_numbers(each.words) for each in one.members if each is not one.typical][:_SHOWN],
                "wordings": len(one.members),
                "times": one.times,
                "people": one.people,
                "trend": words.trend(one.times, one.before) if week else "",
                "programme": programmes[one.programme].name if one.programme in programmes else "",
            }
            for one in found[(page - 1) * SIZE : page * SIZE]
        ]
        return render_template(
            "console/questions.html",
            rows=rows,
            total=len(found),
            times=sum(one.times for one in found),
            page=page,
            size=SIZE,
            week=week.isoformat() if week else ALL,
            weeks=[(one.isoformat(), words.week_name(one, week_of(services.now()))) for one, _ in weeks[:WEEKS]],
        )

    def _answered(page: int) -> str:
        now, programmes = services.now(), services.office.pack.programmes
        with services.storage.read() as uow:
            found = uow.questions.list(True, page, SIZE)
            names = names_of(uow, services.office)
        rows: list[dict[str, Any]] = [
            {
                "words": words.hide_numbers(one.words),
                "times": one.times,
                "last": minute(one.last_at, now),
                "programme": programmes[one.programme].name if one.programme in programmes else "",
                "answer": one.answer,
                "aside": one.aside,
                "by": names.who(one.answered_by) if one.answered_by else "",
                "at": minute(one.answered_at, now),
            }
            for one in found.rows
        ]
        return render_template("console/questions_answered.html", rows=rows, total=found.total, page=page, size=SIZE)


def wanted_week(latest: date | None) -> date | None:
    """The week that the address names; the latest with questions when it names none; None for all of them."""
    said = request.args.get("week", "")
    if said == ALL:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        return latest


def groups(services: Services, week: date | None) -> tuple[Cluster, ...]:
    """The questions that wait, of a week or all, in groups; the most asked first."""
    with services.storage.read() as uow:
        asked = uow.question_groups.asked(week)
    return clusters(asked, services.office.meanings.embedder)
