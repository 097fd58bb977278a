"""Arrivals: who is told of a payment, who could not be, and how far the telling is."""

from datetime import timedelta

import pytest

from tests.storage.conftest import NOW
from tests.storage.test_payments import a_row, bind, imported


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_each_follower_of_a_paid_person_gets_one_letter(unit):
    batch = imported(unit)
    bind(unit, "wang", 2)
    bind(unit, "son", 2)
    bind(unit, "gone", 3)
    unit.contacts.unfollow("gone")
    bind(unit, "silent", 4)
    unit.contacts.subscribe("silent", "arrival", wanted=False)

    assert unit.arrivals.queue(batch.id, NOW) == 2
    assert unit.arrivals.queue(batch.id, NOW) == 0

    letters = unit.letters.claim(NOW, 10, timedelta(minutes=5))
    payment = unit.payments.of_person(unit.people.by_id_number(a_row(2).id_number).id)[0]
    assert sorted(letter.to_id for letter in letters) == ["son", "wang"]
    assert {(letter.subject, letter.lane, letter.bundle) for letter in letters} == {
        (f"payment:{payment.id}", "bulk", f"batch:{batch.id}")
    }
    assert letters[0].payload == {}
    assert letters[0].key == f"payment:{payment.id}:arrival:{letters[0].to_id}"


def test_letters_may_be_queued_in_parts(unit):
    batch = imported(unit)
    for row in (2, 3, 4):
        bind(unit, f"o{row}", row)

    assert unit.arrivals.queue(batch.id, NOW, 0, 2) == 1
    assert unit.arrivals.queue(batch.id, NOW, 2) == 2


def test_progress_counts_rows_and_letters(unit):
    batch = imported(unit)
    bind(unit, "wang", 2)
    unit.arrivals.queue(batch.id, NOW)

    progress = unit.arrivals.progress(batch.id)
    assert (progress.batch.id, progress.stored, progress.letters) == (batch.id, 3, {"queued": 1})
    with pytest.raises(KeyError):
        unit.arrivals.progress(999)


def test_those_nobody_could_tell_are_listed_by_place(unit):
    batch = imported(unit)
    unit.pay_import.add(batch.id, [a_row(5, place="")], NOW)
    bind(unit, "wang", 2)
    bind(unit, "silent", 3)
    unit.contacts.subscribe("silent", "arrival", wanted=False)
    unit.arrivals.queue(batch.id, NOW)

    assert unit.arrivals.untold_by_place(batch.id) == {"": 1, "141121200": 1}
    page = unit.arrivals.untold(batch.id, "141121")
    ((untold),) = page.rows
    assert (page.total, untold.name, untold.phone, untold.payment.row) == (1, "示例4", "13800000004", 4)
    assert unit.arrivals.untold(batch.id).total == 2
    assert "示例" not in repr(untold)


def test_whose_letter_failed_must_be_told_at_the_door(unit):
    batch = imported(unit, 1)
    bind(unit, "wang", 2)
    unit.arrivals.queue(batch.id, NOW)
    (letter,) = unit.letters.claim(NOW, 10, timedelta(minutes=5))
    assert unit.arrivals.untold(batch.id).total == 0
    unit.letters.refused(letter.id, "43101", NOW)

    assert unit.arrivals.untold(batch.id).total == 1


def test_who_was_told_by_a_person_is_off_the_list(unit):
    batch = imported(unit)
    ids = [untold.payment.id for untold in unit.arrivals.untold(batch.id).rows]

    assert unit.arrivals.told_by_person(ids[:2], "staff:1", NOW) == 2
    assert unit.arrivals.told_by_person(ids[:2], "staff:1", NOW) == 0
    assert unit.arrivals.told_by_person([], "staff:1", NOW) == 0

    assert [untold.payment.id for untold in unit.arrivals.untold(batch.id).rows] == ids[2:]
    assert unit.letters.of(f"payment:{ids[0]}")[0].reason == "staff:1"
    assert unit.arrivals.progress(batch.id).letters == {"told": 2}
    assert unit.letters.claim(NOW + timedelta(days=9), 10, timedelta(minutes=5)) == ()
