"""几号发钱: what a source says of it, honestly nothing more, and whom to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN, Answered, cited, papers
from dialogs.places_said import home_of, window_line
from dialogs.policies_said import say
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme

_ASKED = re.compile(
    r"几号|哪天|哪一天|(?:什么|啥|多会|几)(?:时候|儿)?(?:能|才|给)*(?:发(?!现)|到账|打(?:钱|款|卡)|到卡|来钱)|多久发|每月.{0,3}发"
)


def asked(text: str) -> bool:
    """Whether the words ask for the day on which money is paid."""
    return bool(_ASKED.search(text))


def answer(kind: Programme | None, scene: Scene, *, here: bool = True) -> Answered | None:
    """The entry ``payday_<programme>`` of the knowledge, else ``payday``; None without one.

    ``here`` adds the phone to ask at, which is of no use to who asks about another county.
    """
    keys = (f"payday_{kind.key}", "payday") if kind else ("payday",)
    entries = {entry.key: entry for entry in scene.office.pack.entries}
    found = next((entries[key] for key in keys if key in entries), None)
    if found is None:
        return None
    asks = window_line(home_of(scene), scene) if here else ""
    text = "\n".join(filter(None, (found.answer, papers(found.sources), asks)))
    options = (Option("查到账"), Option("钱没到或不对"), HUMAN)
    tail = say("payday_next", scene)
    return Answered(Reply(text, options, tail), cited(found.sources), about=kind.key if kind else "")
