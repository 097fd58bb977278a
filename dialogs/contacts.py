"""Where to go and whom to ring: windows, the bureau, the national lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.answered import HELP, HUMAN, Answered
from dialogs.places_said import county_name, home_of, windows
from dialogs.say import local_day, say_when
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.pack import Hotline, Window
    from knowledge.programmes import Programme
    from knowledge.understanding import Understanding


def answer(heard: Understanding, kind: Programme | None, scene: Scene) -> Answered:
    """Where to go and whom to ring, for the place that was said or the sender's own."""
    wanted = hotline(heard.text, scene)
    if wanted is not None and (kind is None or kind.ours or len(heard.text) <= SHORT):
        text = "，".join(filter(None, (f"{wanted.name}：{wanted.number}", wanted.for_what, wanted.note))) + "。"
        return Answered(Reply(text, (HELP, HUMAN), "打不通就拨12345，请他们转。"))
    guess = heard.place
    place = guess.code if guess and guess.code and not guess.outside else home_of(scene)
    if _TOWNSHIP.search(heard.text) and len(place) <= len(scene.office.pack.division):
        towns = [
            found for found in scene.office.places.children(scene.office.pack.division) if windows(found.code, scene)
        ]
        options = tuple(Option(town.name, f"{town.name}窗口电话") for town in towns[:8])
        if options:
            return Answered(Reply("您问哪个乡镇（街道）？", options, "点一下，或者发乡镇的名字。"), about="")
    found = where(scene, place, kind.key if kind else "")
    if guess and guess.outside:
        lead = f"{guess.outside}不归我们管，请拨那里的12345。我们这里是：\n"
        return replace(found, reply=replace(found.reply, text=lead + found.reply.text))
    if _HOURS.search(heard.text) and (now := _hours(scene)):
        return replace(found, reply=replace(found.reply, text=f"{now}\n{found.reply.text}"))
    return found


_HOURS = re.compile(r"上班|下班|开门|关门|几点|周末|周[一二三四五六日天]|星期|礼拜|节假日|放假|有人吗")


def _hours(scene: Scene) -> str:
    """Whether somebody is there now, or when the doors open; empty when the bureau's hours are unknown."""
    hours, calendar = scene.office.pack.bureau.hours, scene.office.calendar
    if hours.open_at(scene.now, calendar):
        return "现在有人上班，周末和放假不上班。"
    opens = hours.next_opening(scene.now, calendar)
    return f"现在没上班，{say_when(opens, local_day(scene.now))}开门，周末和放假不上班。" if opens else ""


def where(scene: Scene, place: str = "", about: str = "") -> Answered:
    """The nearest windows and the bureau, with numbers and hours; honestly none where the pack has none."""
    near = windows(place or home_of(scene), scene)[:2]
    bureau = scene.office.pack.bureau
    lines = [_window(window) for window in near]
    if bureau.phone or bureau.address:
        facts = (bureau.address, f"电话{bureau.phone}" if bureau.phone else "", bureau.hours.words)
        lines.append(f"{bureau.name}：" + "，".join(filter(None, facts)) + "。")
    if not lines:
        lines = [f"{county_name(scene)}的窗口电话我这里还没有登记，请拨12345，请他们转民政局。"]
    tail = "申请救助，去户口所在的乡镇（街道）就行，村（社区）也能代办。"
    return Answered(Reply("\n".join(lines), (HELP, HUMAN), tail), about=about)


SHORT = 10
"""Up to this length a question that names a line wants its number; a longer one tells of a matter."""
_TOWNSHIP = re.compile(r"[乡镇]上|街道|乡里|镇里|乡镇|[乡镇]民政")


def hotline(said: str, scene: Scene) -> Hotline | None:
    """The national line that the words name, by its number or by what it is for."""
    lines = scene.office.pack.hotlines
    by_number = next((line for line in lines if re.search(rf"(?<!\d){line.number}(?!\d)", said)), None)
    return by_number or next((line for line in lines if any(word in said for word in line.words)), None)


def _window(window: Window) -> str:
    facts = (window.address, f"电话{window.phone}" if window.phone else "", window.hours.words)
    return f"{window.name}：" + "，".join(filter(None, facts)) + "。"
