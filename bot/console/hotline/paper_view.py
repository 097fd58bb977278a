"""A paper as pages show it: where it came from, when, under which number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.console import words as console_words
from bot.console.hotline import words
from bot.usecases.papers import PRIVATE
from dialogs.say import say_day
from knowledge.identity import mask_name

if TYPE_CHECKING:
    from storage.papers import Paper


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper. ``sender`` is masked where it is a person and nothing was revealed."""

    id: int
    source: str
    sender: str = field(repr=False)
    received: str
    doc_no: str = field(repr=False)
    file_name: str = field(repr=False)


def paper_view(paper: Paper, *, shown: bool = False, secret: bool = False) -> PaperView:
    """The paper in words; of a ``secret`` one nothing tells who sent it, and its scan is not offered."""
    person = paper.source in PRIVATE
    sender = "" if secret and person else mask_name(paper.sender) if person and not shown else paper.sender
    return PaperView(
        paper.id,
        console_words.SOURCES.get(paper.source, paper.source),
        sender,
        words.received(say_day(paper.received_on)),
        "" if secret else paper.doc_no,
        "" if secret else paper.file_name,
    )


def line_of(paper: Paper) -> str:
    """One line about a paper: 来信，王大爷，11月18日（周三）收到，信〔2026〕7号."""
    view = paper_view(paper, shown=True)
    return words.listed(view.source, view.sender, view.received, view.doc_no)
