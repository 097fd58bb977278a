"""What a number shows, and how much of it others may see."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identity import (
    age,
    born_on,
    check_digit,
    check_id_number,
    check_phone,
    mask_id,
    mask_name,
    mask_phone,
    tail,
)

births = st.dates(date(1900, 1, 1), date(2030, 12, 31))
id_numbers = st.builds(
    lambda region, born, order: (first := f"{region}{born:%Y%m%d}{order:03d}") + check_digit(first),
    st.sampled_from(["141121", "530924", "360202", "370602", "110101", "659001"]),
    births,
    st.integers(0, 999),
)


def test_the_example_printed_in_gb_11643_passes():
    assert check_id_number("11010519491231002X") == "11010519491231002X"


def test_a_small_x_full_width_digits_and_gaps_are_forgiven():
    assert check_id_number(" 110105 19491231 002x") == "11010519491231002X"
    assert check_id_number("１１０１０５１９４９１２３１００２Ｘ") == "11010519491231002X"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "110105194912310021",
        "990105194912310020",
        "11010519490231002X",
        "1.10105194912E+17",
        "张三",
        "110105491231002",
    ],
)
def test_what_is_no_id_number_is_none(text):
    assert check_id_number(text) is None


@given(id_numbers)
def test_every_number_made_by_the_rule_passes_and_tells_its_birth_date(number):
    assert check_id_number(number) == number
    assert f"{born_on(number):%Y%m%d}" == number[6:14]


@given(id_numbers, st.integers(0, 17), st.integers(1, 9))
def test_no_single_mistyped_digit_passes(number, place, shift):
    if not number[place].isdigit():
        return
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    assert check_id_number(wrong) is None


@given(st.text(max_size=40))
def test_no_text_at_all_makes_the_checks_fail(text):
    assert check_id_number(text) is None or len(check_id_number(text)) == 18
    assert check_phone(text) is None or check_phone(text)[0] in "01"


@pytest.mark.parametrize(
    ("said", "dialled"),
    [
        ("13812345678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("0086-13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0358-3022222", "0358-3022222"),
        ("（0358）3022222", "0358-3022222"),
        ("+86 0358 3022222", "0358-3022222"),
        ("010-62345678", "010-62345678"),
        ("02512345", None),
        ("12812345678", None),
        ("1381234567", None),
        ("12345", None),
        ("0358-0022222", None),
    ],
)
def test_phones_are_read_as_they_are_dialled(said, dialled):
    assert check_phone(said) == dialled


def test_a_local_landline_is_completed_by_the_area_code_only_where_one_is_given():
    assert check_phone("3022222", area="0358") == "0358-3022222"
    assert check_phone("3022222") is None


def test_birthdays_count_on_the_day_itself():
    number = "11010519491231002X"

    assert age(number, date(2026, 12, 30)) == 76
    assert age(number, date(2026, 12, 31)) == 77


def test_masks_leave_what_tells_two_people_apart():
    assert mask_name("王小明") == "王**"
    assert mask_name("王明") == "王*"
    assert mask_name("欧阳锋") == "欧阳*"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0358-3022222") == "0358-****222"
    assert mask_id("11010519491231002X") == "110105********002X"
    assert tail("6222020903001234567") == "4567"


@given(id_numbers)
def test_a_masked_id_number_never_shows_the_birth_date(number):
    assert number[6:14] not in mask_id(number)


@given(st.text(max_size=20))
def test_what_cannot_be_masked_in_part_is_hidden_whole(text):
    if len(text) != 18:
        assert set(mask_id(text)) <= {"*"}
