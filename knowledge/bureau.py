"""The bureau itself: its name, its hours, its windows and its people, as a pack tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from knowledge.sources import Source

if TYPE_CHECKING:
    from knowledge.routing import Role
    from knowledge.workdays import Calendar

LOCAL = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When somebody is there on a working day; no spans when the bureau has not told us."""

    spans: tuple[tuple[time, time], ...] = ()

    def open_at(self, moment: datetime, calendar: Calendar) -> bool:
        """Whether somebody is there at that (aware) moment."""
        local = moment.astimezone(LOCAL)
        return calendar.is_workday(local.date()) and any(
            start <= local.time().replace(tzinfo=None) < end for start, end in self.spans
        )

    def next_opening(self, moment: datetime, calendar: Calendar) -> datetime | None:
        """The next time the doors open after that moment (aware, same zone); ``None`` when hours are unknown."""
        if not self.spans:
            return None
        local = moment.astimezone(LOCAL)
        day = local.date()
        while True:
            if calendar.is_workday(day):
                for start, _ in self.spans:
                    opens = datetime.combine(day, start, LOCAL)
                    if opens > local:
                        return opens.astimezone(moment.tzinfo)
            day += timedelta(days=1)

    @property
    def words(self) -> str:
        """The hours as spoken: 工作日 8:00-12:00、14:30-18:00; empty when unknown."""
        spans = "、".join(f"{a.hour}:{a:%M}-{b.hour}:{b:%M}" for a, b in self.spans)
        return f"工作日 {spans}" if spans else ""


@dataclass(frozen=True, slots=True)
class Bureau:
    """Who runs the account. ``phone`` and ``address`` are empty until the bureau fills them in."""

    name: str
    short_name: str = ""
    phone: str = ""
    hours: OfficeHours = OfficeHours()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A service window; ``code`` is the division it serves, or that with a suffix where there are several."""

    code: str
    name: str
    address: str = ""
    phone: str = ""
    hours: OfficeHours = OfficeHours()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number anybody may dial. ``note`` says where it is not open everywhere; ``words`` name or mean it."""

    number: str
    name: str
    for_what: str = ""
    source: Source | None = None
    note: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffSeed:
    """A made-up member of staff of a sample county; ``id`` and ``deputy`` are keys within the pack."""

    id: str
    name: str = field(repr=False)
    role: Role
    division: str
    phone: str = field(repr=False)
    openid: str
    duties: tuple[str, ...] = ()
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class EntitlementSeed:
    """What a made-up resident receives or received; without ``amount`` the standard in force is taken."""

    programme: str
    since: date
    amount: Decimal | None = None
    pay_day: int = 0
    stopped_on: date | None = None
    stop_reason: str = ""
    decided_by: str = ""
    covered: int | None = None
    per: Literal["month", "time"] = "month"


@dataclass(frozen=True, slots=True)
class ResidentSeed:
    """A made-up resident of a sample county. ``programmes`` are what he or she receives.

    ``household`` is the ID number of the head of the family; ``looks_after`` whom else this one's phone is bound to, by
    their ids, with who each is to her.
    """

    id: str
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    phone: str = field(repr=False)
    place: str
    openid: str = ""
    programmes: tuple[str, ...] = ()
    account_tail: str = field(default="", repr=False)
    bound: bool = False
    note: str = ""
    entitlements: tuple[EntitlementSeed, ...] = ()
    household: str = field(default="", repr=False)
    looks_after: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AccountSeed:
    """A console login of the demo; the demo makes up the password."""

    username: str
    name: str
    role: str
    division: str
    staff: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the account's menu: ``click`` sends ``key``, ``view`` opens ``url``, neither opens ``children``."""

    name: str
    kind: str = ""
    key: str = ""
    url: str = ""
    children: tuple[MenuItem, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateMap:
    """How a letter fills a WeChat template.

    ``fields`` maps the platform's keyword (thing1) to our field name, ``labels`` to the label the platform shows.
    ``subscription`` when it is a subscription notice (订阅通知): each one needs a consent that the person gave before.
    """

    key: str
    template_id: str
    title: str
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    subscription: bool = False


TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "arrival": "到账提醒",
        "clue_alert": "线索派单",
        "clue_result": "办理结果",
        "reminder": "催办",
        "standard_change": "标准调整",
        "news": "政策消息",
        "follow_up": "办后回访",
    }
)
"""What letters go by a template, by their key in a pack. Without one, that letter reaches only who wrote lately."""


def resident_seed(key: str, told: Mapping[str, Any]) -> ResidentSeed:
    """A made-up resident as a pack's section tells it."""
    receives = tuple(EntitlementSeed(programme, **one) for programme, one in told.get("entitlements", {}).items())
    after = tuple(told.get("looks_after", {}).items())
    more = {"programmes": tuple(told.get("programmes", ())), "entitlements": receives, "looks_after": after}
    return ResidentSeed(key, **{**told, **more})
