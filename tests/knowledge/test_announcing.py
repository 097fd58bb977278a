"""What may stand in public, and what never does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.announcing import Announcement, faults_of, mobiles_in, sealed_in

TODAY = date(2026, 11, 18)


def told(text="周五上午在村委会讲低保政策，欢迎来听。", **changes):
    plain = {"division": "999901", "title": "讲政策", "shown_from": TODAY, "shown_until": TODAY + timedelta(days=30)}
    return Announcement(text=text, **{**plain, **changes})


def test_plain_words_within_their_days_may_be_announced():
    assert not list(faults_of(told(), TODAY))


@pytest.mark.parametrize(
    "number",
    [
        "719901195506070246",
        "71990119550607024X",
        "719901 19550607 0246",
        "719901550607024",
        "6222 0210 0123 4567 890",
        "622202100123456",
    ],
)
def test_numbers_like_an_id_or_a_card_never_stand_in_public(number):
    faults = list(faults_of(told(f"名单：张某，{number}。"), TODAY))

    assert len(faults) == 1
    assert number not in faults[0]


@pytest.mark.parametrize(
    "text",
    ["2026-11-18 至 2026-12-18，电话0300-5550120", "预算12,000,000元", "烟民函〔2021〕95号", "民发〔2022〕83号，12345"],
)
def test_days_phones_of_offices_and_document_numbers_may(text):
    assert not sealed_in(text)
    assert not mobiles_in(text)


@given(st.integers(10**10 + 3 * 10**9, 2 * 10**10 - 1), st.sampled_from(["{}", "+86{}", "找小李{}。", "tel {}"]))
def test_a_mobile_number_is_found_however_it_is_written(number, around):
    plain = str(number)
    grouped = f"{plain[:3]} {plain[3:7]} {plain[7:]}"

    assert mobiles_in(around.format(plain)) == (plain,)
    assert mobiles_in(around.format(grouped)) == (plain,)
    assert mobiles_in(around.format(plain), known={plain}) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "讲"}, "标题"),
        ({"text": "好"}, "正文"),
        ({"text": "长" * 3001}, "太长"),
        ({"shown_until": TODAY - timedelta(days=1)}, "还早"),
        ({"shown_from": TODAY - timedelta(days=9), "shown_until": TODAY - timedelta(days=1)}, "已经过了"),
        ({"shown_until": TODAY + timedelta(days=400)}, "最多公开一年"),
    ],
)
def test_what_cannot_be_announced_says_why(changes, said):
    faults = list(faults_of(told(**changes), TODAY))

    assert len(faults) == 1
    assert said in faults[0]
