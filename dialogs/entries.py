"""The entries of the knowledge as answers, with their documents and what to do next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs import paydays
from dialogs.amounts import next_steps
from dialogs.answered import HELP, HUMAN, Answered, cited, papers
from dialogs.policies_said import say, tap
from dialogs.say import in_parts
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Entry, Programme


def entry(found: Entry, scene: Scene, part: int = 1) -> Answered:
    """One entry of the knowledge as an answer."""
    kind = scene.office.pack.programmes.get(found.programme or "")
    parts = in_parts(found.answer)
    more = (tap("tap_more", scene, f"{found.title}（{part + 1}）"),) if part < len(parts) else ()
    steps = next_steps(kind, found.key.rpartition(".")[2], scene)[:3] if kind else (HELP, HUMAN)
    text = "\n".join(filter(None, (parts[min(part, len(parts)) - 1], papers(found.sources))))
    tail = closing(kind, scene) if kind else say("entry_next", scene)
    return Answered(
        Reply(text, (*more, *steps), tail), cited(found.sources), about=found.programme or "", key=found.key
    )


_QUESTION = re.compile(r"[吗么啥哪]|什么|怎么|要不要|能不能|能.{1,6}吗")


def entry_asked(text: str, scene: Scene) -> Answered | None:
    """The entry one of whose own questions these words are, whatever else they may sound like."""
    plain = _bare(text)
    if len(plain) < 4:
        return None
    asks = bool(_QUESTION.search(plain))
    own = (one for one in scene.office.pack.entries if "." not in one.key)
    one = next((one for one in own if plain == _bare(one.title) or (asks and plain in map(_bare, one.questions))), None)
    if one is None:
        return None
    if one.key.startswith("payday"):
        return paydays.answer(scene.office.pack.programmes.get(one.programme or ""), scene)
    return entry(one, scene)


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def entry_part(text: str, scene: Scene) -> Answered | None:
    """The further part of a long entry that its own option asks for."""
    found = re.fullmatch(r"(.+)（(\d)）", text.strip())
    one = next((each for each in scene.office.pack.entries if found and each.title == found[1]), None)
    return entry(one, scene, int(found[2])) if found and one else None


def closing(kind: Programme, scene: Scene) -> str:
    """The last line under an answer: how to apply, or whose matter it is."""
    if kind.ours:
        return say("apply", scene)
    return say("others", scene, department=kind.department)
