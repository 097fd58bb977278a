"""Customer-service messages: windows, quotas and contents."""

import json

import pytest

from bot.simulator import markup


def test_a_message_allows_five_answers_in_48_hours(world):
    assert world.send()["errcode"] == 45015

    world.granny.says("你好")
    assert [world.send()["errcode"] for _ in range(6)] == [0] * 5 + [45047]

    world.granny.says("再问")
    world.phones.advance(48 * 3600 - 1)
    assert world.send()["errcode"] == 0
    world.phones.advance(1)
    assert world.send()["errcode"] == 45015


def test_a_follow_or_scan_allows_three_answers_in_one_minute(world):
    world.granny.unfollows()
    assert world.send()["errcode"] == 45015
    world.granny.follows()
    assert [world.send()["errcode"] for _ in range(4)] == [0, 0, 0, 45047]

    world.phones.advance(61)
    world.granny.scans("place:1")
    assert world.send()["errcode"] == 0
    world.phones.advance(60)
    assert world.send()["errcode"] == 45015


def test_the_window_of_a_phone_can_be_read(world):
    world.granny.says("你好")
    world.send()

    assert world.granny.state()["window"]["left"] == 4


def menu(world):
    asked = {
        "touser": "oGranny",
        "msgtype": "msgmenu",
        "msgmenu": {
            "head_content": "满意吗？",
            "list": [{"id": "101", "content": "满意"}, {"id": "102", "content": "不满意"}],
            "tail_content": "谢谢",
        },
    }
    return world.call("cgi-bin/message/custom/send", asked)


def test_tapping_a_choice_says_it_with_its_number_and_counts_as_a_tap(world):
    world.granny.says("你好")
    assert menu(world)["errcode"] == 0
    assert world.granny.sees("不满意").labels == ("满意", "不满意")
    world.phones.advance(49 * 3600)

    world.granny.taps("满意")

    tree = markup.read(world.webhook.wait_for(2)[1].body)
    assert (markup.leaf(tree, "Content"), markup.leaf(tree, "bizmsgmenuid")) == ("满意", "101")
    assert world.granny.state()["window"]["left"] == 3


def test_a_link_in_a_text_can_be_tapped_the_same_way(world):
    link = '<a href="weixin://bizmsgmenu?msgmenucontent=%E7%94%B3%E8%AF%B7&msgmenuid=7">1 申请</a>'
    world.webhook.answer = lambda pushed, nth: world.text(f"请选：\n{link}")
    world.granny.says("菜单")
    assert world.granny.sees("请选").text == "请选：\n1 申请"

    world.granny.taps("1 申请")

    tree = markup.read(world.webhook.wait_for(2)[1].body)
    assert (markup.leaf(tree, "Content"), markup.leaf(tree, "bizmsgmenuid")) == ("申请", "7")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"msgtype": "text", "text": {"content": "字" * 683}}, 45002),
        ({"msgtype": "text", "text": {"content": ""}}, 44004),
        ({"msgtype": "poem", "poem": {}}, 40008),
        ({"msgtype": "image", "image": {"media_id": "nothing"}}, 40007),
        ({"msgtype": "news", "news": {"articles": [{"title": "一"}, {"title": "二"}]}}, 45008),
        ({"touser": "oNobody", "msgtype": "text", "text": {"content": "您好"}}, 40003),
    ],
)
def test_a_wrong_message_costs_nothing_and_names_its_error(world, body, code):
    world.granny.says("你好")

    assert world.call("cgi-bin/message/custom/send", {"touser": "oGranny", **body})["errcode"] == code
    assert world.granny.state()["window"]["left"] == 5


def test_bodies_that_are_no_json_are_told_apart(world):
    assert world.call("cgi-bin/message/custom/send", b"")["errcode"] == 44002
    assert world.call("cgi-bin/message/custom/send", b"{")["errcode"] == 47001


def test_escaped_chinese_reaches_the_phone_as_it_was_escaped(world):
    world.granny.says("你好")
    body = json.dumps({"touser": "oGranny", "msgtype": "text", "text": {"content": "您"}}).encode()

    world.call("cgi-bin/message/custom/send", body)

    assert world.granny.sees("\\u60a8")


def test_a_test_account_has_no_choices(make_world):
    world = make_world(test_account=True)
    world.granny.says("你好")
    assert menu(world)["errcode"] == 40200


def test_typing_shows_for_a_while_and_only_to_who_just_wrote(world):
    def typing(command="Typing"):
        return world.call("cgi-bin/message/custom/typing", {"touser": "oGranny", "command": command})["errcode"]

    assert typing() == 45080
    world.granny.says("你好")
    assert typing("Dance") == 45072
    assert typing() == 0
    assert world.granny.state()["typing"]
    assert typing() == 45081
    world.phones.advance(15)
    assert not world.granny.state()["typing"]
    world.phones.advance(16)
    assert typing() == 45080


def test_a_mass_message_reaches_each_follower_four_times_a_month_and_its_end_is_told(world):
    body = {"filter": {"is_to_all": True}, "msgtype": "text", "text": {"content": "停电通知"}, "clientmsgid": "m1"}
    first = world.call("cgi-bin/message/mass/sendall", body)
    assert world.granny.sees("停电通知")

    again = world.call("cgi-bin/message/mass/sendall", body)
    assert (again["errcode"], again["msg_id"]) == (45065, first["msg_id"])

    for number in range(2, 6):
        world.call("cgi-bin/message/mass/sendall", {**body, "clientmsgid": f"m{number}"})
    assert len([one for one in world.granny.transcript() if one.text == "停电通知"]) == 4
    world.phones.advance(3)
    trees = [markup.read(push.body) for push in world.webhook.wait_for(5)]
    assert {markup.leaf(tree, "Event") for tree in trees} == {"MASSSENDJOBFINISH"}
    assert sorted(markup.leaf(tree, "SentCount") for tree in trees) == ["0", "2", "2", "2", "2"]
