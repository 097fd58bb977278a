"""The self-check as it is said: no promise, a source for every figure, questions for every fact the conditions name."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.catalogue import FLOWS
from dialogs.flow import answer_slot, next_ask, seen
from dialogs.front_desk import fill, take
from dialogs.talk import Talk
from dialogs.verdicts import ending
from knowledge.eligibility import FACTS, NUMBERS, UNKNOWN
from tests.builders import a_message, a_scene
from tests.talks import Player

FLOW = FLOWS["selfcheck"]
PROGRAMMES = ("dibao", "bianyuan", "tekun", "linshi", "gangxing", "canji", "wuren")
PROMISE = re.compile(r"一定能|肯定(?:能|可以|符合)|保证|放心吧?领|您符合|可以领到|符合条件，")
money = st.one_of(
    st.just(UNKNOWN),
    st.builds(lambda yuan, each: {"month": str(yuan), "each": each}, st.integers(0, 5000), st.booleans()),
)
ANSWERS = {
    **{name: st.sampled_from((*values, UNKNOWN)) for name, values in FACTS.items()},
    "age": st.one_of(st.integers(1, 110), st.just(UNKNOWN)),
    "people": st.one_of(st.integers(1, 12), st.just(UNKNOWN)),
    "income": money,
    "own_income": money,
    "area": st.sampled_from(("农村", "城市", UNKNOWN)),
}


def test_every_fact_of_the_conditions_has_a_question_with_exactly_its_answers():
    for name, values in FACTS.items():
        ways = {way.value for way in FLOW.ask(name).reader.ways}
        assert ways == {*values, UNKNOWN}, name
    assert {FLOW.ask(name).name for name in NUMBERS - {"each"}} == {"age", "own_income"}


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("pack", ["shifan", "wenshui", "yantai"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(told=st.fixed_dictionaries(ANSWERS))
def test_no_end_promises_and_each_says_who_decides_and_offers_to_register(programme, pack, told):
    scene = a_scene(pack=pack)
    end = ending({"programme": programme, **told}, scene)
    (reply,) = end.replies

    assert not PROMISE.search(reply.text)
    assert "核实" in reply.text
    assert "依据：" in reply.text
    assert reply.options[0].words == "我要求助"
    assert len(reply.plain().encode()) <= 2048


@pytest.mark.parametrize("programme", PROGRAMMES)
@settings(deadline=None, max_examples=40)
@given(told=st.fixed_dictionaries(ANSWERS))
def test_every_figure_of_a_standard_that_is_said_has_its_document(programme, told):
    end = ending({"programme": programme, **told}, a_scene())
    said = {one["figure"] for one in end.sources if "figure" in one}
    lines = [line for line in end.replies[0].text.splitlines() if re.search(r"每人每月 \d", line)]

    assert set(lines) <= said
    assert not lines or "文号示例〔2026〕1号" in end.replies[0].text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("一个月1800", "每月1800元"),
        ("一千五", "每月1500元"),
        ("1500", "每月1500元"),
        ("一年两万四", "每月2000元"),
        ("全家一年收入三万六千块", "每月3000元"),
        ("每人每月500", "每人每月500元"),
        ("没有收入", "每月0元"),
        ("没有", "每月0元"),
        ("不知道", "不清楚"),
        ("算不清", "不清楚"),
    ],
)
def test_money_is_read_as_people_say_it(words, expected):
    ask, scene = FLOW.ask("income"), a_scene()

    assert ask.reader.show(ask.reader.read(a_message(words), scene), scene) == expected


@pytest.mark.parametrize(
    ("words", "count"), [("3", 3), ("三口人", 3), ("老两口", 2), ("就我一个人", 1), ("不知道", UNKNOWN)]
)
def test_heads_are_read_as_people_say_them(words, count):
    assert FLOW.ask("people").reader.read(a_message(words), a_scene()) == count


@pytest.mark.parametrize(("words", "age"), [("78", 78), ("七十八岁", 78), ("我今年六十五了", 65), ("不知道", UNKNOWN)])
def test_years_are_read_as_people_say_them(words, age):
    assert FLOW.ask("age").reader.read(a_message(words), a_scene()) == age


def test_what_was_told_is_not_asked_again_when_the_need_is_registered():
    player = Player()
    for words in ("看看我够不够低保", "3", "一个月1800", "1"):
        player.send(words)

    assert player.talk.flow == "help"
    assert player.talk.slots["trouble"].startswith("自查低保：可能符合")
    assert player.talk.slots["_heard"]["people"] == 3


def test_the_next_programme_is_looked_into_with_the_same_answers():
    player = Player()
    for words in ("看看我够不够低保", "3", "一年三万", "没有"):
        player.send(words)
    replies, _ = player.send("看看低保边缘")

    assert replies[0].text.startswith("可能符合低保边缘")


def test_an_operator_may_fill_it_in_any_order():
    scene = a_scene()
    slots = fill(FLOW, {}, "问特困，老人82了没儿没女", scene)

    assert {slots["programme"], slots["age"], slots["kin"]} == {"tekun", 82, "none"}
    assert next_ask(FLOW, slots).name == "own_income"

    slots = answer_slot(FLOW, slots, "own_income", "没有", scene)
    assert next_ask(FLOW, slots) is None

    slots = answer_slot(FLOW, slots, "kin", "3", scene)
    assert next_ask(FLOW, slots) is None
    assert FLOW.finish(slots, scene).replies[0].text.startswith("照您说的，特困可能不够条件")


def test_only_what_the_conditions_ask_for_now_is_open():
    scene = a_scene()

    assert next_ask(FLOW, {}).name == "programme"
    assert next_ask(FLOW, seen(FLOW, {"programme": "wuren", "father": "able"}, scene)) is None


@pytest.mark.parametrize("words", ["邻居能不能吃低保", "太原的能吃低保吗", "低保谁能申请", "残疾人能领什么"])
def test_who_does_not_ask_for_herself_hears_the_rule(words):
    assert take(Talk(), a_message(words), a_scene()).talk.flow != "selfcheck"
