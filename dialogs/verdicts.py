"""What a self-check ends with: whether it may fit, which condition decides and by which document, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, Cited, cited
from dialogs.figures_said import paper_lines, said, sources_of, warning_lines
from dialogs.flow import Ending
from dialogs.places_said import county_name, home_of, window_line
from dialogs.say import called, local_day, say_money
from dialogs.talk import Reply
from dialogs.verdicts_said import say, tap
from knowledge.eligibility import Check, Condition, Verdict, judge, line_of
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from dialogs.flow import Slots
    from dialogs.scene import Scene
    from knowledge.sources import Source
    from knowledge.standards import Standard

LOOK = "看看我够不够"
"""The words that begin a self-check, with the name of a programme behind them or none."""


def checked(programme: str, slots: Slots, scene: Scene) -> Verdict | None:
    """What the answers say of a programme; None for one that has no self-check."""
    check = scene.office.pack.checks.get(programme)
    return judge(check, facts(slots), lines(slots, scene)) if check else None


def next_fact(slots: Slots, scene: Scene) -> str:
    """The name of the question that the conditions ask for next; empty when it is clear, or nothing to look into."""
    check = scene.office.pack.checks.get(str(slots.get("programme", "")))
    if check is None:
        return ""
    if "place" not in slots and len(home_of(scene)) < 6 and _by_standard(check):
        return "place"
    return judge(check, facts(slots), lines(slots, scene)).ask


def facts(slots: Slots) -> dict[str, Any]:
    """The answers as the conditions read them: money by the month, of the family or a head."""
    found = {name: value for name, value in slots.items() if not name.startswith("_") and name != "place"}
    income, own = found.get("income"), found.get("own_income")
    if isinstance(income, Mapping):
        # Who tells what each has need not say how many they are.
        found["income"] = Decimal(income["month"])
        found |= {"people": 1} if income["each"] else {}
    if isinstance(own, Mapping):
        found["own_income"] = Decimal(own["month"])
    return found


def lines(slots: Slots, scene: Scene) -> dict[str, Decimal]:
    """The standards of dibao in force where the family lives, a head and month, by area."""
    return {name: row.monthly for name, row in _rows(slots, scene).items()}


def ending(slots: Slots, scene: Scene) -> Ending:
    """The answer to what was asked: never a promise, always a next step."""
    programme = str(slots["programme"])
    check = scene.office.pack.checks.get(programme)
    kind = scene.office.pack.programmes[programme]
    name = called(kind)
    register = tap("tap_register", scene, HELP.words)
    if check is None:
        text = say("unknown", scene, programme=name, ask_at=window_line(home_of(scene), scene))
        return Ending((Reply(text, (register,), say("unknown_next", scene)),))
    verdict = judge(check, facts(slots), lines(slots, scene))
    near = _near(check, slots, scene) if verdict.outcome != "may" else ()
    rows = _compared(verdict, slots, scene)
    parts = [
        *_head(name, verdict, scene),
        *_money(verdict, rows, slots, scene),
        *([say("verify", scene, conditions=check.verify)] if verdict.outcome != "no" else []),
        *_nearest(near, slots, scene),
        _papers(verdict),
    ]
    if verdict.outcome == "no":
        parts.append(say("no_decision", scene))
    every = scene.office.pack.programmes
    leads = [called(every[one.leads]) for one in verdict.by if one.leads and verdict.outcome == "no"]
    steps = [tap("tap_leads", scene, f"{other}{ASPECT_NAMES['eligibility']}", programme=other) for other in leads]
    others = [called(every[key]) for key in near]
    steps += [tap("tap_near", scene, f"{LOOK}{other}", programme=other) for other in others]
    if verdict.outcome == "may":
        steps = [tap(f"tap_{each}", scene, f"{name}{ASPECT_NAMES[each]}") for each in ("materials", "process")]
    reply = Reply("\n".join(filter(None, parts)), (register, *steps), say("next", scene))
    sources: tuple[Cited, ...] = cited(tuple(one.source for one in verdict.by))
    sources += sources_of(rows, scene.office.pack.programmes["dibao"], scene)
    return Ending((reply,), sources=sources)


def story(slots: Slots, told: str, scene: Scene) -> str:
    """The self-check in a line, as a clue keeps it: first the resident's own words, then what came of it."""
    programme = str(slots["programme"])
    verdict = checked(programme, slots, scene)
    outcome = verdict.outcome if verdict and verdict.outcome in ("may", "no") else "open"
    known = "；".join(line for line in told.splitlines()[1:] if not line.endswith(("不清楚", "不知道")))
    own = slots.get("_said")
    name = called(scene.office.pack.programmes[programme])
    return (f"{own}；" if own else "") + f"{say(f'story_{outcome}', scene, programme=name)}{known}"[:400]


def _head(name: str, verdict: Verdict, scene: Scene) -> tuple[str, ...]:
    match verdict.outcome:
        case "may":
            yes = "".join(way.yes for way in verdict.ways)
            by = "；".join(one.name for one in verdict.by)
            return (say("may", scene, programme=name) + yes, say("may_by", scene, conditions=by))
        case "no":
            return (say("no", scene, programme=name), say("no_by", scene, conditions=_refusals(verdict)))
        case _:
            by_each = (say("open_by", scene, condition=one.name) for one in verdict.by)
            return (say("open", scene, programme=name), *by_each)


def _refusals(verdict: Verdict) -> str:
    return "；".join(one.no for one in verdict.by if one not in _outdone(verdict))


def _outdone(verdict: Verdict) -> tuple[Condition, ...]:
    """Conditions of income that a wider one says too: who has one and a half times the standard has the standard."""
    lines = {one.key: line for one in verdict.by for each in one.any if (line := each.below_standard) is not None}
    widest = max(lines.values(), default=None)
    return tuple(one for one in verdict.by if one.key in lines and lines[one.key] != widest)


def _money(verdict: Verdict, rows: tuple[Standard, ...], slots: Slots, scene: Scene) -> tuple[str, ...]:
    """The sum and the standards it was held against; honestly none where none is in force."""
    if not _of_income(verdict):
        return ()
    if not rows:
        asks = window_line(home_of(scene), scene)
        return (say("no_standard", scene, place=_county(slots, scene), ask_at=asks),)
    told = facts(slots)
    lead = ""
    if isinstance(told.get("own_income"), Decimal):
        own = told["own_income"]
        lead = say("own_income", scene, money=say_money(own)) if own else say("no_income", scene)
    elif isinstance(told.get("income"), Decimal) and isinstance(told.get("people"), int):
        each = (told["income"] / told["people"]).quantize(Decimal("0.01"))
        lead = say("each", scene, money=say_money(each))
    kind = scene.office.pack.programmes["dibao"]
    return (
        lead + say("compared", scene),
        *(said(row, kind, scene) for row in rows),
        *paper_lines(rows, scene),
        *warning_lines(rows, scene),
    )


def _nearest(near: tuple[str, ...], slots: Slots, scene: Scene) -> tuple[str, ...]:
    """What may fit instead, by what was told already."""
    every = scene.office.pack.programmes
    may = [key for key in near if (found := checked(key, slots, scene)) and found.outcome == "may"]
    if may:
        return (say("near_may", scene, programme=called(every[may[0]])),)
    return (say("near", scene, programme=called(every[near[0]])),) if near else ()


def _near(check: Check, slots: Slots, scene: Scene) -> tuple[str, ...]:
    """The programmes near by that what was told does not rule out; those that may fit first."""
    found = {key: verdict for key in check.next if (verdict := checked(key, slots, scene))}
    kept = [key for key, verdict in found.items() if verdict.outcome in ("may", "open")]
    return tuple(sorted(kept, key=lambda key: found[key].outcome != "may"))[:2]


def _papers(verdict: Verdict) -> str:
    """依据：民发〔2021〕43号第5条、第8条; a document once, its articles behind it."""
    articles: dict[str, list[str]] = {}
    for one in (each for each in verdict.by if each not in (_outdone(verdict) if verdict.outcome == "no" else ())):
        mine = articles.setdefault(_paper(one.source), [])
        if one.source.article and one.source.article not in mine:
            mine.append(one.source.article)
    said = [paper + "、".join(f"第{article}条" for article in found) for paper, found in articles.items()]
    return f"依据：{'；'.join(said)}。" if said else ""


def _paper(source: Source) -> str:
    mark = {"unreviewed": "（待核对）", "sample": "（示例）"}.get(source.review, "")
    return f"{source.doc_no if '号' in source.doc_no else f'《{source.title}》'}{mark}"


def _by_standard(check: Check) -> bool:
    return any(one.below_standard is not None for each in check.conditions.values() for one in each.any)


def _of_income(verdict: Verdict) -> bool:
    return any(one.below_standard is not None for each in verdict.by for one in each.any)


def _compared(verdict: Verdict, slots: Slots, scene: Scene) -> tuple[Standard, ...]:
    """The standards that the income was held against, where it decided."""
    if not _of_income(verdict):
        return ()
    rows = _rows(slots, scene)
    return tuple(rows[name] for name in line_of(facts(slots), {name: row.monthly for name, row in rows.items()}))


def _place(slots: Slots, scene: Scene) -> str:
    place = slots.get("place")
    code = str(place.get("code") or "") if isinstance(place, Mapping) else ""
    return code or home_of(scene)


def _county(slots: Slots, scene: Scene) -> str:
    found = scene.office.places.get(_place(slots, scene)[:6])
    return found.name if found else county_name(scene)


def _rows(slots: Slots, scene: Scene) -> dict[str, Standard]:
    held = scene.office.pack.standards.in_force("dibao", _place(slots, scene), local_day(scene.now))
    paid = [row for row in held if row.kind == "standard" and row.unit.startswith("元/人/")]
    return {next((area for area in ("农村", "城市") if area in row.category), ""): row for row in paid}
