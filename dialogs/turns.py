"""How answers and flows become turns: beginning, setting aside, coming back, answering in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dialogs import aloud, whose
from dialogs.answered import Answered
from dialogs.catalogue import FLOWS, known, opening
from dialogs.effects import UnbindResident
from dialogs.flow import Flow, Slots, absorb, advance, show, wanted
from dialogs.flows import human
from dialogs.lines import common, titled
from dialogs.places_said import county_name
from dialogs.talk import Option, Reply, Talk, Turn
from knowledge.blotting import kept as kept_words

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_REMEMBERED = frozenset({"_whose", "_about", "_intent", "_asked", "_another", "_checked", "_key"})
"""What a talk keeps of its last answers."""
_FLEETING = frozenset({"human", "standard", "question", "survey", "feedback", "place_code"})
"""Flows too short to be worth coming back to."""


def led(turn: Turn, lead: str) -> Turn:
    """The turn with that line said before its first reply."""
    if not lead or not turn.replies:
        return turn
    first = replace(turn.replies[0], text="\n".join(filter(None, (lead, turn.replies[0].text))))
    return replace(turn, replies=(first, *turn.replies[1:]))


def began(talk: Talk) -> bool:
    """Whether a flow waits for an answer right now."""
    return bool(talk.flow) and not talk.slots.get("_paused")


def told(answered: Answered, talk: Talk, heard: Understanding | None, scene: Scene) -> Turn:
    """An answer given while no question waits; a flow that was set aside stays where it is."""
    if answered.begin:
        return begin(answered.begin, answered.slots, talk, heard, scene, answered.reply.text, answered)
    answered = aloud.offering(answered, scene)
    reply = answered.reply
    kept: dict[str, Any] = {}
    if talk.flow:
        kept = {"flow": talk.flow, "version": talk.version, "awaiting": talk.awaiting}
        reply = _reminding(reply, talk.flow, scene)
    slots = {name: value for name, value in talk.slots.items() if talk.flow or name in _REMEMBERED}
    slots = {**slots, **aloud.remembered(answered)}
    if heard is not None and not answered.key:
        slots.pop("_key", None)
    if heard is not None and answered.key != whose.ASKS:
        slots |= {"_intent": heard.intent, "_asked": kept_words(heard.text[:200])}
    if answered.about:
        slots["_about"] = answered.about
    slots = whose.kept(slots, scene)
    choices = tuple(option.words for option in reply.options)
    return _turn(Turn(Talk(slots=slots, choices=choices, **kept), (reply,), answered.effects), heard, answered)


def begin(
    name: str,
    slots: Mapping[str, Any],
    talk: Talk,
    heard: Understanding | None,
    scene: Scene,
    lead: str = "",
    answered: Answered | None = None,
) -> Turn:
    """Start a flow with all that is known; what ran before is set aside, not lost."""
    flow = FLOWS[name]
    if name == "human" and "phone" not in slots and (call := human.standing(scene)) is not None:
        return told(call, paused(talk), None, scene)
    filled: dict[str, Any] = absorb(flow, slots, heard) if heard is not None else dict(slots)
    filled = whose.kept(known(flow, filled, scene), scene)
    held = _held(talk, name)
    if held:
        filled["_held"] = held
    first = "\n".join(part for part in (lead, opening(flow, filled, scene), _elsewhere(flow, heard, scene)) if part)
    turn = ended(advance(flow, filled, scene, first), filled, scene)
    if answered is not None:
        turn = _with_page(turn, answered)
    if answered is not None and answered.effects:
        turn = replace(turn, effects=(*answered.effects, *turn.effects))
    return _turn(turn, heard, answered)


def _with_page(turn: Turn, answered: Answered) -> Turn:
    """The page of an answer under the question that is shown with it."""
    if not answered.reply.page or not turn.replies:
        return turn
    return replace(turn, replies=(replace(turn.replies[0], page=answered.reply.page), *turn.replies[1:]))


def _elsewhere(flow: Flow, heard: Understanding | None, scene: Scene) -> str:
    """To who tells of a place that is not ours, where that place is helped."""
    if heard is None or not heard.place or not heard.place.outside or flow.ask("place") is None:
        return ""
    return common("elsewhere", scene, place=heard.place.outside, county=county_name(scene))


def onward(flow: Flow, slots: Slots, scene: Scene, lead: str = "") -> Turn:
    """The next question of a running flow, or its end."""
    filled = known(flow, slots, scene)
    return ended(advance(flow, filled, scene, lead), filled, scene)


def ended(turn: Turn, slots: Slots, scene: Scene) -> Turn:
    """After the last answer of a flow, what was set aside for it waits again."""
    held = slots.get("_held")
    if turn.talk.flow or not held or _of_the_untied(turn, held):
        return turn
    talk = resumed(held)
    talk = replace(talk, choices=turn.talk.choices)
    if not turn.replies:
        return replace(turn, talk=talk, replies=(Reply("", (), _aside(talk.flow, scene)),))
    last = _reminding(turn.replies[-1], talk.flow, scene)
    return replace(turn, talk=talk, replies=(*turn.replies[:-1], last))


def _of_the_untied(turn: Turn, held: Mapping[str, Any]) -> bool:
    """Whether what was set aside is about somebody whose tie just ended: then there is nothing to come back to."""
    gone = [effect.person_id for effect in turn.effects if isinstance(effect, UnbindResident)]
    about = held.get("slots", {}).get("_whose")
    return about is not None and any(person_id in (None, about) for person_id in gone)


def between(answered: Answered, talk: Talk, scene: Scene, heard: Understanding | None = None) -> Turn:
    """A question answered in the middle of a flow, then the flow's own question again."""
    flow = FLOWS[talk.flow]
    ask = flow.ask(talk.awaiting)
    if answered.key == whose.ASKS:
        answered = whose.later(scene)
    if ask is None:
        return onward(flow, talk.slots, scene, answered.reply.text)
    again = common("between", scene, title=titled(flow, scene))
    lead = "\n".join(part for part in (answered.reply.text, f"\n{again}") if part)
    turn = _with_page(show(flow, talk.slots, ask, scene, lead, misses=talk.misses), answered)
    return _turn(replace(turn, effects=answered.effects), heard, answered)


def back(flow: Flow, talk: Talk, scene: Scene) -> Turn | None:
    """One question back; None at the first one."""
    before = [ask for ask in flow.asks if ask.name in talk.slots and wanted(ask, talk.slots)]
    order = [ask.name for ask in flow.asks]
    if talk.awaiting in order:
        before = [ask for ask in before if order.index(ask.name) < order.index(talk.awaiting)]
    if not before:
        return None
    slots = {name: value for name, value in talk.slots.items() if name != before[-1].name}
    return show(flow, slots, before[-1], scene, common("back", scene))


def paused(talk: Talk) -> Talk:
    """The talk with its flow set aside in place; one in which nothing was said yet is let go."""
    if not talk.flow:
        return talk
    if not _worth(talk):
        return resumed(held) if (held := talk.slots.get("_held")) else Talk()
    return replace(talk, slots={**talk.slots, "_paused": True})


def awake(talk: Talk) -> Talk:
    """The talk with its flow waiting for an answer again."""
    return replace(talk, slots={name: value for name, value in talk.slots.items() if name != "_paused"})


def resumed(held: Mapping[str, Any]) -> Talk:
    """The talk that was set aside."""
    return Talk(
        flow=str(held.get("flow", "")),
        version=int(held.get("version", 0)),
        awaiting=str(held.get("awaiting", "")),
        slots={**held.get("slots", {}), "_paused": True},
    )


def _held(talk: Talk, name: str) -> dict[str, Any]:
    if not talk.flow or talk.flow not in FLOWS or talk.flow == name:
        return dict(talk.slots.get("_held") or {})
    if not _worth(talk):
        return dict(talk.slots.get("_held") or {})
    slots = {slot: value for slot, value in talk.slots.items() if slot not in ("_held", "_paused")}
    return {"flow": talk.flow, "version": talk.version, "awaiting": talk.awaiting, "slots": slots}


def _worth(talk: Talk) -> bool:
    said = any(not slot.startswith("_") for slot in talk.slots)
    return said and talk.flow not in _FLEETING


def _aside(name: str, scene: Scene) -> str:
    return common("aside", scene, title=titled(FLOWS[name], scene) if name in FLOWS else common("nameless", scene))


def _reminding(reply: Reply, name: str, scene: Scene) -> Reply:
    if any(option.words == "继续" for option in reply.options):
        return reply
    return replace(reply, tail="\n".join(filter(None, (reply.tail, _aside(name, scene)))))


def _turn(turn: Turn, heard: Understanding | None, answered: Answered | None) -> Turn:
    intent = heard.intent if heard else turn.intent
    about = (heard.programme or "") if heard else ""
    if answered is not None:
        about = answered.about or about
    sources = (*turn.sources, *(answered.sources if answered else ()))
    began_now = f"flow:{turn.talk.flow}" if turn.talk.flow else ""
    key = answered.key if answered is not None and answered.key else began_now
    return replace(turn, intent=intent, programme=about, sources=sources, answered=key)


def offer(text: str, options: tuple[Option, ...], talk: Talk, tail: str = "") -> Turn:
    """A choice about the talk itself."""
    reply = Reply(text, options, tail)
    return Turn(replace(talk, choices=tuple(option.words for option in options)), (reply,))
