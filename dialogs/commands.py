"""What each key of the menu does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import (
    arrivals,
    bindings,
    columns,
    consents,
    contacts,
    contents,
    courtesies,
    entitled,
    kept,
    selfchecks,
    turns,
    whose,
)
from dialogs.answered import Answered
from dialogs.flows import clue_progress, menu
from dialogs.overheard import plainly
from dialogs.places_said import home_of
from dialogs.talk import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogs.effects import Topic
    from dialogs.scene import Scene
    from dialogs.talk import Talk, Turn
    from knowledge.understanding import Understanding

_BEGINS: Mapping[str, str] = {
    "help": "help",
    "report": "help",
    "standard": "standard",
    "not_arrived": "payment",
    "complaint": "complaint",
    "feedback": "feedback",
    "fraud": "fraud",
    "change": "change",
}


_ANSWERS: Mapping[str, frozenset[str]] = {"payment": frozenset({"missing", "not_arrived", "why_stopped"})}


def answers(key: str, flow: str) -> bool:
    """Whether these words, said while that flow asks, are an answer to it and no wish for something else."""
    return key in _ANSWERS.get(flow, frozenset())


_SWITCHES: Mapping[str, tuple[Topic, bool]] = {
    "arrival_on": ("arrival", True),
    "arrival_off": ("arrival", False),
    "standards_on": ("standards", True),
    "standards_off": ("standards", False),
    "news_on": ("news", True),
    "news_off": ("news", False),
}


def obey(key: str, talk: Talk, scene: Scene) -> Turn:
    """The turn for a menu key; an unknown one shows the menu. What was running is set aside."""
    if key == "menu":
        return turns.told(menu.menu(scene, paused=bool(talk.flow)), turns.paused(talk), None, scene)
    return turns.told(_answered(key, talk, scene), turns.paused(talk), _said_before(key, talk, scene), scene)


_MEANT: Mapping[str, tuple[str, ...]] = {
    "help": ("seek_help", "report_clue"),
    "report": ("seek_help", "report_clue"),
    "not_arrived": ("query_payment",),
    "missing": ("query_payment",),
    "complaint": ("complaint", "anti_fraud", "privacy_request", "query_progress"),
    "fraud": ("anti_fraud",),
    "change": ("report_change",),
}


def _said_before(key: str, talk: Talk, scene: Scene) -> Understanding | None:
    """The sentence that led to this choice, so that what was just said is not asked again."""
    asked = str(talk.slots.get("_asked", ""))
    meant = talk.slots.get("_intent") in _MEANT.get(key, ())
    fact = key in ("help", "report", "human") and plainly(asked, scene)
    if talk.flow or not asked or not (meant or fact or _was_unsure(key, talk)):
        return None
    return scene.office.ear.hear(asked, home=home_of(scene))


def _was_unsure(key: str, talk: Talk) -> bool:
    """Whether this choice was offered as one reading of what was said: then that was the story."""
    return key in ("help", "report", "change", "complaint") and "都不是" in talk.choices


_OF_SOMEBODY: Mapping[str, tuple[str, str]] = {
    "payment": ("到账", "ask"),
    "picture": ("到账图片", "ask"),
    "entitlements": ("待遇", "ask"),
    "not_arrived": ("钱没到或不对", "ask_payment"),
    "missing": ("钱没到", "ask_payment"),
    "why_stopped": ("停发了，不知道为什么", "ask_payment"),
}
"""Keys that are about one person's money: by what words, and how it is asked whose."""


def _answered(key: str, talk: Talk, scene: Scene) -> Answered:
    if key in _OF_SOMEBODY and not whose.settled(scene):
        return whose.which(_OF_SOMEBODY[key][0], scene, _OF_SOMEBODY[key][1])
    match key:
        case "policy":
            return menu.programmes(scene)
        case _ if key in contents.COMMANDS:
            return contents.answer(key, scene)
        case "selfcheck":
            return selfchecks.begin("", selfchecks.remembered(talk, scene), scene)
        case "payment":
            return arrivals.answer(None, scene)
        case "picture":
            return arrivals.picture(str(talk.slots.get("_about", "")), scene)
        case "entitlements":
            return entitled.answer(None, scene)
        case "sheet":
            return entitled.sheet(scene)
        case "missing":
            return Answered(Reply(""), begin="payment", slots={"trouble": "missing"})
        case "why_stopped":
            about = str(talk.slots.get("_about", ""))
            slots = {"trouble": "stopped"} | ({"programme": about} if about else {})
            return Answered(Reply(""), begin="payment", slots=slots)
        case "progress":
            return clue_progress.answer(scene)
        case "more" | "again":
            return clue_progress.for_more(key == "again", None, scene)
        case "bind":
            return bindings.bind(scene)
        case "bind_more":
            return bindings.bind_more(scene)
        case "unbind" | "unbind_all":
            return bindings.unbind(scene, every=key == "unbind_all")
        case "human":
            why = str(talk.slots.get("_asked", ""))
            return Answered(Reply(""), begin="human", slots={} if plainly(why, scene) else {"_why": why})
        case "question":
            asked = str(talk.slots.get("_asked", ""))
            return Answered(Reply(""), begin="question", slots={"trouble": asked} if len(asked) > 1 else {})
        case "contact":
            return contacts.where(scene)
        case "column":
            return columns.column(scene)
        case "notices":
            return columns.notices(scene)
        case "procedures":
            return columns.procedures(scene)
        case "unlike":
            return courtesies.unclear(None, scene)
        case "consents":
            return consents.asked()
        case "mine":
            return kept.about_me(scene)
        case "subscriptions":
            return kept.subscriptions(scene)
        case "erase":
            return Answered(Reply(""), begin="erasing")
        case _ if key in _SWITCHES:
            return kept.switch(*_SWITCHES[key], scene)
        case _ if key in _BEGINS:
            told = selfchecks.for_help(talk, scene) if key == "help" and not talk.flow else {}
            if told:
                return Answered(Reply(""), begin="help", slots={"since": "", **told})
            told = {"trouble": str(talk.slots.get("_asked", ""))} if _was_unsure(key, talk) and not talk.flow else {}
            return Answered(
                Reply(""), begin=_BEGINS[key], slots=told | ({"subject": "other"} if key == "report" else {})
            )
        case _:
            return menu.menu(scene)
