"""The lists around the call screen: call-backs, finished calls, what is added to them, and who may see which."""

import re
from datetime import timedelta

import pytest

from bot.usecases.callbacks import Asked, ask_back
from dialogs.message import Message
from storage.calls import NewCall
from tests.pages import post

PHONE = "15400000001"


def _text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def operator(pages):
    return pages.browser("linxiao")


def a_callback(pages, phone=PHONE, **more):
    return ask_back(Asked(phone, **more), "operator", f"account:{pages.accounts['linxiao']}", pages.services)


def a_call(pages, who="linxiao", phone=PHONE, **more):
    now = pages.clock()
    call = NewCall(pages.accounts[who], phone, now - timedelta(seconds=95), now, **{"flow": "help", **more})
    with pages.services.storage.work() as uow:
        kept = uow.calls.keep(call)
        uow.commit()
    return kept


def done(operator, number, outcome, **data):
    page = f"/console/callbacks/{number}"
    seen = re.search(r'name="seen" value="([^"]+)"', _text(operator.get(page)))[1]
    return post(operator, f"{page}/{outcome}", page, **{"seen": seen, **data})


def test_a_missed_call_is_typed_in_and_stands_on_the_list(operator):
    answer = post(
        operator, "/console/callbacks", "/console/callbacks", origin="missed", phone="154 0000 0001", why="问低保"
    )
    page = _text(operator.get("/console/callbacks"))

    assert answer.status_code == 302
    assert "15400000001" in page
    assert "没接到的电话" in page
    assert "问低保" in page


def test_a_number_that_cannot_be_dialled_keeps_what_was_typed(operator):
    answer = post(operator, "/console/callbacks", "/console/callbacks", origin="missed", phone="12", why="问低保")

    assert answer.status_code == 422
    assert "电话不对" in _text(answer)
    assert "问低保" in _text(answer)


def test_the_number_is_there_to_be_dialled_and_opens_the_call_screen(operator, pages):
    page = _text(operator.get(f"/console/callbacks/{a_callback(pages, why='问低保')}"))

    assert f'href="tel:{PHONE}"' in page
    assert f'href="/console/call?phone={PHONE}"' in page


def test_after_three_attempts_the_page_says_what_else_can_be_done(operator, pages):
    number = a_callback(pages)
    for _ in range(3):
        assert done(operator, number, "missed").status_code == 302
    page = _text(operator.get(f"/console/callbacks/{number}"))

    assert "已经打了 3 次" in page
    assert "请人上门" in page
    assert "给您回电话没有打通" in page


def test_the_next_attempt_may_be_set_and_the_list_says_when(operator, pages):
    number = a_callback(pages)
    done(operator, number, "missed", next_at="2026-11-19T09:00")

    assert "下次 明天 09:00" in _text(operator.get("/console/callbacks"))


def test_a_stale_page_notes_nothing(operator, pages):
    number = a_callback(pages)
    done(operator, number, "missed")
    answer = post(operator, f"/console/callbacks/{number}/reached", f"/console/callbacks/{number}", seen="0 waiting")

    assert answer.status_code == 409
    assert "刚才有同事打过" in _text(answer)


def test_dropped_for_a_reason_it_stands_among_those_that_are_done(operator, pages):
    number = a_callback(pages)
    assert done(operator, number, "dropped", reason="", note="").status_code == 422
    assert done(operator, number, "dropped", reason="本人说不用了").status_code == 302

    assert "不用打了" in _text(operator.get("/console/callbacks?done=1"))
    assert PHONE not in _text(operator.get("/console/callbacks"))


def test_what_waits_is_counted_beside_the_name_of_the_list_on_every_page(operator, pages):
    a_callback(pages)

    assert re.search(r'class="state state-due">1<', _text(operator.get("/console/clues")))
    pages.clock.pass_(days=5)
    assert re.search(r'class="state state-late">1<', _text(pages.browser("linxiao").get("/console/clues")))


@pytest.mark.parametrize("address", ["/console/callbacks", "/console/calls/log", "/console/voices"])
def test_callers_are_nobodys_business_in_another_county_or_a_township(pages, address):
    assert pages.browser("waixian").get(address).status_code == 404
    assert pages.browser("beizhang").get(address).status_code == 403


def test_a_finished_call_tells_what_was_said_and_what_was_left_out(operator, pages):
    ticks = ("say:consent", "open:say:honest", "told:农村低保：每人每月 620 元")
    number = a_call(pages, note="摔了腿没人管", clue_no="SH-20261118-001", ticks=ticks)
    page = _text(operator.get(f"/console/calls/log/{number}"))

    assert "摔了腿没人管" in page
    assert "SH-20261118-001" in page
    assert "1 分 35 秒" in page
    assert page.index("同意登记") < page.index("没有勾的") < page.index("不许诺")
    assert "每人每月 620 元" in page


def test_a_note_is_added_under_ones_name_and_stays(operator, pages):
    number = a_call(pages)
    page = f"/console/calls/log/{number}"

    assert post(operator, f"{page}/note", page, words=" ").status_code == 422
    post(operator, f"{page}/note", page, words="又打来补了地址")
    assert "又打来补了地址" in _text(operator.get(page))
    assert "call.note" in [deed.what for deed in _deeds(pages, f"call:{number}")]


def _deeds(pages, subject):
    with pages.services.storage.read() as uow:
        return uow.audit.of(subject)


def test_an_operator_sees_the_own_calls_and_a_supervisor_everybodys(operator, pages):
    own, other = a_call(pages), a_call(pages, "maguodong", "15400000009")

    assert "15400000009" not in _text(operator.get("/console/calls/log"))
    assert operator.get(f"/console/calls/log/{other}").status_code == 404
    boss = pages.browser("maguodong")
    assert {PHONE, "15400000009"} <= set(re.findall(r"154\d{8}", _text(boss.get("/console/calls/log"))))
    assert boss.get(f"/console/calls/log/{own}").status_code == 200
    own_only = _text(boss.get(f"/console/calls/log?who={pages.accounts['linxiao']}"))
    assert "15400000009" not in own_only


@pytest.mark.parametrize(
    ("asked", "found"),
    [("day=2026-11-18", 2), ("day=2026-11-17", 0), ("about=standard", 1), ("made=1", 1), ("phone=154 0000 0001", 1)],
)
def test_calls_are_narrowed_by_day_matter_number_and_outcome(operator, pages, asked, found):
    a_call(pages, clue_no="SH-20261118-001")
    a_call(pages, phone="15400000009", flow="standard")
    page = _text(operator.get(f"/console/calls/log?{asked}"))

    assert len(re.findall(r'href="/console/calls/log/\d+"', page)) == found


def a_voice(pages, openid="o-voice", media_id="media-voice", content=b"ID3 a sample voice", kind="audio/mpeg"):
    now = pages.clock()
    with pages.services.storage.work() as uow:
        uow.contacts.seen(openid, Message("k", openid, "voice", now), now)
        uow.media.want(media_id, openid, "voice", now, to_be_heard=True)
        one = uow.media.waiting_voices()[-1]
        if content:
            uow.media.keep(one.id, content, kind, 7)
        uow.commit()
    return one.id


def test_a_voice_is_played_and_who_listened_is_recorded(operator, pages):
    number = a_voice(pages)
    page = _text(operator.get(f"/console/voices/{number}"))
    sound = operator.get(f"/console/voices/{number}/sound")

    assert "<audio controls" in page
    assert "7 秒" in page
    assert (sound.data, sound.content_type) == (b"ID3 a sample voice", "audio/mpeg")
    assert [deed.what for deed in _deeds(pages, f"voice:{number}")] == ["reveal.voice"]


def test_a_voice_of_the_old_kind_is_downloaded_and_one_that_is_lost_says_so(operator, pages):
    old, none = a_voice(pages, kind="audio/amr"), a_voice(pages, media_id="other", content=b"")
    with pages.services.storage.work() as uow:
        uow.media.lose(none)
        uow.commit()

    assert "浏览器放不了" in _text(operator.get(f"/console/voices/{old}"))
    assert "没有取到" in _text(operator.get(f"/console/voices/{none}"))
    assert operator.get(f"/console/voices/{none}/sound").status_code == 404


def test_what_was_heard_is_written_down_and_leaves_the_list(operator, pages):
    number = a_voice(pages)
    page = f"/console/voices/{number}"
    assert post(operator, f"{page}/unclear", page).status_code == 302

    assert post(operator, f"{page}/unclear", "/console/voices").status_code == 409
    assert f'href="{page}"' not in _text(operator.get("/console/voices"))
    assert f'href="{page}"' in _text(operator.get("/console/voices?done=1"))


def test_words_that_need_a_call_stand_on_the_list_though_no_number_is_known(operator, pages):
    page = f"/console/voices/{a_voice(pages)}"
    answer = post(operator, f"{page}/called", page, words="我要找人说说")
    line = _text(operator.get(answer.headers["Location"]))

    assert "我要找人说说" in line
    assert "没有留电话，在微信上回" in line


def test_words_of_a_known_number_fill_the_form_of_the_call_back(operator, pages):
    pages.register_residents()
    pages.bind("o-voice")
    page = f"/console/voices/{a_voice(pages)}"
    answer = post(operator, f"{page}/called", page, words="我要找人说说")

    assert "#add" in answer.headers["Location"]
    assert "我要找人说说" in _text(operator.get(answer.headers["Location"]))


def test_without_words_nothing_is_kept_and_the_page_says_so(operator, pages):
    page = f"/console/voices/{a_voice(pages)}"

    assert post(operator, f"{page}/understood", page, words="").status_code == 422
    assert post(operator, f"{page}/answered", page, words="低保多少", answer="每月 888 元").status_code == 422
    assert post(operator, f"{page}/nothing", page).status_code == 404


def test_the_day_counts_calls_by_operator_and_hour_and_each_number_is_a_door(pages):
    a_call(pages, ticks=("open:say:when",))
    a_call(pages, clue_no="SH-20261118-001")
    a_call(pages, "maguodong")
    boss = pages.browser("maguodong")
    page = _text(boss.get("/console/day"))
    linxiao = pages.accounts["linxiao"]

    doors = [address.replace("&amp;", "&") for address in re.findall(r'href="(/console/calls/log\?[^"]+)"', page)]
    counts = {address: len(re.findall(r'href="/console/calls/log/\d+"', _text(boss.get(address)))) for address in doors}
    assert counts["/console/calls/log?day=2026-11-18"] == 3
    assert counts[f"/console/calls/log?day=2026-11-18&who={linxiao}"] == 2
    assert counts[f"/console/calls/log?day=2026-11-18&who={linxiao}&made=1"] == 1
    assert counts[f"/console/calls/log?day=2026-11-18&who={linxiao}&missed=1"] == 1
    assert "9 点" in page
    assert "1 分 35 秒" in page


def test_the_day_works_with_nothing_at_all_and_with_two_thousand_calls(pages):
    boss = pages.browser("maguodong")
    assert "今天还没有结束的电话" in _text(boss.get("/console/day"))

    with pages.services.storage.work() as uow:
        now = pages.clock()
        for number in range(2000):
            began = now - timedelta(seconds=number)
            uow.calls.keep(NewCall(pages.accounts["linxiao"], "", began, began, "help"))
        uow.commit()
    assert ">2,000</a>" in _text(boss.get("/console/day"))
    assert "没有电话" in _text(boss.get("/console/day?day=2026-11-01"))
    assert boss.get("/console/day?day=nonsense").status_code == 200


def test_the_day_is_for_who_answers_for_the_hotline(pages, operator):
    assert operator.get("/console/day").status_code == 403
    assert pages.browser("waixian").get("/console/day").status_code == 404


def test_calls_that_are_being_taken_are_counted_for_their_operator(pages, operator):
    post(operator, "/console/calls", "/console/calls/1")

    assert re.search(
        r"林晓</th>.*?<td class=\"num\">1</td>", _text(pages.browser("maguodong").get("/console/day")), re.S
    )


def test_the_pages_policy_lets_a_voice_be_played(operator, pages):
    page = operator.get(f"/console/voices/{a_voice(pages)}")

    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
