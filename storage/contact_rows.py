"""What is kept of a contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, false, true

from storage.columns import UtcTime, metadata

contacts = Table(
    "contacts",
    metadata,
    Column("openid", String(100), primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id"), index=True),
    Column("place", String(12), nullable=False, server_default=""),
    Column("followed", Boolean, nullable=False, server_default=true()),
    Column("wants_arrival", Boolean, nullable=False, server_default=true()),
    Column("wants_news", Boolean, nullable=False, server_default=false()),
    Column("wants_standards", Boolean, nullable=False, server_default=true()),
    Column("agent_of", String(20), nullable=False, server_default=""),
    Column("big_text", Boolean, nullable=False, server_default=false()),
    Column("language", String(20), nullable=False, server_default=""),
    Column("last_message_at", UtcTime),
    Column("window_until", UtcTime),
    Column("quota_left", Integer, nullable=False, server_default="0"),
    Column("consent_text", Text, nullable=False, server_default=""),
    Column("bound_at", UtcTime),
    Column("bind_tries", Integer, nullable=False, server_default="0"),
    Column("bind_tries_since", UtcTime),
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
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A WeChat user. ``window_until`` and ``quota_left``: customer-service messages that may still be sent.

    ``agent_of`` is who the bound person is to this user (母亲); empty when it is the same. ``language`` is what
    recordings are played in; empty until one was chosen.
    """

    openid: str
    person_id: int | None = None
    place: str = ""
    followed: bool = True
    wants_arrival: bool = True
    wants_news: bool = False
    wants_standards: bool = True
    agent_of: str = ""
    big_text: bool = False
    language: str = ""
    last_message_at: datetime | None = None
    window_until: datetime | None = None
    quota_left: int = 0
    consent_text: str = field(default="", repr=False)
    bound_at: datetime | None = None

    def reachable(self, now: datetime) -> bool:
        """Whether a customer-service message may be sent now."""
        return self.followed and self.quota_left > 0 and self.window_until is not None and now < self.window_until


FIELDS = tuple(contacts.c[name] for name in Contact.__slots__)
