from pathlib import Path

import pytest
import yaml

from knowledge.danger import ruled, second_net, spot

SENTENCES = yaml.safe_load((Path(__file__).parent / "danger_sentences.yaml").read_text(encoding="utf-8"))


def lines(kind):
    return SENTENCES[kind].splitlines()


@pytest.mark.parametrize("kind", ["self_harm", "violence_abuse", "emergency"])
def test_every_way_of_telling_of_danger_is_heard(ear, kind):
    heard = {each: ear.hear(each).danger for each in lines(kind)}
    assert [each for each, danger in heard.items() if not danger] == []
    # A child beaten who wants to die, a burnt pot behind a locked door: two dangers, either number helps.
    other = [each for each, danger in heard.items() if danger != kind]
    assert len(other) <= 0.03 * len(heard), other


def test_manners_of_speech_and_questions_of_rules_raise_no_alarm(ear):
    assert [each for each in lines("harmless") if ear.hear(each).danger] == []


def test_there_are_enough_sentences_on_both_sides():
    danger = sum(len(lines(kind)) for kind in SENTENCES if kind != "harmless")
    assert danger >= 400
    assert len(lines("harmless")) >= 400


@pytest.mark.parametrize(
    "text",
    ["去年家里断粮，现在好了，能申请什么", "受虐待的孩子归哪个部门管", "要是哪天断粮了找谁"],
)
def test_words_of_danger_are_calm_where_they_are_past_or_a_matter_of_rules(text):
    kind, calm = ruled(text)
    assert kind
    assert calm


@pytest.mark.parametrize("text", ["家里着火了 快来人", "他又打我 我和孩子躲在厕所"])
def test_words_of_danger_alone_are_not_calm(text):
    kind, calm = ruled(text)
    assert kind
    assert not calm


def test_the_second_net_names_the_likeliest_kind():
    chances = {"emergency": 0.3, "self_harm": 0.25, "violence_abuse": 0.05, "calm": 0.4}
    assert second_net(chances, 0.5) == "emergency"
    assert second_net(chances, 0.7) == ""


def test_danger_in_a_long_calm_story_is_not_drowned(ear):
    story = (
        "我今年六十八，家里种三亩地，儿子在外打工，媳妇带孩子，去年盖房借了八万，还了一半。"
        "村里说低保要重新核，材料都交了。刚才隔壁喊我，说老刘倒在井台边上叫不应，身上冰凉。"
        "另外我想问核的结果几号出来，去年是十月份出的，今年怎么还没信。"
    )
    assert ear.hear(story).danger == "emergency"


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
