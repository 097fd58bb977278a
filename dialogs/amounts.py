"""What an amount question is answered with: a dated figure with its document, or honestly none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, Answered, cited
from dialogs.effects import NoteUnanswered
from dialogs.figures_said import MOST, coming_lines, figure_lines, paper_lines, sources_of, warning_lines
from dialogs.places_said import county_name, home_of, window_line
from dialogs.say import called, local_day, say_full_day
from dialogs.talk import Option, Reply
from knowledge.standards import classes_said

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme
    from knowledge.standards import Standard
    from knowledge.understanding import Understanding

_CLASSES = ("area", "mode", "care", "disability_level", "age")
_LINES = 8
ASK_FOR_ME = Option("帮我问清楚")


def answer(heard: Understanding, scene: Scene) -> Answered:
    """The figure asked for; begins the flow ``standard`` when it is not clear of which programme or place."""
    guess = heard.place
    if guess and guess.outside:
        return _outside(guess.outside, heard, scene)
    slots: dict[str, Any] = {"_heard": {key: heard.slots[key] for key in _CLASSES if heard.slots.get(key)}}
    slots["_asked"] = heard.text[:200]
    code = place_of(heard, scene)
    if heard.programme:
        slots["programme"] = heard.programme
    if code:
        slots["place"] = {"code": code, "name": "", "said": ""}
    if heard.programme and code:
        return figure(heard.programme, code, words_of(slots), scene, heard.text)
    return Answered(Reply(""), about=heard.programme or "", begin="standard", slots=slots)


def place_of(heard: Understanding, scene: Scene) -> str:
    """The place whose figure is wanted; empty when a city's or a province's account must ask for the county."""
    guess, home = heard.place, home_of(scene)
    said = ""
    if guess and guess.code:
        said = guess.code
    elif guess and guess.candidates:
        # Villages of one name in one county share their county's figure.
        counties = {code[:6] for code in guess.candidates}
        said = counties.pop() if len(counties) == 1 else ""
    if said and not home.startswith(said):
        return said
    return home if len(home) >= 6 or not _lower_figures(heard.programme, home, scene) else ""


def _lower_figures(programme: str | None, home: str, scene: Scene) -> bool:
    rows = scene.office.pack.standards.rows
    return any(
        row.region.startswith(home) and len(row.region) > len(home) and programme in (None, row.programme)
        for row in rows
    )


def words_of(slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The classes that were said: area, way of care, degree, age, and which of two benefits."""
    heard = (str(value) for value in slots.get("_heard", {}).values() if isinstance(value, str | int))
    return (*heard, *classes_said(str(slots.get("_asked", ""))))


def figure(programme: str, place: str, words: tuple[str, ...], scene: Scene, asked: str) -> Answered:
    """The amounts of a programme at a place today, for the classes that were said."""
    kind = scene.office.pack.programmes[programme]
    today = local_day(scene.now)
    every = scene.office.pack.standards.in_force(programme, place, today)
    rows = scene.office.pack.standards.in_force(programme, place, today, words) if words else every
    if not every:
        return _none(kind, place, asked, scene)
    lead = "" if rows else _lead(words)
    rows = rows or every
    if len(rows) > _LINES and not words:
        areas = [area for area in ("城市", "农村") if any(area in row.category for row in rows)]
        if len(areas) > 1:
            options = tuple(Option(area, f"{area}{called(kind)}标准") for area in areas)
            return Answered(Reply(f"{called(kind)}城市和农村不一样，问的是哪一种？", options), about=programme)
    coming = scene.office.pack.standards.coming(programme, place, today, words)
    parts = (
        *figure_lines(rows, kind, scene),
        *paper_lines(rows, scene),
        *coming_lines(coming, kind, scene),
        *warning_lines((*rows, *coming), scene),
    )
    sources = sources_of((*rows[:MOST], *coming[:MOST]), kind, scene)
    reply = Reply(lead + "\n".join(parts), next_steps(kind, "amount"), _tail(rows))
    return Answered(reply, sources, about=programme, key=f"{programme}.standard")


def _lead(words: tuple[str, ...]) -> str:
    """The class that was asked for has no amount; the other ones are told, not passed off as it."""
    said = "".join(f"{word}岁" if word.isdigit() else word for word in words)
    return f"没有您说的「{said}」这一类，现有的是：\n"


def _tail(rows: tuple[Standard, ...]) -> str:
    if rows[0].programme in ("dibao", "bianyuan"):
        return "实际领多少要看家里收入，以乡镇（街道）核实为准。"
    return "能不能领、领哪一档，以乡镇（街道）核实为准。"


def _none(kind: Programme, place: str, asked: str, scene: Scene) -> Answered:
    found = scene.office.places.get(place[:6] if len(place) > 6 else place)
    where = found.name if found else county_name(scene)
    told = kind.passages.get("amount")
    today = local_day(scene.now)
    last = scene.office.pack.standards.ended(kind.key, place, today)
    text = f"{where}的{called(kind)}现在发多少，我这里还没有登记，不能乱说。"
    if last is not None:
        text = f"{where}的{called(kind)}，原来的标准到{say_full_day(last)}为止，新的我这里还没有登记，不能乱说。"
    coming = scene.office.pack.standards.coming(kind.key, place, today)
    text = "\n".join((text, *coming_lines(coming, kind, scene), *warning_lines(coming, scene)))
    if told is not None and not coming:
        text += f"\n{told.text}"
    options = (ASK_FOR_ME, *next_steps(kind, "amount")[:2])
    note = NoteUnanswered(asked, "ask_standard", kind.key)
    sources = sources_of(coming, kind, scene) or (cited(told.sources) if told else ())
    tail = f"{window_line(place, scene)}点「帮我问清楚」，3个工作日内答复您。"
    return Answered(Reply(text, options, tail), sources, (note,), kind.key, key=f"{kind.key}.amount")


def _outside(where: str, heard: Understanding, scene: Scene) -> Answered:
    kind = scene.office.pack.programmes.get(heard.programme or "")
    here = county_name(scene)
    text = f"{where}不归我们管，那里的数额我不能乱说，请拨当地12345或问当地民政局。"
    options = (Option(f"{here}的标准", f"{called(kind)}标准"),) if kind else ()
    return Answered(Reply(text, options, f"我能答的是{here}的政策。"), about=heard.programme or "")


def next_steps(kind: Programme, told: str) -> tuple[Option, ...]:
    """What people ask next about a programme, and the way to ask for help."""
    asks = (
        ("amount", "发多少钱", "标准"),
        ("eligibility", "谁能申请", "谁能申请"),
        ("materials", "带什么材料", "带什么材料"),
        ("process", "怎么申请", "怎么申请"),
    )
    wanted = [Option(label, f"{called(kind)}{send}") for aspect, label, send in asks if _can_tell(kind, aspect, told)]
    return (*wanted[:3], HELP)


def _can_tell(kind: Programme, aspect: str, told: str) -> bool:
    return aspect != told and (aspect in kind.passages or (aspect == "amount" and kind.ours))
