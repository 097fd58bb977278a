"""What a question about a programme is answered with: the passage that fits, its documents, and what to ask next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import comparisons, contacts, paydays, selfchecks
from dialogs.amounts import figure, next_steps
from dialogs.answered import HELP, HUMAN, Answered, answered_within, cited, papers
from dialogs.effects import NoteUnanswered
from dialogs.entries import closing, entry
from dialogs.entrychoice import entry_for, perhaps
from dialogs.overheard import named
from dialogs.passagechoice import asked_of, asks_for_one, only_guessed, passage_for, several
from dialogs.places_said import home_of, window_line
from dialogs.policies_said import say, tap
from dialogs.say import called, in_parts
from dialogs.talk import Option, Reply
from dialogs.verdicts import LOOK
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme
    from knowledge.understanding import Understanding

_MARKS = " ，。,.？?"
_WANTS = re.compile(
    r"^(?:我|俺|咱)?(?:就|只|是|想|要|来)*(?:问|咨询|打听|了解)(?:一?下|个|问)?(?:关于)?|(?:的事儿?|的情况|的政策)?$"
)
"""What stands around a programme's name when somebody only says that she wants to ask about it."""
_CANON = re.compile(r"^(城市|农村)?(.+?)(标准|" + "|".join(map(re.escape, ASPECT_NAMES.values())) + r")(?:（(\d)）)?$")


def answer(heard: Understanding, scene: Scene) -> Answered:
    """The answer to a policy question; when we have none, an honest word and the way on."""
    found = _found(heard, scene)
    if heard.place and heard.place.outside and found.sources:
        lead = say("outside", scene, place=heard.place.outside)
        ours = tuple(one for one in found.reply.options if not one.words.startswith(LOOK))
        return replace(found, reply=replace(found.reply, text=f"{lead}\n{found.reply.text}", options=ours))
    return found


def _found(heard: Understanding, scene: Scene) -> Answered:
    kind = scene.office.pack.programmes.get(heard.programme or "")
    if heard.intent == "ask_contact" and not _elsewise(heard, kind):
        line = len(heard.text) <= contacts.SHORT and contacts.hotline(heard.text, scene) is not None
        theirs = kind is not None and not kind.ours and not line
        if kind is not None and theirs and "contact" in kind.passages:
            return told(kind, "contact", scene)
        return contacts.answer(heard, kind, scene)
    special = comparisons.answer(heard.text, scene)
    if special is None and heard.intent == "ask_time_limit" and paydays.asked(heard.text):
        special = paydays.answer(kind, scene, here=not (heard.place and heard.place.outside))
    if special is not None:
        return special
    hits = scene.office.search.find(heard.text, limit=5)
    one = entry_for(heard, kind, hits, scene)
    if one is not None:
        return entry(one, scene)
    if kind is None:
        return _any_programme(heard, scene)
    together = several(heard, kind)
    if together:
        return _several(kind, together, scene)
    passage = passage_for(heard, kind, hits)
    if not passage:
        return unanswered(heard, scene)
    if only_guessed(heard, passage):
        return _nearest(kind, passage, heard, scene)
    found = told(_of_several(kind, passage, heard, scene), passage, scene)
    return replace(found, reply=replace(found.reply, tail=found.reply.tail + say("missed", scene)))


def _nearest(kind: Programme, passage: str, heard: Understanding, scene: Scene) -> Answered:
    """For a question that no passage answers: the entry that may, called by its title; else we say that we cannot, note
    it to be learned from, and tell what the programme is."""
    maybe = perhaps(heard, scene)
    if maybe is not None:
        found = entry(maybe, scene)
        text = f"{say('perhaps', scene, title=maybe.title)}\n{found.reply.text}"
        return replace(found, reply=replace(found.reply, text=text, tail=say("perhaps_next", scene)))
    found, pass_on = told(kind, passage, scene), tap("tap_pass_on", scene)
    text = f"{say('nearest', scene, programme=called(kind))}\n{found.reply.text}"
    options = (pass_on, *found.reply.options[:3])
    note = NoteUnanswered(heard.text[:500], heard.intent, kind.key)
    reply = Reply(text, options, say("nearest_next", scene, tap=pass_on.label, days=answered_within(scene)))
    return replace(found, reply=reply, effects=(note,))


def _elsewise(heard: Understanding, kind: Programme | None) -> bool:
    """Whether who seems to ask where to go asks outright for something else (归哪级批)."""
    return kind is not None and asked_of(heard.text, kind) not in ("", "contact", "process", "materials")


def _of_several(kind: Programme, aspect: str, heard: Understanding, scene: Scene) -> Programme:
    """Where two programmes are named (低保和五保能一起领吗), the one whose passage speaks of the other."""
    kinds = [one for one in named(heard.text, scene) if aspect in one.passages]
    if aspect != "together" or len(kinds) < 2:
        return kind
    others = {
        one.key: [name for two in kinds if two is not one for name in (called(two), *two.aliases)] for one in kinds
    }
    return next((one for one in kinds if any(name in one.passages[aspect].text for name in others[one.key])), kind)


def by_words(heard: Understanding, scene: Scene) -> Answered | None:
    """The passage of the programme that the words themselves ask for, whichever intent is heard; None for none."""
    kind = scene.office.pack.programmes.get(heard.programme or "")
    aspect = asked_of(heard.text, kind) if kind else ""
    return told(kind, aspect, scene) if kind and aspect else None


def canonical(text: str, scene: Scene) -> Answered | None:
    """The answer to words that our own options send (低保怎么申请, 农村低保标准); None for all other words."""
    found = _CANON.match(text.strip())
    if found is None:
        return None
    every = scene.office.pack.programmes.values()
    kind = next((one for one in every if found[2] in (one.name, called(one))), None)
    if kind is None:
        return None
    if found[3] == "标准":
        return figure(kind.key, home_of(scene), (found[1],) if found[1] else (), scene, text)
    aspect = next((key for key, name in ASPECT_NAMES.items() if name == found[3]), "")
    return told(kind, aspect, scene, int(found[4] or 1)) if aspect in kind.passages else None


def alone(heard: Understanding, scene: Scene) -> Answered | None:
    """What a programme is, for who says its name and nothing else, or only that she wants to ask about it."""
    said = heard.text.strip(_MARKS)
    last = re.split(r"[，,。；;\s]", said)[-1]
    wanted = {said} | {name for name in (_WANTS.sub("", said), _WANTS.sub("", last)) if name not in (said, last)}
    every = scene.office.pack.programmes.values()
    kind = next((one for one in every if wanted & {one.name, called(one), *one.aliases}), None)
    asked = heard.intent != "unclear" and heard.certain and said in wanted and len(wanted) == 1
    return None if asked or kind is None or "summary" not in kind.passages else told(kind, "summary", scene)


def told(kind: Programme, aspect: str, scene: Scene, part: int = 1) -> Answered:
    """One passage of a programme, in parts when it is long."""
    passage = kind.passages[aspect]
    text, more = _part(passage.text, f"{called(kind)}{ASPECT_NAMES[aspect]}", part, scene)
    promised = aspect != "eligibility" or "核实为准" in text
    tail = closing(kind, scene) if promised else say("eligibility_next", scene)
    lines = "\n".join(filter(None, (text, papers(passage.sources))))
    look = selfchecks.offered(kind, scene) if aspect == "eligibility" else ()
    reply = Reply(lines, (*more, *look, *next_steps(kind, aspect, scene)), tail)
    return Answered(reply, cited(passage.sources), about=kind.key, key=f"{kind.key}.{aspect}")


def _several(kind: Programme, aspects: tuple[str, ...], scene: Scene) -> Answered:
    """Several things asked at once, each under its name."""
    told_of = [kind.passages[aspect] for aspect in aspects]
    lines = [f"【{ASPECT_NAMES[aspect]}】{kind.passages[aspect].text}" for aspect in aspects]
    sources = tuple(source for passage in told_of for source in passage.sources)
    lines.append(papers(sources))
    steps = tuple(
        step for step in next_steps(kind, "", scene) if not any(step.words.endswith(ASPECT_NAMES[a]) for a in aspects)
    )
    return Answered(Reply("\n".join(filter(None, lines)), steps, closing(kind, scene)), cited(sources), about=kind.key)


def _part(text: str, name: str, part: int, scene: Scene) -> tuple[str, tuple[Option, ...]]:
    parts = in_parts(text)
    part = min(max(part, 1), len(parts))
    more = (tap("tap_more", scene, f"{name}（{part + 1}）"),) if part < min(len(parts), 9) else ()
    return parts[part - 1], more


FIRST = "dibao"
"""The programme most asked for, answered with when none was named."""
_OTHERS = ("tekun", "linshi", "canji")


def _any_programme(heard: Understanding, scene: Scene) -> Answered:
    """No programme was said: the one most asked for, called by its name, and the others to choose."""
    programmes = scene.office.pack.programmes
    kind = programmes.get(FIRST)
    aspect = passage_for(heard, kind, ()) if kind else ""
    if kind is None or not aspect or (heard.intent == "ask_policy" and not asks_for_one(heard.text)):
        return unanswered(heard, scene)
    others = tuple(
        Option(called(programmes[key]), f"{called(programmes[key])}{ASPECT_NAMES[aspect]}")
        for key in _OTHERS
        if key in programmes and aspect in programmes[key].passages
    )
    found = told(kind, aspect, scene)
    text = f"{say('unnamed', scene, programme=called(kind))}\n{found.reply.text}"
    return replace(found, reply=Reply(text, (*others, HELP), say("unnamed_next", scene)), about="")


def unanswered(heard: Understanding, scene: Scene) -> Answered:
    """No answer: say so, note it to be learned from, and offer people."""
    pass_on, ask_at = tap("tap_pass_on", scene), window_line(home_of(scene), scene)
    note = NoteUnanswered(heard.text[:500], heard.intent, heard.programme or "")
    tail = say("unanswered_next", scene, tap=pass_on.label, days=answered_within(scene), ask_at=ask_at)
    reply = Reply(say("unanswered", scene), (pass_on, HUMAN), tail)
    return Answered(reply, effects=(note,), about=heard.programme or "")
