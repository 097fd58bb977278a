"""A person's name where the words say that one follows: 我叫王小明, 户主李桂花, 姓名阿依古丽·艾买提."""

from __future__ import annotations

import re

from knowledge.identity import TWO_CHARACTER_SURNAMES

_HAN = "\u4e00-\u9fff"
_KIN = (
    "我|俺|咱|他|她|爸|妈|娘|爹|爷爷|奶奶|爷|奶|老伴|老公|老婆|媳妇|儿子|女儿|闺女|孙子|孙女|弟弟?|妹妹?|哥哥?|姐姐?|叔叔?|舅舅?"
    "|老人|老汉|孩子|娃|邻居|户主|大爷|大娘|名字"
)
_SAYS = re.compile(
    rf"(?P<sure>(?:名字|姓名)(?:是|叫|[:：])|名叫|叫做)\s*|(?:{_KIN})(?:的?名字)?叫(?:做|作)?\s*"
    r"|(?:姓名|本人|户主|申请人|联系人)[:：是叫]?\s*|(?P<am>[我俺]是)"
)
_PARTED = re.compile(rf"[{_HAN}]{{1,10}}(?:[·•・‧][{_HAN}]{{1,10}}){{1,3}}")
_PLAIN = re.compile(rf"[{_HAN}]{{2,9}}")
_ENDS = re.compile(
    r"今年|现在|家|住|是|在|电话|手机|身份证|想|要|我|的|来|从|和|跟|因为|生于|残疾|肢体|有|得|已|被|一个|这|那|他|她"
    r"|女(?=$|生|性)|男(?=$|生|性)|户口|岁|没|不|病|瘫|能|可以|请|帮|低保|特困|五保|申请|办|问|去|怎么|多少|号码|村|[一二三四五六七八九]?十|\d|了"
)
_TITLES = re.compile(r"大[娘爷妈叔伯婶姐哥]|老师|医生|主任|书记|奶奶|爷爷|阿姨|师傅|婶|嫂|户|家")
_CALLED = re.compile(
    r"[爷奶娘婆婶嫂伯叔姨姑舅哥老某氏妈爸爹]|媳妇|医生|主任|书记|师傅|^[一二三四五六七八九姐弟妹娃]$|^[大小二]?[姐弟妹娃]$"
)
"""What is in 王大爷 and 李家二嫂, by which a whole village may be called."""
_NO_NAMES = re.compile(r"[人民县乡镇村户员来去过他她你们啥]|什么|残疾|老人|孤|贫|农|单亲")
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元"
    "卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左"
    "石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲家封储靳段焦巴牧山谷车侯全班仰秋仲伊宫宁仇甘祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从索赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶冉宰雍桑桂牛寿通"
    "边扈燕冀尚农温别庄晏柴瞿阎慕连习艾鱼容向古易廖终居衡步都耿满弘匡国文寇广东欧利师巩聂关相查后荆红游权益桓公岩岳普者"
)


def name_in(text: str) -> str | None:
    """The first name that is introduced as one; None for 我叫他来 and 名字错了."""
    for match in _SAYS.finditer(text):
        parted = _PARTED.match(text, match.end())
        if parted is not None:
            return parted[0]
        plain = _PLAIN.match(text, match.end())
        if plain is None:
            continue
        name = _cut(plain[0])
        if match["am"] is not None and (len(name) != len(plain[0]) or len(name) < 3 or _NO_NAMES.search(name)):
            # 我是王小明 ends there; 我是方山的 tells no name.
            continue
        if _likely(name, bool(match["sure"])):
            return name
    return None


def is_full_name(name: str) -> bool:
    """Whether these are a surname and a given name, or a name in parts; not what neighbours call somebody (王大爷)."""
    if _PARTED.fullmatch(name):
        return True
    if not _PLAIN.fullmatch(name) or len(name) > 4:
        return False
    long = name[:2] in TWO_CHARACTER_SURNAMES and len(name) > 2
    given = name[2:] if long else name[1:]
    return (long or name[0] in SURNAMES) and not _CALLED.search(given) and not _NO_NAMES.search(given)


def _cut(words: str) -> str:
    """The words up to where a name must have ended."""
    end = _ENDS.search(words, 1)
    return words[: end.start()] if end else words


def _likely(name: str, sure: bool) -> bool:
    if _TITLES.search(name, 1):
        return False
    if name[:2] in TWO_CHARACTER_SURNAMES:
        return 3 <= len(name) <= 4
    if sure and 2 <= len(name) <= 4 and not _NO_NAMES.search(name):
        return True
    return name[0] in SURNAMES and 2 <= len(name) <= 3 and not _NO_NAMES.search(name, 1)


_INTRODUCED = re.compile(rf"(?:我|俺|本人)?的?(?:(?:名字|姓名)(?:是|叫|[:：])?|叫|是)?\s*([{_HAN}]{{2,4}})")
_GIVEN = frozenset(
    "秀英兰芳桂花珍凤梅玉香莲翠霞红艳丽娟敏静洁琴云月春夏秋冬菊荷燕娥琼芬芝淑惠慧巧珠美娜婷雪莉萍蓉琳"
    "强国建军明华福贵海山峰林森松柏刚勇毅俊杰伟雄飞龙虎彪平安康宁志文武斌忠孝仁义德才学诚信正民生财富旺有根"
    "生福祥瑞喜庆来宝银金铁柱栓牛娃小大子长永远新东南西北江河涛波洪超鹏宇轩浩然梓涵欣怡佳思雨晨辉亮光宗耀祖"
)
"""Characters of which given names are made more often than other words."""


def bare_name(text: str) -> str | None:
    """The name, when the words are one and nothing else: 王秀英, 我叫王福, 姓名：王秀英; None for all other words."""
    said = text.strip(" ，。,.")
    found = _INTRODUCED.fullmatch(said)
    if found is None:
        return None
    name = found[1]
    if name != said:
        return name if name_in(f"姓名{name}") == name and name[0] in SURNAMES else None
    return name if len(name) == 3 and name[0] in SURNAMES and set(name[1:]) <= _GIVEN else None
