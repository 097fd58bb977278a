"""What surrounds a hardship: since when, who is near, when to call, what was sent along, whether it came at a blow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.hint_lines import unread
from dialogs.readers import SKIP, Words, bare, skips
from dialogs.talk import Option

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_SINCE = re.compile(
    r"(?:从|打|自)?(?:小时候|小就|生下来|娘胎里)|刚才|刚刚|今(?:天|早|晚|儿)[早晚上午下]{0,2}|昨[天晚儿夜][早晚上里]{0,2}|前[天晚][晚上]?|前几天|这几天|前一?阵子?|这一?阵子?"
    r"|上个?(?:礼拜|星期|周|月)[初底末]?|[去前今]年(?:[春夏秋冬]天?|[年]?[初底]|上半年|下半年|腊月|正月|\d{1,2}月|[一二三四五六七八九十]{1,2}月)?"
    r"|(?:大前|大大前)[天年]|(?:\d+|[一二两三四五六七八九十半几好]+)(?:个?多?|来)?(?:年|个?月|天|周|星期|礼拜|个钟头|小时)(?:多|半)?(?:前|以前|之前)?"
    r"|好久|很久|老久|多少年|好些年|好多年|多年|过年那会儿?|开春|入[冬夏秋春]|年[初底前后]|一直"
)
_OF_URGENCY = re.compile(r"[今这].{1,3}")
"""今天, 这几天: more often by when than since when."""
_TIME = re.compile(
    r"(?:白天|晚上|夜里|早上|早晨|上午|下午|中午|傍晚|晚饭后|午饭后|下班后?|周末|礼拜天|星期天)?(?:的?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|钟)?)?(?:以后|之后|后|以前|之前|前)?"
)
_CALLING = re.compile(r"打|联系|方便|接电话|有空|在家|找我")
_ALWAYS = re.compile(r"随时|啥时候?都|什么时候都|几点都|全天|都行|都能打|都方便")
_NOBODY = re.compile(
    r"(?:没有?人|没谁|没得人|就(?:我|他|她|剩)?(?:自己)?一个人?|谁也没有|谁都不管|都不在|不用)"
    r"[了啊呀的吧管]*"
)
_SEVERAL = re.compile(
    r"(?<!第)[两二三四五六七八九十几好\d]+(?:户|家)(?!具|人|庭成员|里|电|都?知道|医院|银行)|[两二三四五六七八九十几\d]+个(?:困难)?(?:家庭|农户)"
)
_SUDDEN = re.compile(
    r"(?:房|屋|家|店|铺|棚|东西).{0,4}(?:被|给|都|全)?.{0,3}(?:烧[了没光毁掉]|着了?火|塌了|倒了|淹了|冲[了走垮毁])|(?:火灾|失火|着火|大火).{0,12}(?:烧|没了|光|毁)"
    r"|车祸|被?车(?:给)?撞|翻车|摔断|砸断|触电|突发|突然.{0,8}(?:病|倒|瘫|死|走了)|急病|脑溢血|脑出血|心梗|中风|抢救|重症|ICU|icu"
    r"|(?:手术|住院|押金|救命).{0,8}(?:没钱|交不|拿不|凑不|差)|(?:没钱|交不起|拿不出|凑不齐).{0,8}(?:手术|住院|押金)|没[地处]方?住|没处住|无家可归"
    r"|山洪|洪水|泥石流|滑坡|地震"
)


def sudden(text: str) -> bool:
    """Whether the words tell of a blow: fire, accident, flood, sudden illness without money; no danger to life now."""
    return bool(_SUDDEN.search(text))


def urgent(heard: Understanding) -> str | None:
    """``urgent`` where the words say that it cannot wait, or tell of a blow; else None."""
    return "urgent" if heard.slots.get("urgency") == "urgent" or sudden(heard.normal) else None


def households(text: str) -> bool:
    """Whether the words tell of several families at once (三家都困难): each becomes a request of its own."""
    return len(text) >= 8 and _SEVERAL.search(text) is not None


_ABOUT_CALLING = re.compile(
    r"[\d\s,，。、；;:：+~～-]|零|幺|[一二两三四五六七八九十]|随时|全天|白天|晚上|夜里|早[上晨]|上午|下午|中午|傍晚|[晚午早]?饭|周末|星期|礼拜|天"
    r"|点|半|钟|以?[后前]|之[后前]|时候|干活|下[地班]|回来|忙完|别|不要|太|早|晚|吃|完|再|[我您你俺]们?|给|打(?!我(?!电话|手机))|电话|手机|号码?|联系|接"
    r"|过来|来|方便|有空|都|能|可以|行|在家|吧|就|是|的|了|啊|呀|到|这个"
)
_CALL_SIGN = re.compile(r"\d{7}|电话|手机|接|方便|联系|随时|晚上|白天|早上|上午|下午|中午|点|[早晚午]饭|下班|过来")


def about_calling(text: str) -> bool:
    """Whether the words say nothing but a number and when to ring it: 「晚上打」 is then no blow."""
    return bool(_CALL_SIGN.search(text)) and not _ABOUT_CALLING.sub("", text)


_NOT_RING = re.compile(r"(?:别|不要|不能|不敢|莫|甭).{0,4}(?:打电话|打给|来电|电话)")


def not_to_ring(text: str) -> bool:
    """Whether the words ask that nobody rings: whoever hides may be heard."""
    return bool(_NOT_RING.search(text))


def _since(text: str) -> str:
    found = _SINCE.search(text)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Story(Words):
    """The hardship in the resident's own words. Of several families told at once it is the story of none of them."""

    def spot(self, heard: Understanding) -> str | None:
        """The whole sentence where it tells of one hardship."""
        return None if households(heard.text) else Words.spot(self, heard)


@dataclass(frozen=True, slots=True)
class Since:
    """How long it has been so, in the resident's words (三天, 去年冬天); empty when passed."""

    kind: str = "since"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass."""
        return (Option(SKIP),)

    def read(self, message: Message, scene: Scene) -> str:
        """The words as said."""
        said = bare(message.text)
        if skips(said):
            return ""
        if not _since(said):
            raise unread("since", scene)
        return said[:40] if len(said) <= 12 else _since(said)

    def spot(self, heard: Understanding) -> str | None:
        """A time that was said: 上个月, 三年, 去年冬天."""
        told = str(heard.slots.get("since") or _since(heard.normal))
        return told if told and not _OF_URGENCY.fullmatch(told) else None

    def show(self, value: Any, scene: Scene) -> str:
        """The words."""
        return str(value)


@dataclass(frozen=True, slots=True)
class BestTime:
    """When a call is welcome, in the resident's words. Never asked by itself: it is said with the phone."""

    kind: str = "best_time"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass."""
        return (Option(SKIP),)

    def read(self, message: Message, scene: Scene) -> str:
        """The words as said; empty when passed."""
        return "" if skips(message.text) else bare(message.text)[:40]

    def spot(self, heard: Understanding) -> str | None:
        """A time of day that is said of calling: 晚上七点后打."""
        text = heard.normal
        if not (heard.slots.get("phone") or _CALLING.search(text)):
            return None
        if _ALWAYS.search(text) and (heard.slots.get("phone") or "打" in text):
            return "随时"
        found = max(_TIME.finditer(text), key=lambda match: len(match[0]))
        return found[0] if len(found[0]) > 1 else None

    def show(self, value: Any, scene: Scene) -> str:
        """The words."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Helper:
    """Who is near and can lend a hand, with a number where it is known; empty when there is nobody."""

    kind: str = "helper"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass."""
        return (Option("没有", SKIP),)

    def read(self, message: Message, scene: Scene) -> str:
        """The words as said."""
        said = message.text.strip()
        if skips(said) or _NOBODY.fullmatch(bare(said)):
            return ""
        if sum(letter.isalnum() for letter in said) < 2:
            raise unread("helper", scene)
        return said[:100]

    def spot(self, heard: Understanding) -> None:
        """Nothing in passing: whoever is spoken of need not be somebody who helps."""

    def show(self, value: Any, scene: Scene) -> str:
        """The words; the number is for whoever goes there."""
        return str(value)
