"""What callers were told stands on the page of their clue: by whom, when, which of the five contents."""

import pytest

from storage.call_rows import NewCall

FIVE = ("say:policy", "say:standard", "say:entitlement", "say:seek_help", "say:supervision")


@pytest.fixture
def told(pages):
    """A clue, and calls about it with these ticks, one after the other; its page."""

    def run(*calls):
        clue = pages.a_clue()
        with pages.services.storage.work() as uow:
            for ticks in calls:
                now = pages.clock()
                uow.calls.keep(NewCall(pages.accounts["linxiao"], "", now, now, "help", clue.no, ticks=ticks))
                pages.clock.pass_(minutes=5)
            uow.commit()
        return pages.browser("maguodong").get(f"/console/clues/{clue.no}").get_data(as_text=True)

    return run


def test_a_clue_that_nobody_telephoned_about_says_nothing_of_calls(told):
    assert "电话里说过的" not in told()


def test_each_call_tells_who_said_what_when_and_what_is_still_to_say(told):
    page = told(("say:seek_help", "say:consent", "open:say:supervision", "told:农村低保：每人每月 620 元"))

    assert "林晓" in page
    assert "说了：求助方式、同意登记" in page
    assert "还没说：监督渠道" in page
    assert "念了：农村低保：每人每月 620 元" in page
    assert "五项内容已告知 1 项：求助方式" in page


def test_the_five_contents_add_up_over_several_calls(told):
    page = told(FIVE[:3], FIVE[3:])

    assert "五项内容已告知</span>" in page
    assert page.count("林晓</span>") == 2


def test_a_call_in_which_none_of_the_five_was_said_does_not_pretend(told):
    assert "五项内容还没有告知" in told(("say:consent",))
