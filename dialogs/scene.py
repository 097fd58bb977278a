"""All that a conversation may know: frozen, loaded before, never fetched within."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.office import Office


@dataclass(frozen=True, slots=True)
class ResidentView:
    """The sender, as far as known. ``bound`` only after consent and a match."""

    bound: bool = False
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    place: str = ""
    """Division code where the resident lives; empty when unknown."""
    followed: bool = True
    wants_arrival: bool = True
    wants_news: bool = False


@dataclass(frozen=True, slots=True)
class ClueView:
    """One of the sender's own clues, as the sender may see it."""

    no: str
    kind: str
    state: str
    title: str = field(repr=False)
    opened_at: datetime = field(kw_only=True)
    promised_by: date | None = field(default=None, kw_only=True)
    place: str = field(default="", kw_only=True)
    owner_name: str = field(default="", kw_only=True)
    owner_phone: str = field(default="", repr=False, kw_only=True)
    result: str = field(default="", repr=False, kw_only=True)
    reason: str = field(default="", repr=False, kw_only=True)
    overdue: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment to the bound resident. ``amount`` in yuan."""

    programme: str
    title: str
    period: str
    amount: Decimal
    paid_on: date
    account_tail: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known when a message arrives.

    ``office`` is the county's frozen knowledge (pack, places, calendar, understanding); ``now`` is aware UTC.
    """

    office: Office
    now: datetime
    resident: ResidentView = ResidentView()
    clues: tuple[ClueView, ...] = ()
    payments: tuple[PaymentView, ...] = ()
