"""The letters that residents get, plain and warm; those to staff are in ``dialogs.alerts``.

A letter goes out as a customer-service message (``reply``) where that is open, else as a template message, which takes
``data`` by our field names. ``own`` is always what the bureau says in its own way (``pack.wording``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from dialogs import standings
from dialogs.letter_lines import NOT_ARRIVED, SAYS
from dialogs.lines import Own, worded
from dialogs.say import LOCAL, local_day, say_day, say_full_day, say_money, say_period, say_when, what_came
from dialogs.talk import Option, Reply
from knowledge.payrows import SUPPLEMENT

_STOP_NEWS, _STOP_CHANGES, _HUMAN = "退订", "不要调标提醒", "人工"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says; ``template`` is a key of the pack's templates, empty where only a chat message will do."""

    reply: Reply = field(repr=False)
    template: str = ""
    data: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)


def arrival(
    own: Own,
    name: str,
    title: str,
    period: str,
    amount: Decimal,
    paid_on: date,
    account_tail: str,
    supplement: str = "",
) -> Letter:
    """Money has come. ``name`` is the person it was paid to, for a family member may be the one who reads.

    ``supplement`` is why it is paid once more or afterwards (补发), empty for what comes every month.
    """
    money, wrong = say_money(amount), _say(own, "tap_wrong")
    facts = {"name": name or "您", "title": title, "period": say_period(period), "amount": money}
    line = ("supplement" if supplement else "arrival") + ("" if account_tail else "_no_card")
    text = _say(own, line, **facts, day=say_day(paid_on), tail=account_tail)
    if supplement and supplement != SUPPLEMENT:
        text += "\n" + _say(own, "supplement_why", reason=supplement)
    options = (Option(wrong, NOT_ARRIVED), Option(_say(own, "tap_what"), f"{title}是什么"))
    return Letter(
        Reply(text, options, _say(own, "arrival_next", tap=wrong)),
        "arrival",
        {
            "programme": what_came(title, supplement),
            "amount": money,
            "period": period,
            "paid_on": say_full_day(paid_on),
            "account": f"尾号{account_tail}" if account_tail else "登记的账户",
        },
    )


def clue_result(own: Own, no: str, title: str, result: str, reason: str, at: datetime, kind: str = "help") -> Letter:
    """The result and its reason, told to who reported it, with the way to have it done again."""
    after = standings.after(own, result, kind)
    text = _say(own, "result", title=title, result=result, reason=reason, after=after).rstrip()
    return Letter(
        Reply(text, standings.options(own, no, result), _say(own, "result_next", human=_HUMAN)),
        "clue_result",
        {"no": no, "title": title, "result": result, "reason": reason, "at": minute(at)},
    )


def how_it_went(own: Own, no: str, title: str, at: datetime) -> Letter:
    """Some time after the result: was it good? As a notice it asks for a word in the chat, where the taps are."""
    options = (standings.tap(own, "rate", no), standings.tap(own, "again", no))
    return Letter(
        Reply(_say(own, "went", title=title), options, _say(own, "went_next")),
        "follow_up",
        {"title": title, "no": no, "at": minute(at), "next": "在公众号里回「评价」"},
    )


def clue_referred(own: Own, no: str, title: str, department: str, at: datetime) -> Letter:
    """Another department has it now; it stays on our board until that one is done."""
    text = _say(own, "referred", title=title, department=department)
    reason = _say(own, "referred_reason", department=department)
    data = {"no": no, "title": title, "result": _say(own, "referred_result"), "reason": reason}
    options = (Option(_say(own, "tap_more"), f"补充{no}"),)
    return Letter(Reply(text, options), "clue_result", data | {"at": minute(at)})


def question_answered(own: Own, words: str, answer: str) -> Letter:
    """The bureau's answer, told to who asked what had no answer yet."""
    text = _say(own, "answered", words=short(words), answer=answer)
    return Letter(Reply(text, (), _say(own, "answered_next")))


_NEWS_SHOWN = 120


def news(own: Own, title: str, text: str, place: str, programme: str, since: date) -> Letter:
    """What the bureau announced, to who subscribed: its beginning, and why it is sent to just this person."""
    begins = text if len(text) <= _NEWS_SHOWN else text[:_NEWS_SHOWN] + "……"
    why = "news_receiving_next" if programme else "news_next"
    tail = _say(own, why, programme=programme, place=place, stop=_STOP_NEWS)
    short = f"您在领{programme}" if programme else f"您订阅了{place.rpartition('县')[2] or place}的消息"
    data = {"title": title, "place": place, "since": say_full_day(since), "why": short}
    return Letter(Reply(_say(own, "news", title=title, text=begins), (), tail), "news", data)


def standard_changed(own: Own, text: str, title: str, short: str, said: str, since: date, doc_no: str) -> Letter:
    """A standard changed: ``text`` is what one wrote and another agreed to; ``said`` the amount as it is said."""
    options = (Option(_say(own, "tap_standard"), f"{short}标准"),)
    return Letter(
        Reply(text, options, _say(own, "standard_next", stop=_STOP_CHANGES)),
        "standard_change",
        {"programme": title, "change": said, "since": say_full_day(since), "doc_no": doc_no or "见公开文件"},
    )


def standard_change_draft(own: Own, figure: str, before: str, since: date, doc_no: str, *, begun: bool) -> str:
    """The first words of a notice: the amount, from when, by which document, and what it was before."""
    lines = [_say(own, "draft_begun" if begun else "draft_coming", figure=figure, since=say_full_day(since))]
    lines += [_say(own, "draft_before", before=before)] if before else []
    lines += [_say(own, "draft_paper", doc_no=doc_no)] if doc_no else []
    return "\n".join((*lines, _say(own, "draft_next")))


def heard_voice(own: Own, words: str) -> Letter:
    """Somebody listened to a voice: what was understood, before the answer to it."""
    return Letter(Reply(_say(own, "heard", words=short(words)), (), _say(own, "heard_next")))


def voice_answered(own: Own, words: str, answer: str) -> Letter:
    """The answer of the person who listened."""
    text = _say(own, "voice_answered", words=short(words), answer=answer)
    return Letter(Reply(text, (), _say(own, "voice_answered_next")))


def voice_unclear(own: Own, number: str) -> Letter:
    """Nobody could make out what was said."""
    text = _say(own, "unclear_call" if number else "unclear", call=number)
    return Letter(Reply(text, (Option(_say(own, "tap_ring"), _HUMAN),)))


def rang_in_vain(own: Own, tail: str, tries: int, again: datetime, now: datetime, number: str = "") -> Letter:
    """Somebody rang back and nobody answered: when we try again, and what else can be done."""
    when = say_when(again, local_day(now))
    lines = [_say(own, "missed" if tries == 1 else "missed_again", tail=tail, tries=tries, when=when)]
    lines += [_say(own, "missed_call", call=number)] if number else []
    options = (Option(_say(own, "tap_number"), _HUMAN),)
    return Letter(Reply("\n".join(lines), options, _say(own, "missed_next")))


def short(words: str) -> str:
    """Words that somebody said, cut where they are long."""
    return words if len(words) <= 40 else words[:40] + "…"


def minute(moment: datetime | None) -> str:
    """2026年11月24日 09:30, as template messages show it; 尽快 for no moment."""
    if moment is None:
        return "尽快"
    here = moment.astimezone(LOCAL)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"


def _say(own: Own, name: str, /, **facts: object) -> str:
    return worded(own, f"letters.{name}", SAYS[name], **facts)
