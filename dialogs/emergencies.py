"""An emergency, by what is happening: whom to dial first, and the one thing to do until they come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Scene(NamedTuple):
    """One kind of emergency, by the name of what is said first, and how it is told."""

    name: str
    told: re.Pattern[str]


SAYS: Mapping[str, str] = MappingProxyType(
    {
        "gas": "请马上到屋外去打119，有人晕、叫不醒打120。\n顺手打开门窗，别开灯，别点火，别在屋里打电话。",
        "infant": "请马上打110，娃娃身上凉、不哭，再打120。先给孩子保暖，守着别走开。",
        "electric": "请马上打120，电线着火打119。先拉电闸，别用手去碰人。",
        "fire": "请马上离开那里，到外面打119。有人受伤、不舒服，再打120。",
        "water": "请马上打119和110，人救上来打120。自己别下水，找竿子、绳子够。",
        "flood": "请马上打119。能走就往高处走，别蹚急水；有人受伤打120。",
        "collapse": "请马上离开那里，到开阔处打119。里面有人，告诉119；有人受伤打120。",
        "poison": "请马上打120，说清吃了、喝了什么、多少。装药的瓶子、袋子带去医院。",
        "lost": "请马上打110，不用等24小时。有人叫不应、不舒服，同时打120。",
        "silent": "请马上打110，让警察来开门看看。人叫不醒、不舒服，打120。",
        "cold": "请马上打120，先给人盖厚、挪到避风处。没处去的，打110帮着送救助站。",
        "hungry": "您别急，吃住的事先救助、后补手续。人不舒服先打120，有危险打110。",
        "body": "请马上打120。没钱也要先救人，医院不能因为没交钱不抢救。",
        "otherwise": "有危险请马上打110；有人受伤、不舒服打120；着火、被困打119。",
    }
)
"""What is said first; a bureau may word it as ``perils.<name>``, the numbers in it stay (``dialogs.wordcheck``)."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "gas": "煤气、燃气",
        "infant": "捡到婴儿",
        "electric": "触电、电线",
        "fire": "着火、冒烟",
        "water": "落水",
        "flood": "发大水、被困",
        "collapse": "房子要塌、滑坡",
        "poison": "吃错药、中毒",
        "lost": "人找不着",
        "silent": "敲门没人应",
        "cold": "冻着了",
        "hungry": "断粮、没处住",
        "body": "人病重、受伤",
        "otherwise": "别的急事",
    }
)


_GAS = re.compile(r"煤气|燃气|天然气|液化气|沼气|瓦斯|一氧化碳|臭鸡蛋|煤烟|炭[火盆]|炉子没封|熏着")
_ELECTRIC = re.compile(r"触电|漏电|电[到着倒]了|电线|高压线|插座")
_POISON = re.compile(
    r"农药|毒|百草枯|敌敌畏|安眠药|鼠药|吃错药|错药|药.{0,6}(?:喝|吞|吃)|误[服食喝吃]|打药|菌子|蘑菇|野菜|洗厕所|洁厕|电池|头孢"
)
_FIRE = re.compile(
    r"着火|起火|失火|(?<![不找睡冻饿摔碰伤砸烫吓见遇累压熏困扎])着了|烧起来|烧着|(?<!没)冒(?:黑|浓|白)?烟|浓烟|冒火|一屋子烟|屋子烟|大火|火灾|爆炸|炸了"
)
_COLLAPSE = re.compile(r"塌|埋|压着|压在|滑坡|泥石流|往下[走滑滚掉]|裂|要倒|墙倒|屋顶|地震")
_FLOOD = re.compile(r"洪|大水|水淹|积水|涨水|水(?:都|已经|快)?[进漫涨淹]|冲走|卷走|困|坝|决堤|透水|没上来")
_WATER = re.compile(
    r"[掉落跌滑]进?(?:了|到|在|下)?.{0,4}[河井塘湖江渠坑沟池]|溺水|冰[面破]|水里|落水|潮水|在河[边里中]"
)
_LOST = re.compile(
    r"找不[着见到]|没回[来家]?|没见回|不回|不见|走失|走丢|失踪|丢了|没影|没信|没消息|联系不上|离家|跟.{0,4}跑了|一眨眼|一转眼|抱走|拐|迷路|出走|关机"
)
_SILENT = re.compile(
    r"没动静|不应|没人应|没声|不吱声|推不开|没开门|没出(?:过)?门|没见人|没见着|不接|没人接|没冒烟|不冒烟|怪味|有味|没露面|没挪窝|一直黑"
)
_INFANT = re.compile(
    r"(?:婴儿|刚出生|刚生下|女婴|男婴|包着).{0,12}(?:放|扔|丢|捡|门口|路边|楼道|塑料|袋)|(?:捡到|放在|扔在).{0,10}(?:婴儿|孩子|娃)|弃婴"
)
_COLD = re.compile(r"冻|零下|雪地|手脚冰")
_HUNGRY = re.compile(
    r"没吃|断粮|断顿|断炊|饿|没有?[米饭粮面]|没得吃|没面|一粒米|吃不上|揭不开|没粮|奶粉|没奶|没地方[住去睡]|没处住|无家|没开火|一口|喝了点水|光喝水|底朝天|米汤|生红薯|生玉米|锅"
)
_BODY = re.compile(
    r"晕|昏|血|摔|断|烧|疼|喘|中毒|中风|抽|心[脏口]|胸|呼吸|病|生孩子|要生|羊水|冻|倒[在下地]|不动|动不了|起不来|叫不|噎|烫|咬|蜇|气了|不行了|没知觉"
    r"|不认|迷糊|伤|头破|车祸|侧翻|翻车|翻了|撞|卡|压|氧|胰岛素|身上?凉|发凉|透析|过敏|躺|医院|押金|叫救护|说不出|说话不|含含糊糊|抬不"
)

SCENES: tuple[Scene, ...] = (
    Scene("gas", _GAS),
    Scene("infant", _INFANT),
    Scene("electric", re.compile(f"(?=.*(?:{_ELECTRIC.pattern}))(?=.*(?:触电|人|倒|麻|动|{_BODY.pattern}))")),
    Scene("fire", _FIRE),
    Scene("water", _WATER),
    Scene("flood", _FLOOD),
    Scene("collapse", _COLLAPSE),
    Scene("poison", _POISON),
    Scene("lost", _LOST),
    Scene("silent", re.compile(f"^(?!.*(?:倒|白沫|躺|昏|晕|瘫)).*(?:{_SILENT.pattern})")),
    Scene("cold", _COLD),
    Scene(
        "hungry",
        re.compile(f"^(?!.*(?:晕|昏|血|抽|叫不|不动|烧得|发烧|发黑|脱水|烫)).*(?:{_HUNGRY.pattern})"),
    ),
    Scene("body", _BODY),
    Scene("hungry", _HUNGRY),
)
OTHERWISE = "otherwise"


def first(said: str) -> str:
    """The name of the line that is said first: the number to dial and what to do until they come."""
    return next((scene.name for scene in SCENES if scene.told.search(said)), OTHERWISE)
