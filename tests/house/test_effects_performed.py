"""Whatever a conversation may want done, somebody does."""

import ast
from typing import get_args

from dialogs.effects import Effect
from dialogs.outcomes import Outcome
from tests.house.source import ROOT, tree


def _matched(path):
    return {
        node.cls.id if isinstance(node.cls, ast.Name) else node.cls.attr
        for node in ast.walk(tree(ROOT / path))
        if isinstance(node, ast.MatchClass)
    }


def test_every_effect_has_a_performer():
    wanted = {kind.__name__ for kind in get_args(Effect)}

    assert wanted <= _matched("bot/usecases/effects.py"), "add a case to bot/usecases/effects.py"


def test_every_outcome_is_put_into_words():
    wanted = {kind.__name__ for kind in get_args(Outcome)}
    told = set().union(*(_matched(path.relative_to(ROOT)) for path in (ROOT / "dialogs").rglob("*.py")))

    assert wanted <= told, "front_desk.tell must know every outcome"
