"""Cards, codes and passwords are blotted out, ID numbers shortened, and all other words stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.blotting import CARD, CODE, blotted, kept, private_in

ID_NUMBER = "719901194803120129"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("6222021234567890123", CARD),
        ("卡号6222 0212 3456 7890 123，钱打这里", f"卡号{CARD}，钱打这里"),
        ("6222-0212-3456-7890", CARD),
        ("验证码是384921", f"验证码是{CODE}"),
        ("密码：abc123", f"密码：{CODE}"),
        ("384921是我的验证码", f"{CODE}是我的验证码"),
        (f"我叫王福，{ID_NUMBER}", f"我叫王福，{ID_NUMBER}"),
        ("我电话15400000002", "我电话15400000002"),
        ("验证码是多少", "验证码是多少"),
        ("低保620元，2026年11月10日", "低保620元，2026年11月10日"),
    ],
)
def test_what_nobody_needs_is_blotted_out(said, left):
    assert blotted(said) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"我叫王福，{ID_NUMBER}", "我叫王福，719*************29"),
        ("7199 0119 4803 1201 29", "719*************29"),
        ("120129", CODE),
        ("2", "2"),
        ("15400000002", "15400000002"),
    ],
)
def test_of_an_id_number_only_its_ends_are_kept(said, left):
    assert kept(said) == left


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("6222021234567890123", "card"),
        ("密码123456", "code"),
        (ID_NUMBER, "id_number"),
        ("15400000002", None),
        ("低保", None),
    ],
)
def test_it_is_told_what_should_not_have_been_sent(said, what):
    assert private_in(said) == what


@given(st.text(max_size=80))
def test_blotting_twice_is_once_and_words_without_digits_stay(text):
    assert blotted(blotted(text)) == blotted(text)
    if not any(character.isdigit() for character in text):
        assert kept(text) == text


@given(st.integers(10**15, 10**19 - 1).map(str), st.text("我家的钱打到卡上 ，。", max_size=10))
def test_no_long_number_is_kept_whole(number, around):
    assert number not in kept(around + number + around)
