"""All that a conversation may know: frozen, loaded before, never fetched within."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

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
    wants_standards: bool = True
    agent_of: str = ""
    """Who the bound person is to the sender (母亲); empty when it is the sender."""
    person_id: int = 0
    """The register's number of the bound person; only ever handed on in effects, never said."""
    registered_at: str = ""
    """Division code where the register has the bound person, who may be somebody else than who lives in ``place``."""
    language: str = ""
    """What recordings are played in; empty until the resident chose."""


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
    by_phone: bool = field(default=True, kw_only=True)
    """Whether there is a number to ring; without one the answer comes on WeChat."""


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment to the bound resident. ``amount`` in yuan; ``supplement`` is why it is a supplementary one."""

    programme: str
    title: str
    period: str
    amount: Decimal
    paid_on: date
    account_tail: str = field(default="", repr=False)
    supplement: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class EntitlementView:
    """What the bound resident receives or received. ``amount`` in yuan, ``per`` month or time.

    ``pay_day`` is said as it is known (每月10日前), empty when nothing tells it. ``by_payments``: nothing but payments
    tells of it, so ``since`` is the first month paid and no decision; never to be said as one. ``decided_by`` is who
    or which document decided, empty when not told. ``covered`` is how many of the household the amount is for.
    """

    programme: str
    title: str
    since: date | None = None
    amount: Decimal | None = None
    pay_day: str = ""
    stopped_on: date | None = None
    stop_reason: str = field(default="", repr=False)
    per: Literal["month", "time"] = "month"
    decided_by: str = field(default="", repr=False)
    by_payments: bool = False
    covered: int | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person whose money the sender may see: herself, or somebody of the family for whom she was bound."""

    person_id: int
    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    place: str = ""
    agent_of: str = ""
    payments: tuple[PaymentView, ...] = ()
    entitlements: tuple[EntitlementView, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known when a message arrives.

    ``office`` is the county's frozen knowledge (pack, places, calendar, understanding); ``now`` is aware UTC.
    ``people`` are all whom the sender is bound to. ``resident``, ``payments`` and ``entitlements`` are those of the one
    being looked at: the sender herself, else the first, until words name another. ``about`` is that person's number
    once somebody was named or only one may be meant; 0 while several may.
    """

    office: Office
    now: datetime
    resident: ResidentView = ResidentView()
    clues: tuple[ClueView, ...] = ()
    payments: tuple[PaymentView, ...] = ()
    entitlements: tuple[EntitlementView, ...] = ()
    people: tuple[PersonView, ...] = ()
    about: int = 0

    @property
    def several(self) -> bool:
        """Whether it has to be said whose money is meant."""
        return len(self.people) > 1

    @property
    def oneself(self) -> ResidentView:
        """The sender as a person of the register, as far as known; nobody where she is bound for others only."""
        if not self.resident.agent_of:
            return self.resident
        mine = next((one for one in self.people if not one.agent_of), None)
        return self.looking_at(mine).resident if mine is not None else ResidentView()

    def looking_at(self, one: PersonView) -> Scene:
        """The scene in which that person's money is spoken of."""
        resident = replace(
            self.resident,
            bound=True,
            name=one.name,
            phone=one.phone,
            agent_of=one.agent_of,
            person_id=one.person_id,
            registered_at=one.place,
        )
        return replace(
            self, resident=resident, payments=one.payments, entitlements=one.entitlements, about=one.person_id
        )
