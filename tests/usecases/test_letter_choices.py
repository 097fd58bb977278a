"""After a letter, a bare number means what stood under it; in the middle of a flow it answers the flow's question."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.usecases.letters import deliver_letters
from bot.usecases.payments import check_sheet, confirm_sheet
from bot.wechat.letters import WeChatSender

from .conftest import BEIZHANG
from .test_payments import a_csv, an_id, line


class Gateway:
    """Keeps what residents read, links as what can be tapped."""

    def __init__(self):
        self.texts, self.templates = [], []
        self.meanwhile = None

    def send_text(self, openid, text):
        self.texts.append(text)
        if self.meanwhile:
            self.meanwhile()

    def send_template(self, openid, *_, **__):
        self.templates.append(openid)
        return "1"


@pytest.fixture
def gateway():
    return Gateway()


@pytest.fixture
def services(services, gateway):
    templates = services.office.pack.templates
    return replace(services, sender=WeChatSender(gateway, templates, "https://zhudong.example", services.now))


@pytest.fixture
def paid(services, clock, staff):
    """The money of a bound resident has come; her letter waits."""

    def run():
        with services.storage.work() as uow:
            person = uow.people.add("王秀英", an_id(1), "15400000001", BEIZHANG, ("dibao",), now=clock())
            uow.contacts.bind("o-resident", person, "同意", clock())
            uow.commit()
        seen = check_sheet(a_csv(line(1)), "11月.csv", "account:1", services)
        confirm_sheet(seen.file_id, "account:1", services, count=1, total=Decimal("620.00"), doubts_checked=True)

    return run


def seen(markup):
    return re.sub(r"<a [^>]*>|</a>", "", markup)


def test_one_after_an_arrival_letter_means_its_first_option_not_the_older_reply(says, paid, services, gateway):
    assert "1 " in says("你好")
    paid()
    deliver_letters(services)

    assert "1 钱没到或不对" in seen(gateway.texts[0])
    says("1")
    with services.storage.read() as uow:
        assert uow.talks.of("o-resident").flow == "payment"


def test_two_after_an_arrival_letter_tells_what_the_money_is(says, paid, services):
    says("你好")
    paid()
    deliver_letters(services)

    assert "低保" in says("2")


def test_in_the_middle_of_a_flow_the_letter_has_no_numbers_and_a_number_answers_the_question(
    says, paid, services, gateway
):
    question = says("我要求助")
    assert "1 " in question
    paid()
    deliver_letters(services)

    letter = seen(gateway.texts[0])
    assert "钱没到或不对" in letter
    assert "1 钱没到" not in letter
    with services.storage.read() as uow:
        before = uow.talks.of("o-resident")
    assert says("1") != question
    with services.storage.read() as uow:
        after = uow.talks.of("o-resident")
    assert (after.flow, len(after.slots) > len(before.slots)) == ("help", True)


def test_a_tap_under_a_letter_in_the_middle_of_a_flow_is_done_and_the_flow_waits(says, paid, services):
    says("我要求助")
    says("1")
    paid()
    deliver_letters(services)
    says("钱没到或不对")

    with services.storage.read() as uow:
        talk = uow.talks.of("o-resident")
    assert talk.flow == "payment"
    assert talk.slots["_held"]["flow"] == "help"


def test_whoever_spoke_while_the_letter_left_keeps_the_newer_choices(says, paid, services, gateway):
    says("你好")
    paid()
    gateway.meanwhile = lambda: says("我要求助")
    deliver_letters(services)

    with services.storage.read() as uow:
        talk = uow.talks.of("o-resident")
    assert talk.flow == "help"
    assert "钱没到或不对" not in talk.choices


def test_a_template_shows_no_options_so_old_choices_stay(says, paid, services, gateway, clock):
    says("你好")
    with services.storage.read() as uow:
        before = uow.talks.of("o-resident").choices
    paid()
    clock.pass_by(days=3)
    deliver_letters(services)

    assert gateway.templates == ["o-resident"]
    with services.storage.read() as uow:
        assert uow.talks.of("o-resident").choices == before


def test_a_tap_under_a_result_in_the_middle_of_a_flow_reopens_that_clue(says, services, staff, clues):
    says("我不想活了", sender="o-resident")
    no = clues()[0].no
    says("取消")
    says("我要求助")
    says(f"补充{no}")

    with services.storage.read() as uow:
        talk = uow.talks.of("o-resident")
    assert (talk.flow, talk.slots["no"]) == ("clue_more", no)
