from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import clauses
from knowledge.features import asked
from knowledge.normalise import normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ｄｉｂａｏ　怎么办？", "低保 怎么办?"),
        ("我說這個補貼為什麼沒發", "我说这个补贴为什么没发"),
        ("屋企冇人 佢打我", "屋企没人 他打我"),
        ("我我我想问那个那个低保", "我想问低保"),
        ("低保低保怎么办", "低保怎么办"),
        ("嗯 那个我想问下 呃 补贴的事", "我想问下 补贴的事"),
        ("救救我😭😭", "救救我"),
        ("[流泪]家里没米了", "家里没米了"),
        ("申清低保要什么手续", "申请低保要什么手续"),
        ("特因户一个月多少", "特困户一个月多少"),
    ],
)
def test_one_spelling_comes_out(written, plain):
    assert normalise(written) == plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dibao zenme ban", "低保怎么办"),
        ("di bao zen me shen qing", "低保怎么申请"),
        ("dī bǎo zěnme bàn", "低保怎么办"),
        ("残疾证补tie怎么领", "残疾证补贴怎么领"),
        ("di保一个月多少qian", "低保一个月多少钱"),
        ("wo bu xiang huo le", "我不想活了"),
    ],
)
def test_pinyin_is_read(typed, meant):
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "APP打不开",
        "人在ICU",
        "OK",
        "hello",
        "http://a.com/dibao",
        "做CT能报吗",
        "想想办法 看看我家",
        "幺三八三八三八一二三四",
        "[图片]",
    ],
)
def test_what_is_no_slip_stays(text):
    assert normalise(text) == text


def test_only_pictures_stay_so_that_it_is_seen_that_nothing_was_said():
    assert normalise("😀😀") == "😀😀"


@given(st.text(alphabet="我想问低保好的吗 ,。?ab嗯那个就0一", max_size=60))
def test_what_is_plain_already_is_not_changed_again(text):
    once = normalise(text)
    assert normalise(once) == normalise(normalise(once))
    assert len(once) <= len(text)


@given(st.text(alphabet="我想问低保好 ,。?现在然后但是能不能", max_size=120))
def test_clauses_stand_in_order_and_lose_no_word(text):
    spans = clauses(text)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    said = "".join(text[start:end] for start, end in spans)
    assert [each for each in said if each not in " ,。?"] == [each for each in text if each not in " ,。?"]


def test_the_question_is_found_in_a_transcript_without_marks():
    story = (
        "我今年六十七了老伴走了三年了我一个人在家腿脚也不好使去年做了手术花了四万多"
        "儿子在外面打工一年也回不来一趟那我能不能申请个低保啊"
    )
    start, end = asked(story)
    assert story[start:end] == "那我能不能申请个低保啊"
