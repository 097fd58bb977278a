import logging
import traceback

import pytest

from bot.services import SendError
from bot.wechat.client import open_gateway
from tests.wechat.cast import APP_ID, NOW, SECRET, settings
from tests.wechat.fake_platform import FakePlatform, hang_up
from tests.wechat.test_tokens import Shelf

TOKEN_GONE = {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest rid: 1-2-3"}
SEND = "/cgi-bin/message/custom/send"
TEMPLATE = "/cgi-bin/message/template/send"


@pytest.fixture
def platform():
    fake = FakePlatform()
    yield fake
    fake.close()


def gateway_to(url):
    return open_gateway(settings(wechat_api=url), Shelf(), lambda: NOW, "test")


@pytest.fixture
def gateway(platform):
    return gateway_to(platform.url)


def raised(call):
    with pytest.raises(SendError) as error:
        call()
    return error.value


def test_the_stable_token_is_asked_for_once_and_carried_by_every_call(platform, gateway):
    gateway.send_text("o1", "一")
    gateway.send_text("o1", "二")

    (asked,) = platform.calls("/cgi-bin/stable_token")
    assert asked.json == {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET, "force_refresh": False}
    assert {call.query["access_token"] for call in platform.calls(SEND)} == {"t0ken-number-1-s3cret"}


def test_chinese_travels_as_itself(platform, gateway):
    gateway.send_text("o1", "您好")

    assert "您好".encode() in platform.calls(SEND)[0].raw


def test_a_token_the_platform_forgot_is_renewed_once_and_the_call_made_again(platform, gateway):
    platform.will(SEND, TOKEN_GONE)

    gateway.send_text("o1", "你好")

    assert [call.query["access_token"][:14] for call in platform.calls(SEND)] == ["t0ken-number-1", "t0ken-number-2"]


def test_a_platform_that_refuses_every_token_is_not_asked_for_ever(platform, gateway):
    platform.will(SEND, *[TOKEN_GONE] * 10)

    assert raised(lambda: gateway.send_text("o1", "你好")).kind == "token"
    assert len(platform.calls(SEND)) == 2
    assert platform.tokens == 2


def test_an_address_that_is_not_allowed_is_named(platform, gateway):
    platform.will("/cgi-bin/stable_token", {"errcode": 40164, "errmsg": "invalid ip 61.183.89.14, not in whitelist"})

    error = raised(lambda: gateway.send_text("o1", "你好"))

    assert error.kind == "config"
    assert "61.183.89.14" in str(error)
    assert platform.calls(SEND) == []


@pytest.mark.parametrize(
    "answer",
    [
        hang_up,
        (200, b'{"errcode":0,"errm', "application/json"),
        (200, b"", "text/plain"),
        (200, b"<html>", "text/html"),
    ],
    ids=["line broke", "cut short", "empty", "html"],
)
def test_a_text_of_unknown_fate_is_not_said_to_be_retryable(platform, gateway, answer):
    platform.will(SEND, answer)

    assert raised(lambda: gateway.send_text("o1", "你好")).kind == "unknown_outcome"
    assert len(platform.calls(SEND)) == 1


def test_a_template_message_of_unknown_fate_may_be_tried_again(platform, gateway):
    platform.will(TEMPLATE, hang_up)

    error = raised(lambda: gateway.send_template("o1", "t1", {"thing1": "低保金"}, client_msg_id="k1"))

    assert error.kind == "retryable"


def test_a_bad_gateway_is_retryable_and_its_page_is_not_kept(platform, gateway):
    platform.will(SEND, (502, b"<html>502 Bad Gateway</html>", "text/html"))

    error = raised(lambda: gateway.send_text("o1", "你好"))

    assert (error.kind, error.code) == ("retryable", 502)
    assert "html" not in str(error)


def test_a_platform_that_cannot_be_reached_was_told_nothing(platform):
    platform.close()

    assert raised(lambda: gateway_to(platform.url).send_text("o1", "你好")).kind == "retryable"


def test_the_number_of_a_template_message_stays_exact(platform, gateway):
    platform.will(TEMPLATE, {"errcode": 0, "errmsg": "ok", "msgid": 3717005636572528642})

    msgid = gateway.send_template("o1", "t1", {"thing1": "低保金"}, url="https://zhudong.example/x", client_msg_id="k1")

    assert msgid == "3717005636572528642"
    assert platform.calls(TEMPLATE)[0].json == {
        "touser": "o1",
        "template_id": "t1",
        "data": {"thing1": {"value": "低保金"}},
        "url": "https://zhudong.example/x",
        "client_msg_id": "k1",
    }


def test_typing_that_is_refused_is_of_no_consequence(platform, gateway):
    platform.will("/cgi-bin/message/custom/typing", {"errcode": 45080, "errmsg": "need sending message"})

    gateway.typing("o1")

    assert platform.asked[-1].json == {"touser": "o1", "command": "Typing"}


def test_a_visitor_is_known_by_the_code_he_brings(platform, gateway):
    platform.will("/sns/oauth2/access_token", {"access_token": "u", "openid": "oVisitor", "scope": "snsapi_base"})

    assert gateway.openid_of("c0de") == "oVisitor"
    assert platform.asked[-1].query["code"] == "c0de"


def test_a_virtual_visitor_is_refused(platform, gateway):
    platform.will("/sns/oauth2/access_token", {"openid": "oFake", "is_snapshotuser": 1})

    assert raised(lambda: gateway.openid_of("c0de")).kind == "user_refused"


def test_a_code_used_twice_is_final(platform, gateway):
    platform.will("/sns/oauth2/access_token", {"errcode": 40163, "errmsg": "code been used"})

    assert raised(lambda: gateway.openid_of("c0de")).permanent


def test_a_picture_comes_as_bytes_and_an_expired_one_as_an_error(platform, gateway):
    expired = {"errcode": 40007, "errmsg": "invalid media_id"}
    platform.will(
        "/cgi-bin/media/get", (200, b"\xff\xd8jpeg", "image/jpeg"), expired, TOKEN_GONE, (200, b"x", "audio/amr")
    )

    assert gateway.media("m1") == (b"\xff\xd8jpeg", "image/jpeg")
    assert raised(lambda: gateway.media("m1")).code == 40007
    assert gateway.media("m2") == (b"x", "audio/amr")


def test_what_is_left_of_a_quota(platform, gateway):
    platform.will("/cgi-bin/openapi/quota/get", {"quota": {"daily_limit": 500, "used": 20, "remain": 480}})

    assert gateway.quota("/cgi-bin/message/custom/send") == {"daily_limit": 500, "used": 20, "remain": 480}


def test_browsers_of_the_real_platform_go_to_its_other_hosts():
    assert gateway_to("https://api.weixin.qq.com").hosts["login"] == "https://open.weixin.qq.com"
    assert gateway_to("https://sh.api.weixin.qq.com").hosts["qr"] == "https://mp.weixin.qq.com"
    assert gateway_to("http://127.0.0.1:9/simulator").hosts["login"] == "http://127.0.0.1:9/simulator"


def test_an_installation_without_a_secret_says_so_without_a_call(platform):
    gateway = open_gateway(settings(wechat_api=platform.url, wechat_app_secret=""), Shelf(), lambda: NOW, "test")

    assert raised(lambda: gateway.send_text("o1", "你好")).kind == "config"
    assert platform.asked == []


def test_neither_logs_nor_errors_ever_hold_a_token_or_the_secret(platform, gateway, caplog):
    caplog.set_level(logging.DEBUG)
    html = (502, b"<html>", "text/html")
    platform.will(SEND, TOKEN_GONE, html, hang_up, (200, b"{", "application/json"), {"errcode": 45015, "errmsg": "out"})
    platform.will("/sns/oauth2/access_token", {"errcode": 40029, "errmsg": "invalid code"}, hang_up)
    said, code = [], "-".join(["c0de", "of", "visitor"])
    for call in [lambda: gateway.send_text("o1", "你好")] * 4 + [lambda: gateway.openid_of(code)] * 2:
        error = raised(call)
        while error is not None:
            said += traceback.format_exception(error)
            error = error.__context__
    platform.close()
    said += traceback.format_exception(raised(lambda: gateway.send_text("o1", "你好")))

    told = "".join(said) + caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert "custom/send" in caplog.text
    for secret in ("t0ken", "s3cret", SECRET, "c0de-of-visitor"):
        assert secret not in told


def test_a_film_is_fetched_from_the_address_the_platform_names(platform, gateway):
    platform.will("/cgi-bin/media/get", {"video_url": f"{platform.url}/film"})
    platform.will("/film", (200, b"mp4", "video/mp4"))

    assert gateway.media("m1") == (b"mp4", "video/mp4")
    assert "access_token" not in platform.calls("/film")[0].query


def test_a_file_is_uploaded_whole_also_after_the_token_was_refused(platform, gateway):
    platform.will("/cgi-bin/media/upload", TOKEN_GONE, {"type": "voice", "media_id": "m9"})

    assert gateway.upload("voice", b"the whole voice", "a.mp3", "audio/mpeg") == "m9"
    first, second = platform.calls("/cgi-bin/media/upload")
    assert b"the whole voice" in first.raw
    assert b"the whole voice" in second.raw
    assert second.query["type"] == "voice"
    assert b'name="media"; filename="a.mp3"' in second.raw


def test_an_uploaded_file_is_sent_by_its_id(platform, gateway):
    gateway.send_media("o1", "voice", "m9")

    assert platform.calls(SEND)[0].json == {"touser": "o1", "msgtype": "voice", "voice": {"media_id": "m9"}}
