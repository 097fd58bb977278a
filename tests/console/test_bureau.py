"""Staff, standards, unanswered questions, the log: what the bureau keeps itself."""

import pytest

from tests.pages import post


def _text(answer):
    return answer.get_data(as_text=True)


def test_a_new_assistant_is_entered_and_gets_a_code_for_her_wechat(pages):
    county = pages.browser("maguodong")
    form = {"name": "新来的", "phone": "15400000199", "role": "assistant", "division": "999901200203"}

    made = post(county, "/console/staff/new", "/console/staff/new", **form)
    code = _text(post(county, f"{made.location}/code", made.location))

    assert "新来的" in _text(county.get("/console/staff"))
    assert "绑定码是" in code


def test_a_wrong_work_phone_is_refused_and_what_was_typed_stays(pages):
    county = pages.browser("maguodong")
    form = {"name": "新来的", "phone": "123", "role": "assistant", "division": "999901200203"}

    refused = post(county, "/console/staff/new", "/console/staff/new", **form)

    assert refused.status_code == 422
    assert 'value="新来的"' in _text(refused)
    assert "手机号 11 位" in _text(refused)


def test_villages_without_anybody_are_listed_and_absence_is_seen(pages):
    county = pages.browser("maguodong")
    with pages.services.storage.read() as uow:
        chen = next(one for one in uow.staff.directory().members if one.name == "陈秀兰")
    before = _text(county.get("/console/staff"))
    assert "<li>北张乡北张村</li>" not in before

    form = {"name": chen.name, "phone": chen.phone, "role": chen.role, "division": chen.division, "active": "1"}
    page = f"/console/staff/{chen.id}"
    assert post(county, page, page, **form, absent="2026-11-20").status_code == 302

    after = _text(county.get("/console/staff"))
    assert "请假到 11月20日（周五）" in after
    assert "<li>北张乡北张村</li>" in after


def test_a_township_sees_only_its_own_staff_and_changes_nobody(pages):
    township = pages.browser("beizhang")
    page = _text(township.get("/console/staff"))

    assert "陈秀兰" in page
    assert "刘芳" not in page
    assert township.get("/console/staff/1").status_code == 403


def test_an_unanswered_question_is_answered_and_leaves_the_list(pages):
    county = pages.browser("maguodong")
    with pages.services.storage.work() as uow:
        uow.questions.note("残疾证过期补贴停不停，我电话15400000009", "ask_stop", "canji", pages.clock())
        uow.commit()

    waiting = _text(county.get("/console/questions"))
    assert "残疾证过期补贴停不停" in waiting
    assert "15400000009" not in waiting
    assert post(county, "/console/questions/1", "/console/questions", answer=" ").status_code == 422
    assert post(county, "/console/questions/1", "/console/questions", answer="不停，先补办").status_code == 302
    assert "没有等答复的问题" in _text(county.get("/console/questions"))
    assert "不停，先补办" in _text(county.get("/console/questions?answered=1"))


def test_the_log_tells_in_words_who_did_what(pages):
    clue = pages.a_clue()
    county = pages.browser("maguodong")
    page = f"/console/clues/{clue.no}"
    post(county, f"{page}/do/accept", page, seen=clue.version)

    log = _text(county.get("/console/audit"))

    assert "线索受理" in log
    assert "马国栋（县级经办）" in log
    assert "登录" in log


@pytest.mark.parametrize(
    ("what", "detail", "said"),
    [
        ("payments.check", "1204 63650.00 3", "1204 人次，63,650元，3 处要改或要核对"),
        ("payments.confirm", "2 960.00", "2 人次，960元"),
        ("reveal.untold", "999901200 12", "北张乡名单，12 人"),
        ("reveal.untold", "12", "名单，12 人"),
        ("account.change", "operator  -> township 999901200 off", "坐席，改为乡镇（街道）（北张乡），停用"),
        ("staff.change", "absent_until", "保存了请假"),
        ("reveal", "核对身份", "核对身份"),
    ],
)
def test_the_log_says_figures_and_keys_in_words(pages, what, detail, said):
    with pages.services.storage.work() as uow:
        uow.audit.record("system", what, "", detail, at=pages.clock())
        uow.commit()

    assert f">{said}</td>" in _text(pages.browser("maguodong").get("/console/audit"))


def test_a_switched_off_account_is_out_at_once(pages):
    admin, operator = pages.browser("guanli"), pages.browser("linxiao")
    page = "/console/accounts"

    post(admin, f"{page}/{pages.accounts['linxiao']}", page, role="operator", division="")

    assert operator.get("/console/").status_code == 302


def test_an_administrator_cannot_lock_himself_out(pages):
    admin = pages.browser("guanli")
    page = "/console/accounts"

    assert post(admin, f"{page}/{pages.accounts['guanli']}", page, role="operator", division="").status_code == 422
    assert admin.get(page).status_code == 200


def test_letters_that_did_not_go_out_are_listed_with_the_reason(pages):
    clue = pages.a_clue()
    with pages.services.storage.work() as uow:
        letter = uow.letters.of(f"clue:{clue.no}")[0]
        uow.letters.failed(letter.id, "window_closed", pages.clock())
        uow.commit()
    county = pages.browser("maguodong")

    assert "超过 48 小时没有互动" in _text(county.get("/console/letters"))
    assert "没发出去" in _text(county.get(f"/console/clues/{clue.no}"))
