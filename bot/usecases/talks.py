"""What was said with a resident in the last days, for who is handed the conversation; every look is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.services import Services
    from storage.said import Said

MOST = 20


def recent_talk(openid: str, by: str, services: Services, subject: str = "") -> tuple[Said, ...]:
    """The last sayings of both sides, oldest first; () when there are none. ``subject`` is why it is looked at."""
    if not openid:
        return ()
    with services.storage.read() as uow:
        found = uow.said.of(openid, MOST)
    if found:
        with services.storage.work() as uow:
            uow.audit.record(by, "reveal.talk", subject or f"contact:{openid}", at=services.now())
            uow.commit()
    return found
