"""What a bare number means after a letter: the options the resident saw under it.

A letter comes unasked, so what it offers must not be mistaken for an answer. Where no flow waits for one, its options
are numbered, and once it is handed over they take the place of the older choices: 「1」 means what was seen last. Where
a flow waits, a number belongs to the flow's question: the letter then shows its options without numbers, to be tapped,
and the front desk knows those taps from answers. Nothing is noted for a letter that went as a template or text message,
for those show no options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.turns import began
from storage.conflicts import StaleTalk

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.talk import Talk
    from storage.contact_rows import Contact
    from storage.letter_rows import Letter
    from storage.uow import UnitOfWork


def talks_of(
    letters: Sequence[Letter], contacts: Mapping[str, Contact], uow: UnitOfWork, now: datetime
) -> dict[str, Talk]:
    """The talks, by openid, of everyone who may see options under one of these letters."""
    shown = {letter.to_id for letter in letters if letter.to_kind == "contact" and letter.payload.get("options")}
    return uow.talks.many(openid for openid in shown if openid in contacts and contacts[openid].reachable(now))


def rendered(letter: Letter, talk: Talk | None) -> Letter:
    """The letter with its options unnumbered where a flow waits for an answer."""
    if talk is None or not began(talk) or not letter.payload.get("options"):
        return letter
    return replace(letter, payload={**letter.payload, "numbered": False})


def remember(shown: Iterable[tuple[Letter, Talk | None]], uow: UnitOfWork, now: datetime) -> None:
    """Note the options of letters that were just seen, each with the talk as it stood before, in the order of sending.

    Whoever said something meanwhile has seen a newer reply, and its choices stay.
    """
    last: dict[str, tuple[Talk, tuple[str, ...]]] = {}
    for letter, talk in shown:
        if talk is not None and not began(talk) and letter.payload.get("options"):
            words = tuple(str(option.get("send") or option["label"]) for option in letter.payload["options"])
            last[letter.to_id] = talk, words
    for openid, (talk, words) in last.items():
        try:
            uow.talks.put(openid, replace(talk, choices=words), talk, now)
        except StaleTalk:
            continue
