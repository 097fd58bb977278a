"""Two tellings of one person in need are joined only where it is certain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.personnames import is_full_name
from knowledge.sameperson import WITHIN, Person, is_certain, may_join

VILLAGE, NEXT_VILLAGE, TOWN = "999901200201", "999901200202", "999901200"
ID = "719901194803120129"
WANG = Person("王秀英", place=VILLAGE)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)

people = st.builds(
    Person,
    name=st.sampled_from(["", "王秀英", "王 秀英", "李桂花", "王大爷", "阿依古丽·艾买提"]),
    id_number=st.sampled_from(["", ID, "719901195506070246"]),
    phone=st.sampled_from(["", "15400000001", "15400000002"]),
    place=st.sampled_from(["", TOWN, VILLAGE, NEXT_VILLAGE]),
    address=st.sampled_from(["", "北张村三组", "北张村3组12号", "北张村五组"]),
    age=st.sampled_from([None, 40, 72, "70多"]),
)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (WANG, "the same full name in the same village"),
        (replace(WANG, name="王 秀英"), "a blank between is no other name"),
        (replace(WANG, address="北张村三组", age=80), "more known of one than of the other"),
        (replace(WANG, phone="15400000009"), "her own number was not known before"),
    ],
)
def test_the_same_full_name_in_the_same_village_is_one_person(told, why):
    assert is_certain(WANG, told), why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (WANG, replace(WANG, place=NEXT_VILLAGE), "another village"),
        (replace(WANG, place=TOWN), replace(WANG, place=TOWN), "a name is common in a township"),
        (WANG, replace(WANG, place=TOWN), "the village is not known of both"),
        (WANG, replace(WANG, name="王秀云"), "another name"),
        (replace(WANG, name="王大爷"), replace(WANG, name="王大爷"), "a village has many of them"),
        (replace(WANG, name=""), replace(WANG, name=""), "nobody unnamed is certain"),
        (replace(WANG, address="三组"), replace(WANG, address="北张村5组"), "another group of the village"),
        (replace(WANG, age=72), replace(WANG, age=35), "nobody guesses an age so wrongly"),
        (replace(WANG, id_number=ID), replace(WANG, id_number="719901195506070246"), "another ID number"),
        (replace(WANG, phone="15400000001"), replace(WANG, phone="15400000002"), "another number of her own"),
    ],
)
def test_what_is_only_likely_is_not_certain(one, other, why):
    assert not is_certain(one, other), why


def test_an_id_number_is_enough_wherever_she_lives():
    assert is_certain(Person(id_number=ID, place=VILLAGE), Person("王秀英", ID, place=NEXT_VILLAGE))


def test_her_own_telephone_is_enough_unless_a_name_speaks_against_it():
    phone = "15400000001"

    assert is_certain(Person("王大爷", phone=phone), Person(phone=phone, place=VILLAGE))
    assert not is_certain(Person("王大爷", phone=phone), Person("王大娘", phone=phone))
    assert not is_certain(Person(phone=phone, place=VILLAGE), Person(phone=phone, place=NEXT_VILLAGE))


@given(people, people)
def test_it_does_not_matter_who_told_first(one, other):
    assert is_certain(one, other) == is_certain(other, one)


@given(people, people)
def test_names_that_differ_are_never_one_person(one, other):
    if one.name and other.name and one.name.replace(" ", "") != other.name.replace(" ", ""):
        assert not is_certain(one, other)


@given(people, people)
def test_nothing_is_certain_of_a_name_alone(one, other):
    bare = [replace(each, id_number="", phone="", place=each.place[:9]) for each in (one, other)]

    assert not is_certain(*bare)


@pytest.mark.parametrize("kind", ["complaint", "question", "payment", "callback", "change"])
def test_only_what_tells_of_somebody_in_need_is_joined(kind):
    assert may_join("help", "normal", "new", NOON, "help", NOON)
    assert not may_join(kind, "normal", "new", NOON, "help", NOON)
    assert not may_join("help", "normal", "new", NOON, kind, NOON)


def test_what_is_done_with_or_old_is_not_joined():
    assert not may_join("help", "normal", "resolved", NOON, "help", NOON)
    assert not may_join("help", "normal", "new", NOON - WITHIN, "help", NOON)
    assert may_join("help", "normal", "referred", NOON - WITHIN + timedelta(minutes=1), "help", NOON)


@pytest.mark.parametrize("state", ["verified", "referred"])
def test_danger_after_somebody_was_there_is_a_new_alarm(state):
    assert may_join("help", "normal", "accepted", NOON, "danger", NOON)
    assert not may_join("help", "normal", state, NOON, "danger", NOON)


@pytest.mark.parametrize(("kind", "urgency"), [("danger", "danger"), ("help", "danger")])
def test_another_days_danger_is_a_new_alarm(kind, urgency):
    assert may_join(kind, urgency, "new", NOON - timedelta(hours=5), "danger", NOON)
    assert not may_join(kind, urgency, "new", NOON - timedelta(hours=25), "danger", NOON)
    assert may_join(kind, urgency, "new", NOON - timedelta(hours=25), "help", NOON)


@pytest.mark.parametrize("name", ["王秀英", "欧阳建国", "阿依古丽·艾买提", "李福", "王小明", "张大伟"])
def test_a_surname_and_a_given_name_are_a_full_name(name):
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "王",
        "王大爷",
        "老王",
        "李家二嫂",
        "王某",
        "隔壁老太",
        "王二",
        "李姐",
        "李二妹",
        "王老汉",
        "张大妹",
        "张书记",
        "一个老人",
    ],
)
def test_what_neighbours_call_somebody_is_no_full_name(name):
    assert not is_full_name(name)
