"""People made up for sample conversations, and what their bureau remembers of them from one message to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dialogs import effects
from dialogs.pretence import NAME, PHONE
from dialogs.say import local_day
from dialogs.scene import ClueView, EntitlementView, PaymentView, ResidentView
from knowledge.bureau import OfficeHours
from knowledge.routing import KIND_NAMES

if TYPE_CHECKING:
    from dialogs.effects import Effect
    from dialogs.scene import Scene

_PAID = (("dibao", "低保金", "620"), ("gaoling", "高龄津贴", "50"))
"""What one who is bound receives; the sums are made up, and heard by nobody but the clerk."""


def made_up(who: str, scene: Scene) -> Scene:
    """The scene of ``bound``, ``agent`` (for her mother), ``empty`` (bound, nothing paid), ``stopped`` or
    ``unexplained`` (her dibao, with or without a reason). Raises ``KeyError`` for anybody else."""
    today = local_day(scene.now)
    resident = ResidentView(bound=True, name=NAME, phone=PHONE, person_id=1)
    paid = tuple(
        PaymentView(key, title, f"{day:%Y-%m}", Decimal(amount), day, "0001")
        for day in (today.replace(day=1), _month_before(today))
        for key, title, amount in _PAID
    )
    since = today.replace(year=today.year - 2, day=1)
    running = tuple(EntitlementView(key, title, since, Decimal(amount), "每月10日") for key, title, amount in _PAID)
    stopped = replace(running[0], stopped_on=_month_before(today), stop_reason="家里收入超过标准（示例）")
    return {
        "bound": replace(scene, resident=resident, payments=paid, entitlements=running),
        "agent": replace(scene, resident=replace(resident, agent_of="母亲"), payments=paid, entitlements=running),
        "empty": replace(scene, resident=resident),
        "stopped": replace(scene, resident=resident, entitlements=(stopped,)),
        "unexplained": replace(scene, resident=resident, entitlements=(replace(stopped, stop_reason=""),)),
    }[who]


def _month_before(today: date) -> date:
    return (today.replace(day=1) - timedelta(days=1)).replace(day=10)


def with_clue(scene: Scene, facts: dict[str, str]) -> Scene:
    """The scene with one more registration of the sender's."""
    plain = {"kind": "help", "state": "accepted", **facts}
    title = plain.pop("title", "") or KIND_NAMES.get(plain["kind"], KIND_NAMES["help"])
    promised = local_day(scene.now) + timedelta(days=5) if plain.pop("promised_by", "") else None
    view = ClueView(
        f"A{len(scene.clues) + 1}",
        plain.pop("kind"),
        plain.pop("state"),
        title,
        opened_at=scene.now - timedelta(days=int(plain.pop("days", "7"))),
        by_phone=plain.pop("by_phone", "yes") == "yes",
        promised_by=promised,
        overdue=plain.pop("overdue", "") == "yes",
        owner_name=plain.get("owner_name", ""),
        owner_phone=plain.get("owner_phone", ""),
        result=plain.get("result", ""),
        reason=plain.get("reason", ""),
    )
    return replace(scene, clues=(*scene.clues, view))


def acted(effect: Effect, scene: Scene) -> Scene:
    """The scene after an effect was done, as far as the next message hears of it."""
    match effect:
        case effects.CallHuman():
            return with_clue(scene, {"kind": "callback", "state": "new", "by_phone": "yes" if effect.phone else "no"})
        case effects.DropCall():
            return replace(scene, clues=tuple(one for one in scene.clues if one.no != effect.clue_no))
        case effects.SpeakLanguage():
            return replace(scene, resident=replace(scene.resident, language=effect.language))
        case effects.Subscribe():
            wanted: dict[str, Any] = {f"wants_{effect.topic}": effect.wanted}
            return replace(scene, resident=replace(scene.resident, **wanted))
        case effects.OpenClue():
            return with_clue(scene, {"kind": effect.kind, "state": "new", "days": "0"})
        case _:
            return scene


def lacking(what: str, scene: Scene) -> Scene:
    """The scene of a bureau that has no ``phone`` or no office ``hours`` registered."""
    pack = scene.office.pack
    bureau = pack.bureau
    match what:
        case "phone":
            pack = replace(pack, bureau=replace(bureau, phone=""), windows=())
        case "hours":
            pack = replace(pack, bureau=replace(bureau, hours=OfficeHours(())))
        case _:
            raise KeyError(what)
    return replace(scene, office=replace(scene.office, pack=pack))
