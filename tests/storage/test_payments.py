"""Payments: the same file is known, and the same payment is there once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from knowledge.payrows import PayRow
from storage.pay_history import PaidBefore
from storage.pay_import import Imported
from storage.payment_rows import NewPayment
from tests.storage.conftest import NOW

PLACES = {"北张乡（示例）": "141121200"}


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def a_row(row=2, **changes):
    facts = {
        "row": row,
        "name": f"示例{row}",
        "id_number": f"14112119500101{row:04d}",
        "programme": "dibao",
        "period": "2026-11",
        "amount": Decimal("650.50"),
        "paid_on": date(2026, 11, 10),
        "account_tail": "1234",
        "phone": f"138{row:08d}",
        "place": "北张乡（示例）",
    }
    return PayRow(**facts | changes)


def a_batch(unit, name="11月.csv", rows=3):
    file = unit.payments.add_file(name, name.encode(), "account:1", NOW)
    return unit.payments.open_batch(file.id, rows, Decimal("1951.50"), "account:1", NOW)


def imported(unit, count=3, **changes):
    batch = a_batch(unit)
    unit.pay_import.add(batch.id, [a_row(n, **changes) for n in range(2, 2 + count)], NOW, PLACES)
    return batch


def bind(unit, openid, row, **chosen):
    person = unit.people.by_id_number(f"14112119500101{row:04d}")
    unit.contacts.bind(openid, person.id, "同意（示例）", NOW, **chosen)
    return person


def test_the_same_bytes_are_the_same_file(unit):
    first = unit.payments.add_file("11月.csv", b"a,b", "account:1", NOW)
    again = unit.payments.add_file("别的名字.csv", b"a,b", "account:2", NOW + timedelta(days=1))

    assert not first.known
    assert (again.id, again.known, again.name, again.by, again.at) == (first.id, True, "11月.csv", "account:1", NOW)
    assert unit.payments.content(first.id) == b"a,b"
    assert unit.payments.file(first.id) == again
    assert unit.payments.add_file("12月.csv", b"a,c", "account:1", NOW).id != first.id


def test_a_file_has_one_batch(unit):
    batch = a_batch(unit)

    assert (batch.state, batch.total, batch.rows_expected) == ("importing", Decimal("1951.50"), 3)
    assert a_batch(unit).id == batch.id
    assert unit.payments.importing() == (batch,)
    ready = unit.payments.finish_batch(batch.id, NOW)
    assert (ready.state, ready.ready_at) == ("ready", NOW)
    assert unit.payments.importing() == ()
    assert unit.payments.batch(batch.id) == ready
    page = unit.payments.files()
    assert page.rows == ((unit.payments.file(batch.file_id), ready),)


def test_a_file_without_a_batch_is_listed_too(unit):
    unit.payments.add_file("11月.csv", b"a", "account:1", NOW)

    ((file, batch),) = unit.payments.files().rows
    assert (file.name, batch) == ("11月.csv", None)


def test_rows_become_persons_and_payments(unit):
    batch = imported(unit)

    person = unit.people.by_id_number("141121195001010003")
    (payment,) = unit.payments.of_person(person.id)
    assert (person.name, person.phone, person.place, person.programmes) == (
        "示例3",
        "13800000003",
        "141121200",
        ("dibao",),
    )
    assert (payment.amount, payment.period, payment.paid_on, payment.account_tail) == (
        Decimal("650.50"),
        "2026-11",
        date(2026, 11, 10),
        "1234",
    )
    assert (payment.batch_id, payment.row, payment.part) == (batch.id, 3, 0)
    assert unit.payments.get(payment.id) == payment
    assert unit.payments.last_row(batch.id) == 4
    assert "1234" not in repr(payment)


def test_an_import_taken_up_again_stores_nothing_twice(unit):
    batch = imported(unit, 3)

    assert unit.pay_import.add(batch.id, [a_row(n) for n in range(2, 7)], NOW, PLACES) == Imported(2, 2)


def test_a_payment_told_by_another_file_is_not_stored_again(unit):
    imported(unit, 3)
    other = a_batch(unit, "更正.csv")

    assert unit.pay_import.add(other.id, [a_row(3), a_row(9)], NOW) == Imported(1, 1)


def test_a_supplementary_file_for_the_same_month_is_stored(unit):
    imported(unit, 1)
    other = a_batch(unit, "补发.csv")

    late = a_row(2, amount=Decimal("120"), paid_on=date(2026, 11, 20), supplement="9月标准提高的差额（示例）")
    assert unit.pay_import.add(other.id, [late], NOW) == Imported(1, 0)
    more = a_batch(unit, "再补.csv")
    assert unit.pay_import.add(more.id, [late], NOW) == Imported(0, 0)
    assert unit.pay_import.add(more.id, [late._replace(amount=Decimal("40"))], NOW) == Imported(1, 0)

    person = unit.people.by_id_number(late.id_number)
    paid = sorted(unit.payments.of_person(person.id), key=lambda one: one.part)
    assert [(one.part, one.amount) for one in paid] == [
        (0, Decimal("650.50")),
        (1, Decimal("120")),
        (2, Decimal("40")),
    ]
    assert [one.supplement for one in paid[:2]] == ["", "9月标准提高的差额（示例）"]
    assert "差额" not in repr(paid[1])


def test_one_person_with_two_programmes_is_entered_once(unit):
    batch = a_batch(unit)
    rows = [a_row(2), a_row(3, id_number=a_row(2).id_number, programme="gaoling")]

    assert unit.pay_import.add(batch.id, rows, NOW, PLACES) == Imported(2, 1)
    assert unit.people.by_id_number(rows[0].id_number).programmes == ("dibao", "gaoling")


def test_a_file_fills_in_what_the_register_lacked(unit):
    lacking = unit.people.add("甲（示例）", a_row(2).id_number, "", "", now=NOW)
    full = unit.people.add("乙（示例）", a_row(3).id_number, "13700000000", "141121100", now=NOW)
    imported(unit, 2)

    assert (unit.people.get(lacking).phone, unit.people.get(lacking).place) == ("13800000002", "141121200")
    assert (unit.people.get(full).phone, unit.people.get(full).place) == ("13700000000", "141121100")
    assert unit.people.get(full).name == "乙（示例）"


def test_empty_cells_stay_empty(unit):
    imported(unit, 1, phone="", account_tail="", place="说不清的地方")

    person = unit.people.by_id_number(a_row(2).id_number)
    assert (person.phone, person.place) == ("", "")
    assert unit.payments.of_person(person.id)[0].account_tail == ""


def test_what_was_paid_before_is_known_by_number(unit):
    batch = imported(unit, 2)
    asked = {a_row(number).id_number for number in (2, 3, 9)}

    before = unit.pay_history.of(asked, {"2026-10", "2026-11"})

    paid = PaidBefore("dibao", "2026-11", Decimal("650.50"), batch.id, 0, date(2026, 11, 10))
    assert before == {a_row(number).id_number: (paid,) for number in (2, 3)}
    assert unit.pay_history.of(asked, {"2026-10"}) == {}


def test_payments_of_persons_known_already_need_no_sheet(unit):
    person = unit.people.add("甲（示例）", "", "", "", now=NOW)
    file = unit.payments.add_file("手工.csv", b"1", "account:1", NOW)
    rows = [NewPayment(n, person, "dibao", f"2026-{n:02d}", Decimal("100"), date(2026, n, 10)) for n in (9, 10)]

    batch = unit.payments.add_batch(file.id, rows, "account:1", NOW)

    assert (batch.state, batch.total) == ("ready", Decimal("200"))
    assert unit.payments.add_rows(batch.id, rows) == 0
    assert [payment.period for payment in unit.payments.of_person(person)] == ["2026-10", "2026-09"]
    assert len(unit.payments.of_person(person, limit=1)) == 1
