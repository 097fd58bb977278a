"""Danger: the right number to dial, at once and gently. It beats everything else, in the middle of any flow."""

from __future__ import annotations

import re

from dialogs.emergencies import first

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
    rf"[我俺](?![妈爸娘爹儿女老媳孩奶爷弟妹哥姐婆公姑闺侄舅叔姨外同])[^他她]{{0,6}}{_WANTS}|^{_WANTS}|[我俺](?:也|就|真|都)?(?:想|要|不想|已经|快|撑|活|走了|先走|把|站在|写好|吞|喝|去陪)"
)
_OTHERS = (
    r"(?:有人|别人|邻居|隔壁|对面|同[学桌事]|朋友|闺蜜|网友|室友|[我俺咱]?(?:的|家)?(?:老?[妈爸娘爹]|奶奶|爷爷|弟弟?|妹妹?|哥哥?|姐姐?|婆婆|公公|姑娘|闺女|侄子|侄女|外甥|舅舅?|叔叔?|姨"
    r"|儿子|女儿|孩子|孙子|孙女|老公|男人|老婆|老头子?|媳妇|丈夫|妻子)|老伴(?!走|没|去世)|[他她](?=说|在|要|站|手|天天|发))"
)
_OTHERS_WISH = re.compile(
    rf"^(?:请问|你好|快来)?[ ,，。]?{_OTHERS}(?!啊|呀|的|[ ,，]|对不起|我)|{_OTHERS}.{{0,8}}{_WANTS}"
)
_DONE = re.compile(
    r"(?<!不)(?:喝|吃|吞)(?:了|下|完|的)?.{0,6}(?:药|片|农药|百草枯|敌敌畏)(?!.{0,3}(?:想|要|准备|打算))(?=.*(?:了|疼|晕|昏|吐|下去))|已经喝|喝下去|别救我|血.{0,4}(?:止不住|流)|流血|还在流|割(?:了|开)"
)
_SEEN = re.compile(r"邻居|隔壁|有人|有个|别人|村里|楼[上下]|街上|路上|路边|对门|那家|看见")
_TAKEN = re.compile(r"拐|抱走|拉走|拉上|拽|往.{0,4}车上|面包车|带走|人贩子|传销|骗(?:去|来|到)")
_LOCKED = re.compile(
    r"锁|关(?:起来|在|着)|绑|拴|不让(?:我|她|他|老人)?(?:出|走|回)|不准.{0,3}出|看着我|出不[去来]|没收|走不了"
)
_HUNTED = re.compile(r"不敢|躲|藏|他在(?:家|外|旁)|在旁边|偷偷|别打电话|出声")
_ALERTED = "我已经告诉民政局的人，会尽快联系您。"


def words(danger: str, said: str, again: bool = False) -> str:
    """What is said at once, the number first; shorter when it was said a moment ago."""
    if again:
        number = "12356" if danger == "self_harm" else "110"
        return f"我在，您说。请现在就打{number}，身体不对劲打120。我们的人正在联系您。"
    if danger == "self_harm":
        told = _self_harm(said)
    elif danger == "violence_abuse":
        told = _violence(said)
    else:
        told = first(said)
    return f"{told}\n{_ALERTED}"


def _self_harm(said: str) -> str:
    others = bool(_OTHERS_WISH.search(said)) and not _OWN_WISH.search(said)
    if others:
        return (
            "请马上打110和120，说清在哪里。\n"
            "人到之前陪着他，别让他一个人，听他说，别责备；药、刀、绳子拿开。\n"
            "怎么陪、怎么劝，打12356有人教您，白天晚上都行。"
        )
    child = "，孩子和学生也可以打12355" if _CHILD.search(said) else ""
    if _DONE.search(said):
        return (
            "请您现在就打120，还来得及。打不动，就喊身边的人打。\n"
            f"我在听，您不是一个人。等医生的时候，打12356有人陪您说话{child}。\n"
            "把门打开，别再吃、别再割。"
        )
    return (
        "您别一个人扛着，我在听。\n"
        f"请现在就打12356，有人陪您说话，白天晚上都行{child}。\n"
        "手边有药或刀，先放远一点；站在高处、水边，请先退回来。人难受得厉害，打120或110。"
    )


def _violence(said: str) -> str:
    line = _line_of(said)
    if _TAKEN.search(said):
        return f"请马上打110，说清在哪里、什么人、往哪去了。越快越好。\n自己别去追、别硬拦。也可以打{line}。"
    if _SEEN.search(said):
        return (
            "请马上打110报警，说清在哪里、谁有危险。您自己别硬拦，先保证安全。\n"
            f"也可以打{line}。您是谁，我们不会告诉对方。"
        )
    if _LOCKED.search(said):
        return (
            "先保证人安全，别硬来。请马上打110报警，不方便说话，就请信得过的人替您打。\n"
            f"打不了电话，就在这里打字，告诉我在哪里、谁不让走。也可以打{line}求助。\n"
            "这不是您的错。"
        )
    place = "躲好，门顶住，别出声。" if _HUNTED.search(said) else "离开危险的地方，去人多亮堂处。"
    return (
        "先保证人安全。请马上打110报警，不方便说话，就请身边的人替您打。\n"
        f"{place}有伤打120。也可以打{line}求助。\n"
        "这不是您的错。"
    )


def _line_of(said: str) -> str:
    """Whose line fits: the child's, the woman's, the old person's."""
    if _CHILD.search(said) or _PARENT_BEATS.search(said):
        return "12355（孩子）、12338（妇女）"
    if _OLD.search(said) and not _WIFE.search(said):
        return "12345（政府热线）"
    return "12338（妇女维权）"
