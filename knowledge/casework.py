"""What may be done with a clue, and when: one table of states and moves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

State = Literal["new", "accepted", "verified", "referred", "resolved", "closed"]
Action = Literal[
    "accept", "visit", "verify", "note", "call", "reassign", "refer", "relieve", "resolve", "reopen", "close"
]
Result = Literal[
    "guided",
    "assisted",
    "applied",
    "referred",
    "relieved",
    "conference",
    "explained",
    "monitoring",
    "not_true",
    "answered",
    "stopped",
]

STATE_NAMES: Mapping[State, str] = MappingProxyType(
    {
        "new": "待受理",
        "accepted": "办理中",
        "verified": "已核实",
        "referred": "已转办",
        "resolved": "已办结",
        "closed": "已销案",
    }
)
ACTION_NAMES: Mapping[Action, str] = MappingProxyType(
    {
        "accept": "受理",
        "visit": "走访",
        "verify": "核实",
        "note": "记一笔",
        "call": "打电话",
        "reassign": "改派",
        "refer": "转办",
        "relieve": "先行救助",
        "resolve": "办结",
        "reopen": "重新办理",
        "close": "销案",
    }
)
RESULTS: Mapping[Result, str] = MappingProxyType(
    {
        "guided": "已指导本人申请",
        "assisted": "已协助提出申请",
        "applied": "已代为提出申请",
        "referred": "已转有关部门办理",
        "relieved": "已先行救助",
        "conference": "已按一事一议研究",
        "explained": "暂不符合条件，已说明政策",
        "monitoring": "暂不符合条件，已纳入跟踪关注",
        "not_true": "经核实情况不属实",
        "answered": "已经答复",
        "stopped": "没有继续办理",
    }
)
ONLY_ASKED = frozenset({"callback", "question"})
"""Kinds in which somebody only wanted to speak with us or to know something: an answer is a result."""

MOVES: Mapping[State, Mapping[Action, State]] = MappingProxyType(
    {
        # Whoever visits or relieves has taken the clue on; a note or a call alone has not.
        "new": {
            "accept": "accepted",
            "visit": "accepted",
            "relieve": "accepted",
            "refer": "referred",
            "reassign": "new",
            "call": "new",
            "note": "new",
        },
        "accepted": {
            "visit": "accepted",
            "verify": "verified",
            "note": "accepted",
            "call": "accepted",
            "reassign": "accepted",
            "refer": "referred",
            "relieve": "accepted",
            "resolve": "resolved",
        },
        "verified": {
            "visit": "verified",
            "verify": "verified",
            "note": "verified",
            "call": "verified",
            "reassign": "verified",
            "refer": "referred",
            "relieve": "verified",
            "resolve": "resolved",
        },
        # A clue referred to another department stays on our board until that department's result is known (销案).
        "referred": {
            "visit": "referred",
            "verify": "verified",
            "note": "referred",
            "call": "referred",
            "reassign": "referred",
            "refer": "referred",
            "relieve": "referred",
            "resolve": "resolved",
        },
        "resolved": {
            "note": "resolved",
            "call": "resolved",
            "visit": "resolved",
            "reopen": "accepted",
            "close": "closed",
        },
        "closed": {"note": "closed", "reopen": "accepted"},
    }
)
OPEN_STATES: frozenset[State] = frozenset({"new", "accepted", "verified", "referred"})
"""States in which somebody still owes the reporter a result."""


class Refused(Exception):
    """An action the rules do not allow; ``reason`` is shown to the clerk as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def move(state: State, action: Action) -> State:
    """The state after the action; raises ``Refused`` with the reason where the table has no such move."""
    after = MOVES[state].get(action)
    if after is None:
        raise Refused(_why_not(state, action))
    return after


def actions_of(state: State) -> tuple[Action, ...]:
    """What may be done now, in the order a clerk meets it."""
    return tuple(action for action in get_args(Action) if action in MOVES[state])


def results_of(kind: str) -> tuple[tuple[Result, str], ...]:
    """The results such a clue may have, with their names: who asked for help is not done with by an answer."""
    return tuple(
        (result, name)
        for result, name in RESULTS.items()
        if result not in ("answered", "stopped") or kind in ONLY_ASKED
    )


def _why_not(state: State, action: Action) -> str:
    if state == "new" and action in ("verify", "resolve"):
        return f"这条线索还没有受理，请先受理再{ACTION_NAMES[action]}。"
    if action == "accept":
        return "这条线索已经有人受理了。"
    if action == "close":
        return "办结以后才能销案。"
    if action == "reopen":
        return "这条线索正在办理，不需要重新办理。"
    return f"{STATE_NAMES[state]}的线索不能{ACTION_NAMES[action]}，如需继续办理，请先点“重新办理”。"


def check_result(result: str, reason: str) -> Result:
    """The result kind; raises ``Refused`` unless both result and reason are given.

    Result *and* reason are told to the reporter (烟民函〔2021〕95号), so neither may be empty.
    """
    if result not in get_args(Result):
        raise Refused("请选择办理结果。")
    if sum(character.isalnum() for character in reason) < 2:
        raise Refused("请写明理由，会原样告诉反映人。")
    kinds: dict[str, Result] = {kind: kind for kind in RESULTS}
    return kinds[result]
