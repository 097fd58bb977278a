"""How an answer is read, heard in passing, and said back. One reader a kind of answer, shared by all flows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dialogs.hint_lines import hint, shown, unread
from dialogs.lines import line
from dialogs.media import IN_VOICE
from dialogs.talk import Option
from dialogs.wishes import takes_back

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

SKIP = "跳过"
EDIT = "有地方要改"
_SKIPPING = re.compile(
    r"^(?:跳过|没有?了?|无|不用了?|不填|不想[说填留]|不方便|不知道|不清楚|说不清|不记得|忘了|算了|先不|不必|没得|不说|不留|不想说了?|别问了?|不告诉你)[了吧啊呀的]*$"
)
_WISH = re.compile(
    r"^(?:我|俺|我们)?(?:想|要|来)?(?:求助|投诉|举报|申请(?:救助|补助|帮助)|(?:申请|要)?帮助|帮帮我|报个?线索|反映个?(?:情况|问题)|帮(?:别人|邻居|他|她)求助)"
    r"(?:一下|个事)?[吗呢啊吧]?$"
)
"""Sentences that wish for something without telling why."""
_NO_PHOTO = re.compile(r"(?:没|不|无).{0,4}(?:照|拍|图|相片)")
_ONLY_DIGITS = re.compile(r"[\d\s+-]{7,}")
_EDGES = " \t\r\n，。,.、！!？?；;：:~～…"


class Reader(Protocol):
    """Reads one kind of answer. Values are plain JSON."""

    @property
    def kind(self) -> str:
        """What a form shows for it: choice, yes_no, consent, words, name, phone, id_number, place, media."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What may be tapped; empty when the answer is free."""

    def read(self, message: Message, scene: Scene) -> Any:
        """The value; raises ``NotUnderstood``."""

    def spot(self, heard: Understanding) -> Any | None:
        """The value when a sentence about something else tells it in passing."""

    def show(self, value: Any, scene: Scene) -> str:
        """The value in words a resident checks at a glance; empty when there is nothing to show."""


def bare(text: str) -> str:
    """The words without the marks and blanks around them."""
    return text.strip(_EDGES)


def skips(text: str) -> bool:
    """Whether the words decline to answer."""
    return bool(_SKIPPING.match(bare(text)))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer a choice: what is kept, what is shown, what else people say for it."""

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few. ``spots`` is the key under which understanding may already hold the value."""

    ways: tuple[Way, ...]
    spots: str = ""
    kind: str = "choice"
    hears: Callable[[Understanding], str | None] | None = None
    """Hears the value in a sentence about something else, where the slots of understanding do not tell."""
    beside: tuple[str, ...] = ()
    """Further options that are no answer but a wish to the desk (要改一处); they stand before the last way."""

    @property
    def options(self) -> tuple[Option, ...]:
        """Every way, in order."""
        *first, last = (Option(way.label) for way in self.ways)
        return (*first, *map(Option, self.beside), last)

    def read(self, message: Message, scene: Scene) -> str:
        """The value of the way that was said; what is said loosely counts when it fits one way only."""
        said = bare(message.text)
        for way in self.ways:
            if said in (way.value, way.label, *way.also):
                return way.value
        loose = self._loosely(said) if len(said) <= 14 else None
        if loose is not None:
            return loose
        numbers = "、".join(str(number) for number in range(1, len(self.ways) + 1))
        raise unread("choice", scene, numbers=numbers)

    def _loosely(self, said: str) -> str | None:
        fitting = [
            (len(word), way.value)
            for way in self.ways
            for word in (way.label, *way.also)
            if len(word) > 1 and word in said
        ]
        # The longest word decides, so that 不同意 is never read as 同意.
        longest = {value for size, value in fitting if size == max(fitting)[0]}
        return longest.pop() if len(longest) == 1 else None

    def spot(self, heard: Understanding) -> str | None:
        """The value understanding holds, if it is one of ours; with ``spots="words"`` what the sentence itself says."""
        if self.hears is not None:
            return self.hears(heard)
        if self.spots == "words":
            return self._loosely(heard.text)
        value = heard.programme if self.spots == "programme" else heard.slots.get(self.spots) if self.spots else None
        return value if any(way.value == value for way in self.ways) else None

    def show(self, value: Any, scene: Scene) -> str:
        """The label."""
        return next((way.label for way in self.ways if way.value == value), "")


def choice(
    *ways: tuple[str, ...], spots: str = "", hears: Callable[[Understanding], str | None] | None = None
) -> Choice:
    """A choice of ``(value, label, *also said)``."""
    return Choice(tuple(Way(value, label, tuple(also)) for value, label, *also in ways), spots, hears=hears)


_YES = ("是", "是的", "对", "对的", "好", "好的", "行", "可以", "要", "嗯", "愿意", "同意", "没错", "中", "要得")
_NO = ("不是", "不", "不对", "不行", "不要", "不用", "不可以", "不愿意", "不同意", "算了", "没有", "否")


def yes_no(yes: str = "是", no: str = "不是", spots: str = "") -> Choice:
    """A choice of ``"yes"`` and ``"no"`` with these labels, answered in whatever way people say yes and no."""
    return Choice((Way("yes", yes, _YES), Way("no", no, _NO)), spots, "yes_no")


def consent(yes: str = "没错，提交", no: str = "不提交") -> Choice:
    """The last question of a registration: what was said is passed on, changed, or dropped. ``"yes"`` or ``"no"``."""
    return Choice(
        (Way("yes", yes, (*_YES, "提交", "没错", "确认", "没问题")), Way("no", no, (*_NO, "先不登记"))),
        kind="consent",
        beside=(EDIT,),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Free words. ``may_skip`` lets the resident pass. ``spots`` is a key of understanding.

    ``tells`` are intents whose whole sentence is the answer: who says what is wrong has answered what is wrong.
    ``covers`` names questions that this one's prompt asks along: they are not asked again after it. ``hint`` says how
    to answer where the words for every story do not do; a pack words it as ``<asked>.hint``.
    """

    least: int = 2
    may_skip: bool = False
    spots: str = ""
    hears: Callable[[Understanding], str | None] | None = None
    tells: tuple[str, ...] = ()
    hint: str = ""
    asked: str = ""
    """Which question it reads, filled in by its flow."""
    covers: tuple[str, ...] = ()
    kind: str = "words"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass where that is allowed."""
        return (Option(SKIP),) if self.may_skip else ()

    def read(self, message: Message, scene: Scene) -> str:
        """The words as said, at most 500 characters; empty when passed."""
        if self.may_skip and skips(message.text):
            return ""
        said = message.text.strip()[:500]
        if takes_back(said):
            raise unread("taken_back", scene)
        if sum(letter.isalnum() for letter in said) < self.least or _ONLY_DIGITS.fullmatch(said):
            how = line(scene, f"{self.asked}.hint", self.hint) if self.hint else hint("how", scene)
            raise unread("words", scene, how=how)
        return said

    def spot(self, heard: Understanding) -> str | None:
        """What understanding holds under ``spots``, or the whole sentence when it tells."""
        if self.tells:
            telling = heard.intent in self.tells or (heard.slots.get("hardship") and "seek_help" in self.tells)
            said = heard.text.strip()
            return said[:500] if telling and len(bare(said)) >= 4 and not _WISH.match(bare(said)) else None
        if self.hears is not None:
            return self.hears(heard)
        value = heard.slots.get(self.spots) if self.spots else None
        return str(value) if value else None

    def show(self, value: Any, scene: Scene) -> str:
        """The words; long ones are cut."""
        said = shown("voice", scene) if value == IN_VOICE else str(value)
        return said if len(said) <= 60 else said[:58] + "……"


@dataclass(frozen=True, slots=True)
class Media:
    """A photo or a short video, or a pass. The value is the media id, empty when passed."""

    kind: str = "media"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass."""
        return (Option(SKIP),)

    def read(self, message: Message, scene: Scene) -> str:
        """The media id."""
        if message.kind in ("image", "video") and message.media_id:
            return message.media_id
        if skips(message.text) or bare(message.text) in _NO or _NO_PHOTO.search(message.text):
            return ""
        raise unread("media", scene)

    def spot(self, heard: Understanding) -> None:
        """Words hold no photo."""

    def show(self, value: Any, scene: Scene) -> str:
        """Whether there is one."""
        return shown("media", scene) if value else ""


words = Words()
media = Media()
