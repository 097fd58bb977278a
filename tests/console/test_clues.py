"""Clues on the console: who sees which, masked until revealed, moved by one step at a time."""

import re

from storage.consents import KeptConsent
from tests.pages import post, token_of


def _text(answer):
    return answer.get_data(as_text=True)


def test_a_township_sees_only_its_own_clues_and_another_county_sees_nothing(pages):
    here, there = pages.a_clue(place="999901200201"), pages.a_clue(place="999901100201", phone="15400000009")
    township, county, strangers = (pages.browser(name) for name in ("beizhang", "maguodong", "waixian"))

    assert here.no in _text(township.get("/console/clues"))
    assert there.no not in _text(township.get("/console/clues"))
    assert township.get(f"/console/clues/{there.no}").status_code == 404
    assert there.no not in _text(township.get("/console/clues?place=999901100"))
    assert {here.no, there.no} <= set(re.findall(r"SH-\d+-\d+", _text(county.get("/console/clues"))))
    assert strangers.get(f"/console/clues/{here.no}").status_code == 404
    assert here.no not in _text(strangers.get("/console/clues?show=all"))


def test_each_source_is_offered_once_and_finds_all_its_clues(pages):
    clue = pages.a_clue()
    page = _text(pages.browser("maguodong").get("/console/clues"))

    assert page.count(">热线来电</option>") == 1
    assert page.count(">工作人员上报</option>") == 1
    assert clue.no in _text(pages.browser("maguodong").get("/console/clues?source=console"))


def test_a_place_has_one_name_on_every_page(pages):
    pages.a_clue()
    township = pages.browser("beizhang")

    for address in ("/console/", "/console/clues", "/console/staff"):
        assert "村委会" not in _text(township.get(address)), address


def test_a_clue_whose_place_nobody_knows_belongs_to_the_county(pages):
    clue = pages.a_clue(place="")

    assert pages.browser("maguodong").get(f"/console/clues/{clue.no}").status_code == 200
    assert pages.browser("beizhang").get(f"/console/clues/{clue.no}").status_code == 404


def test_names_and_numbers_leave_the_server_masked(pages):
    clue = pages.a_clue(trouble="王秀英摔了，打15400000002找我", id_number="719901194803120129", phone="15400000002")
    inside = pages.browser("maguodong")

    for address in (f"/console/clues/{clue.no}", "/console/clues", "/console/"):
        page = _text(inside.get(address))
        for secret in ("王秀英", "15400000002", "719901194803120129", "三组12号"):
            assert secret not in page, address
    assert "王**" in _text(inside.get(f"/console/clues/{clue.no}"))


def test_revealing_wants_a_reason_and_is_written_down(pages):
    clue = pages.a_clue()
    inside = pages.browser("maguodong")
    page = f"/console/clues/{clue.no}"

    assert post(inside, f"{page}/reveal", page).status_code == 400
    assert post(inside, f"{page}/reveal", page, reason="好奇").status_code == 400
    revealed = inside.post(
        f"{page}/reveal",
        data={"reason": "打电话联系", "csrf_token": token_of(inside.get(page))},
        headers={"HX-Request": "true"},
    )

    assert "王秀英" in _text(revealed)
    assert "<html" not in _text(revealed)
    assert "王秀英" not in _text(inside.get(page))
    log = _text(inside.get("/console/audit?what=reveal"))
    assert "打电话联系" in log
    assert clue.no in log
    assert log.count("查看完整信息</td>") == 1


def test_an_anonymous_reporter_is_shown_to_nobody_even_when_revealed(pages):
    clue = pages.a_clue(kind="complaint", named="anonymous", phone="")
    inside = pages.browser("maguodong")
    page = f"/console/clues/{clue.no}"

    revealed = _text(post(inside, f"{page}/reveal", page, reason="核对身份"))

    assert "李师傅" not in revealed
    assert "匿名，不显示" in revealed


def test_a_clue_is_accepted_visited_and_resolved_with_result_and_reason(pages):
    clue = pages.a_clue()
    township = pages.browser("beizhang")
    page = f"/console/clues/{clue.no}"

    def act(action, **form):
        with pages.services.storage.read() as uow:
            seen = uow.clues.by_no(clue.no).version
        return post(township, f"{page}/do/{action}", page, seen=seen, **form)

    assert act("accept").status_code == 302
    assert act("visit", words="到家看了，老人一个人").status_code == 302
    assert "请写明理由" in _text(act("resolve", result="assisted", words=""))
    assert act("resolve", result="assisted", words="已帮着递交低保申请").status_code == 302
    done = _text(township.get(page))

    assert "已协助提出申请" in done
    assert "到家看了" in done
    assert done.index("办结") < done.index("走访</strong>")


def test_two_clerks_never_overwrite_each_other(pages):
    clue = pages.a_clue()
    township, county = pages.browser("beizhang"), pages.browser("maguodong")
    page = f"/console/clues/{clue.no}"
    old = {"seen": clue.version, "words": "我写了很久的一段话"}

    post(county, f"{page}/do/accept", page, seen=clue.version)
    late = post(township, f"{page}/do/note", page, **old)

    assert late.status_code == 409
    assert "刚才有人动过" in _text(late)
    assert "我写了很久的一段话" in _text(late)


def test_an_operator_notes_what_a_caller_says_but_does_not_decide(pages):
    clue = pages.a_clue()
    operator = pages.browser("linxiao")
    page = f"/console/clues/{clue.no}"

    assert post(operator, f"{page}/do/note", page, seen=clue.version, words="又打来催").status_code == 302
    assert post(operator, f"{page}/do/accept", page, seen=clue.version + 1).status_code == 403
    assert "受理</button>" not in _text(operator.get(page))


def test_a_deadline_explains_itself(pages):
    page = _text(pages.browser("maguodong").get(f"/console/clues/{pages.a_clue().no}"))

    assert "为什么是这天" in page
    assert "11月18日（周三）收到线索，当天不算" in page


def test_overdue_is_said_in_working_days(pages):
    clue = pages.a_clue()
    pages.clock.pass_(days=5)  # 周一 2026-11-23
    late = _text(pages.browser("maguodong").get("/console/clues?show=late"))

    assert clue.no in late
    assert "迟了 2 个工作日" in late


def test_filters_stay_in_the_address_and_find_by_phone_and_number(pages):
    clue, other = pages.a_clue(), pages.a_clue(kind="question", phone="15400000008", trouble="怎么办残疾证")
    inside = pages.browser("maguodong")

    assert other.no not in _text(inside.get("/console/clues?kind=help"))
    assert clue.no in _text(inside.get("/console/clues?q=15400000002"))
    assert other.no not in _text(inside.get("/console/clues?q=15400000002"))
    assert 'value="help" selected' in _text(inside.get("/console/clues?kind=help"))
    assert "没有符合这些条件的线索" in _text(inside.get("/console/clues?q=nothing"))


def test_each_number_of_the_board_is_a_door_to_as_many_rows(pages):
    for number in range(3):
        urgency = "urgent" if number else "normal"
        pages.a_clue(trouble=f"第{number}家有困难", phone=f"1540000000{number}", urgency=urgency)
    inside = pages.browser("maguodong")
    board = _text(inside.get("/console/numbers"))

    doors = re.findall(r'href="(/console/clues\?show=\w+)"[^>]*>.*?<b>(\d+)</b>', board)
    assert dict(doors)["/console/clues?show=urgent"] == "2"
    for address, count in doors:
        rows = _text(inside.get(address)).count('<th scope="row" class="keep">')
        assert rows == int(count), address


def test_the_longest_township_name_stands_whole_on_the_board(pages):
    pages.a_clue(place="999901201201")

    board = _text(pages.browser("maguodong").get("/console/"))

    assert "云岭佤族拉祜族傈僳族德昂族乡" in board


def test_what_was_agreed_to_stands_with_the_clue_masked_and_not_with_a_complaint(pages):
    clue, complaint = pages.a_clue(), pages.a_clue("村里评低保不公开", kind="complaint")
    words = "姓名：王秀英\n电话：15400000002\n提交后会转给负责的乡镇和村工作人员。"
    with pages.services.storage.work() as uow:
        for one in (clue, complaint):
            given = KeptConsent(pages.clock(), "register", one.no, words, "没错，提交", "母亲")
            uow.consents.keep("o-li", given)
        uow.commit()

    county = pages.browser("maguodong").get(f"/console/clues/{clue.no}").get_data(as_text=True)
    assert "登记并转给办事的人" in county
    assert "替母亲" in county
    assert "提交后会转给负责的乡镇" in county
    assert "15400000002" not in county
    operator = pages.browser("linxiao").get(f"/console/clues/{complaint.no}").get_data(as_text=True)
    assert "提交后会转给负责的乡镇" not in operator
