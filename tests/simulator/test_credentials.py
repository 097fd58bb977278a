"""Tokens as the platform gives them out, and how they die."""

from tests.simulator.conftest import APP

ASK = {"grant_type": "client_credential", "appid": APP, "secret": "secret-of-the-test"}


def test_a_stable_token_stays_the_same_until_five_minutes_before_its_end(world):
    first = world.call("cgi-bin/stable_token", ASK, token="")
    world.phones.advance(6000)
    again = world.call("cgi-bin/stable_token", ASK, token="")
    world.phones.advance(901)
    fresh = world.call("cgi-bin/stable_token", ASK, token="")

    assert again["access_token"] == first["access_token"]
    assert again["expires_in"] == 1200
    assert fresh["access_token"] != first["access_token"]
    assert world.call("cgi-bin/getcallbackip", token=first["access_token"])["ip_list"]
    world.phones.advance(299)
    assert world.call("cgi-bin/getcallbackip", token=first["access_token"])["errcode"] == 42001


def test_forcing_keeps_the_old_token_for_five_minutes_and_a_second_force_kills_it(world):
    first = world.token()
    second = world.call("cgi-bin/stable_token", {**ASK, "force_refresh": True}, token="")["access_token"]
    assert "ip_list" in world.call("cgi-bin/getcallbackip", token=first)
    assert world.call("cgi-bin/stable_token", {**ASK, "force_refresh": True}, token="")["errcode"] == 45011

    world.phones.advance(30)
    world.call("cgi-bin/stable_token", {**ASK, "force_refresh": True}, token="")

    assert world.call("cgi-bin/getcallbackip", token=first)["errcode"] == 40001
    assert "ip_list" in world.call("cgi-bin/getcallbackip", token=second)


def test_forcing_is_limited_to_twenty_times_a_day(world):
    for _ in range(20):
        assert "access_token" in world.call("cgi-bin/stable_token", {**ASK, "force_refresh": True}, token="")
        world.phones.advance(31)
    assert world.call("cgi-bin/stable_token", {**ASK, "force_refresh": True}, token="")["errcode"] == 45009


def test_the_two_kinds_of_token_do_not_disturb_each_other(world):
    stable = world.token()
    plain = world.call("cgi-bin/token", token="", **ASK)["access_token"]
    world.call("cgi-bin/token", token="", **ASK)
    world.phones.advance(301)

    assert world.call("cgi-bin/getcallbackip", token=plain)["errcode"] == 40001
    assert "ip_list" in world.call("cgi-bin/getcallbackip", token=stable)


def test_plain_tokens_are_counted_by_the_day_and_the_count_can_be_cleared(make_world):
    world = make_world(daily_limits=(("/cgi-bin/token", 2),))
    for _ in range(2):
        world.call("cgi-bin/token", token="", **ASK)
    assert world.call("cgi-bin/token", token="", **ASK)["errcode"] == 45009

    quota = world.call("cgi-bin/openapi/quota/get", {"cgi_path": "/cgi-bin/token"})["quota"]
    assert quota == {"daily_limit": 2, "used": 2, "remain": 0}

    assert world.call("cgi-bin/clear_quota", {"appid": APP})["errcode"] == 0
    assert "access_token" in world.call("cgi-bin/token", token="", **ASK)

    world.call("cgi-bin/token", token="", **ASK)
    world.phones.advance(24 * 3600)
    assert "access_token" in world.call("cgi-bin/token", token="", **ASK)


def test_quota_can_be_cleared_ten_times_a_month(world):
    codes = [world.call("cgi-bin/clear_quota", {"appid": APP})["errcode"] for _ in range(11)]
    assert codes == [0] * 10 + [48006]


def test_wrong_callers_hear_what_is_wrong(world):
    def code(**changes):
        return world.call("cgi-bin/stable_token", ASK | changes, token="")["errcode"]

    assert [code(grant_type="x"), code(appid="wx1"), code(secret="no"), code(secret="")] == [40002, 40013, 40125, 41004]
    assert world.call("cgi-bin/getcallbackip", token="short")["errcode"] == 40014
    assert world.call("cgi-bin/getcallbackip", token="x" * 136)["errcode"] == 40001
    assert world.raw("cgi-bin/getcallbackip", token="").json()["errcode"] == 41001
    assert world.call("cgi-bin/menu/create")["errcode"] == 43002


def test_errors_come_as_200_with_a_rid_that_can_be_looked_up(world):
    answer = world.raw("cgi-bin/message/custom/send", {"touser": "oNobody", "msgtype": "text"})
    body = answer.json()

    assert answer.status_code == 200
    assert body["errmsg"].startswith("invalid openid rid: ")
    rid = body["errmsg"].rpartition(" ")[2]
    assert [len(part) for part in rid.split("-")] == [8, 8, 8]
    assert "oNobody" in world.call("cgi-bin/openapi/rid/get", {"rid": rid})["request"]["request_body"]


def test_the_record_of_a_call_does_not_hold_the_whole_token(world):
    token = world.token()
    world.call("cgi-bin/getcallbackip", token=token)

    kept = str(world.phones.exchanges(way="api"))
    assert token not in kept
    assert "secret-of-the-test" not in kept


def test_a_ticket_is_kept_for_two_hours(world):
    first = world.call("cgi-bin/ticket/getticket", type="jsapi")
    assert world.call("cgi-bin/ticket/getticket", type="jsapi")["ticket"] == first["ticket"]
    world.phones.advance(7000)
    assert world.call("cgi-bin/ticket/getticket", type="jsapi")["ticket"] != first["ticket"]
