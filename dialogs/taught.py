"""What the bureau itself wrote as an answer, given to whoever asks for it in whatever words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.entries import entry

if TYPE_CHECKING:
    from dialogs.answered import Answered
    from dialogs.scene import Scene
    from knowledge.programmes import Entry
    from knowledge.understanding import Understanding

_OWN_MATTERS = frozenset(
    {"seek_help", "report_clue", "complaint", "report_change", "human_agent", "query_payment", "query_progress"}
)
"""Who wants something done is not answered with an article, unless these very words were taught to mean a question."""


def own_entry(heard: Understanding, scene: Scene) -> Entry | None:
    """The bureau's own entry that answers these words; None in danger, for other places, and when none clearly does."""
    lessons = scene.office.lessons
    if heard.danger or not lessons or (heard.place and heard.place.outside):
        return None
    if heard.intent in _OWN_MATTERS and heard.certain:
        return None
    near = scene.office.meanings.near(heard.vector, limit=2)
    lost = heard.intent in ("out_of_scope", "unclear") or not heard.certain
    return lessons.entry(heard.text, heard.intent, near, lost=lost)


def answer(heard: Understanding, scene: Scene) -> Answered | None:
    """The bureau's own entry as an answer, where one is asked for."""
    found = own_entry(heard, scene)
    return entry(found, scene) if found is not None else None
