"""Who is in danger by the words: the speaker, the family, or somebody else of whom the speaker tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dialogs.overheard import in_need

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.understanding import Understanding

_OF_ANOTHER = re.compile(
    r"邻居|隔壁|对门|楼[上下](?!漏)|(?:我们?|俺们?|咱们?|本)(?:村|组|屯|寨|社区|小区|单元|楼)里?(?:有|的)|村[里头东西南北].{0,2}(?:有|个|家)"
    r"|有(?:个|户|一家|人)|别人|人家|那家|他们?家|她家|路[上边]|街上|看见|看到|听[见到]|同[学事]"
)
"""Words in which somebody else is seen, heard or named."""
_THEY = re.compile(
    r"[他她]|老[人汉太婆]|小孩|孩子|娃|女的|男的|妇女|学生|那个人|这个人|人(?=在|被|快|要|不行|掉|压|埋)"
)
_KIN = "妈爸娘爹儿女老媳孩奶爷弟妹哥姐婆公姑闺侄舅叔姨外同邻们的这那村家隔"
_ONE_S_OWN = re.compile(
    rf"(?:打|骂|摸|砍|杀|追|锁|关|逼|威胁|烫|绑|欺负|不让|救[救下]?)(?:着|了|死)?[我俺](?![{_KIN}])|[我俺]被|[我俺]家(?:着火|起火|塌|漏)"
)
"""The speaker is the one it happens to, whoever else is in the sentence."""
_SPEAKER = re.compile(r"[我俺咱]|本人|家里|屋里|屋头|自家")


def endangered(heard: Understanding) -> str:
    """``self``, ``family`` or ``other``; empty where the words do not tell.

    Whoever only saw it is asked for nothing that the village may read: in doubt it is somebody else, or nobody named.
    Who says nothing of anybody speaks of herself, except of blows, which others see and are afraid to have told.
    """
    said = heard.normal
    if _ONE_S_OWN.search(said):
        return "self"
    if _OF_ANOTHER.search(said):
        return "other"
    told = in_need(heard)
    if told == "self" and _THEY.search(said) and not _SPEAKER.search(said):
        return ""
    if told:
        return told
    if _THEY.search(said) or heard.danger == "violence_abuse":
        return ""
    return "self" if _SPEAKER.search(said) or heard.danger == "self_harm" or _BODILY.search(said) else ""


_BODILY = re.compile(r"饿|没(?:有)?(?:吃|饭|米|粮)|冻|疼|痛|晕|摔|病|喘|吐|流血|动不了|起不来")
"""What one says of oneself without saying so."""


def whose(before: Mapping[str, Any], heard: Understanding) -> str:
    """The same with what was told before: once it was about somebody else, a word about oneself does not change it."""
    return "other" if before.get("subject") == "other" else endangered(heard) or str(before.get("subject") or "")


def in_danger(slots: Mapping[str, Any], heard: Understanding) -> dict[str, Any]:
    """The slots of a registration with the danger that was heard, and whom it is about where nobody said otherwise."""
    told = whose(slots, heard)
    return {**({"subject": told} if told else {}), **slots, "_danger": heard.danger}
