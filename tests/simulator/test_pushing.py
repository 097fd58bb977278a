"""What the platform pushes, how often, and what a phone shows of the answer."""

import time

import pytest

from bot.simulator import markup, words
from bot.simulator.envelope import sign
from tests.simulator.conftest import ACCOUNT, TOKEN


def test_a_text_is_pushed_signed_and_its_answer_shown(world):
    world.webhook.answer = lambda pushed, nth: world.text("您好，王奶奶")

    world.granny.says("你好")

    assert world.granny.sees("您好，王奶奶").side == "account"
    pushed = world.webhook.pushes[0]
    tree = markup.read(pushed.body)
    assert [markup.leaf(tree, tag) for tag in ("ToUserName", "FromUserName", "MsgType", "Content")] == [
        ACCOUNT, "oGranny", "text", "你好",
    ]  # fmt: skip
    assert pushed.args["openid"] == "oGranny"
    assert pushed.args["signature"] == sign(TOKEN, pushed.args["timestamp"], pushed.args["nonce"])
    assert "encrypt_type" not in pushed.args


def test_a_slow_server_is_asked_three_times_with_one_message_and_fresh_nonces(world):
    world.webhook.answer = lambda pushed, nth: time.sleep(0.6) or b"success"

    world.granny.says("有人吗")

    assert world.granny.sees(words.SERVICE_ERROR).side == "error"
    pushes = world.webhook.wait_for(3)
    time.sleep(0.1)
    assert len(pushes) == 3
    assert len({push.body for push in pushes}) == 1
    assert len({push.args["nonce"] for push in pushes}) == 3


def test_an_answer_to_the_third_attempt_still_reaches_the_phone(world):
    world.webhook.answer = lambda pushed, nth: (time.sleep(0.6) if nth < 3 else None) or world.text("来了")

    world.granny.says("有人吗")

    assert world.granny.sees("来了")
    world.phones.settle()
    assert [one["attempt"] for one in world.phones.exchanges(way="push")] == [1, 2, 3]


def test_an_error_status_is_tried_again_unless_told_otherwise(world):
    world.webhook.answer = lambda pushed, nth: ("broken", 500) if nth == 1 else world.text("好了")
    world.granny.says("一")
    assert world.granny.sees("好了")

    world.phones.settings(retry_http_errors=False)
    world.webhook.answer = lambda pushed, nth: ("broken", 500)
    world.granny.says("二")
    world.granny.sees(words.SERVICE_ERROR)
    assert len(world.webhook.pushes) == 3


@pytest.mark.parametrize(
    "answer",
    [
        b'{"ok": true}',
        b"<html>oops</html>",
        b"success\n",
        b"<xml><MsgType>text</MsgType></xml>",
        b'<!DOCTYPE xml [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>',
    ],
)
def test_anything_but_reply_success_or_nothing_is_a_service_error_at_once(world, answer):
    world.webhook.answer = lambda pushed, nth: answer

    world.granny.says("你好")

    world.granny.sees(words.SERVICE_ERROR)
    assert len(world.webhook.pushes) == 1


@pytest.mark.parametrize("answer", [b"success", b""])
def test_success_and_nothing_are_silent(world, answer):
    world.webhook.answer = lambda pushed, nth: answer

    world.granny.says("你好")

    world.phones.settle()
    world.granny.sees_nothing(0)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda xml: xml.replace(b"oGranny", b"oOther"), "ToUserName"),
        (lambda xml: xml.replace(b"<CreateTime>1<", b"<CreateTime>x<"), "CreateTime"),
        (lambda xml: xml.replace(b">text<", b">poem<"), "MsgType"),
        (lambda xml: xml.replace("您好".encode(), b" "), "Content is empty"),
        (lambda xml: xml.replace("您好".encode(), "您".encode() * 683), "2049 bytes"),
    ],
)
def test_a_reply_that_breaks_a_rule_is_named_in_the_exchange(world, change, reason):
    world.webhook.answer = lambda pushed, nth: change(world.text("您好"))

    world.granny.says("你好")

    world.granny.sees(words.SERVICE_ERROR)
    assert reason in world.phones.exchanges()[-1]["verdict"]


def news(count):
    items = "".join(f"<item><Title>第{n}条</Title><Url>http://a.test/</Url></item>" for n in range(count))
    head = f"<ToUserName>oGranny</ToUserName><FromUserName>{ACCOUNT}</FromUserName><CreateTime>1</CreateTime>"
    body = f"<MsgType>news</MsgType><ArticleCount>{count}</ArticleCount><Articles>{items}</Articles>"
    return f"<xml>{head}{body}</xml>".encode()


def test_a_message_is_answered_with_one_article_an_event_with_more(world):
    world.webhook.answer = lambda pushed, nth: news(2)
    world.granny.says("政策")
    world.granny.sees(words.SERVICE_ERROR)

    world.granny.scans("place:1")
    assert len(world.granny.sees("第0条").data["articles"]) == 2


def test_nobody_hears_of_failures_of_events_without_answer(world):
    world.webhook.answer = lambda pushed, nth: b"nonsense"

    world.granny.unfollows()
    world.granny.event("VIEW", [["EventKey", "http://a.test/"]])

    world.phones.settle()
    assert [bubble.text for bubble in world.granny.transcript()] == [words.UNFOLLOWED]


def test_after_twenty_failures_pushing_rests_for_a_minute_and_then_catches_up(make_world):
    world = make_world(retry_http_errors=False)
    world.webhook.answer = lambda pushed, nth: ("broken", 500)
    for _ in range(20):
        world.granny.says("喂")
        world.phones.settle()
    world.webhook.answer = lambda pushed, nth: world.text("晚到的回答")

    world.granny.says("还在吗")
    time.sleep(0.2)
    assert len(world.webhook.pushes) == 20
    assert world.phones.get("pushing")["muted_until"]

    world.phones.advance(61)
    assert world.granny.sees("晚到的回答")


@pytest.mark.parametrize("when", ["after", "together"])
def test_a_duplicate_carries_the_same_message_and_shows_one_answer(world, when):
    world.webhook.answer = lambda pushed, nth: world.text("一次")
    world.phones.pushing(duplicates=when)

    world.granny.says("你好")

    world.webhook.wait_for(2)
    world.phones.settle()
    assert world.webhook.pushes[0].body == world.webhook.pushes[1].body
    assert [bubble.text for bubble in world.granny.transcript()] == ["你好", "一次"]


def test_an_old_message_can_be_pushed_again_much_later(world):
    world.granny.says("你好")
    world.webhook.wait_for(1)
    world.phones.settle()
    world.phones.advance(3600)

    world.phones.again(world.phones.exchanges()[0]["id"])

    world.webhook.wait_for(2)
    assert world.webhook.pushes[0].body == world.webhook.pushes[1].body
    assert int(world.webhook.pushes[1].args["timestamp"]) - int(world.webhook.pushes[0].args["timestamp"]) == 3600


def test_held_messages_can_arrive_in_the_wrong_order(world):
    world.phones.pushing(hold=True)
    world.granny.says("一").says("二").says("三")
    assert world.webhook.pushes == []

    world.phones.pushing(release="backwards")

    world.webhook.wait_for(3)
    order = [markup.leaf(markup.read(push.body), "Content") for push in world.webhook.pushes]
    assert order == ["三", "二", "一"]


def test_a_late_message_keeps_the_moment_it_was_made(world):
    world.phones.pushing(push_delay=30)
    world.granny.says("你好")
    time.sleep(0.1)
    assert not world.webhook.pushes

    world.phones.advance(30)

    pushed = world.webhook.wait_for(1)[0]
    assert int(pushed.args["timestamp"]) - int(markup.leaf(markup.read(pushed.body), "CreateTime")) == 30


def test_the_address_is_checked_with_a_signed_echo(world):
    assert world.phones.verify() == ""

    world.webhook.echo = lambda args: args["echostr"] + "\n"
    assert "echostr" in world.phones.verify()


def test_entering_the_chat_reports_where_the_phone_is_only_when_allowed(world):
    world.granny.enters()
    world.granny.switch(where=(37.436, 112.028, 65.0)).enters()

    pushed = world.webhook.wait_for(1)
    tree = markup.read(pushed[0].body)
    assert (markup.leaf(tree, "Event"), markup.leaf(tree, "Latitude")) == ("LOCATION", "37.436")
    assert len(pushed) == 1


def test_who_stays_in_the_chat_is_reported_every_five_seconds(world):
    world.granny.switch(where=(37.436, 112.028, 65.0)).enters(times=3)
    world.webhook.wait_for(1)
    world.phones.advance(5)
    world.webhook.wait_for(2)
    world.phones.advance(5)

    times = [int(markup.leaf(markup.read(push.body), "CreateTime")) for push in world.webhook.wait_for(3)]
    assert [moment - times[0] for moment in times] == [0, 5, 10]
