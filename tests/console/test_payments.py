"""Paying out: problems by row and column, nothing before the confirmation, and then each once."""

import io
import re

from tests.pages import post, token_of

HEAD = "姓名,身份证号,救助项目,所属月份,发放金额,发放日期,账号后四位\n"
PAID = (
    "张桂兰,719901195506070246,特困,2026-11,860,2026-11-10,0003",
    "何老太,719901193509180468,高龄津贴,2026-11,100,2026-11-10,0005",
)
GOOD = HEAD + "\n".join(PAID) + "\n"


def _upload(browser, text, name="11月发放表.csv"):
    data = {"csrf_token": token_of(browser.get("/console/payments")), "sheet": (io.BytesIO(text.encode()), name)}
    return browser.post("/console/payments", data=data, content_type="multipart/form-data")


def _text(answer):
    return answer.get_data(as_text=True)


def _seen(page):
    return _text(page).split('name="seen" value="')[1].split('"')[0]


def _confirm(browser, page, **more):
    address = re.search(r"/console/payments/files/\d+/confirm", _text(page))[0]
    return post(browser, address, "/console/payments", seen=_seen(page), **more)


def test_every_problem_is_told_by_row_and_column_and_nothing_can_be_confirmed(pages):
    county = pages.browser("maguodong")
    bad = GOOD.replace("719901193509180468", "").replace(",100,", ",壹佰,").replace(",860,", ",八百,")

    shown = _upload(county, bad)
    page = _text(shown)

    assert shown.status_code == 422
    assert "身份证号" in page
    assert "第 2 行" in page
    assert "第 3 行" in page
    assert "一个通知也没有发" in page
    assert "人发送</button>" not in page


def test_the_preview_names_totals_and_samples_and_the_button_the_count(pages):
    page = _text(_upload(pages.browser("maguodong"), GOOD))

    assert "<strong>2</strong> 人次" in page
    assert "960 元" in page or "960元" in page
    assert page.count('class="sample"') == 2
    assert "将向 2 人发送</button>" in page
    assert "张桂兰" not in page


def test_a_confirmed_file_pays_once_and_lists_who_must_be_told_in_person(pages):
    pages.register_residents()
    county, township = pages.browser("maguodong"), pages.browser("beizhang")
    shown = _upload(county, GOOD)

    done = _confirm(county, shown)
    assert done.status_code == 302
    progress = _text(county.get(done.location))
    assert "2 / 2 人次" in progress
    assert "还有 2 人次微信和短信都没有收到" in progress

    again = _text(_upload(county, GOOD))
    assert "已经确认过，不会再发第二遍" in again

    everyone = county.get("/console/payments/batches/1/untold?place=999901201201")
    assert "何老太" in _text(everyone)
    assert "张桂兰" not in _text(everyone)
    assert "张桂兰" not in _text(township.get("/console/payments/batches/1/untold"))
    assert pages.browser("waixian").get("/console/payments/batches/1/untold").status_code == 404


def test_a_township_comes_from_the_menu_to_its_own_list_and_sees_no_file(pages):
    pages.register_residents()
    _confirm(*(county := pages.browser("maguodong"), _upload(county, GOOD)))
    township = pages.browser("beizhang")

    assert 'href="/console/payments/lists"' in _text(township.get("/console/"))
    lists = _text(township.get("/console/payments/lists"))
    assert 'href="/console/payments/batches/1/untold"' in lists
    assert "0 人次" in lists
    assert township.get("/console/payments").status_code == 403
    assert pages.browser("waixian").get("/console/payments/lists").status_code == 404
    assert 'href="/console/payments"' in _text(county.get("/console/"))


def test_what_was_paid_before_is_counted_apart_and_told_to_nobody_again(pages):
    county = pages.browser("maguodong")
    _confirm(county, _upload(county, GOOD))
    mixed = HEAD + PAID[0] + "\n马红,719901198111200409,低保,2026-11,620,2026-11-10,0010\n"

    shown = _upload(county, mixed, "补发.csv")
    preview = _text(shown)
    assert "其中 1 笔（860元）当月已发放过" in preview
    assert "这次新登记 1 笔，620元" in preview
    assert "将向 1 人发送</button>" in preview
    assert preview.count('class="sample"') == 1

    progress = _text(county.get(_confirm(county, shown, checked="1").location))
    assert "登记到账 1 / 1 人次" in progress
    assert "其中 1 笔当月已发放过" in progress

    everything = _text(_upload(county, HEAD + PAID[1] + "\n", "又传.csv"))
    assert "每一笔都已经发放过" in everything
    assert "人发送</button>" not in everything


def test_what_is_paid_once_more_is_asked_about_and_told_as_such_with_the_reason(pages):
    county = pages.browser("maguodong")
    _confirm(county, _upload(county, GOOD))
    shown = _upload(county, HEAD + PAID[0].replace(",860,2026-11-10", ",120,2026-11-12") + "\n", "差额.csv")
    assert "是补发吗" in _text(shown)
    assert "人发送</button>" not in _text(shown)

    without = post(county, "/console/payments/files/2/supplement", "/console/payments", reason=" ")
    assert "请写明为什么补发" in _text(without)
    answered = post(county, "/console/payments/files/2/supplement", "/console/payments", reason="9月差额（示例）")
    page = _text(answered)
    assert "补发给张**的" in page
    assert "补发原因：9月差额（示例）。" in page
    assert "将向 1 人发送</button>" in page

    progress = _text(county.get(_confirm(county, answered, checked="1").location))
    assert "登记到账 1 / 1 人次" in progress
    with pages.services.storage.read() as uow:
        assert uow.payments.batch(2).supplement == "9月差额（示例）"


def test_a_doubt_must_be_ticked_as_checked(pages):
    county = pages.browser("maguodong")
    odd = GOOD + "马红,719901198111200409,低保,2026-08,620,2026-11-10,0010\n"
    shown = _upload(county, odd)

    assert "请核对的" in _text(shown)
    refused = _confirm(county, shown)
    assert refused.status_code == 422
    assert "没有勾选" in _text(refused)
    assert _confirm(county, shown, checked="1").status_code == 302


def test_what_is_confirmed_is_what_was_seen(pages):
    county = pages.browser("maguodong")
    shown = _upload(county, GOOD)
    forged = post(county, "/console/payments/files/1/confirm", "/console/payments", seen="made-up")

    assert shown.status_code == 200
    assert forged.status_code == 422
    with pages.services.storage.read() as uow:
        assert uow.payments.batch_of(1) is None


def test_a_file_that_is_no_table_is_refused_in_words(pages):
    answer = _upload(pages.browser("maguodong"), "\x00\x01\x02 no table", "photo.jpg")

    assert answer.status_code == 422
    assert 'role="alert"' in _text(answer)
