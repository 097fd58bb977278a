"""进度: the sender's own registrations, each with its state, its owner, its promised day, its result and reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, HUMAN, Answered, cited
from dialogs.effects import AddToClue, ReopenClue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.readers import NotUnderstood, Words
from dialogs.say import local_day, say_day
from dialogs.standings import APPEAL, after, appeal, next_step, options, state_said
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
_ABOUT_ONE = re.compile(rf"^({MORE}|{AGAIN}|{STATE}|{RATE}|{APPEAL})\s*([A-Za-z0-9\-]{{2,40}})$")


def answer(scene: Scene, about: str = "") -> Answered:
    """All registrations of the sender, newest first; one alone is told in full.

    Who has none asks about an application made elsewhere: ``about`` is its programme, whose time limit is told.
    """
    mine = sorted(scene.clues, key=lambda clue: clue.opened_at, reverse=True)
    if not mine:
        phone = scene.office.pack.bureau.phone
        ask = f"或打民政局电话{phone}问" if phone else "或去乡镇（街道）民政办问"
        text = f"您在这里还没有登记过。如果是在乡镇（街道）交的申请，请问当时收材料的窗口，{ask}。"
        kind = scene.office.pack.programmes.get(about)
        limit = kind.passages.get("time_limit") if kind else None
        if limit is None:
            return Answered(Reply(text, (HELP, HUMAN), "也可以让我请工作人员给您回电话。"))
        options = (Option("超时了，帮我催", "我要投诉"), HUMAN)
        return Answered(
            Reply(f"{text}\n{limit.text}", options, "过了时限没答复，点1，由县里催办。"), cited(limit.sources)
        )
    if len(mine) == 1:
        return one(mine[0], scene)
    lines = tuple(
        Option(f"{clue.title}（{state_said(scene.office.pack.wording, clue.state)}）", f"{STATE}{clue.no}")
        for clue in mine[:_SHOWN]
    )
    return Answered(Reply(f"您登记过{len(mine)}件事，看哪一件？", lines))


def one(clue: ClueView, scene: Scene) -> Answered:
    """One registration in full, with what comes next and what can be done about it."""
    lines = [f"您{_day(clue, scene)}登记的「{clue.title}」：{state_said(scene.office.pack.wording, clue.state)}。"]
    if clue.state in _DONE:
        lines += [f"结果：{clue.result}"] if clue.result else []
        lines += [f"理由：{clue.reason}"] if clue.reason else []
        own = scene.office.pack.wording
        lines += [said] if (said := after(own, clue.result, clue.kind)) else []
        return Answered(
            Reply("\n".join(lines), options(own, clue.no, clue.result), "不满意随时能重新办，不用从头再说。")
        )
    if clue.kind == "complaint":
        lines.append("由县里的人查办，不转给被反映的人，您的身份保密。")
    elif clue.owner_name:
        number = f"，电话{clue.owner_phone}" if clue.owner_phone else ""
        lines.append(f"负责人：{clue.owner_name}{number}")
    lines += [said] if (said := next_step(scene.office.pack.wording, clue.state)) else []
    tail = "有新情况随时补充。"
    if clue.overdue:
        day = f"（{say_day(clue.promised_by)}）" if clue.promised_by else ""
        lines.append(f"已经过了答应您的日子{day}，对不起，已经催办。")
        tail = "等急了，点「人工」，让民政局给您打电话。"
    elif clue.promised_by:
        tail = f"{say_day(clue.promised_by)}前告诉您结果。"
    return Answered(Reply("\n".join(lines), (Option("补充情况", f"{MORE}{clue.no}"), HUMAN), tail))


def about_one(text: str, scene: Scene) -> Answered | None:
    """What a tap under a registration asks for (进度A1, 补充A1, 重新办理A1, 不服A1); None for all else."""
    found = _ABOUT_ONE.match(text.strip())
    clue = next((clue for clue in scene.clues if found and clue.no == found[2]), None)
    if found is not None and clue is None and found[1] == STATE:
        mine = answer(scene)
        return replace(
            mine, reply=replace(mine.reply, text=f"没有查到{found[2]}，只能看您自己登记的。\n{mine.reply.text}")
        )
    if found is None or clue is None:
        return None
    if found[1] == STATE:
        return one(clue, scene)
    if found[1] == APPEAL:
        return appeal(clue.no, clue.kind, scene)
    begin = _BEGINS[found[1]]
    return Answered(Reply(""), begin=begin, slots={"no": clue.no})


def for_more(again: bool, heard: Understanding | None, scene: Scene) -> Answered:
    """Where words to be added, or a wish to have it done again, belong when no number was said."""
    fit = [clue for clue in scene.clues if (clue.state in _DONE) == again] or list(scene.clues)
    if len(fit) == 1:
        return Answered(Reply(""), begin="clue_again" if again else "clue_more", slots={"no": fit[0].no})
    return answer(scene)


def _day(clue: ClueView, scene: Scene) -> str:
    day = local_day(clue.opened_at)
    return "今天" if day == local_day(scene.now) else say_day(day)


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
            raise NotUnderstood("没关系，您重新说。")
        if not message.media_id and len(said) < 2:
            raise NotUnderstood("把新情况打字、说话或拍照发给我就行。")
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
