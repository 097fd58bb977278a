"""Answers that can also be heard or watched: what the bureau recorded, in which language, for which passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

RecordingKind = Literal["voice", "video"]
STANDARD_LANGUAGE = "普通话"


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording. ``subject`` is the key of the passage or entry it says (``dibao.materials``)."""

    id: int
    subject: str
    language: str
    kind: RecordingKind
    seconds: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Recordings:
    """The recordings by what they say."""

    by_subject: Mapping[str, tuple[Recording, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, every: Iterable[Recording]) -> Recordings:
        """All these, in their order."""
        found: dict[str, tuple[Recording, ...]] = {}
        for one in every:
            found[one.subject] = (*found.get(one.subject, ()), one)
        return cls(MappingProxyType(found))

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language something was recorded in, each once."""
        return tuple(dict.fromkeys(one.language for some in self.by_subject.values() for one in some))

    def kinds(self, subject: str) -> tuple[RecordingKind, ...]:
        """Whether there is something to hear, to watch, or both."""
        there = {one.kind for one in self.by_subject.get(subject, ())}
        return tuple(kind for kind in ("voice", "video") if kind in there)

    def best(self, subject: str, kind: RecordingKind, language: str = "") -> Recording | None:
        """The recording in that language; else in the standard language; else the first there is."""
        some = [one for one in self.by_subject.get(subject, ()) if one.kind == kind]
        for wanted in (language, STANDARD_LANGUAGE):
            for one in some:
                if wanted and one.language == wanted:
                    return one
        return some[0] if some else None
