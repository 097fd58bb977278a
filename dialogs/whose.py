"""Whose money: of several people the sender looks after, the one that words name, else the one asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import Answered
from dialogs.kinship import fitting, named
from dialogs.lines import line
from dialogs.scene import ResidentView
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.flow import Slots
    from dialogs.scene import PersonView, Scene
    from dialogs.talk import Talk

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "ask": "看谁的？",
        "ask_unbind": "解除谁的绑定？",
        "ask_payment": "是谁的钱？",
        "next": "回数字、点一下都行，也可以直接说，像「{example}」。",
        "myself": "我自己",
        "others": "看别人的",
        "all": "都解除",
        "unbind_next": "回数字、点一下都行。解除了谁，就不再告诉您谁的钱。",
        "later": "这件事先办完。要查钱，等会儿说「{example}」。",
    }
)
"""What is said to find out whose money is meant; a pack words it as ``whose.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "ask": "绑定了几个人，没说看谁的",
        "ask_unbind": "绑定了几个人，要解除绑定",
        "ask_payment": "绑定了几个人，说钱没到",
        "next": "问看谁的，最后一句",
        "myself": "选项：本人",
        "others": "选项：换一个人看",
        "all": "选项：几个人的绑定都解除",
        "unbind_next": "问解除谁的绑定，最后一句",
        "later": "别的事正办着，问起几个人的钱",
    }
)
"""When each of them is heard."""
HOLES: Mapping[str, str] = MappingProxyType({"example": "可以怎么说（妈妈的到账）"})
LABELS = frozenset({"myself", "others", "all"})
ASKS = "whose"
"""The key of an answer that only asks whose money is meant."""
_FORGOTTEN = timedelta(hours=24)
_OTHERS = "看别人的"
MONEY, UNBIND, _ALL = "到账", "解除绑定", "都解除绑定"
_LOOKING = re.compile(r"^(?:我要|我想|帮我|给我|那)?(?:看看?|查查?|问问?)?(?=[\u4e00-\u9fff]{2})")
_ONLY_KIN = re.compile(r"^[我俺咱](?:家)?|[的呢吗啊呀？?，。 ]+$")
_EACH = re.compile(r"都|全|所有")
_LONGEST, _IN_FRONT = 24, 9
_UNBIND = re.compile(r"解绑|(?:解除|取消|解开|去掉).{0,14}绑定|不(?:想|要)?(?:再)?绑(?:定)?(?:了|$)")


def looked_at(words: str, scene: Scene) -> Scene:
    """The scene in which the person is looked at whom the words name; as it was where they name nobody."""
    one = named(words, scene) if scene.several and words else None
    return scene.looking_at(one) if one is not None else scene


def asked_of(text: str, scene: Scene, command: Callable[[str], str]) -> tuple[Scene, str]:
    """The scene as the words want it looked at, and the words without whom they name where that only stands in front.

    妈妈王秀英的到账 is 到账 of her, 看别人的到账 of whom is still to be asked; 解除我妈的绑定 is 解除绑定 of her.
    ``command`` tells whether words are one of the menu's: only before those is 我妈的 left off.
    """
    said = text.strip()
    if not scene.several:
        return scene, said
    if said.startswith(_OTHERS):
        return unsettled(scene), said.removeprefix(_OTHERS) or MONEY
    one = named(said, scene)
    if _UNBIND.search(said) and len(said) <= _LONGEST:
        return (scene.looking_at(one) if one is not None else unsettled(scene)), _ALL if _EACH.search(said) else UNBIND
    if one is None:
        return scene, said
    looked = scene.looking_at(one)
    begun = _LOOKING.sub("", said)
    call = next((f"{each}的" for each in _calls(one, scene) if begun.startswith(f"{each}的")), "")
    if call:
        return looked, begun.removeprefix(call).strip() or MONEY
    if len(_ONLY_KIN.sub("", begun)) <= len(one.name):
        return looked, MONEY  # 我爸呢
    ends = (said[start:] for start in range(1, min(len(said), _IN_FRONT)))
    return looked, next((rest for rest in ends if command(rest)), said)


def as_own(text: str, scene: Scene) -> str:
    """The words as that person would say them of herself: 王秀英都领着啥 is 我都领着啥."""
    one = next((each for each in scene.people if each.person_id == scene.about), None) if scene.several else None
    if one is None:
        return text
    return next((text.replace(each, "我", 1) for each in _calls(one, scene) if each in text), text)


def unsettled(scene: Scene) -> Scene:
    """The scene in which nobody in particular is looked at, where there are several."""
    return replace(scene, about=0) if scene.several else scene


def settled(scene: Scene) -> bool:
    """Whether it is clear whose money is meant."""
    return not scene.several or bool(scene.about)


def which(what: str, scene: Scene, ask: str = "ask", example: str = "") -> Answered:
    """The question whose money is meant; each choice is the sentence that asks ``what`` (到账) of that person.

    ``example`` is what one may say instead, where ``what`` is a sentence of the sender's own.
    """
    options = tuple(Option(call(one, scene), sentence(call(one, scene), what)) for one in scene.people)
    tail = line(scene, "whose.next", SAYS["next"], example=_example(example or what, scene))
    return Answered(Reply(line(scene, f"whose.{ask}", SAYS[ask]), options, tail), key=ASKS)


def which_tie(scene: Scene) -> Answered:
    """The question whose tie is to be ended, or everybody's."""
    options = tuple(Option(call(one, scene), f"解除{call(one, scene)}的绑定") for one in scene.people)
    every = Option(line(scene, "whose.all", SAYS["all"]), _ALL)
    tail = line(scene, "whose.unbind_next", SAYS["unbind_next"])
    return Answered(Reply(line(scene, "whose.ask_unbind", SAYS["ask_unbind"]), (*options, every), tail), key=ASKS)


def later(scene: Scene) -> Answered:
    """In the middle of something else the choice would be taken for an answer: how to ask afterwards."""
    return Answered(Reply(line(scene, "whose.later", SAYS["later"], example=_example("到账", scene))))


def switch(what: str, scene: Scene) -> tuple[Option, ...]:
    """The way from this person's money to another's, where there is another."""
    others = [one for one in scene.people if one.person_id != scene.about]
    if not scene.several or not scene.about:
        return ()
    if len(others) == 1:
        return (Option(f"看{call(others[0], scene)}的", sentence(call(others[0], scene), what)),)
    return (Option(line(scene, "whose.others", SAYS["others"]), f"{_OTHERS}{what}"),)


def call(one: PersonView | ResidentView, scene: Scene) -> str:
    """What one calls a person to the sender: 妈妈王秀英, 我自己 (as the sender says it)."""
    return f"{one.agent_of}{one.name}" if one.agent_of else line(scene, "whose.myself", SAYS["myself"])


def sentence(call: str, what: str) -> str:
    """The words by which ``what`` is asked for of that person: 妈妈王秀英的到账."""
    return f"{call}的{what}"


def heading(scene: Scene) -> str:
    """The name over somebody's money: with who that is to the sender, where there are several."""
    one = scene.resident
    return f"{one.agent_of}{one.name}" if scene.several else one.name


def page(path: str, scene: Scene) -> str:
    """The address of a page of ours about that person."""
    return f"{path}?who={scene.about}" if scene.several and scene.about else path


def relative(slots: Slots, scene: Scene) -> ResidentView:
    """The bound person whom a help request for a relative is about; nobody known where none fits or two do."""
    relation = str(slots.get("relation") or "")
    found = fitting((relation,), scene) if relation and slots.get("subject") == "family" else ()
    return scene.looking_at(found[0]).resident if len(found) == 1 else ResidentView()


def taken_up(talk: Talk, scene: Scene) -> tuple[Talk, Scene]:
    """The talk without what it knew of people who are not bound any more, and the scene as it last looked at it.

    Whom it looked at is forgotten after a silence, for phones go from hand to hand, unless a flow waits that is theirs.
    """
    slots = _scrubbed(talk.slots, scene)
    if not talk.flow and talk.touched_at is not None and scene.now - talk.touched_at > _FORGOTTEN:
        slots.pop("_whose", None)
    about = slots.get("_whose")
    one = next((each for each in scene.people if each.person_id == about), None) if scene.several else None
    return replace(talk, slots=slots), scene.looking_at(one) if one is not None else scene


def kept(slots: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """The slots of a talk with whom it looks at, where there are several."""
    rest = {name: value for name, value in slots.items() if name != "_whose"}
    return {**rest, "_whose": scene.about} if scene.several and scene.about else rest


def _scrubbed(slots: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """The slots without what was filled in of people whom the sender is not bound to any more, set aside or not."""
    bound = {one.person_id for one in scene.people} | ({scene.resident.person_id} if scene.resident.bound else set())
    own: Mapping[str, int] = slots.get("_own") or {}
    gone = {name for name, person_id in own.items() if person_id not in bound}
    left = {name: value for name, value in slots.items() if name not in gone}
    if gone:
        left["_own"] = {name: person_id for name, person_id in own.items() if name not in gone}
    held = slots.get("_held")
    if held and held.get("slots"):
        left["_held"] = {**held, "slots": _scrubbed(held["slots"], scene)}
    return left


def _example(what: str, scene: Scene) -> str:
    first = next((one for one in scene.people if one.agent_of), scene.people[0])
    return sentence(first.agent_of or first.name, what)


def _calls(one: PersonView, scene: Scene) -> tuple[str, ...]:
    return (call(one, scene), one.name)
