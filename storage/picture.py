"""One resident at one glance: what a conversation has to know, read in as few statements as can be."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, String, bindparam, exists, select

from dialogs.talk import Talk
from storage.clue_rows import Clue, clues
from storage.clues import Clues
from storage.contact_rows import FIELDS, Contact, contacts
from storage.entitlement_rows import Entitlement, PaidSpan
from storage.entitlements import Entitlements
from storage.inbox import inbox, late_messages
from storage.payment_rows import Payment
from storage.payments import Payments
from storage.people import PERSON, Person, people, read_person
from storage.talks import talks


@dataclass(frozen=True, slots=True)
class Picture:
    """A sender as the storage knows her.

    ``contact`` is a fresh ``Contact(openid)`` when nothing was heard of her before. ``person`` only when bound.
    ``clues`` are those she reported (open first, at most five), ``payments`` those of the bound person (latest first,
    at most twelve), ``entitlements`` what the bureau told of that person and ``paid`` what the payments alone tell.
    ``reply`` is the stored reply to the message ``key`` that was asked for, None when there is none;
    ``late`` when that message was put aside, to be answered by letter.
    """

    contact: Contact
    talk: Talk = field(repr=False)
    person: Person | None = field(default=None, repr=False)
    clues: tuple[Clue, ...] = ()
    payments: tuple[Payment, ...] = field(default=(), repr=False)
    entitlements: tuple[Entitlement, ...] = field(default=(), repr=False)
    paid: tuple[PaidSpan, ...] = field(default=(), repr=False)
    reply: str | None = field(default=None, repr=False)
    late: bool = False


# One row whatever is known: the openid itself, and beside it what each table holds of it.
_ASKED = select(bindparam("the_openid", type_=String(100)).label("openid")).subquery("asked")
_GLANCE = (
    select(
        talks.c.talk,
        exists().where(clues.c.reporter_openid == _ASKED.c.openid).label("reported"),
        select(inbox.c.reply).where(inbox.c.key == bindparam("the_key")).scalar_subquery().label("reply"),
        exists().where(late_messages.c.key == bindparam("the_key")).label("late"),
        *FIELDS,
        *PERSON,
    )
    .select_from(_ASKED)
    .outerjoin(contacts, contacts.c.openid == _ASKED.c.openid)
    .outerjoin(people, people.c.id == contacts.c.person_id)
    .outerjoin(talks, talks.c.sender == _ASKED.c.openid)
)
_CONTACT = slice(4, 4 + len(FIELDS))
_PERSON = slice(4 + len(FIELDS), None)


def read_picture(
    connection: Connection, clue_lists: Clues, payments: Payments, entitled: Entitlements, openid: str, key: str
) -> Picture:
    """The picture of an openid; one to five statements: more if she reported anything or is bound."""
    row = connection.execute(_GLANCE, {"the_openid": openid, "the_key": key}).one()
    contact = Contact(*row[_CONTACT]) if row[4] else Contact(openid)
    person = read_person(row[_PERSON]) if contact.person_id is not None else None
    paid = payments.of_person(person.id) if person else ()
    told = entitled.of(person.id) if person else ()
    # Only what the bureau did not tell is asked of the payments.
    silent = {one.programme for one in paid} - {one.programme for one in told}
    return Picture(
        contact,
        Talk.from_json(row[0]) if row[0] else Talk(),
        person,
        clue_lists.of_reporter(openid) if row[1] else (),
        paid,
        told,
        entitled.spans(person.id) if person and silent else (),
        row[2],
        bool(row[3]),
    )
