"""Words of a Chinese sentence, by one tokenizer of our own that nobody else adds words to."""

from __future__ import annotations

import logging
import marshal
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
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
        self._tokenizer: Any = None
        self._lock = Lock()

    def cut(self, text: str) -> list[str]:
        """The words in order, unknown stretches as single characters."""
        words: list[str] = (self._tokenizer or self._load()).lcut(text, HMM=False)
        return words

    def cut_for_search(self, text: str) -> list[str]:
        """The words and the shorter words within them, as an index wants them."""
        words: list[str] = (self._tokenizer or self._load()).lcut_for_search(text, HMM=False)
        return words

    def knows(self, word: str) -> bool:
        """Whether the word stands in the dictionary."""
        return bool((self._tokenizer or self._load()).FREQ.get(word))

    def _load(self) -> Any:
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = _tokenizer(self._words, self._cache_dir)
        return self._tokenizer


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


def _tokenizer(words: tuple[str, ...], cache_dir: Path | None) -> Any:
    jieba = _library()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _dictionary(tokenizer, jieba.__version__, cache_dir)
    tokenizer.initialized = True
    for word in words:
        if not tokenizer.FREQ.get(word):
            tokenizer.add_word(word, _WEIGHT)
    return tokenizer


def _dictionary(tokenizer: Any, version: str, cache_dir: Path | None) -> tuple[dict[str, int], int]:
    """The library's word counts; from our own cache where there is one, because reading its text takes seconds."""
    prepared = cache_dir / f"words-{version}-{_RARE}.bin" if cache_dir else None
    if prepared is not None and prepared.exists():
        try:
            # All bytes at once: from an open file the same takes three times as long.
            counts, total = marshal.loads(prepared.read_bytes())  # noqa: S302 - a file of ours, in a folder of ours
        except (EOFError, ValueError, TypeError):
            pass
        else:
            return counts, total
    counts, total = _common(tokenizer.gen_pfdict(tokenizer.get_dict_file())[0])
    if prepared is not None:
        prepared.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=prepared.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps((counts, total)))
        Path(fresh).replace(prepared)
    return counts, total


def _common(counts: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """The counts without longer words that hardly occur (150,000 sayings, names and such), and their sum.

    They take half of the memory, in every worker. What begins a word that stays is kept with a count of 0, as the
    library wants it.
    """
    kept = {word: count for word, count in counts.items() if count > (_RARE if len(word) >= _LONG else 0)}
    begun = {word[:at]: 0 for word in kept for at in range(1, len(word))}
    return begun | kept, sum(kept.values())
