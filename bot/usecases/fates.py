"""What the platform reports of messages it took, and of templates that followers refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from bot.usecases import notices

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services


class Fate(Protocol):
    """What the platform says became of one message it took."""

    @property
    def msgid(self) -> str: ...
    @property
    def fate(self) -> Literal["delivered", "refused", "failed"]: ...
    @property
    def reason(self) -> str: ...


class TemplateConsent(Protocol):
    """A follower's answer about one template."""

    @property
    def template_id(self) -> str: ...
    @property
    def accepted(self) -> bool: ...


class Report(Protocol):
    """A report of the platform, as the WeChat part reads it."""

    @property
    def openid(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def fates(self) -> Sequence[Fate]: ...
    @property
    def consents(self) -> Sequence[TemplateConsent]: ...


def heed_platform(event: Report, services: Services) -> None:
    """Close the letters a report tells of, keep what was answered about templates. Twice is once."""
    if not event.fates and not event.consents:
        return
    now = services.now()
    with services.storage.work() as uow:
        for fate in event.fates:
            before = uow.letters.by_msgid(fate.msgid)
            uow.letters.receipt(fate.msgid, fate.fate, fate.reason, now)
            if before is not None and fate.fate != "delivered" and before.state == "handed":
                notices.by_person(before, uow, services)
        for consent in event.consents:
            uow.contacts.consent(event.openid, consent.template_id, consent.accepted, event.at)
        uow.commit()
