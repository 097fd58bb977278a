"""The bureau's own words for lines of conversations: tried in whole conversations, then said, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.usecases import words
from dialogs.scene import Scene
from dialogs.trial import planned, reworded, tried
from dialogs.wordcheck import Fault, faults
from dialogs.wordings import wordings
from knowledge.casework import Refused
from knowledge.lessoncheck import known_numbers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from dialogs.samples import Walk
    from dialogs.trial import Tried
    from knowledge.pack import Pack
    from storage.uow import UnitOfWork

_SEEN = "\u2063"
"""Put behind a line to see where it stands; nobody hears it."""
LONGEST = 1000
"""Characters of a draft; what may be published is far shorter."""


def shipped(key: str, pack: Pack) -> str:
    """What is said where the bureau has no words of its own: the pack's, else ours. Raises ``KeyError``."""
    files = pack.wording if pack.shipped is None else pack.shipped
    return files.get(key, wordings()[key].default)


def rehearsals(key: str, text: str, services: Services) -> Iterator[Tried]:
    """The sample conversations around that line, in these words, one by one."""
    return tried(key, _scene(services), {key: text}, services.fit)


def shown(key: str, text: str, services: Services, only: str = "") -> tuple[tuple[Walk, ...], Tried | None]:
    """Which conversations there are around that line, and the one of that name, else the first in which it is heard.

    ``changed`` of it are the bubbles in which the line stands, whether or not these words are new. No more of them
    are held than it takes to find it: somebody types and waits.
    """
    scene = _scene(services)
    walks = planned(key, scene)
    only = only if only in {walk.name for walk in walks} else ""
    held = tried(key, scene, {key: text + _SEEN}, services.fit, only)
    first: Tried | None = None
    for one in held:
        first = first or one
        if one.changed or only:
            return walks, one
    return walks, first


def faults_now(key: str, text: str, services: Services) -> tuple[Fault, ...]:
    """What is wrong with the words by themselves; conversations are not tried."""
    return faults(wordings()[key], text, known_numbers(services.office.pack), services.fit)


def save_wording(key: str, text: str, by: str, services: Services) -> int:
    """Keep the words as a draft and give its id. Raises ``Refused``, ``KeyError`` for no such line."""
    text = _cleaned(text)
    now = services.now()
    with services.storage.work() as uow:
        said = _said(key, uow, services)
        if text == said:
            raise Refused(words.WORDING_SAME)
        version_id = uow.wordings.draft(key, text, said, by, now)
        uow.audit.record(by, "wording.draft", f"wording:{key}", text, at=now)
        uow.commit()
    return version_id


def publish_wording(key: str, text: str, by: str, services: Services, *, held_before: bool = False) -> int:
    """Say these words from now on, and give how many conversations were tried in them first.

    A draft of the same words by somebody else is published as theirs. Words of consent need a second person, unless
    they ``held_before``. Raises ``Refused`` with every fault, ``KeyError`` for no such line.
    """
    text = _cleaned(text)
    line = wordings()[key]
    with services.storage.read() as uow:
        said = _said(key, uow, services)
    if text == said:
        raise Refused(words.WORDING_SAME)
    count = _tried(key, text, services)
    now = services.now()
    with services.storage.work() as uow:
        if _said(key, uow, services) != said:
            raise Refused(words.WORDING_OVERTAKEN)
        waiting = next((one for one in uow.wordings.history(key) if one.state == "draft" and one.text == text), None)
        maker = waiting.made_by if waiting is not None else by
        version_id = waiting.id if waiting is not None else uow.wordings.draft(key, text, said, by, now)
        if line.consent and maker == by and not held_before:
            uow.audit.record(by, "wording.draft", f"wording:{key}", text, at=now)
            uow.commit()
            raise Refused(words.WORDING_SECOND)
        if not uow.wordings.publish(version_id, by, now):
            raise Refused(words.WORDING_OVERTAKEN)
        uow.audit.record(by, "wording.publish", f"wording:{key}", text, at=now)
        uow.commit()
    return count


def restore_wording(key: str, version_id: int, by: str, services: Services) -> int:
    """Say an earlier version again; raises as ``publish_wording`` does, ``KeyError`` for one that never held."""
    with services.storage.read() as uow:
        version = uow.wordings.version(version_id)
    if version is None or version.key != key or version.published_at is None:
        raise KeyError(version_id)
    return publish_wording(key, version.text, by, services, held_before=True)


def withdraw_wording(key: str, by: str, services: Services) -> None:
    """Say what is shipped again; raises ``Refused`` when nothing was said in its place."""
    _end(key, "wording.withdraw", by, services)


def drop_wording(key: str, by: str, services: Services) -> None:
    """Throw the draft away; raises ``Refused`` when there is none."""
    _end(key, "wording.drop", by, services)


def _end(key: str, deed: str, by: str, services: Services) -> None:
    now = services.now()
    with services.storage.work() as uow:
        end = uow.wordings.withdraw if deed == "wording.withdraw" else uow.wordings.drop
        if not end(key, by, now):
            raise Refused(words.WORDING_OVERTAKEN)
        uow.audit.record(by, deed, f"wording:{key}", at=now)
        uow.commit()


def _tried(key: str, text: str, services: Services) -> int:
    """How many conversations were tried. Raises ``Refused`` with all that stops these words, in words."""
    wrong = [fault.text for fault in faults_now(key, text, services) if fault.stops]
    count = 0
    if not wrong:
        for one in rehearsals(key, text, services):
            count += 1
            if one.trouble:
                wrong.append(words.walk_trouble(one.sample.walk.title, one.trouble))
    if wrong:
        raise Refused("\n".join(dict.fromkeys(wrong)))
    return count


def _scene(services: Services) -> Scene:
    """The office with what is published this moment; that of this process may be some seconds old."""
    with services.storage.read() as uow:
        own = uow.wordings.published()
    scene = Scene(office=services.office, now=_in_hours(services))
    files = scene.office.pack.wording if scene.office.pack.shipped is None else scene.office.pack.shipped
    gone = {key: files.get(key) for key in scene.office.pack.wording if key not in own}
    return reworded(scene, {**gone, **own})


def _in_hours(services: Services) -> datetime:
    """Now or the next hour of business: what is said at night is not what most people hear."""
    office, now = services.office, services.now()
    hours = office.pack.bureau.hours
    return now if hours.open_at(now, office.calendar) else hours.next_opening(now, office.calendar) or now


def _said(key: str, uow: UnitOfWork, services: Services) -> str:
    return uow.wordings.published().get(key) or shipped(key, services.office.pack)


def _cleaned(text: str) -> str:
    cleaned = "\n".join(line.strip() for line in text.strip().splitlines())
    if len(cleaned) > LONGEST:
        raise Refused(words.WORDING_LONG)
    return cleaned
