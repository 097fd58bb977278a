"""绑定, 再绑一位 and 解绑: what is answered before the questions of a binding or its end begin."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import whose
from dialogs.answered import HUMAN, Answered
from dialogs.effects import RefuseBinding
from dialogs.kept import MOST_PEOPLE, say
from dialogs.kinship import RELATIONS, canonical
from dialogs.places_said import home_of, window_line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.talk import Talk


def bind(scene: Scene) -> Answered:
    """To who wants to be bound: the first question; to who is already, to whom, and the way to one more."""
    sender = scene.resident
    if not sender.bound:
        return Answered(Reply(""), begin="binding")
    people = [f"{one.agent_of}{one.name}" for one in scene.people] or [f"{sender.agent_of}{sender.name}"]
    full = len(people) >= MOST_PEOPLE
    options = (Option("查到账"), *(() if full else (Option("再绑一位家人"),)), Option("解除绑定"))
    text = say("bound", scene, people="、".join(people))
    return Answered(Reply(text, options, say("bound_next", scene)))


_WISH = re.compile(
    r"^(?:我|俺)?(?:想|要|还要|还想|再|也|另外)*(?:给|帮|替)?(?:再|也)?(?:绑定?|加)(?:一?[个位])?(?:我|俺)?[ ，,]*"
    r"(?:给|帮|替)?(?:我|俺)?(?:家(?:里)?的?)?(?P<kin>[\u4e00-\u9fff]{1,4}?)(?:的)?(?:也?绑定?)?[吧了呢啊。]*$"
    r"|^(?:再|还|也|我|想|要)*(?:给|帮|替)(?:我|俺)?(?P<whom>[\u4e00-\u9fff]{1,4}?)(?:再|也)*绑(?:定)?(?:一下|上)?[吧了呢啊。]*$"
)
_ONE_MORE = re.compile(r"再绑|还要绑|还想绑|也[要想]?绑|绑定")
_ONLY_KIN = re.compile(r"^(?:我|俺)?(?:家)?(?P<kin>[\u4e00-\u9fff]{1,4}?)(?:的)?[。 ]*$")


def asked(text: str, talk: Talk, scene: Scene) -> Answered | None:
    """The binding of the relative whom the words name (我还要绑我爸), or who is named after 绑定; None for all else."""
    said = text.strip()
    found = _WISH.match(said)
    kin = (found["kin"] or found["whom"]) if found is not None else ""
    if found is None and "再绑一位家人" in talk.choices and (alone := _ONLY_KIN.match(said)):
        kin = alone["kin"]
    if not kin or canonical(kin) not in RELATIONS:
        return None
    asked = bind_more(scene)
    return replace(asked, slots={"subject": "family", "relation": kin}) if asked.begin else asked


def wished(text: str, talk: Talk, scene: Scene) -> bool:
    """Whether 绑 is surely said of an account: by who is bound already and wants one more, not of somebody tied up."""
    return scene.resident.bound and bool(_ONE_MORE.search(text)) and asked(text, talk, scene) is not None


def bind_more(scene: Scene) -> Answered:
    """One more of the family, asked for as the first was; refused with whom to ask where there are enough."""
    if not scene.resident.bound:
        return bind(scene)
    if len(scene.people) >= MOST_PEOPLE:
        window = window_line(home_of(scene), scene)
        text = say("full", scene, most=MOST_PEOPLE)
        reply = Reply(text, (Option("解除绑定"), HUMAN), say("full_next", scene, window=window))
        return Answered(reply, effects=(RefuseBinding(),))
    # Bound as oneself already: it can only be somebody of the family.
    oneself = any(not one.agent_of for one in scene.people) or not scene.resident.agent_of
    return Answered(Reply(""), begin="binding", slots={"subject": "family"} if oneself else {})


def unbind(scene: Scene, *, every: bool = False) -> Answered:
    """Ending a tie: of several people whose is asked, unless it was said."""
    if not scene.resident.bound:
        return Answered(Reply(say("unbound", scene), (Option("绑定身份"),), say("unbound_next", scene)))
    if not scene.several or every:
        return Answered(Reply(""), begin="unbinding")
    if not whose.settled(scene):
        return whose.which_tie(scene)
    whom = f"{scene.resident.agent_of}{scene.resident.name}"
    return Answered(Reply(""), begin="unbinding", slots={"_person": scene.about, "_whom": whom})
