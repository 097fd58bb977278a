"""One resident at one glance: what a conversation has to know, read in as few statements as can be."""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogs.talk import Talk
from storage.clue_rows import Clue
from storage.contacts import Contact
from storage.payment_rows import Payment
from storage.people import Person


@dataclass(frozen=True, slots=True)
class Picture:
    """A sender as the storage knows her.

    ``contact`` is a fresh ``Contact(openid)`` when nothing was heard of her before. ``person`` only when bound.
    ``clues`` are those she reported (open first, at most five), ``payments`` those of the bound person (latest first,
    at most twelve). ``reply`` is the stored reply to the message ``key`` that was asked for, None when there is none.
    """

    contact: Contact
    talk: Talk = field(repr=False)
    person: Person | None = field(default=None, repr=False)
    clues: tuple[Clue, ...] = ()
    payments: tuple[Payment, ...] = field(default=(), repr=False)
    reply: str | None = field(default=None, repr=False)
