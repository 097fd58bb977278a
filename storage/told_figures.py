"""Which figure was said to whom on which day: the row, the words and the openid, never the question or the talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Column, ColumnElement, Date, Index, String, Table, delete, func, select

from storage.columns import metadata
from storage.repository import OnBoth, Page, Repository

told_figures = Table(
    "told_figures",
    metadata,
    # Days first: a day or a range is what is asked for and what is forgotten.
    Column("day", Date, primary_key=True),
    Column("standard", String(16), primary_key=True),
    Column("openid", String(100), primary_key=True),
    Column("programme", String(40), nullable=False),
    Column("figure", String(200), nullable=False),
    Column("doc_no", String(200), nullable=False),
    Index(None, "openid"),
    sqlite_with_rowid=False,
)
_NOTE = OnBoth(told_figures, lambda insert: insert.on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class ToldSum:
    """A figure, how many residents were told it within the days asked for, and the first and last of those days."""

    standard: str
    programme: str
    figure: str
    doc_no: str
    people: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told a figure on a day."""

    day: date
    openid: str = field(repr=False)
    figure: str


class ToldFigures(Repository):
    """What was said by day, standard (the key of its row) and openid."""

    __slots__ = ()

    def note(self, openid: str, sources: Iterable[Mapping[str, str]], programme: str, day: date) -> None:
        """Keep the figures among an answer's sources; does nothing, and asks nothing, where there are none."""
        rows = [
            {
                "day": day,
                "standard": source["standard"],
                "openid": openid,
                "programme": programme,
                "figure": source["figure"][:200],
                "doc_no": source["doc_no"][:200],
            }
            for source in sources
            if source.get("standard")
        ]
        if rows:
            self._run(_NOTE[self._dialect], rows)

    def sums(self, since: date, until: date, programme: str = "", standard: str = "") -> tuple[ToldSum, ...]:
        """For each figure said within those days (the last one included) how many residents heard it."""
        told = told_figures.c
        rows = self._run(
            select(
                told.standard,
                told.programme,
                told.figure,
                told.doc_no,
                func.count(told.openid.distinct()),
                func.min(told.day, type_=Date),
                func.max(told.day, type_=Date),
            )
            .where(told.day.between(since, until), *_only(programme, standard))
            .group_by(told.standard, told.programme, told.figure, told.doc_no)
            .order_by(told.programme, func.max(told.day).desc(), told.figure)
        )
        return tuple(ToldSum(*row) for row in rows)

    def people(self, since: date, until: date, standard: str, number: int = 1, size: int = 100) -> Page[Told]:
        """A page of who was told a standard's figure when, latest first."""
        here = (told_figures.c.day.between(since, until), *_only("", standard))
        total = self._run(select(func.count()).select_from(told_figures).where(*here)).scalar_one()
        rows = self._run(
            select(told_figures.c.day, told_figures.c.openid, told_figures.c.figure)
            .where(*here)
            .order_by(told_figures.c.day.desc(), told_figures.c.openid)
            .limit(size)
            .offset((number - 1) * size)
        )
        return Page(tuple(Told(*row) for row in rows), total, number, size)

    def forget(self, openid: str) -> None:
        """Delete what is known to have been said to this openid."""
        self._run(delete(told_figures).where(told_figures.c.openid == openid))

    def trim(self, before: date) -> int:
        """Forget what was said before that day; how many rows went."""
        return self._run(delete(told_figures).where(told_figures.c.day < before)).rowcount


def _only(programme: str, standard: str) -> Iterator[ColumnElement[bool]]:
    if programme:
        yield told_figures.c.programme == programme
    if standard:
        yield told_figures.c.standard == standard
