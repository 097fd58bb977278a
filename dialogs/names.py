"""How a person's name is read out of what people answer when asked for one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.hint_lines import unread
from dialogs.lines import line
from dialogs.notunderstood import NotUnderstood
from dialogs.overheard import plainly
from dialogs.readers import bare, skips
from dialogs.talk import Option
from knowledge.identity import TWO_CHARACTER_SURNAMES
from knowledge.personnames import SURNAMES

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

SAYS: Mapping[str, str] = MappingProxyType(
    {"is_it": "「{name}」是名字吗？\n不是的话，请再发一次姓名。", "yes": "名字就叫{name}"}
)
LABELS = frozenset({"yes"})
WHERE: Mapping[str, str] = MappingProxyType({"is_it": "发来的不像名字，问一声", "yes": "上一句的选项"})
_IS_CALLED = re.compile(r"^(?:名字|姓名)?(?:就是|就叫|就|叫)")
_NICKNAME = re.compile(
    r"[老小阿].{1,2}|.{1,4}(?:大?[爷娘妈叔伯婶姐哥嫂姨舅]|奶奶|爷爷|师傅|老师|家|头|子|娃|妹|弟|婆|公)"
)
"""What somebody is called in the village: 老李头, 王大爷, 阿依, 桂花婶."""
_CALLED = re.compile(r"^(?:我|他|她|本人|老人)?(?:的)?(?:名字|姓名)?(?:就)?(?:叫做?|是|姓名|名字)?[：:是叫]?")
_TOLD = re.compile(r"(?:叫做?|名字是|姓名是?)([\u4e00-\u9fff·]{2,4}?)(?=今年|现在|住|在|是|的|电话|手机|[，,。\d\s]|$)")
_NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf·•]{2,20}")
_BEHIND_PLACE = re.compile(r"(.*(?:乡|镇|街道|村|社区|组|队))([\u4e00-\u9fff]{2,4})")
_APART = re.compile(r"[\s，,、;；。/]+")
_UNKNOWN = re.compile(r"(?:我?也?)(?:不知道|不晓得|不清楚|不认识|说不上|没名字).*")
_NO_NAME = re.compile(
    r"(?:是的?|对的?|好的?|行吧?|可以|嗯+|哦+|没有|有的?|谢谢.*|多谢.*|您?你?好|在吗|[我俺]?(?:自己|本人)|[我俺他她]|跟.+|随便.*|别.*|哈+"
    r"|在家|[很特]?别?急|(?:这|那)几天|[我俺]?(?:爸|妈|爹|娘|儿子|女儿|老伴|老公|老婆))"
    r"|.*(?:[了吗呢没咋啥]|什么|怎么|干嘛|为何|不[敢要用能会行想是]|人管|救命|电话|名字|低保|救助|补贴|登记|申请).*"
)
"""Words of name-like length that are no name: yes, thanks, a sentence, a question."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, or with ``may_skip`` whatever the person is called (王大爷), or nothing."""

    may_skip: bool = False
    in_passing: bool = True
    """Whether a name in the story is this one; a complaint names somebody else."""
    kind: str = "name"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass where that is allowed."""
        return (Option("不清楚"),) if self.may_skip else ()

    def read(self, message: Message, scene: Scene) -> str:
        """The name without 我叫 and without the place or number beside it; empty when passed."""
        said = bare(message.text)
        if self.may_skip and (skips(said) or _UNKNOWN.fullmatch(said)):
            return ""
        told = _TOLD.search(said)
        parts = [told[1]] if told else [part for part in _APART.split(said) if part and not plainly(part, scene)]
        names = [name for part in parts if (name := self._name(part, scene))]
        if len(names) != 1 and "".join(parts) == said.replace(" ", ""):
            # 王 秀英 is one name typed with a blank.
            names = [self._name("".join(parts), scene)]
        sure = _IS_CALLED.match(said)
        if len(names) == 1 and names[0] and not told and not sure and not _name_like(names[0]):
            # 打字行, 在车站: what is no name anybody knows is taken for one only when its owner says so.
            options = (
                Option(line(scene, "names.yes", SAYS["yes"], name=names[0]), f"名字就叫{names[0]}"),
                *self.options,
            )
            raise NotUnderstood(line(scene, "names.is_it", SAYS["is_it"], name=names[0]), options=options)
        if len(names) != 1 or not names[0]:
            raise unread("name", scene)
        return names[0].replace("•", "·")

    def _name(self, part: str, scene: Scene) -> str:
        name = _CALLED.sub("", part, count=1)
        behind = _BEHIND_PLACE.fullmatch(name)
        if behind and scene.office.places.resolve(behind[1], home=scene.office.pack.division):
            name = behind[2]
        good = _NAME.fullmatch(name) and not _NO_NAME.fullmatch(part) and not _NO_NAME.fullmatch(name)
        return name if good and (self.may_skip or len(name) <= 15) else ""

    def spot(self, heard: Understanding) -> str | None:
        """A name that was said of the person in need; who speaks for others and gives an own name means oneself."""
        name = heard.slots.get("name") if self.in_passing else None
        own = heard.slots.get("subject") in ("family", "other") and re.search(
            rf"[我俺](?:的?名字)?[叫是]{name}", heard.text
        )
        return str(name) if name and not own else None

    def show(self, value: Any, scene: Scene) -> str:
        """The name."""
        return str(value)


def _name_like(name: str) -> bool:
    """Whether it begins as a name does, is a name of several parts, or what a village calls somebody."""
    surname = name[0] in SURNAMES and len(name) <= 4
    return (
        surname or name[:2] in TWO_CHARACTER_SURNAMES or "·" in name or "•" in name or bool(_NICKNAME.fullmatch(name))
    )


name = Name()
