"""How a decision is made by law: nested clocks between events, paydays, spot checks, and what a notice board shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.sources import Source

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "submitted_at_window": "在窗口提交申请",
        "submitted_online": "网上提交申请",
        "accepted": "受理",
        "acceptance_told": "居住地告知受理结果",
        "survey_started": "启动入户调查",
        "survey_done": "完成入户调查",
        "check_asked": "提出信息核对申请",
        "check_started": "启动信息核对",
        "check_done": "完成信息核对并反馈",
        "hearing_done": "受理公示、评估、民主评议结束",
        "opinion": "提出初审意见",
        "posting_done": "公示结束",
        "handed_up": "上报县级",
        "decided": "作出确认决定",
        "granted": "批准给予",
        "stopped": "停止待遇",
        "exit_confirmed": "确认退出",
        "refusal_told": "书面告知不予同意",
        "reported": "接到报告",
        "care_reviewed": "复核自理能力",
        "death": "成员去世",
        "changes_settled": "办完增、减、停",
        "warning_returned": "预警单据返回",
        "warning_settled": "核查并作出确认决定",
        "petition_received": "收到信访",
        "petition_registered": "登记并处理",
        "petition_settled": "办结信访",
    }
)
"""What happens in a procedure; clocks run from one of these to another."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "applicant_name": "申请人姓名",
        "member_names": "家庭成员姓名",
        "persons": "家庭人数",
        "persons_covered": "保障人数",
        "reason": "困难原因",
        "monthly_amount": "家庭月保障金额",
        "amount": "保障金额",
        "village": "所在村或者社区",
        "privacy": "个人隐私",
        "minors": "未成年人信息",
        "unrelated": "与最低生活保障无关的信息",
    }
)
"""What may stand, or must never stand, on a notice board."""


@dataclass(frozen=True, slots=True)
class StatutoryStep:
    """A time limit between two events of one procedure.

    ``unit`` is ``workdays``, ``days``, ``months`` or ``at_once``. ``within`` names the step that contains this one: its
    limit holds as well. ``people`` is the smallest number who must go together. ``setting`` names what the document
    leaves open about this clock.
    """

    key: str
    name: str
    programme: str
    starts: str
    ends: str
    unit: str
    who: str
    source: Source
    amount: int = 0
    within: str = ""
    people: int = 0
    when: str = ""
    setting: str = ""
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Payday:
    """From which month money counts and by which day of the month it is there; ``day`` 0 where nothing is written."""

    key: str
    starts: str
    """``this_month``: the month of the decision; ``next_month``: the month after."""
    source: Source
    day: int = 0
    setting: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """How many of whom are checked again. ``share`` is a percentage, none where the document names none.

    ``way`` is ``any`` or ``on_site``; ``part_of`` names the check this share belongs to; ``within_days`` limits the
    families by when they were decided; ``feedback``: whoever asked for it is told the result.
    """

    key: str
    name: str
    whom: str
    who: str
    source: Source
    share: int | None = None
    way: str = "any"
    part_of: str = ""
    programme: str = ""
    within_days: int = 0
    feedback: bool = False
    setting: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """What is shown to everybody (公示): a whitelist of fields, what never stands there, where, and how long.

    It hangs from ``starts`` until ``ends``; without an end at least ``at_least`` of ``unit`` (days, months).
    """

    key: str
    name: str
    programme: str
    starts: str
    source: Source
    shows: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    both_places: bool = False
    ends: str = ""
    at_least: int = 0
    unit: str = "days"
    setting: str = ""
    note: str = ""
