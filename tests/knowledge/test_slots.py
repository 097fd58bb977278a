"""What sentences tell, by a table of invented ones, and what holds for every number whichever way it is written."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identity import check_digit, check_id_number
from knowledge.moneysaid import amount_in
from knowledge.normalise import normalise
from knowledge.personnames import name_in
from knowledge.phones import numbers_in

ROWS = yaml.safe_load((Path(__file__).parent / "slot_sentences.yaml").read_text(encoding="utf-8"))


def told(value):
    return "-" if value is None else value if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("slot", sorted(ROWS))
def test_a_sentence_fills_its_slot(ear, slot):
    wrong = []
    for text, wanted in ROWS[slot]:
        found = told(ear.hear(text).slots.get(slot))
        if str(wanted) not in found if isinstance(found, tuple) else found != str(wanted):
            wrong.append((text, wanted, found))
    assert wrong == []


def test_the_table_is_large_enough():
    assert sum(map(len, ROWS.values())) >= 200


mobiles = st.builds(lambda head, tail: f"1{head}{tail:09d}", st.integers(3, 9), st.integers(0, 999_999_999))
SPOKEN = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))


def phones(text):
    return [number for kind, number in numbers_in(normalise(text)) if kind == "phone"]


@given(
    mobiles, st.sampled_from([" ", "-", "", "."]), st.sampled_from(["我电话{}", "{}找我", "号码:{} 王强", "打{},谢谢"])
)
def test_a_phone_is_found_however_its_digits_are_grouped(phone, gap, frame):
    grouped = gap.join((phone[:3], phone[3:7], phone[7:]))
    assert phones(frame.format(grouped)) == [phone]


@given(mobiles)
def test_a_phone_is_found_when_it_is_said(phone):
    said = "".join(SPOKEN[digit] for digit in phone)
    assert phones(f"我的电话是{said}") == [phone]
    assert phones(f"我的电话是{said[:3]} {said[3:7]} {said[7:]}") == [phone]


@given(mobiles, mobiles, st.sampled_from(["和", " ", "、", "或者"]))
def test_two_phones_are_both_found(one, other, between):
    assert phones(f"{one}{between}{other}") == [one, other]


@given(st.integers(0, 999), st.dates(), st.booleans())
def test_no_phone_is_found_inside_an_id_number(order, born, right):
    first = f"110105{born:%Y%m%d}{order:03d}"
    number = first + (check_digit(first) if right else "1" if check_digit(first) != "1" else "2")
    found = list(numbers_in(f"身份证{number}"))
    assert [kind for kind, _ in found if kind == "phone"] == []
    assert [one for _, one in found] == ([number] if check_id_number(number) else [])


@given(mobiles)
def test_a_phone_beside_an_id_number_is_found(phone):
    assert dict(numbers_in(f"身份证11010519491231002X{phone}")) == {"id_number": "11010519491231002X", "phone": phone}


@given(st.integers(5, 999_999), st.sampled_from(["{}元", "{}块钱", "花了{}", "¥{}"]))
def test_an_amount_in_digits_comes_out_as_it_is(value, frame):
    assert amount_in(frame.format(value)) == (Decimal(value), "")
    assert amount_in(f"{value:,}元") == (Decimal(value), "")


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_short_amount_is_read_in_full(tens, ones):
    assert amount_in(f"花了{tens}万{ones}") == (Decimal(tens * 10_000 + ones * 1_000), "")
    assert amount_in(f"欠了{tens}.{ones}万") == (Decimal(tens * 10_000 + ones * 1_000), "")


@given(st.text(alphabet="我叫王他来人·张三司马 ,0一", max_size=20))
def test_a_name_has_two_characters_or_more_and_stands_in_the_text(text):
    name = name_in(text)
    assert name is None or (len(name) >= 2 and name in text)
