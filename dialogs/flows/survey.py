"""评价: how a matter was handled, three taps at most; who is not content may have it done again at once."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.effects import GiveFeedback
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.readers import Words, choice
from dialogs.standings import tap
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

SCORES = {"good": 3, "fair": 2, "bad": 1}
"""What each answer counts as."""


_CONTACTED = choice(
    ("yes", "有", "来过", "打过", "来了", "来看过", "上过门", "见着了", "是"),
    ("no", "没有", "没来", "没人", "没打", "没见", "没上门", "不是"),
)


def _content(slots: Slots) -> bool:
    return slots.get("score") == "good"


def _finish(slots: Slots, scene: Scene) -> Ending:
    contacted = {"yes": True, "no": False}.get(str(slots.get("contacted")))
    given = GiveFeedback(str(slots.get("why") or ""), str(slots["no"]), SCORES[slots["score"]], contacted)
    if _content(slots) and contacted is not False:
        return Ending((Reply(FLOW.say("done", scene), (), FLOW.say("next", scene)),), (given,))
    own, no = scene.office.pack.wording, str(slots["no"])
    options = (tap(own, "redo", no), tap(own, "more_open", no), Option("人工"))
    return Ending((Reply(FLOW.say("done_sorry", scene), options, FLOW.say("done_sorry_next", scene)),), (given,))


FLOW = Flow(
    name="survey",
    title="评价",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "done": "谢谢您，记下了。",
            "next": "有事随时来。",
            "done_sorry": "记下了，您说的会有人看。这件事要重新办吗？",
            "done_sorry_next": "不用重新办，就不用回了。",
        }
    ),
    asks=(
        Ask(
            "score",
            "评价",
            "这件事办得怎么样？",
            choice(
                ("good", "满意", "好", "挺好", "很好", "办得好", "可以"),
                ("fair", "一般", "还行", "凑合", "马马虎虎"),
                ("bad", "不满意", "不好", "很差", "差", "没办好"),
            ),
        ),
        Ask("contacted", "有没有人来", "有人给您打过电话，或者上过门吗？", _CONTACTED),
        Ask(
            "why",
            "哪里没办好",
            "哪里没办好？说一句，不想说就跳过。",
            Words(least=1, may_skip=True),
            unless=_content,
        ),
    ),
)
