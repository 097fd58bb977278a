"""The words around what the packs know: the knowledge itself is no wording of anybody's."""

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
        "outside": "{place}不归我们管，那边怎么定请拨当地12345。全国的规定是：",
        "missed": "没答到点上，说「转给工作人员」。",
        "perhaps": "您问的像是「{title}」：",
        "perhaps_next": "不是问这个，说「转给工作人员」。",
        "nearest": "这一点我答不准，不敢乱说，已经记下来了。先说说{programme}：",
        "nearest_next": "点「{tap}」，{days}答复您。",
        "eligibility_next": "能不能办成，以乡镇（街道）核实为准。",
        "unnamed": "您没说是哪一项，先按{programme}说：",
        "unnamed_next": "问的是别的，点一下；都不是，说「转给工作人员」。",
        "unanswered": "这个我答不准，不敢乱说，已经记下来了。",
        "unanswered_next": "点「{tap}」，{days}答复您；{ask_at}",
        "tap_pass_on": "转给工作人员",
        "entry_next": "还有不清楚的，接着问我就行。",
        "apply": "想申请，点「我要求助」，有人联系您。",
        "others": "这一项由{department}部门定。您家有困难，也可以在这里求助。",
        "tap_more": "接着看",
        "compared_next": "您家适合哪一项，说说情况，乡镇（街道）核实后会告诉您。",
        "tap_who": "{programme}谁能申请",
        "payday_next": "该到没到，点「钱没到或不对」，我转给乡镇去查。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "outside": "问的是外地的政策",
        "missed": "答完政策，接在最后一句后面",
        "perhaps": "问得不清楚，先答最像的一条",
        "perhaps_next": "问得不清楚，最后一句",
        "nearest": "这一点没有答案，先说这一项是什么",
        "nearest_next": "这一点没有答案，最后一句",
        "eligibility_next": "答谁能申请，最后一句",
        "unnamed": "没说是哪一项，先说低保",
        "unnamed_next": "没说是哪一项，最后一句",
        "unanswered": "答不上来",
        "unanswered_next": "答不上来，最后一句",
        "tap_pass_on": "答不上来，转给工作人员",
        "entry_next": "答了一条常见问题，最后一句",
        "apply": "答完民政的政策，最后一句",
        "others": "答完别的部门的政策，最后一句",
        "tap_more": "长的答复，看下一段",
        "compared_next": "两项放在一起说，最后一句",
        "tap_who": "两项放在一起说，接着问条件",
        "payday_next": "答几号发钱，最后一句",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "place": "问的是哪里",
        "programme": "哪一项救助",
        "title": "那条常见问题的标题",
        "tap": "下面那个选项的叫法",
        "days": "几个工作日内",
        "ask_at": "打哪个电话问（一整句）",
        "department": "归哪个部门管",
    }
)


def say(name: str, scene: Scene, /, **facts: object) -> str:
    """One of ``SAYS`` as this bureau words it, filled in."""
    return lines.line(scene, f"policies.{name}", SAYS[name], **facts)


def tap(name: str, scene: Scene, /, send: str = "", **facts: object) -> Option:
    """A tap labelled with one of ``SAYS``."""
    return lines.tap(scene, f"policies.{name}", SAYS[name], send, **facts)
