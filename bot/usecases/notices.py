"""Who is told what about a clue or a payment: letters queued within the transaction that gives the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.usecases.callback_list import ring_to_ask
from bot.usecases.hours import wake_up
from bot.usecases.scene import RESULT_NAMES
from bot.usecases.tellers import addressee, tellers
from dialogs import alerts
from dialogs import letters as said
from dialogs.kept import too_many_told
from knowledge.casework import OPEN_STATES
from knowledge.deadlines import LOCAL
from knowledge.routing import county_of, route
from knowledge.shield import kept_from, without_teller
from storage.clue_reporters import first_reporter

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.lines import Own
    from knowledge.deadlines import Clock, Rung
    from knowledge.routing import Route, StaffMember
    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue
    from storage.letter_rows import Lane, Letter
    from storage.uow import UnitOfWork


def payload(letter: said.Letter, url: str = "") -> dict[str, Any]:
    """The words as the outbox keeps them and the sender reads them."""
    kept: dict[str, Any] = {"text": letter.reply.text, "tail": letter.reply.tail}
    if letter.reply.options:
        kept["options"] = [{"label": option.label, "send": option.words} for option in letter.reply.options]
    if letter.template:
        kept |= {"template": letter.template, "data": dict(letter.data)}
    return kept | {"url": url} if url else kept


def alert(clue: Clue, found: Route, uow: UnitOfWork, services: Services, hint: str = "") -> None:
    """Tell the owner; the superior too when it is urgent or a post is empty, the county in danger or vacancy."""
    told: dict[int, alerts.Lead] = {}
    if found.owner is not None:
        told[found.owner.id] = ""
    if found.superior is not None and (clue.urgency != "normal" or found.vacancy):
        told.setdefault(found.superior.id, "vacant" if found.vacancy else "superior")
    if clue.urgency == "danger" or found.vacancy:
        today = services.now().astimezone(LOCAL).date()
        for member in county_of(uow.staff.directory(), today):
            told.setdefault(member.id, "vacant" if found.vacancy else "superior")
    place = services.office.places.full_name(clue.place) if clue.place else ""
    hint = "\n".join(filter(None, (alerts.agency(_own(services)) if clue.able is False else "", hint)))
    for staff_id, why in told.items():
        words = alerts.clue_alert(
            _own(services), clue.no, clue.title, place, clue.urgency, clue.due_at, services.now(), why, hint
        )
        _to_staff(clue, f"alert:{clue.version}", staff_id, words, uow, services)


def assigned(clue: Clue, by: str, uow: UnitOfWork, services: Services) -> None:
    """Tell the new owner, unless she took it herself."""
    if clue.owner_id and by != f"staff:{clue.owner_id}":
        place = services.office.places.full_name(clue.place) if clue.place else ""
        words = alerts.clue_alert(
            _own(services), clue.no, clue.title, place, clue.urgency, clue.due_at, services.now(), "assigned"
        )
        _to_staff(clue, f"alert:{clue.version}", clue.owner_id, words, uow, services)


def said_more(
    clue: Clue, words: str, teller: ClueReporter, uow: UnitOfWork, services: Services, *, new: bool = False
) -> None:
    """Tell the owner of an open clue what a reporter added; at most one letter in ten minutes for each.

    ``new``: somebody else tells of the same. Who it is the letter does not say.
    """
    if clue.owner_id and clue.state in OPEN_STATES:
        bucket = int(services.now().timestamp()) // 600
        lead: alerts.Said = "others" if new else "more"
        letter = alerts.clue_words(
            _own(services), clue.no, clue.title, _told(teller, words), clue.state, clue.due_at, lead
        )
        key = f"joined:{teller.id}" if new else f"said:{teller.id}:{bucket}" if teller.id else f"said:{bucket}"
        _to_staff(clue, key, clue.owner_id, letter, uow, services)


def reopened(clue: Clue, words: str, teller: ClueReporter, uow: UnitOfWork, services: Services) -> None:
    """Tell the owner and the superior that a reporter was not content."""
    letter = alerts.clue_words(
        _own(services), clue.no, clue.title, _told(teller, words), clue.state, clue.due_at, "again"
    )
    for staff_id in {clue.owner_id, clue.superior_id} - {None}:
        _to_staff(clue, f"again:{clue.version}", staff_id, letter, uow, services)


def alarm(
    clue: Clue,
    clock: Clock,
    rung: Rung,
    people: Sequence[StaffMember],
    late: int,
    uow: UnitOfWork,
    services: Services,
) -> None:
    """Remind the people of that rung of the ladder."""
    owner = uow.staff.get(clue.owner_id) if clue.owner_id else None
    in_charge = owner.name if owner else ""
    letter = alerts.reminder(
        _own(services), clue.no, clue.title, clue.state, clock.name, clock.due_at, late, rung, in_charge
    )
    for person in people:
        _to_staff(clue, f"alarm:{clock.due_at:%Y%m%d%H%M}:{rung}", person.id, letter, uow, services)


def result(clue: Clue, uow: UnitOfWork, services: Services) -> None:
    """Tell everybody who told of it result and reason."""
    name = RESULT_NAMES.get(clue.result, clue.result)
    for teller in tellers(clue, uow):
        letter = said.clue_result(_own(services), teller.no, teller.title, name, clue.reason, services.now(), clue.kind)
        _to_reporter(clue, f"result:{clue.version}", teller, letter, uow, services)


def referred(clue: Clue, department: str, uow: UnitOfWork, services: Services) -> None:
    """Tell everybody who told of it which department has it now."""
    for teller in tellers(clue, uow):
        letter = said.clue_referred(_own(services), teller.no, teller.title, department, services.now())
        _to_reporter(clue, f"referred:{clue.version}", teller, letter, uow, services)


def by_person(letter: Letter, uow: UnitOfWork, services: Services) -> None:
    """A letter to a resident came to nothing: the owner of its clue, or the village assistant, tells it in person.

    A letter to staff that cannot be sent is passed to the superior, so that no alert ends with a phone switched off.
    """
    kind, _, subject_id = letter.subject.partition(":")
    clue = uow.clues.by_no(subject_id) if kind == "clue" else None
    if letter.to_kind == "staff" and clue is not None:
        if clue.superior_id and str(clue.superior_id) != letter.to_id:
            instead = {**letter.payload, "text": alerts.passed_on(_own(services), str(letter.payload.get("text", "")))}
            key = f"{letter.key}:superior"
            uow.letters.queue(key, letter.lane, "staff", str(clue.superior_id), letter.subject, instead, services.now())
        return
    told = addressee(clue, letter.to_id, uow) or first_reporter(clue) if clue is not None else None
    if clue is not None and told is not None and (rings := _who_tells(clue, told, uow, services)):
        words = alerts.tell_in_person(_own(services), clue.no, told.title, str(letter.payload.get("text", "")))
        _queue(f"{letter.key}:person", "staff", rings, letter.subject, clue.no, words, uow, services)
    if kind == "opinion" and (asked := uow.clues.by_no(subject_id)) is not None:
        ring_to_ask(asked, addressee(asked, letter.to_id, uow) or first_reporter(asked), uow, services)
    if kind == "payment":
        payment = uow.payments.get(int(subject_id))
        if payment is not None:
            place = next(iter(uow.people.many((payment.person_id,)).values())).place
            untold(payment.batch_id, place, 1, uow, services)


def untold(batch_id: int, place: str, count: int, uow: UnitOfWork, services: Services) -> bool:
    """One letter for each batch and place to whoever tells people there in person; False when it was sent before."""
    office = services.office
    today = services.now().astimezone(LOCAL).date()
    found = route(place or office.pack.division, "help", "normal", uow.staff.directory(), office.places, today)
    if found.owner is None:
        return False
    name = office.places.full_name(place) if place else office.pack.bureau.name
    words = alerts.untold_payments(_own(services), name, count, batch_id)
    kept = payload(words, f"/desk/payments/{batch_id}?place={place}")
    key = f"batch:{batch_id}:untold:{place}"
    return uow.letters.queue(
        key,
        "staff",
        "staff",
        str(found.owner.id),
        f"batch:{batch_id}",
        kept,
        services.now(),
        f"batch:{batch_id}:untold",
    )


def too_many_people(openid: str, uow: UnitOfWork, services: Services) -> None:
    """The county hears, once a day for each, that somebody would be bound to more people than a family has."""
    now, letter = services.now(), too_many_told(_own(services))
    today = now.astimezone(LOCAL).date()
    for member in county_of(uow.staff.directory(), today):
        key = f"bind:{today:%Y%m%d}:{openid}:{member.id}"
        uow.letters.queue(key, "staff", "staff", str(member.id), f"contact:{openid}", payload(letter), now)


def _own(services: Services) -> Own:
    return services.office.pack.wording


def _to_reporter(
    clue: Clue, what: str, teller: ClueReporter, letter: said.Letter, uow: UnitOfWork, services: Services
) -> None:
    """By WeChat where the reporter is on it, after quiet hours; else a task to call her, or to go there."""
    what = f"{what}:of{teller.id}" if teller.id else what
    # Who no longer is on WeChat, or called without a number, is told at the door where the door is no secret.
    at_the_door = not teller.shielded and not teller.anonymous
    reached = bool(teller.phone) or (at_the_door and (teller.source == "wechat" or bool(clue.subject_phone)))
    if teller.openid:
        key, kept, now = f"clue:{clue.no}:{what}", payload(letter), services.now()
        due_at = wake_up(now, services) or now
        uow.letters.queue(key, "interactive", "contact", teller.openid, f"clue:{clue.no}", kept, due_at)
    elif reached:
        words = alerts.tell_in_person(_own(services), clue.no, teller.title, letter.reply.text)
        _to_staff(clue, f"{what}:person", _who_tells(clue, teller, uow, services), words, uow, services)


def _told(teller: ClueReporter, words: str) -> str:
    """A reporter's words as a letter may hold them: without who says it, where that is protected."""
    return without_teller(words, (teller.name, teller.phone)) if teller.shielded else words


def _who_tells(clue: Clue, teller: ClueReporter, uow: UnitOfWork, services: Services) -> int | None:
    """Whoever rings that reporter: the owner; where the village may not know her, somebody above it."""
    directory = uow.staff.directory()
    owner = directory.get(clue.owner_id)
    if owner is None or not kept_from(teller.slots, owner.role):
        return clue.owner_id
    today = services.now().astimezone(LOCAL).date()
    above = (directory.get(clue.superior_id), *county_of(directory, today))
    return next((one.id for one in above if one is not None and not kept_from(teller.slots, one.role)), None)


def _to_staff(
    clue: Clue, what: str, staff_id: int | None, letter: said.Letter, uow: UnitOfWork, services: Services
) -> None:
    lane: Lane = "staff" if clue.urgency == "normal" else "urgent"
    if staff_id:
        key = f"clue:{clue.no}:{what}:{staff_id}"
        _queue(key, lane, staff_id, f"clue:{clue.no}", clue.no, letter, uow, services)


def _queue(
    key: str,
    lane: Lane,
    staff_id: int,
    subject: str,
    no: str,
    letter: said.Letter,
    uow: UnitOfWork,
    services: Services,
) -> None:
    kept = payload(letter, f"/desk/clues/{no}")
    uow.letters.queue(key, lane, "staff", str(staff_id), subject, kept, services.now())
