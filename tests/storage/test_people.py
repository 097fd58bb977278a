"""The register: found by what is known of a person, though nothing of it stands there readable."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage.people import NewPerson
from tests.storage.conftest import NOW

NUMBER = "141121195001010028"
OTHER = "14112119500101003X"
PHONE = "13800000000"
NAME = "王桂兰（示例）"


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


@pytest.fixture
def person(unit):
    return unit.people.add(NAME, NUMBER, PHONE, "141121100201", ("dibao",), now=NOW)


def test_a_person_comes_back_as_entered(unit, person):
    known = unit.people.get(person)

    assert (known.name, known.id_number, known.phone, known.place) == (NAME, NUMBER, PHONE, "141121100201")
    assert (known.programmes, known.changed_at) == (("dibao",), NOW)
    assert NAME not in repr(known)


def test_a_person_is_found_by_number_and_phone(unit, person):
    assert unit.people.by_id_number(NUMBER).id == person
    assert [found.id for found in unit.people.by_phone(PHONE)] == [person]
    assert unit.people.by_id_number(OTHER) is None
    assert unit.people.by_phone("13900000000") == ()
    assert unit.people.many([person, 999]).keys() == {person}
    assert unit.people.count() == 1


def test_a_last_letter_in_lower_case_is_the_same_number(unit):
    person = unit.people.add(NAME, OTHER.lower(), "", "", now=NOW)

    assert unit.people.by_id_number(OTHER).id == person
    assert unit.people.by_id_number(OTHER.lower()).id_number == OTHER


def test_nobody_stands_in_the_register_twice(unit, person):
    with pytest.raises(IntegrityError):
        unit.people.add("另一人（示例）", NUMBER, "", "", now=NOW)


def test_persons_without_a_number_may_be_many(unit):
    assert unit.people.add(NAME, "", "", "", now=NOW) != unit.people.add(NAME, "", "", "", now=NOW)


@pytest.mark.parametrize(
    ("name", "number", "phone", "found"),
    [
        (NAME, NUMBER, PHONE, True),
        (NAME, "0028", PHONE, True),
        (NAME, "010028", PHONE, True),
        (" 王桂兰 （示例）", "0028", PHONE, True),
        (NAME, "0028", "13900000000", False),
        (NAME, NUMBER, "13900000000", False),
        (NAME, NUMBER, "", False),
        (NAME, "990028", PHONE, False),
        (NAME, "028", PHONE, False),
        (NAME, "", PHONE, False),
        ("李桂兰（示例）", NUMBER, PHONE, False),
    ],
)
def test_binding_wants_name_number_and_phone_to_agree(unit, person, name, number, phone, found):
    assert (unit.people.match(name, number, phone) is not None) == found


def test_without_a_registered_phone_only_the_whole_number_binds(unit):
    unit.people.add(NAME, NUMBER, "", "", now=NOW)

    assert unit.people.match(NAME, NUMBER, PHONE)
    assert unit.people.match(NAME, "0028", PHONE) is None


def test_two_persons_alike_bind_nobody(unit, person):
    unit.people.add(NAME, "141121196001010028", PHONE, "", now=NOW)

    assert unit.people.match(NAME, "0028", PHONE) is None
    assert unit.people.match(NAME, NUMBER, PHONE).id == person


@pytest.mark.parametrize("words", [NUMBER, PHONE, "0028", "0000", NAME, " 王桂兰（示例） "])
def test_the_console_finds_a_person_by_what_is_typed(unit, person, words):
    assert [found.id for found in unit.people.find(words)] == [person]


@pytest.mark.parametrize("words", ["", "  ", "王", "9999", "13800000001", "' OR 1=1 --"])
def test_the_console_finds_nobody_by_less(unit, person, words):
    assert unit.people.find(words) == ()


def test_a_changed_phone_is_the_one_found(unit, person):
    unit.people.update(person, NOW.replace(year=2027), phone="13900000000", name="王桂花（示例）")

    assert unit.people.by_phone(PHONE) == ()
    assert unit.people.match("王桂花（示例）", "0028", "13900000000").id == person
    assert unit.people.find("0000") == unit.people.by_phone("13900000000")
    unit.people.update(person, NOW, phone="")
    assert unit.people.get(person).phone == ""
    assert unit.people.find("0000") == ()


def test_persons_of_a_long_file_are_entered_once(unit, person):
    rows = [NewPerson(f"示例{n}", f"1411211950010{n:05d}") for n in range(1200)]
    rows.insert(7, NewPerson("王桂兰（示例）", NUMBER))

    assert unit.people.enter(rows, NOW) == 1200
    assert unit.people.by_id_number(rows[1000].id_number).name == rows[1000].name
    assert unit.people.by_id_number(NUMBER).id == person
    assert unit.people.enter(rows, NOW) == 0


def test_only_what_was_not_known_is_filled_in(unit, person):
    lacking = unit.people.add("李四（示例）", OTHER, "", "", now=NOW)

    unit.people.fill_in(
        [(person, "13911111111", "141121"), (lacking, "13922222222", "141121200"), (lacking, "13933333333", "")], NOW
    )

    assert unit.people.get(person).phone == PHONE
    assert (unit.people.get(lacking).phone, unit.people.get(lacking).place) == ("13922222222", "141121200")
    assert [one.id for one in unit.people.by_phone("13922222222")] == [lacking]
