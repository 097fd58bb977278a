"""Questions nobody could answer, put together by what they ask: the bureau answers once for all who asked alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.embedder import Unavailable
from knowledge.likeness import likeness, named_programmes, nearness, terms
from knowledge.normalise import normalise

if TYPE_CHECKING:
    from knowledge.embedder import Embedder

ALIKE, _MIXED = 0.3, 0.6
"""Questions whose wording is this alike belong together; more is asked where only one of them names a programme."""
_MEANT_ALIKE = 0.945
"""Or whose sentence vectors are this near."""
_LOOKED_INTO = 60
"""So many of the most asked groups are compared by their vectors: a vector costs milliseconds, a wording nothing."""
_SPOKEN_FOR = 2
"""So many of a group's questions stand for all of it."""
_HEARD = 40
"""So many members are weighed to find the most typical one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One wording: how often it was asked in the week and in the week before, and by whom (any distinct keys).

    ``joined`` is the id of the question a clerk put it with; its own id when the clerk took it out of a group; 0 when
    nobody moved it.
    """

    id: int
    words: str = field(repr=False)
    intent: str = ""
    programme: str = ""
    times: int = 1
    before: int = 0
    people: frozenset[str] = field(default=frozenset(), repr=False)
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask one thing. ``id`` is the most asked question's, ``typical`` the wording closest to all."""

    id: int
    typical: Asked
    programme: str
    members: tuple[Asked, ...]
    times: int
    before: int
    people: int


def clusters(asked: Iterable[Asked], embedder: Embedder | None = None) -> tuple[Cluster, ...]:
    """The questions in groups, the most asked group first; the same questions always give the same groups.

    1. What a clerk put together or took apart stays so. 2. Each further question joins the group whose most asked
    question it is most like in wording, or begins one. 3. Groups whose sentence vectors say that they mean the same
    become one; without a model this step is left out.
    """
    ordered = sorted(asked, key=lambda one: (-one.times, -one.before, one.id))
    by_id = {one.id: one for one in ordered}
    leader = _by_wording([one for one in ordered if one.joined not in by_id])
    if embedder is not None:
        _by_meaning(leader, by_id, embedder)
    # A question moved to another follows it wherever that one is; taken out, it stands alone.
    for one in ordered:
        if one.joined in by_id:
            leader[one.id] = _end_of(one, by_id, leader)
    groups: dict[int, list[Asked]] = defaultdict(list)
    for one in ordered:
        groups[leader[one.id]].append(one)
    found = [_cluster(members) for members in groups.values()]
    return tuple(sorted(found, key=lambda one: (-one.times, -one.people, -one.before, one.id)))


def _end_of(one: Asked, by_id: Mapping[int, Asked], leader: Mapping[int, int]) -> int:
    seen = {one.id}
    while one.joined in by_id and one.joined not in seen:
        one = by_id[one.joined]
        seen.add(one.id)
    return one.id if one.joined in by_id else leader[one.id]


def _by_wording(ordered: Sequence[Asked]) -> dict[int, int]:
    """The id of the most asked question of its group, for each question."""
    leader: dict[int, int] = {}
    programmes: dict[int, frozenset[str]] = {}
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for one in ordered:
        mine, named = terms(one.words), named_programmes(one.words)
        scores: dict[int, float] = defaultdict(float)
        for term, weight in mine.items():
            for other, theirs in postings[term]:
                scores[other] += weight * theirs
        fit = [pair for pair in scores.items() if pair[1] >= _enough(named, programmes[pair[0]])]
        best = max(fit, key=lambda pair: (pair[1], -pair[0]), default=(0, 0.0))
        if best[0]:
            leader[one.id] = best[0]
            continue
        leader[one.id] = one.id
        programmes[one.id] = named
        for term, weight in mine.items():
            # A programme alone makes no two questions alike: hundreds name the same one.
            if not term.startswith("@") or (named and len(mine) <= len(named) + 2):
                postings[term].append((one.id, weight))
    return leader


def _by_meaning(leader: dict[int, int], by_id: Mapping[int, Asked], embedder: Embedder) -> None:
    """Join groups whose most asked questions mean the same, the smaller to the larger."""
    groups: dict[int, list[int]] = defaultdict(list)
    for question, head in leader.items():
        groups[head].append(question)
    heads = list(groups)[:_LOOKED_INTO]
    speakers = {head: groups[head][:_SPOKEN_FOR] for head in heads}
    try:
        vectors = {each: embedder.embed(normalise(by_id[each].words)) for head in heads for each in speakers[head]}
    except Unavailable:
        return
    named = {head: named_programmes(by_id[head].words) for head in heads}
    moved: dict[int, int] = {}
    for at, head in enumerate(heads):
        free = [other for other in heads[:at] if other not in moved and not _apart(named[head], named[other])]
        near = [(max(nearness(vectors[head], vectors[each]) for each in speakers[other]), -other) for other in free]
        best = max(near, default=(0.0, 0))
        if best[0] >= _MEANT_ALIKE:
            moved[head] = -best[1]
    for question, head in leader.items():
        leader[question] = moved.get(head, head)


def _enough(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """How alike two questions must be; no likeness joins questions about two programmes."""
    return 2.0 if _apart(mine, theirs) else ALIKE if bool(mine) == bool(theirs) else _MIXED


def _apart(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two questions name programmes, and not the same."""
    return bool(mine and theirs and not mine & theirs)


def _cluster(members: Sequence[Asked]) -> Cluster:
    programmes = Counter[str]()
    for one in members:
        if one.programme:
            programmes[one.programme] += max(one.times, 1)
    heard = members[:_HEARD]

    def closeness(one: Asked) -> float:
        mine = terms(one.words)
        return sum(max(other.times, 1) * likeness(mine, terms(other.words)) for other in heard)

    typical = max(heard, key=lambda one: (round(closeness(one), 9), one.times, -one.id))
    best = max(programmes.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))[0]
    return Cluster(
        id=members[0].id,
        typical=typical,
        programme=best,
        members=tuple(members),
        times=sum(one.times for one in members),
        before=sum(one.before for one in members),
        people=len(frozenset[str]().union(*(one.people for one in members))),
    )
