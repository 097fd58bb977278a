"""Template messages and subscriptions: consent, refusal, field types, and how they end."""

import pytest

from bot.simulator import markup
from tests.simulator.conftest import CARD_DATA


def send(world, data=None, **more):
    body = {"touser": "oGranny", "template_id": "arrival", "url": "http://a.test/", "data": data or CARD_DATA, **more}
    return world.call("cgi-bin/message/template/send", body)


def finish(world, nth=1):
    world.phones.advance(3)
    return markup.read(world.webhook.wait_for(nth)[nth - 1].body)


def test_a_card_is_shown_and_its_end_is_pushed_with_the_exact_number(world):
    answer = send(world)

    card = world.granny.sees("620.00元")
    assert card.kind == "card"
    assert [line["label"] for line in card.data["lines"]] == ["项目", "金额", "日期"]
    assert answer["msgid"] > 2**53
    assert not world.webhook.pushes
    tree = finish(world)
    assert [markup.leaf(tree, tag) for tag in ("Event", "MsgID", "Status")] == [
        "TEMPLATESENDJOBFINISH", str(answer["msgid"]), "success",
    ]  # fmt: skip


def test_the_same_client_msg_id_is_shown_once_within_ten_minutes(world):
    first = send(world, client_msg_id="payment:1")
    assert send(world, client_msg_id="payment:1")["msgid"] == first["msgid"]
    assert len(world.granny.transcript()) == 1

    world.phones.advance(600)
    assert send(world, client_msg_id="payment:1")["msgid"] != first["msgid"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("thing1", "字" * 21),
        ("amount2", "六百二十元"),
        ("amount2", "12345678901"),
        ("date3", "下周五"),
        ("thing1", ""),
        ("amount2", None),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_named(world, key, value):
    data = {**CARD_DATA, key: {"value": value}}
    answer = send(world, data)

    assert answer["errcode"] == 47003
    assert f"data.{key}.value" in answer["errmsg"]


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("phrase1", "已到账", "已经到账户"[:5] + "了"),
        ("name1", "王秀英", "王" * 11),
        ("phone_number1", "0358-3012345", "一二三"),
        ("character_string1", "XS-20260403-001", "线索001"),
        ("time1", "2026-04-03 16:50~18:00", "明天"),
        ("date1", "4月3日", "4/3"),
        ("number1", "620.5", "六百"),
        ("letter1", "ABC", "A1"),
        ("symbol1", "!?", "abc"),
        ("car_number1", "晋J12345", "晋J123456789"),
    ],
)
def test_field_types_take_what_the_platform_takes(world, key, good, bad):
    world.phones.template("other", "其他", [("字段", key)])

    assert send(world, {key: {"value": good}}, template_id="other")["errcode"] == 0
    assert send(world, {key: {"value": bad}}, template_id="other")["errcode"] == 47003


def test_first_remark_and_lines_after_a_break_are_not_shown(world):
    data = {**CARD_DATA, "first": {"value": "您好"}, "thing1": {"value": "农村低保\n请查收", "color": "#f00"}}
    send(world, data)

    shown = world.granny.sees("农村低保").shown
    assert "您好" not in shown
    assert "请查收" not in shown


def test_who_left_or_refused_or_an_unknown_template_has_its_own_code(world):
    assert send(world, template_id="unknown")["errcode"] == 40037
    world.granny.refuses("arrival")
    assert send(world)["errcode"] == 43101
    world.granny.refuses("arrival", refuse=False)
    assert send(world)["errcode"] == 0
    world.granny.unfollows()
    assert send(world)["errcode"] == 43004
    assert [markup.leaf(markup.read(push.body), "Event") for push in world.webhook.wait_for(1)] == ["unsubscribe"]


def test_a_blocked_account_hears_of_it_only_by_the_event(world):
    world.granny.switch(blocked=True)

    assert send(world)["errcode"] == 0
    assert markup.leaf(finish(world), "Status") == "failed:user block"
    assert world.granny.transcript() == []


def test_another_end_can_be_chosen(world):
    world.phones.pushing(finish_status="failed: system failed")
    send(world)
    assert markup.leaf(finish(world), "Status") == "failed: system failed"


def test_each_consent_allows_one_subscription_notice(world):
    def notice():
        body = {"touser": "oGranny", "template_id": "arrival", "data": CARD_DATA}
        return world.call("cgi-bin/message/subscribe/bizsend", body)

    assert notice()["errcode"] == 43101
    world.granny.consents("arrival")
    popup = markup.branch(markup.read(world.webhook.wait_for(1)[0].body), "SubscribeMsgPopupEvent")
    assert markup.leaf(markup.branch(popup, "List"), "SubscribeStatusString") == "accept"

    sent = notice()
    assert sent["errcode"] == 0
    assert notice()["errcode"] == 43101
    result = markup.branch(markup.branch(finish(world, 2), "SubscribeMsgSentEvent"), "List")
    assert (markup.leaf(result, "MsgID"), markup.leaf(result, "ErrorStatus")) == (str(sent["msgid"]), "success")


def test_a_one_time_subscription_also_reaches_who_does_not_follow(world):
    world.granny.unfollows()
    page = world.granny.opens(
        f"{world.url}/mp/subscribemsg?action=get_confirm&appid={world.config.app_id}&scene=7&template_id=arrival"
        f"&redirect_url={world.hook_url}/page&reserved=abc"
    )
    assert "允许" in page.text
    back = world.granny.browser.get(page.url + "&answer=confirm", timeout=5)
    assert "action=confirm" in back.url
    assert "reserved=abc" in back.url

    body = {"touser": "oGranny", "template_id": "arrival", "scene": "7", "title": "到账提醒"}
    body["data"] = {"content": {"value": "4月低保已到账"}}
    assert world.call("cgi-bin/message/template/subscribe", body)["errcode"] == 0
    assert world.granny.sees("4月低保已到账").side == "notice"
    assert world.call("cgi-bin/message/template/subscribe", body)["errcode"] == 43101
