"""Who tells of a neighbour stays unnamed to the village and to the neighbour: in letters, lists and receipts."""

import pytest

from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import Reporter, add_to_clue, open_clue, outcome, reopen
from dialogs.effects import OpenClue
from knowledge.shield import kept_from, without_teller
from storage.clue_reporters import first_reporter

from .conftest import BEIZHANG

TELLER, PHONE = "李四", "15400000008"
NEIGHBOUR = {
    "subject": "other",
    "name": "王福",
    "place": BEIZHANG,
    "trouble": f"我叫{TELLER}，住他隔壁，电话{PHONE}，他瘫了没人管",
    "phone": PHONE,
    "able": "agency",
}


@pytest.fixture
def told(services, staff):
    with services.storage.work() as uow:
        opened = open_clue(OpenClue(NEIGHBOUR), "wechat", "contact:o-li", uow, services, reporter=Reporter("o-li"))
        receipt = outcome(opened, uow)
        uow.commit()
    return opened.clue, receipt


def test_no_letter_to_staff_tells_who_reported(told, services, deliver, sender):
    clue, _ = told
    with services.storage.work() as uow:
        add_to_clue(clue, f"我是{TELLER}，他今天没吃饭，打{PHONE}", first_reporter(clue), "contact:o-li", uow, services)
        uow.commit()
    for action in ("accept", "visit"):
        move_clue(clue.no, action, "staff:1", services, words="看过了")
    move_clue(clue.no, "resolve", "staff:1", services, result="relieved", reason="先给了米面")
    with services.storage.work() as uow:
        again = uow.clues.by_no(clue.no)
        reopen(again, f"本人{TELLER}不满意，还是没人管", first_reporter(again), "contact:o-li", uow, services)
        uow.commit()
    deliver()

    staffs = [str(dict(letter.payload)) for letter in sender.sent if letter.to_kind == "staff"]
    assert len(staffs) >= 3
    assert not [text for text in staffs if TELLER in text or PHONE in text]
    assert any("瘫了没人管" in text for text in staffs)
    assert any("要上门代办" in text for text in staffs)


def test_the_receipt_says_that_the_reporter_is_protected(told):
    assert told[1].shielded


def test_who_rings_the_reporter_is_not_of_the_village(services, staff, deliver, sender):
    with services.storage.work() as uow:
        clue = open_clue(OpenClue(NEIGHBOUR), "hotline", "account:1", uow, services).clue
        uow.commit()
    move_clue(clue.no, "accept", "staff:1", services)
    move_clue(clue.no, "resolve", "staff:1", services, result="relieved", reason="先给了米面")
    deliver()

    rings = [letter.to_id for letter in sender.sent if "告诉反映人" in str(letter.payload.get("text"))]
    assert rings == ["3"], "the township rings; the village may not know the number"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("我叫李四，他瘫了没人管", "他瘫了没人管"),
        ("他瘫了没人管，我是他表弟", "他瘫了没人管"),
        ("我住他家隔壁，老人三天没出门。我电话15400000008", "老人三天没出门"),
        ("我们村有个老汉，没煤烧", "我们村有个老汉，没煤烧"),
        ("我看见他在捡垃圾吃", "我看见他在捡垃圾吃"),
        ("他是我二叔，儿子不管他", "儿子不管他"),
    ],
)
def test_what_tells_of_the_speaker_goes_and_the_hardship_stays(said, left):
    assert without_teller(said) == left


@pytest.mark.parametrize(
    "words",
    ["隔壁男人又在打他媳妇，我住他对门，快来", "我们村有个老汉喝农药了", "打人了快来", "有人要跳楼"],
)
def test_the_first_alarm_about_somebody_else_already_keeps_who_told_it(words, services, staff, says, clues, deliver):
    with services.storage.work() as uow:
        uow.contacts.place("o-resident", BEIZHANG)
        uow.commit()
    says(words)

    (clue,) = clues()
    assert (clue.urgency, clue.owner_id) == ("danger", 1)
    assert kept_from(clue.slots, "assistant")
    assert not kept_from(clue.slots, "county")
    assert clue.reporter_openid == "o-resident", "who is on duty can still ring"


def test_what_comes_later_does_not_lift_the_protection(services, staff, says, clues, deliver, sender):
    says("邻居家男人又拿刀追他媳妇", key="one")
    says("北张乡北张村", key="two")
    receipt = says(PHONE, key="three")
    says("我好害怕，他会打我的", key="four")
    deliver()

    (clue,) = clues()
    assert kept_from(clue.slots, "assistant")
    assert "您是谁，我们不告诉村里" in receipt
    letters = [str(dict(letter.payload)) for letter in sender.sent if letter.to_kind == "staff"]
    assert letters
    assert not [text for text in letters if PHONE in text]
    assert clue.reporter_phone == PHONE


@pytest.mark.parametrize("words", ["我不想活了", "两天没吃饭了，一分钱没有", "我妈煤气中毒了"])
def test_who_is_in_danger_herself_is_found_by_the_village(words, services, staff, says, clues):
    says(words)

    assert not kept_from(clues()[0].slots, "assistant")
