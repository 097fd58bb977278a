import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.explanation import explain
from knowledge.features import features, traced
from knowledge.lexicon import lexicon
from knowledge.training.sentences import examples

TAUGHT = [each.text for each in examples()]


def test_the_words_that_decided_stand_first(ear):
    why = explain(ear, "办低保要带什么材料")
    assert why.candidates[0].intent == "ask_materials"
    assert why.candidates[0].supports[0].words in {"带什么", "材料"}
    assert why.programmes[0].key == "dibao"
    assert why.certain


def test_a_danger_rule_names_its_words(ear):
    why = explain(ear, "低保怎么申请 我真的不想活了")
    assert (why.danger, why.by) == ("self_harm", "rule")
    assert "不想活" in why.danger_words


def test_a_corrected_character_is_told(ear):
    why = explain(ear, "残疾人有哪些证策")
    assert [(one.was, one.now) for one in why.corrections] == [("证", "政")]


def test_the_question_of_a_story_is_told(ear):
    story = "我男人前年病了在家歇着，我在厂里一个月挣两千块，孩子读初三，家里老人也要照顾。我就想问低保申请要带什么材料"
    assert "带什么材料" in explain(ear, story).question
    assert explain(ear, "低保要带什么").question == ""


@pytest.mark.parametrize("text", ["", "。。。", "[图片]", "😀😀"])
def test_nothing_to_read_is_told_as_such(ear, text):
    why = explain(ear, text)
    assert (why.by, why.candidates, why.certain) == ("nothing to read", (), True)


@given(st.one_of(st.sampled_from(TAUGHT), st.text(alphabet="低保多少钱12年我妈 ，？残疾PN", max_size=30)))
def test_an_explanation_sees_exactly_what_the_model_sees(text):
    hits = lexicon().scan(text)
    words = [text[at : at + 2] for at in range(0, len(text), 2)]
    assert set(traced(text, hits, words)) == features(text, hits, words)


def test_what_is_explained_is_what_is_heard(ear):
    for text in TAUGHT[::40]:
        heard, why = ear.hear(text), explain(ear, text)
        assert (why.danger, why.confidence, why.certain) == (heard.danger, heard.confidence, heard.certain)
        if not why.danger and why.candidates:
            assert why.candidates[0].intent == heard.intent
