"""What is kept of a contact, and of the people a contact is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, false, true

from storage.columns import UtcTime, metadata

contacts = Table(
    "contacts",
    metadata,
    Column("openid", String(100), primary_key=True),
    Column("place", String(12), nullable=False, server_default=""),
    Column("followed", Boolean, nullable=False, server_default=true()),
    Column("wants_arrival", Boolean, nullable=False, server_default=true()),
    Column("wants_news", Boolean, nullable=False, server_default=false()),
    Column("wants_standards", Boolean, nullable=False, server_default=true()),
    Column("big_text", Boolean, nullable=False, server_default=false()),
    Column("language", String(20), nullable=False, server_default=""),
    Column("last_message_at", UtcTime),
    Column("window_until", UtcTime),
    Column("quota_left", Integer, nullable=False, server_default="0"),
    Column("bind_tries", Integer, nullable=False, server_default="0"),
    Column("bind_tries_since", UtcTime),
    sqlite_with_rowid=False,
)
ties = Table(
    "ties",
    metadata,
    Column("openid", String(100), ForeignKey("contacts.openid"), primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True),
    Column("agent_of", String(20), nullable=False, server_default=""),
    Column("consent_text", Text, nullable=False, server_default=""),
    Column("bound_at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)
refusals = Table(
    "refusals",
    metadata,
    Column("openid", String(100), primary_key=True),
    Column("template", String(100), primary_key=True),
    Column("at", UtcTime, nullable=False),
)

template_consents = Table(
    "template_consents",
    metadata,
    Column("openid", String(100), primary_key=True),
    Column("template", String(100), primary_key=True),
    Column("at", UtcTime, primary_key=True),
    Column("accepted", Boolean, nullable=False),
    # Each yes allows one notice: when it was sent, or when a no took the yes back.
    Column("used_at", UtcTime),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A WeChat user. ``window_until`` and ``quota_left``: customer-service messages that may still be sent.

    ``language`` is what recordings are played in; empty until one was chosen. Whose money may be seen is in ``Tie``.
    """

    openid: str
    place: str = ""
    followed: bool = True
    wants_arrival: bool = True
    wants_news: bool = False
    wants_standards: bool = True
    big_text: bool = False
    language: str = ""
    last_message_at: datetime | None = None
    window_until: datetime | None = None
    quota_left: int = 0

    def reachable(self, now: datetime) -> bool:
        """Whether a customer-service message may be sent now."""
        return self.followed and self.quota_left > 0 and self.window_until is not None and now < self.window_until


@dataclass(frozen=True, slots=True)
class Tie:
    """One person whose money a WeChat user may see. ``consent_text`` is word for word what was agreed to for it.

    ``agent_of`` is who that person is to the user (母亲); empty when it is the same.
    """

    openid: str
    person_id: int
    agent_of: str
    consent_text: str = field(repr=False)
    bound_at: datetime


TIE = tuple(ties.c[name] for name in Tie.__slots__)
FIELDS = tuple(contacts.c[name] for name in Contact.__slots__)
