"""Conversations as named questions. Where a talk stands follows from which answers are missing; nothing else is kept.

Slots whose name begins with ``_`` belong to the desk, not to a question: ``_heard`` (what understanding noticed in
passing), ``_danger``, ``_paused``, ``_held`` (a talk set aside for this one), ``_agreed`` (words of consent shown).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.consents import SHOWN, given
from dialogs.lines import filled, labelled, line, offered, relabelled
from dialogs.message import Message
from dialogs.prompts import gaps
from dialogs.readers import Reader
from dialogs.talk import Option, Reply, Talk, Turn

if TYPE_CHECKING:
    from dialogs.effects import Effect
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

Slots = Mapping[str, Any]
_HEARD = ("hardship", "age", "people", "disability_level", "area", "mode", "care", "period")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. Its ``name`` is a public contract: rename it only through ``Flow.renamed``.

    A pack's wording ``<flow>.<name>`` takes the place of ``prompt``, which may hold the gaps of ``dialogs.prompts``.
    ``label`` is what a form and the summary call it; a question without one is not shown there. ``unless`` tells from
    the slots that it need not be asked.
    """

    name: str
    label: str
    prompt: str
    reader: Reader
    unless: Callable[[Slots], bool] | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """What a finished flow says and wants done. Without a reply, the outcome of its effect is told instead."""

    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()
    kept: Slots = field(default_factory=dict, repr=False)
    """What the talk remembers for the taps under the last reply; names begin with ``_``."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One conversation from top to bottom. ``renamed`` maps old question names to today's.

    ``says`` holds what it says besides its questions, by name: ``opening`` before the first one, ``done`` and ``next``
    when it is finished, whatever else it tells. A pack's wording ``<flow>.<name>`` takes the place of each.
    ``where`` says to a clerk when each of them is heard, ``holes`` what fills the holes that only this flow has;
    ``often`` orders the list of lines: the more residents hear it, the smaller.
    ``sees`` adds to the slots, under names with ``_``, what the scene makes of the answers so far: for ``unless``.
    """

    name: str
    title: str
    version: int
    asks: tuple[Ask, ...]
    finish: Callable[[Slots, Scene], Ending]
    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    says: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sees: Callable[[Slots, Scene], Slots] | None = None
    where: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    holes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    often: int = 30

    def __post_init__(self) -> None:
        # A reader with a hint of its own says it under the key of its question.
        asks = tuple(replace(ask, reader=_knowing(ask.reader, f"{self.name}.{ask.name}")) for ask in self.asks)
        object.__setattr__(self, "asks", asks)

    def ask(self, name: str) -> Ask | None:
        """The question of that name."""
        return next((ask for ask in self.asks if ask.name == name), None)

    def say(self, name: str, scene: Scene, /, **facts: object) -> str:
        """One of ``says`` as this bureau words it, filled in."""
        return line(scene, f"{self.name}.{name}", self.says[name], **facts)


def seen(flow: Flow, slots: Slots, scene: Scene) -> Slots:
    """The slots with what the flow sees in the scene."""
    return {**slots, **flow.sees(slots, scene)} if flow.sees is not None else slots


def next_ask(flow: Flow, slots: Slots) -> Ask | None:
    """The first question that still needs an answer."""
    return next((ask for ask in flow.asks if ask.name not in slots and wanted(ask, slots)), None)


def wanted(ask: Ask, slots: Slots) -> bool:
    """Whether the question has to be asked, from what is known."""
    return ask.unless is None or not ask.unless(slots)


def along(ask: Ask, slots: Slots) -> dict[str, Any]:
    """The slots after an answer to ``ask``: what its prompt asked along is not asked again."""
    return {**dict.fromkeys(getattr(ask.reader, "covers", ()), ""), **slots}


def advance(flow: Flow, slots: Slots, scene: Scene, lead: str = "") -> Turn:
    """Show the next question, or finish. ``lead`` is said before it."""
    slots = seen(flow, slots, scene)
    ask = next_ask(flow, slots)
    if ask is not None:
        return show(flow, slots, ask, scene, lead)
    ending = flow.finish(slots, scene)
    replies = ending.replies
    if lead and replies:
        replies = (replace(replies[0], text=f"{lead}\n{replies[0].text}"), *replies[1:])
    elif lead:
        replies = (Reply(lead),)
    choices = tuple(option.words for option in replies[-1].options) if replies else ()
    agreed = given(flow, slots, scene, summary(flow, slots, scene)) if ending.effects else ()
    effects = (*ending.effects, *agreed)
    return Turn(Talk(slots=dict(ending.kept), choices=choices), replies, effects, sources=ending.sources)


def show(
    flow: Flow,
    slots: Slots,
    ask: Ask,
    scene: Scene,
    lead: str = "",
    *,
    options: tuple[Option, ...] = (),
    misses: int = 0,
    prompt: str | None = None,
) -> Turn:
    """One question as the resident sees it, and the talk that waits for its answer."""
    key = f"{flow.name}.{ask.name}"
    if prompt is None:
        template = scene.office.pack.wording.get(key, ask.prompt)
        shield = flow.say("shield", scene) if "shield" in flow.says else ""
        prompt = filled(template, gaps(slots, scene, summary(flow, slots, scene), shield)).rstrip()
        if ask.name in SHOWN:
            slots = {**slots, "_agreed": {**slots.get("_agreed", {}), ask.name: template}}
    reply = Reply("\n".join(part for part in (lead, prompt) if part), options or offered(ask.reader, key, scene))
    talk = Talk(
        flow=flow.name,
        version=flow.version,
        awaiting=ask.name,
        slots=dict(slots),
        choices=tuple(option.words for option in reply.options),
        misses=misses,
    )
    return Turn(talk, (reply,))


def read(flow: Flow, talk: Talk, message: Message, scene: Scene) -> Slots:
    """The slots with the answer to the question *that was shown*; raises ``NotUnderstood``.

    A question that a deploy has removed takes its answer with it.
    """
    ask = flow.ask(talk.awaiting)
    if ask is None:
        return talk.slots
    return {**talk.slots, ask.name: ask.reader.read(message, placed(scene, talk.slots))}


def migrated(flow: Flow, talk: Talk) -> Talk:
    """The talk as today's version of its flow names things."""
    if talk.version == flow.version and not flow.renamed:
        return talk
    slots = {flow.renamed.get(name, name): value for name, value in talk.slots.items()}
    return replace(talk, slots=slots, awaiting=flow.renamed.get(talk.awaiting, talk.awaiting), version=flow.version)


def absorb(flow: Flow, slots: Slots, heard: Understanding) -> dict[str, Any]:
    """The slots and all that the sentence tells of questions not answered yet: never ask what was just said."""
    known = dict(slots)
    for ask in flow.asks:
        if ask.name not in known:
            value = ask.reader.spot(heard)
            if value is not None:
                known[ask.name] = value
    noticed = {key: _plain(heard.slots[key]) for key in _HEARD if heard.slots.get(key)}
    if heard.programme:
        noticed["programme"] = heard.programme
    if noticed:
        known["_heard"] = {**noticed, **known.get("_heard", {})}
    return known


def answer_slot(flow: Flow, slots: Slots, name: str, value_text: str, scene: Scene) -> dict[str, Any]:
    """The slots with one question answered out of order, by words or by the number of an option.

    Empty words take the answer back. Raises ``NotUnderstood`` with a hint, ``KeyError`` for a name the flow has not.
    """
    ask = flow.ask(name)
    if ask is None:
        raise KeyError(name)
    if not value_text.strip():
        return dict(seen(flow, {kept: value for kept, value in slots.items() if kept != name}, scene))
    options, said = ask.reader.options, value_text.strip()
    if said.isdecimal() and 0 < int(said) <= len(options):
        said = options[int(said) - 1].words
    message = Message(key="", sender="", kind="text", at=scene.now, text=said)
    return dict(seen(flow, {**slots, name: ask.reader.read(message, placed(scene, slots))}, scene))


def summary(flow: Flow, slots: Slots, scene: Scene) -> str:
    """What has been answered so far, a line each; empty when nothing has."""
    lines = []
    for ask in flow.asks:
        if ask.label and slots.get(ask.name) not in (None, "") and wanted(ask, slots):
            said = ask.reader.show(slots[ask.name], scene)
            said = relabelled(ask.reader, f"{flow.name}.{ask.name}", scene).get(said, said)
            if said:
                lines.append(f"{labelled(flow, ask, scene)}：{said}")
    return "\n".join(lines)


def placed(scene: Scene, slots: Slots) -> Scene:
    """The scene in which a village is looked for below the township that was answered."""
    here = slots.get("place")
    code = here.get("code") if isinstance(here, Mapping) else None
    return replace(scene, resident=replace(scene.resident, place=code)) if code else scene


def _knowing(reader: Any, key: str) -> Reader:
    known: Reader = replace(reader, asked=key) if getattr(reader, "hint", "") else reader
    return known


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
