"""What the books already tell of the sender's money, so that who is bound need only say yes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dialogs import entitled, whose
from dialogs.arrival_lines import say
from dialogs.months import month_said
from dialogs.say import local_day, say_full_day, say_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogs.scene import Scene

_MONTH = re.compile(r"\d{4}-\d{2}|several|")


def filled(slots: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """The slots of a payment registration with the programme, month and last arrival that the books tell.

    Nothing is filled in for a sender who is not bound; only a month said in passing is made a month for everybody.
    """
    found = dict(slots)
    today = local_day(scene.now)
    if "period" in found and not _MONTH.fullmatch(str(found["period"])):
        found["period"] = month_said(str(found["period"]), today)
        if not found["period"]:
            del found["period"]
    told = str(found.get("name") or "")
    named = [one for one in scene.people if one.name == told]
    if scene.several and len(named) == 1:
        scene = scene.looking_at(named[0])
    if (
        not scene.resident.bound
        or not whose.settled(scene)
        or found.get("name", scene.resident.name) != scene.resident.name
    ):
        return found
    own = dict.fromkeys([*(one.programme for one in entitled.running(scene)), *(p.programme for p in scene.payments)])
    if len(own) == 1:
        found.setdefault("programme", next(iter(own)))
    about = [paid for paid in scene.payments if paid.programme == found.get("programme")]
    if not about:
        return found
    last = max(about, key=lambda paid: (paid.paid_on, paid.period))
    if found.get("trouble") == "missing" and not any(paid.period == f"{today:%Y-%m}" for paid in about):
        found.setdefault("period", f"{today:%Y-%m}")
    if found.get("trouble") == "less":
        found.setdefault("period", last.period)
    day = (
        f"{last.paid_on.month}月{last.paid_on.day}日" if last.paid_on.year == today.year else say_full_day(last.paid_on)
    )
    how = "last" if last.account_tail else "last_no_card"
    found["last_paid"] = say(how, scene, day=day, amount=say_money(last.amount), tail=last.account_tail)
    return found
