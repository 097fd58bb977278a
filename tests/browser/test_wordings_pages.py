"""The pages of words, untouched and edited: axe-clean, within their window, and live while somebody writes."""

import pytest

from bot.usecases.wordings import publish_wording, save_wording
from tests.browser.test_access import _sound

pytestmark = pytest.mark.browser


def edit(site):
    """A line in the bureau's own words, one with a draft over it, a consent that waits for a second person."""
    by = f"account:{site.accounts['maguodong']}"
    publish_wording("help.subject", "哪位遇到了困难？", by, site.services)
    save_wording("help.subject", "请问是哪一位遇到了难处，要我们来看看？", by, site.services)
    publish_wording("help.subject.self", "就是我自己", by, site.services)
    save_wording(
        "help.consent", "请您看看对不对：\n{summary}\n提交后只转给管这件事的人，别人看不到。", by, site.services
    )


@pytest.mark.parametrize("width", [1440, 1024, 375])
@pytest.mark.parametrize("edited", [False, True])
def test_the_pages_of_words_can_be_used_by_everybody(site, open_page, width, edited):
    if edited:
        edit(site)
    page = open_page("guanli", width)
    for address in (
        "",
        "?group=help",
        "?q=电话",
        "?show=own",
        "/help.subject",
        "/help.consent",
        "/desk.registered_before",
    ):
        page.goto(f"{site.base}/console/wordings{address}")
        _sound(page, address)


def test_what_is_typed_is_heard_on_the_phone_and_a_lost_place_is_named(site, open_page):
    page = open_page("guanli", 1440)
    page.goto(f"{site.base}/console/wordings/help.village")
    page.fill("#text", "在{place}哪个村？")
    page.wait_for_selector('#preview .bubble.changed:has-text("在凤鸣镇哪个村？")')
    page.fill("#text", "在哪个村？")
    page.wait_for_selector("#preview >> text=漏了 {place}")
    page.click("[data-hole='{place}']")
    page.wait_for_selector("#preview >> text=没有看出问题")

    assert page.input_value("#text") == "在哪个村？{place}"
