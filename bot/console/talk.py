"""The last sayings between a resident and the account, for the operator who rings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template

from bot.console import words
from bot.console.clue import visible
from bot.console.guard import here
from bot.console.moments import minute
from bot.usecases.talks import recent_talk

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from storage.said import Said


def register_talk(blueprint: Blueprint, services: Services) -> None:
    """What was said before a call was asked for; looking at it is recorded."""

    @blueprint.get("/clues/<no>/talk")
    def talk(no: str) -> str:
        with services.storage.read() as uow:
            found = visible(no, uow, here(), services)
        if found.kind not in words.TALK_ON or found.anonymous:
            abort(404)
        said = recent_talk(found.reporter_openid, here().who, services, f"clue:{found.no}")
        return render_template("console/talk.html", no=found.no, said=lines(said, services.now()))


def lines(said: tuple[Said, ...], now: datetime) -> list[dict[str, str]]:
    """Each saying as a page shows it, with long numbers masked."""
    return [
        {
            "at": minute(one.at, now),
            "who": one.who,
            "name": words.RESIDENT if one.who == "resident" else words.ACCOUNT,
            "text": words.hide_numbers(one.text) or words.KINDS_SENT.get(one.kind, ""),
            "kind": words.KINDS_SENT.get(one.kind, "") if one.text else "",
        }
        for one in said
    ]
