"""The short version of an answer: its first sentence, the number with its document, nothing else."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。；？\n]+[。；？]?")
_FIGURE = re.compile(r"\d[\d,.]*\s*(?:元|万|%|％|个工作日|天|日|个月|倍)")
_PAPER = re.compile(r"^(?:依据|来源)[:：]|〔\d{4}〕|示例")
_WORTH = 0.75
"""A version that keeps more than this of the answer is none."""
LONGEST = 160


def shorter(text: str) -> str:
    """The first sentence, the first with a figure if that is another one, and the document a figure is taken from.

    Empty where the answer is short already.
    """
    sentences = [found.strip() for found in _SENTENCE.findall(text) if found.strip()]
    said = [one for one in sentences if not _PAPER.match(one)]
    if len(said) < 2:
        return ""
    chosen = [said[0]]
    if len(said[0]) < 8 or said[0].endswith(("：", ":", "？")):
        chosen.append(said[1])
    figure = next((one for one in said if _FIGURE.search(one)), "")
    if figure and not any(_FIGURE.search(one) for one in chosen) and len("".join((*chosen, figure))) <= LONGEST:
        chosen.append(figure)
    if any(_FIGURE.search(one) for one in chosen):
        papers = [one for one in sentences if _PAPER.search(one) and one not in chosen]
        chosen += papers[:1]
    short = "\n".join(dict.fromkeys(chosen))
    return short if len(short) <= _WORTH * len(text) else ""
