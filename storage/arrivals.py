"""Who must be told of a payment, and how far the telling is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Integer, String, and_, bindparam, cast, exists, false, func, literal, select

from storage.contact_rows import contacts, ties
from storage.letter_rows import LANES, letters
from storage.letters import Letters
from storage.payment_rows import PAYMENT, Progress, Untold, payments, read_payment
from storage.payments import Payments
from storage.people import people
from storage.repository import OnBoth, Page, Repository

_SUBJECT = literal("payment:") + cast(payments.c.id, String(20))
_WANTED = (
    select(
        (_SUBJECT + ":arrival:" + contacts.c.openid).label("key"),
        literal(LANES.index("bulk"), Integer),
        literal("contact"),
        contacts.c.openid,
        _SUBJECT,
        bindparam("the_bundle", type_=letters.c.bundle.type),
        bindparam("the_due", type_=letters.c.due_at.type),
        bindparam("the_due", type_=letters.c.due_at.type),
    )
    .join_from(payments, ties, ties.c.person_id == payments.c.person_id)
    .join(contacts, contacts.c.openid == ties.c.openid)
    .where(
        payments.c.batch_id == bindparam("the_batch"),
        payments.c.row > bindparam("after_row"),
        payments.c.row <= bindparam("up_to_row"),
        contacts.c.followed,
        contacts.c.wants_arrival,
    )
)
_TOLD = exists().where(letters.c.subject == _SUBJECT, letters.c.state.in_(("queued", "handed", "delivered", "told")))
_TIED = and_(ties.c.person_id == payments.c.person_id, contacts.c.openid == ties.c.openid)
_FOLLOWER = exists().where(_TIED, contacts.c.followed)
_COLUMNS = ["key", "lane", "to_kind", "to_id", "subject", "bundle", "due_at", "wanted_at"]
_QUEUE = OnBoth(
    letters, lambda insert: insert.from_select(_COLUMNS, _WANTED).on_conflict_do_nothing(index_elements=["key"])
)
_BY_TEXT = (
    select(
        (_SUBJECT + ":arrival:sms").label("key"),
        literal(LANES.index("bulk"), Integer),
        literal("person"),
        cast(payments.c.person_id, String(20)),
        _SUBJECT,
        bindparam("the_bundle", type_=letters.c.bundle.type),
        bindparam("the_due", type_=letters.c.due_at.type),
        bindparam("the_due", type_=letters.c.due_at.type),
    )
    .join_from(payments, people, people.c.id == payments.c.person_id)
    .where(
        payments.c.batch_id == bindparam("the_batch"),
        payments.c.row > bindparam("after_row"),
        payments.c.row <= bindparam("up_to_row"),
        people.c.phone_mark.is_not(None),
        ~_FOLLOWER,
        ~_TOLD,
    )
)
_QUEUE_TEXTS = OnBoth(
    letters, lambda insert: insert.from_select(_COLUMNS, _BY_TEXT).on_conflict_do_nothing(index_elements=["key"])
)
_READERS = (
    select(payments.c.id, ties.c.openid)
    .join_from(payments, ties, ties.c.person_id == payments.c.person_id)
    .where(payments.c.id.in_(bindparam("payments", expanding=True)))
)
_LAST_ROW = 2**31 - 1

# Whoever is bound and chose silence is not a gap to be filled at the door.
_SILENT = exists().where(_TIED, contacts.c.followed, contacts.c.wants_arrival == false())
_GAP = and_(~_TOLD, ~_SILENT)


class Arrivals(Repository):
    """The bridge between payments, those bound to their persons, and the outbox."""

    __slots__ = ()

    def queue(self, batch_id: int, due_at: datetime, after_row: int = 0, up_to_row: int = _LAST_ROW) -> int:
        """Queue one bulk letter for each payment of the batch and each follower bound to its person who wants it.

        Whoever looks after both parents gets a letter for each.

        Done inside the database, so fast for a million rows; ``after_row`` and ``up_to_row`` allow it in parts.
        Letters have key ``payment:<id>:arrival:<openid>``, subject ``payment:<id>``, bundle ``batch:<batch id>`` and an
        empty payload: what they say is read from the payment when they are sent. Again queues nothing twice. Gives how
        many were new.
        """
        return self._run(_QUEUE[self._dialect], _asked(batch_id, due_at, after_row, up_to_row)).rowcount

    def queue_texts(self, batch_id: int, due_at: datetime, after_row: int = 0, up_to_row: int = _LAST_ROW) -> int:
        """Queue one letter for each payment whose person has a phone, no follower on WeChat, and was not told.

        For installations that can send text messages only. Like those of ``queue``, but with key
        ``payment:<id>:arrival:sms`` and to the person (kind ``person``). While such a letter is on its way nobody has
        to call at the door; one that fails puts the payment back on the list of the untold.
        """
        return self._run(_QUEUE_TEXTS[self._dialect], _asked(batch_id, due_at, after_row, up_to_row)).rowcount

    def readers(self, payment_ids: Iterable[int]) -> frozenset[tuple[int, str]]:
        """(payment, openid) of everybody bound to the person who was paid, in one go for a claim of letters."""
        wanted = list(payment_ids)
        rows = self._run(_READERS, {"payments": wanted}) if wanted else ()
        return frozenset((payment_id, openid) for payment_id, openid in rows)

    def progress(self, batch_id: int) -> Progress:
        """How far a batch is; ``KeyError`` for an unknown id."""
        batch = Payments(self._connection, self._blind).batch(batch_id)
        if batch is None:
            raise KeyError(batch_id)
        stored = self._run(select(func.count()).where(payments.c.batch_id == batch_id)).scalar_one()
        return Progress(batch, stored, Letters(self._connection, self._blind).bundle_counts(f"batch:{batch_id}"))

    def untold_by_place(self, batch_id: int) -> dict[str, int]:
        """For each place code (empty: unknown) how many payments of the batch nobody could be told or is being told."""
        rows = self._run(
            select(people.c.place, func.count())
            .join_from(payments, people, people.c.id == payments.c.person_id)
            .where(payments.c.batch_id == batch_id, _GAP)
            .group_by(people.c.place)
            .order_by(people.c.place)
        )
        return {row[0]: row[1] for row in rows}

    def untold(self, batch_id: int, place: str = "", number: int = 1, size: int = 200) -> Page[Untold]:
        """A page of those payments, by place and row of the file; ``place`` is a code and means all below it."""
        here = and_(payments.c.batch_id == batch_id, people.c.place.startswith(place, autoescape=True), _GAP)
        joined = payments.join(people, people.c.id == payments.c.person_id)
        total = self._run(select(func.count()).select_from(joined).where(here)).scalar_one()
        rows = self._run(
            select(people.c.name, people.c.phone, people.c.place, *PAYMENT)
            .select_from(joined)
            .where(here)
            .order_by(people.c.place, payments.c.row)
            .limit(size)
            .offset((number - 1) * size)
        )
        return Page(
            tuple(Untold(read_payment(row[3:]), row[0], row[1] or "", row[2]) for row in rows), total, number, size
        )

    def told_by_person(self, payment_ids: Iterable[int], by: str, at: datetime) -> int:
        """Somebody told these people at the door or by phone: noted as letters in state ``told``; how many were new."""
        rows = [
            {
                "key": f"payment:{payment.id}:told",
                "lane": LANES.index("bulk"),
                "to_kind": "person",
                "to_id": str(payment.person_id),
                "subject": f"payment:{payment.id}",
                "bundle": f"batch:{payment.batch_id}",
                "state": "told",
                "channel": "person",
                "reason": by,
                "wanted_at": at,
                "settled_at": at,
            }
            for payment in Payments(self._connection, self._blind).many(payment_ids).values()
        ]
        return self._run(_TELL[self._dialect], rows).rowcount if rows else 0


def _asked(batch_id: int, due_at: datetime, after_row: int, up_to_row: int) -> dict[str, object]:
    return {
        "the_batch": batch_id,
        "the_bundle": f"batch:{batch_id}",
        "the_due": due_at,
        "after_row": after_row,
        "up_to_row": up_to_row,
    }


_TELL = OnBoth(letters, lambda insert: insert.on_conflict_do_nothing(index_elements=["key"]))
