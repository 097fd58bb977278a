"""What goes wrong on request."""

import pytest
import requests


def test_codes_can_be_made_to_come_a_number_of_times(world):
    world.granny.says("你好")
    token = world.token()
    world.phones.fault("code", code=-1, api="cgi-bin/message", times=2)

    assert [world.send(token=token)["errcode"] for _ in range(3)] == [-1, -1, 0]


@pytest.mark.parametrize("code", [45009, 45011, 40164, 50002])
def test_any_code_can_be_made_to_come(world, code):
    world.phones.fault("code", code=code)
    answer = world.call("cgi-bin/getcallbackip", token="x" * 136)
    assert answer["errcode"] == code
    assert "rid" in answer["errmsg"]
    if code == 40164:
        assert "invalid ip 127.0.0.1" in answer["errmsg"]


def test_a_rate_strikes_some_calls_and_not_others(world):
    world.phones.fault("code", code=-1, rate=0.5)
    codes = {world.call("cgi-bin/getcallbackip", token="x" * 136)["errcode"] for _ in range(30)}
    assert codes == {-1, 40001}


def test_a_broken_gateway_answers_html_and_did_nothing(world):
    world.granny.says("你好")
    token = world.token()
    world.phones.fault("bad_gateway", times=1)

    answer = world.raw(
        "cgi-bin/message/custom/send",
        {"touser": "oGranny", "msgtype": "text", "text": {"content": "您好"}},
        token=token,
    )

    assert answer.status_code == 502
    assert answer.text.startswith("<html>")
    assert len(world.granny.transcript()) == 1


def test_a_truncated_answer_leaves_the_message_sent(world):
    world.granny.says("你好")
    token = world.token()
    world.phones.fault("truncated", times=1)

    with pytest.raises(requests.JSONDecodeError):
        world.send(token=token)
    assert world.granny.sees("您好")


@pytest.mark.parametrize("done", [True, False])
def test_a_dropped_connection_may_or_may_not_have_done_it(world, done):
    world.granny.says("你好")
    token = world.token()
    world.phones.fault("drop", times=1, done=done)

    with pytest.raises(requests.RequestException):
        world.send(token=token)
    assert len(world.granny.transcript()) == (2 if done else 1)


def test_latency_is_waited_by_the_clock_of_the_platform(world):
    from threading import Timer

    token = world.token()
    world.phones.fault("latency", seconds=30, api="cgi-bin/getcallbackip")
    Timer(0.1, lambda: world.clock.advance(30)).start()
    assert "ip_list" in world.call("cgi-bin/getcallbackip", token=token)


def test_another_client_kills_the_token(world):
    token = world.token()
    world.phones.steal_tokens()

    assert world.call("cgi-bin/getcallbackip", token=token)["errcode"] == 40001
    assert "ip_list" in world.call("cgi-bin/getcallbackip")


def test_faults_can_be_listed_and_taken_away(world):
    world.phones.fault("empty")
    assert world.raw("cgi-bin/getcallbackip", token="x" * 136).content == b""
    assert world.phones.get("faults")["active"][0]["kind"] == "empty"

    world.phones.no_faults()
    assert world.call("cgi-bin/getcallbackip", token="x" * 136)["errcode"] == 40001
    with pytest.raises(RuntimeError, match="kind must be"):
        world.phones.fault("earthquake")


def test_the_control_takes_json_only_so_that_no_other_site_can_press_its_buttons(world):
    answer = requests.post(f"{world.url}/control/clock", data={"advance": 60}, timeout=5)
    assert answer.status_code == 415
