"""Every figure and article that the nation's pack says, to residents or to staff, stands in a fact of its document."""

from dataclasses import replace

import pytest

from knowledge.pack import load_pack
from tests.knowledge.facts import Facts


@pytest.fixture(scope="module")
def facts(shared_folder):
    return Facts.read(shared_folder)


@pytest.fixture(scope="module")
def pack():
    return load_pack("national")


@pytest.fixture(scope="module")
def hotlines(pack):
    return frozenset(line.number for line in pack.hotlines)


def test_no_figure_or_article_is_said_without_a_fact(facts, pack, hotlines):
    beyond = {
        entry.key: found
        for entry in pack.entries
        if (found := facts.beyond(entry.answer, entry.legal, entry.sources, hotlines))
    }

    assert beyond == {}, "write what the document says, cite the document without the article, or let the window decide"


def test_no_appeal_route_goes_beyond_its_document(facts, pack, hotlines):
    assert [
        (route.key, found)
        for route in pack.appeals
        if (found := facts.beyond(route.says, "", (route.source,), hotlines))
    ] == []


def test_what_an_operator_must_say_needs_no_document(pack, hotlines):
    said = "".join(line for kind in pack.programmes.values() for line in kind.must_say)

    assert not set("".join(char if char.isdigit() else " " for char in said).split()) - hotlines


@pytest.mark.parametrize(
    ("text", "legal", "wrong"),
    [
        ("公示一共8天。", "", "8"),
        ("公示一共7天。", "公示9天（第十九条）。", "9"),
        ("公示一共7天。", "公示7天（第四十条）。", "第40条"),
        ("最多六个月，再加九个月。", "", "9"),
    ],
    ids=["a figure to residents", "a figure to staff", "an article", "in characters"],
)
def test_a_wrong_figure_is_noticed(facts, pack, hotlines, text, legal, wrong):
    passage = replace(pack.programmes["dibao"].passages["stop"], text=text, legal=legal)

    assert wrong in facts.beyond(passage.text, passage.legal, passage.sources, hotlines)


def test_a_figure_of_another_document_is_noticed(facts, pack, hotlines):
    of_the_destitute = pack.programmes["tekun"].passages["decider"].sources

    assert facts.beyond("30个工作日办完，最长45个工作日。", "", of_the_destitute, hotlines) == ["45"]
