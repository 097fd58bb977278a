"""Letters leave evenly, and the pressing ones wait for nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.pace import Pace


class Time:
    def __init__(self):
        self.seconds = 100.0
        self.slept = 0.0

    def __call__(self):
        return self.seconds

    def sleep(self, seconds):
        assert seconds > 0
        self.seconds += seconds
        self.slept += seconds


@pytest.fixture
def time():
    return Time()


def test_a_second_of_letters_leaves_at_once_and_then_twenty_a_second(time):
    pace = Pace(time, time.sleep)
    for _ in range(20):
        pace("staff")
    assert time.slept == 0
    for _ in range(40):
        pace("staff")

    assert time.slept == pytest.approx(2)


def test_bulk_letters_leave_a_quarter_to_the_others(time):
    pace = Pace(time, time.sleep)
    for _ in range(100):
        pace("bulk")
    slept = time.slept
    for _ in range(5):
        pace("interactive")

    assert time.slept == slept


def test_an_urgent_letter_never_waits_and_the_others_wait_out_its_share(time):
    pace = Pace(time, time.sleep)
    for _ in range(30):
        pace("urgent")
    assert time.slept == 0
    pace("staff")

    assert time.slept == pytest.approx(11 / 20)


@given(st.lists(st.sampled_from(["interactive", "staff", "bulk"]), min_size=1, max_size=200))
def test_no_second_sees_more_than_two_seconds_worth_whatever_the_mix(lanes):
    time = Time()
    pace = Pace(time, time.sleep)
    calls = []
    for lane in lanes:
        pace(lane)
        calls.append(time.seconds)

    assert all(sum(moment <= one < moment + 1 for one in calls) <= 40 for moment in calls)
    assert time.slept <= len(lanes) / 20 + 1
