"""What residents consented to: the words that were shown, what was answered, when, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, String, Table, delete, insert, select, update

from storage.columns import Id, Sealed, UtcTime, metadata
from storage.repository import Repository

consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("kind", String(20), nullable=False),
    # Empty once the resident unfollowed or had everything deleted; what belongs to a clue is kept with the clue.
    Column("openid", String(100), index=True),
    Column("clue_no", String(40), nullable=False, index=True),
    Column("words", Sealed("consents.words"), nullable=False),
    Column("answer", String(60), nullable=False),
    Column("whose", String(20), nullable=False),
)


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """One consent. ``words`` is what was shown, ``answer`` the choice made, ``whose`` for whom (母亲)."""

    at: datetime
    kind: str
    clue_no: str
    words: str = field(repr=False)
    answer: str
    whose: str


_FIELDS = tuple(consents.c[name] for name in KeptConsent.__slots__)


class Consents(Repository):
    """Consents by who gave them and by clue. Nothing changes one; a new one stands beside it."""

    __slots__ = ()

    def keep(self, openid: str, given: KeptConsent) -> None:
        """Keep a consent for good."""
        row = {name: getattr(given, name) for name in KeptConsent.__slots__}
        self._run(insert(consents), {**row, "openid": openid or None})

    def of(self, openid: str, most: int = 50) -> tuple[KeptConsent, ...]:
        """What this openid consented to, the latest first."""
        query = select(*_FIELDS).where(consents.c.openid == openid).order_by(consents.c.id.desc()).limit(most)
        return tuple(KeptConsent(*row) for row in self._run(query))

    def of_clue(self, no: str) -> tuple[KeptConsent, ...]:
        """What was consented to with that clue, first to last."""
        query = select(*_FIELDS).where(consents.c.clue_no == no).order_by(consents.c.id)
        return tuple(KeptConsent(*row) for row in self._run(query))

    def forget(self, openid: str) -> None:
        """Forget who it was; what belongs to no clue goes altogether."""
        mine = consents.c.openid == openid
        self._run(delete(consents).where(mine, consents.c.clue_no == ""))
        self._run(update(consents).where(mine).values(openid=None))
