"""Which of the people bound to the sender words name: by name, as a relative, or as 我的."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.lexicon import lexicon

if TYPE_CHECKING:
    from dialogs.scene import PersonView, Scene

_SELF = re.compile(
    r"[我俺](?:自己|本人|个人)|本人|[我俺]的(?!家|妈|爸|爹|娘|爷|奶|公|婆|老|儿|女|孩)"
    r"|[我俺](?=(?:这个月|上个月)?(?:的)?(?:低保|五保|特困|残疾|高龄|补贴|补助|津贴|救助|待遇|名下|领|享受))"
)


RELATIONS = frozenset(meaning.relation for meaning in lexicon().meanings.values() if meaning.relation)
"""The words a clerk writes for relatives."""


def named(words: str, scene: Scene) -> PersonView | None:
    """The one person of those bound whom the words name: by name, as a relative, or as 我的; None for nobody or two."""
    for found in (_by_call(words, scene), _by_name(words, scene), _by_kin(words, scene)):
        if found:
            return found[0] if len(found) == 1 else None
    if _SELF.search(words):
        return next((one for one in scene.people if not one.agent_of), None)
    return None


def canonical(word: str) -> str:
    """The word a clerk writes for a relative: 母亲 for 妈, 我妈, 俺娘."""
    meanings, bare = lexicon().meanings, word
    for start in ("我", "俺", "咱", "家", "的"):
        bare = bare.removeprefix(start) if bare not in meanings else bare
    found = meanings.get(bare)
    return found.relation if found is not None and found.relation else bare


def fitting(kin: tuple[str, ...], scene: Scene) -> tuple[PersonView, ...]:
    """Those of the bound people who are called so, word for word before by the same meaning (妈 is 母亲)."""
    same = tuple(one for one in scene.people if one.agent_of in kin)
    meant = {canonical(word) for word in kin}
    return same or tuple(one for one in scene.people if one.agent_of and canonical(one.agent_of) in meant)


def _by_call(words: str, scene: Scene) -> tuple[PersonView, ...]:
    return tuple(one for one in scene.people if one.agent_of and f"{one.agent_of}{one.name}" in words)


def _by_name(words: str, scene: Scene) -> tuple[PersonView, ...]:
    return tuple(one for one in scene.people if one.name in words)


def _by_kin(words: str, scene: Scene) -> tuple[PersonView, ...]:
    return fitting(tuple(hit.word for hit in lexicon().scan(words) if hit.meaning.relation), scene)
