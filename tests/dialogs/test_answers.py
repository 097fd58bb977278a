"""The first law: a number comes from a dated document of that place, or is not said."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dialogs.answered import documents
from dialogs.answers import answer
from knowledge.programmes import ASPECTS, PROGRAMME_KEYS
from knowledge.sources import Source
from knowledge.standards import Standard
from tests.builders import a_scene, an_office

PAPER = Source("示例〔2026〕9号", "测试文件（示例）")
AMOUNT = re.compile(r"\d[\d,.]*\s?元")


def a_standard(amount=655, **more):
    facts = {
        "programme": "dibao",
        "region": "141121",
        "category": ("农村",),
        "name": "农村低保标准",
        "amount": Decimal(amount),
        "unit": "元/人/月",
        "effective_from": date(2026, 1, 1),
        "effective_to": None,
        "published_on": None,
        "doc_no": PAPER.doc_no,
        "source": PAPER,
    }
    return Standard(**{**facts, **more})


def told(text, *rows, pack="wenshui", **scene):
    office = an_office(pack).with_standards(rows) if rows else an_office(pack)
    here = replace(a_scene(pack=pack, **scene), office=office)
    return answer(office.ear.hear(text), here)


def test_without_a_figure_none_is_said_and_the_way_on_is():
    found = told("农村低保一个月多少钱")

    assert not AMOUNT.search(found.reply.text)
    assert "不能乱说" in found.reply.text
    assert "12345" in found.reply.tail
    assert [type(effect).__name__ for effect in found.effects] == ["NoteUnanswered"]


def test_a_figure_carries_its_document_its_day_and_its_region():
    found = told("农村低保一个月多少钱", a_standard())

    assert "文水县农村低保：每人每月 655 元" in found.reply.text
    assert "2026年1月1日起执行，文号示例〔2026〕9号" in found.reply.text
    assert documents(found.sources) == ({"doc_no": "示例〔2026〕9号", "effective_from": "2026-01-01"},)


@pytest.mark.parametrize(
    "row",
    [
        a_standard(effective_to=date(2026, 6, 30)),
        a_standard(effective_from=date(2027, 1, 1)),
        a_standard(region="141122"),
        a_standard(kind="reference", region=""),
    ],
    ids=["expired", "of next year", "of the neighbour", "a national average"],
)
def test_a_figure_not_in_force_here_today_is_never_said(row):
    assert "655" not in told("农村低保一个月多少钱", row).reply.plain()


def test_a_figure_of_the_other_class_is_not_passed_off_as_the_one_asked_for():
    found = told("城市低保一个月多少钱", a_standard())

    assert found.reply.text.startswith("没有您说的「城市」这一类，现有的是：")
    assert "农村" in found.reply.text


def test_an_unreviewed_figure_is_marked():
    assert "655 元（待核对）" in told("农村低保多少钱", a_standard(review="unreviewed")).reply.text


def test_a_floor_is_called_one():
    found = told("农村低保多少钱", a_standard(kind="floor", region="14"))

    assert "山西省农村低保的指导标准：不低于每人每月 655 元" in found.reply.text
    assert "是最低数；当地实际发多少，以民政局为准" in found.reply.text


def test_a_yearly_amount_is_said_by_the_month_too():
    assert "每人每年 7860 元（合每月655元）" in told("农村低保多少钱", a_standard(7860, unit="元/人/年")).reply.text


def test_every_answer_of_the_sample_county_says_it_is_one():
    found = told("农村低保一个月多少钱", pack="shifan")

    assert "（示例）" in found.reply.text
    assert "不是真的标准" in found.reply.text


@pytest.mark.parametrize("key", PROGRAMME_KEYS)
def test_every_programme_answers_in_all_its_aspects_within_a_short_text(key):
    from dialogs.policies import told as passage

    kind = an_office("wenshui").pack.programmes[key]
    scene = a_scene(pack="wenshui")
    for aspect in ASPECTS:
        if aspect in kind.passages:
            found = passage(kind, aspect, scene)

            assert len(found.reply.text) <= 420, f"{key}.{aspect} is too long to read aloud"
            assert found.reply.options


def test_eligibility_is_never_promised():
    assert "以乡镇（街道）核实为准" in told("我能不能领低保").reply.plain()


def test_nobody_hears_of_anybody_elses_money():
    found = told("隔壁李桂花低保领多少钱，帮我查下", pack="shifan")

    assert not AMOUNT.search(found.reply.plain())


def test_a_question_that_begins_a_flow_is_answered_with_its_first_question():
    found = told("我妈瘫痪在床没人管", pack="shifan")

    assert found.begin == "help"
    assert "您母亲叫什么名字" in found.reply.text


def test_an_appeal_is_told_with_its_way():
    assert "行政复议" in told("低保不批 我不服 可以告谁", pack="shifan").reply.text


def test_a_long_answer_is_offered_in_parts_and_no_part_is_lost():
    from dialogs.policies import canonical
    from knowledge.programmes import Passage

    office = an_office("shifan")
    long = Passage("".join(f"第{number}条要这样办，请您照着一步一步来。" for number in range(1, 41)))
    kind = replace(office.pack.programmes["dibao"], passages={"process": long})
    office = replace(office, pack=replace(office.pack, programmes={**office.pack.programmes, "dibao": kind}))
    scene = replace(a_scene(), office=office)

    said, words = "", "低保怎么申请"
    while words:
        found = canonical(words, scene)
        said += found.reply.text
        words = next((option.words for option in found.reply.options if option.label == "接着看"), "")

    assert said == long.text
