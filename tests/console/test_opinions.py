"""评价与建议: by township, without names, and an idea answered once."""

import pytest

from bot.usecases.callback_list import ring_to_ask
from storage.clue_reporters import first_reporter
from tests.pages import post


@pytest.fixture
def opinions(pages):
    pages.register_residents()
    clue = pages.a_clue()
    complaint = pages.a_clue("村里评低保不公开", kind="complaint")
    with pages.services.storage.work() as uow:
        uow.feedback.give("等了半个月没人来", pages.clock(), clue_no=clue.no, score=1, contacted=False)
        uow.feedback.give("查了没有结果", pages.clock(), clue_no=complaint.no, score=1)
        uow.feedback.give("字太小了", pages.clock())
        uow.commit()
    return clue, complaint


def test_an_unhappy_reporter_stands_first_with_a_door_to_the_clue(pages, opinions):
    page = pages.browser("maguodong").get("/console/opinions").get_data(as_text=True)

    assert "等了半个月没人来" in page
    assert f"/console/clues/{opinions[0].no}" in page
    assert "说没人联系过" in page
    assert "字太小了" not in page


def test_an_idea_is_answered_on_its_own_list(pages, opinions):
    browser = pages.browser("maguodong")
    here = "/console/opinions?which=ideas"
    assert "字太小了" in browser.get(here).get_data(as_text=True)
    with pages.services.storage.read() as uow:
        (idea,) = uow.feedback.list(ideas=True).rows
    post(browser, f"/console/opinions/{idea.id}/answer", here, answer="已改成大字")

    assert "已改成大字" in browser.get(here).get_data(as_text=True)


def test_a_township_reads_its_own_and_nothing_of_complaints(pages, opinions):
    with pages.services.storage.read() as uow:
        elsewhere = uow.feedback.list(ideas=False, within="999901101")
        here = uow.feedback.list(ideas=False, within="999901200")
        county = uow.feedback.list(ideas=False, within="999901")

    assert [one.words for one in here.rows] == ["等了半个月没人来"]
    assert (elsewhere.total, county.total) == (0, 2)
    assert "查了没有结果" not in pages.browser("beizhang").get("/console/opinions").get_data(as_text=True)


def test_what_is_said_on_the_phone_is_noted_and_the_call_is_done(pages):
    clue = pages.a_clue()
    with pages.services.storage.work() as uow:
        kept = uow.clues.by_no(clue.no)
        ring_to_ask(kept, first_reporter(kept), uow, pages.services)
        uow.commit()
    operator = pages.browser("linxiao")
    page = operator.get("/console/callbacks/1").get_data(as_text=True)
    assert "办完回访" in page
    assert "存下评价" in page
    assert "线索会一起办结" not in page

    post(operator, "/console/callbacks/1/opinion", "/console/callbacks/1")
    with pages.services.storage.read() as uow:
        assert uow.callbacks.get(1).state == "waiting", "without a score nothing is kept"
    post(operator, "/console/callbacks/1/opinion", "/console/callbacks/1", score="1", contacted="no", words="没人来")

    with pages.services.storage.read() as uow:
        (opinion,) = uow.feedback.list(ideas=False).rows
        assert uow.callbacks.get(1).state == "reached"
        assert uow.clues.by_no(clue.no).state == clue.state, "asking moves no clue"
    assert (opinion.clue_no, opinion.score, opinion.contacted, opinion.words) == (clue.no, 1, False, "没人来")
    county = pages.browser("maguodong").get("/console/opinions").get_data(as_text=True)
    assert "列进回访电话 1件" in county
    assert "列进回访电话" not in pages.browser("beizhang").get("/console/opinions").get_data(as_text=True)
