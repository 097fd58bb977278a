"""Where to go and whom to ring: windows, the bureau, the national lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HELP, HUMAN, Answered
from dialogs.lines import line
from dialogs.places_said import county_name, home_of, windows
from dialogs.say import local_day, say_when
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.pack import Hotline, Window
    from knowledge.programmes import Programme
    from knowledge.understanding import Understanding

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "hotline_next": "打不通就拨12345，请他们转。",
        "township": "您问哪个乡镇（街道）？",
        "township_next": "点一下，或者发乡镇的名字。",
        "outside": "{place}不归我们管，请拨那里的12345。我们这里是：",
        "open": "现在有人上班，周末和放假不上班。",
        "closed": "现在没上班，{when}开门，周末和放假不上班。",
        "none": "{place}的窗口电话我这里还没有登记，请拨12345，请他们转民政局。",
        "next": "申请救助，去户口所在的乡镇（街道）就行，村（社区）也能代办。",
    }
)
"""What is said beside names, addresses and numbers; a pack words it as ``contacts.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "hotline_next": "问全国热线的号码，最后一句",
        "township": "问乡镇窗口，没说哪个乡镇",
        "township_next": "问乡镇窗口，最后一句",
        "outside": "问的是外地的窗口",
        "open": "问几点上班，现在有人",
        "closed": "问几点上班，现在没人",
        "none": "窗口电话还没有登记",
        "next": "窗口电话的最后一句",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "place": "问的是哪里",
        "when": "什么时候开门",
        "office": "窗口或民政局的名字",
        "phone": "电话号码",
    }
)


def answer(heard: Understanding, kind: Programme | None, scene: Scene) -> Answered:
    """Where to go and whom to ring, for the place that was said or the sender's own."""
    wanted = hotline(heard.text, scene)
    if wanted is not None and (kind is None or kind.ours or len(heard.text) <= SHORT):
        text = "，".join(filter(None, (f"{wanted.name}：{wanted.number}", wanted.for_what, wanted.note))) + "。"
        return Answered(Reply(text, (HELP, HUMAN), _line("hotline_next", scene)))
    guess = heard.place
    place = guess.code if guess and guess.code and not guess.outside else home_of(scene)
    if _TOWNSHIP.search(heard.text) and len(place) <= len(scene.office.pack.division):
        towns = [
            found for found in scene.office.places.children(scene.office.pack.division) if windows(found.code, scene)
        ]
        options = tuple(Option(town.name, f"{town.name}窗口电话") for town in towns[:8])
        if options:
            return Answered(Reply(_line("township", scene), options, _line("township_next", scene)), about="")
    found = where(scene, place, kind.key if kind else "")
    if guess and guess.outside:
        lead = _line("outside", scene, place=guess.outside)
        return replace(found, reply=replace(found.reply, text=f"{lead}\n{found.reply.text}"))
    if _HOURS.search(heard.text) and (now := _hours(scene)):
        return replace(found, reply=replace(found.reply, text=f"{now}\n{found.reply.text}"))
    return found


_HOURS = re.compile(r"上班|下班|开门|关门|几点|周末|周[一二三四五六日天]|星期|礼拜|节假日|放假|有人吗")


def _hours(scene: Scene) -> str:
    """Whether somebody is there now, or when the doors open; empty when the bureau's hours are unknown."""
    hours, calendar = scene.office.pack.bureau.hours, scene.office.calendar
    if hours.open_at(scene.now, calendar):
        return _line("open", scene)
    opens = hours.next_opening(scene.now, calendar)
    return _line("closed", scene, when=say_when(opens, local_day(scene.now))) if opens else ""


def where(scene: Scene, place: str = "", about: str = "") -> Answered:
    """The nearest windows and the bureau, with numbers and hours; honestly none where the pack has none."""
    near = windows(place or home_of(scene), scene)[:2]
    bureau = scene.office.pack.bureau
    lines = [_window(window) for window in near]
    if bureau.phone or bureau.address:
        facts = (bureau.address, f"电话{bureau.phone}" if bureau.phone else "", bureau.hours.words)
        lines.append(f"{bureau.name}：" + "，".join(filter(None, facts)) + "。")
    if not lines:
        lines = [_line("none", scene, place=county_name(scene))]
    return Answered(Reply("\n".join(lines), (HELP, HUMAN), _line("next", scene)), about=about)


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


def _line(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"contacts.{name}", SAYS[name], **facts)
