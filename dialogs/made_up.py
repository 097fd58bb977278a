"""Scenes made up for trying words out: a bureau and a sender brought to where a line is heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dialogs.places_said import home_of
from dialogs.pretence import NAME, PHONE, rehearsed
from dialogs.say import LOCAL, local_day
from dialogs.scene import EntitlementView, ResidentView
from knowledge.bureau import OfficeHours, Window
from knowledge.programmes import Entry
from knowledge.sources import Source
from knowledge.standards import Standard, Standards

if TYPE_CHECKING:
    from dialogs.scene import Scene

Given = Callable[["Scene"], "Scene"]
"""Brings a scene to where something is heard."""
LONG = "示例：一条很长的答复"
"""The title of an entry that takes several messages."""
_DOC = "示例〔2026〕1号"
_YEAR = timedelta(days=365)
_LONG = Entry("example", None, LONG, (), "这一句是示例，说得很长，一条里放不下。" * 20)
_HOURS = OfficeHours(((time(8, 30), time(17, 30)),))


def county(scene: Scene) -> str:
    """The bureau's own county; of a city or a province its first one."""
    code = scene.office.pack.division
    while len(code) < 6:
        below = scene.office.places.children(code)
        if not below:
            break
        code = below[0].code
    return code


def pack(**changes: Any) -> Given:
    """Other things stand in the pack."""
    return lambda scene: replace(scene, office=replace(scene.office, pack=replace(scene.office.pack, **changes)))


def rows(*rows: Mapping[str, Any]) -> Given:
    """Only these standards are known, made up and called so."""

    def given(scene: Scene) -> Scene:
        return pack(standards=Standards(tuple(_row(scene, **row) for row in rows)))(scene)

    return given


def _row(scene: Scene, *, since: int = -1, until: int | None = None, **facts: Any) -> Standard:
    """One made-up amount for where the sender lives, in force from ``since`` until ``until`` years from now."""
    today, doc_no = local_day(scene.now), str(facts.pop("doc_no", _DOC))
    row = Standard(
        programme="dibao",
        region=home_of(scene)[:6],
        category=("农村",),
        name="标准",
        amount=Decimal(620),
        unit="元/人/月",
        effective_from=today + since * _YEAR,
        effective_to=None if until is None else today + until * _YEAR,
        published_on=today - _YEAR,
        doc_no=doc_no,
        source=Source(doc_no, "示例文件", effective_from="" if not doc_no else (today + since * _YEAR).isoformat()),
        review="sample",
    )
    return replace(row, **facts)


def at(hour: int) -> Given:
    """The next working day at that hour in China."""

    def given(scene: Scene) -> Scene:
        scene = pack(bureau=replace(scene.office.pack.bureau, hours=_HOURS))(scene)
        day = scene.office.calendar.add(local_day(scene.now), 1)
        return replace(scene, now=datetime.combine(day, time(hour), LOCAL).astimezone(UTC))

    return given


def covered(scene: Scene) -> Scene:
    """The sender is bound and receives dibao."""
    dibao = EntitlementView("dibao", "低保", local_day(scene.now) - _YEAR, Decimal(620))
    return replace(scene, resident=ResidentView(bound=True, name=NAME, place=county(scene)), entitlements=(dibao,))


def applying(scene: Scene) -> Scene:
    """Something the sender registered is being worked on."""
    return replace(scene, clues=rehearsed(scene, bound=False).clues)


def window(scene: Scene) -> Scene:
    """The sender's place has a window with a phone."""
    return pack(windows=(Window(home_of(scene), "社会救助窗口", "示例路1号", PHONE),))(scene)


def unreachable(scene: Scene) -> Scene:
    """Neither a window nor the bureau has a phone."""
    bureau = replace(scene.office.pack.bureau, phone="", address="")
    return pack(windows=(), bureau=bureau)(scene)


def reachable(scene: Scene) -> Scene:
    """The bureau has a phone."""
    return pack(bureau=replace(scene.office.pack.bureau, phone=PHONE))(scene)


def townships(scene: Scene) -> Scene:
    """Three townships have windows, and the sender's own is not known."""
    towns = scene.office.places.children(scene.office.pack.division)
    return replace(
        pack(windows=tuple(Window(town.code, f"{town.name}窗口", "", PHONE) for town in towns[:3]))(scene),
        resident=replace(scene.resident, place=scene.office.pack.division),
    )


def told_at_length(scene: Scene) -> Scene:
    """An entry of the knowledge takes several messages."""
    return pack(entries=(_LONG, *scene.office.pack.entries))(scene)


def anywhere(scene: Scene) -> Scene:
    """A city's own account, whose sender's county is not known."""
    return replace(scene, resident=replace(scene.resident, place=scene.office.pack.division[:4]))
