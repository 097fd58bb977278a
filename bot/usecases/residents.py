"""A WeChat user and the person of the register: tied with consent, untied at once, looked at only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.usecases import notices, words
from bot.usecases.entitlement_views import views_of
from dialogs.kept import MOST_PEOPLE
from dialogs.outcomes import BindRefused, Bound
from dialogs.say import local_day
from knowledge.casework import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.services import Services
    from dialogs.effects import BindResident
    from storage.people import Person
    from storage.uow import UnitOfWork

TRIES_A_DAY = 5
BOUND_TO_ONE = 3
"""WeChat users who may be tied to one person: the resident and close family."""
PEOPLE_OF_ONE = MOST_PEOPLE
"""People to whom one WeChat user may be tied."""

Field = Literal["phone", "id_number", "name", "all"]


def bind(openid: str, wish: BindResident, uow: UnitOfWork, services: Services, now: datetime) -> Bound | BindRefused:
    """Tie the sender to the person whose name, ID number (or its tail) and phone are those given.

    Five wrong tries a day, for whomever, end it until tomorrow. A refusal never tells which of the three was wrong.
    Beyond ``PEOPLE_OF_ONE`` people the sender is told whom to ask, and the county hears of it.
    """
    if uow.contacts.bind_tries(openid, now) >= TRIES_A_DAY:
        return BindRefused("too_many_tries")
    person = uow.people.match(wish.name, wish.id_number, wish.phone)
    who, mine = f"contact:{openid}", uow.contacts.ties(openid)
    if len(mine) >= PEOPLE_OF_ONE and (person is None or person.id not in {tie.person_id for tie in mine}):
        too_many(openid, uow, services, now)
        return BindRefused("too_many_people")
    if person is None:
        tries = uow.contacts.bind_failed(openid, now)
        uow.audit.record(who, "bind.failed", at=now)
        return BindRefused("too_many_tries" if tries >= TRIES_A_DAY else "not_found")
    # Two who bind to one person at the same moment wait for each other: neither may count without the other.
    uow.people.hold(person.id)
    phones = [contact for contact in uow.contacts.bound_to(person.id) if contact.openid != openid]
    if len(phones) >= BOUND_TO_ONE:
        uow.audit.record(who, "bind.taken", f"person:{person.id}", at=now)
        return BindRefused("taken")
    uow.contacts.bind(openid, person.id, wish.consent_text, now, wish.agent_of[:20])
    uow.audit.record(who, "bind", f"person:{person.id}", at=now)
    today = local_day(now)
    receives = tuple(
        one.title for one in views_of(person, uow, services.office) if one.stopped_on is None or one.stopped_on > today
    )
    others = any(tie.person_id != person.id for tie in mine)
    return Bound(person.name, receives, wish.agent_of[:20], others)


def too_many(openid: str, uow: UnitOfWork, services: Services, now: datetime) -> None:
    """Somebody wants one more person than a family has: kept in the log, and told to the county once a day."""
    uow.audit.record(f"contact:{openid}", "bind.too_many", at=now)
    notices.too_many_people(openid, uow, services)


def unbind(openid: str, uow: UnitOfWork, now: datetime, person_id: int | None = None) -> None:
    """Untie the sender from that person, or from everybody; nothing of them is told to this openid from now on."""
    untied = uow.contacts.unbind(openid, person_id)
    if not uow.contacts.ties(openid):
        uow.questions.forget(openid)
    for each in untied:
        uow.audit.record(f"contact:{openid}", "unbind", f"person:{each}", at=now)


def forget(openid: str, uow: UnitOfWork, now: datetime) -> None:
    """The sender unfollowed: the talk, the tie and the contact are deleted; clues stay, for they are the bureau's."""
    unbind(openid, uow, now)
    uow.talks.drop(openid)
    uow.told_figures.forget(openid)
    uow.said.forget(openid)
    uow.consents.forget(openid)
    uow.media.forget(openid)
    uow.standard_notices.forget(openid)
    uow.callbacks.forget(openid)
    uow.clues.forget(openid)
    uow.reporters.forget(openid)
    uow.contacts.forget(openid)


def erase(openid: str, uow: UnitOfWork, now: datetime) -> None:
    """The sender asked for it: all that is forgotten of who unfollows is deleted now, and that it was asked is kept."""
    forget(openid, uow, now)
    uow.audit.record(f"contact:{openid}", "erase", at=now)


def bound_people(openids: Iterable[str], uow: UnitOfWork) -> dict[str, tuple[Person, ...]]:
    """Whom of the register each of these is bound to, herself before others."""
    tied = uow.contacts.many_ties(openids)
    people = uow.people.many({tie.person_id for ties in tied.values() for tie in ties})
    return {
        openid: tuple(people[tie.person_id] for tie in sorted(ties, key=lambda tie: bool(tie.agent_of)))
        for openid, ties in tied.items()
    }


def reveal(person_id: int, field: Field, reason: str, by: str, services: Services) -> Person:
    """The person with what is masked elsewhere. Recorded with the reason; raises ``Refused`` without one."""
    _must_tell(reason)
    with services.storage.work() as uow:
        person = uow.people.get(person_id)
        if person is None:
            raise KeyError(person_id)
        uow.audit.record(by, f"reveal.{field}", f"person:{person_id}", reason.strip(), at=services.now())
        uow.commit()
    return person


def reveal_clue(no: str, reason: str, by: str, services: Services) -> None:
    """Record that somebody looks at the names and numbers of a clue; raises ``Refused`` without a reason."""
    _must_tell(reason)
    with services.storage.work() as uow:
        if uow.clues.by_no(no) is None:
            raise KeyError(no)
        uow.audit.record(by, "reveal.clue", f"clue:{no}", reason.strip(), at=services.now())
        uow.commit()


def _must_tell(reason: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused(words.REVEAL_NEEDS_REASON)
