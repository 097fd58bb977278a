"""An answer that could not be read: the question again, with a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.flow import Flow, advance, show
from dialogs.lines import common, offered
from dialogs.talk import Option, Talk, Turn

if TYPE_CHECKING:
    from dialogs.notunderstood import NotUnderstood
    from dialogs.scene import Scene


def missed(flow: Flow, talk: Talk, problem: NotUnderstood, scene: Scene) -> Turn:
    """The question again, with a hint; the second time in simpler words, the third time with the offer of a human."""
    ask = flow.ask(talk.awaiting)
    if ask is None:
        return advance(flow, talk.slots, scene)
    misses = talk.misses + 1
    options = problem.options or offered(ask.reader, f"{flow.name}.{ask.name}", scene)
    if problem.options:
        return show(flow, talk.slots, ask, scene, problem.hint, options=options, misses=talk.misses, prompt="")
    if misses == 1:
        return show(flow, talk.slots, ask, scene, problem.hint, misses=misses)
    options = (*problem.near, *options)
    if misses == 2:
        words = common("slowly", scene, hint=problem.simple)
        return show(flow, talk.slots, ask, scene, words, options=options, misses=misses, prompt="")
    words = common("by_phone", scene, hint=problem.simple)
    return show(flow, talk.slots, ask, scene, options=(*options, Option("人工")), misses=misses, prompt=words)
