"""People made up for sample conversations, and what their bureau remembers of them from one message to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs import effects
from dialogs.kept import MOST_PEOPLE
from dialogs.pretence import NAME, PHONE
from dialogs.say import local_day
from dialogs.scene import ClueView, EntitlementView, PaymentView, PersonView, ResidentView
from knowledge.bureau import OfficeHours
from knowledge.routing import KIND_NAMES

if TYPE_CHECKING:
    from dialogs.effects import Effect
    from dialogs.scene import Scene

_DIBAO, _AGED = ("dibao", "低保金"), ("gaoling", "高龄津贴")
"""What one who is bound receives; the sums are made up, and heard by nobody but the clerk."""


def made_up(who: str, scene: Scene) -> Scene:
    """The scene of somebody made up, by one of the names below. Raises ``KeyError`` for another."""
    return _PEOPLE[who](scene)


def _bound(scene: Scene, agent_of: str = "") -> Scene:
    """Bound, and money came this month and the month before."""
    resident = ResidentView(bound=True, name=NAME, phone=PHONE, person_id=1, agent_of=agent_of)
    return replace(scene, resident=resident, payments=_paid(scene), entitlements=_running(scene))


def _paid(scene: Scene) -> tuple[PaymentView, ...]:
    today = local_day(scene.now)
    days = (today.replace(day=1), _month_before(today))
    return tuple(_payment(kind, day, amount) for day in days for kind, amount in ((_DIBAO, 100), (_AGED, 50)))


def _payment(kind: tuple[str, str], day: date, amount: int, tail: str = "0001", period: str = "") -> PaymentView:
    return PaymentView(*kind, period or f"{day:%Y-%m}", Decimal(amount), day, tail)


def _running(scene: Scene) -> tuple[EntitlementView, ...]:
    since = local_day(scene.now).replace(day=1) - timedelta(days=731)
    amounts = ((_DIBAO, Decimal(100)), (_AGED, Decimal(50)))
    return tuple(EntitlementView(*kind, since, amount, "每月10日") for kind, amount in amounts)


def _only(scene: Scene, **changes: Any) -> Scene:
    """Bound, with nothing paid, and one kind of money as these changes tell of it."""
    return replace(_bound(scene), payments=(), entitlements=(replace(_running(scene)[0], **changes),))


def _stopped(scene: Scene, reason: str, **more: str) -> Scene:
    return _only(scene, stopped_on=_month_before(local_day(scene.now)), stop_reason=reason, **more)


def _less(scene: Scene, change: int) -> Scene:
    """This month another sum than the month before, of two cards, and one month paid late."""
    today = local_day(scene.now)
    first, before = today.replace(day=1), _month_before(today)
    late = f"{before:%Y-%m}"
    paid = (
        _payment(_DIBAO, first, 100 + change),
        _payment(_DIBAO, before, 100, ""),
        _payment(_AGED, first, 50, "0002", late),
    )
    return replace(_bound(scene), payments=paid)


def _family(scene: Scene) -> Scene:
    """Bound for oneself and for two of the family; nobody is looked at yet."""
    there = ((1, NAME, ""), (2, "李大山", "父亲"), (3, "王桂花", "母亲"))
    people = tuple(
        PersonView(number, name, PHONE, "", kin, _paid(scene), _running(scene)) for number, name, kin in there
    )
    return replace(replace(scene, people=people).looking_at(people[0]), about=0)


def _crowd(scene: Scene) -> Scene:
    """As many as one account may be bound to."""
    people = tuple(
        PersonView(number, NAME, "", "", "亲戚", (), _running(scene)) for number in range(1, MOST_PEOPLE + 1)
    )
    return replace(replace(scene, people=people).looking_at(people[0]), about=0)


_PEOPLE: Mapping[str, Callable[[Scene], Scene]] = MappingProxyType(
    {
        "bound": _bound,
        "agent": lambda scene: _bound(scene, agent_of="母亲"),
        "empty": lambda scene: replace(_bound(scene), payments=(), entitlements=()),
        "stopped": lambda scene: _stopped(scene, "家里收入超过标准（示例）"),
        "unexplained": lambda scene: _stopped(scene, ""),
        "decided": lambda scene: _stopped(scene, "家里收入超过标准（示例）", decided_by="示例〔2026〕1号"),
        "bare": lambda scene: _only(scene, amount=None, since=None, pay_day=""),
        "once": lambda scene: _only(scene, per="time", covered=3),
        "known": lambda scene: _only(scene, by_payments=True, pay_day="每月10日前"),
        "mostly": lambda scene: _only(scene, pay_day="以往多在每月10日"),
        "ending": lambda scene: _only(
            scene, stopped_on=local_day(scene.now) + timedelta(days=20), stop_reason="孩子满十八岁（示例）"
        ),
        "waiting": lambda scene: replace(_bound(scene), payments=_paid(scene)[2:]),
        "undated": lambda scene: replace(
            _bound(scene), payments=_paid(scene)[2:], entitlements=(replace(_running(scene)[0], pay_day=""),)
        ),
        "less": lambda scene: _less(scene, -10),
        "more": lambda scene: _less(scene, 10),
        "family": _family,
        "crowd": _crowd,
    }
)


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
