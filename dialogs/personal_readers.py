"""Readers of where somebody is and how to be reached: phone, ID number, place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.hint_lines import hint, shown, unread
from dialogs.notunderstood import NotUnderstood
from dialogs.places_said import county_name, home_of
from dialogs.readers import bare, skips
from dialogs.talk import Option
from knowledge.identity import check_id_number, check_phone, mask_id
from knowledge.normalise import normalise
from knowledge.points import nearest

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_DIGITS = re.compile(r"[+\d][\d\s\-—－]{4,}\d")
_SPOKEN = str.maketrans("零〇幺一二两三四五六七八九", "0011223456789")
_SPOKEN_RUN = re.compile(r"[零〇幺一二两三四五六七八九]{7,}")
VISIT = "没有电话，上门找我"
SENT_POSITION = "发来的位置"
"""What is kept as said of a place that was sent as a position."""
_NO_PHONE = re.compile(
    r"(?:没|无|不想?留|不用|听不[见清到]|耳聋|耳背|打不通|停机).{0,4}(?:电话|手机|号)?$|别打|不要打|不能打"
)
_REACHED_OTHERWISE = re.compile(r"(?:没有?|无).{0,4}(?:电话|手机|号码)|听不[见清到]|耳背|聋|哑|不能接|停机|打不通")
_ID_WHOLE = re.compile(r"\d{17}[\dXx]")
_ID_TAIL = re.compile(r"(?<!\d)\d{5}[\dXx](?![\dXx])")


def _numbers(text: str) -> str:
    """The text with half-width digits, and long runs of spoken ones (幺三八……) written as digits."""
    plain = unicodedata.normalize("NFKC", text)
    return _SPOKEN_RUN.sub(lambda run: run[0].translate(_SPOKEN), plain)


def numbers_in(text: str) -> tuple[str, ...]:
    """Every number in the words that can be dialled, as it is dialled."""
    found = (check_phone(run[0]) for run in _DIGITS.finditer(_numbers(text)))
    return tuple(number for number in found if number)


@dataclass(frozen=True, slots=True)
class Phone:
    """A mobile or landline number; empty when passed.

    ``may_skip`` where nobody need be called back. With ``may_lack`` who has none is asked for a neighbour's, and may
    then be visited instead. ``instead`` is how who has none, or cannot hear, is answered. ``covers`` as for ``Words``.
    """

    may_skip: bool = False
    may_lack: bool = False
    instead: str = ""
    covers: tuple[str, ...] = ()
    kind: str = "phone"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass where that is allowed."""
        return (Option(self.instead or "不留电话"),) if self.may_skip or self.instead else ()

    def read(self, message: Message, scene: Scene) -> str:
        """The number as it is dialled."""
        if self.may_skip and (skips(message.text) or bare(message.text) == "不留电话"):
            return ""
        if self.may_lack and bare(message.text) == VISIT:
            return ""
        plain = _numbers(message.text)
        if good := numbers_in(message.text):
            return good[0]
        if self.instead and (bare(message.text) == self.instead or _REACHED_OTHERWISE.search(plain)):
            return ""
        if self.may_lack and (skips(message.text) or _NO_PHONE.search(plain)):
            raise NotUnderstood(hint("no_phone", scene), options=(Option(VISIT),))
        digits = sum(letter.isdigit() for letter in plain)
        if 8 <= digits <= 13 and digits != 11:
            raise unread("phone_count", scene, count=digits)
        raise unread("phone", scene)

    def spot(self, heard: Understanding) -> str | None:
        """A number that was said."""
        number = heard.slots.get("phone")
        return str(number) if number else None

    def show(self, value: Any, scene: Scene) -> str:
        """The whole number: who gave it must be able to check it."""
        return str(value)


@dataclass(frozen=True, slots=True)
class IdNumber:
    """The last 6 characters of an ID number; a whole one is taken when its check digit is right."""

    kind: str = "id_number"

    @property
    def options(self) -> tuple[Option, ...]:
        """None: it is typed."""
        return ()

    def read(self, message: Message, scene: Scene) -> str:
        """18 or 6 characters, X upper case."""
        plain = unicodedata.normalize("NFKC", message.text).replace(" ", "")
        whole = _ID_WHOLE.search(plain)
        if whole:
            good = check_id_number(whole[0])
            if good:
                return good
            raise unread("id_wrong", scene)
        tail = _ID_TAIL.search(plain)
        if tail:
            return tail[0].upper()
        raise unread("id_number", scene)

    def spot(self, heard: Understanding) -> str | None:
        """A whole number that was said."""
        number = heard.slots.get("id_number")
        return str(number) if number else None

    def show(self, value: Any, scene: Scene) -> str:
        """Never the number itself: a screen may be seen by others."""
        return mask_id(str(value)) if len(str(value)) == 18 else shown("id_tail", scene)


_POSITION = re.compile(r"\s*(\d{1,2}\.\d{5}),(\d{2,3}\.\d{5})$")


def _position(message: Message, said: str) -> tuple[dict[str, float], str]:
    """Where the sender is on the map, empty when that was not sent, and the words without it."""
    if message.latitude is not None and message.longitude is not None:
        return {"latitude": message.latitude, "longitude": message.longitude}, said
    found = _POSITION.search(said)
    if found is None:
        return {}, said
    return {"latitude": float(found[1]), "longitude": float(found[2])}, said[: found.start()]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of this bureau. The value is ``{"code", "name", "said"}``, with a location also latitude and longitude.

    ``village`` reads the village below a township already known; there the words are kept when no list has it.
    ``least`` is how many digits of code are exact enough: 9 for a township, 6 for a county.
    """

    village: bool = False
    may_skip: bool = False
    least: int = 9
    kind: str = "place"

    @property
    def options(self) -> tuple[Option, ...]:
        """A way to pass where the township is known already."""
        return (Option("不清楚"),) if self.village or self.may_skip else ()

    def read(self, message: Message, scene: Scene) -> dict[str, Any]:
        """The place; raises with the candidates as options when several have that name."""
        said = bare(message.text)
        if (self.village or self.may_skip) and skips(said):
            return {"code": "", "name": "", "said": ""}
        at, said = _position(message, said)
        found = self._resolved(said, scene)
        if at:
            found = found or self._located(at, said, scene)
            found = {**(found or {"code": home_of(scene), "name": "", "said": said or SENT_POSITION}), **at}
        if found is None and not scene.office.places.children(home_of(scene)) and len(said) > 1:
            # The pack has no list of villages: what was said is all anybody can have.
            found = {"code": home_of(scene), "name": "", "said": said[:60]}
        if found is None:
            raise self._unknown(scene)
        return found

    def _resolved(self, said: str, scene: Scene) -> dict[str, Any] | None:
        home, places = home_of(scene), scene.office.places
        guess = places.resolve(normalise(said), home=home, asked=True) if said else None
        if guess is None:
            return None
        if guess.code is None and guess.candidates:
            named = [Option(places.full_name(code)) for code in guess.candidates]
            several = len(named) > 1
            raise NotUnderstood(
                hint("places", scene) if several else hint("place_meant", scene, place=named[0].label), options=named
            )
        if guess.outside:
            raise unread("outside", scene, place=guess.outside, county=county_name(scene))
        code = guess.code or ""
        if self.village and not places.within(code, home):
            # A township said along sets the first one right; a bare name that only others have is kept as words.
            town = places.get(code[:9]) if len(code) >= 9 and places.within(code, home[:6]) else None
            code = code if town is not None and town.name[:2] in said else ""
        if self.village and not code:
            return {"code": "", "name": said[:30], "said": said[:60]} if len(said) > 1 else None
        if len(code) < self.least and (not code or places.children(code)):
            return None
        return {"code": code, "name": places.full_name(code), "said": said[:60]}

    def _located(self, at: dict[str, float], said: str, scene: Scene) -> dict[str, Any] | None:
        """The township that the position lies nearest to; raises with two or three where several are about as near."""
        codes = nearest(scene.office.pack.points, at["latitude"], at["longitude"])
        here = [code for code in codes if scene.office.places.within(code, home_of(scene)[:6])]
        names = [scene.office.places.full_name(code) for code in here]
        if len(here) > 1:
            # The tap brings the position along, so that who goes there can find the way.
            where = f"{at['latitude']:.5f},{at['longitude']:.5f}"
            options = tuple(Option(name, f"{name} {where}") for name in names)
            raise NotUnderstood(hint("position", scene), options=options)
        return {"code": here[0], "name": names[0], "said": said or SENT_POSITION} if here else None

    def _unknown(self, scene: Scene) -> NotUnderstood:
        if self.village:
            return unread("village", scene)
        below = scene.office.places.children(home_of(scene)[:6])
        near = [Option(division.name) for division in below[:8]]
        facts = {"county": county_name(scene), "example": below[0].name if below else ""}
        return NotUnderstood(
            hint("place_like" if below else "place", scene, **facts),
            simple=hint("place_simple", scene),
            near=near if len(below) <= 8 else (),
        )

    def spot(self, heard: Understanding) -> dict[str, Any] | None:
        """A township or village that was said."""
        guess = heard.place
        if guess and guess.living and not guess.living.outside:
            guess = guess.living  # asked is where somebody lives now, not where she is registered
        if self.village or guess is None or not guess.code or guess.outside or len(guess.code) < self.least:
            return None
        return {"code": guess.code, "name": guess.name, "said": guess.name}

    def show(self, value: Any, scene: Scene) -> str:
        """The full name below the county, with what was said beyond it."""
        name = str(value.get("name") or value.get("said") or "")
        code = value.get("code")
        return scene.office.places.full_name(code) if code and value.get("name") else name


phone = Phone()
id_number = IdNumber()
place = Place()
