"""What residents think: of one matter each once, the latest counting, and ideas of every sort."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    Select,
    String,
    Table,
    and_,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)

from storage.callbacks import callbacks
from storage.clue_reporters import clue_reporters
from storage.clue_rows import clues
from storage.columns import Id, Sealed, UtcTime, metadata
from storage.letter_rows import letters
from storage.repository import Page, Repository

feedback = Table(
    "feedback",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", UtcTime, nullable=False),
    # Empty for an idea that is about no clue.
    Column("clue_no", String(40), nullable=False),
    # Whose opinion of that clue: 0 is its first reporter, else a row of clue_reporters. Each has one.
    Column("reporter_id", BigInteger, nullable=False, server_default="0"),
    Column("score", Integer),
    Column("contacted", Boolean),
    Column("words", Sealed("feedback.words"), nullable=False),
    Column("answer", Sealed("feedback.answer"), nullable=False),
    Column("answered_by", String(60), nullable=False, server_default=""),
    Column("answered_at", UtcTime),
    Index(None, "clue_no"),
    Index(None, "at"),
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One opinion. ``score`` is 3 content, 2 fair, 1 not content, None for an idea; never who gave it."""

    id: int
    at: datetime
    clue_no: str
    score: int | None
    contacted: bool | None
    words: str = field(repr=False)
    answer: str = field(repr=False)
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Opinions on the clues of one place: all, those content, those not, and those whom nobody had rung or visited."""

    place: str
    count: int
    content: int
    bad: int
    untouched: int


@dataclass(frozen=True, slots=True)
class Unasked:
    """A reporter not asked yet how it went, with ``no`` and ``title`` as she knows them; the first has the id 0.

    ``openid`` is empty for who only rang the hotline.
    """

    clue_no: str
    reporter_id: int
    no: str
    title: str = field(repr=False)
    openid: str
    resolved_at: datetime


def asking_key(clue_no: str, reporter_id: int = 0) -> str:
    """The key of the letter that asks a reporter how it went."""
    return f"clue:{clue_no}:how-it-went" + (f":of{reporter_id}" if reporter_id else "")


_FIELDS = tuple(feedback.c[name] for name in Feedback.__slots__)


_COUNTY = 6


def _clues_within(code: str) -> Select[tuple[str]]:
    # Below the county nobody reads what complainants say of how their complaint was handled.
    mine = select(clues.c.no).where(clues.c.place.startswith(code))
    return mine.where(clues.c.kind != "complaint") if len(code) > _COUNTY else mine


_RATED = feedback.c.score.is_not(None)


class Feedbacks(Repository):
    """Opinions by day and by clue."""

    __slots__ = ()

    def give(
        self,
        words: str,
        now: datetime,
        *,
        clue_no: str = "",
        reporter_id: int = 0,
        score: int | None = None,
        contacted: bool | None = None,
    ) -> None:
        """Keep an opinion; a second one of the same reporter of a clue takes the first one's place."""
        if clue_no:
            hers = and_(feedback.c.clue_no == clue_no, feedback.c.reporter_id == reporter_id)
            self._run(delete(feedback).where(hers))
        row = {"clue_no": clue_no, "reporter_id": reporter_id, "score": score, "contacted": contacted, "words": words}
        self._run(insert(feedback), {"at": now, "answer": "", **row})

    def get(self, feedback_id: int) -> Feedback | None:
        """The opinion of that id."""
        found = self._run(select(*_FIELDS).where(feedback.c.id == feedback_id)).first()
        return Feedback(*found) if found else None

    def list(
        self, ideas: bool, scores: tuple[int, ...] = (), number: int = 1, size: int = 50, within: str = ""
    ) -> Page[Feedback]:
        """Ideas, or opinions with one of those scores on clues of a division; latest first."""
        kind = feedback.c.score.is_(None) if ideas else and_(_RATED, feedback.c.clue_no.in_(_clues_within(within)))
        which = and_(kind, feedback.c.score.in_(scores)) if scores else kind
        total = self._run(select(func.count()).select_from(feedback).where(which)).scalar_one()
        query = select(*_FIELDS).where(which).order_by(feedback.c.at.desc(), feedback.c.id.desc())
        rows = self._run(query.limit(size).offset((number - 1) * size))
        return Page(tuple(Feedback(*row) for row in rows), total, number, size)

    def tally(self, since: datetime, digits: int = 9, within: str = "") -> tuple[Tally, ...]:
        """Opinions since then by the place of their clue, cut to ``digits`` of its code (9 is the township)."""
        place = func.substr(clues.c.place, 1, digits)
        counted = select(
            place,
            func.count(),
            func.count().filter(feedback.c.score == 3),
            func.count().filter(feedback.c.score == 1),
            func.count().filter(feedback.c.contacted.is_(False)),
        )
        joined = counted.join_from(feedback, clues, clues.c.no == feedback.c.clue_no)
        rows = self._run(
            joined.where(_RATED, feedback.c.at >= since, clues.c.place.startswith(within))
            .group_by(place)
            .order_by(place)
        )
        return tuple(Tally(*row) for row in rows)

    def answer(self, feedback_id: int, answer: str, by: str, now: datetime) -> None:
        """Note what was done about an idea."""
        changed = {"answer": answer, "answered_by": by, "answered_at": now}
        self._run(update(feedback).where(feedback.c.id == feedback_id).values(**changed))

    def unasked(self, since: datetime, until: datetime, most: int = 200) -> tuple[Unasked, ...]:
        """Reporters of clues resolved within that time who said nothing and were not asked, longest wait first."""
        rows = [row for query in _unasked(since, until) for row in self._run(query.order_by("resolved_at").limit(most))]
        found = [Unasked(clue, who, no, title, openid or "", at) for clue, who, no, title, openid, at in rows]
        return tuple(sorted(found, key=lambda one: one.resolved_at)[:most])

    def never_asked(self, since: datetime, until: datetime) -> int:
        """How many there are: those who could be asked in no way are among them."""
        counts = (select(func.count()).select_from(query.subquery()) for query in _unasked(since, until))
        return sum(int(self._run(count).scalar_one()) for count in counts)

    def asked_by_phone(self) -> int:
        """How many calls there were or are to ask how it went."""
        return int(self._run(select(func.count()).where(callbacks.c.origin == "follow_up")).scalar_one())


def _unasked(since: datetime, until: datetime) -> tuple[Select[Any], Select[Any]]:
    """The first reporters, and those on WeChat who told of the same later."""
    clue, other = clues.c, clue_reporters.c
    settled = (
        clue.resolved_at >= since,
        clue.resolved_at < until,
        clue.state.in_(("resolved", "closed")),
        clue.kind.in_(("help", "payment", "complaint", "change", "danger")),
    )
    key = literal("clue:") + clue.no + ":how-it-went"
    said, said_other = (feedback.c.clue_no == clue.no, feedback.c.reporter_id == 0), feedback.c.reporter_id == other.id
    on_the_list = exists().where(callbacks.c.clue_no == clue.no, callbacks.c.origin == "follow_up")
    first = select(clue.no.label("clue_no"), literal(0), clue.no, clue.title, clue.reporter_openid, clue.resolved_at)
    others = select(clue.no.label("clue_no"), other.id, other.no, other.title, other.openid, clue.resolved_at)
    return (
        first.where(*settled, ~exists().where(*said), ~exists().where(letters.c.key == key), ~on_the_list),
        others.join_from(clue_reporters, clues).where(
            *settled,
            other.openid.is_not(None),
            ~exists().where(feedback.c.clue_no == clue.no, said_other),
            ~exists().where(letters.c.key == key + ":of" + cast(other.id, String)),
        ),
    )
