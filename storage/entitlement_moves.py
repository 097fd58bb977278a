"""What it means to tell the register something of an entitlement: entered, changed, stopped, or nothing new."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal

from storage.entitlement_rows import Entitlement, NewEntitlement

Put = Literal["new", "changed", "stopped", "same"]

TOLD = tuple(NewEntitlement.__slots__)
"""The fields a file or a clerk may tell."""
_told = attrgetter(*TOLD)


def merged(known: Entitlement, told: NewEntitlement) -> NewEntitlement:
    """What is told, with the beginning, amount and pay day that are known where it names none."""
    return NewEntitlement(
        told.programme,
        told.since or known.since,
        known.amount if told.amount is None else told.amount,
        known.per if told.amount is None else told.per,
        told.pay_day or known.pay_day,
        told.stopped_on,
        told.stop_reason,
        told.decided_by or known.decided_by,
        told.covered or known.covered,
    )


def compared(known: Entitlement | None, told: NewEntitlement) -> Put:
    """What it means to put ``told`` (merged already) where ``known`` is."""
    if known is None:
        return "stopped" if told.stopped_on else "new"
    if _told(known) == _told(told):
        return "same"
    return "stopped" if told.stopped_on and not known.stopped_on else "changed"


def facts(one: Entitlement | NewEntitlement) -> dict[str, Any]:
    """What changed, as plain JSON."""
    values = {name: getattr(one, name) for name in TOLD}
    return {
        name: str(value) if isinstance(value, date | Decimal) else value
        for name, value in values.items()
        if value not in (None, "")
    }
