"""What words tell beyond the slots of understanding: a bare place or number, who is unable, whom it is about."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dialogs.changes_heard import change_told
from dialogs.readers import bare
from dialogs.say import called
from knowledge.identity import check_id_number, check_phone

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.programmes import Programme
    from knowledge.understanding import Understanding

_UNABLE = re.compile(
    r"瘫|卧床|躺在?床|下不[了来得]?床|[下起]不[了来得]?[地炕]|起不[来了得]床?|走不[动了成得]|走不了路|动不了|动弹不|不能动|不能走|站不起来"
    r"|植物人|昏迷|不能自理|自理不了|失能|半身不遂|偏瘫|出不[了去]门|自己去不了|腿(?:给)?(?:摔|跌|撞)?断|断了?.{0,2}腿|骨折"
    r"|腿脚不(?:好|行|便|灵)|痴呆|爬不起来"
)
_SPOUSE = re.compile(r"[我俺咱]家?的?(?:那口子|老头子?(?![家的])|老婆子|掌柜的|当家的|屋里头?的)")
"""Whom husband and wife mean who do not say so."""
_NEARBY = re.compile(
    r"(?:楼[上下]|隔壁|对[门面]|邻居家?|[村屯组院街]里?|门口|路边)(?:的|里)?(?:那|有|住)?(?:着)?(?:个|户|家|位|一个|一户)?"
    r"(?:小?孩|娃|老[人汉太]|大[爷娘妈]|小伙|姑娘|人家|女人|男人)"
)
"""Somebody near by, whatever family is spoken of in the same breath."""
_BY_OFFICE = re.compile(
    r"^我是.{0,10}(?:村医|医生|老师|村干部|支书|会计|主任|网格员|协理员|志愿者|楼长|组长|邻居)|(?:我们|俺们?|咱们?|本)[村社屯]里?(?!委|干|会|的?路)"
)
"""Who reports for a village, a school or a clinic, and not for an own family."""
_UNNAMED = re.compile(
    r"(?:不想|不愿|不敢|不能|别|不要|甭|莫)(?:意)?(?:说|讲|留|告诉|透露|暴露).{0,6}(?:我|名|是谁)|怕得罪|怕.{0,4}(?:报复|记恨|找我麻烦|晓得是我|知道是我)|匿名|替我保密|给我保密|能保密"
)
_CHILD = 16
_PLACE = re.compile(
    r"(?:我|俺|家|人|他|她)?(?:是|住|在|住在|家在|家住|老家|老家是)?"
    r"(?P<place>(?:[\u4e00-\u9fff\d]{1,14}?(?:[省市县区乡镇村屯寨组号]|街道办?|[村居]委会|村民小组|社区)[ ，,]*)+)"
    r"(?:的|人|住|这儿|这里)?"
)
_NUMBER = re.compile(r"[\d\s\-+Xx]{7,26}")
_THEY = frozenset({"family", "other"})


def plainly(text: str, scene: Scene) -> str:
    """``place``, ``phone`` or ``id_number`` when the words are that and nothing else; empty for all other words."""
    said = bare(unicodedata.normalize("NFKC", text))
    if _NUMBER.fullmatch(said):
        digits = "".join(letter for letter in said.upper() if letter.isdigit() or letter == "X")
        return "id_number" if check_id_number(digits) else "phone" if check_phone(digits) else ""
    found = _PLACE.fullmatch(said)
    if found is None or len(said) < 3:
        return ""
    known = bool(scene.office.places.resolve(found["place"], home=scene.office.pack.division))
    return "place" if known or re.search(r"[乡镇村]|街道|社区", found["place"]) else ""


def unable(heard: Understanding) -> str | None:
    """``agency`` when the words tell of somebody who cannot go to a window: bedridden, lame, a child; else None."""
    if _UNABLE.search(heard.text) or heard.slots.get("care") in ("全护理", "半护理"):
        return "agency"
    age = heard.slots.get("age")
    child = isinstance(age, int) and age < _CHILD and heard.slots.get("subject") in _THEY
    return "agency" if child else None


def unnamed(text: str) -> bool:
    """Whether somebody asks not to be named: no sign of danger, and answered with what we promise."""
    return len(text) <= 24 and bool(_UNNAMED.search(text))


def in_need(heard: Understanding) -> str | None:
    """Whom a sentence is about, as understood; who reports somebody and names no family means a neighbour."""
    told = heard.slots.get("subject")
    if change_told(heard.text) == "death" and told in (None, "family"):
        return "self"  # who has died needs nothing any more: it is about those who are left
    if _SPOUSE.search(heard.normal):
        return "family"
    if _NEARBY.search(heard.normal[:20]):
        return "other"
    if told in (None, "self") and heard.intent in ("seek_help", "report_clue") and _BY_OFFICE.search(heard.normal):
        return "other"
    if told is None and heard.intent == "report_clue" and heard.confidence >= 0.7:
        return "other"
    return str(told) if told else None


def kin(heard: Understanding) -> str | None:
    """Who of the family it is, in the words that were used where ours would guess a husband or a wife."""
    whose = in_need(heard)
    if _SPOUSE.search(heard.normal) and whose != "self":
        return "老伴"
    relation = None if whose in ("other", "self") else heard.slots.get("relation")
    return "老伴" if relation and "老伴" in heard.text else str(relation) if relation else None


def named(text: str, scene: Scene) -> tuple[Programme, ...]:
    """The programmes that the words call by a name, in order of speech; a longer name hides the shorter within it."""
    every = [
        (name, kind)
        for kind in scene.office.pack.programmes.values()
        for name in (called(kind), kind.name, *kind.aliases)
    ]
    found: dict[int, Programme] = {}
    rest = text
    for name, kind in sorted(every, key=lambda each: -len(each[0])):
        at = rest.find(name) if len(name) > 1 else -1
        if at >= 0:
            found[at] = kind
            rest = rest.replace(name, "※" * len(name))
    kinds = {found[at].key: found[at] for at in sorted(found)}
    return tuple(kinds.values())
