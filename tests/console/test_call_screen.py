"""The call page beyond the form: who is calling, what was told, parked calls, hard moments, the end of a call."""

import re
from datetime import timedelta

import pytest

from bot.console.call_ticks import TickWords, tick_words
from storage.call_rows import NewCall
from tests.console.test_call import HELP, _form, _text
from tests.pages import post, token_of

PAGE = "/console/calls/1"
PHONE = "15400000088"


@pytest.fixture
def operator(pages):
    return pages.browser("linxiao")


@pytest.fixture
def family(pages):
    """Two people registered under one phone."""
    with pages.services.storage.work() as uow:
        mother = uow.people.add("王秀英", "", PHONE, "999901200201", ("dibao",), now=pages.clock())
        uow.people.add("李大伟", "", PHONE, "999901200201", now=pages.clock())
        uow.commit()
    return mother


def _listen(operator, number=1, **typed):
    page = f"/console/calls/{number}"
    headers = {"HX-Request": "true", "X-CSRFToken": token_of(operator.get(page))}
    return operator.post(f"{page}/listen", data=_form(**typed), headers=headers)


def _key(operator, number=1):
    return re.search(r'id="call-key" value="([^"]*)"', _text(operator.get(f"/console/calls/{number}")))[1]


def _send(operator, step, **more):
    headers = {"HX-Request": "true", "X-CSRFToken": token_of(operator.get(PAGE))}
    return _text(operator.post(f"{PAGE}/{step}", data=_form(**more), headers=headers))


def _calls(pages):
    with pages.services.storage.read() as uow:
        return uow.calls.between(pages.clock() - timedelta(days=1), pages.clock() + timedelta(days=1))


def test_the_telephone_opens_a_call_with_its_number_and_the_same_number_finds_it_again(operator, family):
    first = operator.get(f"/console/call?phone={PHONE}")
    again = operator.get(f"/console/call?phone={PHONE}")

    assert first.headers["Location"] == again.headers["Location"] == PAGE
    assert f'value="{PHONE}"' in _text(operator.get(PAGE))


def test_a_telephone_that_tells_no_number_opens_a_call_all_the_same(operator):
    assert operator.get("/console/call?phone=anonymous").headers["Location"] == PAGE


def test_a_seventh_call_says_that_six_are_held(operator):
    for number in range(6):
        operator.get(f"/console/call?phone=1540000009{number}")
    page = _text(operator.get("/console/call?phone=15400000098", follow_redirects=True))

    assert "已经放了六通" in page


def test_a_family_that_shares_a_phone_is_shown_masked_and_somebody_says_who_it_is(pages, operator, family):
    operator.get(f"/console/call?phone={PHONE}")
    page = _text(operator.get(PAGE))
    assert "登记了 2 个人" in page
    assert "王**" in page
    assert "最低生活保障" in page
    assert "王秀英" not in page

    heard = _text(_listen(operator, subject="我本人", person=str(family)))

    assert 'value="王秀英"' in heard
    assert "北张乡北张村" in heard
    with pages.services.storage.read() as uow:
        seen = [deed.what for deed in uow.audit.list(what="reveal.caller").rows]
        assert seen == ["reveal.caller"] * 2  # once for the phone, once for the name


def test_a_phone_typed_into_the_form_shows_the_same(operator, family):
    heard = _text(_listen(operator, phone=PHONE))

    assert "登记了 2 个人" in heard


def test_earlier_matters_and_calls_of_the_phone_are_there_but_no_complaint(pages, operator):
    clue = pages.a_clue(phone=PHONE)
    with pages.services.storage.work() as uow:
        for flow, note in (("help", "问过临时救助"), ("complaint", "举报过村里")):
            now = pages.clock()
            uow.calls.keep(NewCall(pages.accounts["linxiao"], PHONE, now, now, flow, note=note))
        uow.commit()
    operator.get(f"/console/call?phone={PHONE}")
    page = _text(operator.get(PAGE))

    assert clue.no in page
    assert "已经派下去了，由陈秀兰负责" in page
    assert "问过临时救助" in page
    assert "举报过" not in page


def test_two_windows_on_one_call_do_not_undo_each_other(operator):
    notes = {"notes": "先记一句", "was-notes": "先记一句"}
    _listen(operator, notes="先记一句")
    key = _key(operator)
    _listen(operator, call=key, **notes, **{"name": "王秀英", "was-name": ""})
    # The second window was opened before the name was written.
    _listen(operator, call=key, **notes, **{"was-name": "", "phone": "13800138000", "was-phone": ""})
    page = _text(operator.get(PAGE))

    assert 'value="王秀英"' in page
    assert 'value="13800138000"' in page
    assert "先记一句" in page


def test_notes_written_in_both_windows_are_both_kept(operator):
    _listen(operator, notes="开头")
    _listen(operator, notes="开头，甲窗口", **{"was-notes": "开头"})
    _listen(operator, notes="开头，乙窗口", **{"was-notes": "开头"})
    page = _text(operator.get(PAGE))

    assert "甲窗口" in page
    assert "乙窗口" in page


def test_what_arrives_late_does_not_bring_a_call_back_that_is_over(operator):
    _listen(operator, notes="说完了")
    key = _key(operator)
    post(operator, f"{PAGE}/end", PAGE, call=key, outcome="answered")

    late = _listen(operator, notes="说完了，又一句", call=key)

    assert late.status_code == 409
    assert "又一句" not in _text(operator.get(PAGE))


def test_a_figure_that_was_read_out_is_among_those_told_and_with_the_call(pages, operator):
    today = pages.clock().date()
    heard = _send(operator, "told", which="said", asked="农村低保一个月多少钱")

    assert "620 元" in heard
    with pages.services.storage.read() as uow:
        assert [one.people for one in uow.told_figures.sums(today, today, "dibao")] == [1]

    post(operator, f"{PAGE}/end", PAGE, call=_key(operator), outcome="answered", note="  只问了低保  ")
    call = _calls(pages)[0]
    kept = tick_words(call.ticks, pages.services.office.pack.script)
    assert "620 元" in kept.told[0]
    assert (kept.outcome, call.note) == ("答复了", "只问了低保")


def test_a_figure_that_was_not_said_after_all_is_taken_back(pages, operator):
    today = pages.clock().date()
    _send(operator, "told", which="said", asked="农村低保一个月多少钱")

    assert "620" not in _send(operator, "told", untold="0")
    with pages.services.storage.read() as uow:
        assert uow.told_figures.sums(today, today, "dibao") == ()


def test_who_was_told_on_the_telephone_is_called_a_caller(pages, operator):
    _send(operator, "told", which="said", asked="农村低保一个月多少钱")
    county = pages.browser("maguodong")
    with pages.services.storage.read() as uow:
        key = uow.told_figures.sums(pages.clock().date(), pages.clock().date(), "dibao")[0].standard
    page = post(county, "/console/standards/told", "/console/standards/told", standard=key, reason="核对说过的数字")

    assert "热线来电人" in _text(page)


def test_what_was_said_and_what_was_not_stays_with_the_clue_and_the_call(pages, operator):
    ticks = ["say:consent", "ask:safe", "moment:crying"]
    post(operator, f"{PAGE}/finish", PAGE, **_form(**HELP, tick=ticks))
    number = re.search(r"SH-\d{8}-\d{3}", _text(operator.get(PAGE)))[0]
    post(operator, f"{PAGE}/end", PAGE, call=_key_of_end(operator), outcome="registered", tick=["say:number"])

    clue = _text(pages.browser("maguodong").get(f"/console/clues/{number}"))
    assert re.search(r"电话里说过.*?同意登记", clue, re.DOTALL)
    assert re.search(r"还没说：[^<]*监督渠道", clue)
    call = _calls(pages)[0]
    kept = tick_words(call.ticks, pages.services.office.pack.script)
    assert call.clue_no == number
    assert {"同意登记", "人安不安全", "念编号"} <= set(kept.done)
    assert "监督渠道" in kept.missed
    assert kept.moments == ("哭得说不出话",)
    assert kept.outcome == "已登记"


def _key_of_end(operator):
    return re.search(r'name="call" value="([^"]*)"', _text(operator.get(PAGE)))[1]


def test_people_are_alerted_in_the_middle_of_a_call_once_and_all_joins_that_clue(pages, operator):
    told = {"notes": "他说不想活了，在北张村", "place": "北张村", "phone": "13800138000"}
    heard = _send(operator, "alert", **told)
    assert "已经通知值班的人" in heard
    _send(operator, "alert", **told)

    post(operator, f"{PAGE}/finish", PAGE, **_form(**told, trouble="想不开", tick="say:when"))

    with pages.services.storage.read() as uow:
        clues = uow.clues.list().rows
    assert [(clue.kind, clue.urgency, clue.place) for clue in clues] == [("danger", "danger", "999901200201")]
    assert clues[0].no in _text(operator.get(PAGE))


def test_in_danger_only_what_matters_then_is_asked(operator):
    heard = _text(_listen(operator, notes="老人煤气中毒昏迷了，在北张村"))

    assert "人安不安全" in heard
    assert "几时方便" not in heard
    assert "同意登记" not in heard


def test_the_words_for_a_hard_moment_are_on_the_page_with_whom_to_ring(operator):
    page = _text(operator.get(PAGE))

    assert "您别挂电话，我在，我陪您说。" in page
    assert 'href="tel:12356"' in page
    assert "是个孩子" in page


def test_a_call_in_which_only_something_was_asked_is_wrapped_up_and_kept(pages, operator):
    _listen(operator, notes="问低保怎么办")
    post(operator, f"{PAGE}/wrap", PAGE, **_form(notes="问低保怎么办", call=_key(operator)))
    page = _text(operator.get(PAGE))
    assert "您还有别的要问吗" in page
    assert "<b>同意登记</b>" not in page  # nothing is registered: nobody need agree

    post(operator, f"{PAGE}/end", PAGE, outcome="answered", tick=["say:seek_help"])

    call = _calls(pages)[0]
    kept = tick_words(call.ticks, pages.services.office.pack.script)
    assert kept.done == ("求助方式",)
    assert "同意登记" not in kept.missed


def test_a_call_that_was_wrapped_up_too_early_goes_on(operator):
    _listen(operator, notes="还没说完")
    post(operator, f"{PAGE}/wrap", PAGE)
    post(operator, f"{PAGE}/wrap", PAGE, back="1")

    assert 'id="notes"' in _text(operator.get(PAGE))
    assert "还没说完" in _text(operator.get(PAGE))


def test_after_a_call_whoever_waited_longest_is_next(pages, operator):
    _listen(operator, 1, notes="等得最久")
    pages.clock.pass_(seconds=40)
    _listen(operator, 2, notes="刚放下")
    pages.clock.pass_(seconds=5)
    _listen(operator, 3, notes="现在这通")
    page = _text(operator.get("/console/calls/3"))
    assert "放了 45 秒" in page

    ended = post(operator, "/console/calls/3/end", "/console/calls/3", outcome="answered")

    assert ended.headers["Location"] == PAGE
    assert operator.get("/console/calls").headers["Location"] == "/console/calls/2"  # the one heard last


def test_a_page_that_was_only_looked_at_is_no_call(pages, operator):
    _listen(operator)

    assert "放了" not in _text(operator.get("/console/calls/2"))
    post(operator, f"{PAGE}/end", PAGE)
    assert _calls(pages) == ()


def test_only_who_takes_calls_may_look_somebody_up_by_phone(pages):
    assert pages.browser("beizhang").get(f"/console/call?phone={PHONE}").status_code == 403


def test_a_key_the_script_no_longer_has_is_left_as_it_is(pages):
    kept = ("say:gone", "line:一句话", "open:ask:lost", "told:说过的", "outcome:odd")

    assert tick_words(kept, pages.services.office.pack.script) == TickWords(
        ("say:gone", "一句话"), ("ask:lost",), ("说过的",)
    )


def test_whether_somebody_may_be_eligible_is_asked_one_after_the_other_and_promises_nothing(pages, operator):
    post(operator, f"{PAGE}/flow", PAGE, **_form(), flow="selfcheck")
    heard = _text(_listen(operator, notes="我75岁，没儿没女，想吃五保"))
    assert "特困（五保）" in heard

    asked = re.search(r'href="#f-(\w+)" class="small">去填', heard)[1]
    assert asked == "own_income"  # her age and that nobody keeps her were heard
    notes = {"notes": "我75岁，没儿没女，想吃五保"}
    heard = _text(_listen(operator, **notes, **{"own_income": "200元", "heard-own_income": ""}))

    assert "可以这样答" in heard
    assert "核实" in heard
    with pages.services.storage.read() as uow:
        assert uow.clues.list().total == 0
