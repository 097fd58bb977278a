"""Whole conversations of several people about one person, from the first word to the result, over real storage."""

import itertools
import re

import pytest

from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import register_clue
from dialogs.effects import OpenClue

NUMBER = re.compile(r"SH-\d{8}-\d{3,}")
_ANSWERS = {
    "对不对": "1",
    "是谁遇到": "3",
    "是您的什么人": "父亲",
    "叫什么名字": "{name}",
    "哪个乡镇": "{place}",
    "哪个村": "{place}",
    "什么困难": "{trouble}",
    "多久": "半个月了",
    "多急": "2",
    "愿意申请": "3",
    "能自己去": "2",
    "电话": "{phone}",
    "搭把手": "没有",
    "照片": "跳过",
}


@pytest.fixture
def tells(says):
    """Somebody asks for help to the end, whatever is asked; everything the account said."""

    def run(who, first, **facts):
        heard = [says(first, who)]
        for _ in range(16):
            if NUMBER.search(heard[-1]):
                return "\n".join(heard)
            answer = next((said for question, said in _ANSWERS.items() if question in heard[-1]), "")
            assert answer, f"an unexpected question: {heard[-1]}"
            heard.append(says(answer.format(**facts), who))
        raise AssertionError("\n".join(heard))

    return run


OLD_MAN = {"name": "王福贵", "place": "北张乡北张村"}
DAUGHTER = {"first": "我爸瘫痪在床没人管", "trouble": "瘫痪在床没人管", "phone": "15400000001"}
NEIGHBOUR = {"first": "我邻居家没煤烧，老人可怜", "trouble": "没煤烧", "phone": "15400000008"}


def number_in(heard):
    return NUMBER.search(heard)[0]


def resolve(services, no):
    move_clue(no, "accept", "staff:1", services)
    move_clue(no, "resolve", "staff:1", services, result="relieved", reason="先送了煤和米面")


def test_a_daughter_and_a_neighbour_are_each_told_and_neither_hears_of_the_other(
    says, tells, staff, clues, services, deliver, sender
):
    heard = {
        "o-daughter": tells("o-daughter", **DAUGHTER, **OLD_MAN),
        "o-neighbour": tells("o-neighbour", **NEIGHBOUR, **OLD_MAN),
    }
    numbers = {who: number_in(said) for who, said in heard.items()}
    assert len(clues()) == 1
    assert "登记好了" in heard["o-daughter"]
    assert "这件事我们已经在办，您说的也记上了" in heard["o-neighbour"]
    assert "您是谁，我们不告诉本人，也不告诉村里" in heard["o-neighbour"]

    for who in heard:
        heard[who] += says("进度", who)
        heard[who] += says(f"补充{numbers[who]}", who)
        heard[who] += says("今天又没吃饭", who)
    resolve(services, numbers["o-daughter"])
    deliver()
    for who in heard:
        heard[who] += "".join(str(dict(one.payload)) for one in sender.sent if one.to_id == who)
        told = says("进度", who)
        heard[who] += told
        assert "先送了煤和米面" in told
        assert "先送了煤和米面" in "".join(sender.texts(who)), "the result comes by itself"

    for who, other, words in (("o-daughter", "o-neighbour", "没煤"), ("o-neighbour", "o-daughter", "瘫痪")):
        assert numbers[other] not in heard[who]
        assert words not in heard[who].replace("先送了煤", "")
        assert "15400000008" not in heard["o-daughter"]
        assert "15400000001" not in heard["o-neighbour"]


def test_the_others_number_opens_nothing(says, tells, staff, clues):
    first = number_in(tells("o-daughter", **DAUGHTER, **OLD_MAN))
    tells("o-neighbour", **NEIGHBOUR, **OLD_MAN)

    assert "没有查到" in says(f"进度{first}", "o-neighbour")
    assert "没有查到" in says(f"进度{first}", "o-stranger")


def test_each_may_have_it_done_again_and_rate_it(says, tells, staff, clues, services):
    tells("o-daughter", **DAUGHTER, **OLD_MAN)
    second = number_in(tells("o-neighbour", **NEIGHBOUR, **OLD_MAN))
    resolve(services, second)
    says(f"评价{second}", "o-neighbour")
    for answer in ("不满意", "没有", "没人来过"):
        said = says(answer, "o-neighbour")
    assert f"重新办理{second}" in said or "重新办" in said
    says(f"重新办理{second}", "o-neighbour")
    assert "重新办了" in says("煤还没送到", "o-neighbour")

    assert [clue.state for clue in clues()] == ["accepted"]
    with services.storage.read() as uow:
        assert [one.score for one in uow.feedback.list(ideas=False).rows] == [1]


def test_the_same_name_in_two_villages_is_two_people(tells, staff, clues):
    tells("o-daughter", **DAUGHTER, **OLD_MAN)
    heard = tells("o-neighbour", **NEIGHBOUR, **OLD_MAN | {"place": "北张乡南张村"})

    assert len(clues()) == 2
    assert "登记好了" in heard


def test_somebody_unnamed_is_never_joined(tells, staff, clues):
    tells("o-daughter", **DAUGHTER, **OLD_MAN)
    tells("o-neighbour", **NEIGHBOUR, **OLD_MAN | {"name": "不清楚"})

    assert len(clues()) == 2


def test_a_complaint_is_never_joined(says, tells, staff, clues):
    tells("o-daughter", **DAUGHTER, **OLD_MAN)
    answers = itertools.chain(
        ("我要投诉", "北张村王福贵家不该吃低保", "北张乡北张村", "1"), itertools.repeat("跳过", 6)
    )
    for said in answers:
        heard = says(said, "o-neighbour")
        if NUMBER.search(heard):
            break

    assert "已经在办" not in heard
    assert {clue.kind for clue in clues()} == {"help", "complaint"} or len(clues()) == 1


def test_a_caller_about_the_same_man_has_a_number_of_her_own(says, tells, staff, clues, services, deliver, sender):
    first = number_in(tells("o-daughter", **DAUGHTER, **OLD_MAN))
    told = {
        "subject": "other",
        "name": "王福贵",
        "place": "999901200201",
        "trouble": "没人做饭",
        "phone": "15400000077",
    }
    caller = register_clue(OpenClue(told), "hotline", "account:1", services)
    resolve(services, first)
    deliver()

    assert caller.joined
    assert caller.teller.no != first
    assert len(clues()) == 1
    assert any("请打电话或上门告诉反映人" in text and "没人做饭" in text for text in sender.texts("3"))


def test_what_is_kept_of_the_second_shows_it_until_she_deletes_it(says, tells, staff, clues, services):
    tells("o-daughter", **DAUGHTER, **OLD_MAN)
    second = number_in(tells("o-neighbour", **NEIGHBOUR, **OLD_MAN))
    assert "登记过的事：1件" in says("我的资料", "o-neighbour")
    says("删除我的资料", "o-neighbour")
    assert "删好了" in says("1", "o-neighbour")

    assert "没有登记过" in says("进度", "o-neighbour")
    assert "登记过的事：1件" in says("我的资料", "o-daughter")
    (clue,) = clues()
    with services.storage.read() as uow:
        assert [(one.no, one.openid) for one in uow.reporters.of(clue.id)] == [(second, "")]
