"""Whose money: of several people the sender looks after, the one that words name, else the one asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import Answered
from dialogs.lines import line
from dialogs.scene import ResidentView
from dialogs.talk import Option, Reply
from knowledge.lexicon import lexicon

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
        "later": "这件事先办完。要查钱，等会儿说「{example}」。",
    }
)
"""What is said to find out whose money is meant; a pack words it as ``whose.<name>``."""
ASKS = "whose"
"""The key of an answer that only asks whose money is meant."""
_SELF = re.compile(
    r"[我俺](?:自己|本人|个人)|本人|[我俺]的(?!家|妈|爸|爹|娘|爷|奶|公|婆|老|儿|女|孩)"
    r"|[我俺](?=(?:这个月|上个月)?(?:的)?(?:低保|五保|特困|残疾|高龄|补贴|补助|津贴|救助|待遇|名下|领|享受))"
)
_OTHERS = "看别人的"
_UNBIND = re.compile(r"解绑|(?:解除|取消|解开|去掉).{0,14}绑定|不(?:想|要)?(?:再)?绑(?:定)?(?:了|$)")


def named(words: str, scene: Scene) -> PersonView | None:
    """The one person of those bound whom the words name: by name, as a relative, or as 我的; None for nobody or two."""
    for found in (_by_call(words, scene), _by_name(words, scene), _by_kin(words, scene)):
        if found:
            return found[0] if len(found) == 1 else None
    if _SELF.search(words):
        return next((one for one in scene.people if not one.agent_of), None)
    return None


def looked_at(words: str, scene: Scene) -> Scene:
    """The scene in which the person is looked at whom the words name; as it was where they name nobody."""
    one = named(words, scene) if scene.several and words else None
    return scene.looking_at(one) if one is not None else scene


def asked_of(text: str, scene: Scene) -> tuple[Scene, str]:
    """The scene as the words want it looked at, and the words without whom they name where that stands in front.

    妈妈王秀英的到账 is 到账 of her, 看别人的到账 of whom is still to be asked; 解除我妈的绑定 is 解除绑定 of her.
    """
    said = text.strip()
    if not scene.several:
        return scene, said
    if said.startswith(_OTHERS):
        return unsettled(scene), said.removeprefix(_OTHERS) or "到账"
    one = named(said, scene)
    if _UNBIND.search(said):
        return (scene.looking_at(one) if one is not None else unsettled(scene)), "解除绑定"
    if one is None:
        return scene, said
    begun = next((call for call in _calls(one, scene) if said.startswith(f"{call}的")), None)
    rest = said.removeprefix(f"{begun}的") if begun else _KIN_FIRST.sub("", said)
    return scene.looking_at(one), rest.strip() or "到账"


_KIN_FIRST = re.compile(
    r"^(?:我要|我想|帮我)?(?:看看?|查查?|问问?)?(?:我们?|俺|咱)?(?:家)?(?:自己|本人)?[\u4e00-\u9fff]{0,4}?的(?=[\u4e00-\u9fff])"
)


def unsettled(scene: Scene) -> Scene:
    """The scene in which nobody in particular is looked at, where there are several."""
    return replace(scene, about=0) if scene.several else scene


def settled(scene: Scene) -> bool:
    """Whether it is clear whose money is meant."""
    return not scene.several or bool(scene.about)


def which(what: str, scene: Scene, ask: str = "ask", more: tuple[Option, ...] = ()) -> Answered:
    """The question whose money is meant; each choice is the sentence that asks ``what`` (到账) of that person."""
    options = tuple(Option(call(one, scene), sentence(call(one, scene), what)) for one in scene.people)
    tail = line(scene, "whose.next", SAYS["next"], example=_example(what, scene))
    return Answered(Reply(line(scene, f"whose.{ask}", SAYS[ask]), (*options, *more), tail), key=ASKS)


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


def relative(slots: Slots, scene: Scene) -> ResidentView:
    """The bound person whom a help request for a relative is about; nobody known where none fits or two do."""
    relation = str(slots.get("relation") or "")
    found = _fitting((relation,), scene) if relation and slots.get("subject") == "family" else ()
    return scene.looking_at(found[0]).resident if len(found) == 1 else ResidentView()


def remembered(talk: Talk, scene: Scene) -> Scene:
    """The scene as this talk last looked at it: the person is still bound, or nobody is looked at."""
    about = talk.slots.get("_whose")
    one = next((each for each in scene.people if each.person_id == about), None) if scene.several else None
    return scene.looking_at(one) if one is not None else scene


def kept(slots: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """The slots of a talk with whom it looks at, where there are several."""
    rest = {name: value for name, value in slots.items() if name != "_whose"}
    return {**rest, "_whose": scene.about} if scene.several and scene.about else rest


def scrubbed(slots: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """The slots without what was filled in of people whom the sender is not bound to any more, set aside or not."""
    bound = {one.person_id for one in scene.people} | ({scene.resident.person_id} if scene.resident.bound else set())
    own: Mapping[str, int] = slots.get("_own") or {}
    gone = {name for name, person_id in own.items() if person_id not in bound}
    left = {name: value for name, value in slots.items() if name not in gone}
    if gone:
        left["_own"] = {name: person_id for name, person_id in own.items() if name not in gone}
    held = slots.get("_held")
    if held and held.get("slots"):
        left["_held"] = {**held, "slots": scrubbed(held["slots"], scene)}
    return left


def _example(what: str, scene: Scene) -> str:
    first = next((one for one in scene.people if one.agent_of), scene.people[0])
    return f"{first.agent_of or first.name}的{what}" if len(what) <= _SHORT else f"{first.agent_of or first.name}的到账"


_SHORT = 8


def _calls(one: PersonView, scene: Scene) -> tuple[str, ...]:
    return (call(one, scene), one.name)


def _by_call(words: str, scene: Scene) -> tuple[PersonView, ...]:
    return tuple(one for one in scene.people if one.agent_of and f"{one.agent_of}{one.name}" in words)


def _by_name(words: str, scene: Scene) -> tuple[PersonView, ...]:
    return tuple(one for one in scene.people if one.name in words)


def _by_kin(words: str, scene: Scene) -> tuple[PersonView, ...]:
    return _fitting(tuple(hit.word for hit in lexicon().scan(words) if hit.meaning.relation), scene)


def _fitting(kin: tuple[str, ...], scene: Scene) -> tuple[PersonView, ...]:
    """Those of the bound people who are called so, word for word before by the same meaning (妈 is 母亲)."""
    same = tuple(one for one in scene.people if one.agent_of in kin)
    meant = {canonical(word) for word in kin}
    return same or tuple(one for one in scene.people if one.agent_of and canonical(one.agent_of) in meant)


def canonical(word: str) -> str:
    """The word a clerk writes for a relative: 母亲 for 妈, 我妈, 俺娘."""
    meanings, bare = lexicon().meanings, word
    for start in ("我", "俺", "咱", "家", "的"):
        bare = bare.removeprefix(start) if bare not in meanings else bare
    found = meanings.get(bare)
    return found.relation if found is not None and found.relation else bare
