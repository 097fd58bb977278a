"""The bureau's own words reach residents and staff by letter; what is queued already keeps its words."""

from dataclasses import replace

from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import Reporter, open_clue
from bot.usecases.letters import deliver_letters
from dialogs.effects import OpenClue
from dialogs.message import Message

from .conftest import BEIZHANG

RESIDENT = "o-resident"
OWN = {
    "letters.result": "老乡，「{title}」有结果了：{result}。\n{reason}\n{after}",
    "standings.tap_again": "不服，再办一回",
    "alerts.lead": "来了一条新线索，请接手。",
}


def reports(services):
    with services.storage.work() as uow:
        uow.contacts.seen(RESIDENT, Message("m-first", RESIDENT, "text", services.now(), "你好"), services.now())
        request = OpenClue({"subject": "self", "place": BEIZHANG, "trouble": "腿摔了"})
        clue = open_clue(request, "wechat", f"contact:{RESIDENT}", uow, services, reporter=Reporter(RESIDENT)).clue
        uow.commit()
    return clue


def resolves(clue, services):
    move_clue(clue.no, "accept", "staff:1", services)
    move_clue(clue.no, "resolve", "staff:1", services, result="explained", reason="收入超过标准")


def test_a_bureau_that_words_its_letters_is_heard_so_by_residents_and_staff(services, staff, office, sender, deliver):
    own = replace(services, offices=lambda: office.with_wording(OWN))
    resolves(reports(own), own)
    deliver()
    result = next(one for one in sender.sent if one.to_id == RESIDENT)

    assert sender.texts("1")[0].startswith("来了一条新线索，请接手。")
    assert result.payload["text"].startswith("老乡，「")
    assert "\n收入超过标准\n接下来：" in result.payload["text"]
    assert result.payload["options"][0]["label"] == "不服，再办一回"
    assert result.payload["options"][0]["send"].startswith("重新办理")


def test_a_queued_letter_keeps_the_words_it_was_queued_with(services, staff, office, sender):
    resolves(reports(services), services)
    later = replace(services, offices=lambda: office.with_wording(OWN))
    while deliver_letters(later):
        pass
    result = next(one for one in sender.sent if one.to_id == RESIDENT)

    assert result.payload["text"].startswith("您反映的「")
    assert sender.texts("1")[0].startswith("您有一条新的救助线索。")
