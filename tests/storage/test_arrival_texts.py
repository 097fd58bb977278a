"""Arrivals by text message: for those who have a phone but are not on WeChat."""

from datetime import timedelta

import pytest

from tests.storage.conftest import NOW
from tests.storage.test_payments import a_row, bind, imported

LEASE = timedelta(minutes=5)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_who_has_a_phone_and_no_follower_gets_a_text_and_nobody_twice(unit):
    batch = imported(unit)
    bind(unit, "wang", 2)
    bind(unit, "gone", 3)
    unit.contacts.unfollow("gone")
    unit.pay_import.add(batch.id, [a_row(5, phone="")], NOW)
    unit.arrivals.queue(batch.id, NOW)

    assert unit.arrivals.queue_texts(batch.id, NOW) == 2
    assert unit.arrivals.queue_texts(batch.id, NOW) == 0

    texts = [letter for letter in unit.letters.claim(NOW, 10, LEASE) if letter.to_kind == "person"]
    persons = [str(unit.people.by_id_number(a_row(row).id_number).id) for row in (3, 4)]
    assert sorted(letter.to_id for letter in texts) == sorted(persons)
    assert {(letter.key, letter.lane, letter.bundle) for letter in texts} == {
        (f"{letter.subject}:arrival:sms", "bulk", f"batch:{batch.id}") for letter in texts
    }
    assert {letter.payload == {} for letter in texts} == {True}


def test_who_chose_silence_gets_no_text_either(unit):
    batch = imported(unit, 1)
    bind(unit, "silent", 2)
    unit.contacts.subscribe("silent", "arrival", wanted=False)

    assert unit.arrivals.queue_texts(batch.id, NOW) == 0


def test_who_was_told_in_person_gets_no_text_after_it(unit):
    batch = imported(unit, 1)
    unit.arrivals.told_by_person([unit.arrivals.untold(batch.id).rows[0].payment.id], "staff:1", NOW)

    assert unit.arrivals.queue_texts(batch.id, NOW) == 0


def test_texts_may_be_queued_in_parts(unit):
    batch = imported(unit)

    assert unit.arrivals.queue_texts(batch.id, NOW, 0, 2) == 1
    assert unit.arrivals.queue_texts(batch.id, NOW, 2) == 2


@pytest.mark.parametrize("end", ["refused", "failed"])
def test_nobody_calls_at_the_door_while_a_text_is_on_its_way_but_does_when_it_fails(unit, end):
    batch = imported(unit, 1)
    unit.arrivals.queue_texts(batch.id, NOW)
    assert unit.arrivals.untold_by_place(batch.id) == {}
    (letter,) = unit.letters.claim(NOW, 10, LEASE)
    getattr(unit.letters, end)(letter.id, "InvalidMobile", NOW)

    assert unit.arrivals.untold_by_place(batch.id) == {"141121200": 1}
    assert unit.arrivals.untold(batch.id).total == 1
