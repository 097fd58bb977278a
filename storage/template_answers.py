"""What followers answered about templates: a no is kept, and each yes to a subscription allows one notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from storage.contact_rows import refusals, template_consents
from storage.repository import OnBoth, Repository

_REFUSE = OnBoth(refusals, lambda insert: insert.on_conflict_do_nothing(index_elements=["openid", "template"]))
_CONSENT = OnBoth(
    template_consents, lambda insert: insert.on_conflict_do_nothing(index_elements=["openid", "template", "at"])
)
_GIVEN = template_consents.c


def _allowing(template: str) -> tuple[ColumnElement[bool], ...]:
    """Consents to that template which have not been spent."""
    return (_GIVEN.template == template, _GIVEN.accepted, _GIVEN.used_at.is_(None))


class TemplateAnswers(Repository):
    """The part of ``Contacts`` about templates."""

    __slots__ = ()

    def refuse(self, openid: str, template: str, at: datetime) -> None:
        """This openid refused a template: never send it that one again."""
        self._run(_REFUSE[self._dialect], {"openid": openid, "template": template, "at": at})

    def consent(self, openid: str, template: str, accepted: bool, at: datetime) -> None:
        """Keep what this openid answered about a template; a yes takes an earlier refusal back. Twice is once."""
        row = {"openid": openid, "template": template, "at": at, "accepted": accepted}
        self._run(_CONSENT[self._dialect], row)
        if accepted:
            mine = and_(refusals.c.openid == openid, refusals.c.template == template)
            self._run(delete(refusals).where(mine))
        else:
            self.refuse(openid, template, at)
            self._run(update(template_consents).where(*_allowing(template), _GIVEN.openid == openid).values(used_at=at))

    def notices_left(self, openids: Iterable[str], template: str) -> dict[str, int]:
        """How many notices of that template these openids still allow; those who allow none are left out."""
        query = select(_GIVEN.openid, func.count()).where(*_allowing(template), _GIVEN.openid.in_(list(openids)))
        return {row[0]: row[1] for row in self._run(query.group_by(_GIVEN.openid))}

    def notice_sent(self, openid: str, template: str, at: datetime) -> None:
        """A notice went out: the oldest consent to it is spent."""
        oldest = select(func.min(_GIVEN.at)).where(*_allowing(template), _GIVEN.openid == openid).scalar_subquery()
        this = (_GIVEN.openid == openid, _GIVEN.template == template, _GIVEN.at == oldest)
        self._run(update(template_consents).where(*this).values(used_at=at))

    def consents(self, openid: str) -> tuple[tuple[str, bool, datetime], ...]:
        """(template, accepted, when) of every answer, the earliest first."""
        answers = template_consents.c
        query = select(answers.template, answers.accepted, answers.at).where(answers.openid == openid)
        return tuple((template, accepted, at) for template, accepted, at in self._run(query.order_by(answers.at)))

    def refused(self, openid: str) -> frozenset[str]:
        """The templates this openid refused."""
        return frozenset(self._run(select(refusals.c.template).where(refusals.c.openid == openid)).scalars())
