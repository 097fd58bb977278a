"""A register as bureaus write it: every problem with row, column and words; nothing is guessed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entitlementrows import COLUMNS, read_pay_day
from knowledge.entitlementsheet import EntitlementReader
from knowledge.paycells import BadCell
from tests.builders import an_office

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
WANG, ZHANG = "719901194803120129", "719901195506070246"
HEAD = [
    "姓名",
    "身份证号",
    "救助项目",
    "享受起始日期",
    "待遇金额",
    "每月发放日",
    "停发日期",
    "停发原因",
    "决定单位或文号",
]
GOOD = ["王秀英", WANG, "低保", "2024年3月", "620", "10日", "", "", "北张乡（示例）"]


def read(*rows):
    reader = EntitlementReader(an_office().pack.programmes, NOW)
    return list(reader.read(rows)), reader.problems()


def test_a_good_row_is_read_whole():
    (row,), problems = read(["示范县待遇表"], HEAD, GOOD)

    assert problems == ()
    assert (row.row, row.programme, row.since, row.amount) == (3, "dibao", date(2024, 3, 1), Decimal(620))
    assert (row.pay_day, row.per, row.decided_by) == (10, "month", "北张乡（示例）")
    assert "王秀英" not in repr(row)


def test_every_wrong_cell_of_a_row_is_named_at_once():
    rows, problems = read(HEAD, ["王", "123", "扶贫", "昨天", "六百", "40", "", "", ""])

    assert rows == []
    assert [(one.row, one.column) for one in problems] == [
        (2, "姓名"),
        (2, "身份证号"),
        (2, "救助项目"),
        (2, "享受起始日期"),
        (2, "待遇金额"),
        (2, "每月发放日"),
    ]
    assert all(one.level == "error" and one.text.endswith("。") for one in problems)


def test_a_stop_without_reason_is_doubted_and_a_reason_without_day_refused():
    stopped = [*GOOD[:6], "2026-09-30", "", ""]
    loose = ["张桂兰", ZHANG, *GOOD[2:6], "", "去世", ""]
    (row,), problems = read(HEAD, stopped, loose)

    assert row.stopped_on == date(2026, 9, 30)
    assert [(one.row, one.column, one.level) for one in problems] == [
        (2, "停发原因", "doubt"),
        (3, "停发日期", "error"),
    ]


def test_a_stop_before_the_start_is_refused():
    rows, (problem,) = read(HEAD, [*GOOD[:6], "2024-02-01", "迁出", ""])

    assert rows == []
    assert "早于" in problem.text


def test_the_same_person_twice_is_told_with_the_first_row():
    rows, (problem,) = read(HEAD, GOOD, GOOD)

    assert len(rows) == 1
    assert "与第2行重复" in problem.text


def test_a_table_that_lacks_a_needed_column_says_which():
    rows, (problem,) = read(["姓名", "救助项目", "待遇金额"], ["王秀英", "低保", "620"])

    assert rows == []
    assert "缺少“身份证号”" in problem.text


def test_totals_notes_and_empty_lines_are_no_rows():
    rows, problems = read(HEAD, [], GOOD, ["合计", "", "", "", "620"], ["", "制表人：小赵"] + [""] * 7)

    assert len(rows) == 1
    assert problems == ()


def test_a_once_only_grant_is_told_as_such():
    (row,), _ = read([*HEAD, "发放方式"], [*GOOD, "一次"])

    assert row.per == "time"


@pytest.mark.parametrize(("said", "day"), [("10", 10), ("10日", 10), ("每月8号", 8), (5, 5), (5.0, 5), ("15日前", 15)])
def test_pay_days_are_read_however_written(said, day):
    assert read_pay_day(said) == day


@given(st.text(max_size=8))
def test_a_pay_day_is_a_day_of_a_month_or_refused(text):
    try:
        day = read_pay_day(text)
    except BadCell:
        day = 1
    assert 1 <= day <= 31


@given(
    st.lists(st.lists(st.one_of(st.text(max_size=8), st.none(), st.floats(), st.integers()), max_size=10), max_size=6)
)
def test_no_table_makes_the_reader_fail(rows):
    found, problems = read(HEAD, *rows)

    assert all(one.column in ("", *(names[0] for names in COLUMNS.values())) for one in problems)
    assert len({(row.id_number, row.programme) for row in found}) == len(found)
