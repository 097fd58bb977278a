"""What comes in on paper or from elsewhere: kept with its own facts, and a clue whose time runs from its receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.usecases import words
from dialogs.say import LOCAL, local_day
from knowledge.casework import Refused
from knowledge.identity import check_phone
from storage.papers import Paper

if TYPE_CHECKING:
    from bot.services import Services

SOURCES = ("letter", "visit", "media", "departments", "platform")
"""How a clue comes in besides the telephone and WeChat."""
PRIVATE = frozenset({"letter", "visit"})
"""Sources whose sender is a person, not an office."""
LARGEST = 10 * 1024 * 1024
_TYPES = ((b"%PDF", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"))
_DAY_ENDS = time(23, 59, 59)


def keep_paper(paper: Paper, content: bytes, services: Services) -> Paper:
    """Keep a paper with its scan, and give it with its id; ``Refused`` where something cannot be right."""
    now = services.now()
    phone = check_phone(paper.phone) if paper.phone else ""
    kind = next((kind for sign, kind in _TYPES if content.startswith(sign)), "")
    if phone is None:
        raise Refused(words.PAPER_PHONE)
    if paper.received_on > local_day(now):
        raise Refused(words.PAPER_DAY)
    if content and not kind:
        raise Refused(words.PAPER_FILE)
    if len(content) > LARGEST:
        raise Refused(words.PAPER_LARGE)
    kept = replace(paper, phone=phone, file_name=paper.file_name if content else "", file_type=kind, at=now)
    with services.storage.work() as uow:
        number = uow.papers.add(kept, content or None)
        uow.audit.record(paper.by, "paper.keep", f"paper:{number}", at=now)
        uow.commit()
    return replace(kept, id=number)


def received_at(paper: Paper, now: datetime) -> datetime:
    """From when its time runs: now for what came today, else the end of the day it came, whose hour nobody noted."""
    if paper.received_on >= local_day(now):
        return now
    return datetime.combine(paper.received_on, _DAY_ENDS, LOCAL).astimezone(UTC)
