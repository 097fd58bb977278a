"""The reader of a few words that no list holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.lines import line
from dialogs.notunderstood import NotUnderstood
from dialogs.readers import SKIP, bare, skips
from dialogs.talk import Option

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

SAYS: Mapping[str, str] = MappingProxyType(
    {"again": "没看明白。说几个字就行，不清楚就跳过。", "simple": "说几个字就行，不清楚回「跳过」。"}
)
WHERE: Mapping[str, str] = MappingProxyType(
    {"again": "问几个字就能答的事，没听懂", "simple": "问几个字就能答的事，第二次没听懂"}
)
_CORRECTS = re.compile(r"^(?:不对|不是|错了)|[说写填发]错|\d{7,}")


@dataclass(frozen=True, slots=True)
class Brief:
    """A few words that no list holds: a day, a sum, a place far away. Longer stories and corrections are none."""

    may_skip: bool = False
    kind: str = "brief"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass where that is allowed."""
        return (Option(SKIP),) if self.may_skip else ()

    def read(self, message: Message, scene: Scene) -> str:
        """The words as said, at most 60 characters; empty when passed."""
        said = message.text.strip()
        if self.may_skip and skips(said):
            return ""
        if not any(letter.isalnum() for letter in said) or _CORRECTS.search(bare(said)):
            raise NotUnderstood(_say("again", scene), simple=_say("simple", scene))
        return said[:60]

    def spot(self, heard: Understanding) -> None:
        """Nothing in passing: the story holds it already."""

    def show(self, value: Any, scene: Scene) -> str:
        """The words."""
        return str(value)


def _say(name: str, scene: Scene) -> str:
    return line(scene, f"brief.{name}", SAYS[name])
