"""One table of states and moves."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import casework
from knowledge.casework import Action, Refused, State, actions_of, check_result, move


def test_a_clue_walks_from_new_to_closed():
    state = "new"
    for action in ("accept", "visit", "verify", "resolve", "close"):
        state = move(state, action)

    assert state == "closed"


def test_a_visit_takes_the_clue_on_but_a_call_does_not():
    assert move("new", "visit") == "accepted"
    assert move("new", "call") == "new"


def test_nothing_is_resolved_that_nobody_took_on():
    with pytest.raises(Refused) as refused:
        move("new", "resolve")

    assert refused.value.reason == "这条线索还没有受理，请先受理再办结。"


def test_a_resolved_clue_is_not_referred_but_may_be_reopened():
    with pytest.raises(Refused, match="已办结的线索不能转办"):
        move("resolved", "refer")

    assert move("resolved", "reopen") == "accepted"
    assert move("closed", "reopen") == "accepted"


def test_a_referred_clue_stays_on_our_board_until_its_result_is_known():
    assert "referred" in casework.OPEN_STATES
    assert move("referred", "resolve") == "resolved"
    with pytest.raises(Refused):
        move("referred", "close")


@given(st.sampled_from(get_args(State)), st.sampled_from(get_args(Action)))
def test_exactly_the_offered_actions_are_allowed_and_every_refusal_is_a_sentence(state, action):
    if action in actions_of(state):
        assert move(state, action) in get_args(State)
        return
    with pytest.raises(Refused) as refused:
        move(state, action)
    assert refused.value.reason.endswith("。")


@given(st.lists(st.sampled_from(get_args(Action)), max_size=30))
def test_no_sequence_of_moves_reaches_a_dead_end(actions):
    state = "new"
    for action in actions:
        if action in actions_of(state):
            state = move(state, action)

    assert set(actions_of(state)) - {"note"}


def test_every_state_action_and_result_has_a_name():
    assert set(casework.STATE_NAMES) == set(get_args(State))
    assert set(casework.ACTION_NAMES) == set(get_args(Action))
    assert set(casework.RESULTS) == set(get_args(casework.Result))


@pytest.mark.parametrize(
    ("result", "reason"), [("", "家访后符合条件"), ("done", "家访后符合条件"), ("guided", ""), ("guided", " 。")]
)
def test_a_result_without_its_reason_is_refused(result, reason):
    with pytest.raises(Refused):
        check_result(result, reason)


def test_a_result_with_its_reason_passes():
    assert check_result("relieved", "家中失火，已发放应急救助") == "relieved"
