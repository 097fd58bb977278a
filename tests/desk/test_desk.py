"""The phone of a village assistant, a township officer, a stranger."""

import pytest

from tests.pages import post


def _text(answer):
    return answer.get_data(as_text=True)


def _act(phone, clue, action, version, **form):
    page = f"/desk/clues/{clue.no}"
    return post(phone, f"{page}/do/{action}", page, seen=version, **form)


def test_an_alert_opens_the_clue_after_wechat_has_told_who_it_is(pages):
    clue = pages.a_clue()
    fresh = pages.app.test_client()

    out = fresh.get(f"/desk/clues/{clue.no}")
    assert out.location == f"/desk/login?next=/desk/clues/{clue.no}"
    assert f"state=/desk/clues/{clue.no}" in fresh.get(out.location).location
    back = fresh.get(f"/desk/login/back?state=/desk/clues/{clue.no}&code=sim-assistant-beizhang")

    assert back.location == f"/desk/clues/{clue.no}"
    assert fresh.get(back.location).status_code == 200


def test_only_who_answers_for_a_clue_and_those_above_see_it(pages):
    clue = pages.a_clue()  # 北张村: owner 陈秀兰, superior 王海燕
    page = f"/desk/clues/{clue.no}"

    for openid, status in {
        "sim-assistant-beizhang": 200,
        "sim-township-beizhang": 200,
        "sim-county": 200,
        "sim-assistant-nanzhang": 404,
        "sim-township-fengming": 404,
    }.items():
        assert pages.phone(openid).get(page).status_code == status, openid


def test_a_stranger_is_asked_for_the_code_and_sees_nothing(pages):
    clue = pages.a_clue()
    stranger = pages.phone("openid-of-a-resident")

    assert stranger.get("/desk/bind").status_code == 200
    assert stranger.get(f"/desk/clues/{clue.no}").status_code == 302
    assert post(stranger, "/desk/bind", "/desk/bind", code="12345678").status_code == 422


def test_a_code_ties_a_wechat_to_a_member_once(pages):
    from bot.usecases.staff import new_code, unbind_staff

    unbind_staff(1, "system", pages.services)
    code = new_code(1, "system", pages.services)
    phone = pages.phone("a-new-phone")

    assert post(phone, "/desk/bind", "/desk/bind", code=code).location == "/desk/"
    assert "今天" in _text(phone.get("/desk/"))
    other = pages.phone("another-phone")
    assert post(other, "/desk/bind", "/desk/bind", code=code).status_code == 422


def test_a_snapshot_of_a_page_lets_nobody_in(pages):
    answer = pages.app.test_client().get("/desk/login/back?state=/desk/&code=virtual")

    assert answer.status_code == 403
    assert "请在微信里重新打开" in _text(answer)


def test_taking_the_wechat_away_shuts_the_phone_out_at_once(pages):
    from bot.usecases.staff import unbind_staff

    phone = pages.phone("sim-assistant-beizhang")
    unbind_staff(1, "system", pages.services)

    assert phone.get("/desk/").status_code == 302


def test_the_clue_shows_whom_to_call_where_to_go_and_one_next_step(pages):
    clue = pages.a_clue(latitude=37.4, longitude=112.0, subject_phone="15400000002")
    page = _text(pages.phone("sim-assistant-beizhang").get(f"/desk/clues/{clue.no}"))

    assert 'href="tel:15400000002"' in page
    assert "uri.amap.com/marker" in page
    assert "老人一个人在家，腿摔了" in page
    assert page.count('class="btn btn-primary"') == 1
    assert 'form="next">受理</button>' in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("北张乡北张村三组12号", "北张乡北张村，三组12号</p>"),
        ("北张乡北张村", "北张乡北张村</p>"),
        ("北张村委会旁边", "北张乡北张村，北张村委会旁边</p>"),
    ],
)
def test_the_address_does_not_repeat_the_place(pages, address, said):
    clue = pages.a_clue(address=address)

    assert said in _text(pages.phone("sim-assistant-beizhang").get(f"/desk/clues/{clue.no}"))


def test_reading_a_clue_on_the_phone_is_written_down(pages):
    clue = pages.a_clue()
    pages.phone("sim-assistant-beizhang").get(f"/desk/clues/{clue.no}")

    with pages.services.storage.read() as uow:
        assert [deed.what for deed in uow.audit.of(f"clue:{clue.no}") if deed.who == "staff:1"] == ["reveal.desk"]


def test_accept_visit_resolve_and_the_reporter_is_told_result_and_reason(pages):
    clue = pages.a_clue()
    phone = pages.phone("sim-assistant-beizhang")

    assert _act(phone, clue, "accept", 1).status_code == 302
    assert "已受理" in _text(phone.get(f"/desk/clues/{clue.no}"))
    _act(phone, clue, "relieve", 2, words="米面油一份")
    _act(phone, clue, "visit", 3, words="看了，腿已包扎")
    assert _act(phone, clue, "resolve", 4, result="relieved", words="").status_code == 422
    assert _act(phone, clue, "resolve", 4, result="relieved", words="先给了米面油，低保材料已递").status_code == 302

    with pages.services.storage.read() as uow:
        done = uow.clues.by_no(clue.no)
    assert (done.state, done.result, done.reason) == ("resolved", "relieved", "先给了米面油，低保材料已递")


def test_after_the_result_nothing_is_demanded_of_an_assistant_and_the_county_may_close(pages):
    clue = pages.a_clue()
    phone, address = pages.phone("sim-assistant-beizhang"), f"/desk/clues/{clue.no}"
    _act(phone, clue, "visit", 1, words="看了，腿已包扎")
    _act(phone, clue, "resolve", 2, result="relieved", words="先给了米面油")

    page = _text(phone.get(address))
    assert "等反映人的意见" in page
    assert "销案" not in page
    assert 'class="btn btn-primary"' not in page
    assert 'form="next">销案</button>' in _text(pages.phone("sim-county").get(address))
    assert _act(phone, clue, "reopen", 3, words="腿又疼了").status_code == 302
    assert "办理中" in _text(phone.get(address))


def test_an_old_page_saves_nothing_and_keeps_the_words(pages):
    clue = pages.a_clue()
    phone = pages.phone("sim-assistant-beizhang")
    _act(phone, clue, "accept", 1)

    late = _act(phone, clue, "note", 1, words="写了很久")

    assert late.status_code == 409
    assert "写了很久" in _text(late)


def test_today_puts_the_latest_first_in_words(pages):
    old = pages.a_clue(trouble="先来的")
    pages.clock.pass_(days=5)
    new = pages.a_clue(trouble="后来的", phone="15400000008")

    page = _text(pages.phone("sim-assistant-beizhang").get("/desk/"))

    assert "迟了 2 个工作日" in page
    assert page.index(old.no) < page.index(new.no)
    assert "今天没有要办的" in _text(pages.phone("sim-assistant-dahuai").get("/desk/"))


def test_a_superior_sees_what_is_late_below(pages):
    clue = pages.a_clue()
    pages.clock.pass_(days=5)

    assert clue.no in _text(pages.phone("sim-township-beizhang").get("/desk/"))
    assert clue.no not in _text(pages.phone("sim-township-fengming").get("/desk/"))


def test_no_post_is_taken_without_its_token(pages):
    clue = pages.a_clue()
    phone = pages.phone("sim-assistant-beizhang")

    assert phone.post(f"/desk/clues/{clue.no}/do/accept", data={"seen": 1}).status_code == 400
    assert phone.post("/desk/logout").status_code == 400


def test_residents_without_wechat_are_ticked_off_when_told_in_person(pages):
    from bot.usecases.payments import check_sheet, confirm_sheet
    from tests.console.test_payments import GOOD

    pages.register_residents()
    seen = check_sheet(GOOD.encode(), "11月.csv", "system", pages.services)
    batch = confirm_sheet(seen.file_id, "system", pages.services)
    phone, elsewhere = pages.phone("sim-assistant-dahuai"), pages.phone("sim-assistant-yunling")
    page = f"/desk/payments/{batch.id}"

    assert page in _text(phone.get("/desk/"))
    listed = _text(phone.get(page))
    assert "张桂兰" in listed
    assert "何老太" not in listed
    mine = listed.split('name="told" value="')[1].split('"')[0]

    post(elsewhere, page, page, told=mine)
    assert "张桂兰" in _text(phone.get(page))
    post(phone, page, page, told=mine)
    assert "都告诉到了" in _text(phone.get(page))


def test_the_village_is_not_shown_who_told_of_a_neighbour_but_the_township_is(pages):
    clue = pages.a_clue(
        subject="other",
        name="王福",
        phone="15400000008",
        trouble="我叫李四，电话15400000008，他瘫了没人管",
        helper="邻居老张，15400000007",
        able="agency",
    )
    village = _text(pages.phone("sim-assistant-beizhang").get(f"/desk/clues/{clue.no}"))
    town = _text(pages.phone("sim-township-beizhang").get(f"/desk/clues/{clue.no}"))

    assert "李四" not in village
    assert "15400000008" not in village
    assert "受保护，只有乡镇和县民政局能看" in village
    assert "他瘫了没人管" in village
    assert "邻居老张，15400000007" in village
    assert "去不了，要人上门代办" in village
    assert "15400000008" in town
    assert "不要告诉本人和村里" in town


def test_the_village_does_not_hear_the_voice_of_a_protected_reporter(pages):
    at = pages.services.now()
    with pages.services.storage.work() as uow:
        uow.media.want("the-voice", "o-li", "voice", at)
        uow.media.want("the-picture", "o-li", "image", at)
        uow.commit()
    clue = pages.a_clue(subject="other", media_ids=["the-voice", "the-picture"])
    village = _text(pages.phone("sim-assistant-beizhang").get(f"/desk/clues/{clue.no}"))
    town = _text(pages.phone("sim-township-beizhang").get(f"/desk/clues/{clue.no}"))

    assert "看照片 1" in village
    assert "听语音" not in village
    assert "听语音 1" in town


def test_the_village_page_of_a_first_alarm_does_not_tell_who_rang_it(pages):
    told = "隔壁男人打他媳妇，我叫李师傅，电话15400000002"
    clue = pages.a_clue(told, kind="danger", urgency="danger", danger="violence_abuse", subject="", name="")
    page = f"/desk/clues/{clue.no}"

    village = _text(pages.phone("sim-assistant-beizhang").get(page))
    county = _text(pages.phone("sim-county").get(page))

    assert "15400000002" not in village
    assert "李师傅" not in village
    assert "受保护，只有乡镇和县民政局能看" in village
    assert "15400000002" in county


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ({"subject": "self"}, "本人的话"),
        ({"subject": "family"}, "家里人的话"),
        ({"subject": "other"}, "反映人的话"),
        ({"subject": "", "kind": "payment"}, "本人的话"),
        ({"subject": "", "kind": "complaint"}, "反映人的话"),
    ],
)
def test_the_page_says_whose_words_stand_on_a_clue(pages, told, heading):
    clue = pages.a_clue(**told)
    desk = _text(pages.phone("sim-county").get(f"/desk/clues/{clue.no}"))
    console = _text(pages.browser("maguodong").get(f"/console/clues/{clue.no}"))

    assert f"<h2>{heading}</h2>" in desk
    assert f">{heading}</h2>" in console
