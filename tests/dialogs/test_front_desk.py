"""The order of the front desk: events, choices, danger, wishes, the running flow, then questions."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from dialogs.front_desk import FLOWS, fill, take, tell
from dialogs.outcomes import (
    BindRefused,
    Bound,
    ClueAdded,
    ClueOpened,
    ClueReopened,
    Consented,
    ConsentsShown,
    Outcome,
)
from dialogs.talk import Talk
from tests.builders import a_message, a_scene
from tests.talks import Player

DAY = date(2026, 12, 2)
OUTCOMES = [
    *(ClueOpened("S1", DAY, "陈秀兰", "协理员", "15400000101", kind=kind) for kind in ("help", "danger", "payment")),
    *(ClueOpened("S1", DAY, known=True, kind=kind) for kind in ("complaint", "question", "change")),
    ClueAdded("S1"),
    ClueReopened("S1", DAY),
    ConsentsShown(),
    ConsentsShown((Consented(datetime(2026, 11, 18, 1, tzinfo=UTC), "register", "同意"),)),
    Bound("王秀英", ("低保",)),
    Bound("王秀英"),
    *(BindRefused(why) for why in ("not_found", "mismatch", "taken", "too_many_tries")),
]


class CountingEar:
    """Hears as the office does and counts how often."""

    def __init__(self, ear):
        self.ear, self.heard = ear, 0

    def hear(self, text, home=""):
        self.heard += 1
        return self.ear.hear(text, home=home)


def listening():
    scene = a_scene()
    ear = CountingEar(scene.office.ear)
    return Player(replace(scene, office=replace(scene.office, ear=ear))), ear


@pytest.mark.parametrize(
    "said",
    [
        ["我妈瘫痪在床没人管"],
        ["求助", "我妈"],
        ["农村低保多少钱", "那城市的呢"],
        ["我要求助", "1", "刘三", "办低保要带什么"],
    ],
)
def test_each_message_is_heard_at_most_once(said):
    player, ear = listening()
    for text in said:
        before = ear.heard
        player.send(text)

        assert ear.heard - before <= 1


def test_a_tap_a_number_or_a_wish_needs_no_understanding():
    player, ear = listening()
    player.send(text="help", kind="tap")
    player.send("1")
    player.send("返回")

    assert ear.heard == 0


@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_danger_beats_every_flow_at_every_question(flow):
    for ask in FLOWS[flow].asks:
        slots = {"no": "S1"} if flow.startswith("clue") else {}
        turn = take(Talk(flow, 1, ask.name, slots), a_message("活着没意思 不想活了 药都准备好了"), a_scene())

        assert type(turn.effects[0]).__name__ == "RaiseDanger"
        assert "12356" in turn.replies[0].text


def test_an_operators_notes_fill_the_form_in_any_order():
    flow, scene = FLOWS["help"], a_scene()
    slots = fill(flow, {}, "北张乡南张村的，替他妈问，瘫痪在床没人管，电话15400000002", scene)

    assert slots["place"]["code"] == "999901200202"
    assert slots["phone"] == "15400000002"
    assert "瘫痪" in slots["trouble"]
    assert fill(flow, slots, "", scene) == slots


def test_notes_never_overwrite_what_was_answered():
    flow, scene = FLOWS["help"], a_scene()

    assert fill(flow, {"phone": "15400000001"}, "电话15400000002", scene)["phone"] == "15400000001"


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: f"{type(outcome).__name__}")
def test_outcomes_are_told_without_options_because_the_talk_is_written_already(outcome):
    reply = tell(outcome, a_scene())

    assert reply.options == ()
    assert reply.text
    assert reply.tail, "the last line says what happens next"


def test_every_outcome_is_told():
    assert {type(outcome) for outcome in OUTCOMES} == set(get_args(Outcome))


def test_the_same_turn_from_the_same_values():
    scene, message = a_scene(), a_message("我妈瘫痪在床没人管")

    assert take(Talk(), message, scene) == take(Talk(), message, scene)


def test_the_turn_says_what_was_understood_for_the_record():
    turn = take(Talk(), a_message("农村低保一个月多少钱"), a_scene())

    assert (turn.intent, turn.programme) == ("ask_standard", "dibao")
    assert turn.sources
