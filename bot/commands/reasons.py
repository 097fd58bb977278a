"""An explanation of what was understood, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.commands import words
from dialogs.talk import Turn
from knowledge.explanation import Candidate, Explanation
from knowledge.places import PlaceGuess


def reasons(why: Explanation, turn: Turn, full_name: Callable[[str], str]) -> Iterator[str]:
    """From what was read to what was answered, a line each; ``full_name`` names a division by its code."""
    yield words.WHY_READ.format(text=why.normal)
    for one in why.corrections:
        yield words.WHY_CORRECTED.format(was=one.was, now=one.now)
    if why.question:
        yield words.WHY_QUESTION.format(text=why.question)
    if why.known:
        known = [words.WHY_KNOWN_ONE.format(word=one.word, tells=one.tells) for one in why.known]
        yield words.WHY_KNOWN.format(words=words.WHY_OR.join(known))
    if why.danger:
        told = words.WHY_DANGER if why.danger_words else words.WHY_DANGER_MODEL
        yield told.format(name=why.danger_name, words=why.danger_words)
    for number, candidate in enumerate(why.candidates, 1):
        yield _candidate(number, candidate)
    if why.programmes:
        guesses = [words.WHY_PROGRAMME_ONE.format(name=one.name, chance=one.confidence) for one in why.programmes]
        yield words.WHY_PROGRAMME.format(guesses=words.WHY_BETWEEN.join(guesses))
    if why.place is not None:
        yield _place(why.place, full_name)
    sure = words.WHY_SURE if why.certain else words.WHY_UNSURE
    yield sure.format(chance=why.confidence, threshold=why.threshold)
    if turn.answered:
        yield words.WHY_ANSWERED.format(key=turn.answered)


def _candidate(number: int, candidate: Candidate) -> str:
    speaking_for = [one.words for one in candidate.supports if one.share > 0]
    against = [one.words for one in candidate.supports if one.share < 0]
    parts = [(words.WHY_FOR, speaking_for), (words.WHY_AGAINST, against)]
    supports = words.WHY_BETWEEN.join(told.format(words=_joined(said)) for told, said in parts if said)
    return words.WHY_CANDIDATE.format(
        number=number, name=candidate.intent_name, chance=candidate.confidence, supports=supports
    ).rstrip()


def _joined(said: Sequence[str]) -> str:
    return words.WHY_OR.join(said)


def _place(place: PlaceGuess, full_name: Callable[[str], str]) -> str:
    if place.code:
        return words.WHY_PLACE.format(name=full_name(place.code) or place.name)
    return words.WHY_PLACE_ASK.format(names=_joined([full_name(code) for code in place.candidates]))
