"""The policy pack on a page: rules with their documents, what is open listed first."""

import pytest

from tests.builders import an_office
from tests.pages import open_pages


@pytest.fixture
def page_of(tmp_path):
    """The page of a pack as its county sees it."""
    opened = []

    def page(name, query=""):
        pages = open_pages(tmp_path, offices=lambda: an_office(name))
        opened.append(pages)
        return pages.browser("maguodong").get(f"/console/packs{query}").get_data(as_text=True)

    yield page
    for pages in opened:
        pages.services.storage.dispose()


def test_every_rule_is_shown_with_its_document_and_passage(page_of):
    page = page_of("jingdezhen")

    assert "受理起18个工作日内作出确认决定" in page
    assert "不低于50%" in page
    assert "每月10日前发到账户" in page
    assert "三（一）6" in page
    assert page.count("景民字〔2024〕40号") > 60


def test_what_the_document_leaves_open_stands_before_all_rules(page_of):
    page = page_of("jingdezhen")

    assert page.index("h-open") < page.index("h-documents") < page.index("t-target_groups")
    assert "从抽查那天往回数90天" in page
    assert "照字面，在确认之前90天内抽查" in page
    assert "系统默认" in page


def test_an_unread_document_is_said_to_be_unchecked(page_of):
    page = page_of("junsai")

    assert "未见原文" in page
    assert "待核对" in page


def test_only_the_local_rules_can_be_seen_alone(page_of):
    page = page_of("chuxiong", "?local=1")

    assert "住院自负费用高的人员，10,000元以上" in page
    assert ">上级规定<" not in page
    assert "民发〔2021〕57号" not in page.split("h-documents")[1]


def test_a_sample_pack_says_that_it_is_invented(page_of):
    assert "示范县的示例政策包" in page_of("shifan")


def test_a_stranger_sees_no_rule(tmp_path):
    pages = open_pages(tmp_path)

    assert pages.browser().get("/console/packs").status_code == 302
    pages.services.storage.dispose()
