"""Policy news for who subscribed: an announcement of the place where somebody lives, with the reason why it is sent."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.usecases import notices
from bot.usecases.hours import wake_up
from dialogs import letters as said
from dialogs.say import LOCAL, called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services import Services
    from storage.announcements import KeptAnnouncement
    from storage.contact_rows import Contact
    from storage.people import Person
    from storage.uow import UnitOfWork

_MORNING = time(9)


def tell_subscribers(kept: KeptAnnouncement, uow: UnitOfWork, services: Services) -> int:
    """Queue the announcement to its subscribers, each once, from its first day on; how many letters there are.

    Each letter finds its own way when it leaves: the chat where one may still write there, else a notice that the
    person allowed. One that finds none stays in the ledger as not sent, and is counted (``reach``).
    """
    now, told, office = services.now(), kept.told, services.office
    opens = datetime.combine(told.shown_from, _MORNING, LOCAL).astimezone(now.tzinfo)
    due_at = max(opens, wake_up(now, services) or now)
    named = [kind for kind in office.pack.programmes.values() if called(kind) in told.title + told.text]
    place = office.places.full_name(told.division) or office.pack.bureau.name
    subject, queued = subject_of(kept.id), 0
    for contact, people, home in _subscribers(uow):
        if not home.startswith(told.division) and (home or told.division != office.pack.division):
            continue
        receives = {key for person in people for key in person.programmes}
        title = next((called(kind) for kind in named if kind.key in receives), "")
        letter = said.news(office.pack.wording, told.title, told.text, place, title, told.shown_from)
        key, text = f"{subject}:{contact.openid}", notices.payload(letter, f"/open/notices/{kept.id}")
        queued += uow.letters.queue(key, "bulk", "contact", contact.openid, subject, text, due_at)
    return queued


def subject_of(number: int) -> str:
    """What the letters about an announcement are filed under."""
    return f"announcement:{number}"


def _subscribers(uow: UnitOfWork) -> Iterator[tuple[Contact, tuple[Person, ...], str]]:
    """Each with the people she is bound to, and where she lives: as she said, else as the register has it."""
    wanting = uow.contacts.wanting_news()
    every = uow.contacts.many_ties(one.openid for one in wanting)
    people = uow.people.many({tie.person_id for some in every.values() for tie in some})
    for contact in wanting:
        mine = every.get(contact.openid, ())
        own = next((people[tie.person_id].place for tie in mine if not tie.agent_of), "")
        yield contact, tuple(people[tie.person_id] for tie in mine), contact.place or own
