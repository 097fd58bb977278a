"""Entitlements: told by the bureau, changed with every change kept; payments speak where it said nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from storage.entitlement_rows import NewEntitlement
from storage.payment_rows import NewPayment
from tests.storage.conftest import NOW

LOW = NewEntitlement("dibao", date(2024, 3, 1), Decimal("620"), pay_day=10, decided_by="北张乡（示例）")
STOPPED = replace(LOW, stopped_on=date(2026, 9, 30), stop_reason="家庭收入高过标准（示例）")


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


@pytest.fixture
def wang(unit):
    return unit.people.add("王秀英", "719901194803120129", "15400000001", "999901200201", now=NOW)


def put(unit, person, told, source="file"):
    return unit.entitlements.put(person, told, source, "account:1", NOW)


def test_an_entitlement_comes_back_as_told(unit, wang):
    assert put(unit, wang, LOW) == "new"

    (known,) = unit.entitlements.of(wang)
    assert (known.programme, known.since, known.amount, known.pay_day) == ("dibao", date(2024, 3, 1), Decimal(620), 10)
    assert (known.per, known.decided_by, known.source, known.stopped_on) == ("month", "北张乡（示例）", "file", None)
    assert "北张乡" not in repr(known)


def test_the_same_again_changes_nothing(unit, wang):
    put(unit, wang, LOW)

    assert put(unit, wang, LOW) == "same"
    (known,) = unit.entitlements.of(wang)
    assert len(unit.entitlements.changes(known.id)) == 1


def test_a_stop_keeps_what_was_known_and_leaves_a_line(unit, wang):
    put(unit, wang, LOW)
    short = NewEntitlement("dibao", stopped_on=date(2026, 9, 30), stop_reason="家庭收入高过标准（示例）")

    assert put(unit, wang, short, "hand") == "stopped"

    (known,) = unit.entitlements.of(wang)
    assert (known.since, known.amount, known.stopped_on) == (date(2024, 3, 1), Decimal(620), date(2026, 9, 30))
    last, first = unit.entitlements.changes(known.id)
    assert (last.before["amount"], last.after["stopped_on"], last.source) == ("620.00", "2026-09-30", "hand")
    assert first.before is None


def test_who_is_granted_again_receives_again(unit, wang):
    put(unit, wang, STOPPED)

    assert put(unit, wang, replace(LOW, since=date(2026, 11, 1))) == "changed"
    (known,) = unit.entitlements.of(wang)
    assert known.stopped_on is None
    assert known.stop_reason == ""
    assert known.since == date(2026, 11, 1)


def test_what_runs_comes_before_what_stopped(unit, wang):
    put(unit, wang, STOPPED)
    put(unit, wang, NewEntitlement("gaoling", date(2028, 1, 1)))
    put(unit, wang, NewEntitlement("tekun", date(2026, 10, 1)))

    assert [one.programme for one in unit.entitlements.of(wang)] == ["tekun", "gaoling", "dibao"]


def test_nobody_is_given_what_is_another_ones(unit, wang):
    other = unit.people.add("张桂兰", "719901195506070246", "15400000003", "999901100201", now=NOW)
    put(unit, wang, LOW)

    assert unit.entitlements.of(other) == ()
    found = unit.entitlements.of_numbers({"719901194803120129", "719901195506070246"})
    assert {number: len(many) for number, many in found.items()} == {"719901194803120129": 1}


def test_payments_tell_the_first_month_and_the_last_amount(unit, wang):
    for number, (period, amount, part) in enumerate(
        [("2025-12", 580, 0), ("2026-01", 620, 0), ("2025-11", 580, 0), ("2026-01", 40, 1)], 1
    ):
        content = b"x%d" % number
        kept = unit.payments.add_file(f"{number}.csv", content, "account:1", NOW)
        paid_on = date(int(period[:4]), int(period[5:]), 10)
        row = NewPayment(2, wang, "dibao", period, Decimal(amount), paid_on, part=part)
        unit.payments.add_batch(kept.id, [row], "account:1", NOW)

    (span,) = unit.entitlements.spans(wang)
    assert (span.first_period, span.last_period, span.last_amount) == ("2025-11", "2026-01", Decimal(620))


def test_a_file_is_known_by_its_bytes_and_remembers_its_confirmation(unit):
    kept = unit.entitlements.add_file("待遇.csv", b"bytes", "account:1", NOW)
    assert not kept.known
    assert unit.entitlements.add_file("另一个名字.csv", b"bytes", "account:2", NOW).known
    assert unit.entitlements.content(kept.id) == b"bytes"

    assert unit.entitlements.accept_file(kept.id, 4, "account:1", NOW)
    assert not unit.entitlements.accept_file(kept.id, 4, "account:2", NOW)
    unit.entitlements.entered(kept.id, 3, {"new": 2, "same": 1})
    (waiting,) = unit.entitlements.importing()
    assert (waiting.state, waiting.rows_expected, waiting.up_to_row, waiting.new) == ("importing", 4, 3, 2)
    unit.entitlements.entered(kept.id, 4, {"stopped": 1})
    unit.entitlements.finish_file(kept.id)

    (row,) = unit.entitlements.files().rows
    assert (row.new, row.changed, row.stopped, row.confirmed_by, row.state) == (2, 0, 1, "account:1", "done")
    assert unit.entitlements.importing() == ()


def test_how_many_receive_is_counted_without_those_who_stopped(unit, wang):
    other = unit.people.add("张桂兰", "719901195506070246", "15400000003", "999901100201", now=NOW)
    put(unit, wang, LOW)
    put(unit, other, STOPPED)

    assert unit.entitlements.running(["dibao"], date(2026, 11, 20)) == 1
