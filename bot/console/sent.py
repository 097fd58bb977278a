"""What the links to pictures, voices and films of a clue say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.console import words
from knowledge.shield import kept_from

if TYPE_CHECKING:
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork


def looks_at(media_ids: Sequence[str], uow: UnitOfWork) -> list[str]:
    """看照片 1, 听语音 2. What is not known by its kind is a picture, as all were before."""
    known = uow.media.many(media_ids)
    kinds = [known[one].kind if one in known else "image" for one in media_ids]
    return [f"{words.LOOK_AT[kind]} {number}" for number, kind in enumerate(kinds, 1)]


def shown_to(role: str, clue: Clue, media_ids: Sequence[str], uow: UnitOfWork) -> tuple[str, ...]:
    """What somebody of that role may open: a protected reporter's voice stays above the village."""
    if not kept_from(clue.slots, role):
        return tuple(media_ids)
    kept = uow.media.many(media_ids)
    # What was asked for as a photo is one, also while it has not been fetched yet.
    photo = str(clue.slots.get("photo") or "")
    return tuple(one for one in media_ids if (kept[one].kind == "image" if one in kept else one == photo))
