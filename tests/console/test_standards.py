"""知识标准: heard before it is kept, kept with who and why, told to those it concerns by two people."""

import html
import re
from datetime import date

import pytest

from bot.usecases.answer import answer
from dialogs.message import Message
from tests.builders import an_office
from tests.pages import post, token_of

LIST, NEW = "/console/standards", "/console/standards/new"
SEEN = re.compile(r'name="seen" value="([^"]+)"')
FORM = {
    "programme": "dibao",
    "name": "农村最低生活保障标准",
    "category": "农村",
    "region": "999901",
    "amount": "655",
    "unit": "元/人/月",
    "kind": "standard",
    "effective_from": "2026-12-01",
    "published_on": "2026-11-10",
    "doc_no": "示民发〔2026〕9号",
    "title": "关于调整标准的通知（示例）",
    "passage": "农村低保标准调整为每人每月655元。",
    "checked": "1",
}


def _text(response):
    return html.unescape(response.get_data(as_text=True))


def _preview(client, **changes):
    return post(client, f"{LIST}/preview", NEW, **{**FORM, **changes})


def _save(client, **changes):
    """Look, then keep: what a clerk does. Gives the answer to the second."""
    form = {**FORM, **changes}
    seen = SEEN.search(_text(_preview(client, **changes)))
    return post(client, LIST, NEW, **form, seen=seen[1] if seen else "")


def _row(pages, amount):
    with pages.services.storage.read() as uow:
        return next((key, row) for key, row in uow.standards.numbered().items() if str(row.amount) == amount)


def _resident(pages, openid="wang", receives=True, name="王秀英"):
    """A follower who receives 低保 in the county and is bound, or only asks."""
    with pages.services.storage.work() as uow:
        uow.contacts.follow(openid)
        if receives:
            number = f"99990119500101{len(openid):03}X"
            person = uow.people.add(name, number, "15400000001", "999901200201", ("dibao",), now=pages.clock())
            uow.contacts.bind(openid, person, "同意", pages.clock())
        uow.commit()


def _asks(pages, openid, text="农村低保一个月多少钱"):
    message = Message(f"{openid}:{pages.clock()}", openid, "text", pages.clock(), text)
    return answer(message, pages.services)[0].text


def _coming(pages, **changes):
    """A coming standard entered by 马国栋; its key."""
    _save(pages.browser("maguodong"), **changes)
    return _row(pages, changes.get("amount", "655"))[1].key


def _draft(pages, key, username="maguodong", **changes):
    client, page = pages.browser(username), f"{LIST}/{key}"
    shown = re.search(r'name="text"[^>]*>([^<]*)</textarea>', client.get(page).get_data(as_text=True))
    text = html.unescape(shown[1]) if shown else ""
    return post(client, f"{page}/notice", page, **{"text": text, "days": "90", **changes})


def _do(client, key, deed, notice=1):
    return post(client, f"{LIST}/notices/{notice}/{deed}", f"{LIST}/{key}", key=key)


def test_what_a_resident_will_hear_is_shown_before_and_after_on_that_day_and_nothing_is_kept_yet(pages):
    shown = _text(_preview(pages.browser("maguodong")))

    assert "2026年12月1日，存之前" in shown
    assert "示范县农村低保：每人每月 620 元（示例）。" in shown
    assert "示范县农村低保：每人每月 655 元（示例）。" in shown
    assert "原来的“每人每月 620 元”到 2026年11月30日 为止。" in shown
    assert "将从2026年12月1日起改为" in shown
    with pages.services.storage.read() as uow:
        assert uow.standards.rows() == ()


def test_the_preview_can_be_of_another_day_place_and_class(pages):
    client = pages.browser("maguodong")

    early = _text(_preview(client, look_on="2026-11-20", look_at="999901200"))
    other = _text(_preview(client, look_for="城市"))

    assert "2026年11月20日，存之后" in early
    assert "2026年12月1日，存之前" not in early
    assert "示范县城市低保：每人每月 760 元" in other


def test_figures_that_were_not_looked_at_are_shown_first_and_kept_only_then(pages):
    client = pages.browser("maguodong")
    seen = SEEN.search(_text(_preview(client)))[1]

    refused = post(client, LIST, NEW, **{**FORM, "amount": "6550"}, seen=seen)

    assert refused.status_code == 422
    assert "每人每月 6550 元" in _text(refused)
    with pages.services.storage.read() as uow:
        assert uow.standards.rows() == ()


def test_a_change_ends_the_one_before_on_the_day_before_and_keeps_both(pages):
    key = _coming(pages)

    old, new = _row(pages, "620")[1], _row(pages, "655")[1]
    assert (old.effective_to, new.effective_from) == (date(2026, 11, 30), date(2026, 12, 1))
    assert (new.reviewed_by, new.reviewed_on) == (f"account:{pages.accounts['maguodong']}", date(2026, 11, 18))
    page = _text(pages.browser("maguodong").get(f"{LIST}/{key}"))
    assert "马国栋（县级经办） 2026年11月18日核对" in page
    assert "农村低保标准调整为每人每月655元。" in page
    assert "截止日期：没有 改为 2026-11-30" in page
    assert "将于 2026年12月1日 起执行" in _text(pages.browser("linxiao").get(LIST))


def test_a_resident_hears_the_new_figure_from_the_day_on_and_before_it_that_it_will_come(pages, living):
    _resident(pages)
    before = _asks(pages, "wang")
    _save(pages.browser("maguodong"))
    announced = _asks(pages, "li")
    pages.clock.pass_(days=13)
    after = _asks(pages, "zhao")

    assert before.splitlines()[0] == "示范县农村低保：每人每月 620 元（示例）。"
    assert "将从2026年12月1日起改为（文号示民发〔2026〕9号）：" in announced
    assert announced.splitlines()[0] == "示范县农村低保：每人每月 620 元（示例）。"
    assert after.splitlines()[:2] == [
        "示范县农村低保：每人每月 655 元（示例）。",
        "2026年12月1日起执行，文号示民发〔2026〕9号。",
    ]
    assert "620" not in after


def test_a_figure_corrected_on_its_own_day_is_told_apart_from_a_new_one(pages):
    client = pages.browser("maguodong")
    _save(client)

    shown = _text(_preview(client, amount="665"))
    _save(client, amount="665")

    assert "会当作更正" in shown
    with pages.services.storage.read() as uow:
        assert sorted(str(row.amount) for row in uow.standards.rows()) == ["620", "665"]
    page = _text(client.get(f"{LIST}/{_row(pages, '665')[1].key}"))
    assert "金额：655 改为 665" in page


def test_one_withdrawn_says_why_and_the_one_it_ended_is_open_again(pages):
    client = pages.browser("maguodong")
    key = _coming(pages)
    number = _row(pages, "655")[0]
    address = f"{LIST}/{number}/withdraw"

    assert post(client, address, LIST, reason=" ").status_code == 422
    assert post(pages.browser("beizhang"), address, LIST, reason="金额多打了一位").status_code == 403
    assert post(client, address, LIST, reason="金额多打了一位").status_code == 302

    assert _row(pages, "620")[1].effective_to is None
    assert "655 元" not in _text(client.get(LIST))
    gone = _text(client.get(f"{LIST}/{key}"))
    assert "已撤回或已更正，不再使用" in gone
    assert "原因：金额多打了一位" in gone
    assert post(client, address, LIST, reason="再撤一次").status_code == 404
    assert "撤回标准" in _text(client.get("/console/audit?what=standard"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "六百"},
        {"amount": "-1"},
        {"amount": "NaN"},
        {"effective_from": "明天"},
        {"doc_no": ""},
        {"published_on": ""},
        {"effective_to": "2026-01-01"},
        {"region": "141121"},
        {"programme": "nothing"},
    ],
)
def test_a_standard_without_figure_day_document_or_place_is_not_taken(pages, wrong):
    client = pages.browser("maguodong")

    assert _preview(client, **wrong).status_code == 422
    assert _save(client, **wrong).status_code == 422
    with pages.services.storage.read() as uow:
        assert uow.standards.rows() == ()


def test_one_not_held_against_its_document_waits_to_be_confirmed_and_says_so_until_then(pages):
    client = pages.browser("maguodong")
    _save(client, checked="", effective_from="2026-11-01")
    key = _row(pages, "655")[1].key
    assert "对过原件，确认“每人每月 655 元”" in _text(client.get(LIST))

    assert post(client, f"{LIST}/confirm", LIST, key=key).status_code == 302

    number, row = _row(pages, "655")
    assert (row.review, row.reviewed_by) == ("reviewed", f"account:{pages.accounts['maguodong']}")
    with pages.services.storage.read() as uow:
        assert [edit.before is None for edit in uow.standards.history(number)] == [False, True]
    assert post(client, f"{LIST}/confirm", LIST, key=key).status_code == 404


def test_what_ends_soon_and_what_has_ended_without_a_successor_is_listed(pages):
    client = pages.browser("maguodong")
    _save(client, effective_from="2026-11-01", effective_to="2026-12-31")
    assert "到 2026年12月31日 为止，还没有接上的标准" in _text(client.get(LIST))

    pages.clock.pass_(days=60)

    page = _text(pages.browser("maguodong").get(LIST))
    assert "2026年12月31日 已到期，没有接上的标准" in page


def test_the_filter_stays_in_the_address_and_leaves_one_programme_and_region(pages):
    page = _text(pages.browser("maguodong").get(f"{LIST}?programme=canji&region=999901"))

    assert "困难残疾人生活补贴" in page
    assert "农村最低生活保障标准" not in page
    assert '<option value="canji" selected>' in page
    assert "困难残疾人生活补贴" not in _text(pages.browser("maguodong").get(f"{LIST}?programme=canji&region=0"))


def test_a_missing_standard_leads_to_a_form_that_knows_what_is_missing(pages):
    object.__setattr__(pages.services, "offices", lambda: an_office("wenshui"))
    client = pages.browser("maguodong")

    link = re.search(
        r'href="(/console/standards/new\?fill=[0-9a-f]+)" aria-label="补上([^"]+)"', _text(client.get(LIST))
    )

    name = re.search(r'id="s-name"[^>]* value="([^"]+)"', _text(client.get(link[1])))[1]
    assert link[2].endswith(name)


@pytest.mark.parametrize("who", ["linxiao", "beizhang"])
@pytest.mark.parametrize("address", [NEW, f"{LIST}/told"])
def test_only_the_county_enters_standards_and_sees_what_was_told(pages, who, address):
    assert pages.browser(who).get(address).status_code == 403


def test_what_was_said_to_how_many_is_counted_and_who_they_are_is_shown_masked_with_a_reason_that_is_kept(pages):
    _resident(pages)
    for openid in ("wang", "li"):
        _asks(pages, openid)
    client = pages.browser("maguodong")
    page = f"{LIST}/told?from=2026-11-01&to=2026-11-18"

    counted = _text(client.get(page))
    assert "示范县农村低保：每人每月 620 元（示例）" in counted
    assert '<td class="num">2</td>' in counted
    assert "王" not in re.sub(r"王海燕|马国栋", "", counted.partition("<main")[2])

    key = re.search(r'name="standard" value="([0-9a-f]{16})"', counted)[1]
    ask = {"standard": key, "from": "2026-11-01", "to": "2026-11-18"}
    assert post(client, f"{LIST}/told", page, **ask, reason="好奇").status_code == 422
    named = _text(post(client, f"{LIST}/told", page, **ask, reason="核对说过的数字"))
    assert "王*英" in named or "王**" in named
    assert "王秀英" not in named
    assert "没有绑定身份的关注者" in named
    log = _text(client.get("/console/audit?what=reveal"))
    assert "查看听过标准的人" in log
    assert "核对说过的数字" in log


def test_days_without_a_figure_are_an_empty_page(pages):
    assert "这段时间没有说过数字" in _text(pages.browser("maguodong").get(f"{LIST}/told?from=x&to=2026-01-01"))


def test_a_changed_standard_offers_a_notice_to_who_receives_it_and_who_heard_the_old_figure(pages):
    _resident(pages)
    _asks(pages, "li")
    _asks(pages, "wang")
    key = _coming(pages)

    page = _text(pages.browser("maguodong").get(f"{LIST}/{key}"))

    assert "绑定了公众号的有 <strong>1</strong> 人" in page
    assert "听过原来数字的有 <strong>2</strong> 人" in page
    assert "存下通知，等同事同意后将向 2 人发送" in page
    assert "示范县农村低保：每人每月 655 元（示例），将从2026年12月1日起执行。" in page
    assert "原来是每人每月 620 元。" in page


def test_nobody_is_told_until_a_second_person_agrees_and_then_everybody_once(pages):
    _resident(pages)
    _asks(pages, "li")
    key = _coming(pages)
    assert _draft(pages, key).status_code == 302
    waiting = _text(pages.browser("guanli").get(f"{LIST}/{key}"))
    assert "同意，将向 2 人发送" in waiting
    assert "有 1 份调标通知等另一位同事同意" in _text(pages.browser("guanli").get(LIST))

    own = _do(pages.browser("maguodong"), key, "approve")
    assert own.status_code == 422
    assert "自己写的不能自己同意" in _text(own)
    with pages.services.storage.read() as uow:
        assert uow.letters.bundle_counts("notice:1") == {}

    assert _do(pages.browser("guanli"), key, "approve").status_code == 302
    assert _do(pages.browser("guanli"), key, "approve").status_code == 422

    with pages.services.storage.read() as uow:
        assert uow.letters.bundle_counts("notice:1") == {"queued": 2}
        assert {letter.lane for letter in uow.letters.of("notice:1")} == {"bulk"}
    assert _draft(pages, key).status_code == 422
    log = _text(pages.browser("guanli").get("/console/audit?what=notice"))
    assert "写调标通知" in log
    assert "同意发通知" in log


def test_the_set_is_frozen_when_the_notice_is_written_and_who_left_is_not_written_to(pages):
    for openid in ("wang", "li"):
        _asks(pages, openid)
    key = _coming(pages)
    _draft(pages, key)
    _asks(pages, "late")
    answer(Message("bye", "li", "unfollow", pages.clock(), ""), pages.services)

    _do(pages.browser("guanli"), key, "approve")

    with pages.services.storage.read() as uow:
        assert [letter.to_id for letter in uow.letters.of("notice:1")] == ["wang"]


def test_a_notice_keeps_figure_day_and_document_whatever_else_is_written(pages):
    _resident(pages)
    key = _coming(pages)

    refused = _draft(pages, key, text="低保涨了，请知悉。")

    assert refused.status_code == 422
    assert "通知里要有金额“每人每月 655 元”、执行日期“2026年12月1日”和文号“示民发〔2026〕9号”" in _text(refused)


def test_a_notice_can_be_dropped_before_and_stopped_while_it_goes_out(pages):
    _resident(pages)
    key = _coming(pages)
    _draft(pages, key)
    _do(pages.browser("maguodong"), key, "drop")
    assert "存下通知，等同事同意后将向 1 人发送" in _text(pages.browser("maguodong").get(f"{LIST}/{key}"))
    _draft(pages, key)
    _do(pages.browser("guanli"), key, "approve", notice=2)

    stopped = _do(pages.browser("maguodong"), key, "stop", notice=2)

    assert stopped.status_code == 302
    with pages.services.storage.read() as uow:
        assert uow.letters.bundle_counts("notice:2") == {"failed": 1}


def test_withdrawing_a_standard_takes_its_notice_along(pages):
    _resident(pages)
    key = _coming(pages)
    _draft(pages, key)
    _do(pages.browser("guanli"), key, "approve")

    post(pages.browser("maguodong"), f"{LIST}/{_row(pages, '655')[0]}/withdraw", LIST, reason="文件撤回了")

    with pages.services.storage.read() as uow:
        assert uow.letters.bundle_counts("notice:1") == {"failed": 1}


def test_a_form_of_another_page_is_not_taken(pages):
    client = pages.browser("maguodong")

    assert client.post(LIST, data=FORM).status_code == 400
    assert client.post(f"{LIST}/told", data={"reason": "核对说过的数字"}).status_code == 400
    assert token_of(client.get(NEW))


def test_an_officer_of_another_county_changes_nothing_and_sees_nobody(pages):
    _asks(pages, "li")
    key = _coming(pages)
    away = pages.browser("waixian")

    assert away.get(f"{LIST}/told").status_code == 403
    assert _preview(away).status_code == 403
    assert _do(away, key, "approve").status_code == 403
    assert post(away, f"{LIST}/{_row(pages, '655')[0]}/withdraw", LIST, reason="不该撤").status_code == 403
