"""Somebody to ring, as a page shows it. The number stands open: it is there to be dialled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.console.hotline import words
from bot.console.moments import due, left, minute
from bot.usecases.callback_list import next_try
from bot.usecases.callbacks import ENOUGH
from dialogs.say import LOCAL, local_day, say_when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.console.names import Names
    from bot.services import Services
    from storage.callbacks import Callback, Try
    from storage.media_rows import Media

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class TryView:
    """One attempt."""

    at: str
    who: str
    what: str
    tone: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CallbackView:
    """One line of the list."""

    id: int
    phone: str = field(repr=False)
    name: str = field(repr=False)
    why: str = field(repr=False)
    wanted: str = field(repr=False)
    origin: str
    asked: str
    waits: str
    promised: str
    left: str
    late: bool
    soon: bool
    tries: int
    next: str
    now: bool
    enough: bool
    clue_no: str
    place_name: str
    state: str
    state_name: str
    tone: str
    closed: str
    asked_by: str
    to_ask: bool
    """Nobody asked for it: we want to hear how it went."""

    @property
    def who(self) -> str:
        """What this person is called by on a page: name, number, or that neither was told."""
        return self.name or self.phone or words.NO_NUMBER


def callback_view(one: Callback, names: Names, now: datetime) -> CallbackView:
    """The call-back in words."""
    waiting = one.state == "waiting"
    how_long, late, _ = left(one.promised_at if waiting else None, now, names.office.calendar)
    return CallbackView(
        id=one.id,
        phone=one.phone,
        name=one.name,
        why=one.why,
        wanted=one.wanted,
        origin=words.ORIGINS.get(one.origin, one.origin),
        asked=minute(one.asked_at, now),
        waits=words.how_long(now - one.asked_at) if waiting else "",
        promised=due(one.promised_at),
        left=how_long,
        late=late,
        soon=waiting and local_day(one.promised_at) <= local_day(now),
        tries=one.tries,
        next=minute(one.next_at, now) if one.next_at > now else "",
        now=waiting and (late or one.next_at <= now),
        enough=waiting and one.tries >= ENOUGH,
        clue_no=one.clue_no,
        place_name=names.place(one.place),
        state=one.state,
        state_name=words.OUTCOMES.get(one.state, ("", ""))[0],
        tone=words.OUTCOMES.get(one.state, ("", ""))[1],
        closed=minute(one.closed_at, now),
        asked_by=names.who(one.asked_by) if one.origin not in ("wechat", "follow_up") else "",
        to_ask=one.origin == "follow_up",
    )


def try_views(tries: tuple[Try, ...], names: Names, now: datetime) -> list[TryView]:
    """The attempts, latest first."""
    return [
        TryView(minute(one.at, now), names.who(one.who), *words.OUTCOMES.get(one.outcome, ("", "")), one.words)
        for one in reversed(tries)
    ]


def next_times(now: datetime, services: Services) -> list[tuple[str, str]]:
    """When one may try again: in two hours, the next time the bureau opens, and the time after that."""
    soon = next_try(now, services)
    hours, calendar = services.office.pack.bureau.hours, services.office.calendar
    times, opens = [soon], hours.next_opening(now, calendar)
    while opens is not None and len(times) < _OFFERED:
        if opens not in times:
            times.append(opens)
        opens = hours.next_opening(opens, calendar)
    today = local_day(now)
    # To the minute: what stands in a form is read back as it was said.
    shown = sorted({moment.replace(second=0, microsecond=0) for moment in times})
    return [(f"{moment.astimezone(LOCAL):%Y-%m-%dT%H:%M}", say_when(moment, today)) for moment in shown]


def moment_of(text: str) -> datetime | None:
    """A moment as a form sends it, in China's time; None for nothing and for nonsense."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=LOCAL) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class SoundView:
    """A voice of somebody who waits, to be listened to on the spot."""

    id: int
    at: str
    lasts: str
    kept: bool
    plays: bool
    note: str = field(repr=False)


def sound_views(voices: Iterable[Media], now: datetime) -> list[SoundView]:
    """The voices, latest first, with what was heard in them."""
    return [
        SoundView(
            one.id,
            minute(one.at, now),
            words.lasted(one.seconds) if one.seconds else "",
            one.state == "kept",
            one.content_type == "audio/mpeg",
            one.note or "",
        )
        for one in voices
    ]
