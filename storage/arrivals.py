"""Who must be told of a payment, and how far the telling is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from storage.payment_rows import Progress, Untold
from storage.repository import Page, Repository


class Arrivals(Repository):
    """The bridge between payments, those bound to their persons, and the outbox."""

    __slots__ = ()

    def queue(self, batch_id: int, due_at: datetime, after_row: int = 0, up_to_row: int | None = None) -> int:
        """Queue one bulk letter for each payment of the batch and each follower bound to its person who wants it.

        Done inside the database, so fast for a million rows; ``after_row`` and ``up_to_row`` allow it in parts.
        Letters have key ``payment:<id>:arrival:<openid>``, subject ``payment:<id>`` and an empty payload: what they say
        is read from the payment when they are sent. Again queues nothing twice. Gives how many were new.
        """
        raise NotImplementedError

    def progress(self, batch_id: int) -> Progress:
        """How far a batch is; ``KeyError`` for an unknown id."""
        raise NotImplementedError

    def untold_by_place(self, batch_id: int) -> dict[str, int]:
        """For each place code (empty: unknown) how many payments of the batch have nobody on WeChat to tell."""
        raise NotImplementedError

    def untold(self, batch_id: int, place: str | None = None, number: int = 1, size: int = 200) -> Page[Untold]:
        """A page of those payments, by place and person; ``place`` is a code and means all below it."""
        raise NotImplementedError

    def told_by_person(self, payment_ids: Iterable[int], by: str, at: datetime) -> int:
        """A village assistant told these people: each gets a letter in state ``told``; how many were new."""
        raise NotImplementedError
