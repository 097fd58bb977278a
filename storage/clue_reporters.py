"""Who else told of a clue: each with a number, a day and words of her own, so that she learns of no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, LargeBinary, String, Table, insert, select, update

from knowledge.shield import shielded
from storage.clue_numbers import next_number
from storage.clue_rows import Clue
from storage.columns import Id, Sealed, SealedFacts, UtcTime, metadata
from storage.repository import Repository

clue_reporters = Table(
    "clue_reporters",
    metadata,
    Column("id", Id, primary_key=True),
    Column("clue_id", BigInteger, ForeignKey("clues.id"), nullable=False, index=True),
    Column("no", String(40), nullable=False, unique=True),
    Column("openid", String(100), index=True),
    Column("title", Sealed("clue_reporters.title"), nullable=False),
    Column("words", Sealed("clue_reporters.words"), nullable=False),
    Column("slots", SealedFacts("clue_reporters.slots"), nullable=False),
    Column("name", Sealed("clue_reporters.name"), nullable=False),
    Column("phone", Sealed("clue_reporters.phone"), nullable=False),
    Column("phone_mark", LargeBinary(16), index=True),
    Column("anonymous", Boolean, nullable=False),
    Column("source", String(40), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("promised_by", Date),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueReporter:
    """Somebody who told of a clue. ``id`` 0 is the first, whom the clue itself keeps; ``no`` is what she was given.

    ``openid`` is empty for whoever telephoned, ``source`` tells how it was told, ``slots`` are her answers.
    """

    id: int = 0
    clue_id: int
    no: str = ""
    openid: str = ""
    title: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    slots: Mapping[str, Any] = field(default_factory=dict, repr=False)
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    anonymous: bool = False
    source: str = ""
    at: datetime
    promised_by: date | None = None

    @property
    def shielded(self) -> bool:
        """Whether she told of somebody else, so that neither that person nor the village may hear who she is."""
        return shielded(self.slots)


FIELDS = tuple(clue_reporters.c[name] for name in ClueReporter.__slots__)


def read_reporter(row: Any) -> ClueReporter:
    """A reporter from a row that selected ``FIELDS``."""
    kept = dict(zip(ClueReporter.__slots__, row, strict=True))
    return ClueReporter(**kept | {"openid": kept["openid"] or ""})


def first_reporter(clue: Clue) -> ClueReporter:
    """Who told of it first."""
    return ClueReporter(
        clue_id=clue.id,
        no=clue.no,
        openid=clue.reporter_openid,
        title=clue.title,
        words=clue.words,
        slots=clue.slots,
        name=clue.reporter_name,
        phone=clue.reporter_phone,
        anonymous=clue.anonymous,
        source=clue.source,
        at=clue.opened_at,
        promised_by=clue.promised_by,
    )


def as_told(clue: Clue, reporter: ClueReporter) -> Clue:
    """The clue as that reporter may see it: her own number, day and words, with where it stands and what came of it.

    A day that was promised anew, to whoever else, holds for her as well.
    """
    if not reporter.id:
        return clue
    promises = [day for day in (reporter.promised_by, clue.promised_by) if day]
    return replace(
        clue,
        no=reporter.no,
        title=reporter.title,
        words=reporter.words,
        slots=reporter.slots,
        reporter_openid=reporter.openid,
        reporter_name=reporter.name,
        reporter_phone=reporter.phone,
        anonymous=reporter.anonymous,
        source=reporter.source,
        opened_at=reporter.at,
        promised_by=max(promises, default=None),
    )


class ClueReporters(Repository):
    """Those who told of a clue after the first."""

    __slots__ = ()

    def add(self, new: ClueReporter, prefix: str) -> ClueReporter:
        """Keep a further reporter, and give her with the number by which she asks for it."""
        kept = replace(new, no=next_number(self._run, self._dialect, prefix, new.at))
        row = {name: getattr(kept, name) for name in ClueReporter.__slots__ if name != "id"} | {
            "slots": dict(kept.slots),
            "openid": kept.openid or None,
            "phone_mark": self._mark("phone", kept.phone),
        }
        new_id: int = self._run(insert(clue_reporters).returning(clue_reporters.c.id), row).scalar_one()
        return replace(kept, id=new_id)

    def of(self, *clue_ids: int) -> tuple[ClueReporter, ...]:
        """All further reporters of these clues, in the order they came."""
        here = clue_reporters.c.clue_id.in_(clue_ids)
        rows = self._run(select(*FIELDS).where(here).order_by(clue_reporters.c.id)) if clue_ids else ()
        return tuple(read_reporter(row) for row in rows)

    def by_no(self, no: str) -> ClueReporter | None:
        """The further reporter who was given that number."""
        row = self._run(select(*FIELDS).where(clue_reporters.c.no == no.strip().upper())).first()
        return read_reporter(row) if row else None

    def fill_in(self, reporter: ClueReporter, name: str, phone: str) -> ClueReporter:
        """Note a name or a telephone of a reporter of whom none was known; what is known stays."""
        filled = replace(reporter, name=reporter.name or name, phone=reporter.phone or phone)
        if filled != reporter:
            known = {"name": filled.name, "phone": filled.phone, "phone_mark": self._mark("phone", filled.phone)}
            self._run(update(clue_reporters).where(clue_reporters.c.id == reporter.id).values(**known))
        return filled

    def forget(self, openid: str) -> None:
        """Who told is no longer known by WeChat; what was told stays with the clue."""
        self._run(update(clue_reporters).where(clue_reporters.c.openid == openid).values(openid=None))
