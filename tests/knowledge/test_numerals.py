from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numerals import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三万五", 35000),
        ("1.5万", 15000),
        ("两千三", 2300),
        ("廿三", 23),
        ("俩", 2),
        ("三百零五", 305),
        ("3千2", 3200),
        ("一百二", 120),
        ("十", 10),
        ("八十六", 86),
        ("两万", 20000),
        ("二〇二六", 2026),
    ],
)
def test_numbers_are_read_as_people_say_them(words, value):
    assert number(words) == Decimal(value)


@pytest.mark.parametrize("words", ["", "低保", "三口人"])
def test_words_that_say_no_number_say_none(words):
    assert number(words) is None


@given(st.integers(min_value=1, max_value=99_999_999))
def test_written_out_numbers_are_read_back(value):
    assert number(cn2an.an2cn(value)) == value
