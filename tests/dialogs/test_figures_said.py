"""Whatever rows a bureau holds, what a resident hears of them is in force here today, or is said to come."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.amounts import figure
from dialogs.say import say_full_day
from knowledge.sources import Source
from knowledge.standards import Standard
from tests.builders import a_scene, an_office

TODAY = date(2026, 11, 18)
FIGURE = re.compile(r"(\d[\d,.]*) 元")
FIRST = date(2024, 1, 1)
CLASSES = (("农村",), ("城市",), ())


def a_row(number, **facts):
    """A row whose amount and document no other row has."""
    doc_no = f"示例〔2026〕{number}号"
    row = Standard(
        programme="dibao",
        region="141121",
        category=("农村",),
        name="标准",
        amount=Decimal(3000 + number),
        unit="元/人/月",
        effective_from=date(2026, 1, 1),
        effective_to=None,
        published_on=None,
        doc_no=doc_no,
        source=Source(doc_no, "文件"),
    )
    return replace(row, **facts)


def heard(rows, place="141121", words=(), day=TODAY, pack="wenshui"):
    """What a resident of the place is told on that day, and the rows behind it."""
    office = an_office(pack).with_standards(rows)
    noon = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    told = figure("dibao", place, tuple(words), replace(a_scene(pack=pack, now=noon), office=office), "低保多少钱")
    return told, office.pack.standards


@st.composite
def some_rows(draw):
    days = st.integers(0, 1500).map(lambda number: FIRST + timedelta(days=number))
    return [
        a_row(
            number,
            region=draw(st.sampled_from(["", "14", "1411", "141121", "141122", "141121202"])),
            category=draw(st.sampled_from(CLASSES)),
            effective_from=draw(days),
            effective_to=draw(st.none() | days),
            published_on=draw(st.none() | days),
            kind=draw(st.sampled_from(["standard", "floor", "reference"])),
            review=draw(st.sampled_from(["reviewed", "unreviewed", "sample"])),
            note=draw(st.sampled_from(["", "由90元提到100元", "含照料护理"])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@settings(deadline=None)
@given(
    some_rows(),
    st.sampled_from(["14", "1411", "141121", "141121202", "141121202200", "141122"]),
    st.sampled_from([(), ("农村",), ("城市",)]),
    st.integers(0, 1500).map(lambda number: FIRST + timedelta(days=number)),
)
@example([a_row(0, effective_from=TODAY + timedelta(days=1), published_on=TODAY)], "141121", (), TODAY)
def test_no_figure_is_said_that_is_not_in_force_here_or_announced_and_each_has_document_and_day(
    rows, place, words, day
):
    told, known = heard(rows, place, words, day)
    now, later = known.in_force("dibao", place, day), known.coming("dibao", place, day)
    text, options = told.reply.text, told.reply.options
    today, _, future = text.partition("将从")

    mine = {f"{row.amount}": row for row in now}
    coming = {f"{row.amount}": row for row in later}
    assert set(FIGURE.findall(today)) <= set(mine)
    assert set(FIGURE.findall(future)) <= set(coming)
    assert options or told.reply.tail
    for figures, of in ((FIGURE.findall(today), mine), (FIGURE.findall(future), coming)):
        for amount in figures:
            row, line = of[amount], next(line for line in text.splitlines() if f"{amount} 元" in line)
            assert place.startswith(row.region)
            assert row.kind != "reference"
            assert say_full_day(row.effective_from) in text
            assert row.doc_no in text
            assert ("待核对" in line) == (row.review == "unreviewed")
            assert ("不低于" in line) == (row.kind == "floor")
            assert {"doc_no": row.doc_no, "effective_from": row.effective_from.isoformat()}.items() <= next(
                source.items() for source in told.sources if source.get("standard") == row.key
            )
    if not now:
        assert "不能乱说" in text


def test_an_amount_that_was_published_is_said_to_come_and_the_present_one_stays_the_answer():
    rows = [a_row(1), a_row(2, effective_from=date(2027, 1, 1), published_on=date(2026, 11, 10))]

    lines = heard(rows)[0].reply.text.splitlines()

    assert lines[0] == "文水县农村低保：每人每月 3001 元。"
    assert lines[2:4] == ["将从2027年1月1日起改为（文号示例〔2026〕2号）：", "文水县农村低保：每人每月 3002 元"]


def test_an_amount_that_nobody_has_published_yet_is_nobodys_business():
    early = [a_row(1), a_row(2, effective_from=date(2027, 1, 1), published_on=date(2026, 12, 1))]
    silent = [a_row(1), a_row(2, effective_from=date(2027, 1, 1))]

    assert "3002" not in heard(early)[0].reply.text
    assert "3002" not in heard(silent)[0].reply.text


def test_an_amount_that_ran_out_is_said_to_have_without_its_figure():
    told = heard([a_row(1, effective_to=date(2026, 6, 30))])[0]

    assert told.reply.text.startswith("文水县的低保，原来的标准到2026年6月30日为止，新的我这里还没有登记，不能乱说。")
    assert "3001" not in told.reply.text


def test_old_money_in_a_note_stays_with_the_staff_and_days_are_said_in_words():
    text = heard([a_row(1, note="由90元提到100元；各镇在2026-12-31前公布")])[0].reply.text

    assert "90元" not in text
    assert "各镇在2026年12月31日前公布" in text


def test_a_benefit_named_in_the_question_narrows_and_both_of_them_do_not():
    office = an_office("shifan")

    def told(text):
        from dialogs.answers import answer

        return answer(office.ear.hear(text), a_scene()).reply.text

    assert told("残疾人生活补贴多少钱").startswith("示范县残疾人生活补贴：每人每月 105 元（示例）。")
    assert "护理补贴一级" in told("残疾人生活补贴和护理补贴多少钱")


def test_a_yearly_amount_that_does_not_divide_is_said_to_be_about_so_much_a_month():
    even, odd = (a_row(1, amount=Decimal(amount), unit="元/人/年") for amount in (7440, 7441))

    assert "每人每年 7440 元（合每月620元）" in heard([even])[0].reply.text
    assert "每人每年 7441 元（约合每月620.08元）" in heard([odd])[0].reply.text


def test_an_amount_from_a_guide_is_not_given_a_first_day_of_our_own():
    told = figure("canji", "370683", ("护理补贴", "一级"), a_scene(pack="yantai"), "一级护理补贴多少钱")

    assert "每人每月 193 元（待核对）" in told.reply.text
    assert "出自《烟台市政府网2026年2月办事指南（转引）》，从哪天起执行没有写。" in told.reply.text
    assert "2月1日" not in told.reply.text
