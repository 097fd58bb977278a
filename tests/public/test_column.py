"""The open-information column: what stands there for everybody."""

import re

import pytest

from tests.builders import an_office


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def anybody(pages):
    """A browser of which nothing is known."""
    return pages.app.test_client()


def test_the_column_needs_no_login_and_leaves_no_session(anybody):
    answer = anybody.get("/open")

    assert answer.status_code == 200
    assert "示范县社会救助公开栏" in text_of(answer)
    assert "Set-Cookie" not in answer.headers


def test_a_village_shows_its_own_window_and_the_way_up(anybody):
    page = text_of(anybody.get("/open/999901200201"))

    assert "北张村社会救助公开栏" in page
    assert page.index("0300-5550120") < page.index("0300-5550101"), "the nearest window comes first"
    assert 'href="/open/999901200"' in page


@pytest.mark.parametrize("code", ["141121", "999901200999", "99", "../console", "9" * 300, "北张"])
def test_a_place_that_is_not_ours_has_no_column(anybody, code):
    assert anybody.get(f"/open/{code}").status_code == 404


def test_no_phone_of_staff_stands_in_the_column(anybody, pages):
    for address in ("/open", "/open/999901200201", "/open/supervision"):
        page = text_of(anybody.get(address))
        assert not [one.name for one in pages.services.office.pack.staff if one.phone in page or one.name in page]


def test_every_amount_carries_place_day_and_document(anybody, pages):
    page = text_of(anybody.get("/open/standards"))
    amounts = re.findall(r'class="end amount">([^<]+)<', page)

    assert "每人每月 620 元" in amounts
    assert len(amounts) == len(re.findall(r"示范县，\d{4}年\d+月\d+日起", page)) == page.count("示例〔2026〕")
    assert "580" not in page, "what has run out is not shown"


def test_what_is_not_registered_is_said_to_be_so(tmp_path):
    from tests.pages import open_pages

    opened = open_pages(tmp_path, offices=lambda: an_office("wenshui"))
    page = text_of(opened.app.test_client().get("/open/standards"))
    opened.services.storage.dispose()

    assert "还没有登记的" in page
    assert "不敢乱说" in page


def test_a_programme_tells_conditions_materials_process_time_and_documents(anybody):
    page = text_of(anybody.get("/open/programmes/dibao"))

    for title in ("谁能申请", "带什么材料", "怎么申请", "要多久", "依据："):
        assert title in page, title
    assert anybody.get("/open/programmes/nothing").status_code == 404


def test_every_programme_has_a_page_of_its_own(anybody):
    page = text_of(anybody.get("/open/programmes"))
    addresses = re.findall(r'href="(/open/programmes/\w+)"', page)

    assert len(addresses) == 16
    assert {anybody.get(address).status_code for address in addresses} == {200}


def test_supervision_tells_numbers_and_what_can_be_done_against_a_decision(anybody):
    page = text_of(anybody.get("/open/supervision"))

    for said in ("12388", "12345", "0300-5550100", "行政复议", "一分钱都不收"):
        assert said in page, said


def test_a_page_is_one_request(anybody):
    for address in ("/open", "/open/standards", "/open/programmes/dibao", "/open/supervision"):
        page = text_of(anybody.get(address))
        assert not re.search(r"<script|<img|<link rel=\"stylesheet\"|src=", page)
        assert len(page.encode()) < 64 * 1024


def test_the_size_of_letters_is_one_tap_and_stays_on_the_page(anybody):
    page = text_of(anybody.get("/open/999901200"))
    bigger = re.search(r'href="([^"]+)"[^>]*>字大一点', page)[1]

    assert bigger == "/open/999901200?big=1"
    assert "字小一点" in text_of(anybody.get(bigger))
    assert 'class="big"' in text_of(anybody.get("/open/standards"))


def test_what_is_gone_is_said_kindly(anybody):
    answer = anybody.get("/open/programmes/nothing")

    assert "没有这一页" in text_of(answer)
    assert "字大一点" in text_of(answer)
