"""Samples of what is told unasked: every letter, every stage of a registration, every receipt, about somebody made up.

Each is a short conversation of its own, so that a clerk who words a line anew sees it where it is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import alerts, called_back, letters, outcomes, standings
from dialogs.flows import clue_progress
from dialogs.pretence import NAME, NO, OWNER, PHONE, rehearsed
from dialogs.samples import Said, Sample, Walk
from dialogs.say import local_day
from dialogs.scene import ClueView
from dialogs.talk import Reply
from dialogs.telling import tell
from knowledge.casework import RESULTS, STATE_NAMES

if TYPE_CHECKING:
    from dialogs.letters import Letter
    from dialogs.scene import Scene

_THING, _WHERE, _PAPER = "求助", "示例乡示例村", "示例〔2026〕1号"
_REASON = "入户看过，也核对了家里的情况"
_MONEY, _TAIL = Decimal(100), "1234"
_FIGURE, _BEFORE = "示例待遇每人每月100元", "每人每月90元"


def shown(name: str, title: str, *said: Said) -> Sample:
    """A sample under that name, as the page lists it."""
    return Sample(Walk(name, title), said)


def _letters(scene: Scene) -> Iterator[Sample]:
    own, now, day = scene.office.pack.wording, scene.now, local_day(scene.now)
    phone = scene.office.pack.bureau.phone or PHONE
    later, title, short = now + timedelta(days=1), "示例待遇", "示例"
    done = tuple(RESULTS.values())
    every: tuple[tuple[str, str, Letter], ...] = (
        ("arrival", "钱到账了", letters.arrival(own, NAME, title, f"{day:%Y-%m}", _MONEY, day, _TAIL)),
        ("arrival_no_card", "钱到账了，没有卡号", letters.arrival(own, NAME, title, f"{day:%Y-%m}", _MONEY, day, "")),
        (
            "supplement",
            "补发的钱到账了",
            letters.arrival(own, NAME, title, f"{day:%Y-%m}", _MONEY, day, _TAIL, "上月少发"),
        ),
        (
            "supplement_no_card",
            "补发的钱到账了，没有卡号",
            letters.arrival(own, NAME, title, f"{day:%Y-%m}", _MONEY, day, "", "上月少发"),
        ),
        *(
            (f"result_{number}", f"办完了：{name}", letters.clue_result(own, NO, _THING, name, _REASON, now))
            for number, name in enumerate(done)
        ),
        ("went", "问办得怎么样", letters.how_it_went(own, NO, _THING, now)),
        ("referred", "转给了别的部门", letters.clue_referred(own, NO, _THING, "县医保局", now)),
        ("answered", "民政局答复了", letters.question_answered(own, "证丢了怎么补", "到乡镇（街道）补办就行。")),
        ("news", "政策消息", letters.news(own, "办事窗口搬家", "窗口搬到了便民中心一楼。", _WHERE, "", day)),
        ("news_receiving", "政策消息，在领", letters.news(own, "到账日子有变", "下月起在月中发。", _WHERE, title, day)),
        ("standard", "标准变了", letters.standard_changed(own, _draft(scene, True), title, short, "", day, _PAPER)),
        ("coming", "标准要变", letters.standard_changed(own, _draft(scene, False), title, short, "", day, _PAPER)),
        ("heard", "语音听到了", letters.heard_voice(own, "低保怎么办")),
        ("voice_answered", "语音答复了", letters.voice_answered(own, "低保怎么办", "先到乡镇（街道）民政办申请。")),
        ("unclear", "语音没听清", letters.voice_unclear(own, phone)),
        ("unclear_none", "语音没听清，没有电话", letters.voice_unclear(own, "")),
        ("missed", "电话没打通", letters.rang_in_vain(own, PHONE[-4:], 1, later, now)),
        ("missed_again", "电话三次没打通", letters.rang_in_vain(own, PHONE[-4:], 3, later, now, phone)),
    )
    for name, heading, letter in every:
        yield shown(name, heading, Said(False, letter.reply))
        if name == "referred":
            notice = "\n".join((letter.data["result"], letter.data["reason"]))
            yield shown("referred_notice", f"{heading}，服务通知", Said(False, Reply(notice)))


def _draft(scene: Scene, begun: bool) -> str:
    own, since = scene.office.pack.wording, date(local_day(scene.now).year, 1, 1)
    return letters.standard_change_draft(own, _FIGURE, _BEFORE, since, _PAPER, begun=begun)


def _alerts(scene: Scene) -> Iterator[Sample]:
    own, now, due = scene.office.pack.wording, scene.now, scene.now + timedelta(days=1)
    to_go, too = alerts.agency(own), alerts.others(own)
    every: tuple[tuple[str, str, Letter], ...] = (
        ("owner", "新线索，给责任人", alerts.clue_alert(own, NO, _THING, _WHERE, "normal", due, now, "", to_go)),
        ("danger", "新线索，危急", alerts.clue_alert(own, NO, _THING, _WHERE, "danger", due, now)),
        ("superior", "新线索，给上级", alerts.clue_alert(own, NO, _THING, _WHERE, "urgent", due, now, "superior")),
        ("vacant", "新线索，没有责任人", alerts.clue_alert(own, NO, _THING, "", "urgent", None, now, "vacant")),
        ("assigned", "线索改派", alerts.clue_alert(own, NO, _THING, _WHERE, "normal", due, now, "assigned")),
        ("more", "反映人补充", alerts.clue_words(own, NO, _THING, "还没有人来过", "accepted", due)),
        ("again", "反映人要重新办", alerts.clue_words(own, NO, _THING, "没有解决", "accepted", due, "again")),
        ("others", "别人也反映", alerts.clue_words(own, NO, _THING, "他家没煤烧", "accepted", due, "others")),
        ("others_too", "别人也反映，更急", alerts.clue_alert(own, NO, _THING, _WHERE, "danger", due, now, "", too)),
        *(
            (
                f"late_{rung}",
                f"催办，给{reader}",
                alerts.reminder(own, NO, _THING, "accepted", "核实", due, late, rung, OWNER),
            )
            for rung, reader, late in (
                ("owner", "责任人", 0),
                ("deputy", "副手", 1),
                ("superior", "上级", 2),
                ("county", "县里", 3),
            )
        ),
        ("tell", "请上门告诉反映人", alerts.tell_in_person(own, NO, _THING, "办完了。")),
        ("untold", "请上门告诉到账", alerts.untold_payments(own, _WHERE, 3, 1)),
    )
    for name, heading, letter in every:
        yield shown(f"alert_{name}", heading, Said(False, letter.reply))
    passed = alerts.passed_on(own, alerts.clue_alert(own, NO, _THING, _WHERE, "normal", due, now).reply.text)
    yield shown("alert_passed", "责任人收不到，转给上级", Said(False, Reply(passed)))


def _standings(scene: Scene) -> Iterator[Sample]:
    scene, day = rehearsed(scene, bound=False), local_day(scene.now)
    mine = replace(scene.clues[0], owner_name=OWNER, owner_phone=PHONE, promised_by=day)
    open_states = {key: name for key, name in STATE_NAMES.items() if standings.NEXT[key]}
    cases: list[tuple[str, str, ClueView]] = [
        *((key, f"查进度：{name}", replace(mine, state=key)) for key, name in open_states.items()),
        ("no_phone", "查进度，负责人没有电话", replace(mine, owner_phone="", promised_by=None)),
        ("late", "查进度，超期了", replace(mine, overdue=True)),
        ("late_no_day", "查进度，超期了，没有答应哪天", replace(mine, overdue=True, promised_by=None)),
        ("complaint", "查投诉的进度", replace(mine, kind="complaint")),
    ]
    for kind, heading in (("help", "查进度，办完了"), ("payment", "查进度，不是求助，办完了")):
        finished = replace(mine, kind=kind, state="resolved", reason=_REASON)
        some = RESULTS if kind == "help" else {key: RESULTS[key] for key in ("guided", "not_true")}
        cases += ((f"{kind}_{key}", f"{heading}：{name}", replace(finished, result=name)) for key, name in some.items())
    for name, heading, clue in cases:
        yield _asked(name, heading, "进度", clue_progress.one(clue, scene).reply)
    finished = replace(mine, state="closed", result=RESULTS["explained"], reason=_REASON)
    many = replace(scene, clues=(mine, replace(finished, no=f"{NO}-2")))
    yield _asked("many", "查进度，登记过几件", "进度", clue_progress.answer(many).reply)
    alone = replace(scene, clues=())
    quiet, called = _with_phone(alone, ""), _with_phone(alone, scene.office.pack.bureau.phone or PHONE)
    about = next((key for key, one in scene.office.pack.programmes.items() if "time_limit" in one.passages), "")
    yield _asked("none", "查进度，没有登记过", "进度", clue_progress.answer(called).reply)
    yield _asked("none_quiet", "查进度，没有登记过，没有电话", "进度", clue_progress.answer(quiet).reply)
    yield _asked("none_limit", "查进度，说了时限", "低保交了两个月了没消息", clue_progress.answer(alone, about).reply)
    missing = clue_progress.about_one("进度B9", scene)
    appeals = replace(scene, office=replace(scene.office, pack=replace(scene.office.pack, appeals=())))
    if missing is not None:
        yield _asked("missing", "查别人的编号", "进度B9", missing.reply)
    yield _asked("appeal", "不服怎么办", f"不服{NO}", standings.appeal(NO, "help", scene).reply)
    yield _asked("appeal_none", "不服怎么办，没有文件", f"不服{NO}", standings.appeal(NO, "help", appeals).reply)


def _telling(scene: Scene) -> Iterator[Sample]:
    scene, day = rehearsed(scene, bound=False), local_day(scene.now)
    every: tuple[tuple[str, str, outcomes.Outcome], ...] = (
        ("unowned", "登记好了，还不知道由谁负责", outcomes.ClueOpened(NO, day)),
        ("joined", "别人先反映过同一个人", outcomes.ClueOpened(NO, day, OWNER, known=True, joined=True)),
        ("bound", "绑定好了，在领补助", outcomes.Bound(NAME, ("低保",))),
        ("bound_none", "绑定好了，没有在领的", outcomes.Bound(NAME)),
    )
    for name, heading, outcome in every:
        yield shown(f"told_{name}", heading, Said(False, tell(outcome, scene)))


def _called_back(scene: Scene) -> Iterator[Sample]:
    words = "您说的事，村里明天去看。"
    yield shown("written", "没留电话，写给他", Said(False, called_back.written(words, scene)))
    yield shown("answered", "没留电话，答完了", Said(False, called_back.answered(words, NO, scene)))
    for name, heading, phone in (("text", "短信，没打通", PHONE), ("text_quiet", "短信，没有电话", "")):
        yield shown(name, heading, Said(False, Reply(called_back.text_message(_with_phone(scene, phone)))))


def _with_phone(scene: Scene, phone: str) -> Scene:
    pack = scene.office.pack
    return replace(scene, office=replace(scene.office, pack=replace(pack, bureau=replace(pack.bureau, phone=phone))))


def _asked(name: str, heading: str, said: str, reply: Reply) -> Sample:
    return shown(f"standing_{name}", heading, Said(True, Reply(said)), Said(False, reply))


TOLD: Mapping[str, Callable[[Scene], Iterator[Sample]]] = MappingProxyType(
    {
        "letters": _letters,
        "alerts": _alerts,
        "standings": _standings,
        "telling": _telling,
        "called_back": _called_back,
    }
)
"""The samples of each group of lines that are told rather than talked."""
