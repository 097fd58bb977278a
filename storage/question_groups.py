"""Unanswered questions week by week, as they are put into groups, and where a clerk put them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import func, select, update

from knowledge.clusters import Asked
from storage.questions import askers, question_weeks, questions
from storage.repository import Repository

_OPEN = questions.c.answered_at.is_(None)


class QuestionGroups(Repository):
    """What ``knowledge.clusters`` needs to know of the questions that wait."""

    __slots__ = ()

    def weeks(self) -> tuple[tuple[date, int], ...]:
        """The weeks in which questions that still wait were asked, latest first, and how many wordings in each."""
        counted = (
            select(question_weeks.c.week, func.count())
            .join(questions, questions.c.id == question_weeks.c.question_id)
            .where(_OPEN)
            .group_by(question_weeks.c.week)
            .order_by(question_weeks.c.week.desc())
        )
        return tuple((week, count) for week, count in self._run(counted))

    def asked(self, week: date | None = None) -> tuple[Asked, ...]:
        """The questions that wait: those asked in that week, with the count of it and of the week before; or all."""
        kept = (questions.c.id, questions.c.words, questions.c.intent, questions.c.programme, questions.c.joined)
        if week is None:
            rows = self._run(select(*kept, questions.c.times).where(_OPEN).order_by(questions.c.id)).all()
        else:
            within = question_weeks.c.question_id == questions.c.id
            rows = self._run(
                select(*kept, question_weeks.c.times)
                .join(question_weeks, within)
                .where(_OPEN, question_weeks.c.week == week)
                .order_by(questions.c.id)
            ).all()
        before = self._times(week - timedelta(days=7)) if week is not None else {}
        people = self._people()
        return tuple(
            Asked(number, words, intent, programme, times, before.get(number, 0), people[number], joined)
            for number, words, intent, programme, joined, times in rows
        )

    def join(self, question_id: int, other: int) -> None:
        """Put a question with another; with its own id it stands alone, with 0 wherever its wording puts it."""
        self._run(update(questions).where(questions.c.id == question_id).values(joined=other))

    def _times(self, week: date) -> dict[int, int]:
        counted = select(question_weeks.c.question_id, question_weeks.c.times).where(question_weeks.c.week == week)
        return {row[0]: row[1] for row in self._run(counted)}

    def _people(self) -> dict[int, frozenset[str]]:
        waiting: dict[int, set[str]] = defaultdict(set)
        for question_id, openid in self._run(select(askers.c.question_id, askers.c.openid)):
            waiting[question_id].add(openid)
        return defaultdict(frozenset, {number: frozenset(each) for number, each in waiting.items()})
