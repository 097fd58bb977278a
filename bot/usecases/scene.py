"""What a conversation may know of its sender, as one frozen value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.entitlement_views import entitlement_views
from dialogs.scene import ClueView, PaymentView, ResidentView, Scene
from knowledge.casework import OPEN_STATES, RESULTS
from knowledge.deadlines import LOCAL

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from knowledge.routing import StaffMember
    from storage.clue_rows import Clue
    from storage.payment_rows import Payment
    from storage.picture import Picture
    from storage.uow import UnitOfWork

RESULT_NAMES: dict[str, str] = dict(RESULTS.items())


def scene_of(picture: Picture, uow: UnitOfWork, services: Services, now: datetime) -> Scene:
    """The scene for a sender whose picture was read from this unit of work."""
    contact, person = picture.contact, picture.person
    resident = ResidentView(
        bound=person is not None,
        name=person.name if person else "",
        phone=person.phone if person else "",
        place=contact.place or (person.place if person else ""),
        followed=contact.followed,
        wants_arrival=contact.wants_arrival,
        wants_news=contact.wants_news,
        wants_standards=contact.wants_standards,
        agent_of=contact.agent_of,
        person_id=person.id if person else 0,
        language=contact.language,
    )
    owners = {owner_id: uow.staff.get(owner_id) for owner_id in {clue.owner_id for clue in picture.clues} if owner_id}
    return Scene(
        office=services.office,
        now=now,
        resident=resident,
        clues=tuple(clue_view(clue, owners.get(clue.owner_id or 0), now) for clue in picture.clues),
        payments=tuple(payment_view(payment, services) for payment in picture.payments),
        entitlements=entitlement_views(picture.entitlements, picture.paid, picture.payments, services.office),
    )


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
    )
