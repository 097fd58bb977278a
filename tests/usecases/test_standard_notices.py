"""A changed standard on its way to those it concerns: its words, its hours, its ladder."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.services import SendError
from bot.settings import Settings
from bot.sms.ladder import Ladder
from bot.sms.letters import SmsSender
from bot.usecases.answer import answer
from bot.usecases.letters import deliver_letters
from bot.usecases.standard_notices import approve_notice, concerned, draft_notice, draft_text
from bot.usecases.standards import save_standard
from dialogs.message import Message
from knowledge.casework import Refused
from knowledge.sources import Source
from knowledge.standards import Standard

from .conftest import BEIZHANG

PAPER = Source("示民发〔2026〕9号", "关于调整标准的通知（示例）")
ROW = Standard(
    "dibao",
    "999901",
    ("农村",),
    "农村最低生活保障标准",
    Decimal(655),
    "元/人/月",
    date(2026, 12, 1),
    None,
    date(2026, 11, 10),
    PAPER.doc_no,
    PAPER,
)


@pytest.fixture
def wang(services, clock):
    """王秀英, bound, receives 低保."""
    with services.storage.work() as uow:
        programmes = ("dibao",)
        person = uow.people.add("王秀英", "99990119500101001X", "15400000001", BEIZHANG, programmes, now=clock())
        uow.contacts.follow("o-wang")
        uow.contacts.bind("o-wang", person, "同意", clock())
        uow.commit()
    return "o-wang"


def approved(services, row=ROW):
    """The standard saved by one, its drafted notice agreed to by another; the id of the standard."""
    standard = save_standard(row, "account:1", services)
    before = services.office.pack.standards.in_force("dibao", "999901", date(2026, 11, 30), ("农村",))[0]
    text = draft_text(row, before, services)
    approve_notice(draft_notice(standard, text, 90, "account:1", services), "account:2", services)
    return standard


def test_the_letter_says_figure_day_document_and_what_it_was(services, deliver, sender, wang):
    standard = approved(services)

    deliver()

    (letter,) = sender.sent
    assert letter.payload["text"].splitlines() == [
        "示范县农村低保：每人每月 655 元（示例），将从2026年12月1日起执行。",
        "原来是每人每月 620 元。",
        "文号：示民发〔2026〕9号。",
        "您家能领多少，以乡镇（街道）核实为准。",
    ]
    assert letter.payload["template"] == "standard_change"
    assert letter.payload["data"]["since"] == "2026年12月1日"
    assert letter.payload["options"][0]["send"] == "低保标准"
    assert letter.key == f"standard:{standard}:o-wang"


def test_nobody_is_woken_and_nobody_is_told_twice(services, deliver, sender, wang, clock):
    clock.moment = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 22:00 in China
    approved(services)

    deliver()
    assert sender.sent == []

    clock.pass_by(hours=11)
    deliver()
    deliver()
    assert [letter.to_id for letter in sender.sent] == ["o-wang"]


def test_where_wechat_is_shut_the_bound_person_gets_a_text_message(services, deliver, wang):
    texts = []

    class Shut:
        def send(self, letter, contact):
            raise SendError("window_closed", permanent=True)

    class Line:
        def send(self, mobile, content):
            texts.append((mobile, content))
            return "g1"

    ladder = Ladder([Shut(), SmsSender(Line())])
    able = replace(services, settings=Settings(sms_url="https://sms.example"), sender=ladder)
    approved(able)

    deliver_letters(able)

    (text,) = texts
    assert text[0] == "15400000001"
    assert "655 元" in text[1]
    assert "示民发〔2026〕9号" in text[1]


def test_who_heard_a_figure_corrected_on_its_own_day_is_concerned(services, says, wang):
    first = replace(ROW, effective_from=date(2026, 11, 1), amount=Decimal(6550))
    save_standard(first, "account:1", services)
    with services.storage.read() as uow:
        office = services.office.with_standards(uow.standards.rows())
    living = replace(services, offices=lambda: office)

    reply = answer(Message("m-wrong", "o-li", "text", services.now(), "农村低保一个月多少钱"), living)[0].text
    assert "6550" in reply

    corrected = save_standard(replace(first, amount=Decimal(655)), "account:1", services)

    with services.storage.read() as uow:
        assert concerned(corrected, 90, uow, services).asked == ("o-li",)


def test_a_notice_needs_somebody_to_go_to_and_one_at_a_time(services, wang):
    standard = save_standard(ROW, "account:1", services)
    text = draft_text(ROW, None, services)
    with services.storage.work() as uow:
        uow.contacts.unfollow(wang)
        uow.commit()
    with pytest.raises(Refused, match="没有要告诉的人"):
        draft_notice(standard, text, 90, "account:1", services)
    with services.storage.work() as uow:
        uow.contacts.follow(wang)
        uow.commit()
    draft_notice(standard, text, 90, "account:1", services)
    with pytest.raises(Refused, match="等同意"):
        draft_notice(standard, text, 90, "account:2", services)
