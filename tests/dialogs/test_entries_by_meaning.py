"""Entries found by meaning: told when it is plain, offered when it is not, never for another matter."""

from dataclasses import replace

import pytest

from dialogs.front_desk import take
from dialogs.talk import Talk
from knowledge.embedder import installed
from knowledge.office import open_office
from tests.builders import a_message, a_scene

pytestmark = pytest.mark.skipif(not installed(), reason="the semantic extra is not installed")


@pytest.fixture(scope="module")
def scene():
    office = open_office("shifan", semantic=True)
    office.prepare()
    return replace(a_scene(), office=office)


def said(text, scene, talk=None):
    return take(talk or Talk(), a_message(text), scene)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我那面包车跑不动了 还能吃低保不", "车"),
        ("村里把我的存折收走了咋个要回来", "存折"),
        ("丫头嫁出去了还算我家人口吗", "嫁出去"),
        ("不识字咋写申请", "帮您写"),
    ],
)
def test_other_words_are_answered_by_the_entry(text, word, scene):
    assert word in said(text, scene).plain()


def test_a_soldier_is_not_answered_as_a_student(scene):
    assert "在校" not in said("当兵的儿子算不算人口", scene).plain()


def test_what_may_be_meant_is_offered_by_its_title_and_answered_when_tapped(scene):
    turn = said("村上开会举手没选上我", scene)
    title = turn.replies[0].options[0].words
    assert title in {entry.title for entry in scene.office.pack.entries}

    tapped = said(title, scene, turn.talk)
    assert tapped.answered in {entry.key for entry in scene.office.pack.entries if entry.title == title}


def test_who_tells_of_a_flood_is_not_offered_nothing(scene):
    assert "都不是" not in said("水灾把房子冲了", scene).plain()


def test_who_asks_for_an_amount_hears_the_amount(scene):
    assert said("残疾护理补贴一级多少", scene).answered == "canji.standard"
