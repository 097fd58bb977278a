"""What is said to an answer that could not be read: gently at first, in simpler words the second time.

``<name>_simple`` is the second time; where there is none the first is said again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.lines import line
from dialogs.notunderstood import NotUnderstood

if TYPE_CHECKING:
    from dialogs.scene import Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "choice": "没听清，您是说下面哪一样？",
        "choice_simple": "您回一个数字就行：{numbers}。",
        "taken_back": "没关系，您重新说。",
        "how": "您用自己的话说就行，说一句也可以。",
        "words": "没看明白。{how}",
        "words_simple": "{how}",
        "media": "有照片就直接发过来，没有就回「跳过」。",
        "no_phone": "没有也没关系。有邻居、亲戚或村干部的电话，留一个也行；都没有，回1。",
        "phone": "请发一个能打通的手机号，11位数字。",
        "phone_simple": "手机号是11位数字，1开头。",
        "phone_count": "这个号码有{count}位，手机号是11位，请您再看一遍发给我。",
        "phone_count_simple": "请家里人帮着看一下号码，再发一次。",
        "id_wrong": "这个身份证号好像有一位不对，请对着证件再发一次，只发最后6位也行。",
        "id_number": "请发身份证号的最后6位，最后一位是X也要发。",
        "id_number_simple": "对着身份证，把号码最后6个数发给我。",
        "places": "有几个地方叫这个名字，是哪一个？",
        "place_meant": "您说的是{place}吗？",
        "outside": "{place}不归我们这里管，可以拨当地的12345。人现在在{county}的话，请发乡镇和村。",
        "position": "位置收到了。您是在下面哪个乡镇（街道）？",
        "village": "请发村（社区）的名字，不清楚就回「不清楚」。",
        "place": "没找到这个地方。请发{county}的乡镇（街道）和村（社区）。",
        "place_like": "没找到这个地方。请发{county}的乡镇（街道）和村（社区），像「{example}」这样。",
        "place_simple": "您在哪个乡镇（街道）？发名字就行。",
        "count": "没看明白。{how}",
        "count_simple": "{how}不知道就回「不知道」。",
        "money_day": "一个月能干几天不一定。请说一个月或者一年大概有多少钱。",
        "money": "没看明白。请说一个数，像「一个月两千」「一年一万五」。",
        "money_simple": "请说一个数，像「一个月两千」「一年一万五」。没有收入就回「没有」，不知道就回「不知道」。",
        "name": "请只发姓名，像「王秀英」这样。",
        "name_simple": "发名字的几个字就行。",
        "month": "没听清是哪个月，说「这个月」「10月」都行。",
        "month_simple": "您回一个数字就行：1、2、3、4。",
        "since": "大概说个时候就行，像「三天」「去年冬天」。记不清就回「跳过」。",
        "helper": "说说是谁就行，像「邻居老张」。没有就回「没有」。",
        "shown_media": "已收到",
        "shown_voice": "语音已留给工作人员听",
        "shown_id_tail": "尾号已收到",
        "shown_unknown": "不清楚",
        "shown_each": "每人每月{money}",
        "shown_month": "每月{money}",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "choice": "选项没听清",
        "choice_simple": "选项又没听清",
        "taken_back": "群众说“说错了”，还没说新的",
        "how": "问经过，怎么答的提示",
        "words": "问经过，话太短或只有数字",
        "words_simple": "问经过，又没看明白",
        "media": "要照片，发来的是别的",
        "no_phone": "问电话，群众说没有",
        "phone": "问电话，没看到号码",
        "phone_simple": "问电话，又没看到号码",
        "phone_count": "手机号多了或少了几位",
        "phone_count_simple": "手机号又多了或少了几位",
        "id_wrong": "身份证号有一位不对",
        "id_number": "问身份证号，没看到",
        "id_number_simple": "问身份证号，又没看到",
        "places": "几个地方同名",
        "place_meant": "地名写得不准，只有一个像的",
        "outside": "说的是外地",
        "position": "发来位置，附近有两三个乡镇",
        "village": "问村，没听懂",
        "place": "问地方，没找到（没有乡镇名单）",
        "place_like": "问地方，没找到",
        "place_simple": "问地方，又没找到",
        "count": "问岁数、人数，没看明白",
        "count_simple": "问岁数、人数，又没看明白",
        "money_day": "问收入，说的是一天多少",
        "money": "问收入，没看明白",
        "money_simple": "问收入，又没看明白",
        "name": "问姓名，没看到",
        "name_simple": "问姓名，又没看到",
        "month": "问哪个月，没听清",
        "month_simple": "问哪个月，又没听清",
        "since": "问多久了，没听懂",
        "helper": "问谁能帮忙，没听懂",
        "shown_media": "说过的各项里，照片",
        "shown_voice": "说过的各项里，用语音说的",
        "shown_id_tail": "说过的各项里，身份证尾号",
        "shown_unknown": "说过的各项里，不知道的数",
        "shown_each": "说过的各项里，每人的收入",
        "shown_month": "说过的各项里，全家的收入",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "numbers": "能回的几个数字（1、2、3）",
        "how": "这一问怎么答的提示",
        "count": "数出来的位数",
        "example": "本县一个乡镇的名字",
        "place": "说的地方",
        "money": "多少元",
    }
)


def hint(name: str, scene: Scene, /, **facts: object) -> str:
    """One of ``SAYS`` as this bureau words it."""
    return line(scene, f"hints.{name}", SAYS[name], **facts)


def unread(name: str, scene: Scene, /, **facts: object) -> NotUnderstood:
    """The answer that could not be read, with both its hints."""
    simple = f"{name}_simple"
    return NotUnderstood(hint(name, scene, **facts), simple=hint(simple, scene, **facts) if simple in SAYS else "")


def shown(name: str, scene: Scene, /, **facts: object) -> str:
    """An answer as the summary says it back, where it is no words of the resident's own."""
    return hint(f"shown_{name}", scene, **facts)
