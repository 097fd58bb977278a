"""What a bureau's own entry or sentence must be before anybody is answered with it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from knowledge.danger import spot
from knowledge.intents import CRISES, INTENTS
from knowledge.plainness import faults_of_wording, unsourced_number
from knowledge.programmes import PROGRAMME_KEYS

if TYPE_CHECKING:
    from knowledge.lessons import Lesson
    from knowledge.pack import Pack
    from knowledge.programmes import Entry

TEACHABLE = tuple(intent for intent in INTENTS if intent not in CRISES)
"""What a sentence may be taught to mean: danger is heard by rules that are reviewed, never by a click."""
_NUMERAL = re.compile(
    r"[一二三四五六七八九十百千万两零〇]{2,}(?=块|元|万|个工作日|天|岁|%)|百分之[一二三四五六七八九十百]+"
)
_PERSONAL = re.compile(r"[\d*][\d* -]{5,}[\dXx*]")
_MOST = 60


def known_numbers(pack: Pack) -> frozenset[str]:
    """The numbers that an answer may hold without a document: hotlines, and the phones of the bureau's windows."""
    phones = (pack.bureau.phone, *(window.phone for window in pack.windows))
    parts = (part for phone in phones for part in re.findall(r"\d+", phone))
    return frozenset((*(line.number for line in pack.hotlines), *parts))


def faults_of_answer(answer: str, doc_no: str, known: Container[str]) -> Iterator[str]:
    """Why a resident must not be told this, each in a sentence for the clerk; nothing when she may."""
    if not answer.strip():
        yield "请写上给群众的答复。"
    number = unsourced_number(answer, known) or ((found := _NUMERAL.search(answer)) and found[0]) or ""
    if number and not doc_no.strip():
        yield f"答复里有数字“{number}”，请填上出自哪个文件（文号）。没有文件的数字不能告诉群众。"
    for fault in faults_of_wording(answer):
        yield f"{fault}。"


def faults_of_entry(entry: Entry, known: Container[str]) -> tuple[str, ...]:
    """Every reason not to take this entry into the knowledge."""
    found = []
    if not entry.title.strip():
        found.append("请写一个标题，让同事一看就知道是哪件事。")
    if not entry.questions:
        found.append("请至少留一句群众的问法。")
    if entry.programme and entry.programme not in PROGRAMME_KEYS:
        found.append("没有这个救助项目。")
    doc_no = entry.sources[0].doc_no if entry.sources else ""
    if doc_no and not entry.sources[0].title:
        found.append("填了文号，也请填文件名称。")
    return (*found, *faults_of_answer(entry.answer, doc_no, known))


def fault_of_lesson(lesson: Lesson) -> str:
    """Why this sentence cannot be taught so; empty when it can."""
    if lesson.intent not in TEACHABLE:
        return "请选这句话的意思。危险的话由规则识别，不在这里教。"
    if spot(lesson.text):
        return f"“{lesson.text[:20]}”里有危险信号，一律按危险处理，不能改成别的意思。"
    if sum(letter.isalnum() for letter in lesson.text) < 2 or len(lesson.text) > _MOST * 4:
        return "这句话太短或太长，教不会。"
    if lesson.programme and lesson.programme not in PROGRAMME_KEYS:
        return "没有这个救助项目。"
    return ""


def without_numbers(text: str) -> str:
    """A sentence as it may be kept for good: phone, ID and card numbers taken out, masked ones too."""
    return re.sub(r"\s+", " ", _PERSONAL.sub("", text)).strip(" ，,。、")
