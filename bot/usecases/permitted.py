"""Which letters may go as a subscription notice: each spends a consent that the person gave in WeChat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from knowledge.bureau import TemplateMap
    from storage.letter_rows import Letter
    from storage.uow import UnitOfWork


def allowed(letters: Sequence[Letter], uow: UnitOfWork, services: Services) -> list[Letter]:
    """The letters, those marked that have a consent to go by; of several letters each takes one of its own."""
    wanted: dict[str, set[str]] = {}
    for letter in letters:
        template = notice_of(letter, services)
        if template is not None:
            wanted.setdefault(template.template_id, set()).add(letter.to_id)
    left = {
        (openid, template_id): count
        for template_id, openids in wanted.items()
        for openid, count in uow.contacts.notices_left(openids, template_id).items()
    }
    taken: Counter[tuple[str, str]] = Counter()
    ready: list[Letter] = []
    for letter in letters:
        template = notice_of(letter, services)
        right = (letter.to_id, template.template_id) if template is not None else ("", "")
        if taken[right] < left.get(right, 0):
            taken[right] += 1
            letter = replace(letter, payload={**letter.payload, "allowed": True})
        ready.append(letter)
    return ready


def notice_of(letter: Letter, services: Services) -> TemplateMap | None:
    """The subscription template that a letter to a resident would go by."""
    template = services.office.pack.templates.get(str(letter.payload.get("template", "")))
    return template if template is not None and template.subscription and letter.to_kind == "contact" else None


def spent(letter: Letter, at: datetime, uow: UnitOfWork, services: Services) -> None:
    """The letter went as a notice: its consent is used up."""
    template = notice_of(letter, services)
    if template is not None:
        uow.contacts.notice_sent(letter.to_id, template.template_id, at)
