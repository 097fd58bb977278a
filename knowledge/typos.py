"""Homophones set right: 证策 for 政策, where the sound is a word of ours and the spelling is no word at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from knowledge.lexicon import Lexicon
from knowledge.spellings import spellings

_SHORTEST, _LONGEST = 2, 5
# Sounds that southern and south-western speakers do not part, and input methods therefore mix up.
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_COMMON = (
    "政策 申请 手续 材料 补助 补贴 标准 条件 资格 身份证 户口本 银行卡 电话 地址 困难 残疾 医院 报销 住院 手术 工资 "
    "养老 民政 村委会 流程 证明 举报 投诉 扶持 救济 待遇 名额 公示 审核 审批 到账 取消"
)


_FUNCTION = frozenset("的地得了过着我你他她这那有无不")
"""Small words that stand beside others by chance: 我的包 is no 低保."""


class Corrector:
    """Rewrites runs of single characters that sound like a known word; words of the dictionary are never touched."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._sounds: dict[tuple[str, ...], str] | None = None
        self._begun: frozenset[tuple[str, ...]] = frozenset()
        """The two sounds that each known word begins with."""

    def correct(self, text: str, words: Sequence[str]) -> str:
        """The text with misspelt words set right; ``words`` are the text's own, in order, covering it whole."""
        pieces = list(words)
        run, changed = 0, False
        for at, word in enumerate(words):
            if len(word) == 1 and "\u4e00" <= word <= "\u9fff":
                run += 1
                continue
            if run >= _SHORTEST:
                changed = self._mend(pieces, at - run, at) or changed
            run = 0
        if run >= _SHORTEST:
            changed = self._mend(pieces, len(pieces) - run, len(pieces)) or changed
        return "".join(pieces) if changed else text

    def _mend(self, pieces: list[str], start: int, end: int) -> bool:
        """Look for known sounds in a run of single characters; longest first."""
        known = self._known()
        sounds = [_sound(each) for each in pieces[start:end]]
        changed = False
        at = 0
        while at <= len(sounds) - _SHORTEST:
            if (sounds[at], sounds[at + 1]) not in self._begun:
                at += 1
                continue
            for length in range(min(_LONGEST, len(sounds) - at), _SHORTEST - 1, -1):
                word = known.get(tuple(sounds[at : at + length]))
                if word is None:
                    continue
                written = "".join(pieces[start + at : start + at + length])
                # One character must be right already, or the word long: two wrong of two is a guess.
                if written != word and (length > _SHORTEST or self._is_sure(written, word)):
                    pieces[start + at : start + at + length] = list(word)
                    changed = True
                    at += length - 1
                    break
            at += 1
        return changed

    def _is_sure(self, written: str, word: str) -> bool:
        return any(map(str.__eq__, written, word)) or (word in spellings().sounds and _FUNCTION.isdisjoint(written))

    def _known(self) -> dict[tuple[str, ...], str]:
        if self._sounds is None:
            named = [
                word
                for word, meaning in self._lexicon.meanings.items()
                if any(kind == "name" and weight >= 2 for _, weight, kind in meaning.programmes)
            ]
            targets = [
                word for word in (*_COMMON.split(), *spellings().sounds, *named) if _SHORTEST <= len(word) <= _LONGEST
            ]
            sounds = {tuple(map(_sound, word)): word for word in reversed(targets)}
            self._begun = frozenset(each[:_SHORTEST] for each in sounds)
            self._sounds = sounds
        return self._sounds


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin

    sound = str(lazy_pinyin(character)[0])
    for full, flat in _FOLDS:
        if sound.startswith(full):
            sound = flat + sound[len(full) :]
    for full, flat in _ENDS:
        if sound.endswith(full):
            sound = sound[: -len(full)] + flat
    return sound
