"""Words of a Chinese sentence, by one tokenizer of our own that nobody else adds words to."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any

_WEIGHT = 20_000
"""Enough for a domain word to win against its parts, not enough to win against a sentence."""


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


def _tokenizer(words: tuple[str, ...], cache_dir: Path | None) -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    if cache_dir is None:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    else:
        cache_dir.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(cache_dir)
        tokenizer.initialize()
    for word in words:
        if not tokenizer.FREQ.get(word):
            tokenizer.add_word(word, _WEIGHT)
    return tokenizer
