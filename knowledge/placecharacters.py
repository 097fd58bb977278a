"""Characters of place names that are taken for each other, by the ear or by the eye."""

from __future__ import annotations

from functools import lru_cache

from knowledge.placecues import SURNAMES

_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "f"), ("r", "l"))
_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "en"))
_LOOKS = (
    "己已巳 末未 戌戍 夼夯 疃瞳潼 峁茆 碛磺 洎泊泪 浯语 脿票膘 苴且菹 栅棚"
    " 湍喘 枧视 鄂噩 崾腰 畈贩 鹚兹鸶 鸬卢 峙恃 莒苣"
)
"""Characters taken for each other by the eye, the one that names here are written with first."""
DIFFERENT = frozenset("东西南北中上下前后大小新老旧一二三四五六七八九十高低里外内左右")
"""Characters that tell two villages apart: never taken for a slip of the pen."""
_RIGHT = {wrong: group[0] for group in _LOOKS.split() for wrong in group[1:]}


def alike(one: str, other: str) -> bool:
    """Whether two characters sound the same but for the tone, or are taken for each other by the eye."""
    return one == other or _RIGHT.get(one, one) == _RIGHT.get(other, other) or plain(one) == plain(other)


def another(stem: str, name: str, apart: frozenset[str] = frozenset()) -> bool:
    """Whether what differs is a surname, or of those that tell ``apart``: 李家庄 is not 栗家庄, however it sounds."""
    wrong = [at for at, pair in enumerate(zip(stem, name, strict=True)) if pair[0] != pair[1]]
    return any(stem[at] in apart or (stem[at + 1 : at + 2] == "家" and stem[at] in SURNAMES) for at in wrong)


@lru_cache(maxsize=16384)
def plain(character: str) -> str:
    """The sound without its tone."""
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])


@lru_cache(maxsize=16384)
def folded(character: str) -> str:
    """The sound as those hear it who part neither zh from z, n from l, nor ang from an."""
    return _flat(plain(_RIGHT.get(character, character)))


def readings(character: str) -> tuple[str, ...]:
    """Every sound that people read the character with, as ``folded`` hears it."""
    from pypinyin import Style, pinyin

    every = pinyin(_RIGHT.get(character, character), style=Style.NORMAL, heteronym=True)[0]
    return tuple(dict.fromkeys(map(_flat, every)))


def sounds(name: str) -> frozenset[tuple[str, ...]]:
    """How a name may be heard: as it is written, and with what its characters are taken for by the eye."""
    return frozenset({tuple(map(folded, name)), tuple(_flat(plain(each)) for each in name)})


def _flat(sound: str) -> str:
    for full, flat in _FOLDS:
        if sound.startswith(full):
            sound = flat + sound[len(full) :]
            break
    for full, flat in _ENDS:
        if sound.endswith(full):
            return sound[: -len(full)] + flat
    return sound
