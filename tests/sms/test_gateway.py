"""云MAS on the wire: what is sent byte by byte, and what every kind of answer means."""

import base64
import hashlib
import json
import logging
import socket

import pytest

from bot.services import SendError
from bot.sms.gateway import YunMas
from tests.sms.cast import KEY, PHONE, settings
from tests.wechat.fake_platform import FakePlatform, hang_up

PATH = "/sms/norsubmit"
TAKEN = {"msgGroup": "0927152506001000833076", "rspcod": "success", "success": True}


@pytest.fixture
def host():
    made = FakePlatform()
    yield made
    made.close()


@pytest.fixture
def mas(host):
    return YunMas(settings(host.url + PATH))


def refused(mas, *arguments):
    with pytest.raises(SendError) as error:
        mas.send(*(arguments or (PHONE, "您的低保金到了。")))
    return error.value


def answers(host, code):
    host.will(PATH, {"msgGroup": "", "rspcod": code, "success": False})


def test_the_body_is_base64_of_json_with_its_digest_and_without_the_key(host, mas):
    host.will(PATH, TAKEN)

    assert mas.send(PHONE, "您的低保金“620元”到了。") == TAKEN["msgGroup"]

    (asked,) = host.asked
    sent = json.loads(base64.b64decode(asked.raw, validate=True))
    mac = sent.pop("mac")
    assert asked.method == "POST"
    assert sent == {
        "ecName": "示范县民政局",
        "apId": "shifan",
        "mobiles": PHONE,
        "content": "您的低保金“620元”到了。",
        "sign": "aBcDeF123",
        "addSerial": "",
    }
    whole = f"示范县民政局shifan{KEY}{PHONE}您的低保金“620元”到了。aBcDeF123"
    assert mac == hashlib.md5(whole.encode()).hexdigest()


def test_the_extension_is_the_last_part_of_the_digest(host):
    host.will(PATH, TAKEN)
    YunMas(settings(host.url + PATH, sms_add_serial="01")).send(PHONE, "到了")

    sent = json.loads(base64.b64decode(host.asked[0].raw))
    assert sent["mac"] == hashlib.md5(f"示范县民政局shifan{KEY}{PHONE}到了aBcDeF12301".encode()).hexdigest()


def test_half_a_character_is_digested_as_it_is_sent(host, mas):
    host.will(PATH, TAKEN)
    mas.send(PHONE, "到\ud83d了")

    sent = json.loads(base64.b64decode(host.asked[0].raw))
    assert sent["mac"] == hashlib.md5(f"示范县民政局shifan{KEY}{PHONE}{sent['content']}aBcDeF123".encode()).hexdigest()


@pytest.mark.parametrize("code", ["IllegalMac", "InvalidUsrOrPwd", "IllegalSignId", "NoSignId"])
def test_a_refused_account_is_a_matter_of_the_settings(host, mas, code):
    answers(host, code)
    error = refused(mas)

    assert (error.kind, error.permanent, error.hint) == ("config", False, code)


@pytest.mark.parametrize("code", ["InvalidMessage", "InvalidMobile", "TooManyMobiles", "NeverHeardOf"])
def test_any_other_code_ends_this_letter_and_is_told(host, mas, code):
    answers(host, code)
    error = refused(mas)

    assert (error.kind, error.permanent, error.hint) == ("permanent", True, code)


def test_a_code_that_is_no_code_is_not_repeated(host, mas):
    answers(host, f"{PHONE} 不在白名单")

    assert refused(mas).hint == "unknown code"


@pytest.mark.parametrize("answer", [hang_up, *((200, body, "") for body in (b"", b"<html>", b"[]", b"{}"))])
def test_a_lost_answer_is_never_a_reason_to_send_again(host, mas, answer):
    host.will(PATH, answer)
    error = refused(mas)

    assert (error.kind, error.permanent) == ("unknown_outcome", True)
    assert len(host.asked) == 1


def test_a_proxy_that_breaks_down_may_have_passed_the_text_on(host, mas):
    host.will(PATH, (502, b"", "text/html"))

    assert (refused(mas).kind, host.asked[0].method) == ("unknown_outcome", "POST")


@pytest.mark.parametrize("status", [301, 403, 404])
def test_a_wrong_address_is_a_matter_of_the_settings(host, mas, status):
    host.will(PATH, (status, b"", "text/html"))
    error = refused(mas)

    assert (error.kind, error.code) == ("config", status)


def test_a_host_that_is_not_there_is_tried_again():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert refused(YunMas(settings(f"http://127.0.0.1:{port}{PATH}"))).kind == "retryable"


@pytest.mark.parametrize("number", ["", "0358-3022222", "1540000000", "15400000001,15400000002", "1540000000１"])
def test_only_one_mobile_number_is_ever_asked_for(host, mas, number):
    assert refused(mas, number, "到了").kind == "permanent"
    assert host.asked == []


def test_nothing_personal_and_no_key_is_told_by_errors_or_logs(host, mas, caplog):
    caplog.set_level(logging.DEBUG)
    answers(host, "IllegalMac")
    host.will(PATH, hang_up)
    errors = [refused(mas), refused(mas)]

    told = caplog.text + repr(vars(mas)) + "".join(f"{error}{error!r}{error.__context__!r}" for error in errors)
    assert PHONE not in told
    assert KEY not in told
    assert "低保金" not in told
    assert all(error.__context__ is None for error in errors)
