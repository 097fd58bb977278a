"""A whole call with hands on the keyboard only, while the server is killed in the middle of a sentence.

Real processes: the telephone opens the page, the server dies with ``kill -9`` and comes back, nothing is lost.
"""

import logging

import pytest
from playwright.sync_api import expect

from tests.journeys import steps

log = logging.getLogger(__name__)
pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.timeout(400)]

PHONE = "15400000001"
"""王奶奶's, in the sample county's register."""
PATIENCE = 40_000


class Keys:
    """The operator's hands; ``deeds`` counts every key that is no letter of what the caller says."""

    def __init__(self, page):
        self.page = page
        self.deeds = 0
        self.letters = 0

    def press(self, *keys):
        for key in keys:
            self.deeds += 1
            self.page.keyboard.press(key)

    def type(self, words):
        self.letters += len(words)
        self.page.keyboard.type(words)


@pytest.fixture
def window(world, chromium):
    """An operator's window, logged in by keyboard."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{world.url}/console/login")
    page.focus("#username")
    page.keyboard.type("operator")
    page.keyboard.press("Tab")
    page.keyboard.type(world.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{world.url}/console/")
    yield page
    context.close()


def test_a_whole_call_by_keyboard_outlives_the_server(world, window):
    page, keys, spent = window, Keys(window), []
    page.on("requestfinished", lambda one: spent.append(one.timing["responseEnd"]) if "/console/" in one.url else None)

    # It rings: the page knows who may be calling, and the hands are in the notes.
    page.goto(f"{world.url}/console/call?phone={PHONE}")
    expect(page.locator("#notes")).to_be_focused()
    expect(page.locator("#now")).to_contain_text("社会救助热线")
    expect(page.locator("#caller")).to_contain_text("是哪一位")
    keys.press("Alt+4", "ArrowUp")
    expect(page.locator("#caller")).to_contain_text("王秀英")

    # She tells, and in the middle of it the server is killed.
    keys.press("Alt+2")
    keys.type("我自己腿脚不好，")
    expect(page.locator("#saved")).to_have_text("已暂存")
    world.kill("web")
    keys.type("家里就我一个人，干不动活，住北张村")
    expect(page.locator("#saved")).to_contain_text("没有存上", timeout=PATIENCE)
    keys.press("Control+Enter")  # nothing leaves the page while nobody is there to take it
    expect(page.locator("#saved")).to_contain_text("没有存上")
    assert "干不动活" in page.input_value("#notes")
    world.start_web()
    expect(page.locator("#saved")).to_have_text("已暂存", timeout=PATIENCE)
    expect(page.locator("#call-facts")).to_contain_text("陈秀兰", timeout=PATIENCE)

    # The window is closed by mistake and opened again.
    page.goto("about:blank")
    page.goto(f"{world.url}/console/calls")
    assert page.input_value("#notes").endswith("住北张村")

    # She asks an amount in between: an answer and the record that it was told, with one key after the words.
    keys.press("Alt+3")
    keys.type("农村低保一个月多少钱")
    expect(page.locator("#found .answer").first).to_contain_text("620")
    keys.press("Enter")
    expect(page.locator("#told")).to_contain_text("620")

    # What is still open, one after the other.
    for _ in range(8):
        keys.press("Alt+j")
        if page.evaluate("document.activeElement.id") == "finish":
            break
        if page.evaluate("document.activeElement.type") == "radio":
            keys.press("1")
        else:
            keys.type("王秀英")
    expect(page.locator("#finish")).to_be_focused()
    keys.press("Alt+y")
    expect(page.locator("#t-say-consent")).to_be_checked()
    keys.press("Control+Enter")

    page.wait_for_selector("#h-done")
    expect(page.locator("blockquote")).to_contain_text("陈秀兰")
    number = page.locator("blockquote").inner_text().partition("编号是")[2][:15]
    keys.press("Enter")

    # The next call finds the last one.
    expect(page.locator("#notes")).to_be_focused()
    assert page.input_value("#notes") == ""
    page.goto(f"{world.url}/console/call?phone={PHONE}")
    expect(page.locator("#caller")).to_contain_text(number)

    clue = steps.console(world, "county").get(f"{world.url}/console/clues/{number}", timeout=30).text
    assert "电话里说过" in clue
    assert "620" in clue
    # 60 seconds are the aim: what the page asks of the hands and the server takes of them is told with ``-rP``.
    log.info("%s keys, %s letters, %.0f ms at the server", keys.deeds, keys.letters, sum(spent))
    assert keys.deeds <= 22, "a practised operator registers a call with few keys besides the caller's words"
