"""What a resident finds of herself, and what nobody else does."""

import re
from datetime import date
from decimal import Decimal

import pytest

from storage.payment_rows import NewPayment

ZHANG = "sim-resident-zhang"
NAME = "张桂兰"


def text_of(answer):
    return answer.get_data(as_text=True)


def pay(pages, person_id, months, programme="tekun"):
    """One payment for each of so many months back from November 2026."""
    rows = []
    for number in range(months):
        year, month = divmod(2026 * 12 + 10 - number, 12)
        day = date(year, month + 1, 9)
        rows.append(NewPayment(number + 2, person_id, programme, f"{day:%Y-%m}", Decimal("1030"), day, "0003"))
    with pages.services.storage.work() as uow:
        kept = uow.payments.add_file(f"{programme}.csv", programme.encode(), "system", pages.clock())
        uow.payments.add_batch(kept.id, rows, "system", pages.clock())
        uow.commit()


@pytest.fixture
def zhang(pages):
    """The phone of 张桂兰, bound, with fifteen months of payments."""
    pages.register_residents()
    pay(pages, pages.bind(), 15)
    return pages.resident(ZHANG)


def test_who_is_bound_sees_what_she_receives_and_what_came(zhang):
    page = text_of(zhang.get("/my"))

    assert NAME in page
    assert "特困" in page
    assert page.count("1030元") == 4, "the entitlement and the three latest payments"
    assert "11月9日（周一）到账，尾号0003的卡" in page
    assert 'href="/my/sheet"' in page


def test_the_arrivals_show_a_year_and_then_more(zhang):
    first = text_of(zhang.get("/my/arrivals"))
    more = text_of(zhang.get(re.search(r'href="(/my/arrivals\?most=\d+)"', first)[1]))

    assert first.count("到账，") == 12
    assert more.count("到账，") == 15
    assert "看更早的" not in more
    assert "2025年9月9日到账" in more, "a day of another year is said with its year"


@pytest.mark.parametrize("most", ["0", "-3", "9999999999999999999", "many", "240"])
def test_no_number_in_the_address_breaks_the_arrivals(zhang, most):
    assert zhang.get(f"/my/arrivals?most={most}").status_code == 200


def test_a_phone_that_is_not_bound_sees_nobody_and_how_to_bind(pages, zhang):
    stranger = pages.resident("somebody-else")

    for address in ("/my", "/my/arrivals", "/my/sheet"):
        page = text_of(stranger.get(address))
        assert NAME not in page
        assert "1030" not in page
        assert "怎么绑定" in page


def test_a_browser_that_wechat_does_not_know_is_sent_there_first(pages):
    fresh = pages.app.test_client()

    out = fresh.get("/my/sheet")
    assert out.location == "/my/login?next=/my/sheet"
    assert "state=/my/sheet" in fresh.get(out.location).location


def test_the_way_back_leads_to_no_other_site_and_no_other_part(pages):
    for state in ("https://bad.example/my", "//bad.example", "/console/", "/my/login", "/my\\@bad.example", "/myself"):
        back = pages.app.test_client().get(f"/my/login/back?state={state}&code={ZHANG}")
        assert back.location == "/my", state


def test_a_snapshot_account_is_told_to_open_the_page_anew(pages):
    answer = pages.app.test_client().get("/my/login/back?state=/my&code=virtual")

    assert answer.status_code == 403
    assert "请回到微信" in text_of(answer)


def test_after_two_hours_wechat_is_asked_again(pages, zhang):
    pages.clock.pass_(hours=1, minutes=59)
    assert zhang.get("/my").status_code == 200
    pages.clock.pass_(minutes=2)
    assert zhang.get("/my").status_code == 302


def test_unbinding_shuts_the_page_at_once(pages, zhang):
    with pages.services.storage.work() as uow:
        uow.contacts.unbind(ZHANG)
        uow.commit()

    assert NAME not in text_of(zhang.get("/my"))


def test_the_sheet_tells_amount_standard_document_and_who_watches(zhang):
    page = text_of(zhang.get("/my/sheet"))

    for said in (
        "一单清",
        NAME,
        "最近一笔1030元",
        "第一笔是2025年9月的",
        "以往多在每月9日",
        "尾号0003的卡",
        "示例〔2026〕1号",
        "2026年1月1日起",
        "12388",
    ):
        assert said in page, said
    assert "719901195506070246" not in page, "the sheet hangs on a wall: the number is masked"


def test_the_choice_of_big_letters_is_kept_on_the_phone_and_with_the_contact(pages, zhang):
    assert 'class="big"' not in text_of(zhang.get("/my"))
    zhang.get("/my?big=1")
    assert 'class="big"' in text_of(zhang.get("/open"))

    another_phone = pages.resident(ZHANG)
    assert 'class="big"' in text_of(another_phone.get("/my"))
    another_phone.get("/my?big=0")
    assert 'class="big"' not in text_of(another_phone.get("/my"))
    with pages.services.storage.read() as uow:
        assert not uow.contacts.of(ZHANG).big_text


def test_own_registrations_are_shown_with_result_and_reason(pages, zhang):
    from bot.usecases.clue_moves import move_clue
    from bot.usecases.clues import Reporter, register_clue
    from dialogs.effects import OpenClue

    told = {"subject": "self", "name": NAME, "place": "999901100201", "trouble": "没米了", "phone": "15400000003"}
    reporter = Reporter(openid=ZHANG)
    clue = register_clue(OpenClue(told), "wechat", f"contact:{ZHANG}", pages.services, reporter=reporter).clue
    assert "负责人" in text_of(zhang.get("/my"))
    for action, more in (
        ("accept", {}),
        ("visit", {"words": "上门看了"}),
        ("verify", {"words": "属实"}),
        ("resolve", {"result": "relieved", "reason": "送去了米和油"}),
    ):
        with pages.services.storage.read() as uow:
            version = uow.clues.by_no(clue.no).version
        move_clue(clue.no, action, "system", pages.services, version=version, **more)

    page = text_of(zhang.get("/my"))
    assert "已办结" in page
    assert "理由：送去了米和油" in page
    assert "送去了米和油" not in text_of(pages.resident("somebody-else").get("/my"))


def test_pages_about_people_are_kept_by_no_machine_in_between(zhang):
    for address in ("/my", "/my/arrivals", "/my/sheet"):
        assert zhang.get(address).headers["Cache-Control"] == "no-store"


def test_without_an_official_account_the_pages_about_people_stay_shut(pages):
    from flask import Flask

    from bot.public.blueprint import public_blueprint

    app = Flask("tests.alone")
    app.config.update(TESTING=True, SECRET_KEY="a secret of tests only, no other")
    app.register_blueprint(public_blueprint(pages.services, None))
    browser = app.test_client()

    assert browser.get("/open").status_code == 200
    assert browser.get("/my").location == "/my/login?next=/my"
    assert browser.get("/my/login").status_code == 403
    assert browser.get("/my/login/back?state=/my&code=x").status_code == 403


@pytest.fixture
def mei(pages):
    """A daughter's phone: her mother bound, her father of the same household not; a third one of another household."""
    pages.register_residents()
    mother = pages.bind("o-mei", "马红")
    with pages.services.storage.work() as uow:
        father = uow.people.by_id_number("719901194903120513")
        uow.people.update(father.id, pages.clock(), programmes=("gaoling",))
        uow.households.put(father.id, "719901198111200409", pages.clock())
        uow.commit()
    pay(pages, mother, 2, "dibao")
    pay(pages, father.id, 3, "gaoling")
    return pages.resident("o-mei")


def test_of_a_member_who_is_not_bound_the_sheet_tells_only_that_there_is_one(mei):
    page = text_of(mei.get("/my/sheet"))

    assert "马红" in page
    assert "家里还有1人的待遇，本人绑定后才能看。" in page
    assert "马大山" not in page
    assert "高龄津贴<" not in page


def test_who_is_bound_to_both_parents_sees_both_on_one_sheet_and_each_on_a_page(pages, mei):
    father = pages.bind("o-mei", "马大山")
    sheet, first = text_of(mei.get("/my/sheet")), text_of(mei.get("/my"))
    second = text_of(mei.get(f"/my?who={father}"))

    assert "马红领的是什么" in sheet
    assert "马大山领的是什么" in sheet
    assert "家里还有" not in sheet
    assert "马红的待遇" in first
    assert "马大山的待遇" in second
    assert f'href="/my?who={father}" aria-current="page"' in second
    assert "高龄津贴" in text_of(mei.get(f"/my/arrivals?who={father}"))


def test_no_number_in_the_address_shows_somebody_who_is_not_bound(pages, mei):
    with pages.services.storage.read() as uow:
        other = uow.people.by_id_number("719901194903120513").id

    for address in (f"/my?who={other}", f"/my/arrivals?who={other}", "/my?who=x"):
        page = text_of(mei.get(address))
        assert "马大山" not in page
        assert "高龄津贴<" not in page
