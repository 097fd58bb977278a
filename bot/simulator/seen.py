"""What a test's phone sees in its chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator import words


@dataclass(frozen=True, slots=True)
class Bubble:
    """One thing a phone shows. ``data`` holds what its kind needs: parts, articles, items, lines, url, media_id."""

    id: int
    side: str
    kind: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """All words a reader sees, also those of cards, articles and choices."""
        more = [line["value"] for line in self.data.get("lines", ())]
        more += [item["text"] for item in self.data.get("items", ())] + [self.data.get("tail", "")]
        more += [article["title"] + " " + article["about"] for article in self.data.get("articles", ())]
        more += [str(self.data.get("about", ""))]
        return "\n".join([self.text, *(words for words in more if words)])

    @property
    def labels(self) -> tuple[str, ...]:
        """What can be tapped, by its words."""
        return tuple(label for label, _ in self.targets)

    @property
    def targets(self) -> list[tuple[str, Mapping[str, str]]]:
        """What can be tapped: words and where they lead (url, or says with menu_id)."""
        data = self.data
        found = [(part["text"], part) for part in data.get("parts", ()) if part.get("url") or part.get("says")]
        found += [(item["text"], {"says": item["text"], "menu_id": item["id"]}) for item in data.get("items", ())]
        found += [(article["title"], article) for article in data.get("articles", ()) if article.get("url")]
        if self.kind == "card" and data.get("url"):
            found += [(data["title"], data), (words.CARD_MORE, data)]
        return found


def read_bubble(found: dict[str, Any]) -> Bubble:
    """A bubble from the JSON of the control API."""
    named = {name: found.pop(name) for name in ("id", "side", "kind", "text")}
    return Bubble(**named, data=found)
