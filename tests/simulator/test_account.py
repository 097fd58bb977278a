"""Menu, QR codes, media, followers and tags."""

import json

import pytest

from bot.simulator import markup
from bot.simulator.shelf import PICTURE

MENU = {
    "button": [
        {"type": "click", "name": "查政策", "key": "policy"},
        {
            "name": "求助",
            "sub_button": [
                {"type": "click", "name": "我要求助", "key": "help"},
                {"type": "view", "name": "办事指南", "url": "http://a.test/"},
                {"type": "scancode_waitmsg", "name": "扫码", "key": "scan"},
                {"type": "location_select", "name": "报位置", "key": "spot"},
                {"type": "pic_sysphoto", "name": "拍照", "key": "photo"},
            ],
        },
    ]
}


def test_a_menu_can_be_made_read_and_taken_away(world):
    assert world.call("cgi-bin/menu/get")["errcode"] == 46003
    assert world.call("cgi-bin/menu/create", MENU)["errcode"] == 0
    assert world.call("cgi-bin/menu/get")["menu"]["button"][0]["key"] == "policy"
    world.call("cgi-bin/menu/delete")
    assert world.call("cgi-bin/menu/get")["errcode"] == 46003


def test_an_escaped_menu_is_refused(world):
    assert world.call("cgi-bin/menu/create", json.dumps(MENU).encode())["errcode"] == 40033


@pytest.mark.parametrize(
    ("buttons", "code"),
    [
        ([], 40016),
        ([MENU["button"][0]] * 4, 40016),
        ([{"type": "click", "name": "查一查政策", "key": "k"}], 0),
        ([{"type": "click", "name": "查一查政策吧", "key": "k"}], 40018),
        ([{"type": "click", "name": "查", "key": "k" * 129}], 40019),
        ([{"type": "view", "name": "查", "url": "http://a.test/" + "a" * 1024}], 40020),
        ([{"type": "view", "name": "查", "url": "a.test"}], 40055),
        ([{"type": "dance", "name": "查", "key": "k"}], 40017),
        ([{"name": "查", "sub_button": [MENU["button"][0]] * 6}], 40023),
        ([{"name": "查", "sub_button": [{"type": "click", "name": "字" * 21, "key": "k"}]}], 40025),
    ],
)
def test_menus_have_limits(world, buttons, code):
    assert world.call("cgi-bin/menu/create", {"button": buttons})["errcode"] == code


def events(world, count):
    return [markup.read(push.body) for push in world.webhook.wait_for(count)]


def test_menu_buttons_push_their_events(world):
    world.call("cgi-bin/menu/create", MENU)
    world.granny.taps("查政策")
    world.granny.taps("扫码", result="place:1")
    world.granny.taps("报位置", latitude=37.4, longitude=112.0, label="示例村")
    world.granny.taps("拍照")

    pushed = events(world, 6)
    named = {markup.leaf(tree, "Event") or markup.leaf(tree, "MsgType"): tree for tree in pushed}
    assert set(named) == {"CLICK", "scancode_waitmsg", "location_select", "location", "pic_sysphoto", "image"}
    assert markup.leaf(markup.branch(named["scancode_waitmsg"], "ScanCodeInfo"), "ScanResult") == "place:1"
    assert world.granny.state()["window"]["left"] == 3 + 5


def test_a_page_button_opens_the_page_and_opens_no_window(world):
    world.call("cgi-bin/menu/create", {"button": [{"type": "view", "name": "指南", "url": f"{world.hook_url}/page"}]})

    assert world.granny.taps("指南").text.startswith("page of")
    assert markup.leaf(events(world, 1)[0], "Event") == "VIEW"
    assert world.send()["errcode"] == 45015


def code_for(world, **asked):
    return world.call("cgi-bin/qrcode/create", asked)


def test_a_code_brings_its_scene_to_who_follows_and_who_does_not_yet(world):
    made = code_for(world, action_name="QR_LIMIT_STR_SCENE", action_info={"scene": {"scene_str": "place:141121"}})
    world.granny.scans("place:141121").unfollows().scans("place:141121")

    pushed = events(world, 3)
    named = {markup.leaf(tree, "Event"): tree for tree in pushed}
    assert markup.leaf(named["SCAN"], "EventKey") == "place:141121"
    assert markup.leaf(named["subscribe"], "EventKey") == "qrscene_place:141121"
    assert markup.leaf(named["subscribe"], "Ticket") == made["ticket"]
    told = world.call("cgi-bin/user/info", openid="oGranny")
    assert (told["subscribe_scene"], told["qr_scene_str"]) == ("ADD_SCENE_QR_CODE", "place:141121")


def test_a_code_is_a_real_picture_and_a_temporary_one_expires(world):
    made = code_for(world, action_name="QR_SCENE", expire_seconds=60, action_info={"scene": {"scene_id": 7}})
    drawn = world.raw("cgi-bin/showqrcode", token="", ticket=made["ticket"])
    assert drawn.content.startswith(b"\x89PNG")
    assert b"<svg" in world.raw("cgi-bin/showqrcode", token="", ticket=made["ticket"], format="svg").content
    assert world.raw("cgi-bin/showqrcode", token="", ticket="gQnone").status_code == 404

    world.phones.advance(60)
    with pytest.raises(RuntimeError, match="expired"):
        world.granny.scans("7")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"action_name": "QR_DANCE"}, 40052),
        ({"action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "x" * 65}}}, 40053),
        ({"action_name": "QR_LIMIT_SCENE", "action_info": {"scene": {"scene_id": 100_001}}}, 40053),
        ({"action_name": "QR_SCENE", "expire_seconds": 2_592_001, "action_info": {"scene": {"scene_id": 1}}}, 40035),
    ],
)
def test_wrong_codes_are_refused(world, asked, code):
    assert code_for(world, **asked)["errcode"] == code


def upload(world, data=PICTURE, name="a.png", kind="image"):
    query = {"access_token": world.token(), "type": kind}
    files = {"media": (name, data, "image/png")}
    return world.phones._http.post(f"{world.url}/cgi-bin/media/upload", params=query, files=files, timeout=5).json()


def test_media_are_kept_three_days(world):
    media_id = upload(world)["media_id"]
    assert world.raw("cgi-bin/media/get", media_id=media_id).content == PICTURE
    world.granny.says("你好")
    body = {"touser": "oGranny", "msgtype": "image", "image": {"media_id": media_id}}
    assert world.call("cgi-bin/message/custom/send", body)["errcode"] == 0

    world.phones.advance(3 * 24 * 3600)
    assert world.call("cgi-bin/media/get", media_id=media_id)["errcode"] == 40007


def test_media_of_the_wrong_kind_or_size_are_refused(world):
    assert upload(world, kind="poem")["errcode"] == 40004
    assert upload(world, name="a.exe")["errcode"] == 40005
    assert upload(world, data=b"x" * (64 * 1024 + 1), name="a.jpg", kind="thumb")["errcode"] == 40006


def test_pictures_voices_places_and_files_of_a_phone_are_pushed_and_can_be_fetched(world):
    world.granny.sends_picture(PICTURE).sends_voice("听得清").sends_voice().sends_voice(None)
    world.granny.sends_location(37.436, 112.028, "示例村").sends_file("表.xlsx").sends_link("标题", "http://a.test/")
    world.granny.sends_video()
    trees = events(world, 8)
    by_kind = {markup.leaf(tree, "MsgType"): tree for tree in trees}

    assert world.raw("cgi-bin/media/get", media_id=markup.leaf(by_kind["image"], "MediaId")).content == PICTURE
    assert world.phones._http.get(markup.leaf(by_kind["image"], "PicUrl"), timeout=5).content == PICTURE
    voices = [dict(tree).get("Recognition") for tree in trees if markup.leaf(tree, "MsgType") == "voice"]
    assert sorted(voices, key=str) == ["", None, "听得清"]
    assert markup.leaf(by_kind["location"], "Location_X") == "37.436"
    assert markup.leaf(by_kind["file"], "Title") == "表.xlsx"
    assert {"link", "video"} <= set(by_kind)


def test_followers_are_listed_and_tagged(world):
    assert world.call("cgi-bin/user/get")["data"]["openid"] == ["oGranny", "oZhao"]
    tag = world.call("cgi-bin/tags/create", {"tag": {"name": "低保户"}})["tag"]["id"]
    world.call("cgi-bin/tags/members/batchtagging", {"tagid": tag, "openid_list": ["oGranny"]})
    assert world.call("cgi-bin/user/info", openid="oGranny")["tagid_list"] == [tag]
    assert world.call("cgi-bin/tags/get")["tags"][0]["count"] == 1

    world.granny.unfollows()
    assert world.call("cgi-bin/user/info", openid="oGranny")["subscribe"] == 0
    assert world.call("cgi-bin/user/info", openid="oNobody")["errcode"] == 40003
