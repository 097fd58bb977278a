"""Thousands of rows at once do what one at a time would, and the same again does nothing."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.entitlementrows import EntitlementRow
from storage.entitlement_import import told_by
from tests.storage.conftest import NOW

TODAY = date(2026, 11, 20)
PLACES = {"北张乡北张村": "999901200201"}


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


@pytest.fixture
def file_id(unit):
    return unit.entitlements.add_file("待遇.csv", b"x", "account:1", NOW).id


def a_row(row=2, **changes):
    facts = {
        "row": row,
        "name": f"示例{row}",
        "id_number": f"14112119500101{row:04d}",
        "programme": "dibao",
        "since": date(2024, 3, 1),
        "amount": Decimal("620"),
        "pay_day": 10,
        "phone": f"138{row:08d}",
        "place": "北张乡北张村",
    }
    return EntitlementRow(**facts | changes)


def entered(unit, file_id, rows):
    return unit.entitlement_import.add(file_id, rows, "account:1", NOW, TODAY, PLACES)


def of(unit, row):
    person = unit.people.by_id_number(row.id_number)
    return person, unit.entitlements.of(person.id)


def test_unknown_people_are_entered_with_what_they_receive(unit, file_id):
    stopped = {"stopped_on": date(2026, 9, 30), "stop_reason": "户口迁出（示例）"}
    rows = [a_row(2), a_row(3, **stopped), a_row(4, id_number=a_row(2).id_number, programme="gaoling")]

    assert entered(unit, file_id, rows) == {"new": 2, "stopped": 1}

    person, (low, old) = of(unit, rows[0])
    assert (person.phone, person.place, person.programmes) == ("13800000002", "999901200201", ("dibao", "gaoling"))
    assert (low.since, low.amount, low.pay_day, low.source, low.file_id, low.by) == (
        date(2024, 3, 1),
        Decimal(620),
        10,
        "file",
        file_id,
        "account:1",
    )
    assert (low.stop_reason, low.decided_by, old.programme) == ("", "", "gaoling")
    gone, (ended,) = of(unit, rows[1])
    assert (gone.programmes, ended.stop_reason) == ((), "户口迁出（示例）")
    (line,) = unit.entitlements.changes(ended.id)
    assert (line.before, line.after["stop_reason"], line.source) == (None, "户口迁出（示例）", "file")


def test_the_same_rows_again_change_nothing(unit, file_id):
    rows = [a_row(number) for number in range(2, 8)]
    entered(unit, file_id, rows)
    mark = unit.entitlements.last_change()

    assert entered(unit, file_id, rows) == {"same": 6}
    assert unit.entitlements.last_change() == mark


def test_what_changed_keeps_what_it_was_and_the_person_follows(unit, file_id):
    entered(unit, file_id, [a_row(2), a_row(3)])
    stop = a_row(2, since=None, amount=None, pay_day=None, stopped_on=date(2026, 10, 31), stop_reason="去世（示例）")

    assert entered(unit, file_id, [stop, a_row(3, amount=Decimal(650))]) == {"stopped": 1, "changed": 1}

    person, (ended,) = of(unit, stop)
    assert (person.programmes, ended.amount, ended.stopped_on) == ((), Decimal(620), date(2026, 10, 31))
    last, _ = unit.entitlements.changes(ended.id)
    assert (last.before["amount"], last.after["stopped_on"]) == ("620.00", "2026-10-31")
    assert of(unit, a_row(3))[0].programmes == ("dibao",)


def test_somebody_granted_again_receives_again(unit, file_id):
    entered(unit, file_id, [a_row(2, stopped_on=date(2026, 1, 31), stop_reason="迁出（示例）")])

    assert entered(unit, file_id, [a_row(2, since=date(2026, 11, 1))]) == {"changed": 1}
    person, (again,) = of(unit, a_row(2))
    assert (person.programmes, again.stopped_on, again.stop_reason) == (("dibao",), None, "")


_ROWS = st.lists(
    st.builds(
        a_row,
        st.integers(2, 5),
        programme=st.sampled_from(("dibao", "gaoling")),
        since=st.sampled_from((None, date(2024, 3, 1), date(2025, 1, 1))),
        amount=st.sampled_from((None, Decimal(620), Decimal("650.5"))),
        pay_day=st.sampled_from((None, 10)),
        stopped_on=st.sampled_from((None, date(2026, 9, 30), date(2026, 12, 1))),
        decided_by=st.sampled_from(("", "北张乡（示例）")),
    ),
    max_size=6,
    unique_by=lambda row: (row.row, row.programme),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=st.lists(_ROWS, max_size=3))
def test_many_at_once_do_what_one_at_a_time_would(storage, tables):
    """Whatever several files tell of the same people, in whatever order."""
    tables = [[row._replace(row=number) for number, row in enumerate(rows, 2)] for rows in tables]

    def told(unit, rows):
        known = unit.entitlements.of_numbers({row.id_number for row in rows})
        return {
            number: sorted(
                (one.programme, str(one.since), str(one.amount), str(one.stopped_on), one.decided_by, lines)
                for one in many
                for lines in [len(unit.entitlements.changes(one.id))]
            )
            for number, many in known.items()
        }

    every = [row for rows in tables for row in rows]
    with storage.work() as unit:
        file_id = unit.entitlements.add_file("待遇.csv", b"x", "account:1", NOW).id
        many = [entered(unit, file_id, rows) for rows in tables]
        at_once = told(unit, every)
    with storage.work() as unit:
        one_by_one = []
        for rows in tables:
            done = Counter()
            for row in rows:
                person = unit.people.by_id_number(row.id_number)
                person_id = person.id if person else unit.people.add(row.name, row.id_number, "", "", now=NOW)
                done[unit.entitlements.put(person_id, told_by(row), "file", "account:1", NOW)] += 1
            one_by_one.append(done)
        assert told(unit, every) == at_once
    assert many == one_by_one
