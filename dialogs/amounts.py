"""What an amount question is answered with: a dated figure with its document, or honestly none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, Answered
from dialogs.effects import NoteUnanswered
from dialogs.places_said import county_name, home_of, window_line
from dialogs.say import called, local_day, say_amount, say_full_day
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme
    from knowledge.standards import Standard
    from knowledge.understanding import Understanding

_CLASSES = ("area", "mode", "care", "disability_level", "age")
_LINES = 8
ASK_FOR_ME = Option("帮我问清楚")
_LABELS = {"sample": "（示例）", "unreviewed": "（待核对）", "reviewed": ""}


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
        return figure(heard.programme, code, _words(slots), scene, heard.text)
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


def _words(slots: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in slots.get("_heard", {}).values() if isinstance(value, str | int))


def figure(programme: str, place: str, words: tuple[str, ...], scene: Scene, asked: str) -> Answered:
    """The amounts of a programme at a place today, for the classes that were said."""
    kind = scene.office.pack.programmes[programme]
    today = local_day(scene.now)
    every = scene.office.pack.standards.in_force(programme, place, today)
    rows = scene.office.pack.standards.in_force(programme, place, today, words) if words else every
    if not every:
        return _none(kind, place, asked, scene)
    lead = "" if rows else "没有您说的这一类，现有的是：\n"
    rows = rows or every
    if len(rows) > _LINES and not words:
        areas = [area for area in ("城市", "农村") if any(area in row.category for row in rows)]
        if len(areas) > 1:
            options = tuple(Option(area, f"{area}{called(kind)}标准") for area in areas)
            return Answered(Reply(f"{called(kind)}城市和农村不一样，问的是哪一种？", options), about=programme)
    text = lead + "\n".join((*_figures(rows, kind, scene), *papers_of(rows)))
    reply = Reply(text, next_steps(kind, "amount"), _tail(rows, scene))
    return Answered(reply, figure_sources(rows), about=programme, key=f"{programme}.standard")


def figure_sources(rows: tuple[Standard, ...]) -> tuple[Mapping[str, str], ...]:
    """The documents of these amounts as an answer carries them, each once."""
    every = {(row.doc_no, row.effective_from.isoformat()): None for row in rows}
    return tuple({"doc_no": doc_no, "effective_from": since} for doc_no, since in every)


def mark(row: Standard) -> str:
    """（示例） or （待核对） behind an amount that is not the bureau's own word; empty for one that is."""
    return _LABELS[row.review]


def _figures(rows: tuple[Standard, ...], kind: Programme, scene: Scene) -> Iterable[str]:
    region = {row.region for row in rows}
    where = region_name(rows[0], scene) if len(region) == 1 else county_name(scene)
    if len(rows) == 1:
        row = rows[0]
        yield f"{where}{_class(row)}{called(kind)}：{say_amount(row)}{mark(row)}。"
        return
    yield f"{where}{called(kind)}："
    for row in rows[: _LINES + 4]:
        away = "" if len(region) == 1 else f"（{region_name(row, scene)}）"
        yield f"{_class(row) or called(kind)}{away}：{say_amount(row)}{mark(row)}"


def _class(row: Standard) -> str:
    return "".join(part.replace("/", "、") for part in row.category)


def region_name(row: Standard, scene: Scene) -> str:
    """The name of the division an amount is set for; 全国 for the whole country."""
    found = scene.office.places.get(row.region) if row.region else None
    return found.name if found else "全国"


def papers_of(rows: tuple[Standard, ...]) -> Iterable[str]:
    """From when, until when, by which document; a sample is called one."""
    for since, until, doc_no in dict.fromkeys((row.effective_from, row.effective_to, row.doc_no) for row in rows):
        end = f"，到{say_full_day(until)}止" if until else ""
        paper = f"，文号{doc_no}" if doc_no else ""
        yield f"{say_full_day(since)}起执行{end}{paper}。"
    notes = dict.fromkeys(part for row in rows for part in row.note.rstrip("。").split("；") if part)
    if notes:
        yield "；".join(notes) + "。"
    if any(row.kind == "floor" for row in rows):
        yield "这是省里定的最低数，本地实际数额以民政局为准。"
    if any(row.review == "sample" for row in rows):
        yield "数字是示例，不是真的标准。"
    if any(row.review == "unreviewed" for row in rows):
        yield "标「待核对」的还没经民政局确认。"


def _tail(rows: tuple[Standard, ...], scene: Scene) -> str:
    if rows[0].programme in ("dibao", "bianyuan"):
        return "实际领多少要看家里收入，以乡镇（街道）核实为准。"
    return "能不能领、领哪一档，以乡镇（街道）核实为准。"


def _none(kind: Programme, place: str, asked: str, scene: Scene) -> Answered:
    found = scene.office.places.get(place[:6] if len(place) > 6 else place)
    where = found.name if found else county_name(scene)
    told = kind.passages.get("amount")
    text = f"{where}的{called(kind)}现在发多少，我这里还没有登记，不能乱说。"
    if told is not None:
        text += f"\n{told.text}"
    options = (ASK_FOR_ME, *next_steps(kind, "amount")[:2])
    note = NoteUnanswered(asked, "ask_standard", kind.key)
    sources = (
        tuple({"doc_no": one.doc_no, "effective_from": one.effective_from} for one in told.sources) if told else ()
    )
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
