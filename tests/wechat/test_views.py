import gzip
import io
import threading

import pytest
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import deserialize_reply

from dialogs.talk import Reply
from tests.wechat.cast import APP_ID, KEY, NOW, OLD_KEY, TOKEN, event_xml, seal, sha, text_xml, webhook


def opened(answer, key=KEY):
    """The passive reply in a sealed answer, opened as the platform would."""
    from xml.etree import ElementTree

    part = {child.tag: child.text for child in ElementTree.fromstring(answer.data)}
    crypto = WeChatCrypto(TOKEN, key, APP_ID)
    xml = crypto.decrypt_message(answer.data, part["MsgSignature"], part["TimeStamp"], part["Nonce"])
    return deserialize_reply(xml)


def acknowledged(answer):
    return answer.status_code == 200 and answer.data == b"success"


def test_the_platform_gets_back_what_it_sent_and_nothing_more(platform):
    answer = platform.verify()

    assert answer.data == b"4375120948345356249"
    assert answer.content_type == "text/plain; charset=utf-8"


def test_the_official_sample_is_verified_in_its_own_time(desk):
    then = NOW.fromtimestamp(1714036504, NOW.tzinfo)
    platform = webhook(desk, now=then, wechat_token="AAAAA")
    asked = {"signature": "f464b24fc39322e44b38aa78f5edd27bd1441696", "timestamp": "1714036504", "nonce": "1514711492"}

    assert platform.verify(**asked).status_code == 200


@pytest.mark.parametrize(
    "spoilt",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"timestamp": "1"},
        {"timestamp": "x"},
        {"timestamp": "١٢٣"},
        {"nonce": "other"},
        {"nonce": "\x00"},
    ],
)
def test_a_stranger_is_refused_and_hears_no_echo(platform, spoilt):
    answer = platform.verify(echo="<script>", **spoilt)

    assert answer.status_code == 403
    assert b"script" not in answer.data


def test_a_query_that_is_no_utf_8_is_refused(platform):
    asked = f"/wechat?timestamp={platform.stamp}&nonce=%ED%A0%80%FF&signature=%ED%A0%80"

    assert platform.client.get(asked).status_code == 403
    assert platform.client.post(asked, data=b"<xml/>").status_code == 403


def test_a_request_signed_six_minutes_ago_is_refused(platform):
    stamp = str(int(NOW.timestamp()) - 360)

    assert platform.verify(**platform.query(stamp=stamp)).status_code == 403


def test_a_sealed_message_is_answered_with_a_sealed_reply(platform, desk):
    reply = opened(platform.secure(text_xml("低保多少钱")))

    assert reply.content == "听到了：低保多少钱"
    assert (reply.target, reply.source) == ("oResident", "gh_account")
    assert [message.text for message in desk.heard] == ["低保多少钱"]


def test_a_message_sealed_with_the_previous_key_is_answered_with_it(desk):
    platform = webhook(desk, wechat_aes_key_previous=OLD_KEY)

    assert opened(platform.secure(text_xml("旧"), key=OLD_KEY), OLD_KEY).content == "听到了：旧"
    assert opened(platform.secure(text_xml("新"), key=KEY), KEY).content == "听到了：新"


def test_a_secure_account_believes_no_clear_message(platform, desk):
    assert platform.plain(text_xml()).status_code == 403
    assert platform.plain(text_xml(), encrypt_type="raw").status_code == 403
    assert desk.heard == []


def test_a_plain_account_answers_clear_messages(desk):
    answer = webhook(desk, wechat_mode="plain", wechat_aes_key="").plain(text_xml("明文"))

    assert deserialize_reply(answer.data).content == "听到了：明文"


def test_a_compatible_account_believes_only_what_was_sealed(desk):
    platform = webhook(desk, wechat_mode="compat")
    clear = text_xml("伪造<Encrypt>AAAA</Encrypt>").removeprefix("<xml>").removesuffix("</xml>")

    assert opened(platform.secure(text_xml("真的"), clear=clear)).content == "听到了：真的"
    assert platform.sealed(seal(text_xml("真的")), clear=clear, encrypt_type="raw", msg_signature="").status_code == 403


def test_a_compatible_account_still_takes_clear_messages_while_changing_over(desk):
    assert deserialize_reply(webhook(desk, wechat_mode="compat").plain(text_xml("明文")).data).content == "听到了：明文"


def test_an_installation_without_an_account_answers_nobody(desk):
    platform = webhook(desk, wechat_token="", wechat_aes_key="", wechat_mode="plain")
    stamp = platform.stamp
    asked = {"signature": sha("", stamp, "n"), "timestamp": stamp, "nonce": "n"}

    assert platform.verify(**asked).status_code == 403
    assert platform.plain(text_xml(), **asked).status_code == 403


def test_a_wrong_signature_over_a_sealed_body_is_refused(platform, desk):
    assert platform.secure(text_xml(), msg_signature="0" * 40).status_code == 403
    assert desk.heard == []


def test_reports_reach_whoever_heeds_them_and_are_acknowledged(platform, desk):
    told = "<MsgID>1</MsgID><Status>success</Status>"

    assert acknowledged(platform.secure(event_xml("TEMPLATESENDJOBFINISH", more=told)))
    assert desk.reports[0].fates[0].fate == "delivered"
    assert desk.heard == []


def test_a_report_that_nobody_can_heed_is_acknowledged_all_the_same(platform, desk):
    desk.heed = None
    broken = webhook(desk)

    assert acknowledged(broken.secure(event_xml("unsubscribe")))


def test_whoever_unfollows_is_heard_and_told_nothing(platform, desk):
    assert acknowledged(platform.secure(event_xml("unsubscribe")))
    assert desk.heard[0].kind == "unfollow"


@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "brand_new_event"])
def test_what_nobody_said_is_acknowledged_without_an_answer(platform, desk, event):
    assert acknowledged(platform.secure(event_xml(event)))
    assert desk.heard == []


def test_no_replies_is_an_acknowledgement(desk):
    assert acknowledged(webhook(desk, answer=lambda _: ()).secure(text_xml()))


def test_a_breakdown_is_a_kind_sentence_with_two_numbers_and_logs_no_word(desk, caplog):
    def answer(message):
        raise RuntimeError(f"cannot handle {message.text}")

    reply = opened(webhook(desk, answer=answer).secure(text_xml("我妈瘫痪在床")))

    assert "12345" in reply.content
    assert "0358-3000000" in reply.content
    assert "RuntimeError at test_views.py" in caplog.text
    assert "瘫痪" not in caplog.text


def test_a_slow_answer_is_put_aside_and_acknowledged(desk):
    go_on, done = threading.Event(), threading.Event()

    def answer(message):
        go_on.wait(5)
        done.set()
        return (Reply("慢"),)

    assert acknowledged(webhook(desk, answer=answer, seconds=0.02).secure(text_xml()))
    assert [message.key for message in desk.late] == ["msgid:oResident:22220946756594166"]
    go_on.set()
    assert done.wait(5)


HOSTILE = {
    "broken xml": b"<xml><ToUserName>",
    "no xml": b"hello",
    "json": b'{"MsgType":"text"}',
    "empty": b"",
    "another root": b"<a><MsgType>text</MsgType></a>",
    "entity": b'<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>',
    "external entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>',
    "billion laughs": b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><xml><Content>&b;&b;</Content></xml>',
    "deep": b"<xml>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</xml>",
    "gbk": text_xml("低保").encode("gbk"),
    "utf-16": text_xml("低保").encode("utf-16"),
    "invalid utf-8": text_xml("@").encode().replace(b"@", b"\xff\xc3"),
    "nul": text_xml("@").encode().replace(b"@", b"\x00"),
    "surrogate": text_xml("@").encode().replace(b"@", b"\xed\xa0\x80"),
    "surrogate reference": text_xml().encode().replace(b"gh_account", b"]]>&#xD800;<![CDATA["),
    "no sender": text_xml().encode().replace(b"FromUserName", b"Nobody"),
    "no type": text_xml().encode().replace(b"MsgType", b"Nothing"),
    "two senders": text_xml(more="<FromUserName>oOther</FromUserName>").encode(),
    "nested sender": text_xml().encode().replace(b"<![CDATA[oResident]]>", b"<a>o</a>"),
    "endless sender": text_xml(openid="o" * 5000).encode(),
    "no time": text_xml().encode().replace(b"1795334400", b"soon"),
    "endless time": text_xml(at=10**30).encode(),
    "event without name": event_xml("x").encode().replace(b"Event>", b"Evnt>"),
    "event key of parts": event_xml("subscribe", more="<EventKey><a>1</a></EventKey>").encode(),
    "gzip": gzip.compress(text_xml().encode()),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_an_authentic_body_that_says_nothing_is_acknowledged(desk, body):
    plain, secure = webhook(desk, wechat_mode="plain", wechat_aes_key=""), webhook(desk)

    assert acknowledged(plain.plain(body))
    assert acknowledged(secure.secure(body))
    assert desk.heard == []


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_stranger_is_refused_whatever_he_sends(platform, body):
    assert platform.plain(body, signature="0" * 40).status_code == 403
    assert platform.sealed(seal(body), msg_signature="0" * 40).status_code == 403


UNOPENABLE = {
    "nothing": "",
    "no block": "AAAA",
    "cut": seal(text_xml())[:-24],
    "cut within a letter": seal(text_xml())[:-3],
    "unknown key": seal(text_xml(), OLD_KEY),
    "another account": seal(text_xml(), app_id="wxother"),
}


@pytest.mark.parametrize("sealed", UNOPENABLE.values(), ids=UNOPENABLE)
def test_a_signed_body_that_cannot_be_opened_is_acknowledged_and_not_believed(platform, desk, sealed):
    signature = sha(TOKEN, platform.stamp, "372623149", sealed)

    assert acknowledged(platform.sealed(sealed, encrypt_type="aes", msg_signature=signature))
    assert desk.heard == []


def test_a_body_of_ten_megabytes_is_too_large(platform):
    assert platform.plain(b"x" * 10_000_000).status_code == 413


def test_a_body_of_unannounced_length_is_not_simply_cut(platform):
    answer = platform.client.post(
        "/wechat",
        query_string=platform.query(),
        input_stream=io.BytesIO(b"x" * 300_000),
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(platform, method):
    assert getattr(platform.client, method)("/wechat").status_code == 405


def test_no_part_of_a_message_can_change_the_xml_of_its_answer(desk):
    platform = webhook(desk, wechat_mode="plain", wechat_aes_key="")
    content = "x]]]]><![CDATA[></Content><MsgType>image</MsgType><script>"
    reply = deserialize_reply(platform.plain(text_xml(content)).data)

    assert reply.type == "text"
    assert "MsgType>image" in reply.content


def test_every_push_of_the_vectors_is_answered_with_200(desk, vectors):
    platform = webhook(desk, wechat_mode="compat")
    for row in vectors("inbound.jsonl"):
        answer = platform.secure(row["xml"])
        assert answer.status_code == 200, row["id"]
        if row["expect"].get("ack_only"):
            assert acknowledged(answer), row["id"]
