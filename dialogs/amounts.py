"""What an amount question is answered with: a dated figure with its document, or honestly none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, Answered, answered_within, cited
from dialogs.effects import NoteUnanswered
from dialogs.figures_said import MOST, coming_lines, figure_lines, paper_lines, sources_of, warning_lines
from dialogs.lines import line, tap
from dialogs.places_said import county_name, home_of, window_line
from dialogs.say import called, local_day, say_full_day
from dialogs.talk import Option, Reply
from knowledge.programmes import ASPECT_NAMES
from knowledge.standards import classes_said

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme
    from knowledge.understanding import Understanding

_CLASSES = ("area", "mode", "care", "disability_level", "age")
_LINES = 8
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "which_area": "{programme}城市和农村不一样，问的是哪一种？",
        "no_class": "没有您说的「{class}」这一类，现有的是：",
        "next_income": "实际领多少要看家里收入，以乡镇（街道）核实为准。",
        "next_class": "能不能领、领哪一档，以乡镇（街道）核实为准。",
        "none": "{place}的{programme}现在发多少，我这里还没有登记，不能乱说。",
        "ended": "{place}的{programme}，原来的标准到{until}为止，新的我这里还没有登记，不能乱说。",
        "none_next": "{ask_at}点「{tap}」，{days}答复您。",
        "outside": "{place}不归我们管，那里的数额我不能乱说，请拨当地12345或问当地民政局。",
        "outside_next": "我能答的是{county}的政策。",
        "tap_pass_on": "帮我问清楚",
        "tap_ours": "{county}的标准",
        "tap_amount": "发多少钱",
        "tap_eligibility": "谁能申请",
        "tap_materials": "带什么材料",
        "tap_process": "怎么申请",
    }
)
"""What is said besides the amounts; a pack words it as ``figures.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "which_area": "问标准，城乡不一样，没说是哪一种",
        "no_class": "问的那一类没有标准，先说有的",
        "next_income": "低保、低保边缘数额的最后一句",
        "next_class": "别的数额的最后一句",
        "none": "还没有登记标准",
        "ended": "原来的标准到期了，新的还没有登记",
        "none_next": "还没有登记标准，最后一句",
        "outside": "问的是外地的标准",
        "outside_next": "问的是外地的标准，最后一句",
        "tap_pass_on": "还没有登记标准，转给工作人员",
        "tap_ours": "问的是外地的标准，改看本地的",
        "tap_amount": "答完一项，接着问数额",
        "tap_eligibility": "答完一项，接着问条件",
        "tap_materials": "答完一项，接着问材料",
        "tap_process": "答完一项，接着问办法",
    }
)


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
    lead = "" if rows else _lead(words, scene)
    rows = rows or every
    if len(rows) > _LINES and not words:
        areas = [area for area in ("城市", "农村") if any(area in row.category for row in rows)]
        if len(areas) > 1:
            options = tuple(Option(area, f"{area}{called(kind)}标准") for area in areas)
            return Answered(Reply(_line("which_area", scene, programme=called(kind)), options), about=programme)
    coming = scene.office.pack.standards.coming(programme, place, today, words)
    parts = (
        *figure_lines(rows, kind, scene),
        *paper_lines(rows, scene),
        *coming_lines(coming, kind, scene),
        *warning_lines((*rows, *coming), scene),
    )
    sources = sources_of((*rows[:MOST], *coming[:MOST]), kind, scene)
    tail = _line("next_income" if programme in _BY_INCOME else "next_class", scene)
    reply = Reply(lead + "\n".join(parts), next_steps(kind, "amount", scene), tail)
    return Answered(reply, sources, about=programme, key=f"{programme}.standard")


HOLES: Mapping[str, str] = MappingProxyType(
    {
        "place": "哪个县（市、区）",
        "programme": "哪一项救助",
        "class": "问的是哪一类",
        "since": "从哪天起执行",
        "until": "到哪天为止",
        "paper": "文号，没有文号的是文件名称",
        "ask_at": "打哪个电话问（一整句）",
        "tap": "下面那个选项的叫法",
        "days": "几个工作日内",
        "people": "家里几口人",
        "income": "每月收入",
        "each": "平均每人多少",
        "figure": "哪里的哪一项、每人每月多少，带“待核对”“示例”",
        "total": "全家的标准合计",
        "gap": "差多少",
    }
)
_BY_INCOME = frozenset({"dibao", "bianyuan"})


def _lead(words: tuple[str, ...], scene: Scene) -> str:
    """The class that was asked for has no amount; the other ones are told, not passed off as it."""
    said = "".join(f"{word}岁" if word.isdigit() else word for word in words)
    return _line("no_class", scene, **{"class": said}) + "\n"


def _none(kind: Programme, place: str, asked: str, scene: Scene) -> Answered:
    found = scene.office.places.get(place[:6] if len(place) > 6 else place)
    where = found.name if found else county_name(scene)
    told = kind.passages.get("amount")
    today = local_day(scene.now)
    last = scene.office.pack.standards.ended(kind.key, place, today)
    text = _line("none", scene, place=where, programme=called(kind))
    if last is not None:
        text = _line("ended", scene, place=where, programme=called(kind), until=say_full_day(last))
    coming = scene.office.pack.standards.coming(kind.key, place, today)
    text = "\n".join((text, *coming_lines(coming, kind, scene), *warning_lines(coming, scene)))
    if told is not None and not coming:
        text += f"\n{told.text}"
    pass_on = _tap("pass_on", scene)
    options = (pass_on, *next_steps(kind, "amount", scene)[:2])
    note = NoteUnanswered(asked, "ask_standard", kind.key)
    sources = sources_of(coming, kind, scene) or (cited(told.sources) if told else ())
    ask_at, days = window_line(place, scene), answered_within(scene)
    tail = _line("none_next", scene, ask_at=ask_at, tap=pass_on.label, days=days)
    return Answered(Reply(text, options, tail), sources, (note,), kind.key, key=f"{kind.key}.amount")


def _outside(where: str, heard: Understanding, scene: Scene) -> Answered:
    kind = scene.office.pack.programmes.get(heard.programme or "")
    here = county_name(scene)
    text = _line("outside", scene, place=where)
    options = (_tap("ours", scene, f"{called(kind)}标准", county=here),) if kind else ()
    return Answered(Reply(text, options, _line("outside_next", scene, county=here)), about=heard.programme or "")


def next_steps(kind: Programme, told: str, scene: Scene) -> tuple[Option, ...]:
    """What people ask next about a programme, and the way to ask for help."""
    wanted = [aspect for aspect in _ASPECTS if _can_tell(kind, aspect, told)][:3]
    return (*(step(kind, aspect, scene) for aspect in wanted), HELP)


def step(kind: Programme, aspect: str, scene: Scene) -> Option:
    """The tap that asks one thing more of a programme: its amount, who may apply, with what, and how."""
    return _tap(aspect, scene, f"{called(kind)}{_ASPECTS[aspect]}")


_ASPECTS: Mapping[str, str] = MappingProxyType(
    {"amount": "标准", **{each: ASPECT_NAMES[each] for each in ("eligibility", "materials", "process")}}
)
"""What a tap sends behind the name of a programme."""


def _can_tell(kind: Programme, aspect: str, told: str) -> bool:
    return aspect != told and (aspect in kind.passages or (aspect == "amount" and kind.ours))


def _line(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"figures.{name}", SAYS[name], **facts)


def _tap(name: str, scene: Scene, /, send: str = "", **facts: object) -> Option:
    return tap(scene, f"figures.tap_{name}", SAYS[f"tap_{name}"], send, **facts)
