"""A letter as a page shows it: to whom, by which way, how far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.moments import minute

if TYPE_CHECKING:
    from bot.console.names import Names
    from storage.letter_rows import Letter


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter in words; a resident is never named here."""

    id: int
    what: str
    to: str
    state: str
    tone: str
    at: str
    why: str
    subject: str


def letter_view(letter: Letter, names: Names, now: datetime) -> LetterView:
    """The letter in words."""
    to = names.staff(int(letter.to_id))[0] if letter.to_kind == "staff" and letter.to_id.isdigit() else ""
    state, tone = words.LETTER_STATES[letter.state]
    return LetterView(
        id=letter.id,
        what=words.letter_name(letter.key),
        to=to or words.LETTER_TO.get(letter.to_kind, ""),
        state=state,
        tone=tone,
        at=minute(letter.settled_at or letter.wanted_at, now),
        why=words.letter_why(letter.reason),
        subject=letter.subject.removeprefix("clue:") if letter.subject.startswith("clue:") else "",
    )
