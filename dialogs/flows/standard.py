"""救助标准: how much, where the programme or the place was not said."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.amounts import figure, words_of
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import Place
from dialogs.readers import choice

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    told = figure(slots["programme"], slots["place"]["code"], words_of(slots), scene, str(slots.get("_asked", "")))
    # So that 「那特困呢」 after it asks for an amount too.
    spoken_of = {"_about": slots["programme"], "_intent": "ask_standard"}
    return Ending((told.reply,), told.effects, told.sources, spoken_of)


FLOW = Flow(
    name="standard",
    title="问标准",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "没有一个统一的数，要看是哪一项。",
        }
    ),
    asks=(
        Ask(
            "programme",
            "哪一项",
            "您问哪一项的钱数？",
            choice(
                ("dibao", "低保"),
                ("tekun", "特困（五保）", "特困", "五保"),
                ("canji", "残疾人两项补贴", "残疾", "残疾补贴", "护理补贴"),
                ("gaoling", "高龄津贴", "高龄", "老人补贴"),
                ("guer", "孤儿和困境儿童", "孤儿", "儿童"),
                ("linshi", "临时救助"),
                ("yiliao", "医疗救助", "看病"),
                spots="programme",
            ),
        ),
        Ask("place", "地方", "请问是哪个县（市、区）？", Place(least=6)),
    ),
)
