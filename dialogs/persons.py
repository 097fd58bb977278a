"""Whom a question is about, as one says it to the resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_POLITELY = {"妈": "妈妈", "爸": "爸爸", "爹": "父亲", "娘": "母亲", "奶": "奶奶", "爷": "爷爷"}
"""What one calls one's own mother is not what another says of her."""


def person(slots: Mapping[str, Any]) -> str:
    """Whom a question is about: 您, 您母亲, 这位邻居."""
    relation = str(slots.get("relation") or "").removeprefix("我").removeprefix("俺").removeprefix("的")
    relation = _POLITELY.get(relation, relation)
    match slots.get("subject"):
        case "family":
            return f"您{relation}" if relation else "您家里人"
        case "other":
            return f"这位{relation}" if relation == "邻居" else "这位老乡"
        case _:
            return "您"
