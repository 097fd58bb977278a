"""What a conversation may know of its sender, as one frozen value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.usecases.entitlement_views import entitlement_views
from dialogs.scene import ClueView, PaymentView, PersonView, ResidentView, Scene
from knowledge.casework import OPEN_STATES, RESULTS
from knowledge.deadlines import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.services import Services
    from knowledge.routing import StaffMember
    from storage.clue_rows import Clue
    from storage.payment_rows import Payment
    from storage.picture import Known, Picture
    from storage.uow import UnitOfWork

RESULT_NAMES: dict[str, str] = dict(RESULTS.items())


def scene_of(picture: Picture, uow: UnitOfWork, services: Services, now: datetime) -> Scene:
    """The scene for a sender whose picture was read from this unit of work."""
    contact, people = picture.contact, people_of(picture.people, services)
    first = next((one for one in people if not one.agent_of), people[0] if people else None)
    resident = ResidentView(
        place=contact.place or (first.place if first else ""),
        followed=contact.followed,
        wants_arrival=contact.wants_arrival,
        wants_news=contact.wants_news,
        wants_standards=contact.wants_standards,
        language=contact.language,
    )
    owners = {owner_id: uow.staff.get(owner_id) for owner_id in {clue.owner_id for clue in picture.clues} if owner_id}
    names = {one.name for one in people} if len(people) > 1 else set()
    scene = Scene(
        office=services.office,
        now=now,
        resident=resident,
        clues=tuple(_own_clue(clue, owners.get(clue.owner_id or 0), now, names) for clue in picture.clues),
        people=people,
    )
    if first is None:
        return scene
    looked = scene.looking_at(first)
    return replace(looked, about=0) if looked.several else looked


def people_of(known: Iterable[Known], services: Services) -> tuple[PersonView, ...]:
    """Whom a sender is bound to, each with what came and what is received."""
    return tuple(
        PersonView(
            one.person.id,
            one.person.name,
            one.person.phone,
            one.person.place,
            one.agent_of,
            tuple(payment_view(payment, services) for payment in one.payments),
            entitlement_views(one.entitlements, one.paid, one.payments, services.office, one.person.programmes),
        )
        for one in known
    )


def _own_clue(clue: Clue, owner: StaffMember | None, now: datetime, names: set[str]) -> ClueView:
    """The clue with whose it is in its title, where the sender looks after several people."""
    view = clue_view(clue, owner, now)
    whose = clue.subject_name if clue.subject_name in names and clue.subject_name not in view.title else ""
    return replace(view, title=f"{whose} {view.title}") if whose else view


def clue_view(clue: Clue, owner: StaffMember | None, now: datetime) -> ClueView:
    """The clue as its own reporter may see it."""
    today = now.astimezone(LOCAL).date()
    late = clue.state in OPEN_STATES and clue.promised_by is not None and clue.promised_by < today
    return ClueView(
        clue.no,
        clue.kind,
        clue.state,
        clue.title,
        opened_at=clue.opened_at,
        promised_by=clue.promised_by,
        place=clue.place,
        owner_name=owner.name if owner else "",
        owner_phone=owner.phone if owner else "",
        result=RESULT_NAMES.get(clue.result, ""),
        reason=clue.reason,
        overdue=late,
        by_phone=bool(clue.reporter_phone or clue.subject_phone),
    )


def payment_view(payment: Payment, services: Services) -> PaymentView:
    """The payment as the person it was paid to may see it."""
    programme = services.office.pack.programmes.get(payment.programme)
    return PaymentView(
        payment.programme,
        programme.name if programme else payment.programme,
        payment.period,
        payment.amount,
        payment.paid_on,
        payment.account_tail,
        payment.supplement,
    )
