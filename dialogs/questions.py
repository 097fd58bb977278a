"""One answer for each intent: the single place that says what is done with what was understood."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import (
    amounts,
    arrivals,
    circumstances,
    courtesies,
    difference,
    entitled,
    entrychoice,
    offices,
    overheard,
    policies,
    selfchecks,
    stopped,
)
from dialogs.answered import Answered
from dialogs.effects import NoteUnanswered
from dialogs.entries import entry
from dialogs.flows import clue_progress, menu
from dialogs.passagechoice import asked_of, asks_outright
from dialogs.readings import READINGS, doubt, named_reading
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Reading, Understanding

POLICY = frozenset(
    {
        "ask_eligibility",
        "ask_materials",
        "ask_process",
        "ask_contact",
        "ask_time_limit",
        "ask_policy",
        "ask_stop_reason",
    }
)
QUESTIONS = POLICY | {"ask_standard", "query_payment", "query_progress", "anti_fraud", "privacy_request"}
SURE = 0.5
"""Below this confidence the likeliest readings are offered instead of an answer."""
_FAIR = 0.3
"""From here on a single reading is answered as a question: that does no harm."""
_BEGINS = {
    "seek_help": "help",
    "report_clue": "help",
    "complaint": "complaint",
    "report_change": "change",
    "human_agent": "human",
}
_WAITING = re.compile(r"管不管|咋?还[没不](?:来|有人|人)|怎么还没|人呢|来不来|等到(?:啥|什么)时候|没人来")
_SHORT = 16
_MORE = re.compile(r"补充|再说一点|还有个情况|新情况")
_FOLLOWS = re.compile(r"^(?:那|还有)|呢[?？。]?$")
_MEANT_ANOTHER = re.compile(r"^(?:不是|不对|错了|说错了|我[是说问]).{0,8}[是说问]")
_OWN = re.compile(r"多少|几|什么|啥|怎么|咋|哪|多久|材料|手续|条件|电话|吗|能不能|要不要")
_BARE = 8
_WANTS = re.compile(r"(?:我|俺|我们)?(?:要|想|想要)(?:办理?|申请|领|弄)(?!不)")
_AGAIN = re.compile(r"不满意|重新办|没解决|没办好|不认这个结果")


def answer(heard: Understanding, scene: Scene) -> Answered:
    """What is answered to these words by somebody who is not in the middle of anything.

    Danger is not answered here: it comes before everything, see ``front_desk``.
    """
    if entitled.asked(heard, scene):
        return entitled.answer(heard, scene)
    plainly = direct(heard, scene)
    if plainly is not None:
        return plainly
    match heard.intent:
        case "ask_standard" if _OF_OTHERS.search(heard.text):
            return courtesies.privacy(scene)
        case "ask_standard":
            return amounts.answer(heard, scene)
        case "query_payment":
            return arrivals.answer(heard, scene)
        case "query_progress":
            if _AGAIN.search(heard.text) and scene.clues:
                return clue_progress.for_more(True, heard, scene)
            return clue_progress.answer(scene, heard.programme or "")
        case "anti_fraud":
            return courtesies.anti_fraud(heard, scene)
        case "privacy_request" if _OUR_NOTICE.search(heard.text):
            kind = heard.programme or policies.FIRST
            return policies.by_words(replace(heard, programme=kind), scene) or courtesies.privacy(scene)
        case "privacy_request" if _OWN_CASE.search(heard.text):
            return entitled.answer(heard, scene)
        case "privacy_request":
            return courtesies.privacy(scene)
        case "smalltalk":
            return courtesies.smalltalk(heard.text, scene) or menu.greeting(scene)
        case "insult":
            return courtesies.insult(scene)
        case "out_of_scope":
            return courtesies.out_of_scope(heard, scene)
        case intent if intent in POLICY and heard.programme is None and _in_trouble(heard):
            return Answered(Reply(""), begin="help", slots={"trouble": heard.text[:500]})
        case intent if intent in POLICY and heard.programme is None and offices.matter_of(heard.text):
            return courtesies.out_of_scope(heard, scene)
        case "ask_eligibility":
            return selfchecks.beside(policies.answer(heard, scene), heard, scene)
        case "ask_stop_reason" if stopped.asked(heard, scene):
            return stopped.answer(heard, scene)
        case intent if intent in POLICY:
            return policies.answer(heard, scene)
        case "seek_help" | "report_clue" if circumstances.households(heard.text):
            return Answered(Reply(doubt("several_families", scene)), begin="help", slots={"subject": "other"})
        case intent if intent in _BEGINS:
            why = {"_why": heard.text[:200]} if intent == "human_agent" else {}
            return Answered(Reply(""), about=heard.programme or "", begin=_BEGINS[intent], slots=why)
        case _:
            if scene.clues and (_MORE.search(heard.text) or _AGAIN.search(heard.text)):
                return clue_progress.for_more(bool(_AGAIN.search(heard.text)), heard, scene)
            if _HARD.search(heard.text):
                return Answered(Reply(""), begin="help", slots={"trouble": heard.text[:500]})
            return courtesies.unclear(heard, scene)


def direct(heard: Understanding, scene: Scene) -> Answered | None:
    """What words are answered with that leave no doubt what they ask, whatever else they may sound like: a sum to be
    worked out, or a question that the knowledge holds in nearly these words."""
    told_before = any(one.kind != "callback" for one in scene.clues)
    if told_before and len(heard.text) <= _SHORT and _WAITING.search(heard.text) and not heard.slots.get("hardship"):
        told = clue_progress.answer(scene)
        return replace(told, reply=replace(told.reply, text=f"{doubt('waiting', scene)}\n{told.reply.text}"))
    worked_out = difference.answer(heard, scene)
    if worked_out is not None or (heard.certain and heard.intent not in POLICY | {"ask_standard", "out_of_scope"}):
        return worked_out
    found = entrychoice.plainly(heard, scene)
    return entry(found, scene) if found is not None else None


_OF_OTHERS = re.compile(r"(?:邻居|隔壁|别人|人家|他们?家|她们?家|某某).{0,6}(?:领|拿|发|吃)")
_OUR_NOTICE = re.compile(r"(?<![给发让])[我俺咱].{0,6}(?:公示|贴)|(?:公示|贴).{0,8}(?<![给发让])[我俺咱](?!看)")
_OWN_CASE = re.compile(r"[我俺](?:的|自己|本人)?(?:身份证|名下|有没有|领|是不是)")
_HARD = re.compile(r"困难|难处|过不下去|没法过|揭不开|可怜")
_WHAT_NOW = re.compile(r"咋办|怎么办|咋整|咋弄|能不能上门|能上门")


def _in_trouble(heard: Understanding) -> bool:
    """Whether 怎么办 is asked about a trouble of one's own, not about a procedure."""
    return bool(_WHAT_NOW.search(heard.text) and (heard.slots.get("hardship") or overheard.unable(heard)))


def uncertain(heard: Understanding, scene: Scene) -> Answered | None:
    """The two likeliest readings as options; None when the words are clear enough, or when no reading can be named."""
    if heard.certain or entitled.asked(heard, scene) or heard.intent in ("smalltalk", "insult", "out_of_scope"):
        return None
    if heard.programme is None and heard.intent in POLICY and _in_trouble(heard):
        return None
    asks = all(_asks_of(heard.programme or "", reading) for reading in heard.readings)
    if heard.programme is not None and (asks or asks_outright(heard.text)):
        passage = policies.by_words(heard, scene)
        if passage is not None:
            return passage
    begun = {_BEGINS.get(reading.intent) for reading in heard.readings}
    if heard.intent == "human_agent" or (begun == {"help"} and not _OWN.search(heard.text)):
        return None
    options = tuple(
        {one.words: one for one in (named_reading(reading, scene) for reading in heard.readings) if one}.values()
    )[:2]
    plain = heard.intent in POLICY | {"ask_standard"} and options == (named_reading(heard.readings[0], scene),)
    if not options or (plain and heard.confidence >= _FAIR):
        return None
    kind = scene.office.pack.programmes.get(heard.programme or "")
    if (kind is None or not kind.ours) and not _OWN.search(heard.text) and len(heard.text) >= 6:
        # Who tells and asks nothing may always mean to ask for help.
        options = tuple(one for one in options if one.words != "我要求助")[:1]
        if not options:
            return None
    near = entrychoice.perhaps(heard, scene)
    if near is not None:
        options = (Option(near.title), *options[:1])
    if len(options) < 2:
        others = (READINGS[each] for each in ("seek_help", "ask_policy"))
        options = (*options, *(one for one in others if one not in options))[:2]
    note = NoteUnanswered(heard.text[:500], heard.intent, heard.programme or "")
    reply = Reply(doubt("unsure", scene), (*options, Option("都不是")), doubt("unsure_next", scene))
    return Answered(reply, effects=(note,), about=heard.programme or "")


def _asks_of(programme: str, reading: Reading) -> bool:
    """Whether this reading asks something of that programme: the words themselves may then tell which passage."""
    return reading.programme == programme and reading.intent in POLICY | {"ask_standard"}


def in_context(heard: Understanding, about: str, intent: str, scene: Scene) -> Understanding:
    """The words with what was spoken of before: 「那要带什么」 after 低保, 「那特困呢」 after an amount."""
    if (
        heard.programme is None
        and about
        and heard.intent in POLICY | {"ask_standard"}
        and heard.intent != "ask_contact"
    ):
        kind = scene.office.pack.programmes.get(about)
        alone = len(heard.text) <= _BARE and bool(asked_of(heard.text, kind, outright=True))
        # 怎么申请 says all it means: what is near to it in meaning is about something else.
        return replace(heard, programme=about, vector=None if alone else heard.vector)
    if heard.programme and not heard.certain and len(heard.text) <= _SHORT and _WANTS.match(heard.text):
        return replace(heard, intent="ask_process", confidence=1.0)
    if heard.programme is None and heard.intent == "unclear":
        called_so = overheard.named(heard.text, scene)
        heard = replace(heard, programme=called_so[0].key) if len(called_so) == 1 else heard
    if heard.programme and intent in POLICY and len(heard.text) <= 14 and _MEANT_ANOTHER.search(heard.text):
        return replace(heard, intent=intent, confidence=1.0)
    told = (
        heard.programme or heard.slots.get("area") or heard.slots.get("mode") or heard.slots.get("care") or heard.place
    )
    short = _FOLLOWS.search(heard.text) and not _OWN.search(heard.text)
    follows = told and (heard.intent == "unclear" or short)
    if follows and intent in POLICY | {"ask_standard"} and len(heard.text) <= 12:
        return replace(heard, intent=intent, programme=heard.programme or about or None, confidence=1.0)
    return heard
