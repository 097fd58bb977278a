import pytest

from bot.wechat.qr import make_qr, place_scene, window_scene
from tests.wechat.fake_platform import FakePlatform
from tests.wechat.test_client import gateway_to


def test_a_village_gets_a_permanent_code_that_says_where_it_hangs():
    platform = FakePlatform()
    platform.will(
        "/cgi-bin/qrcode/create", {"ticket": "gQH47joAAA", "url": "http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI"}
    )
    platform.will("/cgi-bin/showqrcode", (200, b"\x89PNG", "image/png"))
    try:
        code = make_qr(place_scene("141121100201"), gateway_to(platform.url))
    finally:
        platform.close()

    assert (code.scene, code.image) == ("place:141121100201", b"\x89PNG")
    assert platform.calls("/cgi-bin/qrcode/create")[0].json == {
        "action_name": "QR_LIMIT_STR_SCENE",
        "action_info": {"scene": {"scene_str": "place:141121100201"}},
    }
    assert platform.calls("/cgi-bin/showqrcode")[0].query == {"ticket": "gQH47joAAA"}


def test_a_window_has_its_own_scene():
    assert window_scene("shifan-1") == "window:shifan-1"


@pytest.mark.parametrize("code", ["", "北张乡", "a b", "x" * 60])
def test_what_is_no_code_is_not_printed(code):
    with pytest.raises(ValueError):
        place_scene(code)
