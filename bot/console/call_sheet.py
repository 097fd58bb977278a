"""A call as a form: every question of its flow as a field, filled from the notes, from the register, or by hand."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dialogs.catalogue import known
from dialogs.flow import Flow, answer_slot, placed, seen, show
from dialogs.front_desk import fill
from dialogs.notunderstood import NotUnderstood
from dialogs.scene import Scene
from knowledge.namesguessed import name_guessed

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from dialogs.flow import Ask

ANSWERS = frozenset({"standard", "selfcheck", "progress", "bind_help"})
"""Flows that end with an answer and register nothing."""
SAFE = "safe"
"""The tick with which an operator says that nobody is in danger after all."""
NAME_CHECKED = "name-checked"
"""The tick with which an operator says that a guessed name was asked back and is right."""
_CLOSED = frozenset({"choice", "yes_no"})
_NOT_ON_A_FORM = frozenset({"media"})


@dataclass(frozen=True, slots=True)
class Field:
    """One question as a field: ``text`` is what stands in it, ``heard`` what the notes alone would put there."""

    name: str
    label: str
    kind: str
    prompt: str
    options: tuple[str, ...]
    text: str = field(repr=False)
    heard: str = field(repr=False)
    said: str = field(default="", repr=False)
    """How the value was understood, where that differs from the text (the full place)."""
    hint: str = ""
    choices: tuple[str, ...] = ()
    """What the text may have meant."""
    wanted: bool = True
    required: bool = True
    later: bool = False
    """Not asked while there is danger, but there to be filled in when it is told."""
    from_register: bool = False
    """What stands in it is what the register says, not the caller."""

    guessed: bool = False
    """A name that nobody said to be one: to be asked back."""

    @property
    def by_hand(self) -> bool:
        """Whether the operator set it."""
        return self.text != self.heard

    @property
    def done(self) -> bool:
        """Answered and understood."""
        return bool(self.text) and not self.hint


@dataclass(frozen=True, slots=True)
class Sheet:
    """The call as it stands: every field, and the slots they make."""

    fields: tuple[Field, ...]
    slots: Mapping[str, Any] = field(repr=False)
    danger: str = ""
    """What danger the notes tell of, whether or not the operator has said that nobody is in danger."""

    @property
    def open(self) -> tuple[Field, ...]:
        """Fields still wanted before the call can become a clue."""
        return tuple(one for one in self.fields if one.wanted and one.required and not one.done)

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)


def read_sheet(flow: Flow, draft: Draft, scene: Scene) -> Sheet:
    """Read notes and fields into slots. A field that cannot be read keeps its text and gets a hint; nothing is lost.

    ``scene.resident`` is who is known to call: what the register has of that person is not asked again.
    """
    told = fill(flow, {}, draft.notes, Scene(scene.office, scene.now))
    trouble = flow.ask("trouble")
    if told.get("_danger") and trouble is not None and trouble.reader.kind == "words":
        told.setdefault("trouble", draft.notes.strip()[:500])  # what was said of the danger is the trouble
    heard = _with_register(flow, told, draft.typed.get("subject", ""), scene)
    guess = _guessed_name(flow, heard, draft.notes, scene)
    if guess:
        heard, told = {**heard, "name": guess}, {**told, "name": guess}
    if flow.ask("place") and flow.name in ANSWERS:
        # Whoever rings the county's own line asks about the county, unless another place is said.
        home = scene.office.pack.division
        heard.setdefault("place", {"code": home, "name": "", "said": ""})
    danger = str(heard.get("_danger", ""))
    if SAFE in draft.ticks:
        heard.pop("_danger", None)
    slots: dict[str, Any] = {name: value for name, value in heard.items() if name.startswith("_")}
    hints: dict[str, NotUnderstood] = {}
    for ask in flow.asks:  # in the flow's order: a village is read below its township
        text = draft.typed.get(ask.name)
        if text is None:
            if ask.name in heard:
                slots[ask.name] = heard[ask.name]
        elif text.strip():
            try:
                slots = answer_slot(flow, slots, ask.name, text, scene)
            except NotUnderstood as problem:
                # One of a few cannot show words that another kind of call left under the same name.
                if ask.reader.kind not in _CLOSED:
                    hints[ask.name] = problem
    slots = dict(seen(flow, slots, scene))
    shown = [ask for ask in flow.asks if ask.label and ask.reader.kind not in _NOT_ON_A_FORM]
    here = placed(scene, slots)
    fields = [_field(flow, ask, draft, heard, slots, hints.get(ask.name), here, told) for ask in shown]
    if guess and NAME_CHECKED not in draft.ticks:
        fields = [replace(one, guessed=one.name == "name" and one.text == guess) for one in fields]
    return Sheet(tuple(fields), slots, danger)


def _guessed_name(flow: Flow, heard: Mapping[str, Any], notes: str, scene: Scene) -> str:
    """A name that the notes surely hold; never for a flow in which a name may be somebody else's."""
    asked = flow.ask("name")
    if asked is None or "name" in heard or not getattr(asked.reader, "in_passing", False):
        return ""
    places, ear = scene.office.places, scene.office.ear
    return name_guessed(notes, lambda word: bool(places.resolve(word)), ear.cutter.knows)


def _with_register(flow: Flow, told: Mapping[str, Any], subject: str, scene: Scene) -> dict[str, Any]:
    """What was told, and what the register has of the caller where the caller speaks of himself."""
    about = dict(told)
    if subject and flow.ask("subject"):
        with suppress(NotUnderstood):
            about = answer_slot(flow, about, "subject", subject, scene)
    filled = {name: value for name, value in known(flow, about, scene).items() if name != "subject"}
    return {**filled, "subject": told["subject"]} if "subject" in told else filled


def _field(
    flow: Flow,
    ask: Ask,
    draft: Draft,
    heard: Mapping[str, Any],
    slots: Mapping[str, Any],
    problem: NotUnderstood | None,
    scene: Scene,
    told: Mapping[str, Any],
) -> Field:
    labels = tuple(option.label for option in ask.reader.options)
    heard_text = _text(ask, heard.get(ask.name), scene)
    text = draft.typed.get(ask.name, heard_text)
    value = slots.get(ask.name)
    shown = ask.reader.show(value, scene) if value not in (None, "") and not problem else ""
    pick = tuple(option.words for option in problem.options) if problem else ()
    # Options of a free field are only ways to pass; of a choice they are the answers.
    closed = ask.reader.kind in _CLOSED
    wanted = ask.unless is None or not ask.unless(slots)
    calm = {name: kept for name, kept in slots.items() if name != "_danger"}
    later = not wanted and ask.unless is not None and not ask.unless(calm)
    return Field(
        name=ask.name,
        label=ask.label,
        kind=ask.reader.kind,
        prompt=show(flow, slots, ask, scene).replies[0].text,
        options=labels,
        text=text,
        heard=heard_text,
        said=shown if shown and shown != text and not closed and ask.reader.kind != "id_number" else "",
        hint=problem.hint if problem else "",
        choices=pick,
        wanted=wanted or later,
        later=later,
        required=(closed or not labels) and not later,
        from_register=ask.name in heard and ask.name not in told and text == heard_text,
    )


def _text(ask: Ask, value: Any, scene: Scene) -> str:
    """A value as it stands in a field: what the reader would read back into the same value."""
    if value in (None, ""):
        return ""
    if isinstance(value, Mapping):
        path = scene.office.places.path(str(value.get("code", "")))
        return ask.reader.show(value, scene) or str(value.get("said") or (path[-1].name if path else ""))
    if ask.reader.kind in _CLOSED:
        return ask.reader.show(value, scene)
    return str(value)
