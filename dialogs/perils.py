"""Danger: the right number to dial, at once and gently. It beats everything else, in the middle of any flow."""

from __future__ import annotations

import re

_CHILD = re.compile(r"孩子|小孩|娃|儿童|未成年|学生|女儿|儿子|闺女|丫头|孙")
_FIRE = re.compile(r"火|烟|煤气|燃气|瓦斯|一氧化碳|塌|埋|困在|洪水|水淹|冲走")
_BODY = re.compile(r"晕|昏|血|摔|断|烧|疼|喘|中毒|中风|抽|心脏|呼吸|病|药|生孩子|煤气|冻")
_LOST = re.compile(r"找不[着见]|没回[来家]|走失|走丢|失踪|不见|找不到|丢了|没动静|不应|没人应")
_BEATEN_CHILD = re.compile(r"(?:爸|妈|爹|娘|老师|同学|继父).{0,5}打我(?![妈娘爸爹姐妹奶爷])")
_WANTS = r"(?:不想活|想死|想自杀|活不下去|活够|要跳|跳楼|喝农?药|寻死|轻生|割腕)"
_OWN_WISH = re.compile(rf"[我俺](?![妈爸娘爹儿女老媳孩奶爷弟妹哥姐婆公])[^他她]{{0,6}}{_WANTS}|^{_WANTS}")
_OTHERS = r"(?:有人|别人|邻居|隔壁|同学|朋友|他|她|[妈爸娘爹奶爷弟妹哥姐婆公]|儿子|女儿|孩子|老伴|媳妇)"
_OTHERS_WISH = re.compile(rf"{_OTHERS}.{{0,8}}{_WANTS}")
_SEEN = re.compile(r"邻居|隔壁|有人|别人|村里|楼[上下]|街上|路上|对门")
_HUNGRY = re.compile(r"没吃|断粮|饿|没米|没饭|吃不上|揭不开|没地方住|没处住|无家")


def words(danger: str, said: str, again: bool = False) -> str:
    """What is said at once, the number first; shorter when it was said a moment ago."""
    if again:
        number = "12356" if danger == "self_harm" else "110"
        return f"我在，您说。请现在就打{number}，身体不对劲打120。我们的人正在联系您。"
    if danger == "self_harm" and _OTHERS_WISH.search(said) and not _OWN_WISH.search(said):
        return (
            "请马上打110和120，说清在哪里。\n"
            "人到之前陪着他，别让他一个人，听他说，别责备；药、刀、绳子拿开。\n"
            "怎么陪、怎么劝，打12356有人教您，白天晚上都行。\n"
            "我已经告诉民政局的人，会尽快联系您。"
        )
    if danger == "self_harm":
        child = "，孩子和学生也可以打12355" if _CHILD.search(said) else ""
        return (
            "您别一个人扛着，我在听。\n"
            f"请现在就打12356，有人陪您说话，白天晚上都行{child}。\n"
            "手边有药或刀，先放远一点；人难受得厉害，打120或110。\n"
            "我已经告诉民政局的人，会尽快联系您。"
        )
    if danger == "violence_abuse":
        young = _CHILD.search(said) or _BEATEN_CHILD.search(said)
        line = "12355（孩子）、12338（妇女）" if young else "12338（妇女维权）"
        if _SEEN.search(said):
            return (
                "请马上打110报警，说清在哪里、谁在挨打。您自己别硬拦，先保证安全。\n"
                f"也可以打{line}。您是谁，我们不会告诉对方。\n"
                "我已经告诉民政局的人，会尽快联系您。"
            )
        return (
            "先保证人安全。请马上打110报警，不方便说话，就请身边的人替您打。\n"
            f"离开危险的地方，去人多亮堂处。也可以打{line}求助。\n"
            "这不是您的错。我已经告诉民政局的人，会尽快联系您。"
        )
    return _emergency(said)


def _emergency(said: str) -> str:
    if _FIRE.search(said):
        first = "请马上离开那里，到外面打119"
        first += "；有人不舒服，再打120。" if _BODY.search(said) else "。"
        first += "\n闻到煤气，先开窗，别开灯，别在屋里打电话。" if re.search("煤气|燃气|瓦斯", said) else ""
    elif _LOST.search(said):
        first = "请马上打110，不用等24小时。有人叫不应、不舒服，同时打120。"
    elif _HUNGRY.search(said):
        first = "您别急，吃住的事先救助、后补手续。人不舒服先打120，有危险打110。"
    elif _BODY.search(said):
        first = "请马上打120。没钱也要先救人，医院不能因为没交钱不抢救。"
    else:
        first = "有危险请马上打110；有人受伤、不舒服打120。"
    return f"{first}\n我已经告诉民政局的人，会尽快联系您。"
