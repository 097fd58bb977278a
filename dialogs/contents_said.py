"""The words of the five things that everybody is to be told; what they say of money and law stands elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import lines
from dialogs.talk import Page

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.talk import Option

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "covered": "您家在享受救助，这五件事该让您知道：",
        "applicants": "您登记的事在办，这五件事该让您知道：",
        "screened": "这五件事，您有权知道：",
        "next": "回数字、点一下都行。",
        "name_policy": "政策规定",
        "name_standard": "救助标准",
        "name_entitlement": "我享受的待遇",
        "name_seek_help": "怎么求助",
        "name_supervision": "怎么监督",
        "tap_following": "接着看：{content}",
        "tap_all": "五件事都看看",
        "policy": "先说{programme}：",
        "department": "{programme}找{department}部门",
        "tap_others": "别的项目",
        "page_policy": "各项怎么办",
        "classes": "{programme}分{count}档，点「{tap}」看。",
        "tap_classes": "{programme}标准",
        "lacking": "{place}的{programmes}标准，我这里还没有登记，不能乱说。",
        "lacking_place": "{programmes}的标准，各县（市、区）不一样，要看是哪里。",
        "page_standard": "全部标准",
        "unbound": "您享受什么，要先绑定身份才能看，这是为了不让别人看到您的钱。\n"
        "绑定以后能看：从什么时候开始、多少钱、哪天发、什么时候停、为什么停。",
        "seek": "求助有这几条路，都不收钱：",
        "seek_here": "· 在这里点「我要求助」，有人联系您。",
        "seek_window": "· 去窗口：{window}。",
        "window": "户口所在地的乡镇（街道）社会救助窗口",
        "seek_agent": "· 走不动的，请村（社区）帮您递申请。",
        "seek_phone": "· 打电话：{office}{phone}，或者{line}。",
        "seek_line": "· 打电话：{line}。",
        "ways": "· 本地还有：{ways}。",
        "seek_next": "人有危险，先打110或120。",
        "tap_windows": "窗口电话",
        "watch": "谁都可以监督，说的人保密：",
        "watch_bureau": "· {office}：{phone}。",
        "watch_service": "· {line}：对办事不满意，可以反映。",
        "watch_conduct": "· {line}：照顾亲戚熟人、扣下该发的钱，可以举报。",
        "watch_here": "· 在这里点「我要投诉」，由县里来查，不转给被反映的人。",
        "watch_list": "公示的名单，在村（社区）公示栏看。",
        "tap_appeal": "对结果不服怎么办",
        "page_supervision": "监督公开栏",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "covered": "五件事的开头，对在领救助的人",
        "applicants": "五件事的开头，对登记了在办的人",
        "screened": "五件事的开头，对其他人",
        "next": "五件事的最后一句",
        "name_policy": "五件事之一",
        "name_standard": "五件事之二",
        "name_entitlement": "五件事之三",
        "name_seek_help": "五件事之四",
        "name_supervision": "五件事之五",
        "tap_following": "看完一件，看下一件",
        "tap_all": "看完一件，回到五件事",
        "policy": "政策规定的开头",
        "department": "政策规定，别的部门管的（几项用分号连起来）",
        "tap_others": "政策规定，看别的项目",
        "page_policy": "政策规定，打开网页的链接",
        "classes": "救助标准，档数多的",
        "tap_classes": "救助标准，看档数多的那一项",
        "lacking": "救助标准，本县还没有登记的",
        "lacking_place": "救助标准，还不知道是哪个县",
        "page_standard": "救助标准，打开网页的链接",
        "unbound": "我享受的待遇，没有绑定身份",
        "seek": "怎么求助，开头",
        "seek_here": "怎么求助，在微信里",
        "seek_window": "怎么求助，窗口",
        "window": "怎么求助，不知道是哪个窗口时这样叫",
        "seek_agent": "怎么求助，代办",
        "seek_phone": "怎么求助，电话",
        "seek_line": "怎么求助，电话，民政局的电话没有登记",
        "ways": "怎么求助、怎么监督，文件写的其他办法",
        "seek_next": "怎么求助，最后一句",
        "tap_windows": "怎么求助，看窗口电话",
        "watch": "怎么监督，开头",
        "watch_bureau": "怎么监督，民政局的电话",
        "watch_service": "怎么监督，12345",
        "watch_conduct": "怎么监督，12388",
        "watch_here": "怎么监督，在微信里",
        "watch_list": "怎么监督，看公示名单",
        "tap_appeal": "怎么监督，不服怎么办",
        "page_supervision": "怎么监督，打开网页的链接",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "content": "五件事里的哪一件",
        "programme": "哪一项救助",
        "programmes": "哪几项救助",
        "department": "归哪个部门管",
        "count": "一共几档",
        "tap": "下面那个选项的叫法",
        "place": "哪个县（市、区）",
        "window": "窗口的名字、地址和电话",
        "office": "民政局的名字",
        "phone": "民政局的电话",
        "line": "全国热线的号码和名字",
        "ways": "文件写的其他办法",
    }
)


def say(name: str, scene: Scene, /, **facts: object) -> str:
    """One of ``SAYS`` as this bureau words it, filled in."""
    return lines.line(scene, f"contents.{name}", SAYS[name], **facts)


def tap(name: str, scene: Scene, /, send: str = "", **facts: object) -> Option:
    """A tap labelled with one of ``SAYS``."""
    return lines.tap(scene, f"contents.{name}", SAYS[name], send, **facts)


def page(name: str, path: str, scene: Scene) -> Page:
    """A page under the answer, labelled with one of ``SAYS``."""
    return Page(say(name, scene), path)
