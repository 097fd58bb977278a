"""One message of a resident: understood, done, answered, kept, in one transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.usecases.callback_list import spoke
from bot.usecases.effects import perform
from bot.usecases.scene import scene_of
from dialogs import front_desk
from dialogs.answered import documents
from dialogs.say import local_day
from dialogs.talk import Option, Page, Reply
from storage.conflicts import StaleClue, StaleTalk

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from dialogs.message import Message
    from dialogs.talk import Turn
    from storage.uow import UnitOfWork


def answer(message: Message, services: Services, *, by_letter: bool = False, heard: bool = False) -> tuple[Reply, ...]:
    """The replies to one message; the same message delivered again gets the same replies and does nothing twice.

    A message that was put aside as late is answered by letter, so whoever else brings it gets ``()``: its repeat may
    reach another web worker. ``by_letter`` is for the one who writes that letter. With ``heard`` somebody of the bureau
    wrote down what a voice said: the sender did nothing now that would open anew the time in which one may write to it.

    All replies are given; what ``services.fit`` leaves out of the passive answer is queued as letters already. Raises
    ``StaleTalk`` or ``StaleClue`` when others overtook this one twice, ``Busy`` when the database is held by others
    too long; nothing is done then.
    """
    try:
        return _answer(message, services, by_letter, heard)
    except (StaleTalk, StaleClue):
        # Two messages of one person crossed, or somebody else was at the same clue. Nothing outside the transaction
        # has happened, so take it again.
        return _answer(message, services, by_letter, heard)


def _answer(message: Message, services: Services, by_letter: bool, heard: bool) -> tuple[Reply, ...]:
    """1. Look at the sender, or find the stored replies. 2. Think, with no transaction open. 3. Write all at once."""
    now = services.now()
    with services.storage.read() as uow:
        picture = uow.picture(message.sender, message.key)
        if picture.late and not by_letter:
            return ()
        if picture.reply is not None:
            # Nearly always a repeat; the letter of a late answer may be queued, and its message off the list, already.
            told = not by_letter and uow.letters.by_key(late_key(message.key)) is not None
            return () if told else from_json(picture.reply)
        scene = scene_of(picture, uow, services, now)
    turn = front_desk.take(picture.talk, message, scene)
    with services.storage.work() as uow:
        # First of all: WeChat repeats a message it got no answer to, sometimes while the first is still in the works.
        if not _taken(turn, message, uow, now):
            return from_json(uow.inbox.reply_to(message.key) or "[]")
        if not heard:
            uow.contacts.seen(message.sender, message, now)
        uow.talks.put(message.sender, turn.talk, picture.talk, now)
        replies = turn.replies
        if turn.effects:
            outcomes = perform(turn.effects, message, picture, uow, services, now)
            replies = (*replies, *(front_desk.tell(outcome, scene) for outcome in outcomes))
            kept = to_json(replies)
            uow.inbox.answered(message.key, kept, turn.intent, turn.programme, documents(turn.sources), at=now)
        spoke(picture.clues, message.text, uow, services)
        uow.told_figures.note(message.sender, turn.sources, turn.programme, local_day(now))
        _queue_rest(replies, message, uow, services, now)
        uow.commit()
    return replies


def late_key(message_key: str) -> str:
    """The key of the letter that answers a message put aside as late."""
    return f"late:{message_key}"


def _taken(turn: Turn, message: Message, uow: UnitOfWork, now: datetime) -> bool:
    """Whether the message is new. Where no effect can change the reply, it is kept in the same statement."""
    if turn.effects:
        return uow.inbox.take(message)
    reply = to_json(turn.replies)
    return uow.inbox.take_answered(message, reply, turn.intent, turn.programme, documents(turn.sources), at=now)


def _queue_rest(
    replies: tuple[Reply, ...], message: Message, uow: UnitOfWork, services: Services, now: datetime
) -> None:
    """Queue as letters what the passive answer cannot hold, in order; the view shows ``fit(replies)[0]``."""
    if len(replies) < 2 and sum(len(reply.text) for reply in replies) < 200:  # the usual case, far below the limit
        return
    for number, text in enumerate(services.fit(replies)[1], 1):
        key = f"reply:{message.key}:{number}"
        uow.letters.queue(key, "interactive", "contact", message.sender, "reply", {"markup": text}, now)


def to_json(replies: tuple[Reply, ...]) -> str:
    """Replies as compact JSON text."""
    return json.dumps([_kept(reply) for reply in replies], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Reply, ...]:
    """Read back what ``to_json`` wrote."""
    return tuple(
        Reply(said, tuple(Option(label, send) for label, send in options), tail, Page(*page[0]) if page else None)
        for said, options, tail, *page in json.loads(text)
    )


def _kept(reply: Reply) -> list[Any]:
    # Replies kept before there were pages have three parts, as those without a page still do.
    kept = [reply.text, [[option.label, option.send] for option in reply.options], reply.tail]
    return [*kept, [reply.page.label, reply.page.path]] if reply.page else kept
