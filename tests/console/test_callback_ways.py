"""Somebody without a number on the list of call-backs, and the text message to who never picks up."""

import re

import pytest

from bot.settings import Settings
from bot.usecases.answer import answer
from bot.usecases.callbacks import Asked, ask_back
from dialogs.message import Message, key_of
from tests.pages import post

OPENID = "o-voice"
PHONE = "15400000001"


def _text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def operator(pages):
    return pages.browser("linxiao")


def says(pages, text, kind="text", **more):
    key = key_of("msgid", OPENID, f"{kind}{text}{more.get('media_id', '')}")
    answer(Message(key, OPENID, kind, pages.clock(), text, **more), pages.services)


@pytest.fixture
def old_man(pages):
    """He asks for somebody and speaks instead of typing a number; the id of his line."""
    says(pages, "人工")
    says(pages, "", "voice", media_id="media-1")
    with pages.services.storage.work() as uow:
        (voice,) = uow.media.waiting_voices()
        uow.media.keep(voice.id, b"ID3 a sample voice", "audio/mpeg", 7)
        uow.commit()
    with pages.services.storage.read() as uow:
        (line,) = uow.callbacks.waiting(pages.clock()).rows
    return line.id


def send(operator, number, what, **data):
    page = f"/console/callbacks/{number}"
    seen = re.search(r'name="seen" value="([^"]+)"', _text(operator.get(page)))[1]
    return post(operator, f"{page}/{what}", page, seen=seen, **data)


def test_he_stands_on_the_list_and_his_page_lets_one_listen_and_write(operator, old_man):
    assert "没有留电话：在微信上回" in _text(operator.get("/console/callbacks"))
    page = _text(operator.get(f"/console/callbacks/{old_man}"))

    assert "<audio controls" in page
    assert "/console/voices/1/sound" in page
    assert "（语音）" in page  # what was said, in its order
    assert "发给对方，等他回话" in page
    assert 'href="tel:' not in page


def test_the_day_counts_him_among_those_who_wait(pages, old_man):
    assert "1 个没有留电话" in _text(pages.browser("maguodong").get("/console/day"))


def test_written_to_it_says_how_far_the_words_came(operator, old_man):
    assert send(operator, old_man, "write", words="").status_code == 422
    assert send(operator, old_man, "write", words="请说说您住在哪个村").status_code == 302
    page = _text(operator.get(f"/console/callbacks/{old_man}"))

    assert "微信上写给本人" in page
    assert "等待发送" in page
    assert "请说说您住在哪个村" in page


def test_answered_it_is_among_those_that_are_done(operator, old_man):
    send(operator, old_man, "write", words="明天有人来看您", ends="1")

    assert "在微信上答复了" in _text(operator.get("/console/callbacks?done=1"))
    assert "没有留电话" not in _text(operator.get("/console/callbacks"))


def test_outside_the_window_the_page_says_so_and_what_is_left(operator, pages, old_man):
    pages.clock.pass_(days=3)
    page = _text(pages.browser("linxiao").get(f"/console/callbacks/{old_man}"))

    assert "超过 48 小时" in page
    assert "发给对方，等他回话" not in page
    assert "还不知道住在哪里" in page
    assert "听出来的，补上" in page


def test_who_unfollowed_is_told_of_honestly(operator, pages, old_man):
    says(pages, "", "unfollow")

    assert "已经取消关注" in _text(operator.get(f"/console/callbacks/{old_man}"))


def test_a_place_that_was_heard_offers_the_village_assistant(operator, old_man):
    assert send(operator, old_man, "known", place="月亮上").status_code == 422
    assert send(operator, old_man, "known", place="北张乡北张村").status_code == 302
    page = _text(operator.get(f"/console/callbacks/{old_man}"))

    assert "请陈秀兰上门看看" in page
    assert send(operator, old_man, "visit").status_code == 302


def test_a_number_that_was_heard_makes_it_an_ordinary_call_back(operator, old_man):
    send(operator, old_man, "known", phone="154 0000 0001")
    page = _text(operator.get(f"/console/callbacks/{old_man}"))

    assert f'href="tel:{PHONE}"' in page
    assert "没打通，这是第 1 次" in page


def test_a_number_sent_in_wechat_lands_on_the_list(operator, pages, old_man):
    says(pages, "电话是我闺女的15400000001")

    assert PHONE in _text(operator.get("/console/callbacks"))


@pytest.mark.parametrize("what", ["written", "answered", "nothing"])
def test_nothing_is_noted_as_written_that_was_not_sent(operator, old_man, what):
    assert send(operator, old_man, what).status_code == 404


def test_three_calls_in_vain_bring_a_button_that_sends_the_text_message(pages, operator):
    object.__setattr__(pages.services, "settings", Settings(sms_url="https://sms.example/submit", semantic=False))
    number = ask_back(Asked(PHONE), "missed", "account:1", pages.services)
    for _ in range(3):
        send(operator, number, "missed")
    page = _text(operator.get(f"/console/callbacks/{number}"))
    assert f"发这条短信到 {PHONE}" in page

    assert send(operator, number, "text").status_code == 302
    page = _text(operator.get(f"/console/callbacks/{number}"))
    assert "短信：请回电话" in page
    assert "发这条短信到" not in page


def test_without_text_messages_the_words_are_there_to_be_copied(pages, operator):
    number = ask_back(Asked(PHONE), "missed", "account:1", pages.services)
    for _ in range(3):
        send(operator, number, "missed")

    assert "照着发" in _text(operator.get(f"/console/callbacks/{number}"))
    assert send(operator, number, "text").status_code == 422


@pytest.mark.parametrize("what", ["write", "known", "text", "visit"])
def test_another_county_and_a_township_reach_none_of_it(pages, old_man, what):
    for who, code in (("waixian", 404), ("beizhang", 403)):
        browser = pages.browser(who)
        assert post(browser, f"/console/callbacks/{old_man}/{what}", "/console/", words="您好").status_code == code
