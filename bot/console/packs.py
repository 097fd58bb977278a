"""The policy pack: every rule with the document and passage it comes from, and what the documents leave open."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import words
from knowledge.rulelines import TOPICS, RuleLine, lines

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.pack import Pack
    from knowledge.sources import Source


def register_packs(blueprint: Blueprint, services: Services) -> None:
    """政策包."""

    @blueprint.get("/packs")
    def packs() -> ResponseReturnValue:
        pack = services.office.pack
        local = bool(request.args.get("local"))
        every = lines(pack)
        shown = [line for line in every if line.own or not local]
        topics = [
            {"key": topic, "name": TOPICS[topic], "rules": [_rule(line) for line in of]}
            for topic, of in groupby(shown, key=lambda line: line.topic)
        ]
        return render_template(
            "console/packs.html",
            title=pack.title,
            documents=[_document(source) for source in pack.documents],
            settings=_settings(pack),
            topics=topics,
            local=local,
            count=len(shown),
            inherited=len(every) - sum(line.own for line in every),
        )


def _settings(pack: Pack) -> list[dict[str, Any]]:
    """What the documents leave open, this bureau's own documents first, with what holds until somebody chooses."""
    told = []
    for one in sorted(pack.rulebook.open_settings, key=lambda one: not pack.is_own(one.source)):
        value = pack.chosen(one.key)
        told.append(
            {
                "name": one.name,
                "question": one.question,
                "value": one.words(value),
                "others": [text for key, text in one.choices.items() if key != str(value)],
                "note": one.note,
                "set_here": one.key in pack.settings,
                "key": one.key,
                **_where(one.source),
            }
        )
    return told


def _rule(line: RuleLine) -> dict[str, Any]:
    marks = [] if line.source is None else [words.REVIEWS[line.source.review]]
    if line.ours:
        marks.append(words.RULE_OURS)
    if not line.own:
        marks.append(words.RULE_ABOVE)
    where = _where(line.source) if line.source else {"doc_no": words.NO_DOC_NO, "passage": ""}
    return {"name": line.name, "says": line.says, "note": line.note, "marks": marks, **where}


def _where(source: Source) -> dict[str, str]:
    article = source.article
    return {
        "doc_no": source.doc_no or source.title or words.NO_DOC_NO,
        "passage": words.article(article) if article[:1].isdigit() else article,
    }


def _document(source: Source) -> dict[str, Any]:
    review, tone = words.REVIEWS[source.review]
    return {
        "title": source.title,
        "doc_no": source.doc_no or words.NO_DOC_NO,
        "since": source.effective_from,
        "address": source.address,
        "review": review,
        "tone": tone,
    }
