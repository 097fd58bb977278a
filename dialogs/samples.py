"""Sample conversations: every flow walked from end to end by somebody made up, answering what is asked.

The answers follow from the questions, so a new question is walked too, and in the places of whatever bureau it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import turns
from dialogs.catalogue import FLOWS
from dialogs.flows.menu import greeting
from dialogs.front_desk import take, tell
from dialogs.lines import AGREEING, offered
from dialogs.message import Message
from dialogs.pretence import NAME, NO, PHONE, pretended, rehearsed
from dialogs.talk import Option, Reply, Talk, Turn

if TYPE_CHECKING:
    from dialogs.flow import Ask, Flow
    from dialogs.scene import Scene

_MUMBLED, _CALLS, _GO_ON = "嗯这个嘛", "在吗", "继续"
MOST = 40
"""Messages after which a conversation has lost its way."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through a flow. ``turn`` picks among options; ``typed`` answers with the label instead of the number.

    ``unclear`` answers every choice in a way nobody understands first. ``asides`` are said from the second question
    on, one in the place of each answer; ``later`` lets a day pass there.
    """

    name: str
    title: str
    turn: int = 0
    typed: bool = False
    declines: bool = False
    unclear: bool = False
    asides: tuple[str, ...] = ()
    later: bool = False


WALKS = (
    Walk("happy", "一路办完"),
    Walk("second", "都选第二个", turn=1, typed=True),
    Walk("third", "都选第三个", turn=2),
    Walk("typed", "打字选，不点数字", typed=True),
    Walk("declines", "最后不提交", declines=True),
    Walk("unclear", "答得听不清", unclear=True),
    Walk("wanders", "中间说别的", asides=("再说一遍", "低保要带什么材料", "菜单", _GO_ON, "返回", "返回", "重新开始")),
    Walk("cancel", "说到一半取消", asides=("取消",)),
    Walk("later", "隔一天再来", later=True),
)
_STARTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "clue_more": {"no": NO},
        "clue_again": {"no": NO},
        "survey": {"no": NO},
        "danger": {"_danger": "emergency", "trouble": "家里着火了"},
    }
)
_BOUND = frozenset({"unbinding"})
_STORY = "腿摔伤了，干不了活，家里没钱了"
_STORIES: Mapping[str, str] = MappingProxyType(
    {
        "complaint.trouble": "村里评低保没有公示",
        "change.trouble": "我找到工作了，有工资了",
        "question.trouble": "低保证丢了怎么补",
        "help.relation": "母亲",
    }
)
_ID_TAIL = "123456"
_COUNT, _INCOME = "3", "一个月1500"
_SILENCE = timedelta(hours=25)
_TIRES = 3
"""After so many answers that nobody understands a human is offered."""
_CHOICES = ("choice", "yes_no", "consent")


@dataclass(frozen=True, slots=True)
class Said:
    """One bubble: what the resident sends, or one reply."""

    mine: bool
    reply: Reply


@dataclass(frozen=True, slots=True)
class Sample:
    """A conversation as it went. ``stuck`` says at which question it could not go on; empty when it came to its end.

    ``way`` is where it stood after each message, for who compares it with another.
    """

    walk: Walk
    said: tuple[Said, ...]
    stuck: str = ""
    way: tuple[str, ...] = ()

    @property
    def mine(self) -> tuple[str, ...]:
        """What the resident sent."""
        return tuple(one.reply.text for one in self.said if one.mine)


def samples(flow_name: str, scene: Scene, walks: tuple[Walk, ...] = WALKS) -> Iterator[Sample]:
    """The walks through a flow, as the scene's office words it; of a group that is no flow, its greeting."""
    flow = FLOWS.get(flow_name)
    if flow is None:
        reply = greeting(rehearsed(scene, bound=False)).reply
        yield Sample(Walk("greeting", "关注公众号"), (Said(False, reply),))
        return
    for walk in walks:
        yield _walked(flow, walk, rehearsed(scene, bound=flow_name in _BOUND))


def _walked(flow: Flow, walk: Walk, scene: Scene) -> Sample:
    """1. Begin. 2. Answer what is asked, or say what the walk says in its place. 3. Look whether that was heard."""
    said: list[Said] = []
    turn = turns.begin(flow.name, dict(_STARTS.get(flow.name, {})), Talk(), None, scene)
    asides, days = list(walk.asides), [_SILENCE] if walk.later else []
    mumbled: dict[str, int] = {}
    for step in range(MOST):
        said += (Said(False, reply) for reply in _replies(turn, scene))
        talk, ask = turn.talk, flow.ask(turn.talk.awaiting)
        paused, first = "_paused" in talk.slots, ask is not None and set(mumbled) <= {ask.name}
        if talk.flow != flow.name or ask is None or (paused and not (asides or walk.later)):
            return Sample(walk, tuple(said))
        text, answers = _answer(flow, ask, walk, scene, talk), False
        if step and days:
            scene, text = replace(scene, now=scene.now + days.pop()), _CALLS
            said.append(Said(True, Reply("（过了一天）")))
        elif paused:
            text = asides.pop(0) if asides else _GO_ON
        elif step and asides:
            text = asides.pop(0)
        elif walk.unclear and ask.reader.kind in _CHOICES and mumbled.get(ask.name, 0) < (_TIRES if first else 1):
            mumbled[ask.name] = mumbled.get(ask.name, 0) + 1
            text = _MUMBLED
        else:
            answers = True
        said.append(Said(True, Reply(text)))
        message = Message("sample", "sample", "text", scene.now, text)
        turn = take(replace(talk, touched_at=talk.touched_at or scene.now), message, scene)
        if answers and (stuck := _stuck(flow, ask, text, turn.talk, scene)):
            said += (Said(False, reply) for reply in _replies(turn, scene))
            return Sample(walk, tuple(said), stuck)
    return Sample(walk, tuple(said), f"说了 {MOST} 句还没有说完。")


def _stuck(flow: Flow, ask: Ask, text: str, talk: Talk, scene: Scene) -> str:
    """Why the conversation cannot go on after that answer: not heard, or taken for another choice."""
    if talk.flow != flow.name:
        return ""
    asked = ask.label or ask.prompt.partition("\n")[0]
    if talk.awaiting == ask.name:
        return f"问“{asked}”的时候，答“{text}”没有听懂，说不下去了。"
    options = offered(ask.reader, f"{flow.name}.{ask.name}", scene)
    meant = [option.words for option in options if option.label == text]
    taken = ask.reader.show(talk.slots.get(ask.name), scene)
    if ask.reader.kind in _CHOICES and meant and (len(meant) > 1 or meant[0] != taken):
        return f"问“{asked}”的时候，打字答“{text}”，分不清是哪一个选项。"
    return ""


def _replies(turn: Turn, scene: Scene) -> tuple[Reply, ...]:
    outcomes = (pretended(effect, scene) for effect in turn.effects)
    return (*turn.replies, *(tell(one, scene) for one in outcomes if one is not None))


def _answer(flow: Flow, ask: Ask, walk: Walk, scene: Scene, talk: Talk) -> str:
    key, kind = f"{flow.name}.{ask.name}", ask.reader.kind
    options = offered(ask.reader, key, scene)
    if ask.name in AGREEING or kind in ("consent", "yes_no"):
        return _picked(options, len(options) - 1 if walk.declines else 0, walk)
    if kind == "place":
        return _place(scene, talk, walk)
    match kind:
        case "name":
            return NAME
        case "phone":
            return PHONE
        case "id_number":
            return _ID_TAIL
        case "number":
            return _COUNT
        case "money":
            return _INCOME
    if options:
        return _picked(options, walk.turn % len(options), walk)
    return _STORIES.get(key, _STORY)


def _picked(options: tuple[Option, ...], index: int, walk: Walk) -> str:
    return options[index].label if walk.typed else str(index + 1)


def _place(scene: Scene, talk: Talk, walk: Walk) -> str:
    """A village; on every other way the township alone, so that the village is asked for."""
    places, office = scene.office.places, scene.office.pack.division
    here = talk.slots.get("place")
    above = str(here.get("code", "")) if isinstance(here, Mapping) else ""
    code = above or office
    while len(code) < (12 if above or walk.turn % 2 == 0 else 9):
        below = places.children(code)
        if not below:
            break
        code = below[0].code
    found = places.get(code)
    return found.name if above and found else places.full_name(code)
