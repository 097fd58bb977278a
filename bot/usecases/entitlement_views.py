"""What a person is entitled to, as that person may read it: the register first, payments where it is silent."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from dialogs.entitlement_lines import observed_pay_day, said_pay_day, told_pay_day
from dialogs.scene import EntitlementView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.office import Office
    from storage.entitlement_rows import Entitlement, PaidSpan
    from storage.payment_rows import Payment
    from storage.people import Person
    from storage.uow import UnitOfWork

_OFTEN = 3
"""So many payments on one day of the month, and the day may be said."""


def views_of(person: Person, uow: UnitOfWork, office: Office) -> tuple[EntitlementView, ...]:
    """The same for any person of the register, read now."""
    register, paid = uow.entitlements.of(person.id), uow.entitlements.spans(person.id)
    return entitlement_views(register, paid, uow.payments.of_person(person.id), office, person.programmes)


def entitlement_views(
    register: Sequence[Entitlement],
    paid: Iterable[PaidSpan],
    payments: Sequence[Payment],
    office: Office,
    named: Sequence[str] = (),
) -> tuple[EntitlementView, ...]:
    """What the bureau told, then what only payments tell (``by_payments``), then what was stopped.

    Of programmes that the register of persons only ``named`` nothing else is known: neither amount nor day.
    """
    told = [_told(one, payments, office) for one in register]
    known = {one.programme for one in register}
    seen = [_seen(span, payments, office) for span in paid if span.programme not in known]
    running = [one for one in told if one.stopped_on is None]
    known |= {one.programme for one in seen}
    bare = [EntitlementView(key, _title(key, office)) for key in named if key not in known]
    return (*running, *seen, *bare, *(one for one in told if one.stopped_on is not None))


def _told(one: Entitlement, payments: Sequence[Payment], office: Office) -> EntitlementView:
    return EntitlementView(
        one.programme,
        _title(one.programme, office),
        one.since,
        one.amount,
        told_pay_day(one.pay_day, office.pack.wording) if one.pay_day else _pay_day(one.programme, payments, office),
        one.stopped_on,
        one.stop_reason,
        one.per,
        one.decided_by,
        covered=one.covered,
    )


def _seen(span: PaidSpan, payments: Sequence[Payment], office: Office) -> EntitlementView:
    year, month = map(int, span.first_period.split("-"))
    return EntitlementView(
        span.programme,
        _title(span.programme, office),
        date(year, month, 1),
        span.last_amount,
        _pay_day(span.programme, payments, office),
        by_payments=True,
    )


def _pay_day(programme: str, payments: Sequence[Payment], office: Office) -> str:
    """As the pack rules it; else as the last payments show it; else nothing."""
    rule = next((one for one in office.pack.rulebook.paydays if one.key == programme), None)
    if rule is not None and rule.day:
        return said_pay_day(rule.day, office.pack.wording)
    days = Counter(paid.paid_on.day for paid in payments if paid.programme == programme)
    if not days:
        return ""
    day, times = days.most_common(1)[0]
    return observed_pay_day(day, office.pack.wording) if times >= _OFTEN and times * 2 > days.total() else ""


def _title(programme: str, office: Office) -> str:
    known = office.pack.programmes.get(programme)
    return known.name if known else programme
