"""One person's flood, the platform's repeats and strange things: signed and sealed posts against the whole service."""

import re
import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from wechatpy.crypto import WeChatCrypto

from bot.app import create_app
from bot.services import Services
from bot.wechat.outbound import fit
from dialogs.pace import ANSWERED
from knowledge.routing import StaffMember
from storage.crypto import KeyRing
from storage.store import open_storage
from tests.builders import an_office
from tests.wechat.cast import APP_ID, KEY, NOW, TOKEN, Platform, event_xml, settings, text_xml

TAPS = re.compile(r"<a href=\"weixin:[^>]*>|</a>")
IN_TIME = 4.5
"""Seconds: the platform hangs up after five."""


class Service:
    """The service over a fresh database, pushed to as the platform does; its clock stands unless moved."""

    def __init__(self, folder, mode):
        self.now = NOW
        self.path = folder / "flood.db"
        self.storage = open_storage(f"sqlite:///{self.path}", KeyRing([b"k" * 32]))
        self.storage.upgrade()
        office = an_office()
        own = settings(wechat_mode=mode)
        services = Services(
            storage=self.storage,
            offices=lambda: office,
            settings=own,
            now=lambda: self.now,
            new_id=lambda: "id",
            sender=SimpleNamespace(),
            fit=fit,
        )
        self.mode = mode
        self.platform = Platform(create_app(services), NOW)
        self.slowest = 0.0
        with self.storage.work() as uow:
            uow.staff.add(StaffMember(1, "马国栋", "15400000121", "o-ma", "999901", "county"))
            uow.commit()

    def post(self, xml):
        """What the resident reads in the passive answer; empty for none. Anything but 200 fails."""
        began = time.monotonic()
        answer = self.platform.secure(xml) if self.mode == "secure" else self.platform.plain(xml.encode())
        self.slowest = max(self.slowest, time.monotonic() - began)
        assert answer.status_code == 200, answer.data
        if answer.data == b"success":
            return ""
        part = {child.tag: child.text for child in ElementTree.fromstring(answer.data)}
        if self.mode == "secure":
            crypto = WeChatCrypto(TOKEN, KEY, APP_ID)
            clear = crypto.decrypt_message(answer.data, part["MsgSignature"], part["TimeStamp"], part["Nonce"])
            part = {child.tag: child.text for child in ElementTree.fromstring(clear)}
        said = part["Content"]
        assert len(said.encode()) <= 2048
        return TAPS.sub("", said)

    def says(self, text, number):
        return self.post(text_xml(text, msgid=str(number), at=int(self.now.timestamp())))

    def rows(self):
        """How many rows each table holds, those that hold any."""
        with closing(sqlite3.connect(self.path)) as database:
            tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
            counted = {name: database.execute(f"select count(*) from {name}").fetchone()[0] for name in tables}
        return {name: count for name, count in counted.items() if count}

    def clues(self):
        with self.storage.read() as uow:
            return uow.clues.list().rows


@pytest.fixture(params=["plain", "secure"])
def service(request, tmp_path):
    running = Service(tmp_path, request.param)
    yield running
    running.storage.dispose()


def test_thirty_messages_in_a_minute_get_so_many_answers_and_leave_so_many_rows(service):
    answers = [service.says(f"我想问问第{number}件事", number) for number in range(30)]

    said = [answer for answer in answers if answer]
    assert len(said) == ANSWERED + 1, "then silence until the minute is over"
    assert "歇一分钟" in said[-1]
    assert max(map(len, said)) < 400
    rows = service.rows()
    assert rows["inbox"] == 30
    assert (rows["talks"], rows["contacts"]) == (1, 1)
    assert rows.get("clues", 0) == 0
    assert rows.get("letters", 0) <= ANSWERED
    assert rows.get("questions", 0) <= ANSWERED
    assert service.slowest < IN_TIME

    service.now += timedelta(seconds=61)
    assert "窗口申请" in service.says("低保怎么申请", 31)


def test_the_same_words_thirty_times_are_one_matter_and_a_person_is_offered(service):
    answers = [service.says("我妈瘫痪在床没人管", number) for number in range(30)]

    assert len([answer for answer in answers if answer]) == ANSWERED + 1
    assert not service.clues(), "nothing is registered before the questions are answered"


def test_a_complete_request_thirty_times_is_one_clue(service):
    told = ("我要求助", "我本人", "张三", "北张乡北张村", "腿摔断了没人管，上周开始的", "这几天有人来就行", "能去")
    told += ("15400000002，白天", "跳过", "跳过", "没错，提交")
    for round_of in range(3):
        for number, text in enumerate(told):
            service.says(text, round_of * 100 + number)
        service.now += timedelta(seconds=90)

    assert len(service.clues()) == 1


def test_a_repeat_of_the_platform_gets_the_same_answer_and_does_nothing_twice(service):
    first = service.says("我不想活了", 7)
    before = service.rows()

    assert [service.says("我不想活了", 7) for _ in range(4)] == [first] * 4
    assert service.rows() == before
    assert len(service.clues()) == 1


def test_repeats_that_come_while_the_first_is_in_the_works_are_one_message(service):
    answers = []
    pushes = [threading.Thread(target=lambda: answers.append(service.says("低保多少钱", 9))) for _ in range(3)]
    for push in pushes:
        push.start()
    for push in pushes:
        push.join(10)

    assert len(answers) == 3
    assert len(set(answers)) == 1
    assert service.rows()["inbox"] == 1


def test_danger_within_a_flood_is_heard_at_once_and_raised_once(service):
    for number in range(40):
        service.says(f"在不在{number}", number)

    answer = service.says("我不想活了", 50)
    again = [service.says("我不想活了", 51 + number) for number in range(10)]

    assert "12356" in answer
    assert not any(again)
    (clue,) = service.clues()
    assert clue.urgency == "danger"


def test_a_flood_of_voices_is_not_a_flood_of_work(service):
    for number in range(60):
        service.post(_message("voice", f"<MediaId>m{number}</MediaId><Format>amr</Format><Recognition/>", number))

    assert service.rows()["media"] <= ANSWERED


STRANGE_WORDS = {
    "as long as it gets": "救" * 682,
    "longer than the platform sends": "字" * 3000,
    "one long number": "1" * 2048,
    "emoji only": "😀😭🙏",
    "codes of stickers": "/::)/::~[微笑]",
    "zero width": "\u200b\u200d\ufeff\u2060",
    "zero width within": "低\u200b保\u200d多少\ufeff钱",
    "only blanks": "  \n  ",
    "combining marks": "a\u0301" * 300,
    "right to left": "\u202e钱多少",
    "a question mark": "?",
    "markup": "<a href='http://x.example'>点我</a> ]] > &lt;b&gt;",
    "a link as text": "http://t.example/abc 这个是真的吗",
}


@pytest.mark.parametrize("what", STRANGE_WORDS)
def test_strange_words_are_answered_kindly_and_shortly(service, what):
    answer = service.says(STRANGE_WORDS[what], 1)

    assert 0 < len(answer) < 400
    assert "http://" not in answer
    assert service.slowest < IN_TIME
    assert not service.clues()


def _message(kind, inside, number=1):
    return (
        f"<xml><ToUserName>gh_account</ToUserName><FromUserName>oResident</FromUserName><CreateTime>1795334400"
        f"</CreateTime><MsgType>{kind}</MsgType>{inside}<MsgId>{number}</MsgId></xml>"
    )


STRANGE_THINGS = {
    "link": "<Title>国家发补贴啦</Title><Description>点开领</Description><Url>http://x.example</Url>",
    "location": "<Location_X>37.5</Location_X><Location_Y>112.0</Location_Y><Scale>15</Scale><Label/>",
    "location nowhere": "<Location_X>x</Location_X><Location_Y/><Scale/><Label/>",
    "image": "<PicUrl>http://x.example</PicUrl><MediaId>m1</MediaId>",
    "image without a file": "<PicUrl/><MediaId/>",
    "voice": "<MediaId>m1</MediaId><Format>amr</Format><Recognition/>",
    "shortvideo": "<MediaId>m1</MediaId><ThumbMediaId>t</ThumbMediaId>",
    "file": "<Title>a.zip</Title><FileTotalLen>222</FileTotalLen>",
    "miniprogrampage": "<Title>小程序</Title><AppId>wx1</AppId><PagePath>p</PagePath>",
    "a kind nobody knows": "<Whatever>1</Whatever>",
}


@pytest.mark.parametrize("what", STRANGE_THINGS)
def test_whatever_is_sent_gets_a_short_kind_answer(service, what):
    answer = service.post(_message(what.partition(" ")[0], STRANGE_THINGS[what]))

    assert 0 < len(answer) < 400
    assert "x.example" not in answer


@pytest.mark.parametrize(
    "event",
    ["VIEW", "LOCATION", "view_miniprogram", "pic_weixin", "kf_create_session", "poi_check_notify", "brand_new"],
)
def test_events_that_want_no_answer_get_none_and_leave_nothing(service, event):
    assert service.post(event_xml(event, more="<EventKey>https://x.example</EventKey>")) == ""
    assert service.rows().keys() <= {"alembic_version", "keys", "staff"}
