"""What the links to pictures, voices and films of a clue say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.clue_view import pictures_of
from knowledge.shield import kept_from
from storage.clue_reporters import first_reporter

if TYPE_CHECKING:
    from storage.clue_rows import Clue, ClueEvent
    from storage.uow import UnitOfWork


def looks_at(media_ids: Sequence[str], uow: UnitOfWork) -> list[str]:
    """看照片 1, 听语音 2. What is not known by its kind is a picture, as all were before."""
    known = uow.media.many(media_ids)
    kinds = [known[one].kind if one in known else "image" for one in media_ids]
    return [f"{words.LOOK_AT[kind]} {number}" for number, kind in enumerate(kinds, 1)]


def shown_to(role: str, clue: Clue, history: Sequence[ClueEvent], uow: UnitOfWork) -> tuple[str, ...]:
    """What somebody of that role may open: a protected reporter's voice stays above the village."""
    media_ids, others = pictures_of(clue, history), {one.id: one for one in uow.reporters.of(clue.id)}
    senders = {
        media_id: others[event.facts["reporter"]]
        for event in history
        for media_id in event.facts.get("media_ids", ())
        if event.facts.get("reporter") in others
    }
    kept = uow.media.many(media_ids)

    def open_to(media_id: str) -> bool:
        teller = senders.get(media_id) or first_reporter(clue)
        if not kept_from(teller.slots, role):
            return True
        # What was asked for as a photo is one, also while it has not been fetched yet.
        photo = str(teller.slots.get("photo") or "")
        return kept[media_id].kind == "image" if media_id in kept else media_id == photo

    return tuple(filter(open_to, media_ids))
