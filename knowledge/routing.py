"""Who answers for a clue: the nearest person on duty; where a post is empty, the one above, never nobody unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from knowledge.places import Gazetteer

Role = Literal["assistant", "grid", "township", "county"]

ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        "assistant": "村级社会救助协理员",
        "grid": "网格员",
        "township": "乡镇（街道）经办人员",
        "county": "县民政局经办人员",
    }
)
KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "help": "困难求助",
        "payment": "资金未到账",
        "complaint": "投诉举报",
        "danger": "紧急情况",
        "question": "疑难咨询",
        "callback": "请回电话",
        "change": "情况变动",
    }
)
_NEAREST_FIRST: tuple[Role, ...] = ("assistant", "grid", "township", "county")
# A complaint may be about the village or the township itself, so it starts above them.
LINES: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "help": _NEAREST_FIRST,
        "danger": _NEAREST_FIRST,
        "payment": ("township", "county"),
        "complaint": ("county",),
        "question": ("county",),
        "callback": ("county",),
    }
)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person who may be made responsible. ``division`` is the code served; empty ``duties`` means every kind."""

    id: int
    name: str = field(repr=False)
    phone: str = field(repr=False)
    openid: str
    division: str
    role: Role
    duties: tuple[str, ...] = ()
    deputy_id: int | None = None
    absent_until: date | None = None
    """Last day away; back on the next."""
    active: bool = True

    def present(self, today: date) -> bool:
        """Whether work may be given to this person today."""
        return self.active and (self.absent_until is None or self.absent_until < today)


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody on the staff."""

    members: tuple[StaffMember, ...] = ()

    def get(self, member_id: int | None) -> StaffMember | None:
        """The member of that id, also when inactive."""
        return next((member for member in self.members if member.id == member_id), None)

    def at(self, division: str, role: Role, kind: str) -> tuple[StaffMember, ...]:
        """Active members of a role who serve exactly that division and kind; specialists before generalists."""
        fit = [
            member
            for member in self.members
            if member.active
            and member.role == role
            and member.division == division
            and (not member.duties or kind in member.duties)
        ]
        return tuple(sorted(fit, key=lambda member: (not member.duties, member.id)))


@dataclass(frozen=True, slots=True)
class Route:
    """``vacancy`` when the nearest post is empty or nobody of it is present; ``why`` explains the choice in Chinese."""

    owner: StaffMember | None
    deputy: StaffMember | None
    superior: StaffMember | None
    why: str = field(repr=False)
    vacancy: bool = False


def upward(code: str) -> tuple[str, ...]:
    """The division's code and those of all above it, nearest first: village, township, county, city, province."""
    return tuple(code[:length] for length in (12, 9, 6, 4, 2) if len(code) >= length)


def stand_in(member: StaffMember, directory: Directory, today: date) -> StaffMember | None:
    """The first present person along the chain of deputies; None when there is none or the chain bites its tail."""
    seen = {member.id}
    after = directory.get(member.deputy_id)
    while after is not None and after.id not in seen:
        if after.present(today):
            return after
        seen.add(after.id)
        after = directory.get(after.deputy_id)
    return None


def route(place: str, kind: str, urgency: str, directory: Directory, places: Gazetteer, today: date) -> Route:
    """Owner, deputy and superior for a clue of that kind at that division code.

    Absence leads to the deputy, vacancy to the next post above; both are said in ``why``. ``owner`` is None only when
    not one person of the staff is present.
    """
    said: list[str] = []
    line = _line(place, kind, directory)
    empty = _empty_nearest(place, kind, directory)
    if empty:
        said.append(f"{_name(place, places)}没有在岗的{empty}，由上一级接办")
    taken: StaffMember | None = None
    owner: StaffMember | None = None
    for candidate in line:
        if candidate.present(today):
            taken = owner = candidate
            break
        owner = stand_in(candidate, directory, today)
        until = f"请假至{candidate.absent_until:%Y-%m-%d}" if candidate.absent_until else "不在岗"
        if owner is not None:
            taken = candidate
            said.append(f"{candidate.name}{until}，由代理人{owner.name}接办")
            break
        said.append(f"{candidate.name}{until}，也没有在岗的代理人")
    if owner is None:
        return Route(None, None, None, "；".join([*said, "目前没有可以派单的工作人员"]) + "。", vacancy=True)
    passed_over = bool(empty) or bool(line and taken is not line[0])
    above = _above(owner, line, directory, today)
    said.append(f"{_name(owner.division, places)}{ROLE_NAMES[owner.role]}{owner.name}为责任人")
    if urgency != "normal" and above is not None:
        said.append(f"情况紧急，同时告知{above.name}")
    return Route(owner, stand_in(owner, directory, today), above, "；".join(said) + "。", vacancy=passed_over)


def _line(place: str, kind: str, directory: Directory) -> list[StaffMember]:
    """All who could take it, nearest first. Everybody of the county comes last, so that nothing ends up nowhere."""
    roles = LINES.get(kind, _NEAREST_FIRST)
    line: list[StaffMember] = []
    for code in upward(place):
        for role in roles:
            line += [member for member in directory.at(code, role, kind) if member not in line]
    county = [member for member in directory.members if member.active and member.role == "county"]
    return line + sorted((member for member in county if member not in line), key=lambda member: member.id)


def _empty_nearest(place: str, kind: str, directory: Directory) -> str:
    """The post that ought to take this clue but has nobody, or nothing."""
    roles = LINES.get(kind, _NEAREST_FIRST)
    if len(place) >= 12 and "assistant" in roles:
        near = [*directory.at(place, "assistant", kind), *directory.at(place, "grid", kind)]
        return "" if near else ROLE_NAMES["assistant"]
    if len(place) >= 9 and "township" in roles:
        return "" if directory.at(place[:9], "township", kind) else ROLE_NAMES["township"]
    return ""


def _above(owner: StaffMember, line: Iterable[StaffMember], directory: Directory, today: date) -> StaffMember | None:
    rank = _NEAREST_FIRST.index(owner.role)
    higher: Iterator[StaffMember] = (
        member for member in line if _NEAREST_FIRST.index(member.role) > max(rank, 1) and member.id != owner.id
    )
    for member in higher:
        if member.present(today):
            return member
        behind = stand_in(member, directory, today)
        if behind is not None and behind.id != owner.id:
            return behind
    return None


def superior_of(member: StaffMember, directory: Directory, today: date) -> StaffMember | None:
    """The present person one post above: township over village, county over township."""
    everybody = _line(member.division, "help", directory)
    return _above(member, everybody, directory, today)


def county_of(directory: Directory, today: date) -> tuple[StaffMember, ...]:
    """Those of the county bureau who are present, for what must not stay unseen."""
    return tuple(member for member in directory.members if member.role == "county" and member.present(today))


def _name(code: str, places: Gazetteer) -> str:
    path = places.path(code) if code else ()
    return path[-1].name if path else "未知地点"
