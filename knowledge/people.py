"""Whom the words are about: the speaker, the family, or somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from knowledge.lexicon import Hit

_MINE = "我俺咱吾侬"
_STRANGER = re.compile(
    r"老[李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文][头汉家太婆]?"
    r"|邻居|隔壁|对门|对面|楼上(?!漏)|楼下|(?:村|组|屯|寨|队|街|巷|院|小区|班)(?:里|上|子里|东头|西头|头|尾|口|后头)?(?:有|的|住|那家|一)?(?:个|户"
    r"|家|一|位|两|几|老)|有(?:个|户|一户|一家|一个|位)[^我吃]{0,4}(?:人|老|女|男|娃|孩|家|户|婶|寡妇|流浪|要饭|汉)|流浪汉|要饭的|乞丐|那家|那户|同村"
    r"|同学|同事|朋友|路边|街上|马路上|桥洞|桥底|桥下|别人家|人家|他们家|她家|他家|村(?:东|西|南|北)头|村里(?!让|说|要|不|给|干|人说|喊|叫)"
)
_MYSELF = re.compile(
    r"本人|[我俺咱](?!们这|们村|们那|们组|们小区|的?邻居|隔壁|看到|看见|发现|想反映|要反映|家隔壁|问问|想问|问下)"
)

_I_LIVE_THERE = re.compile(
    r"[我俺咱](?!们)(?:就|现在|一直|只能|天天|每天|都|也|在外)*(?:在|睡|住|躺|蹲)[^。,，我]{0,8}$"
)
_OUTDOORS = ("路边", "街上", "马路上", "桥洞", "桥底", "桥下")


def who(text: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """``subject`` (self, family, other) and ``relation`` (母亲 …), each only when the words tell."""
    kin = _kin(text, hits)
    relation = _through(text, kin, hits) if kin is not None else ""
    stranger = _STRANGER.search(text)
    if stranger is not None and stranger[0] in _OUTDOORS and _I_LIVE_THERE.search(text, 0, stranger.start()):
        stranger = None  # who sleeps under the bridge herself reports nobody else
    if stranger is not None and (kin is None or not _mine(text, kin)):
        # 我妈住隔壁 speaks of the mother; 邻居的儿子 does not speak of one's own.
        return {"subject": "other"}
    if kin is not None and (_mine(text, kin) or _MYSELF.search(text) is None or kin.start < 2):
        return {"subject": "family", "relation": relation}
    if _MYSELF.search(text) is not None:
        return {"subject": "self"}
    if kin is not None:
        return {"subject": "family", "relation": relation}
    return {}


def _kin(text: str, hits: Sequence[Hit]) -> Hit | None:
    """The family word that the words are about: the first one that is called mine, else the first."""
    family = [hit for hit in hits if hit.meaning.relation]
    return next((hit for hit in family if _mine(text, hit)), family[0] if family else None)


_THROUGH = {
    ("父母", "兄弟"): "叔伯",
    ("父母", "姐妹"): "姑姨",
    ("父母", "父亲"): "祖父",
    ("父母", "母亲"): "祖母",
    ("丈夫", "父母"): "公婆",
    ("妻子", "父母"): "岳父母",
    ("儿子", "妻子"): "儿媳",
    ("女儿", "丈夫"): "女婿",
    ("孩子", "孩子"): "孙辈",
    ("兄弟", "孩子"): "侄辈",
    ("姐妹", "孩子"): "侄辈",
}
"""Whose whose: 我妈的弟弟 is an uncle."""
_ALIKE = {"父亲": "父母", "母亲": "父母", "儿子": "孩子", "女儿": "孩子"}


def _through(text: str, kin: Hit, hits: Sequence[Hit]) -> str:
    """The relation of the one that is meant, where a second one follows the first with 的."""
    first = kin.meaning.relation
    second = next((hit for hit in hits if hit.meaning.relation and hit.start == kin.end + 1), None)
    if second is None or text[kin.end] != "的":
        return first
    last = second.meaning.relation
    firsts, lasts = dict.fromkeys((first, _ALIKE.get(first, ""))), dict.fromkeys((last, _ALIKE.get(last, "")))
    return next((_THROUGH[one, two] for one in firsts for two in lasts if (one, two) in _THROUGH), last)


def _mine(text: str, hit: Hit) -> bool:
    """Whether the word is spoken of as one's own: 我妈, 我家老爷子, 俺娘, or it opens the sentence."""
    before = text[max(0, hit.start - 3) : hit.start]
    return hit.start == 0 or any(each in _MINE for each in before) or text[hit.start - 1] == " "
