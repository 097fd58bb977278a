"""How amounts are said: of which region, by which document, from when, how sure; and what will change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import Cited
from dialogs.lines import line
from dialogs.places_said import county_name
from dialogs.say import called, say_amount, say_full_day, say_since

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme
    from knowledge.standards import Standard

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "{since}起执行，{paper}。",
        "paper_until": "{since}起执行，到{until}止，{paper}。",
        "paper_undated": "出自{paper}，从哪天起执行没有写。",
        "floor": "这是{place}的指导标准，是最低数；当地实际发多少，以民政局为准。",
        "coming": "将从{since}起改为（{paper}）：",
        "sample": "数字是示例，不是真的标准。",
        "unreviewed": "标「待核对」的还没经民政局确认。",
    }
)
"""What stands around an amount. The amount itself with its place, its class and its mark is no wording of anybody's."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "paper": "数额下面，从哪天起、哪个文件",
        "paper_until": "数额下面，文件写了到哪天为止",
        "paper_undated": "数额下面，文件没写从哪天起",
        "floor": "数额是省里、市里的最低数",
        "coming": "已经公布、还没到执行的日子",
        "sample": "数字是示例",
        "unreviewed": "数字还没经民政局确认",
    }
)
MOST = 12
"""So many amounts at most are said at once."""
_LABELS = {"sample": "示例", "unreviewed": "待核对", "reviewed": ""}
_MONEY = re.compile(r"\d\s*(?:元|块|万)")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def figure_lines(rows: tuple[Standard, ...], kind: Programme, scene: Scene) -> Iterable[str]:
    """One line for one amount, else the region and a line each; where regions differ, each line tells its own."""
    if len(rows) == 1:
        row = rows[0]
        yield f"{said(row, kind, scene)}。"
        return
    alike = len({(row.region, row.kind == "floor") for row in rows}) == 1
    floor = "的指导标准" if alike and rows[0].kind == "floor" else ""
    yield f"{region_of(rows[0], scene) if alike else county_name(scene)}{called(kind)}{floor}："
    for row in rows[:MOST]:
        away = "" if alike else f"（{region_of(row, scene)}{'指导标准' if row.kind == 'floor' else ''}）"
        yield f"{class_of(row) or called(kind)}{away}：{say_amount(row)}{mark_of(row, scene)}"


def paper_lines(rows: tuple[Standard, ...], scene: Scene) -> Iterable[str]:
    """From when, until when, by which document; what is a floor, a sample or not confirmed is called so."""
    yield from dict.fromkeys(_paper_line(row, scene) for row in rows)
    notes = dict.fromkeys(note for row in rows for note in _notes(row))
    if notes:
        yield "；".join(notes) + "。"
    floors = dict.fromkeys(region_of(row, scene) for row in rows if row.kind == "floor")
    for region in floors:
        yield _line("floor", scene, place=region)


def _paper_line(row: Standard, scene: Scene) -> str:
    if not row.doc_no and not _ISO_DAY.fullmatch(row.source.effective_from):
        # A guide that tells an amount and not from when: the first day of its month would be our invention.
        return _line("paper_undated", scene, paper=_paper(row))
    since = say_full_day(row.effective_from)
    if row.effective_to is None:
        return _line("paper", scene, since=since, paper=_paper(row))
    return _line("paper_until", scene, since=since, until=say_full_day(row.effective_to), paper=_paper(row))


def warning_lines(rows: tuple[Standard, ...], scene: Scene) -> Iterable[str]:
    """What must be said of amounts that are samples or that nobody of the bureau has confirmed."""
    if rows and (_sample(scene) or any(row.review == "sample" for row in rows)):
        yield _line("sample", scene)
    if any(row.review == "unreviewed" for row in rows):
        yield _line("unreviewed", scene)


def coming_lines(rows: tuple[Standard, ...], kind: Programme, scene: Scene) -> Iterable[str]:
    """Amounts that are published and hold from a later day, said as what they are."""
    last: tuple[date, str] | None = None
    for row in rows[:MOST]:
        if last != (row.effective_from, row.doc_no):
            last = row.effective_from, row.doc_no
            yield _line("coming", scene, since=say_full_day(row.effective_from), paper=_paper(row))
        yield said(row, kind, scene)


def said(row: Standard, kind: Programme, scene: Scene) -> str:
    """One amount in one line: 示范县农村低保：每人每月 620 元（示例）; a floor is called the guidance that it is."""
    name, of = called(kind), class_of(row)
    name = name.removesuffix("补贴") + of if "补贴" in of and name.endswith("补贴") else of + name
    floor = "的指导标准" if row.kind == "floor" else ""
    return f"{region_of(row, scene)}{name}{floor}：{say_amount(row)}{mark_of(row, scene)}"


def sources_of(rows: Iterable[Standard], kind: Programme, scene: Scene) -> tuple[Cited, ...]:
    """What the answer cites, and by ``standard`` and ``figure`` what was said, for the record of it."""
    return tuple(
        {
            "doc_no": row.doc_no,
            "effective_from": row.effective_from.isoformat(),
            "standard": row.key,
            "figure": said(row, kind, scene),
        }
        for row in rows
    )


def class_of(row: Standard) -> str:
    """The class in a word: 农村, 护理补贴一级、二级."""
    return "".join(part.replace("/", "、") for part in row.category)


def region_of(row: Standard, scene: Scene) -> str:
    """The name of the division an amount is set for; 全国 for the whole country."""
    found = scene.office.places.get(row.region) if row.region else None
    return found.name if found else "全国"


def mark_of(row: Standard, scene: Scene) -> str:
    """（示例） or （待核对） behind an amount that is not the bureau's own word; empty for one that is."""
    marks = dict.fromkeys(("示例" if _sample(scene) else "", _LABELS[row.review]))
    label = "，".join(filter(None, marks))
    return f"（{label}）" if label else ""


def _sample(scene: Scene) -> bool:
    return scene.office.pack.sample


def _line(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"figures.{name}", SAYS[name], **facts)


def _paper(row: Standard) -> str:
    """The document: by its number, or by its title where it has none."""
    if not row.doc_no:
        return f"《{row.source.title}》"
    return f"{'文号' if '号' in row.doc_no else '依据'}{row.doc_no}"


def _notes(row: Standard) -> Iterable[str]:
    """What may be said of a note: money in it is of another day or place, so such parts stay with the staff."""
    for part in re.split("[；。]", row.note):
        if part and not _MONEY.search(part):
            yield _ISO_DAY.sub(lambda found: say_since(found[0]), part)
