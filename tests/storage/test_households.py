"""Households: found by any of their people, by the head's number or the household's, nobody else's with them."""

import pytest

from tests.storage.conftest import NOW

HEAD, SON, GRANNY, OTHER = "141121197001010035", "141121199501010054", "141121194501010027", "141121198001010042"


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


@pytest.fixture
def ids(unit):
    return [unit.people.add(f"示例{number}", number, "", "141121", now=NOW) for number in (HEAD, SON, GRANNY, OTHER)]


def names(people):
    return [one.id for one in people]


def test_who_is_told_no_household_is_alone(unit, ids):
    assert names(unit.households.of(ids[3])) == [ids[3]]
    assert unit.households.others([ids[3]]) == ()


def test_the_head_belongs_to_the_household_though_only_the_others_name_him(unit, ids):
    unit.households.put_many({SON: HEAD.lower(), GRANNY: f" {HEAD} "}, NOW)

    for one in ids[:3]:
        assert names(unit.households.of(one)) == ids[:3]
    assert names(unit.households.others([ids[1]])) == [ids[0], ids[2]]
    assert unit.households.others(ids[:3]) == ()


def test_a_households_number_ties_as_well_and_an_empty_one_unties(unit, ids):
    unit.households.put(ids[0], "a-0012", NOW)
    unit.households.put(ids[1], "A-0012", NOW)
    assert names(unit.households.of(ids[0])) == ids[:2]

    unit.households.put(ids[1], "", NOW)
    assert names(unit.households.of(ids[0])) == [ids[0]]


def test_the_key_is_sealed_at_rest(storage, unit, ids):
    unit.households.put(ids[1], HEAD, NOW)
    raw = unit.connection.exec_driver_sql("SELECT household FROM people WHERE household IS NOT NULL").scalar_one()

    assert HEAD.encode() not in bytes(raw)
