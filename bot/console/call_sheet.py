"""A call while it lasts: notes, answers, where each came from. Kept as a talk, so that a restart loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.flow import Flow, answer_slot, placed, show
from dialogs.front_desk import fill
from dialogs.readers import NotUnderstood
from dialogs.talk import Talk

if TYPE_CHECKING:
    from dialogs.flow import Ask
    from dialogs.scene import Scene

ANSWERS = frozenset({"standard"})
"""Flows that end with an answer and register nothing."""
SAFE = "safe"
"""The tick with which an operator says that nobody is in danger after all."""
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_NOT_ON_A_FORM = frozenset({"media"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What the operator wrote so far. ``typed`` holds fields set by hand, as text; they beat what the notes tell."""

    flow: str
    notes: str = field(default="", repr=False)
    typed: Mapping[str, str] = field(default_factory=lambda: _NO_TEXTS, repr=False)
    ticks: tuple[str, ...] = ()
    clue_no: str = ""
    """The clue this call became; empty while it lasts."""

    def to_talk(self, now: datetime) -> Talk:
        """The draft as a talk, which storage keeps sealed."""
        kept = {"_notes": self.notes, "_typed": dict(self.typed), "_ticks": list(self.ticks), "_clue_no": self.clue_no}
        return Talk(flow=self.flow, version=1, slots=kept, touched_at=now)

    @classmethod
    def from_talk(cls, talk: Talk) -> Draft | None:
        """The draft kept as that talk; None when there is none."""
        if not talk.flow:
            return None
        kept = talk.slots
        return cls(
            flow=talk.flow,
            notes=kept.get("_notes", ""),
            typed=kept.get("_typed", {}),
            ticks=tuple(kept.get("_ticks", ())),
            clue_no=kept.get("_clue_no", ""),
        )


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
    """Read notes and fields into slots. A field that cannot be read keeps its text and gets a hint; nothing is lost."""
    heard = dict(fill(flow, {}, draft.notes, scene)) if draft.notes.strip() else {}
    if flow.name in ANSWERS:
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
                hints[ask.name] = problem
    known = [ask for ask in flow.asks if ask.label and ask.reader.kind not in _NOT_ON_A_FORM]
    here = placed(scene, slots)
    fields = [_field(flow, ask, draft, heard, slots, hints.get(ask.name), here) for ask in known]
    return Sheet(tuple(fields), slots, danger)


def _field(
    flow: Flow,
    ask: Ask,
    draft: Draft,
    heard: Mapping[str, Any],
    slots: Mapping[str, Any],
    problem: NotUnderstood | None,
    scene: Scene,
) -> Field:
    labels = tuple(option.label for option in ask.reader.options)
    heard_text = _text(ask, heard.get(ask.name), scene)
    text = draft.typed.get(ask.name, heard_text)
    value = slots.get(ask.name)
    shown = ask.reader.show(value, scene) if value not in (None, "") and not problem else ""
    pick = tuple(option.words for option in problem.options) if problem else ()
    # Options of a free field are only ways to pass; of a choice they are the answers.
    closed = ask.reader.kind in ("choice", "yes_no")
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
    )


def _text(ask: Ask, value: Any, scene: Scene) -> str:
    """A value as it stands in a field: what the reader would read back into the same value."""
    if value in (None, ""):
        return ""
    if isinstance(value, Mapping):
        path = scene.office.places.path(str(value.get("code", "")))
        return ask.reader.show(value, scene) or str(value.get("said") or (path[-1].name if path else ""))
    if ask.reader.kind in ("choice", "yes_no"):
        return ask.reader.show(value, scene)
    return str(value)


def from_form(draft: Draft, form: Mapping[str, str], ticks: tuple[str, ...]) -> Draft:
    """The draft after what the page sent. What differs from what the page had heard was set by hand."""
    typed = {
        name.removeprefix("heard-"): form.get(name.removeprefix("heard-"), "")
        for name, heard in form.items()
        if name.startswith("heard-") and form.get(name.removeprefix("heard-"), "") != heard
    }
    return replace(draft, notes=form.get("notes", "")[:4000], typed=typed, ticks=ticks)
