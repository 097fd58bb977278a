"""What was told, as a clue keeps it, and which open clues it may be about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.usecases import words
from knowledge.identity import check_id_number
from knowledge.shield import shielded, without_numbers, without_teller

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.effects import OpenClue
    from storage.clue_rows import Clue
    from storage.people import Person
    from storage.uow import UnitOfWork

SAME_WITHIN = timedelta(days=30)
_DANGER_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who tells: a WeChat user (bound to a person or not), or nobody of WeChat when a hotline call is written down."""

    openid: str = ""
    person: Person | None = field(default=None, repr=False)


NOBODY = Reporter()
_TELLS_WHO = frozenset(
    {
        "media_ids",
        "name",
        "phone",
        "id_number",
        "relation",
        "reporter_name",
        "subject",
        "subject_phone",
        "latitude",
        "longitude",
    }
)
"""Answers that could tell who reports anonymously; they are not kept, whichever way they came in."""


def told_fields(
    request: OpenClue, source: str, by: str, reporter: Reporter, services: Services, now: datetime
) -> dict[str, Any]:
    """The fields of a new clue that follow from what was told."""
    anonymous = request.slots.get("named") == "anonymous"
    slots = {name: value for name, value in request.slots.items() if not (anonymous and name in _TELLS_WHO)}
    pack, person = services.office.pack, None if anonymous else reporter.person
    name, phone = str(slots.get("name") or ""), str(slots.get("phone") or "")
    oneself = slots.get("subject") == "self" or (request.kind in ("payment", "callback") and not slots.get("subject"))
    hardship = tuple(str(key) for key in _listed(slots.get("hardship")))
    programme = str(slots.get("programme") or "")
    named = pack.programmes[programme].name if programme in pack.programmes else ""
    sent = [slots.get("photo"), *_listed(slots.pop("media_ids", ()))]
    return {
        "prefix": str(pack.settings.get("clue_prefix") or pack.name[:2].upper()),
        "kind": request.kind,
        "source": source,
        "urgency": request.urgency,
        "place": str(slots.get("place") or "") or (person.place if person and oneself else ""),
        "opened_at": now,
        "opened_by": by,
        "programme": programme,
        "title": words.clue_title(request.kind, _unnamed(slots, person), named),
        "words": words.told_words(request.kind, slots),
        "slots": dict(slots),
        "subject_name": name if request.kind != "complaint" else "",
        "subject_phone": phone if oneself else str(slots.get("subject_phone") or ""),
        "subject_id_number": check_id_number(str(slots.get("id_number") or "")) or "",
        "reporter_openid": reporter.openid,
        "reporter_name": str(slots.get("reporter_name") or (name if oneself else "")) or _name(person),
        "reporter_phone": phone or (person.phone if person else ""),
        "anonymous": anonymous,
        "groups": tuple(group.key for group in pack.rulebook.target_groups if set(group.hardships) & set(hardship)),
        "hardship": hardship,
        "consent": _yes_no(slots, "willing", "yes", "no"),
        "able": _yes_no(slots, "able", "yes", "agency"),
        "media_ids": tuple(dict.fromkeys(str(one) for one in sent if one)),
    }


def _unnamed(slots: Mapping[str, Any], person: Person | None) -> Mapping[str, Any]:
    """What a title may be made of: it goes out in every letter, so no name, number or teller of others is in it."""
    said = str(slots.get("trouble") or "")
    if not said:
        return slots
    if shielded(slots):
        known = (_name(person), str(slots.get("reporter_name") or ""), str(slots.get("phone") or ""))
        said = without_teller(said, known)
    for name in (str(slots.get("name") or ""), _name(person)):
        said = said.replace(name, words.somebody(name)) if len(name) > 1 else said
    return {**slots, "trouble": without_numbers(said)}


def _listed(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _yes_no(slots: Mapping[str, Any], name: str, yes: str, no: str) -> bool | None:
    return {yes: True, no: False}.get(str(slots.get(name)))


def similar(told: Mapping[str, Any], uow: UnitOfWork, now: datetime) -> tuple[Clue, ...]:
    """Open clues of the last 30 days that may be about the same person, latest first."""
    return uow.clues.similar(
        place=told["place"],
        subject_name=told["subject_name"],
        subject_phone=told["subject_phone"],
        subject_id_number=told["subject_id_number"],
        reporter_phone=told["reporter_phone"],
        reporter_openid=told["reporter_openid"],
        since=now - SAME_WITHIN,
    )


def linkable(told: Mapping[str, Any], likely: Sequence[Clue]) -> tuple[Clue, ...]:
    """Those of the likely clues that staff may be shown beside this one.

    A complaint stands alone: beside another clue of the same person it would tell who complained.
    """
    return () if told["kind"] == "complaint" else tuple(clue for clue in likely if clue.kind != "complaint")


def is_same(clue: Clue, told: Mapping[str, Any]) -> bool:
    """The same reporter about the same person. A neighbour who tells of two households has told two things."""
    if not told["reporter_openid"] or clue.reporter_openid != told["reporter_openid"]:
        return False
    if clue.subject_name and told["subject_name"] and clue.subject_name != told["subject_name"]:
        return False
    if clue.kind == "danger" and told["urgency"] == "danger":
        # What is told after the alarm (where, whom to call) belongs to it, by whichever way it was told.
        return bool(told["opened_at"] - clue.opened_at < _DANGER_WITHIN)
    if clue.kind != told["kind"]:
        return False
    if clue.kind == "payment":
        return bool(clue.programme == told["programme"])
    if clue.kind in ("complaint", "question"):
        return bool(clue.words == told["words"])
    return _same_person(clue, told)


def _same_person(clue: Clue, told: Mapping[str, Any]) -> bool:
    """Whom one reporter means twice. Neighbours without a name are the same only where the same words are said."""
    subject = clue.slots.get("subject", "self")
    if subject != told["slots"].get("subject", "self"):
        return False
    if subject == "other":
        named = bool(clue.subject_name) and clue.subject_name == told["subject_name"]
        return named or (bool(clue.words) and clue.words == told["words"])
    kin = clue.slots.get("relation"), told["slots"].get("relation")
    return None in kin or kin[0] == kin[1]
