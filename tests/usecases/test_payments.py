"""A payment file: refused row by row, corrected, confirmed once, told once."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from bot.usecases.payments import (
    check_sheet,
    confirm_sheet,
    progress,
    resume_imports,
    told_in_person,
    untold_people,
)
from bot.usecases.sheetfile import Unreadable, read_rows
from knowledge.casework import Refused
from knowledge.identity import check_digit
from knowledge.paysheet import SheetReader

from .conftest import BEIZHANG

HEADER = "姓名,身份证号,救助项目,所属月份,发放金额,发放日期,账号后四位,手机号,村（社区）"


def an_id(order):
    first = f"71990119500101{order:03d}"
    return first + check_digit(first)


def line(order, name="王秀英", amount="620.00", month="2026-11", id_number=None, place="北张村"):
    phone = f"154000001{order:02d}"
    return f"{name},{id_number or an_id(order)},低保,{month},{amount},2026-11-10,0123,{phone},{place}"


def a_csv(*lines, encoding="utf-8-sig"):
    return "\r\n".join([HEADER, *lines]).encode(encoding)


GOOD = a_csv(*(line(order) for order in range(1, 6)))


@pytest.fixture
def checks(services):
    return lambda content, name="11月.csv": check_sheet(content, name, "account:1", services)


@pytest.fixture
def confirms(services):
    return lambda seen, **rest: confirm_sheet(
        seen.file_id, "account:1", services, count=seen.count, total=seen.total, doubts_checked=True, **rest
    )


@pytest.fixture
def bound(services, clock):
    """The persons of rows 1 and 2 are in the register and on WeChat."""
    with services.storage.work() as uow:
        for order in (1, 2):
            person = uow.people.add("王秀英", an_id(order), "15400000001", BEIZHANG, ("dibao",), now=clock())
            uow.contacts.bind(f"o-{order}", person, "同意", clock())
        uow.commit()


def test_three_mistakes_are_told_row_by_row_and_bar_the_file(checks):
    seen = checks(a_csv(line(1), line(2, amount="0"), line(3, name=""), line(4, id_number="1.40211E+17")))

    assert [(p.row, p.column) for p in seen.problems] == [(3, "发放金额"), (4, "姓名"), (5, "身份证号")]
    assert seen.file_id is None
    assert not seen.ready


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_a_bureau_saves_in_is_read(checks, encoding):
    seen = checks(a_csv(line(1), encoding=encoding))

    assert (seen.count, seen.problems) == (1, ())


def test_a_spreadsheet_is_read_with_its_own_line_numbers(checks):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write(1, 0, "示范县2026年11月低保金发放表")
    page.write_row(3, 0, ["姓名", "身份证号", "金额"])
    page.write_row(4, 0, ["王秀英", an_id(1), 620])
    page.write_row(5, 0, ["李大爷", float(140211195001010012), 620])
    page.write_row(6, 0, ["合计", "", 1240])
    book.close()
    seen = checks(out.getvalue(), "11月.xlsx")

    assert [(problem.row, problem.column) for problem in seen.problems] == [(6, "身份证号")]
    assert seen.count == 1


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"\xff\xfe\x00"]
)
def test_what_is_no_table_says_what_to_do(checks, content):
    seen = checks(content)

    assert seen.unreadable or seen.errors
    assert seen.file_id is None


def test_binary_rubbish_is_unreadable():
    with pytest.raises(Unreadable):
        list(read_rows(bytes(range(256)) * 20))


def test_the_preview_shows_totals_and_three_letters_with_masked_names(checks):
    seen = checks(GOOD)

    assert (seen.count, seen.total) == (5, Decimal("3100.00"))
    assert [(one.key, one.count, one.total) for one in seen.programmes] == [("dibao", 5, Decimal("3100.00"))]
    assert len(seen.samples) == 3
    assert "王**" in seen.samples[0]
    assert "620元" in seen.samples[0]
    assert "王秀英" not in "".join(seen.samples)


def test_the_same_file_again_is_recognised(checks, confirms):
    first = checks(GOOD)
    assert not first.known
    batch = confirms(first)
    again = checks(GOOD, "改了名字.csv")

    assert again.known
    assert again.batch.id == batch.id
    assert not again.ready


def test_bound_people_get_their_letter_and_the_others_become_one_list_for_the_village(
    checks, confirms, bound, staff, deliver, sender, services
):
    batch = confirms(checks(GOOD))
    deliver()

    assert sorted(letter.to_id for letter in sender.sent) == ["1", "o-1", "o-2"]
    arrival = next(letter for letter in sender.sent if letter.to_id == "o-1")
    assert arrival.key == f"payment:{arrival.subject.partition(':')[2]}:arrival:o-1"
    assert "620元" in arrival.payload["text"]
    assert arrival.payload["template"] == "arrival"
    task = next(letter for letter in sender.sent if letter.to_id == "1")
    assert "3笔" in task.payload["text"]
    page = untold_people(batch.id, BEIZHANG, services)
    assert page.total == 3


def test_a_second_confirm_sends_nobody_a_second_letter(checks, confirms, bound, staff, deliver, sender):
    seen = checks(GOOD)
    assert confirms(seen).id == confirms(seen).id
    deliver()
    confirms(seen)
    deliver()

    assert len([letter for letter in sender.sent if letter.to_kind == "contact"]) == 2


def test_the_same_payments_in_another_file_are_doubted_and_told_to_nobody_twice(
    checks, confirms, bound, staff, deliver, sender
):
    confirms(checks(GOOD))
    deliver()
    sender.sent.clear()
    other = checks(a_csv(*(line(order) for order in range(1, 7))))

    assert other.doubts == 5
    assert "不重复提醒" in other.problems[0].text
    confirms(other)
    deliver()
    assert [letter.to_kind for letter in sender.sent] == ["staff"]


NOTED = HEADER + ",备注"


def noted(*lines):
    return "\r\n".join([NOTED, *lines]).encode()


def late_line(order, amount="120.00", note="补发9月标准提高的差额（示例）", day="2026-11-20"):
    return line(order, amount=amount).replace("2026-11-10", day) + "," + note


def test_what_the_file_calls_paid_afterwards_is_paid_and_told_as_such(
    checks, confirms, bound, staff, deliver, sender, says
):
    confirms(checks(GOOD))
    deliver()
    sender.sent.clear()
    seen = checks(noted(late_line(1)))
    assert (seen.supplements, seen.repeated, seen.fresh, seen.doubts) == (1, 0, 1, 0)
    assert seen.samples[0].startswith("补发给王**的")
    confirms(seen)
    deliver()

    (letter,) = [letter for letter in sender.sent if letter.to_id == "o-1"]
    assert "补发给王秀英的" in letter.payload["text"]
    assert "120元" in letter.payload["text"]
    assert "补发原因：补发9月标准提高的差额（示例）。" in letter.payload["text"]
    assert "补发120元" in says("钱到了没有", sender="o-1")


def test_the_same_supplementary_payment_in_another_file_is_told_to_nobody_twice(
    checks, confirms, bound, staff, deliver, sender
):
    confirms(checks(noted(late_line(1))))
    deliver()
    sender.sent.clear()
    again = checks(noted(late_line(1), late_line(2, amount="130")))
    other = checks(noted(late_line(1, amount="60")))

    assert (again.repeated, again.fresh, again.asked) == (1, 1, 0)
    assert "补发过（11月20日发放，120.00元）" in again.problems[0].text
    assert "已经补发过120.00元" in other.problems[0].text
    confirms(again)
    deliver()
    assert [letter.to_id for letter in sender.sent if letter.to_kind == "contact"] == ["o-2"]


def test_what_is_paid_once_more_without_saying_so_is_asked_about_and_skipped_unless_a_person_says_why(
    checks, confirms, bound, staff, deliver, sender, services
):
    confirms(checks(GOOD))
    deliver()
    sender.sent.clear()
    lines = [line(1), line(2, amount="120").replace("2026-11-10", "2026-11-20"), line(6)]
    content = a_csv(*lines)

    asked = checks(content)
    assert (asked.repeated, asked.asked, asked.fresh, asked.supplements) == (2, 1, 1, 0)
    answered = check_sheet(content, "11月.csv", "account:1", services, "9月漏发（示例）")
    assert (answered.repeated, answered.asked, answered.fresh, answered.supplements) == (1, 0, 2, 1)
    assert "补发原因：9月漏发（示例）" in answered.samples[0]

    confirms(answered, supplement="9月漏发（示例）")
    deliver()
    (letter,) = [letter for letter in sender.sent if letter.to_kind == "contact"]
    assert (letter.to_id, "补发原因：9月漏发（示例）" in letter.payload["text"]) == ("o-2", True)


def test_a_supplementary_file_cut_short_by_a_crash_pays_each_once(checks, confirms, bound, services, sender, deliver):
    confirms(checks(GOOD))
    deliver()
    sender.sent.clear()
    content = a_csv(*(line(order, amount="120").replace("2026-11-10", "2026-11-20") for order in (1, 2)))
    seen = check_sheet(content, "补.csv", "account:1", services, "漏发")
    with services.storage.work() as uow:
        batch = uow.payments.open_batch(seen.file_id, seen.count, seen.total, "account:1", services.now(), "漏发")
        rows = list(SheetReader(services.office.pack.programmes, services.now()).read(read_rows(content)))
        uow.pay_import.add(batch.id, [row._replace(supplement="漏发") for row in rows[:1]], services.now())
        uow.commit()
    resume_imports(services)
    deliver()

    assert sorted(letter.to_id for letter in sender.sent if letter.to_kind == "contact") == ["o-1", "o-2"]
    assert progress(batch.id, services).stored == 2


def test_ten_times_last_months_amount_is_a_doubt_that_must_be_ticked(checks, confirms, services):
    confirms(checks(a_csv(line(1, month="2026-10"))))
    seen = checks(a_csv(line(1, amount="6200")))

    assert "正好差10倍" in seen.problems[0].text
    with pytest.raises(Refused):
        confirm_sheet(seen.file_id, "account:1", services)
    assert confirms(seen).state == "ready"


def test_a_confirmation_of_other_figures_than_the_files_is_stopped_and_tells_nobody(
    checks, confirms, services, bound, deliver, sender
):
    seen = checks(GOOD)
    with pytest.raises(Refused):
        confirm_sheet(seen.file_id, "account:1", services, count=4, total=seen.total, doubts_checked=True)
    deliver()

    assert sender.sent == []
    with services.storage.read() as uow:
        assert uow.payments.of_person(1) == ()
    again = checks(GOOD)
    assert (again.ready, confirms(again).state) == (True, "ready")
    deliver()
    assert len([letter for letter in sender.sent if letter.to_kind == "contact"]) == 2


def test_an_import_cut_short_is_taken_up_where_it_stopped(checks, services, bound, deliver, sender, clock, staff):
    seen = checks(GOOD)
    with services.storage.work() as uow:
        batch = uow.payments.open_batch(seen.file_id, seen.count, seen.total, "account:1", clock())
        uow.commit()
    assert resume_imports(services) == 1
    deliver()

    told = progress(batch.id, services)
    assert (told.batch.state, told.stored) == ("ready", 5)
    assert len([letter for letter in sender.sent if letter.to_kind == "contact"]) == 2
    assert resume_imports(services) == 0


def test_who_wants_no_letters_gets_none(checks, confirms, bound, staff, deliver, sender, services):
    with services.storage.work() as uow:
        uow.contacts.subscribe("o-1", "arrival", False)
        uow.commit()
    confirms(checks(GOOD))
    deliver()

    assert "o-1" not in {letter.to_id for letter in sender.sent}


def test_told_at_the_door_takes_people_off_the_list(checks, confirms, bound, staff, services):
    batch = confirms(checks(GOOD))
    page = untold_people(batch.id, BEIZHANG, services)
    told_in_person([one.payment.id for one in page.rows[:2]], "staff:1", services)

    assert untold_people(batch.id, BEIZHANG, services).total == 1


def test_an_arrival_that_cannot_be_sent_becomes_a_task_for_the_village(checks, confirms, bound, staff, deliver, sender):
    from bot.services import SendError

    confirms(checks(a_csv(line(1))))
    sender.errors.append(SendError("window_closed", 45015, permanent=True))
    deliver()

    assert [letter.to_id for letter in sender.sent] == ["1"]


def test_nobody_elses_money_is_told(checks, confirms, bound, staff, says, deliver):
    confirms(checks(GOOD))

    assert "620" not in says("钱到了没有", sender="o-stranger")
    assert "620" in says("钱到了没有", sender="o-1")
