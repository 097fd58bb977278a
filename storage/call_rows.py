"""What is kept of a telephone call once it is over, and of what was added to it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table

from storage.columns import Id, Sealed, Strings, UtcTime, metadata

calls = Table(
    "calls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("operator_id", BigInteger, ForeignKey("accounts.id"), nullable=False),
    Column("phone", Sealed("calls.phone"), nullable=False),
    Column("phone_mark", LargeBinary(16), index=True),
    Column("began_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, nullable=False),
    Column("flow", String(40), nullable=False),
    Column("clue_no", String(40), nullable=False, index=True),
    Column("note", Sealed("calls.note"), nullable=False),
    Column("ticks", Strings, nullable=False),
    Column("source", String(40), nullable=False),
    Index(None, "ended_at"),
    Index(None, "operator_id", "ended_at"),
)

call_notes = Table(
    "call_notes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("call_id", BigInteger, ForeignKey("calls.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String(60), nullable=False),
    Column("words", Sealed("call_notes.words"), nullable=False),
)

LEFT_OUT = "open:"
"""How the key of a tick begins that the script wanted and nobody set."""


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call as it ended.

    ``phone`` is the caller's number (empty: unknown), ``flow`` what the call was about, ``clue_no`` the clue it made or
    joined (empty: none), ``note`` what the operator wrote, ``ticks`` the keys of what was said, ``source`` how it came
    in (``hotline``).
    """

    operator_id: int
    phone: str = field(repr=False)
    began_at: datetime
    ended_at: datetime
    flow: str
    clue_no: str = ""
    note: str = field(default="", repr=False)
    ticks: tuple[str, ...] = ()
    source: str = "hotline"


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is over."""

    id: int
    operator_id: int
    phone: str = field(repr=False)
    began_at: datetime
    ended_at: datetime
    flow: str
    clue_no: str
    note: str = field(repr=False)
    ticks: tuple[str, ...]
    source: str

    @property
    def seconds(self) -> int:
        """How long it lasted."""
        return max(0, int((self.ended_at - self.began_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class CallNote:
    """A line added to a call after it was over."""

    call_id: int
    at: datetime
    who: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CallFigure:
    """What of a call is counted; nothing of it is personal."""

    operator_id: int
    began_at: datetime
    ended_at: datetime
    flow: str
    clue_no: str
    ticks: tuple[str, ...]

    @property
    def seconds(self) -> int:
        """How long it lasted."""
        return max(0, int((self.ended_at - self.began_at).total_seconds()))

    @property
    def missed(self) -> int:
        """How much of the script was left out."""
        return sum(tick.startswith(LEFT_OUT) for tick in self.ticks)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """Which calls a list shows; what is left empty does not narrow.

    Times are those of a call's end. ``missed`` keeps calls in which something of the script was left out.
    """

    operator_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    flow: str = ""
    with_clue: bool = False
    missed: bool = False
    phone: str = field(default="", repr=False)
