from pathlib import Path

import pytest
import yaml

from knowledge.danger import spot

SENTENCES = yaml.safe_load((Path(__file__).parent / "danger_sentences.yaml").read_text(encoding="utf-8"))


def lines(kind):
    return SENTENCES[kind].splitlines()


@pytest.mark.parametrize("kind", ["self_harm", "violence_abuse", "emergency"])
def test_every_way_of_telling_of_danger_is_heard(kind):
    assert [each for each in lines(kind) if spot(each) != kind] == []


def test_manners_of_speech_and_questions_of_rules_raise_no_alarm():
    assert [each for each in lines("harmless") if spot(each)] == []


def test_there_are_enough_sentences_on_both_sides():
    danger = sum(len(lines(kind)) for kind in SENTENCES if kind != "harmless")
    assert danger >= 150
    assert len(lines("harmless")) >= 150


def test_the_wish_to_die_beats_a_beating():
    assert spot("他天天打我 我不想活了") == "self_harm"


def test_danger_is_heard_through_width_traditional_writing_and_stutter():
    assert spot("我不想活了。。。。。。") == "self_harm"
    assert spot("我 家 着火了 快來人") == "emergency"


def test_danger_in_the_middle_of_a_story_is_heard():
    story = "我想问低保怎么办 家里有三口人 孩子上小学 昨天晚上他又喝酒 拿刀要砍我 我带孩子跑出来了 低保本也没带"
    assert spot(story) == "violence_abuse"


def test_a_past_death_beside_a_present_wish_is_still_danger():
    assert spot("我老公去年上吊死了 我也不想活了") == "self_harm"


def test_nothing_said_is_no_danger():
    assert spot("") == ""
