"""公开栏 in the conversation: a short answer, and the page on which the whole of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HELP, HUMAN, Answered
from dialogs.lines import line, tap
from dialogs.places_said import county_name, home_of
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "column": "{place}的公开栏里有通知公告、办事程序、救助标准和监督电话，谁都能看。",
        "notices": "通知公告都放在{place}的公开栏里，谁都能看。",
        "procedures": "办事程序都写在公开栏里：谁能申请、带什么、怎么办、要多久。",
        "procedures_next": "只问一项，直接说就行，像「低保怎么办」。",
        "page": "打开公开栏",
        "notices_page": "看通知公告",
        "procedures_page": "看办事程序",
        "next": "不方便看，说「人工」，请人打给您讲。",
        "tap_procedures": "办事程序",
        "tap_supervision": "监督渠道",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "column": "群众说公开栏",
        "notices": "群众说通知公告",
        "procedures": "群众说办事程序",
        "procedures_next": "群众说办事程序，最后一句",
        "page": "打开公开栏的链接",
        "notices_page": "打开通知公告的链接",
        "procedures_page": "打开办事程序的链接",
        "next": "公开栏的最后一句",
        "tap_procedures": "公开栏下面，看办事程序",
        "tap_supervision": "公开栏下面，看监督渠道",
    }
)


def column(scene: Scene) -> Answered:
    """The column of the sender's own place, as far as it is known."""
    home = home_of(scene)
    page = Page(_line("page", scene), "/open" if home == scene.office.pack.division else f"/open/{home}")
    options = (_tap("procedures", scene), Option("问标准"), _tap("supervision", scene))
    return Answered(Reply(_line("column", scene, place=_place(scene)), options, _line("next", scene), page))


def notices(scene: Scene) -> Answered:
    """Where the announcements are."""
    page = Page(_line("notices_page", scene), f"{_address(scene)}#notices")
    return Answered(Reply(_line("notices", scene, place=_place(scene)), (HELP, HUMAN), _line("next", scene), page))


def procedures(scene: Scene) -> Answered:
    """Where it is written how to apply for what."""
    page = Page(_line("procedures_page", scene), "/open/programmes")
    options = (Option("问政策"), HUMAN)
    return Answered(Reply(_line("procedures", scene), options, _line("procedures_next", scene), page))


def _address(scene: Scene) -> str:
    home = home_of(scene)
    return "/open" if home == scene.office.pack.division else f"/open/{home}"


def _place(scene: Scene) -> str:
    home = home_of(scene)
    return county_name(scene) if home == scene.office.pack.division else scene.office.places.full_name(home)


def _line(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"column.{name}", SAYS[name], **facts)


def _tap(name: str, scene: Scene) -> Option:
    return tap(scene, f"column.tap_{name}", SAYS[f"tap_{name}"])
