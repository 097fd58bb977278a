"""The difference up to the standard: worked out from a standard in force, never a promise."""

import pytest

from dialogs.answers import answer
from tests.builders import a_scene, an_office


def told(text, pack="shifan"):
    return answer(an_office(pack).ear.hear(text), a_scene(pack=pack))


def test_the_sum_is_shown_for_town_and_country_when_nobody_said_which():
    said = told("我家四口人一个月收入两千能吃多少低保")

    assert "平均每人500元" in said.reply.text
    assert "农村标准每人每月 620元（示例），4人共2480元，差480元" in said.reply.text
    assert "城市标准每人每月 760元（示例），4人共3040元，差1040元" in said.reply.text
    assert said.sources[0]["doc_no"] == "示例〔2026〕1号"
    assert "以乡镇（街道）核实为准" in said.reply.tail


def test_the_area_that_was_said_leaves_one_line():
    said = told("农村的 我家两口人每月收入一共800 能领多少低保")

    assert "差440元" in said.reply.text
    assert "城市" not in said.reply.text


@pytest.mark.parametrize(("income", "says"), [("2600", "低保边缘"), ("9000", "刚性支出困难家庭")])
def test_who_has_more_hears_where_else_to_ask(income, says):
    said = told(f"农村低保 我家四口人每月收入{income}能领多少")

    assert says in said.reply.text
    assert "差" not in said.reply.text.partition("补差额")[2]


def test_without_a_standard_in_force_nothing_is_reckoned():
    said = told("我家四口人一个月收入两千能吃多少低保", pack="wenshui")

    assert "还没有登记" in said.reply.text
    assert "480" not in said.reply.text
