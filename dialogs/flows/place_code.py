"""A village's code was scanned: does who scanned it live there? Asked, because whoever passes by scans it too."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.courtesies import MAIN
from dialogs.effects import Effect, RememberPlace
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.lines import line
from dialogs.readers import Choice, Way, bare
from dialogs.talk import Page, Reply

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene

_SMALLEST = 9
"""Digits of a township: that somebody lives in the county tells nothing we did not know."""


_WAYS = (
    Way(
        "yes", "是", ("是的", "对", "对的", "嗯", "没错", "住这里", "住这儿", "我住这", "就住这", "住在这里", "本村的")
    ),
    Way("no", "不是", ("不", "不住这里", "不住这儿", "不住这", "外村的", "别的村", "住别处")),
    Way("passing", "只是路过", ("路过", "随便看看", "看看", "走亲戚", "来走亲戚", "扫着玩")),
)


@dataclass(frozen=True, slots=True)
class _Lives(Choice):
    """Whether one lives where the code hangs; who says where else she lives has told us that: ``at:<code>``."""

    def read(self, message: Message, scene: Scene) -> str:
        """``yes``, ``no``, ``passing`` or ``at:<code>``."""
        said = bare(message.text)
        home = scene.office.pack.division
        guess = scene.office.places.resolve(said, home=home) if len(said) > 2 else None
        if guess and guess.code and len(guess.code) >= _SMALLEST and not guess.outside:
            return f"at:{guess.code}"
        return Choice.read(self, message, scene)

    def show(self, value: Any, scene: Scene) -> str:
        """Nothing: what was answered is told at once."""
        return ""


def _finish(slots: Slots, scene: Scene) -> Ending:
    lives, here = str(slots.get("lives")), slots.get("place") or {}
    code = lives.removeprefix("at:") if lives.startswith("at:") else str(here.get("code") or "")
    stays = bool(code) and (lives == "yes" or lives.startswith("at:"))
    effects: tuple[Effect, ...] = (RememberPlace(code),) if stays else ()
    key = "kept" if stays else "elsewhere" if lives == "no" else "passing"
    said = FLOW.say(key, scene, place=scene.office.places.full_name(code) if code else "")
    return Ending((Reply(said, MAIN, FLOW.say("next", scene)),), effects)


FLOW = Flow(
    name="place_code",
    title="住处登记",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "kept": "记下了，您住在{place}。想办哪件事？",
            "elsewhere": "好，没有记。您住在哪里，用得着的时候再问您。想办哪件事？",
            "passing": "好，没有记。想办哪件事？",
            "page": "看{place}公开栏",
            "next": "回数字、点一下都行，也可以直接说。",
        }
    ),
    asks=(
        Ask(
            "lives",
            "",
            "您是住在{place}吗？",
            _Lives(_WAYS),
        ),
    ),
)


def asks_about(code: str, scene: Scene) -> bool:
    """Whether scanning this code is a reason to ask: a township or village other than the one that is known."""
    return len(code) >= _SMALLEST and not scene.resident.place.startswith(code)


def page_of(code: str, scene: Scene) -> Page:
    """The open-information column of that place."""
    label = line(scene, "place_code.page", FLOW.says["page"], place=scene.office.places.full_name(code))
    return Page(label, f"/open/{code}")
