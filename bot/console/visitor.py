"""Who is at the console, and what that person may do and see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from knowledge.pack import Pack
    from storage.accounts import Account

Role = Literal["operator", "township", "county", "admin"]
Permission = Literal[
    "announce", "call", "payments", "payment_lists", "sheets", "staff", "standards", "audit", "accounts", "oversee"
]

_COUNTY = frozenset(
    {"announce", "call", "payments", "payment_lists", "sheets", "staff", "standards", "audit", "oversee"}
)
PERMITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "operator": frozenset({"call", "sheets"}),
        "township": frozenset({"payment_lists", "sheets", "announce"}),
        "county": _COUNTY,
        "admin": _COUNTY | {"accounts"},
    }
)
ACTIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # An operator passes on what a caller says; deciding is for those who answer for the place.
        "operator": frozenset({"note", "call", "reopen"}),
        "township": frozenset(
            {"accept", "visit", "verify", "note", "call", "reassign", "refer", "relieve", "resolve", "reopen"}
        ),
        "county": frozenset(
            {"accept", "visit", "verify", "note", "call", "reassign", "refer", "relieve", "resolve", "reopen", "close"}
        ),
        "admin": frozenset(
            {"accept", "visit", "verify", "note", "call", "reassign", "refer", "relieve", "resolve", "reopen", "close"}
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A logged-in person. ``scope`` is the division code that bounds all this person sees."""

    account_id: int
    username: str
    name: str = field(repr=False)
    role: str
    scope: str
    session_id: str = field(repr=False)
    must_change: bool = False

    @property
    def who(self) -> str:
        """The name under which deeds are recorded."""
        return f"account:{self.account_id}"

    def may(self, permission: str) -> bool:
        """Whether the role allows it."""
        return permission in PERMITS.get(self.role, frozenset())

    def may_do(self, action: str) -> bool:
        """Whether the role may take that action with a clue it sees."""
        return action in ACTIONS.get(self.role, frozenset())

    def sees(self, place: str, county: str) -> bool:
        """Whether a place lies in this person's scope. A clue whose place is not known yet belongs to the county."""
        return (place or county).startswith(self.scope)


def visitor_of(account: Account, session_id: str, pack: Pack) -> Visitor:
    """The account as a visitor; one without a division of its own sees the whole county."""
    return Visitor(
        account.id,
        account.username,
        account.name,
        account.role,
        account.division or pack.division,
        session_id,
        account.must_change,
    )
