"""Residents as WeChat knows them: who follows, what may be sent to whom until when, and who is bound to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from dialogs.message import Message
from storage.contact_rows import FIELDS, TIE, Contact, Tie, contacts, refusals, template_consents, ties
from storage.repository import OnBoth
from storage.template_answers import TemplateAnswers
from storage.windows import opened

if TYPE_CHECKING:
    from dialogs.effects import Topic

_TRY_PERIOD = timedelta(days=1)


_NEW = OnBoth(contacts, lambda insert: insert.on_conflict_do_nothing(index_elements=["openid"]))
_OF = select(*FIELDS).where(contacts.c.openid == bindparam("the_openid"))
_TIE = OnBoth(
    ties,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["openid", "person_id"],
        set_={name: insert.excluded[name] for name in ("agent_of", "consent_text", "bound_at")},
    ),
)
_TIES = (
    select(*TIE)
    .where(ties.c.openid.in_(bindparam("openids", expanding=True)))
    .order_by(ties.c.openid, ties.c.bound_at, ties.c.person_id)
)
_BOUND = (
    select(*FIELDS)
    .join_from(ties, contacts, contacts.c.openid == ties.c.openid)
    .where(ties.c.person_id == bindparam("the_person"))
    .order_by(ties.c.openid)
)
_MANY = select(*FIELDS).where(contacts.c.openid.in_(bindparam("openids", expanding=True)))


class Contacts(TemplateAnswers):
    """Contacts by openid."""

    __slots__ = ()

    def of(self, openid: str) -> Contact | None:
        """The contact; None when nothing was ever heard from this openid."""
        row = self._run(_OF, {"the_openid": openid}).first()
        return Contact(*row) if row else None

    def many(self, openids: Iterable[str]) -> dict[str, Contact]:
        """The contacts among these openids, in one go for a claim of letters."""
        wanted = list(openids)
        rows = self._run(_MANY, {"openids": wanted}) if wanted else ()
        return {row[0]: Contact(*row) for row in rows}

    def seen(self, openid: str, message: Message, now: datetime) -> None:
        """Note that this openid did something: it follows, and what may be sent to it is renewed."""
        self._run(*opened(openid, message, now, self._dialect))

    def follow(self, openid: str) -> None:
        """This openid follows the account; a contact is made when there was none."""
        self._set(openid, followed=True)

    def unfollow(self, openid: str) -> None:
        """This openid follows no longer: nothing can be sent to it."""
        self._set(openid, followed=False, window_until=None, quota_left=0)

    def place(self, openid: str, code: str) -> None:
        """Remember where this resident lives (division code)."""
        self._set(openid, place=code)

    def subscribe(self, openid: str, topic: Topic, wanted: bool) -> None:
        """Begin or end telling this resident of one kind of thing."""
        self._set(openid, **{f"wants_{topic}": wanted})

    def big_text(self, openid: str, wanted: bool) -> None:
        """Whether this resident wants few words in large letters."""
        self._set(openid, big_text=wanted)

    def speak(self, openid: str, language: str) -> None:
        """Remember which language this resident wants to hear."""
        self._set(openid, language=language[:20])

    def bind(self, openid: str, person_id: int, consent_text: str, now: datetime, agent_of: str = "") -> None:
        """Tie this openid to one more person of the register, with the words that were consented to for that person.

        ``agent_of`` is who that person is to the sender (母亲); empty for oneself. Again, it is said anew.
        """
        self._set(openid)
        tie = {"openid": openid, "person_id": person_id, "agent_of": agent_of, "consent_text": consent_text}
        self._run(_TIE[self._dialect], {**tie, "bound_at": now})

    def unbind(self, openid: str, person_id: int | None = None) -> tuple[int, ...]:
        """Untie this openid from that person, or from everybody; from whom it was untied."""
        mine = delete(ties).where(ties.c.openid == openid)
        mine = mine if person_id is None else mine.where(ties.c.person_id == person_id)
        return tuple(self._run(mine.returning(ties.c.person_id)).scalars())

    def ties(self, openid: str) -> tuple[Tie, ...]:
        """The people this openid is bound to, in the order they were."""
        return self.many_ties((openid,)).get(openid, ())

    def many_ties(self, openids: Iterable[str]) -> dict[str, tuple[Tie, ...]]:
        """The same for each of these openids that is bound to anybody."""
        wanted, found = list(openids), defaultdict[str, list[Tie]](list)
        for row in self._run(_TIES, {"openids": wanted}) if wanted else ():
            found[row[0]].append(Tie(*row))
        return {openid: tuple(many) for openid, many in found.items()}

    def bind_failed(self, openid: str, now: datetime) -> int:
        """Count a binding that did not match; how many there were within a day, this one included."""
        self._set(openid)
        fresh = or_(contacts.c.bind_tries_since.is_(None), contacts.c.bind_tries_since < now - _TRY_PERIOD)
        tries: int = self._run(
            update(contacts)
            .where(contacts.c.openid == openid)
            .values(
                bind_tries=case((fresh, 1), else_=contacts.c.bind_tries + 1),
                bind_tries_since=case((fresh, now), else_=contacts.c.bind_tries_since),
            )
            .returning(contacts.c.bind_tries)
        ).scalar_one()
        return tries

    def bind_tries(self, openid: str, now: datetime) -> int:
        """How many bindings did not match within the last day."""
        return (
            self._run(
                select(contacts.c.bind_tries).where(
                    contacts.c.openid == openid, contacts.c.bind_tries_since >= now - _TRY_PERIOD
                )
            ).scalar()
            or 0
        )

    def bound_to(self, person_id: int) -> tuple[Contact, ...]:
        """Everyone bound to this person, the resident and family alike."""
        rows = self._run(_BOUND, {"the_person": person_id})
        return tuple(Contact(*row) for row in rows)

    def wanting_news(self, place: str = "") -> tuple[Contact, ...]:
        """Followers who subscribed to policy news and live in that division (code prefix)."""
        rows = self._run(
            select(*FIELDS)
            .where(contacts.c.wants_news, contacts.c.followed, contacts.c.place.startswith(place, autoescape=True))
            .order_by(contacts.c.openid)
        )
        return tuple(Contact(*row) for row in rows)

    def spend(self, openid: str, messages: int = 1) -> None:
        """Customer-service messages were sent; never leaves less than none."""
        left = case((contacts.c.quota_left > messages, contacts.c.quota_left - messages), else_=0)
        self._run(update(contacts).where(contacts.c.openid == openid).values(quota_left=left))

    def close_window(self, openid: str, seen_until: datetime | None) -> None:
        """The platform said that nothing more may be sent until this openid speaks again.

        ``seen_until`` is the ``window_until`` that was believed: a window opened since then stays open.
        """
        self._run(
            update(contacts)
            .where(contacts.c.openid == openid, contacts.c.window_until == seen_until)
            .values(window_until=None, quota_left=0)
        )

    def forget(self, openid: str) -> None:
        """Delete everything known of this openid as a contact."""
        self._run(delete(template_consents).where(template_consents.c.openid == openid))
        self._run(delete(refusals).where(refusals.c.openid == openid))
        self.unbind(openid)
        self._run(delete(contacts).where(contacts.c.openid == openid))

    def counts(self) -> dict[str, int]:
        """``{"followed", "bound"}``: how many contacts there are of each."""
        row = self._run(
            select(
                func.count(case((contacts.c.followed, 1))),
                select(func.count(ties.c.openid.distinct())).scalar_subquery(),
            )
        ).one()
        return {"followed": row[0], "bound": row[1]}

    def _set(self, openid: str, **values: Any) -> None:
        self._run(_NEW[self._dialect], {"openid": openid})
        if values:
            self._run(update(contacts).where(contacts.c.openid == openid).values(**values))
