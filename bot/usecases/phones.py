"""The number a letter may go to as a text message, where WeChat does not reach the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.usecases.tellers import addressee

if TYPE_CHECKING:
    from storage.letter_rows import Letter
    from storage.uow import UnitOfWork

_SPOKEN_ONLY = {"danger", "complaint"}
"""Clues whose result is told by WeChat or by a person: a phone may be lying where others read it."""


def phones_of(letters: Sequence[Letter], uow: UnitOfWork) -> dict[int, str]:
    """By letter id the number of the resident it is for, as far as there is one.

    A payment goes to the number of the person paid, and of several letters about it only one gets the number, for a
    family member may be bound too; a notice to the number of the person its contact is bound to, to the contact's own
    where there are several; a clue's result to the number that reporter left; answers in a chat to none.
    """
    paid = {one.id: int(one.subject.partition(":")[2]) for one in letters if one.subject.startswith("payment:")}
    payments = uow.payments.many(set(paid.values()))
    persons = {letter_id: payments[each].person_id for letter_id, each in paid.items() if each in payments}
    persons |= {one.id: int(one.to_id) for one in letters if one.to_kind == "person" and one.id not in persons}
    told = {one.id: one.to_id for one in letters if one.subject.startswith("notice:")}
    bound = uow.contacts.many_ties(told.values())
    for letter_id, openid in told.items():
        # Whoever looks after others has an own number only where bound as herself too.
        mine = sorted(bound.get(openid, ()), key=lambda tie: bool(tie.agent_of))
        persons |= {letter_id: mine[0].person_id} if mine else {}
    known = uow.people.many(set(persons.values()))
    found: dict[int, str] = {}
    given: set[str] = set()
    for letter in letters:
        if letter.to_kind not in ("contact", "person") or letter.subject in given:
            continue
        phone = known[persons[letter.id]].phone if persons.get(letter.id) in known else _reporter(letter, uow)
        if phone:
            found[letter.id] = phone
        if phone and letter.id in paid:
            given.add(letter.subject)
    return found


def _reporter(letter: Letter, uow: UnitOfWork) -> str:
    kind, _, no = letter.subject.partition(":")
    clue = uow.clues.by_no(no) if kind == "clue" else None
    if clue is None or clue.kind in _SPOKEN_ONLY or clue.urgency == "danger":
        return ""
    teller = addressee(clue, letter.to_id, uow)
    return teller.phone if teller else ""
