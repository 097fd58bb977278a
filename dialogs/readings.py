"""What somebody may have meant, as options to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN
from dialogs.lines import sayer
from dialogs.passagechoice import ASPECT_OF
from dialogs.say import called
from dialogs.talk import Option
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Reading

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "unsure": "没听准，您是想问哪一样：",
        "unsure_next": "都不是的话，换个说法再说一遍就行。",
        "amount": "{programme}发多少钱",
        "aspect": "{programme}{what}",
        "waiting": "让您等急了，对不起。",
        "several_families": "您说了好几家，咱们一家一家登记，先说第一家。",
        "more_asked": "您还问了{count}件，点一下接着看。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "unsure": "没听准，列出可能要问的",
        "unsure_next": "没听准，最后一句",
        "amount": "可能要问的：多少钱",
        "aspect": "可能要问的：条件、材料、手续",
        "waiting": "登记过，又来催，先说一句",
        "several_families": "一句话里说了好几家有困难",
        "more_asked": "一句话问了好几件，还没答的",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {"programme": "救助项目（低保）", "what": "要问的（要带什么）", "count": "还有几件"}
)
LABELS = frozenset({"amount", "aspect"})
_say = sayer("readings", SAYS)


READINGS: Mapping[str, Option] = {
    "ask_standard": Option("能领多少钱", "问标准"),
    "ask_contact": Option("去哪办、电话多少", "窗口电话"),
    "ask_policy": Option("问政策"),
    "query_payment": Option("钱到没到", "查到账"),
    "query_progress": Option("办到哪一步了", "查进度"),
    "seek_help": Option("家里有困难，想求助", "我要求助"),
    "report_clue": Option("帮别人求助", "帮别人求助"),
    "complaint": Option("投诉举报", "我要投诉"),
    "report_change": Option("家里情况变了", "情况变动"),
    "human_agent": HUMAN,
}


def named_reading(reading: Reading, scene: Scene) -> Option | None:
    """The option that stands for a reading; None when it has no name."""
    kind = scene.office.pack.programmes.get(reading.programme or "")
    if kind is not None and reading.intent == "ask_standard":
        return Option(_say("amount", scene, programme=called(kind)), f"{called(kind)}标准")
    if kind is not None:
        aspect = next((one for one in ASPECT_OF.get(reading.intent, ()) if one in kind.passages), "")
        if aspect:
            what = ASPECT_NAMES[aspect]
            return Option(_say("aspect", scene, programme=called(kind), what=what), f"{called(kind)}{what}")
    return READINGS.get(reading.intent)


def doubt(name: str, scene: Scene, /, **facts: object) -> str:
    """One of ``SAYS`` as this bureau words it."""
    return _say(name, scene, **facts)
