"""Policy news goes to who subscribed and lives there, says why, and goes once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.usecases.announcements import agree_to_announcement, draft_announcement
from bot.usecases.letters import deliver_letters
from bot.usecases.reach import reach_of
from bot.wechat.letters import WeChatSender
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
    def run(openid, place="999901200201", wants=True, programmes=None, home=""):
        with services.storage.work() as uow:
            uow.contacts.seen(openid, Message(f"m-{openid}", openid, "text", clock(), "你好"), clock())
            uow.contacts.place(openid, place)
            uow.contacts.subscribe(openid, "news", wants)
            if programmes is not None:
                person = uow.people.add(
                    "王秀英", "719901194803120129", "15400000001", home or place, programmes, now=clock()
                )
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


def test_who_is_bound_and_lives_there_is_told_without_having_said_where(services, follower):
    follower("o-bound", place="", programmes=("dibao",), home="999901200201")

    assert set(announced(services)) == {"o-bound"}


class Gateway:
    """The platform as far as letters see it: takes notes of what goes which way."""

    def __init__(self):
        self.gone = []

    def send_text(self, openid, text):
        self.gone.append(("chat", openid))

    def send_subscription(self, openid, template_id, data, *, page=""):
        self.gone.append(("notice", openid, data, page))
        return "m1"


def test_the_news_goes_by_chat_else_by_an_allowed_notice_and_all_others_are_counted(services, follower, clock):
    template = services.office.pack.templates["news"].template_id
    for openid in ("o-silent", "o-allowed", "o-took-it-back"):
        follower(openid)
    with services.storage.work() as uow:
        for openid in ("o-allowed", "o-took-it-back"):
            uow.contacts.consent(openid, template, True, clock())
        uow.contacts.consent("o-took-it-back", template, False, clock() + timedelta(hours=1))
        uow.commit()
    clock.pass_by(days=3)
    follower("o-wrote")
    announced(services)
    gateway = Gateway()
    sender = WeChatSender(gateway, services.office.pack.templates, "https://z.example", clock)
    services = replace(services, sender=sender)
    while deliver_letters(services):
        pass

    assert sorted(one[:2] for one in gateway.gone) == [("chat", "o-wrote"), ("notice", "o-allowed")]
    (data, page) = next(one[2:] for one in gateway.gone if one[0] == "notice")
    assert page == "https://z.example/open/notices/1"
    assert data["thing1"] == "低保年审开始了"
    assert data["thing4"] == "您订阅了北张乡的消息"
    with services.storage.read() as uow:
        reach = reach_of(uow.letters.ways("announcement:1"))
        assert uow.contacts.notices_left(["o-allowed"], template) == {}, "one consent, one notice"
    assert (reach.chat, reach.notice, reach.missed, reach.total) == (1, 1, 2, 4)


def test_two_consents_are_two_notices(services, follower, clock):
    template = services.office.pack.templates["news"].template_id
    with services.storage.work() as uow:
        for hour in (0, 1):
            uow.contacts.consent("o-a", template, True, clock() + timedelta(hours=hour))
        uow.contacts.notice_sent("o-a", template, clock())
        uow.commit()

    with services.storage.read() as uow:
        assert uow.contacts.notices_left(["o-a", "o-b"], template) == {"o-a": 1}
