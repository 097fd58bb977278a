"""What a form teaches, read from the request."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import request

from bot.console import words
from bot.usecases.lessons import Teaching
from knowledge.casework import Refused
from knowledge.lessoncheck import TEACHABLE
from knowledge.lessons import Lesson
from knowledge.programmes import Entry
from knowledge.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

QUESTION = "ask_policy"
"""What an unanswered question was most likely meant as, when nothing better was heard."""


def field(name: str) -> str:
    """A field of the form, without blanks around it."""
    return request.form.get(name, "").strip()


def source_of_form() -> Source | None:
    """The document behind the answer; None when neither number nor title was filled in. Raises ``Refused``."""
    doc_no, title = field("doc_no")[:100], field("source_title")[:200]
    if not doc_no and not title:
        return None
    since = _day("effective_from")
    return Source(doc_no, title, since.isoformat() if since else "")


def entry_of_form(questions: Iterable[str]) -> Entry:
    """The entry as filled in; whether it may be used is for the use case to say."""
    source = source_of_form()
    return Entry(
        key="",
        programme=field("programme") or None,
        title=field("title")[:200],
        questions=tuple(questions),
        answer=field("answer")[:600],
        legal=field("legal")[:2000],
        sources=(source,) if source else (),
    )


def expiry_of_form() -> date | None:
    """The last day of use; None for good. Raises ``Refused`` for what is no day."""
    return _day("expires_on")


def teaching_of_form() -> Teaching:
    """The entry of the form, and every ticked wording as a sentence with the meaning chosen beside it."""
    ticked = [number for number in request.form.getlist("learn") if number.isdigit()]
    sentences = tuple(
        Lesson(field(f"words-{number}")[:240], field(f"intent-{number}"), field(f"programme-{number}"))
        for number in ticked
        if field(f"words-{number}")
    )
    return Teaching(entry_of_form(one.text for one in sentences), sentences, expiry_of_form())


def lesson_of_form(text: str) -> Lesson:
    """One sentence with the meaning chosen for it."""
    return Lesson(text[:240], field("intent"), field("programme"), field("entry"))


def likely(intent: str) -> str:
    """The meaning to offer first for a question that waits: what was not heard as a question is offered as one."""
    return intent if intent in TEACHABLE and intent not in ("out_of_scope", "unclear") else QUESTION


def _day(name: str) -> date | None:
    said = field(name)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Refused(words.NO_DAY) from None
