"""What a question about a programme is answered with: the passage that fits, its documents, and what to ask next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.amounts import figure, next_steps
from dialogs.answered import HELP, HUMAN, Answered, cited
from dialogs.effects import NoteUnanswered
from dialogs.places_said import county_name, home_of, window_line, windows
from dialogs.say import called, in_parts, say_since
from dialogs.talk import Option, Reply
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.pack import Hotline, Window
    from knowledge.programmes import Entry, Programme
    from knowledge.sources import Source
    from knowledge.understanding import Understanding

ASPECT_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ask_eligibility": ("eligibility", "summary", "policy"),
        "ask_materials": ("materials", "process"),
        "ask_process": ("process", "materials", "contact"),
        "ask_contact": ("contact",),
        "ask_time_limit": ("time_limit", "process"),
        "ask_policy": ("summary", "policy", "eligibility"),
        "ask_stop_reason": ("stop", "appeal", "rights"),
        "ask_standard": ("amount",),
    }
)
"""Which passage answers an intent, the best first."""
PASS_ON = Option("转给工作人员")
SURE, LIKELY = 0.75, 0.5
"""Search scores (0 to 1): above the first an entry is the answer, above the second it is when nothing fits better."""
_CANON = re.compile(r"^(城市|农村)?(.+?)(标准|" + "|".join(map(re.escape, ASPECT_NAMES.values())) + r")(?:（(\d)）)?$")
_APPEALS = re.compile(r"不服|复议|起诉|告谁|申诉|不认|凭什么|没.{0,4}说.{0,3}为什么|不给理由")


def answer(heard: Understanding, scene: Scene) -> Answered:
    """The answer to a policy question; when we have none, an honest word and the way on."""
    found = _found(heard, scene)
    if heard.place and heard.place.outside and found.sources:
        lead = f"{heard.place.outside}不归我们管，那边怎么定请拨当地12345。全国的规定是：\n"
        return replace(found, reply=replace(found.reply, text=lead + found.reply.text))
    return found


def _found(heard: Understanding, scene: Scene) -> Answered:
    kind = scene.office.pack.programmes.get(heard.programme or "")
    if heard.intent == "ask_contact":
        return contact(heard, kind, scene)
    hits = scene.office.search.find(heard.text, limit=5)
    best = next((hit for hit in hits if kind is None or hit.entry.programme in (None, kind.key)), None)
    passage = _passage_key(heard, kind)
    if best is not None and best.score >= SURE and best.entry.key.count(".") == 0:
        return entry(best.entry, scene)
    if kind is not None and passage:
        return told(kind, passage, scene)
    if best is not None and best.score >= (LIKELY if kind else SURE):
        return entry(best.entry, scene)
    if kind is None and heard.intent in ASPECT_OF:
        return _which(heard, scene)
    return unanswered(heard, scene)


def _passage_key(heard: Understanding, kind: Programme | None) -> str:
    if kind is None:
        return ""
    wanted = ASPECT_OF.get(heard.intent, ())
    if heard.intent == "ask_stop_reason" and _APPEALS.search(heard.text):
        wanted = ("appeal", *wanted)
    return next((aspect for aspect in wanted if aspect in kind.passages), "")


def canonical(text: str, scene: Scene) -> Answered | None:
    """The answer to words that our own options send (低保怎么申请, 农村低保标准); None for all other words."""
    found = _CANON.match(text.strip())
    if found is None:
        return None
    every = scene.office.pack.programmes.values()
    kind = next((one for one in every if found[2] in (one.name, called(one))), None)
    if kind is None:
        return None
    if found[3] == "标准":
        return figure(kind.key, home_of(scene), (found[1],) if found[1] else (), scene, text)
    aspect = next((key for key, name in ASPECT_NAMES.items() if name == found[3]), "")
    return told(kind, aspect, scene, int(found[4] or 1)) if aspect in kind.passages else None


def told(kind: Programme, aspect: str, scene: Scene, part: int = 1) -> Answered:
    """One passage of a programme, in parts when it is long."""
    passage = kind.passages[aspect]
    text, more = _part(passage.text, f"{called(kind)}{ASPECT_NAMES[aspect]}", part)
    tail = "能不能办成，以乡镇（街道）核实为准。" if aspect == "eligibility" else _closing(kind, scene)
    lines = "\n".join(filter(None, (text, _papers(passage.sources))))
    return Answered(Reply(lines, (*more, *next_steps(kind, aspect)), tail), cited(passage.sources), about=kind.key)


def entry(found: Entry, scene: Scene, part: int = 1) -> Answered:
    """One entry of the knowledge as an answer."""
    kind = scene.office.pack.programmes.get(found.programme or "")
    parts = in_parts(found.answer)
    more = (Option("接着看", f"{found.title}（{part + 1}）"),) if part < len(parts) else ()
    steps = next_steps(kind, found.key.rpartition(".")[2])[:3] if kind else (HELP, HUMAN)
    text = "\n".join(filter(None, (parts[min(part, len(parts)) - 1], _papers(found.sources))))
    tail = _closing(kind, scene) if kind else "还有不清楚的，接着问我就行。"
    return Answered(Reply(text, (*more, *steps), tail), cited(found.sources), about=found.programme or "")


def entry_part(text: str, scene: Scene) -> Answered | None:
    """The further part of a long entry that its own option asks for."""
    found = re.fullmatch(r"(.+)（(\d)）", text.strip())
    one = next((each for each in scene.office.pack.entries if found and each.title == found[1]), None)
    return entry(one, scene, int(found[2])) if found and one else None


def _part(text: str, name: str, part: int) -> tuple[str, tuple[Option, ...]]:
    parts = in_parts(text)
    part = min(max(part, 1), len(parts))
    more = (Option("接着看", f"{name}（{part + 1}）"),) if part < min(len(parts), 9) else ()
    return parts[part - 1], more


def _papers(sources: tuple[Source, ...]) -> str:
    """依据：民发〔2021〕57号（2021年7月1日起）; at most two."""
    said = dict.fromkeys(
        (one.doc_no or f"《{one.title}》") + (f"（{say_since(one.effective_from)}起）" if one.effective_from else "")
        for one in sources
        if one.doc_no or one.title
    )
    return "依据：" + "、".join(list(said)[:2]) if said else ""


def _closing(kind: Programme, scene: Scene) -> str:
    if kind.ours:
        return "想申请，点「我要求助」，有人联系您。"
    return f"这一项由{kind.department}部门定。您家有困难，也可以在这里求助。"


def contact(heard: Understanding, kind: Programme | None, scene: Scene) -> Answered:
    """Where to go and whom to ring, for the place that was said or the sender's own."""
    wanted = _hotline(heard.text, scene)
    if wanted is not None:
        text = f"{wanted.name}：{wanted.number}" + (f"，{wanted.for_what}" if wanted.for_what else "") + "。"
        return Answered(Reply(text, (HELP, HUMAN), "打不通就拨12345，请他们转。"))
    if kind is not None and "contact" in kind.passages and not kind.ours:
        return told(kind, "contact", scene)
    guess = heard.place
    place = guess.code if guess and guess.code and not guess.outside else home_of(scene)
    return where(scene, place, kind.key if kind else "")


def where(scene: Scene, place: str = "", about: str = "") -> Answered:
    """The nearest windows and the bureau, with numbers and hours; honestly none where the pack has none."""
    near = windows(place or home_of(scene), scene)[:2]
    bureau = scene.office.pack.bureau
    lines = [_window(window) for window in near]
    if bureau.phone or bureau.address:
        facts = (bureau.address, f"电话{bureau.phone}" if bureau.phone else "", bureau.hours.words)
        lines.append(f"{bureau.name}：" + "，".join(filter(None, facts)) + "。")
    if not lines:
        lines = [f"{county_name(scene)}的窗口电话我这里还没有登记，请拨12345，请他们转民政局。"]
    tail = "申请救助，去户口所在的乡镇（街道）就行，村（社区）也能代办。"
    return Answered(Reply("\n".join(lines), (HELP, HUMAN), tail), about=about)


_LINES: tuple[tuple[str, str], ...] = (
    (r"残联|残疾证", "12385"),
    (r"医保", "12393"),
    (r"法律|律师|官司", "12348"),
    (r"心理|难受想", "12356"),
    (r"妇联", "12338"),
    (r"社保|人社|就业局", "12333"),
    (r"纪委|纪检|吃空饷|举报", "12388"),
)


def _hotline(said: str, scene: Scene) -> Hotline | None:
    """The national line that the words name or mean."""
    number = next((number for pattern, number in _LINES if re.search(pattern, said)), "")
    return next((line for line in scene.office.pack.hotlines if line.number == number or line.number in said), None)


def _window(window: Window) -> str:
    facts = (window.address, f"电话{window.phone}" if window.phone else "", window.hours.words)
    return f"{window.name}：" + "，".join(filter(None, facts)) + "。"


_FIRST = ("dibao", "tekun", "linshi", "canji", "gaoling", "yiliao")


def _which(heard: Understanding, scene: Scene) -> Answered:
    """Asks which programme is meant; the options send our own words for it."""
    aspect = next((one for one in ASPECT_OF[heard.intent] if one != "policy"), "summary")
    programmes = scene.office.pack.programmes
    options = tuple(
        Option(called(programmes[key]), f"{called(programmes[key])}{ASPECT_NAMES[aspect]}")
        for key in _FIRST
        if key in programmes and aspect in programmes[key].passages
    )
    if not options:
        return unanswered(heard, scene)
    return Answered(Reply("您问的是哪一项？", options, "都不是的话，换个说法告诉我，或者说「人工」。"))


def unanswered(heard: Understanding, scene: Scene) -> Answered:
    """No answer: say so, note it to be learned from, and offer people."""
    text = "这个我答不准，不敢乱说，已经记下来了。"
    note = NoteUnanswered(heard.text[:500], heard.intent, heard.programme or "")
    tail = f"点「转给工作人员」，3个工作日内答复您；{window_line(home_of(scene), scene)}"
    return Answered(Reply(text, (PASS_ON, HUMAN), tail), effects=(note,), about=heard.programme or "")
