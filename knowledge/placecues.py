"""What the words around a name tell: that a place is meant, that none is, and what it is to the person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from knowledge.placenames import ordinary_words

Role = Literal["register", "living", "plain", "work", "past", "denied"]

_HOME = re.compile(
    r"(?:住|租|家[在是住]|老家(?:就)?[是在]?|(?:户口|户籍|籍贯|原籍)(?:还|就|都|落|也)?[是在]?|地址[是在]?[:：]?|来自|[嫁搬迁]到"
    r"|[嫁搬迁]去|娘家(?:[在是])?|婆家(?:[在是])?|位于|属于?|归)(?:了|在|是|是在|在的)?$"
)
_STAYS = re.compile(r"(?<!家)[住租](?:在|了|着)?$")
"""One stays in a park and rents an old house too: with an everyday word this says nothing of a place."""
_LOOSE = re.compile(
    r"(?:在|到|去|从|回|我是|俺是|咱是|他是|她是|们是|人是|你好|请问|[:：])(?:了|在|是|咱|咱们|俺们|我们)?$"
)
_OURS = re.compile(r"(?:咱们?|俺们?|我们?|他们?|她们?|你们|这边|那边|这里|那里)(?:是|在|那|这)?$")
_AFTER = re.compile(
    r"(?:这边|那边|这里|那里|这儿|那儿|这块|那块|本地|当地|人(?![民口均])|的(?!话|时候|确)|农村|城里|城上|乡下|老家|一带|县城|城区|市区"
    r"|古镇|老街|集市|赶集|第?[一二三四五六七八九十\d]+(?:村民)?(?:小组|组|队|社|号)|上的|街上|集上|镇上|乡上|村上|镇里|乡里|村里|老乡|居民|村民|低保|五保|户口|籍)"
)
_THAT_VILLAGE = re.compile("(?:的?老家)?(?:那|这|那个|这个|[两三四五几]个)(?:村|镇|乡)")
"""刘胡兰老家那个村: then even an everyday word is a place."""
_ABLE = re.compile(r"的?(?:人|户口)?(?:能不能|可不可以|能办|可以办|能申请|可以申请|能在|可以在|能来|可以来)")
"""Who asks whether people of somewhere may do something here."""
_SOMEBODY = re.compile(r"的(?:老[\u4e00-\u9fff]|五保|低保户|孤寡|困难户|贫困户)")
_THERE = re.compile(r"[这那]边|[这那]里|[这那]儿|本地|当地|一带|[镇乡街村]上|老乡|村民|居民")
_SCENE = re.compile(r"[上下里边旁顶脚底头]")
_LANDMARK = re.compile(
    r"(?:[东西南北中][路街]|[路街巷](?!道|上(?:的|$|[，, 住]))|大道|"
    r"大街|胡同|大桥|公园|广场|小区|公寓|花园|饭店|宾馆|酒店|超市|啤酒|苹果|白酒|牌|话|菜|火锅"
    r"|时间|玩|门票|景区|旅游|[\u4e00-\u9fff]{0,4}(?:大学|学院|银行|医科|公司|厂里))"
)
_DEEP_LANDMARK = re.compile(
    r"[\u4e00-\u9fff]{0,2}(?:医院|小学|中学|学校|卫生院|敬老院|车站|水库|市场|收费站|派出所|幼儿园)"
)
_CALLED = re.compile(r"(?:叫|叫做|名叫|姓名[是:：]?|名字[是叫]?|名为)[:：]?[\u4e00-\u9fff]?$")
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜戚谢邹喻苏潘葛范彭鲁韦马方俞任袁柳鲍唐费岑薛雷贺倪汤滕罗"
    "毕郝邬傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪毛狄贝臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席贾江郭梅林徐邱骆高夏蔡田樊胡凌霍卢"
    "柯管裴陆翁荀宗邓郁单洪包左石崔龚程邢翟谭侯闫丁刘叶龙史段"
)
_AFTER_PERSON = re.compile(
    r"家|他|她|的[爸妈娘儿女孩老]|是[我俺咱他她]们?[爸妈爹娘爷奶哥姐弟妹儿女叔伯婶姨舅公婆媳老]"
    r"|[，, ]?(?:今年|男|女|身份证)|生病|没人|不在|这个人|大[爷娘妈叔]|老[人汉]"
)
_DENIED_BEFORE = re.compile(
    r"(?<!是)(?:不是|没在|不在|不住|并非|不归|不属于|不属|没住|没去)(?:在|住|我们|咱|俺|说|去|了)?(?:在)?$"
)
_DENIED_AFTER = re.compile(r"[，, 的]{0,2}(?:不对|哦不|噢不|不不|错了|写错|说错|打错|弄错|搞错|不是[，, ]|啊不)")
_REGISTER = re.compile(
    r"(?:户口|户籍|籍贯|原籍|老家|落户|老户)[^，,。；;、？?！!]{0,6}$|(?:户口|户籍)(?:本|簿)?(?:上)?[^。；;？?！!]{0,5}$"
)
_REGISTER_AFTER = re.compile(r"(?:的|这边的|那边的|那边|本地)?(?:户口|户籍|老户|籍)")
_PAST = re.compile(r"(?:以前|原来|原先|之前|从前|过去|早先|小时候|早年|前几年)[^，,。；;？?！!]{0,6}$")
_PAST_AFTER = re.compile(r"[^，,。；;？?！!]{0,2}(?:[嫁搬迁转]|过来|回来|来的|调)")
_FROM = re.compile(r"(?:从|打|由)(?:老家)?$")
_WORK = re.compile(
    r"[^，,。；;、？?！!]{0,3}(?:打工|务工|上班|做工|干活|工作|做事|读书|上学|念书|上大学|住院|看病|看过?病|做手术|治病|治疗|出差|当兵|服刑|坐牢"
    r"|打零工|做生意|做买卖|开店|跑车|挣钱|带孙|带娃|带孩子|帮忙|陪读|工地)"
)
_LIVING = re.compile(
    r"(?:现在|如今|目前|眼下)?(?:住|租|搬|嫁|迁|居住|现居|现住|家[在是住]|常年|寄居|暂住|待)[^，,。；;？?！!]{0,3}$|(?:现在|如今|目前|人)(?:是|就)?在$"
)
_LIVING_AFTER = re.compile(r"[^，,。；;、？?！!]{0,3}(?:住着|住的|住了|租房|租住|租的|住[，, 。]|住$|生活)")
_PLAIN = re.compile(
    r"(?:[我俺咱老]家|家[在住是]|[\s，,。.、！!？?~～的在是住我俺咱们呢吧啊嗯哦人哈呀您你好请问想那边这])+"
)
_INSTEAD = re.compile("(?:的|那边)?[，,、。； ]{0,2}(?:而|我|我们|应该)?是")
_CLAUSE = re.compile(r"[。；;？?！!]")


class Around:
    """The surroundings of names in one text; ``words`` are the text's own words, where they have been cut."""

    __slots__ = ("_edges", "_words", "text")

    def __init__(self, text: str, words: Sequence[str] | None = None) -> None:
        self.text = text
        self._words = words
        self._edges: frozenset[int] | None = None

    def whole_words(self, start: int, end: int) -> bool:
        """Whether no word runs over an edge of the stretch: 村里集 in 村里集体收入 is no name."""
        if self._words is None:
            return True
        if self._edges is None:
            self._edges = frozenset(accumulate(map(len, self._words), initial=0))
        return start in self._edges and end in self._edges

    def one_word(self, start: int, end: int) -> bool:
        """Whether the stretch, or any part of it with its neighbour, is a known word of more than one character."""
        if self._words is None:
            return False
        at = 0
        for word in self._words:
            if at >= end:
                return False
            if len(word) > 1 and at + len(word) > start:
                return True
            at += len(word)
        return False

    def alone(self, stretches: Sequence[tuple[int, int]]) -> bool:
        """Whether the text says nothing besides these stretches."""
        ends = (0, *(end for _, end in stretches))
        starts = (*(start for start, _ in stretches), len(self.text))
        rest = "".join(self.text[a:b] for a, b in zip(ends, starts, strict=True))
        return not _PLAIN.sub("", rest)

    def cued(self, start: int, end: int, deep: bool) -> bool:
        """Whether the words around say that this is a place; of everyday words and villages more is asked."""
        text, form = self.text, self.text[start:end]
        before = text[max(0, start - 8) : start]
        whole = self.whole_words(start, end)
        after = _AFTER.match(text, end) is not None
        if _HOME.search(before) and (after or not deep or form not in ordinary_words() or not _STAYS.search(before)):
            return whole or not deep
        loose = _LOOSE.search(before) is not None
        ours = _OURS.search(before) is not None
        if not deep and start == 0 and _ABLE.match(text, end):
            return whole
        if whole and _THAT_VILLAGE.match(text, end):
            return True
        if form in ordinary_words():
            return whole and after and (loose or ours or (start == 0 and _THERE.match(text, end) is not None))
        if deep:
            return whole and ((after and (loose or ours or start == 0)) or (loose and end >= len(text)))
        return whole and (after or loose or ours)

    def corrects(self, start: int, end: int, at: int) -> bool:
        """Whether the stretch is denied and what begins at ``at`` is said instead: 不是南贤是上贤."""
        denied = self.text[max(0, start - 2) : start] == "不是"
        return denied and _INSTEAD.fullmatch(self.text, end, at) is not None

    def somebodys(self, end: int) -> bool:
        """Whether a person in need is said to be of what was named: likely a village, though it may be a thing."""
        return _SOMEBODY.match(self.text, end) is not None

    def no_place(self, start: int, end: int, deep: bool) -> bool:
        """Whether the name without a rank is a person's, a street's or a product's here."""
        text = self.text
        if text[end - 1] in "山河沟坡湖岭桥湾江海滩塘井港" and _SCENE.match(text, end):
            return True  # 东山上有个窝棚
        if _LANDMARK.match(text, end) or (deep and _DEEP_LANDMARK.match(text, end)):
            return True
        before = text[max(0, start - 6) : start]
        if _CALLED.search(before):
            return True
        single = not before or self.whole_words(start - 1, start)
        return before[-1:] in SURNAMES and single and _AFTER_PERSON.match(text, end) is not None

    def role(self, start: int, end: int, since: int) -> Role:
        """What a place is to the person; ``since`` is where the place named before ends."""
        text = self.text
        before = text[max(since, start - 14) : start]
        cut = list(_CLAUSE.finditer(before))
        if cut:
            before = before[cut[-1].end() :]
        if _DENIED_BEFORE.search(before) or _DENIED_AFTER.match(text, end):
            return "denied"
        if _REGISTER.search(before) or _REGISTER_AFTER.match(text, end):
            return "register"
        if _PAST.search(before) or (_FROM.search(before) and _PAST_AFTER.match(text, end)):
            return "past"
        if _WORK.match(text, end):
            return "work"
        if _LIVING.search(before) or _LIVING_AFTER.match(text, end):
            return "living"
        return "plain"
