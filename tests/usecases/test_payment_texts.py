"""Who is not on WeChat is told by text message where the installation can, else by the village assistant."""

from dataclasses import replace

import pytest

from bot.services import Handed, SendError
from bot.settings import Settings
from bot.sms.ladder import Ladder
from bot.sms.letters import SmsSender
from bot.usecases.payments import check_sheet, confirm_sheet, untold_people

from .test_payments import a_csv, line

TWO = a_csv(line(1), line(2))


class Line:
    def __init__(self):
        self.sent, self.error = [], None

    def send(self, mobile, content):
        if self.error:
            raise self.error
        self.sent.append((mobile, content))
        return "g1"


@pytest.fixture
def texts():
    return Line()


@pytest.fixture
def services(services, texts, sender):
    class OnWeChat:
        def send(self, letter, contact):
            if letter.to_kind != "staff":
                raise SendError("unsubscribed", permanent=True)
            sender.sent.append(letter)
            return Handed("template", "m1")

    return replace(
        services, settings=Settings(sms_url="https://sms.example"), sender=Ladder([OnWeChat(), SmsSender(texts)])
    )


def confirmed(services):
    seen = check_sheet(TWO, "11月.csv", "account:1", services)
    return confirm_sheet(seen.file_id, "account:1", services, count=seen.count, total=seen.total, doubts_checked=True)


def test_each_gets_one_text_and_the_village_assistant_no_list(services, staff, deliver, texts, sender):
    batch = confirmed(services)
    deliver()

    assert sorted(mobile for mobile, _ in texts.sent) == ["15400000101", "15400000102"]
    assert all("620元" in content for _, content in texts.sent)
    assert sender.sent == []
    assert untold_people(batch.id, "", services).total == 0


def test_a_text_that_fails_puts_its_person_back_on_the_list(services, staff, deliver, texts, sender):
    texts.error = SendError("permanent", permanent=True, hint="InvalidMobile")
    batch = confirmed(services)
    deliver()

    assert untold_people(batch.id, "", services).total == 2
    assert [letter.to_kind for letter in sender.sent] == ["staff"]


def test_without_text_messages_the_list_is_the_way(services, staff, deliver, texts, sender):
    batch = confirmed(replace(services, settings=Settings()))
    deliver()

    assert texts.sent == []
    assert untold_people(batch.id, "", services).total == 2
