"""Short conversations by which each line is provoked, so that it is seen on a phone before anybody hears it.

They stand in ``exchanges.txt``, in the places of whatever bureau it is:

    ## 说谢谢                    what it shows
    = courtesies.thanks          the keys that are said in it (``pytest --rewrite`` fills them in)
    @ bound                      who is talking (``sample_people``); somebody new when nobody is named
    @ clue state=… title=…       one of the sender's registrations
    @ night                      after hours; ``@ recording SUBJECT LANGUAGE KIND``; ``@ language 佤语``
    @ lacks phone                what this bureau has not: phone, hours
    @ begun FLOW.QUESTION        a talk that a deploy has overtaken
    @ outcome known              what becomes of a registration: known, joined, untimed; of binding: taken, mismatch, …
    > 谢谢                       what the resident sends; {village}, {town} are of this bureau
    ~ 图片                       also 视频, 语音, 位置, 文件, 链接 TEXT, 扫码 SCENE, 关注, 菜单 KEY, 过了 HOURS
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from dialogs import outcomes
from dialogs.front_desk import take, tell
from dialogs.message import Message
from dialogs.pretence import NAME, pretended, rehearsed
from dialogs.sample_people import acted, lacking, made_up, with_clue
from dialogs.samples import Said, Sample, Walk
from dialogs.talk import Reply, Talk
from knowledge.recordings import Recording, RecordingKind

if TYPE_CHECKING:
    from dialogs.message import Kind
    from dialogs.scene import Scene

FILE = Path(__file__).with_name("exchanges.txt")
_SENT: dict[str, Kind] = {
    "图片": "image",
    "视频": "video",
    "语音": "voice",
    "位置": "location",
    "文件": "file",
    "链接": "link",
    "扫码": "scan",
    "关注": "follow",
    "菜单": "tap",
    "别的": "other",
}
_WAITS = "过了"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One conversation. ``tells`` are the keys of the lines that are said in it."""

    number: int
    title: str
    tells: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]

    @property
    def walk(self) -> Walk:
        """Its name and title, as those of other sample conversations."""
        return Walk(f"exchange{self.number}", self.title)


@cache
def exchanges() -> tuple[Exchange, ...]:
    """Every exchange, in the order of the file."""
    return tuple(read(FILE.read_text(encoding="utf-8")))


@cache
def telling(key: str) -> tuple[Exchange, ...]:
    """The exchanges in which a line is said, the shortest first."""
    return tuple(sorted((one for one in exchanges() if key in one.tells), key=lambda one: len(one.steps)))


def read(text: str) -> Iterator[Exchange]:
    """The exchanges of a text as that of the file."""
    for number, block in enumerate(text.split("## ")[1:], 1):
        title, *lines = [line for line in block.splitlines() if line.strip()]
        steps = [(line[0], line[2:]) for line in lines]
        tells = [key for mark, rest in steps if mark == "=" for key in rest.split()]
        yield Exchange(number, title, tuple(tells), tuple(step for step in steps if step[0] != "="))


def held(exchange: Exchange, scene: Scene) -> Sample:
    """The exchange as it goes with these words; ``way`` is where the conversation stood after each message."""
    scene, talk, said = rehearsed(scene, bound=False), Talk(), list[Said]()
    scene, way, becomes = replace(scene, clues=()), list[str](), ""
    for mark, words in exchange.steps:
        what, _, rest = words.partition(" ")
        if mark == "@" and what == "begun":
            flow, awaiting = rest.split(".")
            talk = Talk(flow, awaiting=awaiting, slots={"name": NAME}, touched_at=scene.now)
            continue
        if mark == "@":
            scene, becomes = (scene, rest) if what == "outcome" else (_set(scene, what, rest), becomes)
            continue
        if what == _WAITS and mark == "~":
            scene = replace(scene, now=scene.now + timedelta(hours=int(rest)))
            said.append(Said(True, Reply(f"（过了{rest}小时）")))
            continue
        message = _message(mark, _placed(words if mark == ">" else rest, scene), what, scene, len(way))
        said.append(Said(True, Reply(message.text or f"（{what}）")))
        turn = take(talk, message, scene)
        talk = turn.talk
        way.append(f"{talk.flow}.{talk.awaiting}")
        said += (Said(False, reply) for reply in turn.replies)
        for effect in turn.effects:
            outcome = _become(becomes, pretended(effect, scene))
            said += [Said(False, tell(outcome, scene))] if outcome is not None else []
            scene = acted(effect, scene)
    return Sample(exchange.walk, tuple(said), way=tuple(way))


def _become(what: str, outcome: outcomes.Outcome | None) -> outcomes.Outcome | None:
    """The outcome as the exchange wants it."""
    match outcome:
        case outcomes.Bound() if what:
            return outcomes.BindRefused(cast("Literal['taken']", what))
        case outcomes.ClueOpened() if what == "known":
            return replace(outcome, known=True)
        case outcomes.ClueOpened() if what == "joined":
            return replace(outcome, joined=True)
        case outcomes.ClueOpened() if what == "untimed":
            return replace(outcome, contact_by=None)
        case _:
            return outcome


def _message(mark: str, text: str, what: str, scene: Scene, number: int) -> Message:
    if mark == ">":
        return Message(f"sample{number}", "sample", "text", scene.now, text)
    kind = _SENT[what]
    media_id = "sample" if kind in ("image", "video", "voice") else ""
    point = scene.office.pack.points[0] if kind == "location" and scene.office.pack.points else None
    at = (point.latitude, point.longitude) if point is not None else (None, None)
    if kind in ("scan", "follow"):
        return Message(f"sample{number}", "sample", kind, scene.now, scene=text)
    return Message(f"sample{number}", "sample", kind, scene.now, text, media_id, *at)


def _placed(text: str, scene: Scene) -> str:
    """The words with the places of this bureau in their holes."""
    if "{" not in text:
        return text
    places, code = scene.office.places, scene.office.pack.division
    codes = []
    for _ in range(2):
        below = places.children(code)
        code = below[0].code if below else code
        codes.append(code)
    holes = {
        "{county_code}": scene.office.pack.division,
        "{town_code}": codes[0],
        "{village_code}": codes[1],
        "{town}": places.full_name(codes[0]),
        "{village}": places.full_name(codes[1]),
    }
    for hole, place in holes.items():
        text = text.replace(hole, place)
    return text


def _set(scene: Scene, what: str, rest: str) -> Scene:
    match what:
        case "clue":
            return with_clue(scene, dict(each.split("=", 1) for each in rest.split()))
        case "night":
            return replace(scene, now=scene.now.replace(hour=14, minute=0))  # ten in the evening in China
        case "recording":
            subject, language, kind = rest.split()
            there = [one for some in scene.office.recordings.by_subject.values() for one in some]
            new = Recording(len(there) + 1, subject, language, cast("RecordingKind", kind))
            return replace(scene, office=scene.office.with_recordings((*there, new)))
        case "lacks":
            return lacking(rest, scene)
        case "language":
            return replace(scene, resident=replace(scene.resident, language=rest))
        case _:
            return made_up(what, scene)
