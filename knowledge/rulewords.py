"""Each kind of rule in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from knowledge.deadlines import ClockRule
from knowledge.duties import (
    AppealRoute,
    ClueSource,
    Comparison,
    Duty,
    HardshipClass,
    Ledger,
    LevelDuty,
    OutcomePath,
    TargetGroup,
    Team,
    Visit,
)
from knowledge.procedures import EVENTS, FIELDS, Payday, PublicNotice, SpotCheck, StatutoryStep
from knowledge.sources import SourcedRule
from knowledge.telling import Audience, Channel, NoticeContent, Practice

if TYPE_CHECKING:
    from knowledge.pack import Pack

LEVELS = {
    "county": "县级民政",
    "township": "乡镇（街道）",
    "village": "村（社区）",
    "departments": "有关部门",
    "group": "村民小组",
}
_EVERY = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half_year": "每半年",
    "year": "每年",
    "once": "一次",
    "at_once": "立刻",
    "irregular": "没有写多久一次",
}
_CONDITIONS = {
    "severe_weather": "天气恶劣时",
    "grave_illness": "患重特大疾病时",
    "lost_self_care": "生活自理能力全失时",
    "sudden_hardship": "突发困难时",
    "outbreak": "发生疫情灾情等突发事件时",
}
_UNITS = {"workdays": "个工作日", "hours": "小时", "days": "天", "months": "个月", "at_once": "当场"}
_USES = {"tell": "告诉群众", "hear": "听群众说", "supervise": "接受监督"}
_WAYS = {"face_to_face": "面对面", "information": "信息化", "hotline": "热线和平台"}


def says_of(rule: Any, pack: Pack) -> str:
    """What a rule asks, in one sentence without its document."""
    match rule:
        case TargetGroup() | HardshipClass():
            return ("必到必访。" if getattr(rule, "must_visit", False) else "") + rule.says
        case AppealRoute() | Practice():
            return f"{rule.city}：{_practice(rule)}" if isinstance(rule, Practice) else rule.says
        case ClueSource():
            return f"由{LEVELS[rule.level]}接收" if rule.level != "departments" else "由部门提供"
        case LevelDuty():
            return "；".join(rule.duties)
        case Team():
            return rule.does
        case Visit():
            return _visit(rule)
        case Comparison():
            return _comparison(rule)
        case Ledger():
            return _ledger(rule)
        case OutcomePath():
            return f"{rule.when}：{rule.does}"
        case StatutoryStep():
            return _step(rule, pack)
        case ClockRule():
            return f"{rule.amount}{_UNITS[rule.unit]}内{rule.name}"
        case Payday():
            start = "从决定的当月算起" if rule.starts == "this_month" else "从决定的下个月算起"
            return f"{start}，" + (f"每月{rule.day}日前发到账户" if rule.day else "几号发没有写")
        case SpotCheck():
            return _spot_check(rule)
        case PublicNotice():
            return _public_notice(rule)
        case Audience():
            return "主动告知的重点对象"
        case NoticeContent():
            return _content(rule, pack)
        case Channel():
            return f"{_WAYS[rule.way]}，{_USES[rule.use]}"
        case Duty():
            often = rule.when if rule.when and rule.every == "once" else _often(rule.every, rule.times)
            return f"{rule.who}，{often}，对象：{rule.whom}"
        case SourcedRule():
            return rule.text
    raise TypeError(type(rule))


def _often(every: str, times: int) -> str:
    plain = every in ("once", "at_once", "irregular") or (every == "day" and times == 1)
    return _EVERY[every] if plain else f"{_EVERY[every]}至少{times}次"


def _practice(rule: Practice) -> str:
    often = "、".join(f"{one.whom}每{one.days}天一次" for one in rule.visits)
    return f"{rule.says}（{often}）" if often else rule.says


def _visit(rule: Visit) -> str:
    when = "或".join(_CONDITIONS[one] for one in rule.conditions)
    return f"{when}{'，' if when else ''}{rule.who}走访{rule.whom}，{_often(rule.every, rule.times)}"


def _comparison(rule: Comparison) -> str:
    when = f"每年{rule.month}月" if rule.month else _EVERY[rule.every]
    whose = f"向{'、'.join(rule.departments)}" if rule.departments else ""
    more = f"，{rule.threshold:,}{rule.threshold_unit}以上" if rule.threshold else ""
    who = f"，没有纳入救助的{rule.whom}" if rule.uncovered else f"，{rule.whom}"
    return f"{LEVELS[rule.who]}{whose}{when}比对{who}{more}；结果交{LEVELS[rule.back_to]}核实"


def _ledger(rule: Ledger) -> str:
    parts = (
        f"{LEVELS[rule.level]}建",
        f"记{rule.whom}" if rule.whom else "",
        _EVERY[rule.period] + "一报" if rule.period else "",
        "没有也要报零" if rule.zero_report else "",
        rule.until,
        f"栏目：{'、'.join(rule.columns)}" if rule.columns else "",
    )
    return "；".join(filter(None, parts))


def _step(rule: StatutoryStep, pack: Pack) -> str:
    limit = "当场" if rule.unit == "at_once" else f"{rule.amount}{_UNITS[rule.unit]}内"
    outer = pack.rulebook.step(rule.within) if rule.within else None
    parts = (
        f"{rule.when}，" if rule.when else "",
        f"{EVENTS[rule.starts]}起{limit}{EVENTS[rule.ends]}",
        f"，由{rule.who}办" if rule.who else "",
        f"，至少{rule.people}人一起" if rule.people else "",
        f"，含在“{outer.name}”之内" if outer else "",
    )
    return "".join(parts)


def _spot_check(rule: SpotCheck) -> str:
    share = "没有写比例" if rule.share is None else "全部" if rule.share == 100 else f"不低于{rule.share}%"
    parts = (
        f"{LEVELS[rule.who]}查{rule.whom}，{share}",
        "要到现场" if rule.way == "on_site" else "",
        f"以{rule.within_days}天为期" if rule.within_days else "",
        "结果要告诉举报的人" if rule.feedback else "",
    )
    return "，".join(filter(None, parts))


def _public_notice(rule: PublicNotice) -> str:
    ends = EVENTS.get(rule.ends, "")
    lasts = f"到{ends}止" if ends else f"不少于{rule.at_least}{_UNITS[rule.unit]}" if rule.at_least else ""
    parts = (
        f"{EVENTS[rule.starts]}之日起" + (f"，{lasts}" if lasts else ""),
        f"只写{_fields(rule.shows)}" if rule.shows else "",
        f"不写{_fields(rule.never)}" if rule.never else "",
        f"贴在{'、'.join(rule.places)}" if rule.places else "",
        "人户分离的，户籍地和居住地两边都贴" if rule.both_places else "",
    )
    return "；".join(filter(None, parts))


def _fields(keys: tuple[str, ...]) -> str:
    return "、".join(FIELDS[key] for key in keys)


def _content(rule: NoticeContent, pack: Pack) -> str:
    names: Mapping[str, str] = {one.key: one.name for one in pack.rulebook.audiences}
    told = "；".join(f"{part.text}（告诉{'、'.join(names[key] for key in part.to)}）" for part in rule.parts)
    return told + ("；有变化随时更新" if rule.keep_current else "")
