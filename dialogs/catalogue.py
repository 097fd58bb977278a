"""All flows by name, and what is said as each begins."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs import own_money, whose
from dialogs.changes_heard import change_told
from dialogs.circumstances import sudden
from dialogs.flow import Flow, Slots, next_ask, seen
from dialogs.flows import (
    binding,
    change,
    clue_progress,
    complaint,
    danger,
    erasing,
    feedback,
    fraud,
    help,
    human,
    payments,
    place_code,
    question,
    selfcheck,
    standard,
    survey,
)
from dialogs.places_said import home_of
from dialogs.say import called, listed
from dialogs.scene import ResidentView

if TYPE_CHECKING:
    from dialogs.scene import Scene

FLOWS: Mapping[str, Flow] = MappingProxyType(
    {
        flow.name: flow
        for flow in (
            help.FLOW,
            danger.FLOW,
            standard.FLOW,
            payments.FLOW,
            binding.BIND,
            binding.UNBIND,
            erasing.FLOW,
            clue_progress.ADD,
            clue_progress.REOPEN,
            human.FLOW,
            complaint.FLOW,
            change.FLOW,
            question.FLOW,
            fraud.FLOW,
            feedback.FLOW,
            survey.FLOW,
            selfcheck.FLOW,
            place_code.FLOW,
        )
    }
)
"""Every flow, by the name a stored talk knows it by."""

_OPTIONAL_PHONE = frozenset({"feedback"})
"""Flows in which a phone means that an answer is wanted: never taken from what is known."""
_OF_SENDER = frozenset({"payment", "change"})
"""Flows about the sender's own entitlement: name and place are the sender's."""


_RULE_OF_CHANGES = "tell_change"
"""The entry of the knowledge that is told to who asks whether a change must be reported."""
_FITTING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "illness": ("yiliao", "linshi"),
        "disability": ("canji", "dibao"),
        "unable": ("dibao", "canji"),
        "disaster": ("shouzai", "linshi"),
        "accident": ("linshi", "yiliao"),
        "child": ("wuren", "dibao"),
        "elder_alone": ("tekun", "gaoling"),
        "hunger": ("linshi", "dibao"),
        "debt": ("linshi",),
        "jobless": ("linshi", "jiuye"),
        "school": ("jiaoyu", "dibao"),
    }
)


def opening(flow: Flow, slots: Slots, scene: Scene) -> str:
    """The sentence before the first question; to who tells of a hardship also what may fit, promising nothing."""
    if flow.name == "human":
        return human.opening(scene)
    if flow.name == "standard":
        return flow.say("opening", scene) if "programme" not in slots and slots.get("_asked") else ""
    if flow.name == "change":
        rule = next((one.answer for one in scene.office.pack.entries if one.key == _RULE_OF_CHANGES), "")
        return change.opening(slots, rule, scene)
    if flow.sees is not None and next_ask(flow, seen(flow, slots, scene)) is None:
        return ""
    said = flow.say("opening", scene) if "opening" in flow.says else ""
    if not slots.get("trouble"):
        return said
    if flow.name != "help":
        return said
    if change_told(str(slots["trouble"])) == "death":
        return flow.say("opening_mourning", scene)
    heard = slots.get("_heard", {})
    wanted = [key for hard in heard.get("hardship", ()) for key in _FITTING.get(hard, ())]
    wanted = [heard["programme"], *wanted] if heard.get("programme") else wanted
    programmes = scene.office.pack.programmes
    if sudden(str(slots["trouble"])):
        wanted = ["linshi", *wanted]
    names = [called(programmes[key]) for key in dict.fromkeys(wanted) if key in programmes][:3]
    if not names:
        return said
    first = _at_a_blow(str(slots["trouble"]), scene)
    return flow.say("opening_blow" if first else "opening_fitting", scene, programmes=listed(names), first=first)


_FIRST: Mapping[str, str] = MappingProxyType({"first_relief": "先给", "away_emergency": "不分户口"})
"""The entries of which one sentence is told to whoever was struck, and the words by which that sentence is known."""


def _at_a_blow(trouble: str, scene: Scene) -> str:
    """Relief first, papers later, where it happened: as the bureau's knowledge says it; empty for other troubles."""
    if not sudden(trouble):
        return ""
    told = {entry.key: entry.answer for entry in scene.office.pack.entries if entry.key in _FIRST}
    said = (next((one for one in told.get(key, "").split("。") if sign in one), "") for key, sign in _FIRST.items())
    return "".join(f"{one.split('，急的', maxsplit=1)[0]}。" for one in said if one)


def known(flow: Flow, slots: Slots, scene: Scene) -> dict[str, Any]:
    """The slots and what the scene already tells of the sender: never ask for what we have.

    ``_own`` keeps of whom each of them was told, so that it goes when the sender is not bound to that person any more.
    """
    found = dict(slots)
    if flow.name in ("binding", "unbinding"):
        return found
    if flow.name == "standard":
        # A county's own account is asked about that county.
        home = home_of(scene)
        return {"place": {"code": home, "name": "", "said": ""}, **found} if len(home) >= 6 else found
    sender, me = scene.resident, scene.oneself
    of_money = flow.name in _OF_SENDER
    who = _meant(slots, scene) if slots.get("subject") or not of_money else sender
    rings = sender if of_money and slots.get("subject") != "self" else me
    if rings.phone and flow.ask("phone") and flow.name not in _OPTIONAL_PHONE and slots.get("named") != "anonymous":
        found.setdefault("phone", rings.phone)
    if flow.name == "payment":
        found = own_money.filled(found, scene)
    if slots.get("named") == "named" and me.name and flow.ask("reporter_name"):
        found.setdefault("reporter_name", me.name)
    if flow.ask("best_time") and found.get("phone"):
        found.setdefault("best_time", "")  # asked only along with the phone
    if who.name and flow.ask("name") and (flow.name != "change" or change.of_sender(slots)):
        found.setdefault("name", who.name)
    lives = who.registered_at or who.place if who.agent_of else who.place
    if len(lives) >= 9 and flow.ask("place"):
        here = scene.office.places.full_name(lives)
        found.setdefault("place", {"code": lives, "name": here, "said": here})
    told = {"phone": rings, "reporter_name": me}
    new = {name: told.get(name, who) for name in found if name not in slots and not name.startswith("_")}
    own = {name: one.person_id for name, one in new.items() if one.bound}
    return {**found, "_own": {**slots.get("_own", {}), **own}} if own else found


def _meant(slots: Slots, scene: Scene) -> ResidentView:
    """Whom a registration is about, where that is the sender or somebody bound: else nobody who is known."""
    match slots.get("subject"):
        case "self":
            return scene.oneself
        case "family":
            return whose.relative(slots, scene)
        case _:
            return ResidentView()
