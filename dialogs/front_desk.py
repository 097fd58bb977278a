"""The front desk: one message, one turn. Pure: all it may know is in the scene, all it wants done is an effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from dialogs import (
    aftermath,
    aloud,
    bindings,
    courtesies,
    entries,
    entrusted,
    media,
    pace,
    policies,
    questions,
    running,
    severally,
    stopped,
    taught,
    tongues,
    turns,
)
from dialogs.alarm import alarmed
from dialogs.arriving import arrived
from dialogs.astray import harmless
from dialogs.catalogue import FLOWS, known
from dialogs.commands import answers, obey
from dialogs.contentkeys import asked as content_asked
from dialogs.effects import Forget
from dialogs.endangered import in_danger
from dialogs.flow import Flow, absorb, migrated, seen
from dialogs.flows import clue_progress, help, human, menu, place_code
from dialogs.labelling import as_ours, labelled, tell
from dialogs.letter_taps import under_letter
from dialogs.lines import common, titled
from dialogs.places_said import home_of
from dialogs.readers import skips
from dialogs.selfchecks import asked as look_asked
from dialogs.selfchecks import mended as mended_look
from dialogs.talk import Talk, Turn
from dialogs.whose import asked_of, taken_up
from dialogs.wishes import chosen, number, wish
from knowledge.blotting import blotted

if TYPE_CHECKING:
    from dialogs.flow import Slots
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

__all__ = ["FLOWS", "fill", "take", "tell"]

ASLEEP = timedelta(hours=24)
"""After this silence a flow is not simply continued: the resident is told where it stood."""
ENDED = timedelta(days=7)
"""After this silence a flow is over."""


def take(talk: Talk, message: Message, scene: Scene) -> Turn:
    """What the message makes of the talk.

    1. Events and menu taps. 2. A choice by tap, label or number. 3. Danger, whatever else goes on. 4. 返回, 取消, 菜单,
    人工. 5. The running flow. 6. A question answered or a flow begun. A reply may also come from an outcome (``tell``).
    """
    talk, scene = taken_up(talk, scene)
    message = replace(message, text=blotted(message.text))
    talk, lead = _today(talk, scene)
    now = pace.counted(talk.pace, message, scene.now)
    talk = replace(talk, pace=now)
    hasty = pace.hasty(talk, now, message, scene)
    turn = hasty or pace.album(talk, now, message) or entrusted.refused(talk, message, scene)
    turn = turn or entrusted.warned(_taken(talk, message, scene), message, scene)
    turn = labelled(turns.led(turn, lead), scene)
    kept = replace(turn.talk, touched_at=scene.now, pace=now)
    # Who was asked to wait and goes on sending fills nobody's list of voices to be listened to.
    return replace(turn, talk=kept, effects=(*(() if hasty else media.kept(message)), *turn.effects))


def _taken(talk: Talk, message: Message, scene: Scene) -> Turn:
    match message.kind:
        case "unfollow":
            return Turn(Talk(), (), (Forget(),))
        case "follow" | "scan":
            return arrived(talk, message, scene)
        case "tap":
            return obey(menu.command(message.text) or "menu", talk, scene)
        case _ if message.text.strip() and message.kind in ("text", "voice"):
            return _spoken(talk, message, scene)
        case _:
            return _sent(talk, message, scene)


def fill(flow: Flow, slots: Slots, notes: str, scene: Scene) -> dict[str, Any]:
    """The slots and all that an operator's free notes tell of questions not answered yet, danger too (``_danger``)."""
    if not notes.strip():
        return dict(slots)
    heard = _hear(notes, scene)
    filled = dict(seen(flow, known(flow, absorb(flow, slots, heard), scene), scene))
    return in_danger(filled, heard) if heard.danger else filled


def _hear(text: str, scene: Scene) -> Understanding:
    return scene.office.ear.hear(text[:1000], home=home_of(scene))


def _today(talk: Talk, scene: Scene) -> tuple[Talk, str]:
    """The talk as today's flows name it; a talk too old, or of a flow that is gone, ends with a word."""
    if not talk.flow:
        return talk, ""
    if talk.flow == place_code.FLOW.name and talk.touched_at is not None and scene.now - talk.touched_at > ASLEEP:
        # Whoever scanned a code yesterday and did not answer comes with something else today.
        return Talk(), ""
    flow = FLOWS.get(talk.flow)
    if flow is None:
        return Talk(), common("gone", scene)
    if talk.touched_at is not None and scene.now - talk.touched_at > ENDED:
        return Talk(), common("too_old", scene, title=titled(flow, scene))
    return migrated(flow, talk), ""


def _sent(talk: Talk, message: Message, scene: Scene) -> Turn:
    """A picture, a voice without words, a location, a link, a file."""
    flow = FLOWS.get(talk.flow)
    if flow is not None and turns.began(talk):
        return running.step(flow, talk, message, None, scene, picked=False)
    if (more := aftermath.more(talk, message, scene)) is not None:
        return more
    return turns.told(courtesies.thing(message, scene), talk, None, scene)


def _spoken(talk: Talk, message: Message, scene: Scene) -> Turn:
    """Words, typed or spoken."""
    picked = chosen(as_ours(message.text, talk, scene), talk.choices)
    text = picked or message.text.strip()
    if not picked and not turns.began(talk):
        text = menu.meant(text)
    message = replace(message, text=text)
    wanted = wish(text)
    key = menu.command(text)
    heard = None if picked or wanted or key or number(text) else _hear(text, scene)
    flow = FLOWS.get(talk.flow)
    if heard is not None and heard.danger:
        meant = "unclear" if bindings.wished(text, talk, scene) else harmless(flow, talk, text)
        if not meant:
            return alarmed(talk, heard, scene)
        heard = replace(heard, danger="", intent=meant, readings=())
    if flow is not None and (turn := _in_flow(flow, talk, message, heard, scene, bool(picked))) is not None:
        return turn
    scene, rest = asked_of(text, scene, menu.command)
    if rest != text.strip():
        text, key, heard = rest, menu.command(rest), _hear(rest, scene)
    if wanted == "cancel" or skips(text):
        stopped_at = clue_progress.not_stopped(talk.choices, scene) or courtesies.nothing_to_stop(scene)
        return turns.told(stopped_at, talk, None, scene)
    if wanted == "repeat":
        short = aloud.in_short(talk.slots, scene) or courtesies.slowly("slowly", scene)
        return turns.told(short, talk, None, scene)
    key = "menu" if wanted else key or content_asked(text)
    if key:
        return obey(key, talk, scene)
    mended = aftermath.more(talk, message, scene) or mended_look(talk, message, heard, scene)
    return mended if mended is not None else _asked(talk, text, heard, scene)


def _in_flow(
    flow: Flow, talk: Talk, message: Message, heard: Understanding | None, scene: Scene, picked: bool
) -> Turn | None:
    """The flow's turn; None when it is set aside and the words are about something else."""
    tapped = None if picked else under_letter(message.text, talk, scene)
    if tapped is not None:
        return tapped
    wanted = wish(message.text)
    ask = flow.ask(talk.awaiting)
    asleep = talk.touched_at is not None and scene.now - talk.touched_at > ASLEEP
    if turns.began(talk) and asleep and wanted not in ("cancel", "go_on", "restart"):
        return running.silent(flow, talk, scene)
    if not turns.began(talk):
        if wanted in ("cancel", "go_on", "restart"):
            return running.wished(wanted, flow, turns.awake(talk), scene)
        return None
    if wanted and not (
        wanted == "cancel"
        and message.text.strip() == "算了"
        and ask is not None
        and getattr(ask.reader, "may_skip", False)
    ):
        return running.wished(wanted, flow, talk, scene)
    key = menu.command(message.text)
    if (
        key
        and not picked
        and not answers(key, talk.flow)
        and (ask is None or key in ("menu", "human") or ask.reader.kind != "words")
    ):
        return obey(key, talk, scene)
    if picked and key == "human":
        return obey(key, talk, scene)
    return running.step(flow, talk, message, heard, scene, picked=picked)


def _asked(talk: Talk, text: str, heard: Understanding | None, scene: Scene) -> Turn:
    """Words while no question waits: our own options, then whatever was understood."""
    if (spoken := aloud.asked(text, talk.slots, scene)) is not None:
        return turns.told(spoken, talk, None, scene)
    ours = (
        clue_progress.about_one(text, scene)
        or human.about_call(text, scene)
        or policies.canonical(text, scene)
        or entries.entry_part(text, scene)
        or look_asked(text, talk, scene)
        or stopped.begun(text, scene)
        or bindings.asked(text, talk, scene)
    )
    if ours is not None:
        return turns.told(ours, talk, heard, scene)
    if ours is None and (more := help.another(text, talk.slots.get("_another"), scene)) is not None:
        slots, rest = more
        return turns.begin("help", slots, talk, _hear(rest, scene) if len(rest) > 1 else None, scene)
    if number(text):
        return turns.told(courtesies.no_such_number(talk.choices, scene), talk, None, scene)
    plain = heard or _hear(text, scene)
    meant = questions.in_context(plain, str(talk.slots.get("_about", "")), str(talk.slots.get("_intent", "")), scene)
    often = pace.said_often(talk.pace, meant, scene)
    answered = (
        entrusted.answer(text, scene)
        or tongues.answer(text, scene)
        or often
        # 怎么申请 after orphans means orphans, whatever entry is called so.
        or (taught.answer(meant, scene) if meant.programme == plain.programme else None)
        or entries.entry_asked(text, scene)
        or severally.answer(meant, scene)
        or policies.alone(meant, scene)
        or questions.direct(meant, scene)
        or courtesies.bare_place(meant, scene)
        or courtesies.first(meant, scene)
        or questions.uncertain(meant, scene)
        or questions.answer(meant, scene)
    )
    said = crc32(answered.reply.text.encode()) if answered.sources and not answered.begin else 0
    again = text[:200] == talk.slots.get("_asked") and meant.intent != "smalltalk"
    if not often and (again or (said and said == talk.slots.get("_said"))):
        answered = courtesies.once_more(answered, scene, again=again)
    turn = turns.told(answered, talk, meant, scene)
    return replace(turn, talk=replace(turn.talk, slots={**turn.talk.slots, "_said": said})) if said else turn
