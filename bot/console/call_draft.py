"""What an operator has written of a call so far. Kept as a talk after every few keys, so that nothing is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flask import abort

from bot.console.guard import here
from dialogs.talk import Talk

if TYPE_CHECKING:
    from storage.uow import UnitOfWork

MOST = 6
"""So many calls one operator may hold."""
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that was read to the caller; ``figures`` as ``ToldFigures.note`` takes them."""

    title: str
    programme: str = ""
    figures: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A call while it lasts. ``typed`` holds fields set by hand, as text; they beat what the notes tell."""

    flow: str
    notes: str = field(default="", repr=False)
    typed: Mapping[str, str] = field(default_factory=lambda: _NO_TEXTS, repr=False)
    ticks: tuple[str, ...] = ()
    clue_no: str = ""
    """The clue this call became; empty while it lasts."""
    key: str = ""
    """Names this one call, whatever number it had among those parked; empty for one that has not begun."""
    began_at: datetime | None = None
    touched_at: datetime | None = None
    phone: str = field(default="", repr=False)
    """The phone the call comes from, when the telephone told it."""
    popped: str = field(default="", repr=False)
    """The phone whose people and clues were shown last: each is entered in the log once."""
    person_id: int = 0
    """Who of those registered under the phone is calling; 0 while nobody was chosen."""
    told: tuple[Told, ...] = ()
    alert_no: str = ""
    """The clue of danger with which people were alerted in the middle of the call."""
    made: str = ""
    """What this call became instead of a clue: ``callback:12``, ``feedback``; empty while it lasts."""
    paper: int = 0
    """The letter or other paper that is being registered instead of a call; 0 for a call."""
    wrapping: bool = False
    """The caller has gone; what is left is the note."""

    def to_talk(self, now: datetime) -> Talk:
        """The draft as a talk, which storage keeps sealed."""
        kept: dict[str, Any] = {f"_{name}": getattr(self, name) for name in _PLAIN if getattr(self, name)}
        kept |= {"_typed": dict(self.typed), "_ticks": list(self.ticks), "_told": [_as_json(one) for one in self.told]}
        if self.began_at is not None:
            kept["_began_at"] = self.began_at.isoformat()
        return Talk(flow=self.flow, version=2, slots=kept, touched_at=now)

    @classmethod
    def from_talk(cls, talk: Talk) -> Draft | None:
        """The draft kept as that talk; None when there is none."""
        if not talk.flow:
            return None
        kept = talk.slots
        began = kept.get("_began_at")
        return cls(
            flow=talk.flow,
            typed=kept.get("_typed", {}),
            ticks=tuple(kept.get("_ticks", ())),
            told=tuple(_from_json(one) for one in kept.get("_told", ())),
            began_at=datetime.fromisoformat(began) if began else talk.touched_at,
            touched_at=talk.touched_at,
            **{name: kept[f"_{name}"] for name in _PLAIN if f"_{name}" in kept},
        )

    @property
    def silent(self) -> bool:
        """Nothing was written, told or ticked yet."""
        return not (self.notes.strip() or any(self.typed.values()) or self.ticks or self.told)

    @property
    def blank(self) -> bool:
        """Nothing has happened in it, and nobody is known to call."""
        return self.silent and not (self.phone or self.clue_no or self.alert_no or self.made or self.paper)


_PLAIN = tuple(
    one.name for one in fields(Draft) if one.name not in ("flow", "typed", "ticks", "told", "began_at", "touched_at")
)


def _as_json(told: Told) -> dict[str, Any]:
    return {**asdict(told), "figures": [dict(one) for one in told.figures]}


def _from_json(kept: Mapping[str, Any]) -> Told:
    return Told(kept["title"], kept["programme"], tuple(kept["figures"]))


def from_form(draft: Draft, form: Mapping[str, str], ticks: tuple[str, ...]) -> Draft:
    """The draft after what a page sent.

    A page sends beside each thing what stood there when it last heard from us (``was-…``): only what changed since then
    is taken from it, so that two windows on one call do not undo each other. Where both wrote notes, both are kept. A
    field that differs from what the notes alone would put there (``heard-…``) was set by hand.
    """
    if "notes" not in form:
        return draft  # the page of a call that is being wrapped up: it has none of this
    typed = dict(draft.typed)
    for given in form:
        name = given.removeprefix("heard-")
        text = form.get(name, "")
        if name == given or text == form.get(f"was-{name}"):
            continue
        if text != form[given]:
            typed[name] = text
        else:
            typed.pop(name, None)
    if "was-ticks" in form:
        was = set(form["was-ticks"].split())
        gone = was - set(ticks)
        kept = [one for one in draft.ticks if one not in gone]
        ticks = tuple(dict.fromkeys([*kept, *(one for one in ticks if one not in was)]))
    person = form.get("person", "")
    return replace(
        draft,
        notes=_notes(draft.notes, _plain(form["notes"]), form.get("was-notes")),
        typed=typed,
        ticks=ticks,
        person_id=int(person) if person.isdecimal() else draft.person_id,
    )


def _notes(kept: str, sent: str, was: str | None) -> str:
    if was is None or _plain(was) == kept:
        return sent
    if sent == _plain(was) or sent == kept:
        return kept
    added = sent.removeprefix(_plain(was)).strip()
    return kept if added in kept else f"{kept}\n{added}"[:_LONGEST]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")[:_LONGEST]


def checked(number: int) -> int:
    """The number of a call, or 404."""
    if not 1 <= number <= MOST:
        abort(404)
    return number


def draft_of(uow: UnitOfWork, number: int) -> Draft | None:
    """The draft of this operator's call of that number."""
    return Draft.from_talk(uow.talks.of(sender(number)))


def drafts(uow: UnitOfWork) -> dict[int, Draft]:
    """All that this operator holds, by number."""
    every = uow.talks.many(sender(number) for number in range(1, MOST + 1))
    found = {number: Draft.from_talk(every[sender(number)]) for number in range(1, MOST + 1)}
    return {number: draft for number, draft in found.items() if draft is not None}


def keep(uow: UnitOfWork, number: int, draft: Draft, now: datetime) -> None:
    """Keep the draft; raises ``StaleTalk`` when another window was quicker."""
    uow.talks.put(sender(number), draft.to_talk(now), uow.talks.of(sender(number)), now)


def sender(number: int) -> str:
    """The name under which the talk is kept."""
    return f"call:{here().account_id}:{number}"
