"""Policy news for who subscribed: an announcement of the place where somebody lives, with the reason why it is sent."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.usecases import notices
from bot.usecases.hours import wake_up
from dialogs import letters as said
from dialogs.say import LOCAL, called

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.services import Services
    from storage.announcements import KeptAnnouncement
    from storage.contact_rows import Contact
    from storage.uow import UnitOfWork

_MORNING = time(9)


def tell_subscribers(kept: KeptAnnouncement, uow: UnitOfWork, services: Services) -> int:
    """Queue the announcement to its subscribers, each once, from its first day on; how many letters there are.

    A chat message only, as no template is approved for it: who cannot be written to then reads it in the column.
    """
    now, told, office = services.now(), kept.told, services.office
    opens = datetime.combine(told.shown_from, _MORNING, LOCAL).astimezone(now.tzinfo)
    due_at = max(opens, wake_up(now, services) or now)
    named = [kind for kind in office.pack.programmes.values() if called(kind) in told.title + told.text]
    queued = 0
    for contact in uow.contacts.wanting_news():
        lives_here = contact.place.startswith(told.division) or (
            not contact.place and told.division == office.pack.division
        )
        if lives_here and contact.reachable(due_at):
            receives = _received(contact, uow)
            title = next((called(kind) for kind in named if kind.key in receives), "")
            place = office.places.full_name(told.division) or office.pack.bureau.name
            letter = said.news(office.pack.wording, told.title, told.text, place, title)
            key, subject = f"announcement:{kept.id}:{contact.openid}", f"announcement:{kept.id}"
            text = notices.payload(letter, f"/open/notices/{kept.id}")
            queued += uow.letters.queue(key, "bulk", "contact", contact.openid, subject, text, due_at)
    return queued


def _received(contact: Contact, uow: UnitOfWork) -> Collection[str]:
    """What any of the people receives to whom this contact is bound."""
    people = uow.people.many(tie.person_id for tie in uow.contacts.ties(contact.openid))
    return {key for person in people.values() for key in person.programmes}
