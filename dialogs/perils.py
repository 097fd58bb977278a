"""Danger: the right number to dial, at once and gently. It beats everything else, in the middle of any flow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import emergencies
from dialogs.lines import line

if TYPE_CHECKING:
    from dialogs.scene import Scene

_CHILD = re.compile(
    r"孩子|小孩|娃|儿童|未成年|学生|同学|女儿|闺女|丫头|小姑娘|孙|我才?十[一二三四五六七]|岁的?(?:男|女)孩|老师.{0,6}我|上学|放学"
)
_PARENT_BEATS = re.compile(
    r"(?:爸|妈|爹|娘|老师|同学|继父|后爹|后爸|姑姑|叔叔|大伯|姨父|舅舅).{0,8}(?:打我|摸我|烫我|跟他睡|逼我|不让我吃)|打我(?:爸|妈|爹|娘)|我妈不信"
)
_OLD = re.compile(
    r"老人|爷爷|奶奶|老汉|老太|老娘|老爹|爹|娘|公公|婆婆|养老院|敬老院|护工|护理员|保姆|外公|外婆|[七八九]十[几多一二三四五六七八九]?岁?了?"
)
_WIFE = re.compile(r"老公|丈夫|男人|汉们|当家的|前夫|男友|男朋友|他又?打|媳妇|老婆|儿媳|离婚")
_WANTS = r"(?:不想活|想死|想自杀|活不下去|活够|要跳|跳楼|喝农?药|寻死|轻生|割腕|上吊)"
_OWN_WISH = re.compile(
    rf"[我俺](?![妈爸娘爹儿女老媳孩奶爷弟妹哥姐婆公姑闺侄舅叔姨外同邻隔朋室网表堂嫂])[^他她]{{0,6}}{_WANTS}|^{_WANTS}|[我俺](?:也|就|真|都)?(?:想|要|不想|已经|快|撑|活|走了|先走|把|站在|写好|吞|喝|去陪)"
)
_OTHERS = (
    r"(?:有人|别人|邻居|隔壁|对面|同[学桌事]|朋友|闺蜜|网友|室友|[我俺咱]?(?:的|家)?(?:老?[妈爸娘爹]|奶奶|爷爷|弟弟?|妹妹?|哥哥?|姐姐?|婆婆|公公|姑娘|闺女|侄子|侄女|外甥|舅舅?|叔叔?|姨"
    r"|儿子|女儿|孩子|孙子|孙女|老公|男人|老婆|老头子?|媳妇|丈夫|妻子)|老伴(?!走|没|去世)|[他她](?=说|在|要|站|手|天天|发))"
)
_OTHERS_WISH = re.compile(
    rf"^(?:请问|你好|快来)?[ ,，。]?{_OTHERS}(?!啊|呀|的|[ ,，]|对不起|我)|{_OTHERS}.{{0,8}}{_WANTS}"
)
_POISON = "(?:药|片|百草枯|敌敌畏)"
_IN_VAIN = re.compile(r"[^，。,]{0,5}(?:没用|不管用|没效|不见好|年)")
_DONE = re.compile(
    rf"(?<![不想要去备算])(?:喝|吃|吞)(?:了|下|完)[^，。,]{{0,6}}{_POISON}(?!{_IN_VAIN.pattern})"
    rf"|(?<![不想要去备算])(?:喝|吃|吞)(?:了|下|完|的)?.{{0,6}}{_POISON}(?!{_IN_VAIN.pattern}|[^，。,不]{{0,3}}(?:想|要|准备|打算))"
    rf"(?=.*(?:了|疼|晕|昏|吐|下去))|{_POISON}[^，。,想要]{{0,4}}(?:喝|吃|吞)(?:了(?![^，。,]{{0,3}}年)|下去|完)|已经喝|喝下去|别救我|血.{{0,4}}(?:止不住|流)|流血|还在流|割(?:了|开)"
)
_SEEN = re.compile(r"邻居|隔壁|有人|有个|别人|村里|楼[上下]|街上|路上|路边|对门|那家|看见")
_TAKEN = re.compile(r"拐|抱走|拉走|拉上|拽|往.{0,4}车上|面包车|带走|人贩子|传销|骗(?:去|来|到)")
_LOCKED = re.compile(
    r"锁|关(?:起来|在|着)|绑|拴|不让(?:我|她|他|老人)?(?:出|走|回)|不准.{0,3}出|看着我|出不[去来]|没收|走不了"
)
_HUNTED = re.compile(r"不敢|躲|藏|他在(?:家|外|旁)|在旁边|偷偷|别打电话|出声")
SAYS: Mapping[str, str] = MappingProxyType(
    {
        **emergencies.SAYS,
        "wish": "您别一个人扛着，我在听。\n请现在就打12356，有人陪您说话，白天晚上都行。\n"
        "手边有药或刀，先放远一点；站在高处、水边，请先退回来。人难受得厉害，打120或110。",
        "wish_child": "您别一个人扛着，我在听。\n"
        "请现在就打12356，有人陪您说话，白天晚上都行，孩子和学生也可以打12355。\n"
        "手边有药或刀，先放远一点；站在高处、水边，请先退回来。人难受得厉害，打120或110。",
        "done": "请您现在就打120，还来得及。打不动，就喊身边的人打。\n"
        "我在听，您不是一个人。等医生的时候，打12356有人陪您说话。\n把门打开，别再吃、别再割。",
        "done_child": "请您现在就打120，还来得及。打不动，就喊身边的人打。\n"
        "我在听，您不是一个人。等医生的时候，打12356有人陪您说话，孩子和学生也可以打12355。\n把门打开，别再吃、别再割。",
        "others_wish": "请马上打110和120，说清在哪里。\n"
        "人到之前陪着他，别让他一个人，听他说，别责备；药、刀、绳子拿开。\n"
        "怎么陪、怎么劝，打12356有人教您，白天晚上都行。",
        "taken": "请马上打110，说清在哪里、什么人、往哪去了。越快越好。\n自己别去追、别硬拦。也可以打{line}。",
        "seen": "请马上打110报警，说清在哪里、谁有危险。您自己别硬拦，先保证安全。\n"
        "也可以打{line}。您是谁，我们不会告诉对方。",
        "locked": "先保证人安全，别硬来。请马上打110报警，不方便说话，就请信得过的人替您打。\n"
        "打不了电话，就在这里打字，告诉我在哪里、谁不让走。也可以打{line}求助。\n这不是您的错。",
        "hiding": "先保证人安全。请马上打110报警，不方便说话，就请身边的人替您打。\n"
        "躲好，门顶住，别出声。有伤打120。也可以打{line}求助。\n这不是您的错。",
        "hurt": "先保证人安全。请马上打110报警，不方便说话，就请身边的人替您打。\n"
        "离开危险的地方，去人多亮堂处。有伤打120。也可以打{line}求助。\n这不是您的错。",
        "again": "我在，您说。请现在就打{line}，身体不对劲打120。我们的人正在联系您。",
        "alerted": "我已经告诉民政局的人，会尽快联系您。",
    }
)
"""What is said; a bureau may word it, but which number is for which danger is a rule and stays in ``{line}``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        **emergencies.WHERE,
        "wish": "自己不想活",
        "wish_child": "孩子、学生不想活",
        "done": "自己已经吃药、割伤",
        "done_child": "孩子、学生已经吃药、割伤",
        "others_wish": "别人不想活",
        "taken": "人被带走、拐走",
        "seen": "看见别人挨打、受欺负",
        "locked": "被关着、不让走",
        "hiding": "挨打，正躲着",
        "hurt": "挨打、受欺负",
        "again": "说了急事，又说一遍",
        "alerted": "急事，说完打哪个电话以后",
    }
)
HOLES: Mapping[str, str] = MappingProxyType({"line": "该打哪个热线（按是孩子、妇女还是老人，系统定）"})


def first_words(danger: str, said: str, scene: Scene, *, again: bool = False) -> str:
    """What is said at once, the number first; shorter when it was said a moment ago."""
    if again:
        return _say("again", scene, line="12356" if danger == "self_harm" else "110")
    if danger == "self_harm":
        return _say(_self_harm(said), scene)
    if danger == "violence_abuse":
        return _say(_violence(said), scene, line=_line_of(said))
    return _say(emergencies.first(said), scene)


def words(danger: str, said: str, scene: Scene, *, again: bool = False) -> str:
    """The same, and that somebody has been alerted."""
    told = first_words(danger, said, scene, again=again)
    return told if again else f"{told}\n{_say('alerted', scene)}"


def _self_harm(said: str) -> str:
    if _OTHERS_WISH.search(said) and not _OWN_WISH.search(said):
        return "others_wish"
    name = "done" if _DONE.search(said) else "wish"
    return f"{name}_child" if _CHILD.search(said) else name


def _violence(said: str) -> str:
    told = (("taken", _TAKEN), ("seen", _SEEN), ("locked", _LOCKED), ("hiding", _HUNTED))
    return next((name for name, pattern in told if pattern.search(said)), "hurt")


def _line_of(said: str) -> str:
    """Whose line fits: the child's, the woman's, the old person's."""
    if _CHILD.search(said) or _PARENT_BEATS.search(said):
        return "12355（孩子）、12338（妇女）"
    if _OLD.search(said) and not _WIFE.search(said):
        return "12345（政府热线）"
    return "12338（妇女维权）"


def _say(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"perils.{name}", SAYS[name], **facts)
