import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import normalise
from knowledge.splitting import questions_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("低保多少钱 五保多少钱 高龄津贴去哪办", ("低保多少钱", "五保多少钱", "高龄津贴去哪办")),
        ("低保一个月多少钱，要带什么材料，多久能下来？", ("低保一个月多少钱", "要带什么材料", "多久能下来")),
        ("请问低保怎么申请还有高龄津贴几号发另外残疾证去哪办", ("低保怎么申请", "高龄津贴几号发", "残疾证去哪办")),
        ("低保多少钱那五保呢", ("低保多少钱", "五保呢")),
        ("1、低保标准多少 2、怎么申请 3、找谁", ("低保标准多少", "怎么申请", "找谁")),
        ("孩子上学有补助吗要交啥材料", ("孩子上学有补助吗", "要交啥材料")),
        (
            "我今年六十七了老伴走了三年了我一个人在家那我能不能申请个低保啊还有高龄津贴一个月多少钱",
            ("我能不能申请个低保啊", "高龄津贴一个月多少钱"),
        ),
    ],
)
def test_each_question_stands_by_itself(text, questions):
    assert questions_in(normalise(text)) == questions


@pytest.mark.parametrize(
    "text",
    [
        "低保怎么办",
        "低保办了半年了还没下来",
        "想申请低保 家里五口人 男人病了",
        "低保多少钱",
        "",
        "我妈瘫了三年了 能不能吃低保",
    ],
)
def test_one_question_is_not_taken_apart(text):
    assert questions_in(normalise(text)) == ()


@given(st.text(alphabet="低保多少钱五怎么办吗呢 ,还有去哪", max_size=60))
def test_every_question_is_in_the_words_that_were_said(text):
    found = questions_in(normalise(text))
    assert all(each in normalise(text) for each in found)
    assert len(found) != 1
