from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.household import Household, household


@pytest.mark.parametrize(
    ("words", "people", "income"),
    [
        ("我家四口人一个月收入两千能吃多少低保", 4, "2000"),
        ("全家3口人每月一共挣1500块", 3, "1500"),
        ("家里五个人一年收入两万四够不够低保", 5, "2000"),
        ("俺家两口人人均每月收入300", 2, "600"),
        ("一家三口每个月工资加起来就 900 元", 3, "900"),
    ],
)
def test_a_family_that_tells_heads_and_income_is_read(words, people, income):
    assert household(words, people) == Household(people, Decimal(income))


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("我家四口人能吃多少低保", 4),
        ("我每月挣1000 老婆每月挣800", 3),
        ("收入两千能办吗", 4),
        ("一个月收入两千能办吗", None),
        ("一年收入三百万", 2),
    ],
)
def test_who_tells_too_little_or_two_incomes_is_not_reckoned_for(words, people):
    assert household(words, people) is None


def test_what_is_missing_is_the_standard_of_all_less_what_they_have():
    assert Household(4, Decimal(2000)).missing(Decimal(620)) == Decimal(480)
    assert Household(4, Decimal(2480)).missing(Decimal(620)) == 0


@given(st.integers(1, 20), st.integers(0, 100_000), st.integers(1, 5000))
def test_nobody_lacks_more_than_the_standard_nor_less_than_nothing(people, income, standard):
    home = Household(people, Decimal(income))
    missing = home.missing(Decimal(standard))

    assert 0 <= missing <= Decimal(standard) * people
    assert missing == 0 or missing + income == standard * people
