"""What a caller may want, as an operator's form: residents' flows, and those that only the telephone has.

Whoever writes in WeChat is known to us and taps; whoever rings must first be recognised, and is helped by words alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.catalogue import FLOWS
from dialogs.circumstances import BestTime
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.flows import human
from dialogs.names import name
from dialogs.notunderstood import NotUnderstood
from dialogs.personal_readers import phone
from dialogs.readers import choice
from dialogs.talk import Option, Reply
from knowledge.script import CALLS

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_NUMBER = re.compile(r"(?:[A-Za-z]{1,6}-?)?(?:\d{8}-)?\d{3}")
_SAID = re.compile(r"编号(?:是|为|:|：)?\s*([A-Za-z]{1,6}-\d{8}-\d{3}|\d{3})(?!\d)")


@dataclass(frozen=True, slots=True)
class ClueNumber:
    """The number of a registration, or its last three digits."""

    kind: str = "words"

    @property
    def options(self) -> tuple[Option, ...]:
        """None: it is told."""
        return ()

    def read(self, message: Message, scene: Scene) -> str:
        """As it stands in the books, or only its end."""
        said = "".join(message.text.split()).upper().replace("－", "-")
        if not _NUMBER.fullmatch(said):
            raise NotUnderstood("编号像 SH-20261118-001，说末尾三位就行。")
        return said

    def spot(self, heard: Understanding) -> str | None:
        """A number that was said to be one."""
        found = _SAID.search(heard.text)
        return found[1].upper() if found else None

    def show(self, value: Any, scene: Scene) -> str:
        """The number."""
        return str(value)


def _told_elsewhere(slots: Slots, scene: Scene) -> Ending:
    """Where it stands is read out of the books by whoever may look into them; a flow knows none of it."""
    return Ending()


def _helped(slots: Slots, scene: Scene) -> Ending:
    """The step that comes next, as the bureau's script words it."""
    script, bureau = scene.office.pack.script, scene.office.pack.bureau
    facts = {"bureau": bureau.name, "phone": bureau.phone}
    return Ending((Reply(script.line(f"bind_{slots['stuck']}", facts)),))


PROGRESS = Flow(
    name="progress",
    title="问进度",
    version=1,
    finish=_told_elsewhere,
    asks=(
        Ask("clue_no", "编号", "您登记的编号是多少？记得末尾三位就行。", ClueNumber()),
        Ask("phone", "登记时留的电话", "登记的时候，留的是哪个电话？", phone),
        Ask("name", "登记人姓名", "登记的时候，留的是谁的名字？", name),
    ),
)
"""Where a registration stands. Told to who registered it: the number that rings, or all three known."""

BIND_HELP = Flow(
    name="bind_help",
    title="教人绑定",
    version=1,
    finish=_helped,
    asks=(
        Ask(
            "stuck",
            "走到哪一步",
            "您在手机上走到哪一步了？",
            choice(
                ("start", "还没开始", "怎么绑定", "不会绑定"),
                ("family", "替家里老人绑", "替老人", "帮我妈", "帮我爸"),
                ("mismatch", "说对不上", "对不上", "没找到"),
                ("phone", "手机号换过", "换号了", "换手机号"),
                ("taken", "说绑在别的微信上", "别的微信"),
                ("without", "没有智能手机", "老年机", "没有微信"),
            ),
        ),
    ),
)
"""An operator cannot bind for anybody: consent and taps are the caller's own. What helps is the next step."""

CALL_BACK = replace(
    human.FLOW,
    asks=(
        *(replace(one, reader=phone) for one in human.FLOW.asks if one.name == "phone"),
        Ask("best_time", "几时方便", "什么时候打给您方便？", BestTime()),
    ),
)
"""请工作人员回电话, never without a number, and with the time asked along: a caller is on the line and can say both."""

CALL_FLOWS: Mapping[str, Flow] = MappingProxyType(
    {key: {**FLOWS, **{one.name: one for one in (PROGRESS, BIND_HELP, CALL_BACK)}}[key] for key in CALLS}
)
"""Every kind of call, in the order of the buttons."""
