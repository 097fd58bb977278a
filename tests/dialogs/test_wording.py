"""The tone of the house, held on every line a transcript holds."""

import re
from pathlib import Path

import pytest

from dialogs.front_desk import FLOWS
from knowledge.routing import KIND_NAMES

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").glob("*/*.txt"))
SAID = [
    (f"{path.parent.name}/{path.stem}", line[2:])
    for path in TRANSCRIPTS
    for line in path.read_text().splitlines()
    if line.startswith("< ")
]


@pytest.mark.parametrize("word", ["！", "!", "输入有误", "输入错误", "错误", "无效", "赋能", "您好您好", "  "])
def test_no_line_blames_shouts_or_speaks_in_jargon(word):
    assert [(name, line) for name, line in SAID if word in line] == []


def test_residents_are_addressed_as_您():
    assert [line for _, line in SAID if re.search("(?<!说「)你", line)] == []


def test_no_line_is_longer_than_a_breath():
    assert [line for _, line in SAID if len(line) > 130] == []


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.name)
def test_questions_are_short_and_asked_one_at_a_time(flow):
    for ask in flow.asks:
        prompt = ask.prompt.replace("{summary}", "")

        assert len(prompt) <= 90, f"{flow.name}.{ask.name}: {prompt}"
        assert prompt.count("？") <= 1, f"one question at a time: {prompt}"


def test_clue_kinds_have_a_name_for_staff():
    assert {"help", "payment", "complaint", "danger", "question", "change"} <= set(KIND_NAMES)
