"""低保和特困有啥区别: two programmes side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogs.answered import HELP, Answered, cited
from dialogs.overheard import named
from dialogs.policies_said import say, tap
from dialogs.say import called
from dialogs.talk import Reply
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from dialogs.scene import Scene

_COMPARES = re.compile(r"区别|不同|不一样|一样吗|一回事|哪个好|哪个多|怎么分|咋分")


def answer(text: str, scene: Scene) -> Answered | None:
    """What each of the two programmes is that the words compare; None when they compare none."""
    kinds = [kind for kind in named(text, scene) if "summary" in kind.passages][:2] if _COMPARES.search(text) else []
    if len(kinds) < 2:
        return None
    lines = [f"【{called(kind)}】{kind.passages['summary'].text}" for kind in kinds]
    sources = tuple(source for kind in kinds for source in kind.passages["summary"].sources)
    options = tuple(
        tap("tap_who", scene, f"{called(kind)}{ASPECT_NAMES['eligibility']}", programme=called(kind))
        for kind in kinds
        if "eligibility" in kind.passages
    )
    tail = say("compared_next", scene)
    return Answered(Reply("\n".join(lines), (*options, HELP), tail), cited(sources), about=kinds[0].key)
