"""一家人的一单清: printed with a reason that is kept, by whom it concerns, of nobody out of one's place."""

import pytest

from tests.pages import post

MA, FATHER = "719901198111200409", "719901194903120513"


def _text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def family(pages):
    """马红 and her parents, one household."""
    pages.register_residents()
    with pages.services.storage.work() as uow:
        numbers = dict.fromkeys((MA, FATHER, "719901195208090425"), MA)
        uow.households.put_many(numbers, pages.clock())
        uow.commit()


def _print(browser, **form):
    return post(browser, "/console/families", "/console/families", **form)


def test_a_reason_is_wanted_and_each_person_shown_is_in_the_log(pages, family):
    operator = pages.browser("linxiao")

    assert _print(operator, id_number=FATHER).status_code == 422
    page = _text(_print(operator, id_number=FATHER, reason="入户张贴"))
    assert all(name in page for name in ("马红", "马大山", "李秀芝"))
    assert FATHER not in page, "it hangs on a wall: the numbers are masked"
    with pages.services.storage.read() as uow:
        deeds = [deed for deed in uow.audit.list().rows if deed.what == "reveal.sheet"]
    assert len({deed.subject for deed in deeds}) == 3
    assert {deed.detail for deed in deeds} == {"入户张贴"}


def test_a_township_prints_none_of_another_township(pages, family):
    page = _print(pages.browser("beizhang"), id_number=FATHER, reason="入户张贴")

    assert page.status_code == 422
    assert "马大山" not in _text(page)


def test_only_who_keeps_the_register_says_who_lives_with_whom(pages, family):
    alone = "719901194803120129"
    county = pages.browser("maguodong")
    done = post(county, "/console/families/household", "/console/families", id_number=alone, household=MA)
    assert done.status_code == 302
    assert "王秀英" in _text(_print(county, id_number=alone, reason="走访核对"))
    wrong = post(county, "/console/families/household", "/console/families", id_number=alone, household="甲" * 60)
    assert wrong.status_code == 422

    operator = pages.browser("linxiao")
    assert post(operator, "/console/families/household", "/console/families", id_number=alone).status_code == 403
