"""What is said to greetings, thanks, anger, matters of other offices, and things that are not words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import media, tongues
from dialogs.answered import HELP, HUMAN, MENU, Answered
from dialogs.effects import NoteUnanswered, RememberPlace
from dialogs.overheard import plainly
from dialogs.places_said import county_name, home_of, window_line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_THANKS = re.compile(r"谢|多谢|麻烦你|辛苦")
_BYE = re.compile(r"再见|拜拜|没事了|不用了|^(?:好|好的|好吧|好了|行|行了|嗯+|哦+)$|知道了|晓得了|明白了|收到")
_MACHINE = re.compile(r"你是谁|你几岁|你多大|机器人|真人|人工智能|是人吗|活人|AI|ai")
_SLOWLY = re.compile(r"看不清|不会打|不会弄|不会用手机|没文化|不识字|不认字|说慢|听不懂|看不懂|不会打字|眼睛|字太小")
_DEAF = re.compile(r"耳背|耳聋|听不[见清到]|耳朵不")
_PLAINLY = re.compile(r"说人话|说清楚|听不明白|绕来绕去|糊弄|说的啥|没说清")
_WORRY = re.compile(r"害怕|好难|心里苦|想哭|孤单|没人说话|睡不着|心里难受|太累了|撑不住")
_ANGRY = re.compile(r"告你们|上访|信访|曝光|找记者|发网上|发抖音")
_PLAY = re.compile(r"笑话|天气|唱.?歌|吃了[吗没]|聊聊天|男的女的|猜谜|背.?诗")
COMPLAIN = Option("我要投诉")

OTHERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"离婚|结婚|婚姻"), "婚姻登记要去婚姻登记处办，证件丢了也在那里补"),
    (re.compile(r"社保|养老保险|工伤|失业金|欠薪|工资|退休金|养老金"), "社保、工资的事归人社部门，电话12333"),
    (re.compile(r"医保|报销|异地就医"), "医保报销归医保部门，电话12393"),
    (re.compile(r"三胎|二胎|生孩子|产检|生育|失独|计生|育儿|疫苗"), "生育方面的补助归卫健部门，可以拨12345问"),
    (re.compile(r"地被占|征地|拆迁|宅基地|安置房|承包地|林地"), "土地、拆迁的事归自然资源和住建部门，可以拨12345"),
    (re.compile(r"学校|上学|劝退|入学|转学"), "上学的事归教育局，可以拨12345请他们转"),
    (re.compile(r"水费|电费|停水|停电|电梯|物业|路灯|暖气"), "水电、物业的事请拨12345"),
    (re.compile(r"官司|律师|赡养|遗产|法院|法律"), "打官司、赡养纠纷可以拨12348，法律援助不收钱"),
    (re.compile(r"残疾证|轮椅|残联"), "残疾证、辅具归残联，电话12385"),
    (re.compile(r"退役|退伍|优抚|伤残军人|烈属"), "退役军人和优抚的事归退役军人事务部门，可以拨12345请他们转"),
    (re.compile(r"死亡证明"), "死亡证明由医院或派出所、村（社区）开，看人在哪里去世，可以先问村（社区）"),
    (re.compile(r"党员|村干部补助|支书"), "离任村干部的补助归组织部门，请问乡镇"),
    (
        re.compile(
            r"上户|[迁落补改销]户口|户口.{0,3}(?:迁|丢|补|改|销)|补.{0,2}身份证|身份证.{0,3}(?:丢|掉|到期|过期|补)|派出所"
        ),
        "户口、身份证要去派出所办",
    ),
    (re.compile(r"语音|手机怎么|打字|怎么发"), "点对话框左边的小喇叭，按住说话，松手就发给我了"),
)
"""Matters of other offices that residents bring here, and whose they are."""


_BURIAL = re.compile(r"殡葬|火化|丧葬|骨灰|公墓")


def smalltalk(text: str, scene: Scene) -> Answered | None:
    """Thanks, goodbyes and small worries, with the way on; None for a greeting, which the menu answers."""
    if _MACHINE.search(text):
        said = f"我是{county_name(scene)}民政的自动答复助手，不是真人。要和人说话，说「人工」就行。"
        return Answered(Reply(said, (HUMAN, HELP, MENU)))
    if _DEAF.search(text):
        said = "没关系，咱们就打字说，不打电话。您家里有什么事，发给我就行。"
        return Answered(Reply(said, (HELP, Option("问政策"), MENU), "回数字、点一下都行。"))
    if _PLAINLY.search(text):
        return slowly("是我没说清楚，对不起。")
    if _ANGRY.search(text):
        return insult(scene)
    if _WORRY.search(text):
        said = "您慢慢说，我在听，碰到什么事了？\n心里难受，可以打12356，有人陪您说话；有人伤害您，打110。"
        return Answered(Reply(said, (HELP, HUMAN), "想让人打电话给您，点「人工」。"))
    if _PLAY.search(text):
        return Answered(Reply("这个我帮不上，我只懂民政救助的事。", (HELP, Option("问政策"), MENU)))
    if _SLOWLY.search(text):
        return slowly("没关系，咱们慢慢说。")
    if _THANKS.search(text):
        return Answered(Reply("不客气，应该的。", (), "还有事随时来问，说「菜单」能看都有什么。"))
    if _BYE.search(text):
        return Answered(Reply("好的。", (), "有事随时来问，急事说「人工」。"))
    return None


def slowly(lead: str) -> Answered:
    """For who cannot follow: voice, bare numbers, or somebody who calls."""
    options = (HELP, Option("请打电话给我", "人工"), MENU)
    return Answered(Reply(f"{lead}您按住说话发语音给我，或者只回数字。", options, "想让人打电话给您，回2。"))


_ALOUD = frozenset({"smalltalk", "unclear", "out_of_scope", "insult"})


def first(heard: Understanding, scene: Scene) -> Answered | None:
    """What is said before any answer to who is worried, deaf, angry or playing, or sends a bare number."""
    if heard.programme is None and len(heard.text) <= 20 and (heard.intent in _ALOUD or not heard.certain):
        found = smalltalk(heard.text, scene)
        if found is not None:
            return found
    kind = plainly(heard.text, scene)
    if kind == "phone":
        options = (Option("请打给我", "人工"), HELP, MENU)
        return Answered(Reply("电话收到了。要请工作人员打给您吗？", options, "回数字就行。"))
    if kind == "id_number":
        options = (Option("绑定身份"), HELP, HUMAN)
        return Answered(Reply("身份证号不要随便发给别人。想查自己的到账，点「绑定身份」。", options))
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


def elsewhere(text: str) -> str:
    """Whose matter it is, when it is not ours; empty for all else."""
    return next((said for pattern, said in OTHERS if pattern.search(text)), "")


def out_of_scope(heard: Understanding, scene: Scene) -> Answered:
    """Whose matter it is, as far as we know, and what we can do here."""
    whose = elsewhere(heard.text)
    if _BURIAL.search(heard.text):
        text = f"殡葬方面的减免和补贴各地不一样，我这里还没有登记。{window_line(home_of(scene), scene)}"
        return Answered(Reply(text, (HUMAN, MENU)), effects=(NoteUnanswered(heard.text[:500], "out_of_scope", ""),))
    text = f"{whose}。" if whose else "这件事不归民政救助管，我答不准。可以拨12345，他们会转给管的部门。"
    note = () if whose else (NoteUnanswered(heard.text[:500], "out_of_scope", heard.programme or ""),)
    return Answered(Reply(text, (HELP, MENU), "家里过日子有困难，可以在这里求助，会有人联系您。"), effects=note)


_HAPPENED = re.compile(
    r"打电话|来电|短信|微信|链接|上门|[转交付汇给收]了|收我|[要让叫催][我俺]|自称|冒充|有人|有个|说是|他说|被骗|骗了|验证码"
)
_ABOUT_US = re.compile(
    r"[你您]们?(?:这|到底)?.{0,4}(?:骗子|骗人|真的假的|诈骗|靠谱)|[这你].{0,2}是真的(?:民政|政府|官方)"
)


def anti_fraud(heard: Understanding, scene: Scene) -> Answered:
    """Nothing costs money here; to who tells that it happened, whether anything is gone already, and a report."""
    text = "办低保、领救助，一分钱都不收。民政局也不会打电话要您的银行卡号、密码和验证码。链接别点，钱别转。"
    if _HAPPENED.search(heard.text):
        return Answered(Reply(text), begin="fraud", slots={"trouble": heard.text[:500]})
    if _ABOUT_US.search(heard.text):
        phone = scene.office.pack.bureau.phone
        text = f"我是{county_name(scene)}民政公众号的自动答复助手。{text}"
        options = (Option("真有人找我要钱", "防骗"), HUMAN, MENU)
        return Answered(Reply(text, options, f"不放心，打{phone}问一声。" if phone else "不放心，打12345问一声。"))
    options = (Option("有人找我要钱", "防骗"), Option("举报收钱的人", "我要投诉"), HUMAN)
    return Answered(Reply(text, options, "已经转了钱，马上打110或96110。"))


def privacy(scene: Scene) -> Answered:
    """Nobody's data to anybody else."""
    text = "别人家的情况我不能说，您家的我也不会告诉别人。\n公示的名单，在村（社区）的公示栏里看。"
    options = (Option("查我自己的到账", "查到账"), Option("举报不该领的", "我要投诉"))
    return Answered(Reply(text, options, "觉得有人不该领，点2举报，替您保密。"))


def unclear(heard: Understanding | None, scene: Scene) -> Answered:
    """Words that say nothing we can read."""
    effects = (NoteUnanswered(heard.text[:500], "unclear", ""),) if heard and len(heard.text) > 4 else ()
    options = (HELP, Option("问政策"), Option("查到账"), HUMAN)
    return Answered(Reply("没看明白，您想办哪件事？", options, "也可以用自己的话再说一遍。"), effects=effects)


MAIN = (HELP, Option("问政策"), Option("问标准"), Option("查到账"), Option("查进度"), HUMAN)


_LIVES = re.compile(r"[我俺].{0,4}(?:住|家在|家是)|^(?:住|家住|家在)")
_SMALLEST = 9
"""Digits of a township: that somebody lives in the county tells nothing we did not know."""


def bare_place(heard: Understanding, scene: Scene) -> Answered | None:
    """A place and nothing else: what about it?"""
    guess = heard.place
    if not guess or not guess.code or heard.intent not in ("unclear", "out_of_scope") or len(heard.text) > 16:
        return None
    if guess.outside:
        text = f"{guess.outside}不归我们管，请拨那里的12345。"
        return Answered(
            Reply(text, (HELP, Option("问政策"), HUMAN), f"人现在在{county_name(scene)}有难处，点1，我们也管。")
        )
    here = scene.office.places.full_name(guess.code)
    lives = len(guess.code) >= _SMALLEST and bool(_LIVES.search(heard.text))
    options = (HELP, Option("那里的窗口电话", f"{here}窗口电话"), Option("问政策"), HUMAN)
    said = f"记下了，您住在{here}。" if lives else f"您说的是{here}。"
    effects = (RememberPlace(guess.code),) if lives else ()
    return Answered(Reply(f"{said}想办哪件事？", options, "回数字、点一下都行，也可以直接说。"), effects=effects)


def once_more(found: Answered, *, again: bool = True) -> Answered:
    """The same answer a second time: somebody who explains it by phone comes first.

    ``again`` when the very words were said before; else another question led to it.
    """
    if found.begin or not found.reply.text:
        return found
    others = tuple(one for one in found.reply.options if one.words != HUMAN.words)[:3]
    call = Option("请人打电话给我讲", HUMAN.words)
    tail = "还是不清楚，回1，请工作人员打电话给您讲。"
    lead = "我再说一遍：\n" if again else ""
    reply = Reply(f"{lead}{found.reply.text}", (call, *others), tail, found.reply.page)
    return replace(found, reply=reply)


def no_such_number(choices: Sequence[str]) -> Answered:
    """A number nobody offered: the menu's own numbers again."""
    text = "没有这个号。您想办哪件事？" if choices else "您想办哪件事？"
    return Answered(Reply(text, MAIN, "回数字、点一下都行，也可以直接说。"))


def nothing_to_stop() -> Answered:
    """取消 while nothing runs."""
    return Answered(Reply("好的，现在没有在办的事。", (), "有事随时来，说「菜单」看都能办什么。"))


def thing(message: Message, scene: Scene) -> Answered:
    """Something that is not words: what we make of it, and what to send instead."""
    match message.kind:
        case "voice":
            return media.voice(scene)
        case "image" | "video":
            text = "收到了，已经存好。可我看不了里面写的是什么，麻烦您打字或说一句，想办什么事？"
        case "link":
            return tongues.link(scene)
        case "file":
            text = "这个我打不开。麻烦您打字或说一句，想办什么事？"
        case "location":
            text = "位置收到了。您是要求助，还是问附近的窗口？"
            options = (HELP, Option("附近的窗口", "窗口电话"), HUMAN)
            return Answered(Reply(text, options, window_line(home_of(scene), scene)))
        case _:
            text = "收到了，可我看不懂这个。麻烦您打字或说一句，想办什么事？"
    return Answered(Reply(text, (HELP, HUMAN, MENU), "不方便打字，点「人工」，请人打给您。"))
