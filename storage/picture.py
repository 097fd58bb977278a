"""One resident at one glance: what a conversation has to know, read in as few statements as can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, String, bindparam, exists, or_, select

from dialogs.talk import Talk
from storage.clue_reporters import clue_reporters
from storage.clue_rows import Clue, clues
from storage.clues import Clues
from storage.contact_rows import FIELDS, Contact, contacts, ties
from storage.entitlement_rows import Entitlement, PaidSpan
from storage.entitlements import Entitlements
from storage.inbox import inbox, late_messages
from storage.payment_rows import Payment
from storage.payments import Payments
from storage.people import PERSON, Person, people, read_person
from storage.talks import talks


@dataclass(frozen=True, slots=True)
class Known:
    """One person whose money the sender may see, as the register has it.

    ``agent_of`` is who that person is to the sender (母亲), empty for the sender herself. ``payments`` come latest
    first, at most twelve; ``entitlements`` are what the bureau told, ``paid`` what the payments alone tell.
    """

    person: Person
    agent_of: str = ""
    payments: tuple[Payment, ...] = field(default=(), repr=False)
    entitlements: tuple[Entitlement, ...] = field(default=(), repr=False)
    paid: tuple[PaidSpan, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A sender as the storage knows her.

    ``contact`` is a fresh ``Contact(openid)`` when nothing was heard of her before. ``people`` are those she is bound
    to, in the order she was. ``clues`` are those she reported, as she may see them (open first, at most five).
    ``reply`` is the stored reply to the message ``key`` that was asked for, None when there is none; ``late`` when that
    message was put aside, to be answered by letter.
    """

    contact: Contact
    talk: Talk = field(repr=False)
    people: tuple[Known, ...] = ()
    clues: tuple[Clue, ...] = ()
    reply: str | None = field(default=None, repr=False)
    late: bool = False

    @property
    def oneself(self) -> Person | None:
        """The sender as a person of the register; None where she is bound for others only, or to nobody."""
        return next((one.person for one in self.people if not one.agent_of), None)


# One row whatever is known: the openid itself, and beside it what each table holds of it. Bound to several people it is
# as many rows: that costs less than a second statement for everybody who is bound.
_ASKED = select(bindparam("the_openid", type_=String(100)).label("openid")).subquery("asked")
_GLANCE = (
    select(
        talks.c.talk,
        or_(
            exists().where(clues.c.reporter_openid == _ASKED.c.openid),
            exists().where(clue_reporters.c.openid == _ASKED.c.openid),
        ).label("reported"),
        select(inbox.c.reply).where(inbox.c.key == bindparam("the_key")).scalar_subquery().label("reply"),
        exists().where(late_messages.c.key == bindparam("the_key")).label("late"),
        *FIELDS,
        ties.c.bound_at,
        ties.c.agent_of,
        *PERSON,
    )
    .select_from(_ASKED)
    .outerjoin(contacts, contacts.c.openid == _ASKED.c.openid)
    .outerjoin(ties, ties.c.openid == _ASKED.c.openid)
    .outerjoin(people, people.c.id == ties.c.person_id)
    .outerjoin(talks, talks.c.sender == _ASKED.c.openid)
)
_AT_TIE = 4 + len(FIELDS)
_CONTACT = slice(4, _AT_TIE)
_PERSON = slice(_AT_TIE + 2, None)


def read_picture(
    connection: Connection, clue_lists: Clues, payments: Payments, entitled: Entitlements, openid: str, key: str
) -> Picture:
    """The picture of an openid; one to five statements: more if she reported anything or is bound.

    Each person beyond the first whose money only payments tell costs one more.
    """
    rows = connection.execute(_GLANCE, {"the_openid": openid, "the_key": key}).all()
    row = rows[0]
    bound = sorted((one for one in rows if one[_AT_TIE] is not None), key=lambda one: (one[_AT_TIE], one[_AT_TIE + 2]))
    return Picture(
        Contact(*row[_CONTACT]) if row[4] else Contact(openid),
        Talk.from_json(row[0]) if row[0] else Talk(),
        known_of(((read_person(one[_PERSON]), one[_AT_TIE + 1]) for one in bound), payments, entitled),
        clue_lists.of_reporter(openid) if row[1] else (),
        row[2],
        bool(row[3]),
    )


def known_of(people: Iterable[tuple[Person, str]], payments: Payments, entitled: Entitlements) -> tuple[Known, ...]:
    """What the register knows of each of these people, given with who each is to the sender; a few statements."""
    whom = tuple(people)
    if not whom:
        return ()
    ids = [person.id for person, _ in whom]
    paid, told = payments.of_people(ids), entitled.of_people(ids)
    found = []
    for person, agent_of in whom:
        mine, entitlements = paid.get(person.id, ()), told.get(person.id, ())
        # Only what the bureau did not tell is asked of the payments.
        silent = {one.programme for one in mine} - {one.programme for one in entitlements}
        spans = entitled.spans(person.id) if silent else ()
        found.append(Known(person, agent_of, mine, entitlements, spans))
    return tuple(found)
