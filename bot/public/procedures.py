"""办事程序: each programme in plain words: who may apply, with what, how, how long it takes, by which document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from bot.public.amounts import standards_at
from dialogs.say import called, say_since
from knowledge.programmes import ASPECT_NAMES, ASPECTS, PROGRAMME_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services import Services
    from knowledge.programmes import Passage, Programme

_ORDER: dict[str, int] = {key: place for place, key in enumerate(PROGRAMME_KEYS)}
_SHOWN = tuple(aspect for aspect in ASPECTS if aspect not in ("summary", "contact", "related"))


def register_procedures(blueprint: Blueprint, services: Services) -> None:
    """The list of programmes, and one."""

    @blueprint.get("/open/programmes")
    def procedures() -> ResponseReturnValue:
        every = in_order(services.office.pack.programmes.values())
        return render_template(
            "public/procedures.html",
            ours=[_row(one) for one in every if one.ours],
            others=[_row(one) for one in every if not one.ours],
        )

    @blueprint.get("/open/programmes/<key>")
    def procedure(key: str) -> ResponseReturnValue:
        pack = services.office.pack
        programme = pack.programmes.get(key)
        if programme is None:
            abort(404)
        summary = programme.passages.get("summary")
        return render_template(
            "public/procedure.html",
            programme=programme,
            summary=_part("summary", summary) if summary else None,
            passages=[_part(aspect, programme.passages[aspect]) for aspect in _SHOWN if aspect in programme.passages],
            standards=standards_at(programme, pack.division, services),
            windows=pack.windows_at(pack.division),
        )


def in_order(programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    """The programmes as people ask for them, 低保 first."""
    return tuple(sorted(programmes, key=lambda one: _ORDER.get(one.key, len(_ORDER))))


def _row(one: Programme) -> dict[str, str]:
    summary = one.passages.get("summary")
    return {
        "key": one.key,
        "name": one.name,
        "called": called(one),
        "department": one.department,
        "says": summary.text if summary else "",
    }


def _part(aspect: str, passage: Passage) -> dict[str, Any]:
    cited = dict.fromkeys(
        (one.cite, say_since(one.effective_from) if one.effective_from else "") for one in passage.sources
    )
    return {"title": ASPECT_NAMES[aspect], "text": passage.text, "sources": list(cited)}
