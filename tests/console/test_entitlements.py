"""待遇: uploaded, looked at, confirmed; one person by hand; only for whom it is."""

import io

from tests.pages import post, token_of

HEAD = "姓名,身份证号,救助项目,享受起始日期,待遇金额,停发日期,停发原因\n"
GOOD = HEAD + "张桂兰,719901195506070246,特困,2025-07-01,1030,,\n"


def _upload(browser, text, name="待遇.csv"):
    data = {"csrf_token": token_of(browser.get("/console/entitlements")), "sheet": (io.BytesIO(text.encode()), name)}
    return browser.post("/console/entitlements", data=data, content_type="multipart/form-data")


def _text(answer):
    return answer.get_data(as_text=True)


def _confirm(browser, page):
    file_id = _text(page).split("/console/entitlements/files/")[1].split("/")[0]
    seen = _text(page).split('name="seen" value="')[1].split('"')[0]
    return post(browser, f"/console/entitlements/files/{file_id}/confirm", "/console/entitlements", seen=seen)


def test_every_problem_is_told_by_row_and_column_and_nothing_can_be_confirmed(pages):
    shown = _upload(pages.browser("maguodong"), GOOD.replace("1030", "一千"))

    assert shown.status_code == 422
    assert "第 2 行" in _text(shown)
    assert "待遇金额" in _text(shown)
    assert "确认，登记" not in _text(shown)


def test_a_file_is_looked_at_confirmed_and_listed(pages):
    county = pages.browser("maguodong")
    page = _upload(county, GOOD)
    assert "确认，登记 1 条" in _text(page)
    assert "张桂兰" not in _text(page)

    done = _confirm(county, page)
    assert done.status_code == 302

    shown = _text(county.get(done.location))
    assert "登记好了" in shown
    assert "hx-get" not in shown
    assert "已登记" in _text(county.get("/console/entitlements"))
    again = _upload(county, GOOD)
    assert "已经登记过" in _text(again)


def test_a_file_being_entered_shows_how_far_it_is_and_goes_on_by_itself(pages):
    county = pages.browser("maguodong")
    _upload(county, GOOD)
    with pages.services.storage.work() as uow:
        uow.entitlements.accept_file(1, 9, "account:3", pages.services.now())
        uow.entitlements.entered(1, 4, {"new": 3})
        uow.commit()

    page = _text(county.get("/console/entitlements/files/1"))
    assert "登记到表里第 4 行，共 9 条" in page
    assert "/console/entitlements/files/1/progress" in page
    assert "<strong>3</strong> 条" in _text(county.get("/console/entitlements/files/1/progress"))
    assert "正在登记" in _text(county.get("/console/entitlements"))
    assert county.get("/console/entitlements/files/77").status_code == 404


def test_one_person_is_stopped_by_hand_with_a_reason(pages):
    county = pages.browser("maguodong")
    _confirm(county, _upload(county, GOOD))
    form = {"id_number": "719901195506070246", "programme": "tekun", "stopped_on": "2026-10-31"}

    without = post(county, "/console/entitlements/person", "/console/entitlements", **form)
    assert without.status_code == 422
    assert "也要写原因" in _text(without)
    assert "719901195506070246" in _text(without)

    done = post(county, "/console/entitlements/person", "/console/entitlements", **form, stop_reason="户口迁出（示例）")
    assert done.status_code == 302
    assert "已登记停发" in _text(county.get("/console/entitlements"))


def test_a_wrong_amount_by_hand_is_said_and_nothing_is_lost(pages):
    county = pages.browser("maguodong")
    form = {"id_number": "719901195506070246", "programme": "tekun", "amount": "一千"}
    shown = post(county, "/console/entitlements/person", "/console/entitlements", **form)

    assert shown.status_code == 422
    assert "一千" in _text(shown)


def test_an_operator_has_no_business_here(pages):
    assert pages.browser("linxiao").get("/console/entitlements").status_code == 403
