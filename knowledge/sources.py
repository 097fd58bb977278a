"""Where a figure or a rule comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Review = Literal["reviewed", "unreviewed", "sample"]
"""``reviewed``: read in the document itself; ``unreviewed``: read elsewhere, said with 待核对; ``sample``: 示例."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document, and the article of it that is meant.

    ``doc_no`` is the 文号 as printed (empty when the document has none); ``effective_from`` an ISO date, a month or a
    year, as exactly as it is known; ``address`` where the text was read.
    """

    doc_no: str
    title: str
    effective_from: str = ""
    address: str = ""
    article: str = ""
    review: Review = "reviewed"

    @property
    def cite(self) -> str:
        """The source in one short Chinese line: 《题名》（文号）第几条."""
        number = f"（{self.doc_no}）" if self.doc_no else ""
        article = f"第{self.article}条" if self.article[:1].isdigit() else self.article
        return f"《{self.title}》{number}{article}"


@dataclass(frozen=True, slots=True)
class SourcedRule:
    """One rule of a document in our own short words, with the figure in it where there is one.

    ``topic`` says what the rule drives (``finding``, ``ledger``, ``visits``, ``survey`` ...). ``value`` and ``unit``
    hold the figure as printed. ``ours`` is true when the document leaves the matter open and we chose the default
    that ``note`` explains.
    """

    key: str
    topic: str
    text: str
    source: Source
    value: str = ""
    unit: str = ""
    note: str = ""
    ours: bool = False
