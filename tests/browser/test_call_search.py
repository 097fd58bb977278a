"""The search beside the call in a browser: it asks again when typing pauses, and moves only for a better answer."""

import pytest
from playwright.sync_api import expect

from tests.console.test_call_search import ANSWER, MEANT, OTHERWISE, OneMeaning, hearing_by

pytestmark = pytest.mark.browser


@pytest.fixture
def page(site, open_page):
    """The call page of an office with a sentence model, the search box under the operator's hands."""
    pytest.importorskip("numpy")
    office = hearing_by(OneMeaning())
    object.__setattr__(site.services, "offices", lambda: office)
    page = open_page("linxiao")
    page.goto(f"{site.base}/console/calls/1")
    page.focus("#q")
    return page


def test_a_pause_in_typing_brings_what_a_resident_would_hear(page):
    page.keyboard.type(OTHERWISE)

    expect(page.locator("#found")).to_contain_text(ANSWER)


def test_what_was_opened_stays_open_when_the_answer_stays_the_same(page):
    with page.expect_response(lambda one: "stage=paused" in one.url) as paused:
        page.fill("#q", MEANT)
        page.locator("#found summary").first.click()

    assert paused.value.status == 204
    expect(page.locator("#found details[open]")).to_have_count(1)
