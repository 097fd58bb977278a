"""Letters, visits, media, departments, platforms are registered as a call is; their time runs from their receipt."""

import io
import re
from datetime import date

import pytest

from tests.pages import post

LETTER = {
    "source": "letter",
    "sender": "李大爷",
    "phone": "15400000001",
    "received_on": "2026-11-13",  # 周五, three working days before the Wednesday of the tests
    "doc_no": "示例信〔2026〕7号",
    "notes": "北张乡北张村王秀英，七十多岁，腿摔断了没人管",
}


def _text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def operator(pages):
    return pages.browser("linxiao")


def typed(operator, **changed):
    """The paper as it is typed in; the address of the call page it leads to."""
    return post(operator, "/console/calls/new", "/console/calls/new", **LETTER | changed)


def registered(operator, pages, **changed):
    """The clue that the paper becomes."""
    page = typed(operator, **changed).headers["Location"]
    call = re.search(r'name="call" id="call-key" value="([^"]+)"', _text(operator.get(page)))[1]
    notes = (LETTER | changed)["notes"]
    answer = post(operator, f"{page}/finish", page, call=call, notes=notes, **{"was-notes": notes})
    assert answer.status_code == 302, _text(answer)
    with pages.services.storage.read() as uow:
        return uow.clues.list().rows[0]


def test_a_source_chosen_in_the_address_is_chosen_on_the_form(operator):
    assert re.search(
        r'value="departments" id="s-departments" required checked',
        _text(operator.get("/console/calls/new?source=departments")),
    )


def test_a_letter_leads_to_the_call_page_which_says_what_it_is(operator):
    page = _text(operator.get(typed(operator).headers["Location"]))

    assert "来信，李大爷，11月13日（周五）收到，示例信〔2026〕7号" in page
    assert "王秀英" in page


def test_its_clue_has_its_source_and_its_time_runs_from_the_day_it_came(operator, pages):
    clue, call = registered(operator, pages), pages.a_clue(phone="15400000099", name="张建国")

    assert (clue.source, clue.reporter_name) == ("letter", "李大爷")
    assert clue.promised_by < call.promised_by
    assert clue.promised_by == date(2026, 11, 27)
    page = _text(pages.browser("maguodong").get(f"/console/clues/{clue.no}"))
    assert "来信" in page
    assert "示例信〔2026〕7号" in page
    assert "李大爷" not in page


def test_the_promise_shown_before_saving_counts_from_receipt_too(operator, pages):
    page = _text(operator.get(typed(operator).headers["Location"]))

    assert "11月27日（周五）前" in page


def test_clues_are_found_by_where_they_came_from(operator, pages):
    letter, call = registered(operator, pages), pages.a_clue(phone="15400000099", name="张建国")
    page = _text(pages.browser("maguodong").get("/console/clues?source=letter"))

    assert letter.no in page
    assert call.no not in page


def test_a_letter_is_no_call_and_is_not_counted_as_one(operator, pages):
    registered(operator, pages)
    page = "/console/calls/1"
    post(operator, f"{page}/end", page)

    with pages.services.storage.read() as uow:
        assert uow.calls.figures(pages.clock().replace(year=2025), pages.clock().replace(year=2027)) == ()


def test_the_scan_is_kept_shown_and_looking_at_it_recorded(operator, pages):
    scan = (io.BytesIO(b"%PDF-1.4 sample"), "信.pdf")
    clue = registered(operator, pages, file=scan)
    boss = pages.browser("maguodong")
    found = re.search(rf'href="(/console/clues/{clue.no}/papers/\d+)"', _text(boss.get(f"/console/clues/{clue.no}")))
    seen = boss.get(found[1])

    assert (seen.data, seen.content_type) == (b"%PDF-1.4 sample", "application/pdf")
    with pages.services.storage.read() as uow:
        assert "reveal.paper" in [deed.what for deed in uow.audit.of(f"clue:{clue.no}")]
    assert boss.get(f"/console/clues/{clue.no}/papers/99").status_code == 404
    assert pages.browser("waixian").get(found[1]).status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"received_on": "2026-11-19"},
        {"phone": "123"},
        {"file": (io.BytesIO(b"<script>"), "x.html")},
        {"source": "nothing"},
    ],
)
def test_what_cannot_be_right_is_said_and_what_was_typed_stays(operator, changed):
    answer = typed(operator, **changed)

    assert answer.status_code == 422
    assert LETTER["notes"] in _text(answer)


def test_a_departments_name_is_no_secret_and_an_anonymous_letter_needs_none(operator, pages):
    named = registered(operator, pages, source="departments", sender="县残联", phone="")
    assert "县残联" in _text(pages.browser("maguodong").get(f"/console/clues/{named.no}"))

    nobody = registered(operator, pages, sender="", phone="", doc_no="", notes="南张村有个老人断粮三天")
    assert nobody.source == "letter"


def test_papers_are_nobodys_business_elsewhere(pages):
    assert pages.browser("waixian").get("/console/calls/new").status_code == 404
    assert pages.browser("beizhang").get("/console/calls/new").status_code == 403
