"""Words of a Chinese sentence, by one tokenizer of our own that nobody else adds words to."""

from __future__ import annotations

import logging
import marshal
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path
from threading import Lock
from typing import Any

_WEIGHT = 20_000
"""Enough for a domain word to win against its parts, not enough to win against a sentence."""
_LONG, _RARE = 3, 3
"""Words of so many characters are left out when they occur no more often in the library's corpus."""


class Cutter:
    """Cuts text into words; loads the dictionary at first use, once per process.

    ``words`` are the domain's own words. ``cache_dir`` keeps the prepared dictionary between starts; without it nothing
    is written: the shared temporary folder, where the library would put it, can be written by other users.
    """

    def __init__(self, words: Iterable[str] = (), cache_dir: Path | None = None) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._cache_dir = cache_dir
        self._shares: dict[str, float] = {}
        self._lock = Lock()

    def cut(self, text: str) -> list[str]:
        """The words in order, unknown stretches as single characters; together they are the text."""
        shares = self._shares or self._load()
        words: list[str] = []
        # What can be part of a word stands at every second place.
        for at, stretch in enumerate(_STRETCH.split(text)):
            if at % 2:
                words += _likeliest(stretch, shares)
            elif stretch:
                words += _LOOSE.findall(stretch)
        return words

    def cut_for_search(self, text: str) -> list[str]:
        """The words and the shorter words within them, as an index wants them."""
        shares = self._shares or self._load()
        found: list[str] = []
        for word in self.cut(text):
            for size in _WITHIN:
                if len(word) > size:
                    pieces = (word[at : at + size] for at in range(len(word) - size + 1))
                    found += [piece for piece in pieces if shares.get(piece)]
            found.append(word)
        return found

    def knows(self, word: str) -> bool:
        """Whether the word stands in the dictionary."""
        return bool(word and (self._shares or self._load()).get(word))

    def _load(self) -> dict[str, float]:
        with self._lock:
            if not self._shares:
                self._shares = _shares(*_dictionary(self._cache_dir), self._words)
        return self._shares


_STRETCH = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")
_LOOSE = re.compile(r"\r\n|.", re.DOTALL)
_WITHIN = (2, 3)
_UNKNOWN = ""
"""Under this stands the share of a character that the dictionary does not hold, as if it had been counted once."""


def _likeliest(text: str, shares: Mapping[str, float]) -> list[str]:
    """The words that together are likeliest to be the text; of equals the longer first word.

    As the library cuts, in a third of its time: it makes a table of all words first, and looks each up twice.
    """
    size = len(text)
    best, ends = [0.0] * (size + 1), [0] * size
    share_of, unknown = shares.get, shares[_UNKNOWN]
    for at in range(size - 1, -1, -1):
        most, end, reach = 0.0, 0, at + 1
        piece = text[at]
        while (share := share_of(piece)) is not None:
            if share:
                share += best[reach]
                if share >= most or not end:
                    most, end = share, reach
            if reach == size:
                break
            reach += 1
            piece = text[at:reach]
        best[at], ends[at] = (most, end) if end else (unknown + best[at + 1], at + 1)
    words: list[str] = []
    at = latin = 0
    while at < size:
        end = ends[at]
        # Letters and digits that are no word stay together.
        if end == at + 1 and text[at].isascii() and text[at].isalnum():
            latin += 1
        else:
            if latin:
                words.append(text[at - latin : at])
                latin = 0
            words.append(text[at:end])
        at = end
    if latin:
        words.append(text[size - latin :])
    return words


def _library() -> Any:
    """jieba, told that setuptools is absent: it would load all of that to find its own folder, and copes without."""
    name, absent = "pkg_resources", object()
    kept = sys.modules.get(name, absent)
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if kept is absent:
            del sys.modules[name]
        else:
            sys.modules[name] = kept  # type: ignore[assignment]
    jieba.setLogLevel(logging.WARNING)
    return jieba


def _shares(counts: dict[str, float], total: int, words: tuple[str, ...]) -> dict[str, float]:
    """The counts made the logarithm of each word's share in all that was counted; 0 for what only begins a word.

    ``words`` are further ones, which win against their parts.
    """
    for word in words:
        if not counts.get(word):
            counts[word] = _WEIGHT
            total += _WEIGHT
            for end in range(1, len(word)):
                counts.setdefault(word[:end], 0)
    whole = log(total)
    # Most counts are those of many words: they share one number.
    share_of = {count: log(count) - whole if count else 0.0 for count in set(counts.values())}
    for word, count in counts.items():
        counts[word] = share_of[count]  # in its place: two dictionaries would be 20 MB for a moment, in every worker
    counts[_UNKNOWN] = -whole
    return counts


def _dictionary(cache_dir: Path | None) -> tuple[dict[str, float], int]:
    """The library's word counts and their sum; from our own cache if there is one: reading its text takes seconds."""
    jieba = _library()
    prepared = cache_dir / f"words-{jieba.__version__}-{_RARE}.bin" if cache_dir else None
    if prepared is not None and prepared.exists():
        try:
            # All bytes at once: from an open file the same takes three times as long.
            counts, total = marshal.loads(prepared.read_bytes())  # noqa: S302 - a file of ours, in a folder of ours
        except (EOFError, ValueError, TypeError):
            pass
        else:
            return counts, total
    tokenizer = jieba.Tokenizer()
    counts, total = _common(tokenizer.gen_pfdict(tokenizer.get_dict_file())[0])
    if prepared is not None:
        prepared.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=prepared.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps((counts, total)))
        Path(fresh).replace(prepared)
    return counts, total


def _common(counts: Mapping[str, int]) -> tuple[dict[str, float], int]:
    """The counts without longer words that hardly occur (150,000 sayings, names and such), and their sum.

    They take half of the memory, in every worker. What begins a word that stays is kept with a count of 0, as the
    library wants it.
    """
    kept = {word: count for word, count in counts.items() if count > (_RARE if len(word) >= _LONG else 0)}
    every: dict[str, float] = {word[:at]: 0 for word in kept for at in range(1, len(word))}
    every.update(kept)
    return every, sum(kept.values())
