"""The plain form of what somebody typed or said, so that everything after it reads one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "lexicon"
_REPEATED = re.compile(r"(\D)\1{2,}")
# Hesitation of voice transcripts. Only words that carry no meaning wherever they stand.
_FILLERS = re.compile(
    r"(?:嗯+|呃+|唔+|那个(?=那个|我|就|啥|低保)|就是说(?=[就我那])|然后呢?(?=然后)|怎么说呢|我跟你说(?:啊|哈|嘛)?)"
)
_GAPS = re.compile(r"[\s\u200b\ufeff]+")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff] [\u4e00-\u9fff](?: |$))")


@cache
def _simplified() -> Mapping[int, str]:
    rows = yaml.safe_load((_FOLDER / "characters.yaml").read_text(encoding="utf-8"))
    pairs = zip(rows["traditional"], rows["simplified"], strict=True)
    return {ord(old): new for old, new in pairs if old != new}


def normalise(text: str) -> str:
    """The text in half width, simplified characters and single spaces, without hesitations and stutters.

    Sentence marks stay: they part the story from the question. Never longer than 2,000 characters.
    """
    plain = unicodedata.normalize("NFKC", text[:2000]).translate(_simplified())
    plain = _REPEATED.sub(r"\1\1", _GAPS.sub(" ", plain).strip())
    spoken = _FILLERS.sub("", plain)
    # Only hesitation is an answer too: keep it, the ear must see that nothing was said.
    return _HAN_GAP.sub("", spoken).strip(" ,.、。") or plain
