"""What an operator says on the telephone: greeting and closing, what must be asked and said, and the hard moments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

CALLS = (
    "help",
    "standard",
    "payment",
    "complaint",
    "fraud",
    "change",
    "question",
    "selfcheck",
    "progress",
    "human",
    "feedback",
    "bind_help",
)
"""What a call may be about, by the flow that asks for it."""
_ENDS = ("closing", "closing_vacant", "closing_asked", "closing_callback", "closing_feedback")
_BINDING = ("bind_start", "bind_family", "bind_mismatch", "bind_phone", "bind_taken", "bind_without")
LINES = ("greeting", "who", "hold", "back", "summary", "check_name", *_ENDS, "unverified", *_BINDING)
"""What is said in every call. ``who`` asks whether it is the person of the register, ``closing_asked`` ends a call in
which only something was asked, ``closing_vacant`` one for whose place nobody is on duty, ``closing_callback`` one that
will be rung back. ``check_name`` asks a name back that was only guessed from the notes, ``unverified`` is said to who
may not be told how a matter stands, ``bind_…`` helps with binding."""
PLACEHOLDERS = frozenset({"bureau", "phone", "caller", "person", "place", "summary", "name"})
"""What the words may hold in the middle of a call."""
AT_THE_END = frozenset({"number", "owner", "title", "owner_phone", "promised", "contact"})
"""What is known only once the call is registered, or nearly."""
_SENTENCE = re.compile(r"[^。？；\n]*[。？；\n]?")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class MustAsk:
    """A question no such call may end without. ``field`` names the question of the flow that ticks it by itself;
    ``urgent`` keeps it while there is danger, when nothing else is asked."""

    key: str
    label: str
    says: str
    flows: tuple[str, ...] = ()
    field: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class MustSay:
    """Something the caller must be told. ``content`` is one of the five contents of proactive notification.

    Without ``flows`` it holds for every call; ``after`` says that it comes once the call is registered.
    """

    key: str
    label: str
    says: str
    flows: tuple[str, ...] = ()
    content: str = ""
    after: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in which a script breaks: what to say word for word, what to do, what never to do, whom to ring."""

    key: str
    title: str
    says: tuple[str, ...]
    do: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Hotlines of the pack that belong to it."""
    alerts: bool = False
    """Somebody of the bureau is to be told at once."""
    familiar: bool = False
    """It is a child: 你 is right."""


@dataclass(frozen=True, slots=True)
class Script:
    """The words of one bureau's hotline."""

    lines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    must_ask: tuple[MustAsk, ...] = ()
    must_say: tuple[MustSay, ...] = ()
    moments: tuple[Moment, ...] = ()

    def line(self, name: str, facts: Mapping[str, str]) -> str:
        """A line with what is known put in; empty where the pack has none."""
        return spoken(self.lines.get(name, ""), facts)

    def asks(self, flow: str, *, danger: bool = False) -> tuple[MustAsk, ...]:
        """What must be asked in such a call."""
        here = (one for one in self.must_ask if not one.flows or flow in one.flows)
        return tuple(one for one in here if one.urgent or not danger)

    def says(self, flow: str, *, danger: bool = False, after: bool = False) -> tuple[MustSay, ...]:
        """What must be said in such a call, before it is registered or ``after``."""
        here = (one for one in self.must_say if one.after == after and (not one.flows or flow in one.flows))
        return tuple(one for one in here if one.urgent or not danger)


def script_of(section: Mapping[str, Any]) -> Script:
    """The script from the merged section of a pack, already checked."""

    def each(part: str) -> Iterator[dict[str, Any]]:
        for key, thing in (section.get(part) or {}).items():
            frozen = {name: tuple(one) if isinstance(one, list) else one for name, one in thing.items()}
            yield {"key": key, **{name: one for name, one in frozen.items() if name != "source"}}

    return Script(
        lines=MappingProxyType(section.get("lines") or {}),
        must_ask=tuple(MustAsk(**one) for one in each("must_ask")),
        must_say=tuple(MustSay(**one) for one in each("must_say")),
        moments=tuple(Moment(**one) for one in each("moments")),
    )


def spoken(text: str, facts: Mapping[str, str]) -> str:
    """The words with what is known put in. A sentence that needs what is not known is left out.

    Who the caller is may stay unknown: 「{caller}，您慢慢说」 is then 「您慢慢说」.
    """
    kept = []
    for sentence in _SENTENCE.findall(text):
        if not facts.get("caller"):
            sentence = sentence.replace("{caller}，", "").replace("{caller}", "")
        if all(facts.get(name) for name in _PLACEHOLDER.findall(sentence)):
            kept.append(_PLACEHOLDER.sub(lambda found: facts[found[1]], sentence))
    return "".join(kept).strip()


def unknown_placeholder(text: str, *, at_the_end: bool = False) -> str:
    """The first placeholder that nobody fills, with its braces; empty for none. A brace left open is one too."""
    known = PLACEHOLDERS | AT_THE_END if at_the_end else PLACEHOLDERS
    wrong = next((found[0] for found in _PLACEHOLDER.finditer(text) if found[1] not in known), "")
    left = _PLACEHOLDER.sub("", text)
    return wrong or next((brace for brace in "{}" if brace in left), "")
