"""Sheets with a code: the account's own where there is one, else the address of the column."""

import re

import pytest

from bot.services import SendError
from tests.pages import open_pages


def text_of(answer):
    return answer.get_data(as_text=True)


def drawn(page):
    """The shape of the code; alike for alike contents."""
    return re.search(r'<figure>.*? d="([^"]+)"', page, re.DOTALL)[1]


def test_every_place_and_window_of_ones_own_can_be_printed(pages):
    page = text_of(pages.browser("beizhang").get("/console/posters"))
    addresses = re.findall(r'href="(/console/posters/[^"]+)"', page)

    assert "/console/posters/place/999901200201" in addresses
    assert "/console/posters/window/999901200" in addresses
    assert not [address for address in addresses if "9999011" in address], "nothing of other townships"
    assert {pages.browser("beizhang").get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize(
    "what", ["place/999901100", "place/141121", "window/999901100", "window/nothing", "thing/999901200"]
)
def test_nothing_else_can(pages, what):
    assert pages.browser("beizhang").get(f"/console/posters/{what}").status_code == 404


def test_without_an_account_the_code_opens_the_column_of_the_place(pages):
    page = text_of(pages.browser("maguodong").get("/console/posters/place/999901200201"))

    assert "北张乡北张村" in page
    assert "微信扫一扫，看公开栏" in page
    assert "0300-5550120" in page, "who cannot scan rings the nearest window"


def test_with_an_account_the_code_says_the_scene_of_the_place(tmp_path):
    asked = []

    def scene_address(scene):
        asked.append(scene)
        return f"http://weixin.example/q/{scene}"

    opened = open_pages(tmp_path, scene_address=scene_address)
    browser = opened.browser("maguodong")
    one, other = (text_of(browser.get(f"/console/posters/place/{code}")) for code in ("999901200201", "999901200202"))
    window = text_of(browser.get("/console/posters/window/999901200"))
    opened.services.storage.dispose()

    assert asked == ["place:999901200201", "place:999901200202", "window:999901200"]
    assert "打开公众号" in one
    assert len({drawn(one), drawn(other), drawn(window)}) == 3


def test_when_wechat_does_not_answer_there_is_a_sheet_still(tmp_path):
    def scene_address(scene):
        raise SendError("retryable")

    opened = open_pages(tmp_path, scene_address=scene_address)
    page = text_of(opened.browser("maguodong").get("/console/posters/place/999901200201"))
    opened.services.storage.dispose()

    assert "微信现在没有应答" in page
    assert "看公开栏" in page


def test_operators_print_none(pages):
    assert pages.browser("linxiao").get("/console/posters").status_code == 403
