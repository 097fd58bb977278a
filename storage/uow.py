"""One unit of work: a handful of repositories on one connection, kept together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Self, get_type_hints

from sqlalchemy import Connection, Engine

from storage.accounts import Accounts
from storage.announcements import Announcements
from storage.arrivals import Arrivals
from storage.audit import Audit
from storage.callbacks import Callbacks
from storage.calls import Calls
from storage.clue_reporters import ClueReporters
from storage.clues import Clues
from storage.conflicts import Busy
from storage.consents import Consents
from storage.contacts import Contacts
from storage.crypto import BlindIndex
from storage.engine import PATIENCE, is_busy
from storage.entitlement_import import EntitlementImport
from storage.entitlements import Entitlements
from storage.feedback import Feedbacks
from storage.households import Households
from storage.inbox import Inbox
from storage.lessons import BureauLessons
from storage.letters import Letters
from storage.media import MediaStore
from storage.papers import Papers
from storage.pay_history import PayHistory
from storage.pay_import import PayImport
from storage.payments import Payments
from storage.people import People
from storage.picture import Picture, read_picture
from storage.question_groups import QuestionGroups
from storage.questions import Questions
from storage.recordings import Recordings
from storage.repository import Repository
from storage.said import SaidLately
from storage.sessions import Sessions
from storage.staff import Staff
from storage.standard_notices import StandardNotices
from storage.standards import BureauStandards
from storage.talks import Talks
from storage.ticks import Ticks
from storage.tokens import Tokens
from storage.told_figures import ToldFigures
from storage.versions import Versions
from storage.wordings import BureauWordings


class UnitOfWork:
    """Repositories that share one transaction. Leaving the ``with`` without ``commit()`` undoes everything.

    Raises ``Busy`` when it is entered or left, if others hold the database for longer than 4 seconds.
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
    reporters: ClueReporters
    letters: Letters
    payments: Payments
    pay_history: PayHistory
    pay_import: PayImport
    arrivals: Arrivals
    entitlements: Entitlements
    households: Households
    entitlement_import: EntitlementImport
    feedback: Feedbacks
    questions: Questions
    question_groups: QuestionGroups
    lessons: BureauLessons
    tokens: Tokens
    ticks: Ticks
    standards: BureauStandards
    told_figures: ToldFigures
    standard_notices: StandardNotices
    versions: Versions
    media: MediaStore
    recordings: Recordings
    said: SaidLately
    announcements: Announcements
    wordings: BureauWordings
    calls: Calls
    callbacks: Callbacks
    papers: Papers
    consents: Consents

    def __init__(
        self, engine: Engine, blind: Callable[[], BlindIndex], turn: Lock | None = None, patience: float = PATIENCE
    ) -> None:
        self._engine = engine
        self._blind = blind
        # SQLite has one writer; waiting in line here is fairer and quicker than asking the file again and again.
        self._turn = turn
        self._patience = patience

    def __enter__(self) -> Self:
        if self._turn is not None and not self._turn.acquire(timeout=self._patience):
            raise Busy("another unit of work of this process did not end")
        try:
            self._connection: Connection = self._engine.connect()
            self._connection.begin()
        except BaseException as error:
            self._leave()
            if is_busy(error):
                raise Busy("the database is held by others") from error
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        if error is not None and is_busy(error):
            raise Busy("the database is held by others") from error

    def __getattr__(self, name: str) -> Repository:
        # Repositories are made when first named: most units need two or three of them.
        kind = _REPOSITORIES.get(name)
        if kind is None:
            raise AttributeError(name)
        repository = kind(self._connection, self._blind)
        setattr(self, name, repository)
        return repository

    def commit(self) -> None:
        """Keep what was done; nothing more can be done in this unit."""
        self._connection.commit()
        self._leave()

    @property
    def connection(self) -> Connection:
        """The open connection, for what no repository offers."""
        return self._connection

    def picture(self, openid: str, key: str = "") -> Picture:
        """All that a conversation with this openid has to know, in one to five statements; see ``Picture``.

        ``key`` is the message's: its stored reply comes along when it was answered before.
        """
        return read_picture(self._connection, self.clues, self.payments, self.entitlements, openid, key)

    def _leave(self) -> None:
        connection = self.__dict__.get("_connection")
        try:
            if connection is not None:
                connection.close()
        finally:
            turn, self._turn = self._turn, None
            if turn is not None and turn.locked():
                turn.release()


_REPOSITORIES: dict[str, type[Repository]] = get_type_hints(UnitOfWork)
