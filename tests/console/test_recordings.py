"""录音录像 and the talk of whoever wants to be rung."""

import io
import re

import pytest

from bot.usecases.clues import Reporter, register_clue
from dialogs.effects import OpenClue
from dialogs.message import Message, key_of
from tests.pages import post, token_of
from tests.usecases.test_media import AMR

MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x50\x00" + bytes(8000 * 3)
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(200)


PAGE = "/console/recordings"


def uploaded(browser, content, subject="dibao.materials", language="佤语", name="a.mp3"):
    data = {"subject": subject, "language": language, "file": (io.BytesIO(content), name)}
    data["csrf_token"] = token_of(browser.get(PAGE))
    return browser.post(PAGE, data=data, content_type="multipart/form-data")


@pytest.mark.parametrize(("content", "kind"), [(MP3, "语音"), (AMR, "语音"), (MP4, "视频")])
def test_an_upload_is_kept_listed_heard_and_deleted(pages, content, kind):
    county = pages.browser("maguodong")
    assert uploaded(county, content).status_code == 302
    text = county.get(PAGE).text

    assert f"佤语 · {kind}" in text
    number = re.search(r"/console/recordings/(\d+)/file", text)[1]
    assert county.get(f"{PAGE}/{number}/file").status_code == 200
    assert post(county, f"{PAGE}/{number}/remove", PAGE).status_code == 302
    assert "还没有录音" in county.get(PAGE).text


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (b"RIFF....WAVE", {}, "只收 mp3、amr"),
        (b"", {}, "先选一个文件"),
        (b"#!AMR\n" + (b"\x3c" + bytes(31)) * 3100, {}, "最长 60 秒"),
        (MP3, {"language": "<b>"}, "写清楚是哪种话"),
        (MP3, {"subject": "nothing.known"}, "先选这段录音"),
    ],
)
def test_what_wechat_would_not_send_is_refused_in_words(pages, content, more, said):
    county = pages.browser("maguodong")
    answer = uploaded(county, content, **more)

    assert answer.status_code == 422
    assert said in answer.text
    assert "还没有录音" in county.get(PAGE).text


def test_an_operator_may_listen_but_not_upload(pages):
    operator = pages.browser("linxiao")

    assert "传一段" not in operator.get(PAGE).text
    assert uploaded(operator, MP3).status_code == 403


def test_the_page_of_an_answer_plays_what_was_recorded(pages):
    uploaded(pages.browser("maguodong"), MP3)
    with pages.services.storage.read() as uow:
        rows = uow.recordings.rows()
    office = pages.services.office.with_recordings(row.recording for row in rows)
    object.__setattr__(pages.services, "offices", lambda: office)
    phone = pages.app.test_client()
    page = phone.get("/listen/dibao.materials")

    assert "先带身份证和户口本去" in page.text
    assert "民发〔2021〕57号" in page.text
    file = phone.get(f"/listen/file/{rows[0].id}")
    assert (file.data, file.content_type) == (MP3, "audio/mpeg")
    assert phone.get("/listen/nothing").status_code == 404


def test_the_talk_before_a_call_back_is_shown_with_numbers_masked_and_the_look_recorded(pages):
    openid = "o-resident"
    message = Message(key_of("msgid", openid, "1"), openid, "text", pages.clock(), "我妈瘫痪了，电话15400000002")
    with pages.services.storage.work() as uow:
        uow.inbox.take_answered(message, '[["您别急",[],""]]', at=pages.clock())
        uow.commit()
    request = OpenClue({"trouble": "要人打电话", "phone": "15400000002"}, "normal", "callback")
    clue = register_clue(request, "wechat", "system", pages.services, reporter=Reporter(openid)).clue
    operator = pages.browser("linxiao")

    assert f"/console/clues/{clue.no}/talk" in operator.get(f"/console/clues/{clue.no}").text
    text = operator.get(f"/console/clues/{clue.no}/talk").text
    assert "我妈瘫痪了" in text
    assert "您别急" in text
    assert "15400000002" not in text
    assert "查看居民说的话" in pages.browser("guanli").get("/console/audit").text


def test_the_talk_of_a_help_request_is_not_open_to_everybody(pages):
    clue = pages.a_clue()

    assert pages.browser("linxiao").get(f"/console/clues/{clue.no}/talk").status_code == 404
