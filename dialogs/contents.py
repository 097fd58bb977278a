"""主动告知: the five things everybody is to be told without having asked, each one tap from the next.

Who is covered hears first what she receives; who has applied, how it goes on; anybody else, who may apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from dialogs import entitled, whose
from dialogs.answered import HELP, Answered, cited, papers
from dialogs.contentkeys import COMMANDS, asked, named
from dialogs.contents_said import page, say, tap
from dialogs.figures_said import paper_lines, said, sources_of, warning_lines
from dialogs.places_said import county_name, home_of, windows
from dialogs.say import called, listed, local_day
from dialogs.selfchecks import look
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.answered import Cited
    from dialogs.scene import Scene
    from dialogs.talk import Page
    from knowledge.sources import Source
    from knowledge.standards import Standard

__all__ = ["COMMANDS", "answer", "asked", "audience", "named"]

Content = Literal["policy", "standard", "entitlement", "seek_help", "supervision"]
Audience = Literal["applicants", "screened", "covered"]

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


def answer(key: str, scene: Scene) -> Answered:
    """All five to choose from (``know``), or one of them (``know_supervision``)."""
    for content in get_args(Content):
        if key == f"know_{content}":
            return _one(content, scene)
    who = audience(scene)
    options = tuple(tap(f"name_{each}", scene, _send(each)) for each in _ORDER[who])
    source = _sources("policy", scene)
    lines = "\n".join(filter(None, (say(who, scene), papers(source))))
    return Answered(Reply(lines, options, say("next", scene)), cited(source), key="contents")


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
    following = tap("tap_following", scene, _send(after), content=say(f"name_{after}", scene))
    options = (*found.reply.options, following, tap("tap_all", scene, COMMANDS["know"][0]))
    return Answered(replace(found.reply, options=options), found.sources, key=f"contents.{content}")


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
        offices = "；".join(
            say("department", scene, programme=called(every[key]), department=every[key].department)
            for key in _RELATED
            if key in every
        )
        text = "\n".join(dict.fromkeys([*(one.text for one in told), f"{offices}。"]))
        options: tuple[Option, ...] = (Option("问政策"),)
    else:
        aspects = ("process", "time_limit") if who == "applicants" else ("eligibility", "process")
        told = [every["dibao"].passages[each] for each in aspects]
        text = "\n".join([say("policy", scene, programme=called(every["dibao"])), *(one.text for one in told)])
        options = (tap("tap_others", scene, "问政策"), look())
    sources = tuple(source for one in told for source in one.sources)
    return _answered((text, papers(sources)), options, sources, page=page("page_policy", "/open", scene))


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
            more.append(tap("tap_classes", scene, programme=called(kind)))
            lines.append(say("classes", scene, programme=called(kind), count=len(rows), tap=more[-1].label))
    if lacking and len(home) >= 6:
        lines.append(say("lacking", scene, place=county_name(scene), programmes=listed(lacking)))
    elif lacking:
        lines.append(say("lacking_place", scene, programmes=listed(lacking)))
    rows = tuple(shown)
    lines += [*dict.fromkeys(paper_lines(rows, scene)), *warning_lines(rows, scene)] if rows else []
    ask = () if len(home) >= 6 else (Option("问标准"),)
    found = _answered(lines, (*more, *ask), (), page=page("page_standard", "/open/standards", scene))
    return Answered(found.reply, tuple(cites))


def _entitlement(scene: Scene) -> Answered:
    if not scene.resident.bound:
        return _answered((say("unbound", scene),), (Option("绑定身份"), look()), ())
    found = entitled.answer(None, scene)
    if not whose.settled(scene):
        return found
    return replace(found, reply=replace(found.reply, options=found.reply.options[:2]))


def _seek_help(scene: Scene) -> Answered:
    pack, home = scene.office.pack, home_of(scene)
    near = next((window for window in windows(home, scene) if window.phone or window.address), None)
    window = say("window", scene)
    if near is not None:
        window = "，".join(filter(None, (near.name, near.address, f"电话{near.phone}" if near.phone else "")))
    hotline = _line("12345", scene)
    lines = [
        say("seek", scene),
        say("seek_here", scene),
        say("seek_window", scene, window=window),
        say("seek_agent", scene),
        say("seek_phone", scene, office=pack.bureau.name, phone=pack.bureau.phone, line=hotline)
        if pack.bureau.phone
        else say("seek_line", scene, line=hotline),
        *_ways("hear", scene),
    ]
    options = (HELP, tap("tap_windows", scene))
    return _answered(lines, options, _sources("seek_help", scene), tail=say("seek_next", scene))


def _supervision(scene: Scene) -> Answered:
    bureau = scene.office.pack.bureau
    lines = [
        say("watch", scene),
        *([say("watch_bureau", scene, office=bureau.name, phone=bureau.phone)] if bureau.phone else []),
        say("watch_service", scene, line=_line("12345", scene)),
        say("watch_conduct", scene, line=_line("12388", scene)),
        say("watch_here", scene),
        *_ways("supervise", scene),
        say("watch_list", scene),
    ]
    options = (Option("我要投诉"), tap("tap_appeal", scene, "低保不服怎么办"))
    column = page("page_supervision", "/open/supervision", scene)
    return _answered(lines, options, _sources("supervision", scene), page=column)


def _ways(use: str, scene: Scene) -> list[str]:
    """The ways that the bureau's own document names, where it gives no number for them."""
    names = [one.name for one in scene.office.pack.rulebook.channels if one.use == use and one.way != "face_to_face"]
    return [say("ways", scene, ways=listed(names))] if names else []


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
