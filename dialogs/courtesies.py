"""What is said to greetings, thanks, anger, matters of other offices, and things that are not words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogs.answered import HELP, HUMAN, MENU, Answered
from dialogs.effects import NoteUnanswered
from dialogs.places_said import county_name, home_of, window_line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_THANKS = re.compile(r"谢|多谢|麻烦你|辛苦")
_BYE = re.compile(r"再见|拜拜|没事了|不用了|^(?:好|好的|好吧|好了|行|行了|嗯+|哦+)$|知道了|晓得了|明白了|收到")
_MACHINE = re.compile(r"机器人|真人|人工智能|是人吗|活人|AI|ai")
_SLOWLY = re.compile(r"没文化|不识字|不认字|说慢|听不懂|看不懂|不会打字|眼睛|字太小")
COMPLAIN = Option("我要投诉")

OTHERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"离婚|结婚|婚姻"), "婚姻登记要去婚姻登记处办，证件丢了也在那里补"),
    (re.compile(r"社保|养老保险|工伤|失业金|欠薪|工资|退休金|养老金"), "社保、工资的事归人社部门，电话12333"),
    (re.compile(r"医保|报销|异地就医"), "医保报销归医保部门，电话12393"),
    (re.compile(r"三胎|二胎|生育|失独|计生|育儿|疫苗"), "生育方面的补助归卫健部门，可以拨12345问"),
    (re.compile(r"地被占|征地|拆迁|宅基地|安置房|承包地|林地"), "土地、拆迁的事归自然资源和住建部门，可以拨12345"),
    (re.compile(r"学校|上学|劝退|入学|转学"), "上学的事归教育局，可以拨12345请他们转"),
    (re.compile(r"水费|电费|停水|停电|电梯|物业|路灯|暖气"), "水电、物业的事请拨12345"),
    (re.compile(r"官司|律师|赡养|遗产|法院|法律"), "打官司、赡养纠纷可以拨12348，法律援助不收钱"),
    (re.compile(r"残疾证|轮椅|残联"), "残疾证、辅具归残联，电话12385"),
    (re.compile(r"党员|村干部补助|支书"), "离任村干部的补助归组织部门，请问乡镇"),
    (re.compile(r"户口|身份证|上户|派出所"), "户口、身份证要去派出所办"),
    (re.compile(r"语音|手机怎么|打字|怎么发"), "点对话框左边的小喇叭，按住说话，松手就发给我了"),
)
"""Matters of other offices that residents bring here, and whose they are."""


def smalltalk(text: str, scene: Scene) -> Answered | None:
    """Thanks, goodbyes and small worries, with the way on; None for a greeting, which the menu answers."""
    if _MACHINE.search(text):
        said = f"我是{county_name(scene)}民政的自动答复助手，不是真人。要和人说话，说「人工」就行。"
        return Answered(Reply(said, (HUMAN, HELP, MENU)))
    if _SLOWLY.search(text):
        said = "没关系，咱们慢慢说。您按住说话发语音给我，或者只回数字。"
        return Answered(Reply(said, (HELP, Option("请打电话给我", "人工"), MENU), "想让人打电话给您，回2。"))
    if _THANKS.search(text):
        return Answered(Reply("不客气，应该的。", (), "还有事随时来问，说「菜单」能看都有什么。"))
    if _BYE.search(text):
        return Answered(Reply("好的。", (), "有事随时来问，急事说「人工」。"))
    return None


_HELLO = re.compile(r"你好|您好|在吗|在不在|有人吗|喂|哈喽|早上好|下午好|晚上好")


def in_passing(text: str, scene: Scene) -> str:
    """What is said to a greeting or thanks in the middle of a flow; empty for words that are neither."""
    found = smalltalk(text, scene)
    return found.reply.text if found else "我在呢。" if _HELLO.search(text) else ""


def insult(scene: Scene) -> Answered:
    """Anger is heard, not returned."""
    said = "让您生气了，对不起。您碰到什么难处，告诉我，我尽力帮。"
    return Answered(Reply(said, (HUMAN, COMPLAIN, HELP), "对我们的人或办事不满意，点「我要投诉」，会查会回话。"))


def out_of_scope(heard: Understanding, scene: Scene) -> Answered:
    """Whose matter it is, as far as we know, and what we can do here."""
    whose = next((said for pattern, said in OTHERS if pattern.search(heard.text)), "")
    text = f"{whose}。" if whose else "这件事不归民政救助管，我答不准。可以拨12345，他们会转给管的部门。"
    note = () if whose else (NoteUnanswered(heard.text[:500], "out_of_scope", heard.programme or ""),)
    return Answered(Reply(text, (HELP, MENU), "家里过日子有困难，可以在这里求助，会有人联系您。"), effects=note)


def anti_fraud(scene: Scene) -> Answered:
    """Nothing costs money here; and where to turn."""
    text = (
        "办低保、领救助，一分钱都不收。民政局也不会打电话要您的银行卡号、密码和验证码。\n"
        "链接别点，钱别转。已经转了，马上打110或96110。"
    )
    options = (Option("举报收钱的人", "我要投诉"), HUMAN)
    return Answered(Reply(text, options, "有人收钱，留好转账记录，点1告诉我们，会查办。"))


def privacy(scene: Scene) -> Answered:
    """Nobody's data to anybody else."""
    text = "别人家的情况我不能说，您家的我也不会告诉别人。\n公示的名单，在村（社区）的公示栏里看。"
    options = (Option("查我自己的到账", "查到账"), Option("举报不该领的", "我要投诉"))
    return Answered(Reply(text, options, "觉得有人不该领，点2举报，替您保密。"))


def unclear(heard: Understanding | None, scene: Scene) -> Answered:
    """Words that say nothing we can read."""
    effects = (NoteUnanswered(heard.text[:500], "unclear", ""),) if heard and len(heard.text) > 4 else ()
    return Answered(Reply("没看明白，您想办哪件事？", MAIN, "也可以用自己的话再说一遍。"), effects=effects)


MAIN = (HELP, Option("问政策"), Option("问标准"), Option("查到账"), Option("查进度"), HUMAN)


def bare_place(heard: Understanding, scene: Scene) -> Answered | None:
    """A place and nothing else: what about it?"""
    guess = heard.place
    if not guess or not guess.code or guess.outside or heard.intent not in ("unclear", "out_of_scope"):
        return None
    if len(heard.text) > 16:
        return None
    here = scene.office.places.full_name(guess.code)
    return Answered(Reply(f"您说的是{here}。想办哪件事？", MAIN, "回数字、点一下都行，也可以直接说。"))


def no_such_number(choices: Sequence[str]) -> Answered:
    """A number nobody offered: the menu's own numbers again."""
    text = f"这里只有1到{len(choices)}可以选，看看要办哪件？" if choices else "您想办哪件事？"
    return Answered(Reply(text, MAIN, "回数字、点一下都行，也可以直接说。"))


def nothing_to_stop() -> Answered:
    """取消 while nothing runs."""
    return Answered(Reply("好的，现在没有在办的事。", (), "有事随时来，说「菜单」看都能办什么。"))


def thing(message: Message, scene: Scene) -> Answered:
    """Something that is not words: what we make of it, and what to send instead."""
    match message.kind:
        case "voice":
            text = "没听清，麻烦您再说一遍，离手机近一点。打字也行。"
        case "image" | "video":
            text = "收到了，可我看不了里面写的是什么。麻烦您打字或说一句，想办什么事？"
        case "file" | "link":
            text = "这个我打不开。麻烦您打字或说一句，想办什么事？"
        case "location":
            text = "位置收到了。您是要求助，还是问附近的窗口？"
            options = (HELP, Option("附近的窗口", "窗口电话"), HUMAN)
            return Answered(Reply(text, options, window_line(home_of(scene), scene)))
        case _:
            text = "收到了，可我看不懂这个。麻烦您打字或说一句，想办什么事？"
    return Answered(Reply(text, (HELP, HUMAN, MENU), "不方便打字，点「人工」，请人打给您。"))
