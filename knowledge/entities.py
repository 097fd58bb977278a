"""What a sentence tells of the person in need: who, how old, what is wrong, how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge import numerals
from knowledge.identity import check_id_number, check_phone
from knowledge.lexicon import Hit
from knowledge.people import who

_N = numerals.PATTERN
_DIGITS_RUN = re.compile(r"\+?\d[\d\- ]{6,22}[\dXx]")
_NAME = re.compile(
    r"(?:我(?:的)?(?:名字|姓名)?叫(?:做)?|(?:他|她|我(?:爸|妈|娘|爹|老伴|儿子|女儿))叫|名字(?:是|叫)|姓名[:：是]?|名叫"
    r"|叫做)\s*[:：]?\s*([\u4e00-\u9fff·]{2,9})"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元"
    "卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左"
    "石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲家封储靳段焦巴牧山谷车侯全班仰秋仲伊宫宁仇甘祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从索赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶冉宰雍桑桂牛寿通"
    "边扈燕冀尚农温别庄晏柴瞿阎慕连习艾鱼容向古易廖终居衡步都耿满弘匡国文寇广东欧利师巩聂关相查后荆红游权益桓公岩岳普者"
)
_NAME_END = re.compile(
    r"(?:今年|现在|家住|住在|住|是|在|电话|手机|身份证|想|要|我|的|来自|,|，|女|男|户口|岁|从|和|跟|因为|生于|残疾|有|得|已|被|一个|这|那|他|她|家).*"
)
_AGE = re.compile(
    rf"({_N})(多|来)?岁"
    rf"|(?:今年|年纪|都|已经|也|快|才|我|年满|满|妈|爸|娘|爹|奶|爷|父亲|母亲|婆|公|老伴|老人|他|她|俺)"
    rf"({_N})(?:多|来)?(?:了|啊|周岁)?(?=[ ,，。!?的还没一身孤无男女]|$)"
    rf"|({_N})(?:多|好几)?(?:的|岁的)?(?:老人|老汉|老太|老头|老娘|老奶奶|大爷|老支书)"
)
_PEOPLE = re.compile(
    rf"({_N})(?:口人|口子人|口之家|个人吃饭)|一家(?:老小|子)?({_N})口?(?:人|个)?|(?:我们|家里|全家|俺家|家中|屋里)({_N})个?(?:口|人)"
)
_AMOUNT = re.compile(
    rf"({_N})(?:多|来)?(?:元|块钱|块|圆|毛)|(?<!欠)(?<!欠了)({_N}万)(?:多|来)?(?![人亩斤里步一二三四五六七八九])|(?:发|到|给|补|收|欠了?|花了?|借了?|交了?|自付|自费|工资|收入"
    rf"|退休金|养老金|差)({_N}[百千]?)(?:多|来)?(?=[ ,，。!?]|$|了|现在|块|钱)"
)
_LEVEL = re.compile(r"([一二三四1-4])级(?!医院|以上医院|公路)|(?:残疾|重残)([一二三四1-4])等")
_PERIOD = re.compile(
    r"20\d\d年?[-./]?(?:1[0-2]|0?[1-9])月?|(?:这|本|上|上上|下)个?(?:月|季度?)|这两个?月|(?:今|去|前|明)年(?:(?:十[一二]?"
    r"|[一二三四五六七八九]|1[0-2]|[1-9])月份?)?|(?:十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9])月份?(?!\w{0,1}龄)"
)
_HARDSHIPS = {
    "hard_illness": "illness",
    "hard_disability": "disability",
    "hard_unable": "unable",
    "hard_disaster": "disaster",
    "hard_accident": "accident",
    "hard_child": "child",
    "hard_elder_alone": "elder_alone",
    "hard_hunger": "hunger",
    "hard_debt": "debt",
    "hard_jobless": "jobless",
    "hard_school": "school",
}
_AREA = re.compile(r"(农村|乡下|农低保|农户|农民|俺村|我们村|村里)|(?:城市|城镇|城里|城低保|市区|居民低保|城乡结合部)")
_MODE = re.compile(r"(集中|敬老院|养老院|福利院)|(分散|在家供养|散居)")
_CARE = re.compile(
    r"(全护理|完全不能自理|全失能|全自理不了|完全丧失)|(半护理|半自理|半失能|部分自理|部分丧失)|(全自理|(?<!不)能自理)"
)
_URGENT = "urgent"


def entities(text: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """The slots that a normalised text fills; only what was said is in it.

    Keys as in ``Understanding.slots``: area, subject, relation, name, phone, id_number, age (int), hardship (tuple),
    people (int), amount (Decimal yuan), disability_level, mode, care, period, urgency.
    """
    slots = who(text, hits)
    tags = {tag for hit in hits for tag in hit.meaning.classes}
    kinds = tuple(dict.fromkeys(kind for tag, kind in _HARDSHIPS.items() if tag in tags))
    if kinds:
        slots["hardship"] = kinds
    if "urgent" in tags:
        slots["urgency"] = _URGENT
    _numbers(text, slots)
    area = _AREA.search(text)
    if area is not None:
        slots["area"] = "农村" if area[1] else "城市"
    mode = _MODE.search(text)
    if mode is not None:
        slots["mode"] = "集中" if mode[1] else "分散"
    if "护理" in text or "自理" in text or "失能" in text or "丧失" in text:
        care = _CARE.search(text)
        if care is not None:
            slots["care"] = "全护理" if care[1] else "半护理" if care[2] else "自理"
    if ("月" in text or "季" in text or "年" in text) and (when := _PERIOD.search(text)) is not None:
        slots["period"] = _period(when[0])
    if "叫" in text or "名" in text:
        _name(text, slots)
    return slots


_SOME_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万半俩]")


def _numbers(text: str, slots: dict[str, Any]) -> None:
    if _SOME_NUMBER.search(text) is None:
        return
    for match in _DIGITS_RUN.finditer(text):
        if "id_number" not in slots and (found := check_id_number(match[0])):
            slots["id_number"] = found
        elif "phone" not in slots and (found := check_phone(match[0])):
            slots["phone"] = found
    if "级" in text and (level := _LEVEL.search(text)) is not None:
        digit = level[1] or level[2]
        slots["disability_level"] = {"1": "一", "2": "二", "3": "三", "4": "四"}.get(digit, digit) + "级"
    for match in _AGE.finditer(text):
        years = _whole(match[1] or match[3] or match[4])
        if years is not None and (0 < years <= 120) and (match[1] or years >= 14):
            slots["age"] = years
            break
    if ("口" in text or "人" in text or "个" in text) and (family := _PEOPLE.search(text)) is not None:
        count = _whole(family[1] or family[2] or family[3])
        if count is not None and 0 < count < 30:
            slots["people"] = count
    if (money := _AMOUNT.search(text)) is not None:
        amount = numerals.number(money[1] or money[2] or money[3])
        if amount is not None and amount >= 5:
            slots["amount"] = amount


def _whole(words: str | None) -> int | None:
    value: Decimal | None = numerals.number(words) if words else None
    return int(value) if value is not None and value == int(value) else None


def _period(words: str) -> str:
    """``YYYY-MM`` when year and month were said, else the words themselves: 上个月, 三月."""
    match = re.fullmatch(r"(20\d\d)年?[-./]?(\d{1,2})月?", words)
    return f"{match[1]}-{int(match[2]):02d}" if match else words


def _name(text: str, slots: dict[str, Any]) -> None:
    for match in _NAME.finditer(text):
        name = _NAME_END.sub("", match[1])
        if 2 <= len(name) <= 4 and name[0] in _SURNAMES:
            slots["name"] = name
            return
