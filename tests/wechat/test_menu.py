import pytest

from bot.wechat.menu import BadMenu, menu_body, push_menu
from knowledge.bureau import MenuItem
from tests.wechat.cast import settings
from tests.wechat.fake_platform import FakePlatform
from tests.wechat.test_client import gateway_to

ITEMS = (
    MenuItem("问政策", "click", key="menu:policy"),
    MenuItem("我的", children=(MenuItem("到账", "click", key="menu:payment"), MenuItem("网页", "view", url="/public"))),
)


def test_a_menu_is_sent_in_chinese_letters_with_whole_addresses():
    platform = FakePlatform()
    try:
        push_menu(ITEMS, settings().base_url, gateway_to(platform.url))
    finally:
        platform.close()

    sent = platform.calls("/cgi-bin/menu/create")[0]
    assert "问政策".encode() in sent.raw
    assert sent.json == {
        "button": [
            {"name": "问政策", "type": "click", "key": "menu:policy"},
            {
                "name": "我的",
                "sub_button": [
                    {"name": "到账", "type": "click", "key": "menu:payment"},
                    {"name": "网页", "type": "view", "url": "https://zhudong.example/public"},
                ],
            },
        ]
    }


def test_every_limit_that_is_broken_is_named_at_once():
    items = (
        MenuItem("名字特别特别长的一列", "click", key="a"),
        MenuItem("没有动作"),
        MenuItem("太多", children=tuple(MenuItem(f"第{n}项", "click", key="k") for n in range(6))),
        MenuItem("第四列", "click", key="x" * 129),
    )

    with pytest.raises(BadMenu) as error:
        menu_body(items, "")

    assert len(str(error.value).splitlines()) == 5
