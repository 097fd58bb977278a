"""主动告知: the five things everybody is to be told without having asked, each one tap from the next.

Who is covered hears first what she receives; who has applied, how it goes on; anybody else, who may apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from dialogs import entitled
from dialogs.answered import HELP, Answered, cited, papers
from dialogs.contentkeys import COMMANDS, asked, named
from dialogs.figures_said import paper_lines, said, sources_of, warning_lines
from dialogs.places_said import county_name, home_of, windows
from dialogs.say import called, listed, local_day
from dialogs.selfchecks import OPTION as LOOK
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from dialogs.answered import Cited
    from dialogs.scene import Scene
    from knowledge.sources import Source
    from knowledge.standards import Standard

__all__ = ["COMMANDS", "answer", "asked", "audience", "named"]

Content = Literal["policy", "standard", "entitlement", "seek_help", "supervision"]
Audience = Literal["applicants", "screened", "covered"]

_NAMES: Mapping[Content, str] = MappingProxyType(
    {
        "policy": "政策规定",
        "standard": "救助标准",
        "entitlement": "我享受的待遇",
        "seek_help": "怎么求助",
        "supervision": "怎么监督",
    }
)
_ORDER: Mapping[Audience, tuple[Content, ...]] = MappingProxyType(
    {
        "covered": ("entitlement", "standard", "policy", "seek_help", "supervision"),
        "applicants": ("policy", "standard", "seek_help", "supervision", "entitlement"),
        "screened": ("policy", "standard", "seek_help", "entitlement", "supervision"),
    }
)
_CLOSED = frozenset({"resolved", "closed"})
_THREE = ("dibao", "tekun", "linshi")
"""The programmes whose standards everybody is told of（烟民函〔2021〕95号 一.2）."""
_MOST_ROWS = 3
_RELATED = ("yiliao", "jiaoyu", "zhufang", "jiuye")
_MORE = Option("五件事都看看", "我该知道的")
_COMPLAIN = Option("我要投诉")


def answer(key: str, scene: Scene) -> Answered:
    """All five to choose from (``know``), or one of them (``know_supervision``)."""
    for content in _NAMES:
        if key == f"know_{content}":
            return _one(content, scene)
    who = audience(scene)
    options = tuple(Option(_NAMES[each], _send(each)) for each in _ORDER[who])
    lead = {
        "covered": "您家在享受救助，这五件事该让您知道：",
        "applicants": "您登记的事在办，这五件事该让您知道：",
        "screened": "这五件事，您有权知道：",
    }[who]
    source = _sources("policy", scene)
    lines = "\n".join(filter(None, (lead, papers(source))))
    return Answered(Reply(lines, options, "回数字、点一下都行。"), cited(source), key="contents")


def audience(scene: Scene) -> Audience:
    """Who is asking: covered once bound and receiving, an applicant while something registered is open."""
    if scene.resident.bound and (scene.payments or entitled.running(scene)):
        return "covered"
    open_now = any(clue.kind in ("help", "danger") and clue.state not in _CLOSED for clue in scene.clues)
    return "applicants" if open_now else "screened"


def _one(content: Content, scene: Scene) -> Answered:
    match content:
        case "policy":
            found = _policy(scene)
        case "standard":
            found = _standard(scene)
        case "entitlement":
            found = _entitlement(scene)
        case "seek_help":
            found = _seek_help(scene)
        case _:
            found = _supervision(scene)
    order = _ORDER[audience(scene)]
    after = order[(order.index(content) + 1) % len(order)]
    following = Option(f"接着看：{_NAMES[after]}", _send(after))
    reply = found.reply
    whole = Reply(reply.text, (*reply.options, following, _MORE), reply.tail, reply.page)
    return Answered(whole, found.sources, key=f"contents.{content}")


def _send(content: Content) -> str:
    return COMMANDS[f"know_{content}"][0]


def _sources(content: Content, scene: Scene) -> tuple[Source, ...]:
    """The bureau's own document that has this told; none where it has no such document."""
    return tuple(one.source for one in scene.office.pack.rulebook.notice_contents if one.key == content)


def _policy(scene: Scene) -> Answered:
    every = scene.office.pack.programmes
    who = audience(scene)
    if who == "covered":
        mine = [every[key] for key in _received(scene) if key in every and "related" in every[key].passages][:2]
        told = [kind.passages["related"] for kind in mine or [every["dibao"]]]
        offices = "；".join(f"{called(every[key])}找{every[key].department}部门" for key in _RELATED if key in every)
        text = "\n".join(dict.fromkeys([*(one.text for one in told), f"{offices}。"]))
        options: tuple[Option, ...] = (Option("问政策"),)
    else:
        aspects = ("process", "time_limit") if who == "applicants" else ("eligibility", "process")
        told = [every["dibao"].passages[each] for each in aspects]
        text = "\n".join(["先说低保：", *(one.text for one in told)])
        options = (Option("别的项目", "问政策"), LOOK)
    sources = tuple(source for one in told for source in one.sources)
    return _answered((text, papers(sources)), options, sources, page=Page("各项怎么办", "/open"))


def _standard(scene: Scene) -> Answered:
    pack, home = scene.office.pack, home_of(scene)
    lines: list[str] = []
    shown: list[Standard] = []
    cites: list[Cited] = []
    more: list[Option] = []
    lacking: list[str] = []
    for key in _THREE:
        kind = pack.programmes[key]
        rows = pack.standards.in_force(key, home, local_day(scene.now))
        if not rows:
            lacking.append(called(kind))
        elif len(rows) <= _MOST_ROWS:
            lines += [said(row, kind, scene) for row in rows]
            cites += sources_of(rows, kind, scene)
            shown += rows
        else:
            lines.append(f"{called(kind)}分{len(rows)}档，点「{called(kind)}标准」看。")
            more.append(Option(f"{called(kind)}标准"))
    if lacking and len(home) >= 6:
        lines.append(f"{county_name(scene)}的{listed(lacking)}标准，我这里还没有登记，不能乱说。")
    elif lacking:
        lines.append(f"{listed(lacking)}的标准，各县（市、区）不一样，要看是哪里。")
    rows = tuple(shown)
    lines += [*dict.fromkeys(paper_lines(rows, scene)), *warning_lines(rows, scene)] if rows else []
    ask = () if len(home) >= 6 else (Option("问标准"),)
    found = _answered(lines, (*more, *ask), (), page=Page("全部标准", "/open/standards"))
    return Answered(found.reply, tuple(cites))


def _entitlement(scene: Scene) -> Answered:
    if not scene.resident.bound:
        text = (
            "您享受什么，要先绑定身份才能看，这是为了不让别人看到您的钱。\n"
            "绑定以后能看：从什么时候开始、多少钱、哪天发、什么时候停、为什么停。"
        )
        return _answered((text,), (Option("绑定身份"), LOOK), ())
    found = entitled.answer(None, scene)
    return replace(found, reply=replace(found.reply, options=found.reply.options[:2]))


def _seek_help(scene: Scene) -> Answered:
    pack, home = scene.office.pack, home_of(scene)
    near = next((window for window in windows(home, scene) if window.phone or window.address), None)
    window = "户口所在地的乡镇（街道）社会救助窗口"
    if near is not None:
        window = "，".join(filter(None, (near.name, near.address, f"电话{near.phone}" if near.phone else "")))
    bureau = f"{pack.bureau.name}{pack.bureau.phone}，或者" if pack.bureau.phone else ""
    lines = [
        "求助有这几条路，都不收钱：",
        "· 在这里点「我要求助」，有人联系您。",
        f"· 去窗口：{window}。",
        "· 走不动的，请村（社区）帮您递申请。",
        f"· 打电话：{bureau}{_line('12345', scene)}。",
        *_ways("hear", scene),
    ]
    return _answered(lines, (HELP, Option("窗口电话")), _sources("seek_help", scene), tail="人有危险，先打110或120。")


def _supervision(scene: Scene) -> Answered:
    bureau = scene.office.pack.bureau
    lines = [
        "谁都可以监督，说的人保密：",
        *([f"· {bureau.name}：{bureau.phone}。"] if bureau.phone else []),
        f"· {_line('12345', scene)}：对办事不满意，可以反映。",
        f"· {_line('12388', scene)}：优亲厚友、截留克扣，可以举报。",
        "· 在这里点「我要投诉」，由县里来查，不转给被反映的人。",
        *_ways("supervise", scene),
        "公示的名单，在村（社区）公示栏看。",
    ]
    options = (_COMPLAIN, Option("对结果不服怎么办", "低保不服怎么办"))
    return _answered(lines, options, _sources("supervision", scene), page=Page("监督公开栏", "/open/supervision"))


def _ways(use: str, scene: Scene) -> list[str]:
    """The ways that the bureau's own document names, where it gives no number for them."""
    names = [one.name for one in scene.office.pack.rulebook.channels if one.use == use and one.way != "face_to_face"]
    return [f"· 本地还有：{listed(names)}。"] if names else []


def _line(number: str, scene: Scene) -> str:
    found = scene.office.pack.hotline(number)
    return f"{number}（{found.name}）" if found else number


def _received(scene: Scene) -> tuple[str, ...]:
    current = [one.programme for one in entitled.running(scene)]
    return tuple(dict.fromkeys([*current, *(paid.programme for paid in scene.payments)]))


def _answered(
    lines: Iterable[str],
    options: tuple[Option, ...],
    sources: tuple[Source, ...],
    *,
    tail: str = "",
    page: Page | None = None,
) -> Answered:
    parts = [*lines]
    if sources and not any(line.startswith("依据：") for line in parts):
        parts.append(papers(sources))
    cites: tuple[Cited, ...] = cited(sources)
    return Answered(Reply("\n".join(filter(None, parts)), options, tail, page), cites)
