"""What somebody who asked for a call gets in writing: on WeChat where there is no number, by text message else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.lines import line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "written": "民政局的工作人员听了您的话，回您：\n{words}",
        "written_next": "您接着说，发语音、打字都行。有电话号码也可以发来。",
        "answered": "民政局的工作人员听了您的话，回您：\n{words}",
        "answered_next": "说得不对、没说完，回1接着说。",
        "tap_more": "还有话说",
        "text": "您好，这里是{bureau}，给您回电话没有打通。方便时请打{number}，告诉我们什么时候方便接电话。",
        "text_no_number": "您好，这里是{bureau}，给您回电话没有打通。方便时请告诉我们什么时候方便接电话。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "written": "没有留电话，工作人员在微信上写给他",
        "written_next": "没有留电话，工作人员写给他，最后一句",
        "answered": "没有留电话，工作人员在微信上答完了",
        "answered_next": "没有留电话，在微信上答完了，最后一句",
        "tap_more": "选项，在微信上答完了",
        "text": "短信，打了几次没打通",
        "text_no_number": "短信，打了几次没打通，民政局没有填电话",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {"words": "工作人员写的话", "bureau": "民政局的名字", "number": "民政局电话"}
)


def written(words: str, scene: Scene) -> Reply:
    """The operator's words; an answer in WeChat is waited for."""
    return Reply(_say("written", scene, words=words), (), _say("written_next", scene))


def answered(words: str, no: str, scene: Scene) -> Reply:
    """The operator's words as the end of it, with the way to say more."""
    options = (Option(_say("tap_more", scene), f"重新办理{no}"),) if no else ()
    return Reply(_say("answered", scene, words=words), options, _say("answered_next", scene) if no else "")


def text_message(scene: Scene) -> str:
    """The words of a text message to who never picks up; nothing in it says what it is about."""
    bureau = scene.office.pack.bureau
    return _say("text" if bureau.phone else "text_no_number", scene, bureau=bureau.name, number=bureau.phone)


def _say(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"called_back.{name}", SAYS[name], **facts)
