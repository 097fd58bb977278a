"""Where one thought ends and the next begins, also in voice transcripts that have no marks at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_MARKED = re.compile(r"[^ ,。!?;、\n]+[?]?")
_LONG = 24
"""A stretch longer than this without a mark is a transcript: words that begin a new thought part it."""
_BEGINS = re.compile(
    r"(?:那|所以|现在|今天)?(?:我|俺|咱|麻烦)?(?:就是?|只|还|也)?(?:想|要)(?:请|跟你|跟您)?(?:问|知道|咨询|了解|打听|反映)"
    r"|(?:请|跟你|跟您)问|问一?下|(?:然后|所以|但是|可是|结果|因为|后来|不过|还有|另外|再就是|再一个|而且|最后|如果|要是|顺便|对了)(?!一)"
    r"|(?<!到)现在|前几?天|(?:像|像我|我)?(?:这样|这种)(?:的话|情况)|那(?=我|你|他|这|低保|能|要|怎)"
)


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of a normalised text's clauses, in order; question marks belong to their clause."""
    spans: list[tuple[int, int]] = []
    for match in _MARKED.finditer(text):
        start, end = match.span()
        if end - start > _LONG:
            for cue in _BEGINS.finditer(text, start + 2, end):
                if cue.start() - start >= 2:
                    spans.append((start, cue.start()))
                    start = cue.start()
        spans.append((start, end))
    return spans


_PASSAGE, _STEP = 28, 14


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Spans that each may tell one thing: two clauses that follow each other, or a stretch where there are no marks."""
    spans = clauses(text)
    for (start, _), (_, end) in pairwise(spans) if len(spans) > 1 else ((span, span) for span in spans):
        if end - start <= 2 * _PASSAGE:
            yield start, end
        else:
            yield from ((at, min(at + _PASSAGE, end)) for at in range(start, end - _STEP, _STEP))
