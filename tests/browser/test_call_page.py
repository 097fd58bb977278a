"""A call from the first ring to the number read out, with hands on the keyboard only."""

import pytest
from playwright.sync_api import expect

from tests.pages import PASSWORD

pytestmark = pytest.mark.browser


def test_a_call_is_taken_with_the_keyboard_alone(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls")
    expect(page.locator("#notes")).to_be_focused()

    page.keyboard.type("我是替邻居打的，他住北张村，腿摔了没人管，我电话13800138000")
    expect(page.locator("#call-facts")).to_contain_text("陈秀兰")
    expect(page.locator("#f-phone")).to_have_value("13800138000")
    expect(page.locator("#danger [role=alert]")).to_be_visible()

    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    assert page.input_value("#notes").startswith("我是替邻居打的")

    page.focus("#f-name")
    page.keyboard.type("王秀英")
    page.keyboard.press("Enter")
    expect(page.locator("#f-place")).to_be_focused()
    expect(page.locator("#say")).to_contain_text("王秀英")

    for name in ("urgency", "willing", "able"):
        first = page.locator(f"#f-{name}-1")
        if first.is_visible():
            first.focus()
            page.keyboard.press("Space")
            expect(first).to_be_checked()
    page.keyboard.press("Control+Enter")

    page.wait_for_selector("#h-done")
    expect(page.locator("blockquote")).to_contain_text("SH-20261118-001")
    expect(page.locator("blockquote")).to_contain_text("陈秀兰")


def test_the_red_band_goes_when_the_operator_ticks_that_nobody_is_in_danger(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.fill("#notes", "老人腿摔断了，流血不止，没人管")
    expect(page.locator("#danger [role=alert]")).to_be_visible()

    page.focus("#t-safe")
    page.keyboard.press("Space")
    expect(page.locator("#danger [role=alert]")).to_have_count(0)
    expect(page.locator("#t-safe")).to_be_checked()
    expect(page.locator("#t-safe")).to_be_focused()

    page.keyboard.press("Space")
    expect(page.locator("#danger [role=alert]")).to_be_visible()


def test_a_reply_never_overwrites_the_field_being_typed_in(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.fill("#notes", "电话13800138000")
    page.focus("#f-phone")
    page.keyboard.type("139")
    page.wait_for_timeout(1500)

    assert page.input_value("#f-phone").startswith("139")


def test_a_call_survives_a_lost_network_and_a_closed_window(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.fill("#notes", "先记一句")
    expect(page.locator("#saved")).to_have_text("已暂存")

    page.context.set_offline(True)
    page.fill("#notes", "先记一句，断网时又记一句")
    expect(page.locator("#saved")).to_contain_text("没有存上")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text("已暂存")
    open_page.complaints.clear()  # the browser itself reports the lost network

    page.goto(f"{site.base}/console/calls/1")
    assert page.input_value("#notes") == "先记一句，断网时又记一句"


def test_the_library_answers_while_one_types_and_keeps_the_form(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.fill("#notes", "记着的")
    page.keyboard.press("Alt+3")
    page.keyboard.type("农村低保一个月多少钱")

    expect(page.locator("#found")).to_contain_text("620")
    page.keyboard.press("Alt+l")
    assert page.input_value("#notes") == "记着的"


def test_the_board_updates_by_itself(site, open_page):
    page = open_page("maguodong")
    expect(page.locator("a[href$='show=new'] b")).to_have_text("0")
    site.a_clue()

    expect(page.locator("a[href$='show=new'] b").first).to_have_text("1", timeout=9000)


def test_revealing_swaps_in_the_name_without_leaving_the_page(site, open_page):
    clue = site.a_clue()
    page = open_page("maguodong")
    page.goto(f"{site.base}/console/clues/{clue.no}")
    page.click("#people summary")
    page.check("#r1")
    page.click("#people button")

    expect(page.locator("#people")).to_contain_text("王秀英")


def test_the_console_works_without_script(site, open_page):
    clue = site.a_clue()
    page = open_page("maguodong", java_script_enabled=False)
    page.goto(f"{site.base}/console/clues/{clue.no}")
    page.click("button:text-is('受理')")

    expect(page.locator(".head")).to_contain_text("办理中")


def test_what_was_typed_when_the_login_had_ended_is_there_after_logging_in_again(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.fill("#notes", "先记一句")
    expect(page.locator("#saved")).to_have_text("已暂存")

    site.clock.pass_(hours=3)
    page.fill("#notes", "先记一句，说到一半登录到期了")
    page.wait_for_selector("#password")
    page.fill("#username", "linxiao")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")

    expect(page.locator("#notes")).to_have_value("先记一句，说到一半登录到期了")
    expect(page.locator("#saved")).to_have_text("已暂存")
    open_page.complaints.clear()  # the browser itself reports the 401


def test_one_key_brings_the_words_for_a_hard_moment_and_esc_brings_back_the_script(site, open_page):
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.keyboard.type("他在哭")
    page.keyboard.press("Alt+h")
    page.keyboard.press("3")
    expect(page.locator("#moment-crying")).to_be_visible()
    expect(page.locator("#now")).not_to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator("#now")).to_be_visible()
    expect(page.locator("#notes")).to_be_focused()
    assert page.input_value("#notes") == "他在哭"


def test_the_columns_stay_where_they_are_whatever_comes_in(site, open_page):
    site.a_clue(phone="13800138000")
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    places = (
        "[...document.querySelectorAll('.call > section')].map(one => [one.offsetLeft, one.offsetTop, one.offsetWidth])"
    )
    before = page.evaluate(places), page.locator("#notes").bounding_box()
    page.keyboard.type("他说不想活了，住北张村，电话13800138000")
    expect(page.locator("#danger [role=alert]")).to_be_visible()
    expect(page.locator("#similar legend")).to_be_visible()
    expect(page.locator("#caller-count")).to_contain_text("1")

    assert (page.evaluate(places), page.locator("#notes").bounding_box()) == before


def test_two_windows_on_one_call_keep_what_both_wrote(site, open_page):
    first = open_page("linxiao")
    first.goto(f"{site.base}/console/calls/1")
    first.fill("#notes", "先记一句")
    expect(first.locator("#saved")).to_have_text("已暂存")
    second = first.context.new_page()
    second.goto(f"{site.base}/console/calls/1")
    first.fill("#f-name", "王秀英")
    first.focus("#f-place")
    expect(first.locator("#say")).to_contain_text("王秀英")
    second.fill("#f-phone", "13800138000")
    second.focus("#f-place")

    expect(second.locator("#f-name")).to_have_value("王秀英")
    first.reload()
    assert first.input_value("#f-phone") == "13800138000"
