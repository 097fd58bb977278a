"""The plain form of what somebody typed or said, so that everything after it reads one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge.latin import in_characters
from knowledge.spellings import without_slips

_FOLDER = Path(__file__).parent / "lexicon"
_REPEATED = re.compile(r"([^\d零〇一二三四五六七八九幺])\1{2,}")
_HAN = "\u4e00-\u9fff"
# Hesitation of voice transcripts. Only words that carry no meaning wherever they stand; 唔 within a clause says 不.
_FILLERS = re.compile(
    rf"嗯+|呃+|唔+(?![{_HAN}])|那个(?=[我就啥低]|这个|那个|嗯|呃)|就是说(?=[就我那])|然后呢?(?=然后)|怎么说呢|咋说呢"
    r"|你(?:知道|晓得|懂)(?:吧|不|吗)(?=[ ,，。?]|$)|我(?:跟|给|和)你(?:说|讲)(?:啊|哈|嘛|哦)"
)
_FILLER_SIGNS = frozenset("嗯呃唔那就然怎咋你跟给和")
# Small words doubled are a stutter; 想想, 看看, 天天 are words of their own.
_STUTTER = re.compile(r"([我俺咱你他她它就那这要不在有被给跟和是的])\1+")
_SAID_TWICE = re.compile(r"([^\W\d_a-zA-Z零〇一二三四五六七八九十百千万两俩几幺]{2,4})(?:[ ,，]?\1)+(?!\1)")
_GAPS = re.compile(r"[\s\u200b\ufeff]+")
_HAN_GAP = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}] [{_HAN}](?: |$))")
_PICTURES = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d]"
    rf"|\[(?!图|语音|视频|表情|动画|文件|位置|链接|未识|不支)[{_HAN}A-Za-z]{{1,4}}\]"
)
_PICTURE_SIGN = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\[]")
_LATIN = re.compile(r"[a-zA-Z\u00e0-\u01dc]{2}")


@cache
def _simplified() -> Mapping[int, str]:
    rows = yaml.safe_load((_FOLDER / "characters.yaml").read_text(encoding="utf-8"))
    pairs: dict[int, str] = {}
    for written, meant in (("traditional", "simplified"), ("dialect", "standard")):
        old, new = rows[written].replace("\n", ""), rows[meant].replace("\n", "")
        pairs.update({ord(one): other for one, other in zip(old, new, strict=True)})
    return pairs


@cache
def _unsimple() -> frozenset[str]:
    return frozenset(map(chr, _simplified()))


def normalise(text: str) -> str:
    """The text in half width, simplified characters and single spaces, without pictures, hesitations and stutters.

    Domain words typed in pinyin come out in characters. Sentence marks stay: they part the story from the question.
    Never longer than 2,000 characters.
    """
    plain = _GAPS.sub(" ", unicodedata.normalize("NFKC", text[:2000])).strip()
    signs = set(plain)
    if not signs.isdisjoint(_unsimple()):
        plain = plain.translate(_simplified())
        signs = set(plain)
    repeated = len(plain) - len(signs)
    if repeated > 1:
        plain = _REPEATED.sub(r"\1\1", plain)
    spoken = _PICTURES.sub("", plain) if _PICTURE_SIGN.search(plain) else plain
    if not _FILLER_SIGNS.isdisjoint(signs):
        spoken = _FILLERS.sub("", spoken).replace("  ", " ")
    if repeated:
        spoken = _STUTTER.sub(r"\1", spoken)
    if repeated > 1:
        spoken = _SAID_TWICE.sub(r"\1", spoken)
    if _LATIN.search(spoken) is not None:
        spoken = in_characters(spoken)
    spoken = without_slips(spoken)
    # Only hesitation is an answer too: keep it, the ear must see that nothing was said.
    if " " in spoken:
        spoken = _HAN_GAP.sub("", spoken)
    return spoken.strip(" ,.、。") or plain
