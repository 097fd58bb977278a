"""自查: am I eligible. What is asked follows from the conditions in the pack; it ends in an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.familywords import befell, cared_for, childless, dead, on_dibao, severe
from dialogs.flow import Ask, Ending, Flow, Slots, summary
from dialogs.number_readers import Count, Money
from dialogs.personal_readers import Place
from dialogs.readers import choice
from dialogs.verdicts import checked, ending, next_fact, story
from knowledge.eligibility import UNKNOWN

if TYPE_CHECKING:
    from dialogs.scene import Scene

_UNSURE = ("unknown", "不知道", "不清楚", "说不清", "不晓得", "说不准", "不好说")


def _finish(slots: Slots, scene: Scene) -> Ending:
    return replace(ending(slots, scene), kept=_kept(slots, scene))


def _kept(slots: Slots, scene: Scene) -> Slots:
    """What was told, for the taps under the answer, and its story in a line for who registers or visits."""
    told = {name: value for name, value in slots.items() if name not in ("_next", "_held") and value != UNKNOWN}
    told["_story"] = story(slots, summary(FLOW, slots, scene), scene)
    verdict = checked(slots["programme"], slots, scene)
    told["_fits"] = verdict is not None and verdict.outcome != "no"
    return {"_checked": told, "_about": slots["programme"]}


def _later(name: str) -> Callable[[Slots], bool]:
    """Whether the conditions do not ask for it now."""
    return lambda slots: name not in slots and slots.get("_next") != name


def _parent(name: str, called: str, said: str) -> Ask:
    return Ask(
        name,
        f"孩子{called}",
        f"孩子的{called}现在怎么样？",
        choice(
            ("unwell", "重残或重病", "重残", "重病", "残疾", "有病", "瘫痪", "精神病"),
            ("jailed", "坐牢或强制戒毒，6个月以上", "坐牢", "服刑", "戒毒", "判刑"),
            ("lost", "联系不上、不管孩子，6个月以上", "联系不上", "失联", "跑了", "不管孩子"),
            ("dead", "去世了", "去世", "死了", "过世", "不在了"),
            ("missing", "法院宣告失踪了", "宣告失踪", "失踪"),
            ("able", "能管孩子，或者还没到6个月", "能管", "还好", "在打工", "没到6个月"),
            _UNSURE,
            hears=dead(said),
        ),
        unless=_later(name),
    )


FLOW = Flow(
    name="selfcheck",
    title="自查",
    version=1,
    finish=_finish,
    sees=lambda slots, scene: {"_next": next_fact(slots, scene)},
    says=MappingProxyType({"opening": "好，一句一句对，不知道的就回「不知道」。"}),
    asks=(
        Ask(
            "programme",
            "哪一项",
            "您想看看够不够哪一项？",
            choice(
                ("dibao", "低保"),
                ("tekun", "特困（五保）", "特困", "五保"),
                ("linshi", "临时救助（一时的急难）", "临时救助", "急难"),
                ("canji", "残疾人补贴", "残疾", "残疾人两项补贴"),
                ("wuren", "父母管不了的孩子", "无人抚养", "没人管的孩子", "无人抚养儿童"),
                ("bianyuan", "低保边缘", "边缘"),
                ("gangxing", "看病、上学花钱太多", "刚性支出", "刚性支出困难", "支出型"),
                spots="programme",
            ),
        ),
        Ask("place", "地方", "请问是哪个县（市、区）？", Place(least=6), unless=_later("place")),
        Ask(
            "age",
            "年龄",
            "{person}今年多大岁数？回数字就行。",
            Count("age", "岁", 120, "请说一个岁数，像「78」。"),
            unless=_later("age"),
        ),
        Ask(
            "disability",
            "残疾证",
            "{person}有残疾证吗，是哪一种？",
            choice(
                ("none", "没有", "没有残疾证", "没"),
                ("limbs", "肢体残疾一级、二级", "肢体一级", "肢体二级"),
                ("mental", "智力、精神残疾一级到三级", "智力残疾", "精神残疾"),
                ("sight", "视力残疾一级", "视力一级", "全盲"),
                ("lesser", "有证，是别的种类或等级", "别的", "其他"),
                _UNSURE,
            ),
            unless=_later("disability"),
        ),
        Ask(
            "kin",
            "有没有人养",
            "有没有人能养{person}，比如儿女、父母、老伴？",
            choice(
                ("none", "一个也没有", "没有", "没人", "没有人", "没"),
                ("unable", "有，但也养不起、管不了", "养不起", "管不了"),
                ("able", "有，养得起", "有", "养得起", "能养"),
                _UNSURE,
                hears=childless,
            ),
            unless=_later("kin"),
        ),
        Ask(
            "people",
            "家里人数",
            "一起过日子的家里人一共几口？配偶和没成年的、还在上学的孩子都算。回数字就行。",
            Count("people", "口人", 29, "请说家里几口人，像「3」。"),
            unless=_later("people"),
        ),
        Ask(
            "income",
            "全家收入",
            "全家收入大概多少钱？工资、种地、养殖、做生意、租金、退休金都算。\n"
            "按月按年说都行，像「一年两万」。不知道就回「不知道」。",
            Money(whole=True),
            unless=_later("income"),
        ),
        Ask(
            "own_income",
            "本人收入",
            "{person}自己一个月有多少收入？基础养老金、高龄津贴不算。\n没有就回「没有」，不知道就回「不知道」。",
            Money(whole=False),
            unless=_later("own_income"),
        ),
        Ask(
            "area",
            "户口",
            "户口是农村的，还是城市的？",
            choice(("农村", "农村", "农业"), ("城市", "城市", "城镇", "非农", "居民"), _UNSURE, spots="area"),
            unless=_later("area"),
        ),
        Ask(
            "severe",
            "重残重病",
            "家里有没有残疾重或者病重的人？",
            choice(
                ("none", "没有", "没有这样的人", "都没有", "没"),
                ("severe_disability", "有，残疾一级、二级", "一级", "二级"),
                ("mental_disability", "有，智力、精神残疾三级", "三级"),
                ("grave_illness", "有，得了重特大疾病", "重病", "大病", "癌症", "尿毒症"),
                _UNSURE,
                hears=severe,
            ),
            unless=_later("severe"),
        ),
        Ask(
            "event",
            "出了什么事",
            "家里最近碰到了什么事？",
            choice(
                ("accident", "火灾、车祸这样的意外", "火灾", "车祸", "意外", "受灾", "遭灾"),
                ("illness", "突然得了重病", "重病", "大病", "生病"),
                ("spending", "必须花的钱一下子太多", "花钱太多"),
                ("other", "别的难处", "别的", "其他"),
                ("none", "没有突然的事，一直就难", "没有", "一直难", "没出事"),
                _UNSURE,
                hears=befell,
            ),
            unless=_later("event"),
        ),
        Ask(
            "basics",
            "眼下的日子",
            "眼下吃饭、看病这些基本的，过得下去吗？",
            choice(
                ("lacking", "过不下去", "不行", "过不了", "没钱吃饭", "没钱看病"),
                ("managing", "还过得下去", "过得下去", "还能过", "能过", "还行"),
                _UNSURE,
            ),
            unless=_later("basics"),
        ),
        Ask(
            "level",
            "残疾等级",
            "残疾证上写的是几级？",
            choice(
                ("一级", "一级", "1级"),
                ("二级", "二级", "2级"),
                ("三级", "三级", "3级"),
                ("四级", "四级", "4级"),
                ("none", "还没有残疾证", "没有证", "没有", "没办", "没"),
                _UNSURE,
                spots="disability_level",
            ),
            unless=_later("level"),
        ),
        Ask(
            "covered",
            "在领的",
            "{person}家现在有下面哪一样？",
            choice(
                ("dibao", "在领低保", "低保", "吃低保", "低保户"),
                ("tekun", "在领特困（五保）", "特困", "五保", "五保户"),
                ("bianyuan", "认定了低保边缘", "低保边缘", "边缘户"),
                ("none", "都没有", "没有", "没"),
                _UNSURE,
                hears=on_dibao,
            ),
            unless=_later("covered"),
        ),
        Ask(
            "costs",
            "花钱多的",
            "最近12个月，哪一样必须花的钱特别多？看病只算报销以后自己出的。",
            choice(
                ("medical", "看病", "药费", "医药费", "住院"),
                ("school", "上学", "学费", "读书"),
                ("rehabilitation", "残疾康复", "康复"),
                ("none", "都不多", "没有", "不多", "没"),
                _UNSURE,
            ),
            unless=_later("costs"),
        ),
        Ask(
            "care",
            "要人照护",
            "平时吃饭、穿衣、上厕所，要不要人长期照护？",
            choice(
                ("yes", "要人照护", "要", "需要", "离不开人"),
                ("no", "不用，自己能行", "不用", "不要", "不需要", "自己能行"),
                _UNSURE,
                hears=cared_for,
            ),
            unless=_later("care"),
        ),
        _parent("father", "爸爸", "爸爸?|爹|父亲"),
        _parent("mother", "妈妈", "妈妈?|娘|母亲"),
    ),
)
