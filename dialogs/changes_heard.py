"""What change in a family a sentence tells of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.understanding import Understanding

_THINGS = "烧冲淹刮砸花卖丢弄用吃喝输骗偷抢飞烂全都也钱米面粮饭菜药油房屋活作路水电气煤炭地车船牛羊猪鸡货卡证书据"
"""What is said before 没了 of things: 房子烧没了, 钱都没了."""
_KIN = "爸|妈|爹|娘|父亲|母亲|老伴|爷爷?|奶奶?|公公|婆婆|哥|弟|姐|妹|丈夫|媳妇|儿子|女儿|闺女"
_WHO = rf"{_KIN}|老人|男人|女人|当家的|他|她|人"
_DEATH = re.compile(
    r"去世|过世|离世|病故|病逝|(?<![快要累气疼痛饿冻烦吓愁急渴热恨困病])死了|死亡|不在了|人没了|老了人"
    rf"|(?<!房子)(?<!票子)(?<!车子)(?<![{_THINGS}])没了(?:丧|$)"
    rf"|(?:{_WHO})(?:.{{0,6}}(?:走了|(?<![{_THINGS}])没了)|.{{0,3}}刚[走没](?=[ ，,。]|$))"
)
_BIRTH = re.compile(r"生了(?!病)|添了?.{0,3}(?:孩|娃|孙|丁|口)|出生|刚生|又有了?个?(?:孩|娃)|新生儿")
_ACCOUNT = re.compile(
    r"(?:换|新|改|补|丢|注销|销).{0,6}(?:卡|存折|账[号户]|折子)|(?:卡|存折|账[号户]|折子).{0,6}(?:换|丢|改|注销|销|坏|用不了)"
)
_MOVE = re.compile(r"搬|迁|户口.{0,4}[转迁]|住到|不在.{0,4}住")
_JOB = re.compile(r"(?:找到|有了?|上了?|去了?).{0,4}(?:工作|活|班)|上班|打工|就业|做工|开了?.{0,3}店|干上|开始干")
_INCOME = re.compile(
    r"(?:工资|收入|退休金|养老金|挣).{0,8}(?:涨|加|高|多|少|降|减|没|变)|(?:收入|挣钱).{0,4}(?:变|不一样)"
)
_KINDS = (
    ("death", _DEATH),
    ("birth", _BIRTH),
    ("account", _ACCOUNT),
    ("job", _JOB),
    ("income", _INCOME),
    ("move", _MOVE),
)


def change_told(words: str) -> str | None:
    """Which change the words tell of: death, birth, account, job, income, move; None when they tell of none."""
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), None)


def change_heard(heard: Understanding) -> str | None:
    """The same of a sentence that was meant to report a change; other sentences may only mention one."""
    return change_told(heard.text) if heard.intent == "report_change" else None
