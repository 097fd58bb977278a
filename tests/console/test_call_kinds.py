"""Kinds of call besides registering: progress told to whom it belongs, an opinion, a call-back, help with binding."""

import re

import pytest

from bot.usecases.clues import register_clue
from dialogs.effects import OpenClue
from tests.pages import post, token_of

PAGE = "/console/calls/1"
PHONE = "15400000002"  # of the reporter in every clue of these tests


@pytest.fixture
def operator(pages):
    return pages.browser("linxiao")


def _text(answer):
    return answer.get_data(as_text=True)


def begin(operator, flow, ringing=""):
    operator.get(f"/console/call?phone={ringing}")
    post(operator, f"{PAGE}/flow", PAGE, notes="", flow=flow)
    return _text(operator.get(PAGE))


def form(notes="", **typed):
    return {"notes": notes, **{f"heard-{name}": "" for name in typed}, **typed}


def listen(operator, **typed):
    headers = {"HX-Request": "true", "X-CSRFToken": token_of(operator.get(PAGE))}
    return _text(operator.post(f"{PAGE}/listen", data=form(**typed), headers=headers))


def finish(operator, **typed):
    return post(operator, f"{PAGE}/finish", PAGE, **form(**typed))


def test_every_kind_of_call_opens_its_own_form(operator):
    for flow in ("progress", "human", "feedback", "bind_help"):
        page = begin(operator, flow)
        assert f'value="{flow}"' in page
        assert page.count("aria-current=true") == 1


def test_who_rings_from_the_number_that_was_left_is_told_at_once(operator, pages):
    clue = pages.a_clue()
    page = begin(operator, "progress", PHONE)

    assert "已经派下去了，由陈秀兰负责" in page
    assert "可以这样答" in page
    assert clue.no


def test_what_was_told_is_kept_with_the_call_and_in_the_log_of_the_clue(operator, pages):
    clue = pages.a_clue()
    begin(operator, "progress", PHONE)
    headers = {"HX-Request": "true", "X-CSRFToken": token_of(operator.get(PAGE))}
    heard = _text(operator.post(f"{PAGE}/told", data=form(which="flow"), headers=headers))

    assert f"办到哪一步：{clue.no}" in heard
    with pages.services.storage.read() as uow:
        assert "progress.told" in [deed.what for deed in uow.audit.of(f"clue:{clue.no}")]


def test_from_another_telephone_number_phone_and_name_must_all_fit(operator, pages):
    clue = pages.a_clue()
    begin(operator, "progress", "15400000099")
    told = {"clue_no": clue.no[-3:], "phone": PHONE}

    assert "由陈秀兰负责" not in listen(operator, **told)
    wrong = listen(operator, **told, name="王小明")
    assert "由陈秀兰负责" not in wrong
    assert "还不能告诉" in wrong
    assert "为了保护登记的人" in wrong
    assert "由陈秀兰负责" in listen(operator, **told, name="李师傅")


def test_whom_a_neighbour_told_of_does_not_learn_that_there_was_a_call(operator, pages):
    pages.a_clue(subject_phone="15400000077")

    page = begin(operator, "progress", "15400000077")
    assert "由陈秀兰负责" not in page
    assert "不要告诉来电人有人反映过" in page


@pytest.mark.parametrize("of", [{"kind": "complaint"}, {"kind": "danger", "urgency": "danger"}])
def test_complaints_and_danger_are_not_told_to_whoever_picks_up_that_telephone(operator, pages, of):
    pages.a_clue(**of)

    assert "可以这样答" not in begin(operator, "progress", PHONE)


def test_of_danger_somebody_who_knows_all_of_it_is_told(operator, pages):
    clue = pages.a_clue(kind="danger", urgency="danger")
    begin(operator, "progress", PHONE)

    assert "可以这样答" in listen(operator, clue_no=clue.no, phone=PHONE, name="李师傅")


def test_a_number_said_in_the_notes_fills_the_form(operator, pages):
    begin(operator, "progress", "15400000099")

    assert 'value="001"' in listen(operator, notes="问编号001的事，登记的电话13800138000")


def test_an_opinion_is_kept_word_for_word_without_a_clue(operator, pages):
    begin(operator, "feedback")
    done = finish(operator, idea="窗口中午没有人")

    assert done.status_code == 302
    page = _text(operator.get(PAGE))
    assert "记下了，请念给来电人听" in page
    assert "会有人看" in page
    with pages.services.storage.read() as uow:
        assert [one.words for one in uow.feedback.list(True).rows] == ["窗口中午没有人"]
        assert uow.clues.list().total == 0


def test_an_opinion_with_a_number_is_answered_by_a_day(operator, pages):
    begin(operator, "feedback")
    finish(operator, idea="窗口中午没有人", phone=PHONE)

    assert re.search(r"编号是SH-\d{8}-\d{3}", _text(operator.get(PAGE)))
    with pages.services.storage.read() as uow:
        assert [one.kind for one in uow.clues.list().rows] == ["question"]


def test_a_second_click_keeps_no_second_opinion(operator, pages):
    begin(operator, "feedback")
    for _ in range(2):
        finish(operator, idea="窗口中午没有人")

    with pages.services.storage.read() as uow:
        assert uow.feedback.list(True).total == 1


def test_a_wish_to_be_rung_stands_on_the_list_with_reason_and_time(operator, pages):
    begin(operator, "human", PHONE)
    finish(operator, notes="要问低保的事，低保科的人才懂", phone=PHONE, best_time="明天下午")
    page = _text(operator.get(PAGE))

    assert "给您打过去" in page
    with pages.services.storage.read() as uow:
        (line,) = uow.callbacks.waiting(pages.clock()).rows
    assert (line.phone, line.wanted, line.origin) == (PHONE, "明天下午", "operator")
    assert line.why == "要问低保的事，低保科的人才懂"
    assert f"{line.next_at:%H:%M}" == "06:30"  # 14:30 in China
    assert _text(operator.get("/console/callbacks")).count(PHONE) > 0


def test_a_call_back_needs_a_number_and_says_so(operator):
    begin(operator, "human")

    refused = finish(operator, phone="")
    assert refused.status_code == 422
    assert "联系电话" in _text(refused)


def test_help_with_binding_reads_out_the_next_step_and_registers_nothing(operator, pages):
    page = begin(operator, "bind_help")
    assert "绑定要您自己在手机上点" in page
    heard = listen(operator, stuck="手机号换过")

    assert "把登记的手机号改过来" in heard
    assert "教人绑定" in page
    with pages.services.storage.read() as uow:
        assert uow.clues.list().total == 0


def test_a_question_passed_on_by_an_operator_is_learned_from_as_one_in_wechat(operator, pages):
    begin(operator, "question")
    done = finish(operator, trouble="外省户口能不能办残疾证", phone=PHONE, tick="say:consent")

    assert done.status_code == 302
    with pages.services.storage.read() as uow:
        assert [one.words for one in uow.questions.list(answered=False).rows] == ["外省户口能不能办残疾证"]
        assert [one.kind for one in uow.clues.list().rows] == ["question"]
    assert "外省户口能不能办残疾证" in _text(pages.browser("maguodong").get("/console/questions"))


def test_the_log_of_calls_knows_the_new_kinds(operator, pages):
    begin(operator, "feedback")
    finish(operator, idea="窗口中午没有人")
    post(operator, f"{PAGE}/end", PAGE, outcome="registered")

    page = _text(operator.get("/console/calls/log?about=feedback"))
    assert len(re.findall(r'href="/console/calls/log/\d+"', page)) == 1
    assert "意见建议" in page


def test_a_second_neighbour_hears_of_her_own_number_and_no_other(operator, pages):
    first = pages.a_clue()
    told = {
        "subject": "other",
        "name": "王秀英",
        "place": "999901200201",
        "trouble": "隔壁老人没人管",
        "phone": "15400000055",
    }
    opened = register_clue(OpenClue(told), "hotline", "account:1", pages.services, joins=first.no)
    page = begin(operator, "progress", "15400000055")

    assert opened.teller.no != first.no
    assert first.no not in page
    assert opened.teller.no in page
    assert page.count("由陈秀兰负责") > 1  # what to say now, and beside it
    post(operator, f"{PAGE}/end", PAGE, outcome="answered")
    begin(operator, "progress", "15400000099")
    fits = listen(operator, clue_no=first.no, phone="15400000055", name="李师傅")
    assert "由陈秀兰负责" not in fits


NOTES = "张桂兰70多岁，北张乡，摔断腿没人管，13800138000"


def test_a_name_in_free_notes_fills_the_field_and_is_to_be_checked(operator):
    begin(operator, "help")
    heard = listen(operator, notes=NOTES)

    assert re.search(r'id="f-name" name="name" value="张桂兰"', heard)
    assert re.search(r'for="f-name">[^<]*<span class="state state-due">待核对', heard)


def test_notes_without_a_name_leave_the_field_empty(operator):
    begin(operator, "help")
    heard = listen(operator, notes="70多岁老太太，北张乡，摔断腿没人管，13800138000")

    assert "待核对</span>" not in heard
    assert 'id="f-name" name="name" value="张' not in heard


CALM = "张桂兰70多岁，北张乡，腿脚不好没人照看，13800138000"


def test_a_guessed_name_is_asked_back_until_it_is_corrected_or_said_to_be_right(operator):
    begin(operator, "help")
    told = {
        "subject": "邻居或别人",
        "place": "北张村",
        "village": "北张村",
        "trouble": "腿摔了没人管",
        "urgency": "这几天有人来就行",
        "willing": "愿意",
        "able": "去不了，要人上门代办",
        "phone": "13800138000",
    }
    asked = listen(operator, notes=CALM, **told)
    assert "名字我记的是张桂兰，是不是这几个字？" in asked
    right = listen(operator, notes=CALM, **told, **{"tick": "name-checked", "was-ticks": ""})
    assert "是不是这几个字" not in right
    assert 'value="张桂兰"' in right
    mended = listen(operator, notes=CALM, **told, **{"heard-name": "张桂兰", "was-name": "张桂兰", "name": "张贵兰"})

    assert "是不是这几个字" not in mended
    assert "待核对" not in mended


def test_a_name_that_nobody_checked_says_so_on_the_clue(operator, pages):
    begin(operator, "help")
    finish(
        operator,
        notes=CALM,
        subject="邻居或别人",
        place="北张村",
        urgency="这几天有人来就行",
        willing="愿意",
        able="去不了，要人上门代办",
        tick="say:consent",
    )
    with pages.services.storage.read() as uow:
        (clue,) = uow.clues.list().rows
    assert clue.subject_name == "张桂兰"
    assert "姓名是照来电人的话听写的" in _text(operator.get(f"/console/clues/{clue.no}"))
