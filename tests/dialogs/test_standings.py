"""Every state and every result of the casework has its plain words."""

from typing import get_args

import pytest

from dialogs.flows.clue_progress import about_one, one
from dialogs.standings import AFTER, NEXT, SHORT
from knowledge.casework import RESULTS, STATE_NAMES, Result, State
from tests.builders import a_clue, a_scene


def test_every_state_and_every_result_has_its_words():
    assert set(SHORT) == set(NEXT) == set(get_args(State))
    assert set(AFTER) == set(get_args(Result))


@pytest.mark.parametrize("state", [state for state in STATE_NAMES if state not in ("resolved", "closed")])
def test_an_open_registration_tells_who_has_it_what_is_next_and_by_when(state):
    clue = a_clue("A1", state=state, owner_name="陈秀兰")
    said = one(clue, a_scene(clues=(clue,))).reply.plain()

    assert "陈秀兰" in said
    assert "下一步" in said


@pytest.mark.parametrize("result", RESULTS.values())
def test_a_result_comes_with_its_reason_what_is_next_and_the_way_to_have_it_done_again(result):
    clue = a_clue("A1", state="resolved", result=result, reason="说明在这里")
    reply = one(clue, a_scene(clues=(clue,))).reply

    assert "说明在这里" in reply.text
    assert "接下来" in reply.text
    assert "重新办理A1" in [option.words for option in reply.options]


def test_who_looks_into_a_complaint_is_not_named():
    clue = a_clue("A1", kind="complaint", state="accepted", owner_name="马国栋", owner_phone="15400000121")

    assert "马国栋" not in one(clue, a_scene(clues=(clue,))).reply.plain()


def test_the_ways_of_appeal_are_those_of_the_pack_with_their_documents():
    clue = a_clue("A1", state="resolved", result=RESULTS["explained"], reason="收入超过")
    scene = a_scene(clues=(clue,))
    told = about_one("不服A1", scene)

    assert told.sources
    for route in scene.office.pack.appeals:
        if route.key in ("reason", "recheck", "review", "petition"):
            assert route.says in told.reply.text
