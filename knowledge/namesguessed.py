"""A person's name in notes that nobody introduced as one: 张桂兰70多岁, 老人王秀英，女. A guess that somebody checks.

Rather none than a wrong one: it begins a clause, is followed by what is only said of people (an age, 男 or 女, a
phone), and is no title, no word and no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.identity import TWO_CHARACTER_SURNAMES

_SURE = (
    "张王李刘陈赵吴徐胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴钟汪姚谭廖邹陆郝崔邱秦侯邵"
    "孟龚阮聂贺杨周孙何林黄"
)
"""Surnames with which few other words begin."""
_PLAIN = "马高方安常万金石白江毛孔温田任姜范夏余叶程曾史顾龙段雷钱汤尹黎易武乔赖文牛尤康熊"
"""Surnames that begin many words: the rest must look like a name too."""
_GIVEN = frozenset(
    "秀兰桂英花珍芳莲梅玉凤菊香荣华明国建平军强伟勇刚红霞丽娟燕艳敏静云洁彩素芝琴翠金银宝福贵财生根发德志忠义仁信文武斌超杰涛鹏辉磊洋波峰林森龙虎祥瑞庆春夏秋冬雪月星辰阳晨曦宇浩然子梓轩涵欣怡佳美淑贤惠慧"
    "巧爱莉萍蓉薇婷婉倩雯琳琪瑶璐颖佩珊瑛瑾仙娣妹弟元永长久安康宁泰顺昌盛兴旺富民世家良善友才俊豪雄海江河山川松柏树木水清泉光亮新晓小大正立振凯胜利学成功全有连喜乐万千百先进启开来成富"
)
"""Characters that stand in given names."""
_NEVER = re.compile(
    r"家|某|[大老小]?(?:爷|奶|爸|妈|爹|娘|叔|伯|婶|嫂|哥|姐|姨|舅|姑|公|婆)|老[汉太头师板人]|支书|书记|主任|会计|队长|组长|村长|院长|所长|局长|科长|医生|护士|师傅"
    r"|先生|女士|同志|阿姨|[孙侄外甥]?[女子]$|[的了在没不也都就还有说打来去过人户村乡镇]"
)
_HAN = "\u4e00-\u9fff"
_LEAD = (
    "老人|邻居|隔壁|村民|群众|户主|本人|老伴|母亲|父亲|我妈|我爸|他妈|他爸|丈夫|妻子|儿子|女儿|"
    "孙子|老太太|老大爷|五保户|低保户|残疾人|病人|对象"
)
_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,4})"
_SIGNS = (
    rf"[，,、 ]{{0,2}}(?:今年|虚岁|周岁)?\s*{_COUNT}(?:多|来|几)?岁|[，,、 ]{{0,2}}(?:男|女)(?:性)?(?=[，,。、； \d]|$)"
    r"|今年|[，,、 ]{0,2}(?:电话|手机)?[:：是]?\s*1[3-9]\d{9}"
)
_BEGINS = rf"(?:(?P<lead>{_LEAD})|^|(?<=[，,。；;！!？?：:、\s]))"
_NAME = re.compile(
    rf"{_BEGINS}(?P<name>(?:{'|'.join(sorted(TWO_CHARACTER_SURNAMES))})[{_HAN}]{{1,2}}|[{_SURE}{_PLAIN}][{_HAN}]{{1,2}}?)"
    rf"(?:{_SIGNS}|(?P<ends>[，,。；;]|$))"
)


def name_guessed(text: str, is_place: Callable[[str], bool], is_word: Callable[[str], bool]) -> str:
    """The one name that these notes surely hold, without having said that it is one; empty for none or for several.

    ``is_place`` tells places of the county, ``is_word`` words of the language.
    """
    found = {
        match["name"]
        for match in _NAME.finditer(text)
        # At the end of a clause it is a name only where the word before says of whom one speaks.
        if (match["ends"] is None or match["lead"]) and _likely(match["name"], is_place, is_word)
    }
    return found.pop() if len(found) == 1 else ""


def _likely(name: str, is_place: Callable[[str], bool], is_word: Callable[[str], bool]) -> bool:
    surname = name[:2] if name[:2] in TWO_CHARACTER_SURNAMES else name[:1]
    given = name[len(surname) :]
    if not given or _NEVER.search(given) or is_place(name):
        return False
    usual = all(letter in _GIVEN for letter in given)
    if len(surname) == 1 and (surname in _PLAIN or len(given) == 1):
        return usual and not is_word(name)
    return usual or not is_word(name)
