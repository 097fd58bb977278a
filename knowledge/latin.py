"""Words of ours typed in Latin letters: dibao zenme ban is 低保怎么办, 残疾补tie is 残疾补贴."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from knowledge.spellings import spellings

_RUN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:[ '][A-Za-z\u00c0-\u024f]+)*")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|cn|net)")
_ENOUGH = 0.6
"""This much of a stretch of letters must be words of ours, else it is left as it stands."""
_SHORTEST = 4
_LONGEST_SOUND = 24


def in_characters(text: str) -> str:
    """The text with stretches of pinyin written in characters, as far as they are words of ours."""
    if _ADDRESS.search(text):
        return text
    return _RUN.sub(lambda match: _written(match, text), text)


def _written(match: re.Match[str], text: str) -> str:
    run = match[0]
    letters = _letters(run)
    mixed = _beside_characters(letters, text[max(match.start() - 3, 0) : match.start()], text[match.end() :][:3])
    if mixed is not None:
        return mixed
    if len(letters) < _SHORTEST:
        return run
    sounds = _sounds()
    parts: list[str] = []
    at = known = 0
    while at < len(letters):
        for size in range(min(_LONGEST_SOUND, len(letters) - at), 0, -1):
            word = sounds.get(letters[at : at + size])
            if word is not None:
                parts.append(word)
                at, known = at + size, known + size
                break
        else:
            parts.append(letters[at])
            at += 1
    return "".join(parts) if known >= _ENOUGH * len(letters) else run


def _beside_characters(letters: str, before: str, after: str) -> str | None:
    """The characters for letters that complete a word begun or ended in characters: 补tie, di保."""
    halves = _halves()
    for size in range(len(before), 0, -1):
        found = halves.get((before[-size:], letters, ""))
        if found is not None:
            return found
    for size in range(len(after), 0, -1):
        found = halves.get(("", letters, after[:size]))
        if found is not None:
            return found
    return None


def _letters(run: str) -> str:
    apart = unicodedata.normalize("NFD", run.lower().replace("ü", "v"))
    return "".join(each for each in apart if "a" <= each <= "z")


def _pinyin(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(each.replace("ü", "v") for each in lazy_pinyin(word))


@cache
def _sounds() -> Mapping[str, str]:
    """Words by their letters; of words that sound alike the first of the list."""
    return {"".join(_pinyin(word)): word for word in reversed(spellings().typed)}


@cache
def _halves() -> Mapping[tuple[str, str, str], str]:
    """The missing characters by what stands before, the letters, and what stands after."""
    found: dict[tuple[str, str, str], str] = {}
    for word in reversed(spellings().typed):
        sounds = _pinyin(word)
        for at in range(1, len(word)):
            found["", "".join(sounds[:at]), word[at:]] = word[:at]
            found[word[:at], "".join(sounds[at:]), ""] = word[at:]
    return found
