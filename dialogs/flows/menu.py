"""Greeting and menu: what can be done here, by tap, number or words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import Answered
from dialogs.contentkeys import COMMANDS as CONTENTS
from dialogs.courtesies import MAIN
from dialogs.lines import line
from dialogs.places_said import county_name
from dialogs.say import called
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

COMMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "menu": ("菜单", "主菜单", "首页", "功能", "有什么功能", "你会什么", "你能干什么", "都有什么", "帮助", "help"),
        "help": (
            "我要求助",
            "求助",
            "登记",
            "我要登记",
            "帮我登记",
            "我要帮助",
            "申请救助",
            "我要申请救助",
            "困难求助",
        ),
        "report": ("帮别人求助", "帮邻居求助", "线索", "报线索"),
        "policy": ("问政策", "政策", "政策咨询", "救助政策", "查政策"),
        "standard": ("问标准", "标准", "救助标准", "查标准"),
        "payment": ("查到账", "到账", "到账查询", "我的到账", "钱到了没"),
        "picture": ("到账图片", "发成图片", "图片", "发图片", "要图片", "到账的图片"),
        "sheet": ("一单清", "看一单清", "我的一单清", "家里的一单清", "打印一单清", "家庭清单"),
        "entitlements": ("我的待遇", "待遇", "查待遇", "我领什么", "我的补助", "我的补贴", "领了什么"),
        "not_arrived": ("钱没到或不对",),
        "missing": ("钱没到", "没收到钱", "钱没来", "钱没发"),
        "why_stopped": ("停发了，不知道为什么", "问问为什么停"),
        "progress": ("查进度", "进度", "我的进度", "办理进度", "我的求助", "到哪一步了"),
        "more": ("补充情况", "补充", "我要补充", "还有话说"),
        "again": ("不满意，重新办", "重新办理", "重新打开", "不满意"),
        "bind": ("绑定", "绑定身份", "我要绑定", "身份绑定", "没绑定", "没有绑定", "我没绑定", "还没绑定", "怎么绑定"),
        "bind_more": ("再绑一位家人", "再绑一位", "再绑一个", "再绑一个人", "再绑定一个人", "再绑家人", "还要绑定"),
        "unbind": ("解除绑定", "解绑", "取消绑定"),
        "unbind_all": ("都解除绑定", "都解除", "全部解除绑定", "全部解绑"),
        "selfcheck": ("看看我够不够", "自查", "看看我能申请什么", "我能申请什么", "我够不够条件"),
        "human": (
            "人工",
            "转人工",
            "找人工",
            "人工服务",
            "真人",
            "客服",
            "找真人",
            "工作人员",
            "找工作人员",
            "找个人说话",
            "叫人来",
        ),
        "complaint": ("我要投诉", "投诉", "举报", "投诉举报", "我要举报"),
        "feedback": ("意见建议", "提意见", "提建议", "我要提意见", "我有意见", "我有建议", "提个意见", "提个建议"),
        "fraud": ("防骗", "防骗核实", "是不是骗子", "是骗子吗", "是不是诈骗", "被骗了", "我被骗了", "遇到骗子"),
        "change": ("情况变动", "报变动", "变动登记", "变更"),
        "contact": ("窗口电话", "附近的窗口", "办事地址", "联系电话", "电话地址"),
        "column": ("公开栏", "信息公开", "信息公开栏", "公开专栏", "看公开栏", "公开栏在哪", "公开栏在哪里"),
        "notices": ("通知公告", "通知", "公告", "看通知", "看公告", "有什么通知"),
        "procedures": ("办事程序", "办事流程", "办事指南", "看办事程序"),
        "question": ("转给工作人员", "帮我问清楚", "帮我问"),
        "unlike": ("都不是",),
        "subscriptions": ("我的订阅", "订阅管理", "提醒设置", "改订阅", "管理订阅"),
        "arrival_on": ("打开到账提醒", "开通到账提醒"),
        "arrival_off": ("关掉到账提醒", "关闭到账提醒", "取消到账提醒", "不要到账提醒"),
        "standards_on": ("打开调标提醒",),
        "standards_off": ("关掉调标提醒", "不要调标提醒"),
        "news_on": ("打开政策消息", "订阅政策消息", "订阅"),
        "news_off": ("关掉政策消息", "退订政策消息", "退订", "取消订阅", "td"),
        "mine": ("我的资料", "我的信息", "你记了我什么", "你们记了我什么", "看我的资料", "我的隐私"),
        "consents": ("我同意过什么", "同意过什么", "我都同意了什么", "我的授权"),
        "erase": ("删除我的资料", "删除我的信息", "删掉我的资料", "注销", "清除我的资料", "把我的资料删了"),
    }
)
"""What each key is called by: keys come from the account's menu, words from options and from people."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "greeting": "您好，这里是{county}民政。问政策、求助、查钱到没到，都可以找我。",
        "menu.ask": "您想办哪件事？",
        "menu.next": "回数字、点一下都行，也可以直接说，像「我妈瘫痪没人管」。",
        "greeting.place": "{place}的乡亲，有事直接说。",
        "greeting.window": "来{place}办事的乡亲，有事直接说。",
        "programmes.ask": "您想问哪一项？",
        "programmes.next": "也可以直接问，像「办低保要带什么」。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "greeting": "关注、扫码后的第一句",
        "menu.ask": "菜单上面的一句",
        "menu.next": "菜单下面的一句",
        "greeting.place": "扫了村里的码，第一句后面",
        "greeting.window": "扫了窗口的码，第一句后面",
        "programmes.ask": "群众说问政策",
        "programmes.next": "群众说问政策，最后一句",
    }
)
_EVERY: Mapping[str, tuple[str, ...]] = MappingProxyType({**COMMANDS, **CONTENTS})
_BY_WORD = {word: key for key, words in _EVERY.items() for word in words}
_SOFT = re.compile(r"^(?:我想|我要|帮我|请|给我|想)?(.+?)(?:一下|吧|啊|呀|嘛|呗|好吗|可以吗)?$")
_SLIPPED = re.compile(
    r"^(?:(?:按|点|说|打|发)错了?|不对|不是)[，,。\s]+(?:我?是?(?:问|说|要问|想问|指)的?是?|是)?|^我(?:问|说|指)的是"
)
_PROGRAMMES = ("dibao", "tekun", "linshi", "canji", "gaoling", "wuren", "bianyuan", "yiliao")


def command(text: str) -> str:
    """The key these words or this menu entry stand for; empty when they are something else."""
    said = text.strip(' ，。,.！!？?「」"“”').lower()
    if said in _EVERY:
        return said
    said = _SLIPPED.sub("", said)
    soft = _SOFT.match(said)
    return _BY_WORD.get(said) or (_BY_WORD.get(soft[1], "") if soft else "")


def meant(text: str) -> str:
    """The words without the slip they correct: 说错了，我问的是低保 means 低保."""
    rest = _SLIPPED.sub("", text.strip()).strip()
    return rest if len(rest) > 1 else text


def menu(scene: Scene, *, hello: str = "", paused: bool = False) -> Answered:
    """What can be done here; with ``paused`` also the way back to what was begun."""
    text = hello or line(scene, "menu.ask", SAYS["menu.ask"])
    options = (*MAIN, Option("继续")) if paused else MAIN
    return Answered(Reply(text, options, line(scene, "menu.next", SAYS["menu.next"])))


def hello(scene: Scene) -> str:
    """The first sentence to whoever comes."""
    return line(scene, "greeting", SAYS["greeting"], county=county_name(scene))


def greeting(scene: Scene, place: str = "", window: str = "", page: Page | None = None) -> Answered:
    """The first words to somebody who followed the account or scanned the code of a village or a window."""
    where = "greeting.place" if place else "greeting.window" if window else ""
    name = scene.office.places.full_name(place) if place else window
    here = line(scene, where, SAYS[where], place=name) if where else ""
    found = menu(scene, hello="\n".join(filter(None, (hello(scene), here))))
    return replace(found, reply=replace(found.reply, page=page))


def programmes(scene: Scene) -> Answered:
    """The programmes to choose from."""
    every = scene.office.pack.programmes
    options = tuple(
        Option(called(every[key]), f"{called(every[key])}是什么")
        for key in _PROGRAMMES
        if key in every and "summary" in every[key].passages
    )
    options = (*options, Option("看看我够不够"), Option("我该知道的"))
    tail = line(scene, "programmes.next", SAYS["programmes.next"])
    return Answered(Reply(line(scene, "programmes.ask", SAYS["programmes.ask"]), options, tail))
