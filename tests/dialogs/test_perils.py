"""In danger the first line is the one that fits: whom to dial, and what to do until they come."""

import pytest

from dialogs import perils
from dialogs.lines import HOLE
from dialogs.trial import reworded
from tests.builders import a_scene


def said(danger, words):
    first = perils.first_words(danger, words, a_scene())
    return next(name for name, text in perils.SAYS.items() if HOLE.split(text)[0] in first)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我喝了农药，不想活了", "done"),
        ("我是学生，不想活了，吃了一瓶安眠药", "done_child"),
        ("不想活了，药已经吃下去了", "done"),
        ("我想喝农药，不想活了", "wish"),
        ("我准备喝药，活不下去了", "wish"),
        ("吃了药也没用，不想活了", "wish"),
        ("我吃药吃了三年了，不想活了", "wish"),
        ("我邻居说不想活了，要跳楼", "others_wish"),
        ("我同学说不想活了", "others_wish"),
    ],
)
def test_who_has_taken_poison_hears_120_first_and_who_only_thinks_of_it_hears_who_listens(words, name):
    assert said("self_harm", words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我家孩子找不着了", "lost"),
        ("孩子睡着了叫不醒", "body"),
        ("柴房着了", "fire"),
        ("邻居家着火了", "fire"),
    ],
)
def test_what_is_lost_or_asleep_is_no_fire(words, name):
    assert said("emergency", words) == name


def test_a_bureaus_own_words_are_said_in_danger_too():
    own = {"perils.fire": "快到外面打119，人不舒服打120。", "perils.alerted": "民政所的人知道了。"}
    scene = reworded(a_scene(), own)

    assert perils.words("emergency", "着火了", scene) == "快到外面打119，人不舒服打120。\n民政所的人知道了。"
