"""A picture that came with a clue is seen by those who answer for it, and looking is recorded."""

import pytest

from tests.pages import PICTURE


def _address(pages, where, **slots):
    return f"/{where}/clues/{pages.a_clue(**slots).no}/pictures/1"


def test_the_county_sees_the_picture_from_the_clues_page(pages):
    no = pages.a_clue(photo="media-picture").no
    browser = pages.browser("guanli")
    shown = browser.get(f"/console/clues/{no}/pictures/1")

    assert f"/console/clues/{no}/pictures/1" in browser.get(f"/console/clues/{no}").get_data(as_text=True)
    assert (shown.data, shown.content_type) == (PICTURE, "image/png")
    with pages.services.storage.read() as uow:
        assert "reveal.picture" in {deed.what for deed in uow.audit.of(f"clue:{no}")}


def test_the_owner_sees_it_on_the_phone_and_other_villages_do_not(pages):
    address = _address(pages, "desk", photo="media-picture")

    assert pages.phone("sim-assistant-beizhang").get(address).data == PICTURE
    assert pages.phone("sim-assistant-liuhe").get(address).status_code == 404


def test_another_township_does_not_see_it(pages):
    address = _address(pages, "console", photo="media-picture", place="999901100201")

    assert pages.browser("beizhang").get(address).status_code == 404


@pytest.mark.parametrize("photo", ["", "media-gone", "media-page"])
def test_no_picture_an_old_one_or_one_that_is_none_is_not_found(pages, photo):
    assert pages.browser("guanli").get(_address(pages, "console", photo=photo)).status_code == 404
