from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services import MediaFile, SendError
from bot.wechat.fields import field_value
from bot.wechat.letters import WeChatSender, texts_of
from knowledge.bureau import TemplateMap
from storage.contact_rows import Contact
from storage.letter_rows import Letter
from tests.wechat.cast import NOW

OPEN = Contact("oWang", window_until=NOW + timedelta(hours=1), quota_left=5)
CLOSED = replace(OPEN, window_until=NOW - timedelta(minutes=1))
ARRIVAL = TemplateMap("arrival", "tmpl-1", "资金到账提醒", {"thing1": "what", "amount2": "amount", "time3": "when"})
PAYLOAD = {
    "text": "您的低保金到了。",
    "options": [{"label": "看明细", "send": "到账"}],
    "template": "arrival",
    "data": {"what": "农村低保金（示例）", "amount": "412.00 元", "when": "2026年11月10日"},
    "url": "/desk/clues/1",
}


class Gateway:
    """Takes what is sent, or refuses it with the errors it was given."""

    def __init__(self, **errors):
        self.sent, self.errors = [], errors

    def send_text(self, openid, text):
        self.sent.append(("custom", openid, text))
        self._refuse("custom")

    def send_template(self, openid, template_id, data, *, url, client_msg_id):
        self.sent.append(("template", openid, template_id, data, url, client_msg_id))
        self._refuse("template")
        return "3717005636572528642"

    def _refuse(self, way):
        if way in self.errors:
            raise self.errors[way]


def letter(**changes):
    kept = dict.fromkeys(Letter.__slots__, "") | {"id": 1, "key": "payment:1:arrival", "payload": PAYLOAD, "tries": 1}
    return Letter(**kept | changes)


def sender(gateway):
    return WeChatSender(gateway, {"arrival": ARRIVAL}, "https://zhudong.example", lambda: NOW)


def refused(gateway, contact, **changes):
    with pytest.raises(SendError) as error:
        sender(gateway).send(letter(**changes), contact)
    return error.value


def test_inside_the_window_the_letter_is_a_message_with_options_to_tap():
    gateway = Gateway()

    handed = sender(gateway).send(letter(), OPEN)

    assert (handed.channel, handed.msgid) == ("custom", "")
    text = gateway.sent[0][2]
    assert text.startswith('您的低保金到了。\n<a href="weixin://bizmsgmenu?')
    assert text.endswith('\n<a href="https://zhudong.example/desk/clues/1">点这里打开</a>')


@pytest.mark.parametrize("contact", [CLOSED, replace(OPEN, quota_left=0), replace(OPEN, window_until=None)])
def test_outside_the_window_it_is_a_template_message_in_the_words_of_the_platform(contact):
    gateway = Gateway()

    handed = sender(gateway).send(letter(), contact)

    assert (handed.channel, handed.msgid) == ("template", "3717005636572528642")
    _, openid, template, data, url, client_msg_id = gateway.sent[0]
    assert (openid, template, url) == ("oWang", "tmpl-1", "https://zhudong.example/desk/clues/1")
    assert data == {"thing1": "农村低保金（示例）", "amount2": "412.00元", "time3": "2026年11月10日"}
    assert len(client_msg_id) == 32


def test_the_same_letter_tried_again_has_the_same_mark():
    gateway = Gateway()
    for tries in (1, 2):
        sender(gateway).send(letter(tries=tries), CLOSED)

    assert gateway.sent[0] == gateway.sent[1]


@pytest.mark.parametrize("kind", ["window_closed", "quota_user"])
def test_a_window_that_closed_meanwhile_leads_to_the_template(kind):
    gateway = Gateway(custom=SendError(kind, 45015))

    handed = sender(gateway).send(letter(), OPEN)
    assert (handed.channel, handed.refusal.kind) == ("template", kind)


def test_without_a_template_a_closed_window_is_told_with_the_platforms_own_number():
    error = refused(Gateway(custom=SendError("window_closed", 45015)), OPEN, payload={"text": "回访"})

    assert (error.kind, error.code) == ("window_closed", 45015)


def test_a_letter_of_several_messages_says_how_many():
    assert sender(Gateway()).send(letter(payload={"text": "长" * 1300}), OPEN).messages == 3


def test_a_letter_that_breaks_off_says_how_far_it_came_and_why():
    class Breaks(Gateway):
        def send_text(self, openid, text):
            if self.sent:
                raise SendError("quota_user", 45047)
            super().send_text(openid, text)

    handed = sender(Breaks()).send(letter(payload={"text": "长" * 1300}), OPEN)

    assert (handed.channel, handed.messages, handed.refusal.code) == ("custom", 1, 45047)


def test_every_call_to_the_platform_is_paced_in_its_letters_lane():
    lanes = []
    paced = WeChatSender(Gateway(), {"arrival": ARRIVAL}, "https://z.example", lambda: NOW, lanes.append)
    paced.send(letter(lane="staff", payload={"text": "长" * 1300}), OPEN)
    paced.send(letter(lane="bulk"), CLOSED)

    assert lanes == ["staff"] * 3 + ["bulk"]


@pytest.mark.parametrize("kind", ["unknown_outcome", "retryable", "unsubscribed", "config"])
def test_any_other_trouble_is_not_an_occasion_to_tell_twice(kind):
    gateway = Gateway(custom=SendError(kind))

    assert refused(gateway, OPEN).kind == kind
    assert len(gateway.sent) == 1


def test_without_a_template_the_next_channel_must_go_on():
    assert refused(Gateway(), CLOSED, payload={"text": "回访"}).kind == "window_closed"


@pytest.mark.parametrize("contact", [None, replace(OPEN, followed=False)])
def test_whoever_does_not_follow_is_not_written_to(contact):
    gateway = Gateway()

    assert refused(gateway, contact).kind == "unsubscribed"
    assert gateway.sent == []


def test_a_refusal_names_the_template_that_was_refused():
    error = refused(Gateway(template=SendError("user_refused", 43101, permanent=True)), CLOSED)

    assert (error.kind, error.hint) == ("user_refused", "tmpl-1")


def test_a_duplicate_was_sent_before():
    assert sender(Gateway(template=SendError("duplicate", 40241))).send(letter(), CLOSED).channel == "template"


def test_a_text_rendered_before_is_sent_as_it_is():
    assert texts_of({"markup": '<a href="weixin://bizmsgmenu?x">1 是</a>'}) == (
        '<a href="weixin://bizmsgmenu?x">1 是</a>',
    )


def test_a_link_that_does_not_fit_any_more_follows_by_itself():
    texts = texts_of(
        {"text": "a" * 590 + "字" * 9 + "。" + "a" * 590 + "字" * 9, "url": "/p" + "x" * 1700}, "https://z.example"
    )

    assert texts[-1].startswith('<a href="https://z.example/px')
    assert all(len(text.encode()) <= 2048 for text in texts)


def test_an_address_cannot_end_its_own_link():
    (text,) = texts_of({"text": "好", "url": '/p?place="><b>北'}, "https://z.example")

    assert text.count("<") == text.count(">") == 2
    assert text.count('"') == 2


def test_a_letter_too_long_for_what_is_left_goes_by_template():
    gateway = Gateway()

    sender(gateway).send(letter(payload={**PAYLOAD, "text": "长" * 1300}), replace(OPEN, quota_left=2))

    assert gateway.sent[0][0] == "template"


@pytest.mark.parametrize(
    ("keyword", "text", "value"),
    [
        ("thing12", "一二三四五六七八九十一二三四五六七八九十多", "一二三四五六七八九十一二三四五六七八九…"),
        ("thing1", "第一行\n第二行", "第一行 第二行"),
        ("thing1", "", "无"),
        ("thing1", " \x00 ", "无"),
        ("character_string3", "编号ZX-2026", "ZX-2026"),
        ("phone_number4", "0358-3000000 转 8", "0358-30000008"),
        ("phrase2", "已经受理完毕", "已经受理完"),
        ("name1", "诸葛大名特别长的一个人名", "诸葛大名特别长的一个"),
        ("time5", "2026-11-22 08:00", "2026-11-22 08:00"),
        ("const6", "低保", "低保"),
    ],
)
def test_a_field_holds_what_the_platform_takes(keyword, text, value):
    assert field_value(keyword, text) == value


class MediaGateway(Gateway):
    """Takes files too."""

    def upload(self, kind, content, name, content_type):
        self.sent.append(("upload", kind, content, name, content_type))
        self._refuse("upload")
        return "new-id"

    def send_media(self, openid, kind, media_id):
        self.sent.append(("media", openid, kind, media_id))
        self._refuse("media")


VOICE = {"media": {"kind": "voice", "ref": "recording:3"}, "text": "录音没发出去。"}


def media_sender(gateway, file):
    def media_of(ref):
        if file is None:
            raise KeyError(ref)
        return file

    return WeChatSender(gateway, {}, "https://zhudong.example", lambda: NOW, media_of=media_of)


def test_a_voice_is_uploaded_once_and_sent():
    gateway, told = MediaGateway(), []
    file = MediaFile(b"mp3", "audio/mpeg", "a.mp3", uploaded=told.append)

    assert media_sender(gateway, file).send(letter(payload=VOICE), OPEN).channel == "custom"
    assert gateway.sent == [("upload", "voice", b"mp3", "a.mp3", "audio/mpeg"), ("media", "oWang", "voice", "new-id")]
    assert told == ["new-id"]


def test_a_voice_the_platform_still_has_is_not_uploaded_again():
    gateway = MediaGateway()
    media_sender(gateway, MediaFile(b"", "audio/mpeg", "a.mp3", "old-id")).send(letter(payload=VOICE), OPEN)

    assert gateway.sent == [("media", "oWang", "voice", "old-id")]


@pytest.mark.parametrize(
    ("file", "errors"),
    [
        (None, {}),
        (MediaFile(b"x", "audio/mpeg", "a.mp3"), {"upload": SendError("permanent", 40006, permanent=True)}),
    ],
)
def test_where_there_is_no_file_words_are_sent_instead(file, errors):
    gateway = MediaGateway(**errors)
    media_sender(gateway, file).send(letter(payload=VOICE), OPEN)

    assert gateway.sent[-1] == ("custom", "oWang", "录音没发出去。")


def test_trouble_on_the_way_is_tried_again_and_not_told_as_final():
    gateway = MediaGateway(upload=SendError("retryable", -1))
    with pytest.raises(SendError) as error:
        media_sender(gateway, MediaFile(b"x", "audio/mpeg", "a.mp3")).send(letter(payload=VOICE), OPEN)

    assert error.value.kind == "retryable"
