"""What a question was answered with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dialogs.say import say_since, say_span
from dialogs.talk import Option, Reply
from knowledge.deadlines import rule_for

if TYPE_CHECKING:
    from dialogs.effects import Effect
    from dialogs.scene import Scene
    from knowledge.sources import Source

Cited = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """The reply with its sources; or, with ``begin``, the flow whose first question follows.

    ``sources`` are ``{"doc_no", "effective_from"}``, for an amount also ``standard`` (its row's key) and ``figure``
    (how it was said). ``about`` is the programme that was spoken of. ``begin`` names the flow that starts next with
    ``slots``; the text of ``reply`` is then said before its first question.
    """

    reply: Reply
    sources: tuple[Cited, ...] = ()
    effects: tuple[Effect, ...] = ()
    about: str = ""
    begin: str = ""
    slots: Mapping[str, Any] = field(default_factory=dict, repr=False)
    key: str = ""
    """Which passage, entry or figure it is: ``dibao.materials``; empty for words that are no knowledge."""


def cited(sources: tuple[Source, ...]) -> tuple[Cited, ...]:
    """The sources as an answer carries them, each once."""
    every = {
        (one.doc_no, one.effective_from): {"doc_no": one.doc_no, "effective_from": one.effective_from}
        for one in sources
    }
    return tuple(every.values())


def documents(sources: Iterable[Cited]) -> tuple[Cited, ...]:
    """Only the documents and their days, each once: what anybody outside is told of an answer's sources."""
    every = dict.fromkeys((one.get("doc_no", ""), one.get("effective_from", "")) for one in sources)
    return tuple({"doc_no": doc_no, "effective_from": since} for doc_no, since in every)


HELP = Option("我要求助")
MENU = Option("菜单")
HUMAN = Option("人工")


def papers(sources: tuple[Source, ...]) -> str:
    """依据：民发〔2021〕57号（2021年7月1日起）; at most two."""
    said = dict.fromkeys(
        (one.doc_no or f"《{one.title}》") + (f"（{say_since(one.effective_from)}起）" if one.effective_from else "")
        for one in sources
        if one.doc_no or one.title
    )
    return "依据：" + "、".join(list(said)[:2]) if said else ""


def answered_within(scene: Scene) -> str:
    """How long the bureau takes for a question that is passed on: 3个工作日内. As its own rules have it, else ours."""
    rule = rule_for("question", "resolve", scene.office.pack.clocks)
    return say_span(rule.amount, rule.unit) if rule else ""
