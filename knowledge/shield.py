"""Who tells of somebody else stays unnamed to that person and to the village: the rule, and the words it takes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_VILLAGE = frozenset({"assistant", "grid"})
_NEAREST = frozenset({"self", "family"})
_CLAUSES = re.compile(r"[^，,。；;！!？?\n ]+|[，,。；;！!？?\n ]+")
_TELLS = re.compile(
    r"(?:[我俺咱](?!们)|本人)的?(?:名字|电话|手机|号码|微信)|(?:[我俺咱](?!们)|本人)(?:就|也|家)?(?:是(?!不|看|想|说|听|从|怕|真)|叫(?!了|他|她|人|救)|姓)"
    r"|(?:[我俺咱](?!们)|本人)(?:家)?(?:就)?(?:住|在|挨着)(?:他|她|隔壁|对门|对面|楼|村|[东西南北前后])"
    r"|(?:是|叫)[我俺](?!们)(?:的?)(?:大|二|三|小|表|堂|亲|干)?[爸妈爹娘哥姐弟妹叔伯姨舅姑嫂婶侄爷奶公婆儿女孙老]"
    r"|^(?:家?住|挨着|就?在)(?:他|她).{0,2}(?:隔壁|对门|对面|旁边|楼|边)|^(?:的?)(?:电话|手机|号码|微信)|^打$|反映人|本人(?![不没也想要愿就都去能])[\u4e00-\u9fff]"
    r"|[我俺](?:的?)(?:大|二|三|小|表|堂|亲|干)?(?:哥|姐|弟|妹|叔|伯|姨|舅|姑|嫂|婶|侄)"
)
_NUMBER = re.compile(r"(?<!\d)(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|\d{17}[\dXx]|0\d{2,3}-?\d{7,8})(?!\d)")
_NUMBERED = re.compile(rf"[，, ]*(?:联系)?(?:电话|手机|身份证)?(?:号码?)?[是：:]*\s*{_NUMBER.pattern}")
TELLER = "反映人"


def shielded(facts: Mapping[str, object]) -> bool:
    """Whether who told of it is kept from the person concerned and from the village: all that is told of others.

    In danger (``danger``) also while nobody knows yet whom it is about: what the village has read it cannot unread.
    """
    return facts.get("subject") == "other" or (bool(facts.get("danger")) and facts.get("subject") not in _NEAREST)


def joined(before: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    """The facts of a clue with what was told later; a teller who was protected stays so."""
    facts = {**before, **more}
    return {**facts, "subject": "other"} if before.get("subject") == "other" else facts


def kept_from(facts: Mapping[str, object], role: str) -> bool:
    """Whether somebody of that role may not know who told: the village's own people."""
    return shielded(facts) and role in _VILLAGE


def without_numbers(text: str) -> str:
    """The words without telephone and identity numbers, and what announces them."""
    return _NUMBERED.sub("", text)


def without_teller(text: str, known: Iterable[str] = ()) -> str:
    """The words without the clauses by which their speaker tells who she is, and without numbers.

    ``known`` are her name and phone as kept. Rather a clause too many goes than one too few: whoever may know her
    reads the whole.
    """
    for said in sorted({one for one in known if one}, key=len, reverse=True):
        text = text.replace(said, TELLER)
    text = _NUMBER.sub("", text)
    parts = [part for part in _CLAUSES.findall(text) if not _TELLS.search(part)]
    return re.sub(r"[，,。；;！!？? ]*([，,。；;！!？? ])", r"\1", "".join(parts)).strip("，,。；; \n")
