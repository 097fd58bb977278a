"""Answers to be heard or watched: offered where there is a recording, sent in the resident's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN, MENU, Answered
from dialogs.effects import Effect, SendMedia, SpeakLanguage
from dialogs.lines import line
from dialogs.shorter import LONGEST, shorter
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from typing import Any

    from dialogs.scene import Scene
    from knowledge.recordings import RecordingKind

_TAPPED = re.compile(r"^(听|看)([a-z]\w*(?:[.:][\w.-]+)?)$")
_HEAR = re.compile(
    r"^(?:请|能不能|可不可以|麻烦)?(?:你|您)?(?:帮我|给我)?(?:念|读|说|放|讲)(?:一下|一遍)?(?:给我)?(?:听听|听)(?:一下|一遍|吧|吗)?$"
    r"|^(?:我想|我要)?(?:听|放|发|播放)(?:个|一下)?(?:语音|录音)(?:吧|吗)?$"
)
_SEE = re.compile(r"^(?:我想|我要)?(?:看|放|发|播放)(?:个|一下)?(?:视频|录像)(?:吧|吗)?$")
_TONGUE = re.compile(
    r"^(?:请|能不能|可不可以|我想|我要)?(?:用|讲|说|听|放)(?:一下)?([\u4e00-\u9fff]{1,4}[语话])"
    r"(?:的?(?:语音|录音)|来?(?:说|讲|念|读)(?:一遍|给我听|听听)?)?(?:吧|吗|行吗|好吗)?$"
)


SAYS: Mapping[str, str] = MappingProxyType(
    {
        "tap_hear": "听语音",
        "tap_see": "看视频",
        "page": "大字、声音看这里",
        "short": "简单说：\n{short}",
        "short_next": "还不清楚，回1，请工作人员打电话给您讲。",
        "tap_ring": "请人打电话给我讲",
        "coming_voice": "好，这就发给您，是{language}的语音。",
        "coming_video": "好，这就发给您，是{language}的视频。",
        "other": "{wanted}的还没录，先发{language}的给您。您说{wanted}，我记住了，录好就用{wanted}。",
        "none": "这一条还没有录音，对不起。要人讲给您听，回1。",
        "none_there": "录好的有：{languages}。",
        "none_wanted": "好，记住了，以后有{wanted}的录音就放给您听。\n这一条还没有录音，要人讲给您听，回1。",
    }
)
"""What is said of recordings; a bureau may word it as ``recordings.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "tap_hear": "选项，答复有录音",
        "tap_see": "选项，答复有视频",
        "page": "答复有录音或视频，打开网页的链接",
        "short": "群众说没听懂、太长了，短一点再说",
        "short_next": "短一点再说，最后一句",
        "tap_ring": "选项，短一点再说、没有录音",
        "coming_voice": "要听，有录音",
        "coming_video": "要看，有视频",
        "other": "要听一种话，只有别的话的录音",
        "none": "要听，没有录音",
        "none_there": "要听，没有录音，别的答复有",
        "none_wanted": "要听一种话，没有录音",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {"short": "短一点的答复", "language": "哪种话", "wanted": "群众要听的是哪种话", "languages": "录好的是哪些话"}
)


def offering(answered: Answered, scene: Scene) -> Answered:
    """The answer with 听语音 and 看视频 where there are recordings of it, and the page with large letters."""
    kinds = scene.office.recordings.kinds(answered.key) if answered.key else ()
    if not kinds or answered.begin:
        return answered
    more = tuple(
        Option(_say(f"tap_{name}", scene), f"{verb}{answered.key}")
        for kind, name, verb in (("voice", "hear", "听"), ("video", "see", "看"))
        if kind in kinds
    )
    reply = answered.reply
    page = reply.page or Page(_say("page", scene), f"/listen/{answered.key}")
    return replace(answered, reply=replace(reply, options=(*reply.options, *more), page=page))


def remembered(answered: Answered) -> dict[str, Any]:
    """What is kept of an answer, so that it can be heard or said more shortly when it is asked for next."""
    if not answered.key:
        return {}
    text = answered.reply.text
    return {"_key": answered.key, "_short": shorter(text) or (text if len(text) <= LONGEST else "")}


def asked(text: str, slots: Mapping[str, Any], scene: Scene) -> Answered | None:
    """The recording that a tap or a sentence asks for, or what there is instead; None for other words."""
    said = text.strip(" ，。,.！!？?")
    tapped = _TAPPED.match(said)
    if tapped and scene.office.recordings.by_subject.get(tapped[2]):
        return _played(tapped[2], "voice" if tapped[1] == "听" else "video", "", scene)
    key = str(slots.get("_key", ""))
    tongue = _TONGUE.match(said)
    if tongue and tongue[1] in {*scene.office.recordings.languages, *scene.office.pack.languages}:
        return _played(key, "voice", tongue[1], scene)
    if _HEAR.match(said):
        return _played(key, "voice", "", scene)
    return _played(key, "video", "", scene) if _SEE.match(said) else None


def in_short(slots: Mapping[str, Any], scene: Scene) -> Answered | None:
    """The last answer more shortly; None when there is none to shorten."""
    short = str(slots.get("_short", ""))
    if not short:
        return None
    key = str(slots.get("_key", ""))
    hear = (Option(_say("tap_hear", scene), f"听{key}"),) if "voice" in scene.office.recordings.kinds(key) else ()
    options = (Option(_say("tap_ring", scene), HUMAN.words), *hear, MENU)
    return Answered(Reply(_say("short", scene, short=short), options, _say("short_next", scene)))


def _played(key: str, kind: RecordingKind, language: str, scene: Scene) -> Answered:
    effects: tuple[Effect, ...] = (SpeakLanguage(language),) if language else ()
    found = scene.office.recordings.best(key, kind, language or scene.resident.language)
    if found is None:
        return _nothing(language, effects, scene)
    missing = bool(language) and found.language != language
    name = "other" if missing else f"coming_{found.kind}"
    said = _say(name, scene, language=found.language, wanted=language)
    return Answered(Reply(said, (HUMAN, MENU)), effects=(*effects, SendMedia(found.kind, f"recording:{found.id}")))


def _nothing(language: str, effects: tuple[Effect, ...], scene: Scene) -> Answered:
    there = scene.office.recordings.languages
    text = _say("none_wanted" if language else "none", scene, wanted=language)
    if there and not language:
        text += "\n" + _say("none_there", scene, languages="、".join(there))
    return Answered(Reply(text, (Option(_say("tap_ring", scene), HUMAN.words), MENU)), effects=effects)


def _say(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"recordings.{name}", SAYS[name], **facts)
