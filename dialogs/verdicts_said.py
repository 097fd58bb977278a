"""The words of a self-check's end. None of them promises, whatever a bureau makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import lines

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.talk import Option

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "{programme}的条件我这里还没有登记，不能乱说。{ask_at}",
        "unknown_next": "点1，我帮您登记，请人联系您。",
        "may": "可能符合{programme}，以乡镇（街道）核实为准。",
        "may_by": "对得上的：{conditions}。",
        "no": "照您说的，{programme}可能不够条件，以乡镇（街道）核实为准。",
        "no_by": "没对上的是：{conditions}。",
        "open": "{programme}够不够，现在说不准。要核实的是：",
        "open_by": "· 是不是{condition}",
        "no_standard": "{place}现在的低保标准，我这里还没有登记，不能乱比。{ask_at}",
        "own_income": "本人每月收入{money}。",
        "no_income": "本人没有收入。",
        "each": "算下来平均每人每月{money}。",
        "compared": "现行标准：",
        "verify": "还要核实：{conditions}。",
        "near_may": "可能够得上{programme}，也以核实为准。",
        "near": "可以再看看{programme}。",
        "no_decision": "这不是决定。您觉得不对，照样可以申请，要乡镇（街道）查了才定。",
        "next": "点1，我帮您登记，说过的不再问。",
        "story_may": "自查{programme}：可能符合。",
        "story_no": "自查{programme}：可能不够条件。",
        "story_open": "自查{programme}：说不准。",
        "tap_register": "登记，请人联系我",
        "tap_leads": "问问{programme}",
        "tap_near": "看看{programme}",
        "tap_materials": "带什么材料",
        "tap_process": "怎么申请",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "这一项的条件还没有登记",
        "unknown_next": "这一项的条件还没有登记，最后一句",
        "may": "可能符合",
        "may_by": "可能符合，对上了哪些条件",
        "no": "可能不够条件",
        "no_by": "可能不够条件，没对上哪些条件",
        "open": "说不准，开头",
        "open_by": "说不准，每个要核实的条件一行",
        "no_standard": "要和低保标准比，标准还没有登记",
        "own_income": "和标准比，先说本人收入",
        "no_income": "和标准比，本人没有收入",
        "each": "和标准比，先说平均每人多少",
        "compared": "和标准比，下面是现行标准",
        "verify": "可能符合、说不准，还要核实什么",
        "near_may": "不够条件，另一项可能够得上",
        "near": "不够条件，可以再看另一项",
        "no_decision": "不够条件，照样可以申请",
        "next": "自查的最后一句",
        "story_may": "自查以后登记，写在“困难”里，可能符合",
        "story_no": "自查以后登记，写在“困难”里，可能不够条件",
        "story_open": "自查以后登记，写在“困难”里，说不准",
        "tap_register": "自查以后，请人联系",
        "tap_leads": "不够条件，问问该走的另一项",
        "tap_near": "不够条件，自查另一项",
        "tap_materials": "可能符合，接着问材料",
        "tap_process": "可能符合，接着问办法",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "programme": "哪一项救助",
        "conditions": "哪些条件",
        "condition": "哪一个条件",
        "ask_at": "打哪个电话问（一整句）",
        "place": "哪个县（市、区）",
        "money": "多少钱",
    }
)


def say(name: str, scene: Scene, /, **facts: object) -> str:
    """One of ``SAYS`` as this bureau words it, filled in."""
    return lines.line(scene, f"verdicts.{name}", SAYS[name], **facts)


def tap(name: str, scene: Scene, /, send: str = "", **facts: object) -> Option:
    """A tap labelled with one of ``SAYS``."""
    return lines.tap(scene, f"verdicts.{name}", SAYS[name], send, **facts)
