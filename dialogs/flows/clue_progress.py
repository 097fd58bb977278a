"""进度: the sender's own registrations, each with its state, its owner, its promised day, its result and reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, HUMAN, Answered, cited
from dialogs.effects import AddToClue, ReopenClue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.notunderstood import NotUnderstood
from dialogs.readers import Words
from dialogs.say import local_day, say_day, say_recent
from dialogs.standings import APPEAL, after, appeal, next_step, options, say, state_said, tap
from dialogs.talk import Option, Reply
from dialogs.wishes import takes_back

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import ClueView, Scene
    from knowledge.understanding import Understanding

_DONE = ("resolved", "closed")
_SHOWN = 5
MORE, AGAIN, STATE, RATE = "补充", "重新办理", "进度", "评价"
_BEGINS = {MORE: "clue_more", AGAIN: "clue_again", RATE: "survey"}
_GOING_ON = {
    "callback": ("going_on_call", "tap_no_call", "不用打了"),
    "danger": ("going_on_danger", "tap_safe", HUMAN.words),
}
"""By kind what is said to who would stop it, and the label and words of the tap."""
_ABOUT_ONE = re.compile(rf"^({MORE}|{AGAIN}|{STATE}|{RATE}|{APPEAL})\s*([A-Za-z0-9\-]{{2,40}})$")


def answer(scene: Scene, about: str = "") -> Answered:
    """All registrations of the sender, newest first; one alone is told in full.

    Who has none asks about an application made elsewhere: ``about`` is its programme, whose time limit is told.
    """
    mine = sorted(scene.clues, key=lambda clue: clue.opened_at, reverse=True)
    own = scene.office.pack.wording
    if not mine:
        phone = scene.office.pack.bureau.phone
        text = say(own, "none_call" if phone else "none", call=phone)
        kind = scene.office.pack.programmes.get(about)
        limit = kind.passages.get("time_limit") if kind else None
        if limit is None:
            return Answered(Reply(text, (HELP, HUMAN), say(own, "none_next")))
        choices = (Option(say(own, "tap_late"), "我要投诉"), HUMAN)
        return Answered(Reply(f"{text}\n{limit.text}", choices, say(own, "none_limit_next")), cited(limit.sources))
    if len(mine) == 1:
        return one(mine[0], scene)
    lines = tuple(
        Option(f"{clue.title}（{state_said(own, clue.state)}）", f"{STATE}{clue.no}") for clue in mine[:_SHOWN]
    )
    return Answered(Reply(say(own, "many", count=len(mine)), lines))


def one(clue: ClueView, scene: Scene) -> Answered:
    """One registration in full, with what comes next and what can be done about it."""
    own = scene.office.pack.wording
    day = say_recent(local_day(clue.opened_at), local_day(scene.now))
    lines = [say(own, "one", day=day, title=clue.title, state=state_said(own, clue.state))]
    if clue.state in _DONE:
        lines += [say(own, "result", result=clue.result)] if clue.result else []
        lines += [say(own, "reason", reason=clue.reason)] if clue.reason else []
        lines += [said] if (said := after(own, clue.result, clue.kind)) else []
        return Answered(Reply("\n".join(lines), options(own, clue.no, clue.result), say(own, "done_next")))
    if clue.kind == "complaint":
        lines.append(say(own, "complaint"))
    elif clue.owner_name:
        number = clue.owner_phone
        lines.append(say(own, "owner_call" if number else "owner", owner=clue.owner_name, call=number))
    lines += [said] if (said := next_step(own, clue.state)) else []
    tail = say(own, "open_next")
    if clue.overdue:
        promised = say_day(clue.promised_by) if clue.promised_by else ""
        lines.append(say(own, "overdue_day" if promised else "overdue", day=promised))
        tail = say(own, "overdue_next")
    elif clue.promised_by:
        tail = say(own, "promised_next", day=say_day(clue.promised_by))
    return Answered(Reply("\n".join(lines), (tap(own, "more_open", clue.no), HUMAN), tail))


def about_one(text: str, scene: Scene) -> Answered | None:
    """What a tap under a registration asks for (进度A1, 补充A1, 重新办理A1, 不服A1); None for all else."""
    found = _ABOUT_ONE.match(text.strip())
    clue = next((clue for clue in scene.clues if found and clue.no == found[2]), None)
    if found is not None and clue is None and found[1] == STATE:
        mine = answer(scene)
        missing = say(scene.office.pack.wording, "not_found", no=found[2])
        return replace(mine, reply=replace(mine.reply, text=f"{missing}\n{mine.reply.text}"))
    if found is None or clue is None:
        return None
    if found[1] == STATE:
        return one(clue, scene)
    if found[1] == APPEAL:
        return appeal(clue.no, clue.kind, scene)
    begin = _BEGINS[found[1]]
    return Answered(Reply(""), begin=begin, slots={"no": clue.no})


def not_stopped(choices: tuple[str, ...], scene: Scene) -> Answered | None:
    """To who says 取消 after a registration was told, or has one going on: it goes on, and what can be done instead.

    None for who has none, or several of which none was told just before.
    """
    shown = {f"{verb}{clue.no}": clue for clue in scene.clues for verb in (MORE, AGAIN)}
    going = [clue for clue in scene.clues if clue.state not in _DONE]
    clue = next((shown[each] for each in choices if each in shown), going[0] if len(going) == 1 else None)
    if clue is None:
        return None
    own = scene.office.pack.wording
    if clue.state in _DONE:
        again = (tap(own, "again", clue.no), tap(own, "more", clue.no))
        return Answered(Reply(say(own, "over", title=clue.title), again, say(own, "over_next")))
    name, label, sends = _GOING_ON.get(clue.kind, ("going_on", "tap_stop", HUMAN.words))
    taps = (tap(own, "more_open", clue.no), Option(say(own, label), sends))
    return Answered(Reply(say(own, name, title=clue.title), taps, say(own, f"{name}_next")))


def for_more(again: bool, heard: Understanding | None, scene: Scene) -> Answered:
    """Where words to be added, or a wish to have it done again, belong when no number was said."""
    fit = [clue for clue in scene.clues if (clue.state in _DONE) == again] or list(scene.clues)
    if len(fit) == 1:
        return Answered(Reply(""), begin="clue_again" if again else "clue_more", slots={"no": fit[0].no})
    return answer(scene)


@dataclass(frozen=True, slots=True)
class Addition:
    """Words or a picture. The value is ``{"words", "media_id"}``."""

    kind: str = "addition"

    @property
    def options(self) -> tuple[Option, ...]:
        """None: it is free."""
        return ()

    def read(self, message: Message, scene: Scene) -> dict[str, str]:
        """What was sent."""
        said = message.text.strip()[:500]
        if takes_back(said):
            raise NotUnderstood(say(scene.office.pack.wording, "more_again"))
        if not message.media_id and len(said) < 2:
            raise NotUnderstood(say(scene.office.pack.wording, "more_hint"))
        return {"words": said, "media_id": message.media_id}

    def spot(self, heard: Understanding) -> None:
        """Nothing in passing: it must be meant for this clue."""

    def show(self, value: Any, scene: Scene) -> str:
        """The words."""
        return str(value.get("words") or "照片")


def _add(slots: Slots, scene: Scene) -> Ending:
    said = slots["more"]
    return Ending((), (AddToClue(slots["no"], said["words"], said["media_id"]),))


def _again(slots: Slots, scene: Scene) -> Ending:
    return Ending((), (ReopenClue(slots["no"], slots["why"]),))


ADD = Flow(
    name="clue_more",
    title="补充情况",
    version=1,
    finish=_add,
    says=MappingProxyType(
        {
            "done": "好，补充上了，负责的人看得到。",
            "next": "有结果会告诉您。想看进度，说「进度」。",
        }
    ),
    asks=(Ask("more", "补充", "有什么新情况？打字、说话、发照片都行。", Addition()),),
)
REOPEN = Flow(
    name="clue_again",
    title="重新办理",
    version=1,
    finish=_again,
    says=MappingProxyType(
        {
            "done": "好，重新办了，已经告诉负责的人。",
            "next": "{day}前再给您回话。",
        }
    ),
    asks=(Ask("why", "哪里不满意", "哪里没办好？您说一句，我转给负责的人。", Words(hint="说一句哪里没办好就行。")),),
)
