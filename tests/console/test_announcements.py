"""通知公告: written by one account, agreed to by another, in the column until its last day."""

import re

from dialogs.message import Message
from storage.letter_rows import Outcome
from tests.pages import post

NEW = "/console/announcements/new"
WORDS = {
    "division": "999901200",
    "title": "周五讲低保政策",
    "text": "周五上午在乡政府一楼讲低保政策。\n\n带上身份证，欢迎来问。",
    "doc_no": "",
    "from": "2026-11-18",
    "until": "2026-11-20",
}


def text_of(answer):
    return answer.get_data(as_text=True)


def written(pages, username="beizhang", **changes):
    return post(pages.browser(username), NEW, NEW, deed="keep", **{**WORDS, **changes})


def test_nothing_is_shown_before_another_person_agreed(pages):
    assert written(pages).location == "/console/announcements"
    anybody = pages.app.test_client()
    assert WORDS["title"] not in text_of(anybody.get("/open/999901200"))

    own = post(pages.browser("beizhang"), "/console/announcements/1/agree", NEW)
    assert own.status_code == 422
    assert "另一位同事" in text_of(own)
    assert post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW).status_code == 302

    page = text_of(anybody.get("/open/999901200"))
    address = re.search(r'href="(/open/notices/\d+)"', page)[1]
    shown = text_of(anybody.get(address))
    assert "带上身份证，欢迎来问。" in shown
    assert "放到2026年11月20日" in shown


def test_it_stands_where_it_belongs_and_below_and_nowhere_else(pages):
    written(pages)
    post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW)
    anybody = pages.app.test_client()

    for code, there in {"999901200": True, "999901200201": True, "999901100": False, "999901": False}.items():
        assert (WORDS["title"] in text_of(anybody.get(f"/open/{code}"))) is there, code


def test_after_its_last_day_it_is_gone_by_itself(pages):
    written(pages)
    post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW)
    anybody = pages.app.test_client()

    pages.clock.pass_(days=2)
    assert anybody.get("/open/notices/1").status_code == 200
    pages.clock.pass_(days=1)
    assert anybody.get("/open/notices/1").status_code == 404
    assert WORDS["title"] not in text_of(anybody.get("/open/999901200"))


def test_one_that_begins_later_is_not_seen_yet(pages):
    written(pages, **{"from": "2026-11-20", "until": "2026-11-30"})
    post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW)

    assert pages.app.test_client().get("/open/notices/1").status_code == 404
    assert "还没到日子" in text_of(pages.browser("maguodong").get("/console/announcements"))


def test_an_id_number_stops_it_and_a_mobile_number_must_be_looked_at(pages):
    number = text_of(written(pages, text="王某，身份证719901194803120129。"))
    assert "不能公开" in number
    doubted = written(pages, text="有事打13912345678找小李。")
    assert doubted.status_code == 422
    assert "13912345678" in text_of(doubted)
    assert written(pages, text="有事打13912345678找小李。", looked="1").status_code == 302


def test_the_preview_shows_what_residents_will_see_and_keeps_nothing(pages):
    page = text_of(
        post(pages.browser("beizhang"), NEW, NEW, **{**WORDS, "text": "<b>讲</b>政策，欢迎来听"}, deed="preview")
    )

    assert 'aria-label="预览"' in page
    assert "&lt;b&gt;讲&lt;/b&gt;政策" in page
    with pages.services.storage.read() as uow:
        assert not uow.announcements.below("")


def test_a_township_writes_for_its_own_places_only(pages):
    assert written(pages, division="999901100").status_code == 404
    assert written(pages, division="999901").status_code == 404
    assert written(pages, username="maguodong", division="999901").status_code == 302
    assert post(pages.browser("beizhang"), "/console/announcements/1/agree", NEW).status_code == 404


def test_operators_and_other_counties_do_not_come_in(pages):
    for username in ("linxiao", "waixian"):
        assert pages.browser(username).get("/console/announcements").status_code == 403


def test_withdrawing_needs_a_reason_and_works_at_once(pages):
    written(pages)
    post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW)
    without = post(pages.browser("beizhang"), "/console/announcements/1/withdraw", NEW, reason=" ")
    assert without.status_code == 422
    post(pages.browser("beizhang"), "/console/announcements/1/withdraw", NEW, reason="时间改了")

    assert pages.app.test_client().get("/open/notices/1").status_code == 404
    assert "时间改了" in text_of(pages.browser("beizhang").get("/console/announcements"))
    again = post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW)
    assert again.status_code == 422, "what was withdrawn does not come back by an old page"


def test_each_deed_is_on_record(pages):
    written(pages)
    post(pages.browser("maguodong"), "/console/announcements/1/drop", NEW)

    with pages.services.storage.read() as uow:
        assert [deed.what for deed in uow.audit.of("announcement:1")] == ["announcement.dropped", "announcement.draft"]
    assert "不发通知公告" in text_of(pages.browser("guanli").get("/console/audit"))


def test_a_day_that_is_none_keeps_what_was_typed(pages):
    answer = written(pages, until="下周五")

    assert answer.status_code == 422
    assert WORDS["title"] in text_of(answer)


def test_the_page_counts_who_was_told_by_which_way_and_who_was_not(pages):
    for number in range(5):
        message = Message(f"m{number}", f"o-{number}", "text", pages.clock(), "你好")
        with pages.services.storage.work() as uow:
            uow.contacts.seen(f"o-{number}", message, pages.clock())
            uow.contacts.place(f"o-{number}", "999901200201")
            uow.contacts.subscribe(f"o-{number}", "news", True)
            uow.commit()
    written(pages)
    post(pages.browser("maguodong"), "/console/announcements/1/agree", NEW)
    with pages.services.storage.work() as uow:
        ways = [("handed", "custom", ""), ("handed", "notice", ""), ("failed", "", "window_closed 0 no consent")]
        ways += [("refused", "", "unsubscribed 0"), ("refused", "", "user_refused 43101")]
        for letter, (state, channel, why) in zip(uow.letters.of("announcement:1"), ways, strict=True):
            uow.letters.settle([Outcome(letter.id, state, pages.clock(), channel, "", why)])
        uow.commit()
    page = text_of(pages.browser("beizhang").get("/console/announcements"))

    assert "订阅了政策消息的5人：聊天里告诉 1人，微信通知 1人" in page
    assert "没能告诉 3人" in page
    assert "拒收或取消关注 2人" in page
    assert "也没点过“允许通知”" in page
