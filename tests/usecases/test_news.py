"""Policy news goes to who subscribed and lives there, says why, and goes once."""

from datetime import date

import pytest

from bot.usecases.announcements import agree_to_announcement, draft_announcement
from dialogs.message import Message
from knowledge.announcing import Announcement

TOLD = Announcement(
    "999901200",
    "低保年审开始了",
    "今年的低保年审12月1日开始，请把户口本准备好。",
    date(2026, 11, 20),
    date(2026, 12, 20),
)


@pytest.fixture
def follower(services, clock):
    def run(openid, place="999901200201", wants=True, programmes=None):
        with services.storage.work() as uow:
            uow.contacts.seen(openid, Message(f"m-{openid}", openid, "text", clock(), "你好"), clock())
            uow.contacts.place(openid, place)
            uow.contacts.subscribe(openid, "news", wants)
            if programmes is not None:
                person = uow.people.add("王秀英", "719901194803120129", "15400000001", place, programmes, now=clock())
                uow.contacts.bind(openid, person, "同意", clock())
            uow.commit()

    return run


def announced(services):
    number = draft_announcement(TOLD, "account:1", services)
    agree_to_announcement(number, "account:2", services)
    with services.storage.read() as uow:
        letters = [one for one in uow.letters.list("queued").rows if one.subject == f"announcement:{number}"]
    return {one.to_id: one.payload for one in letters}


def test_only_subscribers_of_that_place_are_told(services, follower):
    follower("o-here")
    follower("o-elsewhere", place="999901101203")
    follower("o-silent", wants=False)

    assert set(announced(services)) == {"o-here"}


def test_the_letter_says_why_it_came(services, follower):
    follower("o-receives", programmes=("dibao",))
    follower("o-other")
    told = announced(services)

    assert "您在领低保" in told["o-receives"]["tail"]
    assert "您订阅了北张乡的政策消息" in told["o-other"]["tail"]
    assert all("退订" in one["tail"] for one in told.values())


def test_who_cannot_be_written_to_any_more_gets_no_letter(services, follower, clock):
    follower("o-here")
    clock.pass_by(days=3)

    assert announced(services) == {}
