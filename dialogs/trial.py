"""Sample conversations in new words beside the same in the old ones: what changes, and what would break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.catalogue import FLOWS
from dialogs.exchanges import held, telling
from dialogs.sample_moments import short_samples
from dialogs.samples import WALKS, Sample, Walk, samples
from dialogs.wordings import DESK, wordings

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.wordcheck import Fit

_STANDS_FOR = {DESK: ("help", "danger", "question")}
"""The flows in which the lines that all share are tried."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A conversation in the new words. ``changed`` are its bubbles that sound otherwise than before; ``trouble`` says
    what stops these words from being used; empty when nothing does."""

    sample: Sample
    changed: frozenset[int]
    trouble: str = ""


def planned(key: str, scene: Scene) -> tuple[Walk, ...]:
    """The conversations in which a line is tried: a flow is walked, then come those in which the line is known to be
    said; of a group that is no flow only these."""
    group = wordings()[key].flow
    walks = WALKS if group in FLOWS else ()
    short = (one.walk for one in short_samples(group, scene))
    shared = WALKS if group in _STANDS_FOR else ()
    return (*walks, *(one.walk for one in telling(key)), *short, *shared)


def tried(key: str, now: Scene, own: Mapping[str, str | None], fit: Fit, only: str = "") -> Iterator[Tried]:
    """These conversations with some lines worded anew (None: ours again), one by one, or the one of that name."""
    then, group = reworded(now, own), wordings()[key].flow
    if group in FLOWS:
        yield from _walked(group, then, now, fit, only)
    for exchange in telling(key):
        if only in ("", exchange.walk.name):
            yield _judged(held(exchange, then), held(exchange, now), fit)
    for after, before in zip(short_samples(group, then), short_samples(group, now), strict=True):
        if only in ("", after.walk.name):
            yield _judged(after, before, fit)
    for flow in _STANDS_FOR.get(group, ()):
        yield from _walked(flow, then, now, fit, only)


def _walked(flow: str, then: Scene, now: Scene, fit: Fit, only: str) -> Iterator[Tried]:
    heard: set[tuple[str, ...]] = set()
    for walk in WALKS:
        if only not in ("", walk.name):
            continue
        after = next(samples(flow, then, (walk,)))
        before = next(samples(flow, now, (walk,)))
        # Without a choice to be made, the second way through is the first.
        if (mine := before.mine) not in heard or after.stuck:
            heard.add(mine)
            yield _judged(after, before, fit)


def reworded(scene: Scene, own: Mapping[str, str | None]) -> Scene:
    """The scene of an office that words these lines so; None takes a line back to what it was before any edit."""
    kept = {key: text for key, text in scene.office.pack.wording.items() if key not in own}
    wording = {**kept, **{key: text for key, text in own.items() if text is not None}}
    return replace(scene, office=replace(scene.office, pack=replace(scene.office.pack, wording=wording)))


def _judged(after: Sample, before: Sample, fit: Fit) -> Tried:
    old = {one.reply for one in before.said}
    changed = frozenset(number for number, one in enumerate(after.said) if not one.mine and one.reply not in old)
    trouble = "" if before.stuck else after.stuck
    if after.way != before.way:
        trouble = "改了以后，这段对话走到别处去了。"
    for number in sorted(changed):
        if not trouble and fit((after.said[number].reply,))[1]:
            trouble = f"这一段太长，一条微信放不下：{after.said[number].reply.text[:40]}……"
    return Tried(after, changed, trouble)
