"""What a finished registration hands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.effects import OpenClue, Urgency
from dialogs.flow import Slots

_KEPT = frozenset({"hardship", "age", "people", "disability_level", "programme"})
"""What is worth keeping of what was noticed in passing."""


def facts(slots: Slots) -> dict[str, Any]:
    """The answers as a clue keeps them: flat, without the desk's own slots.

    ``place`` becomes a division code (village before township, empty when unknown) and ``address`` the words it was
    said in, ``latitude`` and ``longitude`` where a location was sent. What understanding noticed in passing
    (``hardship``, ``age``, ``people`` ...) is added where no question asked for it. Empty answers are left out.
    """
    plain = {name: value for name, value in slots.items() if not name.startswith("_") and value not in ("", None)}
    here = [value for value in (plain.pop("village", None), plain.pop("place", None)) if isinstance(value, Mapping)]
    said = {name: value for name, value in slots.get("_heard", {}).items() if name in _KEPT and name not in plain}
    found = {**plain, **said}
    code = next((value["code"] for value in here if value.get("code")), "")
    said_here = (str(value.get("said") or value.get("name") or "") for value in reversed(here))
    address = " ".join(filter(None, dict.fromkeys(said_here)))
    point = {key: value[key] for value in here for key in ("latitude", "longitude") if key in value}
    if slots.get("_sent"):
        found["media_ids"] = list(slots["_sent"])
    return {**found, **point} | ({"place": code} if code else {}) | ({"address": address} if address else {})


def clue(slots: Slots, kind: str, urgency: Urgency = "normal") -> OpenClue:
    """The effect that opens a clue of that kind from these answers; danger said on the way beats ``urgency``."""
    told = facts(slots)
    if kind == "danger" and slots.get("_danger"):
        told["danger"] = str(slots["_danger"])
    return OpenClue(told, "danger" if slots.get("_danger") else urgency, kind)


def known_of(scene_place: str, name: str, phone: str, said_place: str = "") -> dict[str, Any]:
    """Slots that a bound resident need not be asked: name, phone and place as the register has them."""
    here = {"place": {"code": scene_place, "name": said_place, "said": said_place}} if scene_place else {}
    return {**({"name": name} if name else {}), **({"phone": phone} if phone else {}), **here}
