"""评价与建议: by township, without names, and an idea answered once."""

import pytest

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
