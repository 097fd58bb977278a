"""Several questions in one message: the first two are answered, the others offered to tap."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import questions
from dialogs.answered import HELP, Answered
from dialogs.passagechoice import several
from dialogs.places_said import home_of
from dialogs.readings import doubt, named_reading
from dialogs.say import called
from dialogs.talk import Option, Reply
from knowledge.splitting import questions_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_AT_MOST = 6
"""More questions than this nobody asks at once; what follows is asked again."""
_ANSWERED = 2
_ROOM = 1500
"""Bytes for the answers, so that options and the last line still fit into one message."""
_LABEL = 14
"""Characters of an option that repeats a question in the resident's own words."""


def answer(heard: Understanding, scene: Scene) -> Answered | None:
    """The first two questions answered under their names, the rest as options; None when only one thing is asked."""
    parts = questions_in(heard.normal)[:_AT_MOST]
    if len(parts) < 2 or (heard.intent not in questions.QUESTIONS and heard.intent not in _TELLING):
        return None
    kinds = scene.office.pack.programmes
    kind = kinds.get(heard.programme or "")
    asked = list(_distinct(parts, heard, scene))
    if len(asked) < 2 or (kind is not None and len({one.programme for _, one in asked}) == 1 and several(heard, kind)):
        return None
    told: list[tuple[str, Understanding, Answered]] = []
    later: list[Option] = []
    room = _ROOM
    for part, one in asked:
        found = questions.direct(one, scene) or questions.answer(one, scene)
        size = len(found.reply.text.encode())
        if len(told) < _ANSWERED and size <= room and _stands_alone(found):
            told.append((part, one, found))
            room -= size
        else:
            later.append(_offered(part, one, scene))
    if not told or (len(told) == 1 and len({one.programme for _, one in asked}) == 1):
        # One programme and one answer to give: that answer alone says it better.
        return None
    return _together(told, later, scene)


_TELLING = frozenset({"seek_help", "report_clue", "unclear", "report_change"})


def _distinct(parts: tuple[str, ...], heard: Understanding, scene: Scene) -> Iterator[tuple[str, Understanding]]:
    """Each question with what it asks; a programme named once goes on until another one is named."""
    about = intent = ""
    seen: set[tuple[str, str | None]] = set()
    for part in parts:
        one = scene.office.ear.hear(part, home=home_of(scene))
        one = questions.in_context(one, about, intent, scene)
        if one.programme is None and not about and heard.programme and one.intent != "ask_contact":
            one = replace(one, programme=heard.programme)
        # Who asks in short asks about the person and the place of the whole message.
        one = replace(one, slots=MappingProxyType({**heard.slots, **one.slots}), place=one.place or heard.place)
        if one.intent in questions.QUESTIONS and (one.intent, one.programme) not in seen:
            seen.add((one.intent, one.programme))
            yield part, one
        about, intent = one.programme or about, one.intent


def _stands_alone(found: Answered) -> bool:
    """Whether the words answer by themselves, neither asking back nor opening a form nor passing the question on."""
    return bool(found.sources) and not found.begin and not found.effects and bool(found.reply.text)


def _offered(part: str, one: Understanding, scene: Scene) -> Option:
    """What is tapped to have a question answered: by its name where it has one, else in the resident's words."""
    named = named_reading(one.readings[0], scene) if one.readings else None
    if named is not None and one.readings[0].programme == one.programme:
        return named
    words = part
    kind = scene.office.pack.programmes.get(one.programme or "")
    if kind is not None and not any(name in part for name in (kind.name, *kind.aliases)):
        words = f"{called(kind)}{part}"
    return Option(_short(words, _LABEL), words)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _together(told: list[tuple[str, Understanding, Answered]], later: list[Option], scene: Scene) -> Answered:
    lines = [f"【{_short(part, 2 * _LABEL)}】\n{found.reply.text}" for part, _, found in told]
    last = told[-1][2].reply
    options, tail = last.options, last.tail
    if later:
        options, tail = (*later, HELP), doubt("more_asked", scene, count=len(later))
    return Answered(
        Reply("\n".join(lines), options, tail),
        tuple(source for _, _, found in told for source in found.sources),
        about=told[-1][2].about,
        key=told[0][2].key,
    )
