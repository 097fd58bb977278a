"""Payment sheets as bureaus write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identity import check_digit
from knowledge.paycells import BadCell, read_period
from knowledge.payhistory import odd_amount, told_already
from knowledge.paysheet import SheetReader, read_sheet
from knowledge.programmes import Programme

PROGRAMMES = {
    "dibao": Programme("dibao", "最低生活保障", ("低保", "农村低保")),
    "gaoling": Programme("gaoling", "高龄津贴"),
}
NOW = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)  # 周二
HEADER = ["序号", "姓名", "身份证号", "救助项目", "所属月份", "发放金额", "发放日期", "账号后四位", "手机号"]


def an_id(order=1, region="999901", born="19500101"):
    first = f"14{region[2:]}{born}{order:03d}"
    return first + check_digit(first)


def a_row(order=1, **rest):
    row = {
        "序号": str(order),
        "姓名": "王小明",
        "身份证号": an_id(order),
        "救助项目": "农村低保",
        "所属月份": "2026-10",
        "发放金额": "620.00",
        "发放日期": "2026-10-10",
        "账号后四位": "0123",
        "手机号": "13812345678",
    }
    return list((row | rest).values())


WIDE_ID = an_id().translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def sheet(*rows, header=HEADER):
    return read_sheet([header, *rows], PROGRAMMES, NOW)


def only_problem(*rows, **more):
    problems = sheet(*rows, **more).problems
    assert len(problems) == 1, problems
    return problems[0]


def test_a_clean_row_is_read_whole():
    read = sheet(a_row())

    assert read.problems == ()
    assert read.rows[0]._asdict() == {
        "row": 2,
        "name": "王小明",
        "id_number": an_id(1),
        "programme": "dibao",
        "period": "2026-10",
        "amount": Decimal("620.00"),
        "paid_on": date(2026, 10, 10),
        "account_tail": "0123",
        "phone": "13812345678",
        "place": "",
        "supplement": "",
    }
    assert (read.total, read.count) == (Decimal("620.00"), 1)


def test_the_row_number_is_the_line_in_the_spreadsheet():
    read = read_sheet([["示范县发放表"], [], HEADER, a_row(), a_row(2, 姓名="")], PROGRAMMES, NOW)

    assert read.rows[0].row == 4
    assert (read.problems[0].row, read.problems[0].column) == (5, "姓名")


def test_a_header_of_two_lines_with_merged_cells_is_read_as_one():
    rows = [
        ["示范县2026年10月发放表"],
        ["序号", "姓名", "身份证号", "发放情况", "", "", ""],
        ["", "", "", "救助项目", "月份", "金额（元）", "发放日期"],
        ["1", "王小明", an_id(1), "低保", "2026/10", "1,030.00", "2026/10/10"],
        ["合计", "", "", "", "", "1030", ""],
    ]
    read = read_sheet(rows, PROGRAMMES, NOW)

    assert read.problems == ()
    (row,) = read.rows
    assert (row.row, row.period, row.amount) == (4, "2026-10", Decimal("1030.00"))


def test_a_person_below_the_header_is_no_second_line_of_it():
    rows = [HEADER, ["", "", "", "低保", "月份", "", "", "", ""], a_row()]

    assert [row.row for row in sheet(*rows[1:], header=HEADER).rows] == [3]


def test_headers_have_many_names_and_the_title_stands_for_missing_columns():
    rows = [
        ["示范县2026年10月农村低保金发放花名册"],
        ["编号", "户主 姓名", "身份证号码", "实发金额（元）", "银行卡号"],
        [1, "王 小 明", an_id(1), 620, "6222020903001230123"],
    ]
    read = read_sheet(rows, PROGRAMMES, NOW)

    assert read.problems == ()
    assert read.rows[0][3:] == ("dibao", "2026-10", Decimal("620.00"), date(2026, 10, 20), "0123", "", "", "")
    assert read.rows[0].name == "王小明"


def test_a_missing_column_is_named():
    problem = only_problem(["王小明", "2026-10", "620", "低保"], header=["姓名", "月份", "金额", "项目"])

    assert problem.text == "缺少“身份证号”这一列，请补上。"


def test_without_a_header_it_says_what_a_header_is():
    assert "没有找到表头" in read_sheet([["你好"]], PROGRAMMES, NOW).problems[0].text
    assert "没有找到表头" in read_sheet([], PROGRAMMES, NOW).problems[0].text


@pytest.mark.parametrize("cell", [1.40211195001010e17, "1.40211E+17", 140211195001010000, "140211195001010000"])
def test_id_numbers_that_a_spreadsheet_has_eaten_are_explained(cell):
    problem = only_problem(a_row(身份证号=cell))

    assert problem.column == "身份证号"
    assert "后几位已经丢失" in problem.text


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", "是空的"),
        ("140121500101001", "15位的旧身份证号"),
        ("14012119500101001", "现在是17位"),
        ("140121********0012", "星号"),
        (an_id()[:17] + ("1" if an_id()[17] != "1" else "2"), "不对"),
    ],
)
def test_a_wrong_id_number_says_what_is_wrong(cell, words):
    assert words in only_problem(a_row(身份证号=cell)).text


@pytest.mark.parametrize("cell", ["'" + an_id(), "\t" + an_id(), WIDE_ID])
def test_marks_and_full_width_digits_do_no_harm(cell):
    assert sheet(a_row(身份证号=cell)).rows[0].id_number == an_id()


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,200.00", "1200"),
        ("1，200", "1200"),
        ("620元", "620"),
        ("￥620.5", "620.5"),
        ("６２０", "620"),
        (619.9999999999, "620"),
        (620, "620"),
    ],
)
def test_amounts_are_read_however_they_are_dressed(cell, amount):
    assert sheet(a_row(发放金额=cell)).rows[0].amount == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("0", "金额是0"),
        ("-620", "负数"),
        ("六百二", "不是数字"),
        ("", "是空的"),
        ("620.555", "多于两位小数"),
        ("NaN", "不是数字"),
        ("99999999", "过大"),
    ],
)
def test_amounts_nobody_can_have_been_paid_are_refused(cell, words):
    problem = only_problem(a_row(发放金额=cell))

    assert (problem.column, problem.level) == ("发放金额", "error")
    assert words in problem.text


@pytest.mark.parametrize(
    "cell", ["2026年10月", "202610", "2026/10", "2026-10-01", date(2026, 10, 1), "２０２６年１０月份"]
)
def test_months_are_read_however_they_are_written(cell):
    assert sheet(a_row(所属月份=cell)).rows[0].period == "2026-10"


@pytest.mark.parametrize("cell", ["2026/10/9", "20261009", "2026年10月9日", "2026.10.9", 46304, date(2026, 10, 9)])
def test_days_are_read_however_they_are_written(cell):
    assert sheet(a_row(发放日期=cell)).rows[0].paid_on == date(2026, 10, 9)


def test_money_is_not_announced_before_it_is_paid():
    assert "还没有到" in only_problem(a_row(发放日期="2026-10-21")).text


def test_an_odd_month_is_a_doubt_told_once():
    read = sheet(*(a_row(n) for n in range(1, 6)), *(a_row(n, 所属月份="2026-09") for n in range(6, 9)))

    assert [(p.row, p.level) for p in read.problems] == [(7, "doubt")]
    assert "共3行" in read.problems[0].text
    assert read.count == 8


def test_the_same_person_twice_points_to_the_first_row():
    read = sheet(a_row(1), a_row(2), a_row(1))

    assert (read.problems[0].row, read.problems[0].text[:6]) == (4, "与第2行重复")
    assert read.count == 2


def test_one_person_may_get_two_programmes():
    assert sheet(a_row(1), a_row(1, 救助项目="高龄津贴")).problems == ()


def test_a_programme_nobody_registered_is_refused():
    assert "“扶贫款”不是已登记的救助项目" in only_problem(a_row(救助项目="扶贫款")).text


def test_sums_that_agree_pass_and_signatures_are_no_rows():
    total = ["合计", "", "", "", "", "1,240.00", "", "", ""]
    read = sheet(a_row(1), a_row(2), total, ["制表人：李某", "", "审核：", "", "", "", "", "", ""])

    assert read.problems == ()
    assert read.count == 2


def test_sums_that_do_not_agree_say_by_how_much():
    problem = only_problem(a_row(1), a_row(2), ["合计", "", "", "", "", "1860", "", "", ""])

    assert problem.text == "合计行写的是1860.00元，各行相加是1240.00元，相差620.00元，请核对。"


def test_subtotals_reconcile_their_own_part():
    read = sheet(
        a_row(1),
        ["小计", "", "", "", "", "620", "", "", ""],
        a_row(2),
        ["小计", "", "", "", "", "620", "", "", ""],
        ["总计", "", "", "", "", "1240", "", "", ""],
    )

    assert read.problems == ()


def test_a_row_with_two_mistakes_tells_both():
    read = sheet(a_row(姓名="王3", 发放金额="0"))

    assert {problem.column for problem in read.problems} == {"姓名", "发放金额"}


def test_a_useless_phone_is_only_a_doubt():
    read = sheet(a_row(手机号="138"))

    assert read.problems[0].level == "doubt"
    assert read.rows[0].phone == ""


def test_dropped_zeros_come_back():
    read = sheet(a_row(账号后四位=123.0, 手机号=3583022222.0))

    assert (read.rows[0].account_tail, read.rows[0].phone) == ("0123", "0358-3022222")


def test_ten_thousand_mistakes_end_the_list():
    rows = [HEADER, *(a_row(n % 900 + 1, 姓名="") for n in range(10_050))]
    reader = SheetReader(PROGRAMMES, NOW)

    assert list(reader.read(rows)) == []
    assert len(reader.problems()) == 10_001
    assert any(problem.text.startswith("问题太多") for problem in reader.problems())


def test_ten_times_the_last_payment_is_doubted():
    row = sheet(a_row(发放金额="6200")).rows[0]

    assert "正好差10倍" in odd_amount(row, Decimal(620), None).text
    assert odd_amount(row, Decimal(6000), None) is None
    assert odd_amount(row, None, None) is None
    assert "远高于标准" in odd_amount(row, None, Decimal(300)).text


def test_somebody_told_before_is_a_doubt():
    row = sheet(a_row()).rows[0]

    day = date(2026, 10, 10)
    assert "已登记并提醒过（10月10日发放" in told_already(row, day, row.amount).text
    assert "要是补发" not in told_already(row, day, row.amount).text
    assert "要是补发，请写明原因" in told_already(row, day, Decimal(500)).text


@pytest.mark.parametrize("amount", ["620,00", "1,03,0", ",620", "62，00", "1030,"])
def test_a_comma_where_no_thousand_ends_is_no_amount(amount):
    problem = only_problem(a_row(发放金额=amount))

    assert (problem.column, problem.level) == ("发放金额", "error")
    assert "逗号的位置不对" in problem.text or "逗号位置不对" in problem.text


@pytest.mark.parametrize("amount", ["1,030.00", "￥1，030元", "1030", "1,030"])
def test_thousands_are_read_with_and_without_commas(amount):
    assert sheet(a_row(发放金额=amount)).rows[0].amount == Decimal("1030.00")


REMARKED = [*HEADER, "备注"]


@pytest.mark.parametrize(
    ("remark", "reason"),
    [
        ("补发", "补发"),
        ("补发9月标准提高的差额。", "补发9月标准提高的差额"),
        ("8月补差", "8月补差"),
        ("", ""),
        ("正常发放", ""),
        ("高龄补贴", ""),
        ("没有补发", ""),
        ("不是补发", ""),
        ("补发社保卡后启用", ""),
    ],
)
def test_a_remark_that_speaks_of_paying_afterwards_is_the_reason(remark, reason):
    assert sheet([*a_row(), remark], header=REMARKED).rows[0].supplement == reason


@pytest.mark.parametrize(
    ("cell", "reason"), [("是", "补发"), ("否", ""), ("", ""), ("漏发上月（示例）", "漏发上月（示例）"), (1, "补发")]
)
def test_a_column_of_its_own_takes_any_reason(cell, reason):
    assert sheet([*a_row(), cell], header=[*HEADER, "补发原因"]).rows[0].supplement == reason


def test_the_month_and_what_is_paid_afterwards_for_it_are_no_repetition():
    regular, late = [*a_row(), ""], [*a_row(发放金额="120"), "补发差额"]
    read = sheet(regular, late, header=REMARKED)

    assert (read.count, read.problems) == (2, ())
    twice = sheet(regular, late, [*a_row(发放金额="40"), "补发差额"], header=REMARKED)
    assert "补发请合成一行" in twice.problems[0].text


def test_an_earlier_month_is_no_doubt_when_it_says_that_it_is_paid_afterwards():
    rows = [[*a_row(order), ""] for order in (1, 2)]
    assert sheet(*rows, [*a_row(3, 所属月份="2026-08"), "补发8月"], header=REMARKED).problems == ()
    (doubt,) = sheet(*rows, [*a_row(3, 所属月份="2026-08"), ""], header=REMARKED).problems
    assert "写上“补发”和原因" in doubt.text
    (ahead,) = sheet(*rows, [*a_row(3, 所属月份="2027-08"), "补发"], header=REMARKED).problems
    assert "还没有到" in ahead.text


def test_a_reason_nobody_can_read_on_a_phone_is_refused():
    (problem,) = sheet([*a_row(), "补发" + "很长" * 40], header=REMARKED).problems
    assert (problem.column, problem.level) == ("备注", "error")


cells = st.none() | st.text(max_size=30) | st.floats() | st.integers() | st.booleans() | st.dates()


@given(st.lists(st.lists(cells, max_size=12), max_size=20))
def test_no_sheet_at_all_breaks_the_reader(rows):
    read = read_sheet([HEADER, *rows], PROGRAMMES, NOW)

    assert read.count == len(read.rows)
    assert all(problem.text.endswith(("。", "？")) for problem in read.problems)


@given(st.lists(st.decimals(min_value="0.01", max_value="99999.99", places=2), min_size=1, max_size=40))
def test_the_total_is_the_sum_to_the_fen(amounts):
    rows = [a_row(order, 发放金额=f"{amount:,}") for order, amount in enumerate(amounts, 1)]
    read = sheet(*rows, ["合计", "", "", "", "", str(sum(amounts)), "", "", ""])

    assert read.problems == () or sum(amounts) > 1_000_000
    assert (read.total, read.count) == (sum(amounts), len(amounts))


def test_township_and_village_are_kept_as_one_place():
    header = ["乡镇（街道）", "村（社区）", "姓名", "身份证号", "救助项目", "月份", "金额"]
    read = read_sheet([header, ["城关镇", "北张村", "王小明", an_id(), "低保", "2026-10", 620]], PROGRAMMES, NOW)

    assert read.rows[0].place == "城关镇北张村"


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "2026-1-", "202613", "26-11"])
def test_a_month_that_does_not_exist_is_never_read_as_a_day_of_another(month):
    with pytest.raises(BadCell):
        read_period(month)
