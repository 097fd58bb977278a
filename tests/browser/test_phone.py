"""The assistant's phone in the rain."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def _phone(site, open_page, address, **options):
    page = open_page(width=375, height=667, **options)
    page.goto(f"{site.base}/desk/login/back?state={address}&code=sim-assistant-beizhang")
    return page


def test_words_written_without_network_wait_on_the_phone(site, open_page):
    clue = site.a_clue()
    page = _phone(site, open_page, f"/desk/clues/{clue.no}")
    page.click("button:text-is('受理')")
    expect(page.locator("main")).to_contain_text("已受理")

    page.context.set_offline(True)
    page.fill("#w-visit", "到家看了，老人一个人")
    page.click(".thumb button")
    expect(page.locator("#saved")).to_contain_text("没有网络")
    page.context.set_offline(False)
    open_page.complaints.clear()  # the browser itself reports the lost network

    page.reload()
    assert page.input_value("#w-visit") == "到家看了，老人一个人"
    page.click(".thumb button")
    expect(page.locator("main")).to_contain_text("走访已记下")
    with site.services.storage.read() as uow:
        assert [event.action for event in uow.clues.history(clue.no)] == ["open", "accept", "visit"]


def test_the_one_big_step_stands_by_the_thumb(site, open_page):
    page = _phone(site, open_page, f"/desk/clues/{site.a_clue().no}")
    box = page.locator(".thumb button").bounding_box()

    assert box["height"] >= 48
    assert box["y"] + box["height"] > 667 - 40


def test_a_clue_is_done_without_script(site, open_page):
    clue = site.a_clue()
    page = _phone(site, open_page, f"/desk/clues/{clue.no}", java_script_enabled=False)
    page.click("button:text-is('受理')")
    page.fill("#w-visit", "看过了")
    page.click(".thumb button")
    page.check("input[value=assisted]")
    page.fill("#w-resolve", "已帮着递交申请")
    page.click(".thumb button")

    expect(page.locator("main")).to_contain_text("已协助提出申请")
