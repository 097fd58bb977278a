"""How a self-check begins: by a tap, by words of one's own, under the answer about who may apply."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dialogs.answered import Answered
from dialogs.correction import correct
from dialogs.flows.selfcheck import FLOW
from dialogs.say import called
from dialogs.talk import Option, Reply, Talk
from dialogs.verdicts import LOOK

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from dialogs.talk import Turn
    from knowledge.programmes import Programme
    from knowledge.understanding import Understanding

_ASKS = re.compile(
    r"够不够|够[^不]{0,8}[吗么]|能不能|能.{0,12}[吗么不]|可不可以|可以.{0,12}[吗么不]|[符合][不合].{0,2}合|符合|够格|够条件|资格|算不算|行不行"
)
_THIS_WAY = re.compile(r"这样|这种|这情况|这个情况|够不够|够条件|够格")
_WRONG = re.compile(r"[说写填发打讲弄输搞报]错|更正|改成|改为|有误|^不对[，,。 ]")
_ABOUT_SELF = frozenset({"self", "family"})
_OF_THE_END = ("_story", "_fits")
_FORGOTTEN = timedelta(hours=24)
_ONESELF = re.compile(r"[我俺](?!家|们)")
_FIRST = re.compile(
    r"^(?:帮我|给我)?(?:看看|查查|算算)?(?:(?:我|俺|我家|俺家|我们家|咱家)(?:这样|这种情况|这情况)?(?:够不够|符不符合|够得上|合不合)|(?<=看看))(.{2,12}?)(?:的?条件)?[吗呢么?？。]*$"
)


def asked(text: str, talk: Talk, scene: Scene) -> Answered | None:
    """The self-check that our own option or the plain words 我够不够低保 begin; None for all other words."""
    said = text.strip()
    found = _FIRST.match(said)
    name = said.removeprefix(LOOK) if said.startswith(LOOK) else found[1] if found else None
    if name is None:
        return None
    kind = _called(name, scene)
    if kind is None and name and not said.startswith(LOOK):
        return None
    mine = {"subject": "self"} if found and not said.startswith(LOOK) and _ONESELF.search(said) else {}
    return begin(kind.key if kind else "", {**remembered(talk, scene), **mine}, scene)


def begin(programme: str, known: Mapping[str, Any], scene: Scene, lead: str = "") -> Answered:
    """The self-check of a programme (or the question of which), with what is known already."""
    told = {name: value for name, value in known.items() if name not in ("programme", *_OF_THE_END)}
    slots = {**told, "programme": programme} if programme else told
    return Answered(Reply(lead), about=programme, begin=FLOW.name, slots=slots)


def beside(found: Answered, heard: Understanding, scene: Scene) -> Answered:
    """The answer about who may apply; to who asks for herself and tells her case, the first question follows it."""
    kind = scene.office.pack.programmes.get(heard.programme or "")
    if kind is None or kind.key not in scene.office.pack.checks or found.key != f"{kind.key}.eligibility":
        return found
    if heard.slots.get("subject") not in _ABOUT_SELF or not _ASKS.search(heard.text):
        return found
    if (heard.place and heard.place.outside) or not (_THIS_WAY.search(heard.text) or _tells(heard)):
        return found
    told = {name: heard.slots[name] for name in ("subject", "relation") if heard.slots.get(name)}
    begun = begin(kind.key, {**told, "_said": heard.text[:200]}, scene, found.reply.text)
    return replace(begun, sources=found.sources, effects=found.effects, key=found.key)


def remembered(talk: Talk, scene: Scene) -> dict[str, Any]:
    """What the last self-check was told, while it is still today's talk."""
    kept = talk.slots.get("_checked")
    if not isinstance(kept, Mapping) or (talk.touched_at and scene.now - talk.touched_at > _FORGOTTEN):
        return {}
    return dict(kept)


def mended(talk: Talk, message: Message, heard: Understanding | None, scene: Scene) -> Turn | None:
    """The check again with one answer put right after it was finished (人数说错了，是5口人); None for other words."""
    kept = {name: value for name, value in remembered(talk, scene).items() if name not in _OF_THE_END}
    if talk.flow or not kept or not _WRONG.search(message.text):
        return None
    return correct(FLOW, Talk(flow=FLOW.name, version=FLOW.version, slots=kept), message, heard, scene)


def for_help(talk: Talk, scene: Scene) -> dict[str, Any]:
    """What a help request need not ask after a self-check: the story, whom it is about, where."""
    kept = remembered(talk, scene)
    if not kept:
        return {}
    noticed = {name: kept[name] for name in ("age", "people") if isinstance(kept.get(name), int)}
    noticed |= {"disability_level": kept["level"]} if str(kept.get("level", "")).endswith("级") else {}
    heard = {name: value for name, value in kept.get("_heard", {}).items() if name != "programme"} | noticed
    if kept.get("_fits"):
        heard["programme"] = kept["programme"]
    told = {name: kept[name] for name in ("subject", "relation") if kept.get(name)}
    here = kept.get("place")
    place = {"place": here} if isinstance(here, Mapping) and len(str(here.get("code", ""))) >= 9 else {}
    return {**told, **place, "trouble": kept["_story"], "_heard": heard}


def look(kind: Programme | None = None) -> Option:
    """The tap that begins a self-check, of that programme or of one to be chosen."""
    return Option(LOOK, f"{LOOK}{called(kind)}" if kind else "")


def offered(kind: Programme, scene: Scene) -> tuple[Option, ...]:
    """The same for a programme; none where it has no check."""
    return (look(kind),) if kind.key in scene.office.pack.checks else ()


def _tells(heard: Understanding) -> bool:
    return any(ask.name not in ("programme", "place") and ask.reader.spot(heard) is not None for ask in FLOW.asks)


def _called(name: str, scene: Scene) -> Programme | None:
    every = (scene.office.pack.programmes[key] for key in scene.office.pack.checks)
    return next((kind for kind in every if name in (kind.name, called(kind), *kind.aliases)), None)
