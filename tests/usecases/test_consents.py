"""Consents in the table: with the clue, shown to who gave them, forgotten with her; and nothing private is kept."""

import sqlite3
from contextlib import closing

from storage.consents import KeptConsent

TOLD = (
    "我要求助",
    "我本人",
    "王福",
    "北张乡北张村",
    "腿摔断了没人管，上周开始的",
    "15400000002，白天",
    "没有",
    "没错，提交",
)


def of(services, openid="o-resident"):
    with services.storage.read() as uow:
        return uow.consents.of(openid)


def test_a_request_keeps_its_consents_with_the_clue_and_shows_them(services, staff, says, clues):
    for words in TOLD:
        says(words)
    (clue,) = clues()
    with services.storage.read() as uow:
        kept = uow.consents.of_clue(clue.no)

    assert {one.kind for one in kept} >= {"register"}
    assert all(isinstance(one, KeptConsent) and one.at == services.now() for one in kept)
    shown = says("我同意过什么")
    assert "登记并转给办事的人" in shown
    assert "没错，提交" in shown
    assert "还没有同意过什么" in says("我同意过什么", sender="o-other")


def test_who_deletes_everything_is_forgotten_and_the_clue_keeps_what_was_agreed_to(services, staff, says, clues):
    for words in (*TOLD, "打开政策消息", "删除我的资料", "删除"):
        says(words)
    (clue,) = clues()

    assert of(services) == ()
    with services.storage.read() as uow:
        assert uow.consents.of_clue(clue.no)
        (deed,) = uow.audit.list(what="erase.consent").rows
    assert "要删吗" in deed.detail


def test_a_card_a_code_and_an_id_number_are_in_no_table(services, staff, says, tmp_path):
    for words in (
        "6222021234567890123",
        "我的验证码是384921 你看看",
        "719901194803120129",
        "719901194803120129能领低保吗",
    ):
        answer = says(words)
        assert "6222021234567890123" not in answer
        assert "719901194803120129" not in answer
    with services.storage.read() as uow:
        said = " ".join(one.text for one in uow.said.of("o-resident"))
        talk = uow.talks.of("o-resident").to_json()
        asked = " ".join(str(one) for one in uow.questions.list().rows)
    for number in ("6222021234567890123", "384921", "719901194803120129"):
        assert number not in said
        assert number not in talk
        assert number not in asked
    with closing(sqlite3.connect(tmp_path / "zhudong.db")) as database:
        assert database.execute("select count(*) from inbox").fetchone()[0] == 4
