"""One unit of work: a handful of repositories on one connection, kept together or not at all."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from storage.accounts import Accounts
from storage.arrivals import Arrivals
from storage.audit import Audit
from storage.clues import Clues
from storage.contacts import Contacts
from storage.inbox import Inbox
from storage.letters import Letters
from storage.payments import Payments
from storage.people import People
from storage.picture import Picture
from storage.questions import Questions
from storage.sessions import Sessions
from storage.staff import Staff
from storage.standards import BureauStandards
from storage.talks import Talks
from storage.ticks import Ticks
from storage.tokens import Tokens
from storage.versions import Versions


class UnitOfWork:
    """Repositories that share one transaction. Leaving the ``with`` without ``commit()`` undoes everything.

    Raises ``Busy``, when entered, when a statement runs or when it commits, if others hold the database too long.
    """

    inbox: Inbox
    talks: Talks
    contacts: Contacts
    people: People
    staff: Staff
    accounts: Accounts
    sessions: Sessions
    audit: Audit
    clues: Clues
    letters: Letters
    payments: Payments
    arrivals: Arrivals
    questions: Questions
    tokens: Tokens
    ticks: Ticks
    standards: BureauStandards
    versions: Versions

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError

    def commit(self) -> None:
        """Keep what was done; the unit of work is over then."""
        raise NotImplementedError

    def picture(self, openid: str, key: str = "") -> Picture:
        """All that a conversation with this openid has to know, in one to three statements; see ``Picture``."""
        raise NotImplementedError
