"""The call page: the same flow in any order, nothing lost, one clue at the end."""

import re

from tests.pages import post, token_of

HELP = {
    "subject": "邻居或别人",
    "name": "王秀英",
    "place": "北张村",
    "trouble": "腿摔了，一个人在家",
    "urgency": "这几天有人来就行",
    "willing": "愿意",
    "able": "去不了，要人上门代办",
    "phone": "13800138000",
}


def _text(answer):
    return answer.get_data(as_text=True)


def _form(**typed):
    """What the page sends when every field was empty before."""
    return {**{f"heard-{name}": "" for name in HELP}, **dict.fromkeys(HELP, ""), "notes": "", **typed}


def _listen(browser, number=1, **typed):
    page = f"/console/calls/{number}"
    headers = {"HX-Request": "true", "X-CSRFToken": token_of(browser.get(page))}
    return _text(browser.post(f"{page}/listen", data=_form(**typed), headers=headers))


def _field(page, name):
    return re.search(rf'id="w-{name}".*?</div>\s*(?=<div|\Z)', page, re.DOTALL)[0]


def test_notes_fill_the_form_by_themselves(pages):
    operator = pages.browser("linxiao")

    heard = _listen(operator, notes="我邻居住北张村，腿摔了没人管，我电话13800138000")

    assert 'value="13800138000"' in heard
    assert "北张村" in _field(heard, "place")
    assert "陈秀兰" in heard  # who would answer for it
    assert "12月2日（周三）前" in heard


def test_what_the_operator_corrects_is_never_filled_over(pages):
    operator = pages.browser("linxiao")
    corrected = _form(notes="住北张村，腿摔了没人管", place="南张村", **{"heard-place": "北张乡北张村"})

    _listen(operator, **corrected)
    page = _text(operator.get("/console/calls/1"))

    assert 'value="南张村"' in page


def test_a_field_emptied_by_hand_stays_empty(pages):
    operator = pages.browser("linxiao")

    _listen(operator, **_form(notes="我电话13800138000", phone="", **{"heard-phone": "13800138000"}))

    assert '<input class="form-control " id="f-phone" name="phone" value=""' in _text(operator.get("/console/calls/1"))


def test_a_field_that_cannot_be_read_keeps_its_words_and_says_what_is_wrong(pages):
    heard = _listen(pages.browser("linxiao"), phone="138001")

    assert 'value="138001"' in heard
    assert 'aria-invalid="true"' in heard


def test_danger_in_the_notes_shows_the_right_number_at_once(pages):
    operator = pages.browser("linxiao")

    assert "12356" in _listen(operator, notes="他说不想活了")
    assert "12338" in _listen(operator, notes="她男人天天打她，现在又在打")
    assert 'role="alert"' not in _listen(operator, notes="问低保怎么办")


def test_a_call_becomes_a_clue_whose_number_owner_and_day_are_read_out(pages):
    operator = pages.browser("linxiao")
    page = "/console/calls/1"

    done = post(operator, f"{page}/finish", page, **_form(**HELP, tick="say:consent"))

    assert done.status_code == 302
    read = _text(operator.get(page))
    number = re.search(r"SH-\d{8}-\d{3}", read)[0]
    assert "陈秀兰" in read
    assert "12月2日（周三）前给您答复" in read
    assert "前先去看人或者联系您" in read, "who waits is told when somebody comes first"
    with pages.services.storage.read() as uow:
        clue = uow.clues.by_no(number)
    assert (clue.kind, clue.source, clue.subject_name, clue.place) == ("help", "hotline", "王秀英", "999901200201")
    assert clue.opened_by == f"account:{pages.accounts['linxiao']}"


def test_an_unfinished_call_is_not_registered_and_nothing_written_is_lost(pages):
    operator = pages.browser("linxiao")
    page = "/console/calls/1"

    refused = post(operator, f"{page}/finish", page, **_form(name="王秀英", notes="说到一半"))

    assert refused.status_code == 422
    assert "还差：" in _text(refused)
    assert "是否同意登记" in _text(refused)
    assert "王秀英" in _text(refused)
    assert "说到一半" in _text(operator.get(page))


def test_a_second_click_makes_no_second_clue(pages):
    operator = pages.browser("linxiao")
    page = "/console/calls/1"
    form = _form(**HELP, tick="say:consent")
    token = token_of(operator.get(page))

    for _ in range(2):
        operator.post(f"{page}/finish", data={**form, "csrf_token": token})

    with pages.services.storage.read() as uow:
        assert uow.clues.list().total == 1


def test_a_caller_who_called_before_is_suggested_and_may_be_joined(pages):
    known = pages.a_clue(phone="13800138000", reporter_name="")
    operator = pages.browser("linxiao")
    page = "/console/calls/1"

    asked = post(operator, f"{page}/finish", page, **_form(**HELP, tick="say:consent"))
    assert asked.status_code == 422
    assert f"并入 {known.no}" in _text(asked)

    post(operator, f"{page}/finish", page, **_form(**HELP, tick="say:consent", join=known.no))
    with pages.services.storage.read() as uow:
        assert uow.clues.list().total == 1
        assert len(uow.clues.history(known.no)) == 2


def test_parked_calls_wait_as_tabs_and_belong_to_their_operator(pages):
    operator, other = pages.browser("linxiao"), pages.browser("maguodong")
    _listen(operator, notes="第一通", phone="13800138000")
    post(operator, "/console/calls", "/console/calls/1")
    _listen(operator, 2, notes="第二通")

    page = _text(operator.get("/console/calls/2"))
    assert 'href="/console/calls/1">13800138000' in page.replace(' aria-current="page"', "")
    assert "第一通" not in _text(other.get("/console/calls/1"))

    post(operator, "/console/calls/2/end", "/console/calls/2")
    assert "第二通" not in _text(operator.get("/console/calls/2"))
    assert "第一通" in _text(operator.get("/console/calls/1"))


def test_knowledge_answers_with_document_and_day(pages):
    found = _text(pages.browser("linxiao").get("/console/knowledge?q=农村低保一个月多少钱"))

    assert "620" in found
    assert "示例〔2026〕1号" in found
    assert "2026-01-01 起执行" in found


def test_a_question_about_an_amount_is_answered_on_the_form_and_registers_nothing(pages):
    operator = pages.browser("linxiao")
    page = "/console/calls/1"
    post(operator, f"{page}/flow", page, **_form(), flow="standard")

    heard = _listen(operator, notes="农村低保一个月多少钱")

    assert "可以这样答" in heard
    assert "620" in heard
    with pages.services.storage.read() as uow:
        assert uow.clues.list().total == 0


def test_a_call_with_danger_becomes_a_clue_of_danger_unless_the_operator_knows_better(pages):
    operator = pages.browser("linxiao")
    page = "/console/calls/1"
    told = {**HELP, "notes": "他说不想活了"}

    assert "恢复紧急提示" in _listen(operator, notes="他说不想活了", tick="safe")
    post(operator, f"{page}/finish", page, **_form(**told, tick=["say:consent"]))

    with pages.services.storage.read() as uow:
        assert uow.clues.list().rows[0].urgency == "danger"


def test_what_must_be_said_of_the_programme_stands_with_its_answer(pages):
    operator = pages.browser("linxiao")

    found = _text(operator.get("/console/knowledge?q=五保怎么申请"))

    assert "说到特困人员救助供养，必须说" in found
    assert "由本人自己选" in found
    assert "必须说" not in _text(operator.get("/console/knowledge?q=今天天气好"))
