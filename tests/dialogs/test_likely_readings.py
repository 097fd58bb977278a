"""Words that could mean two things: both readings are offered, and either can be picked as people say it."""

import pytest

from dialogs import questions
from dialogs.wishes import chosen
from knowledge.understanding import Reading, Understanding
from tests.builders import a_scene


def heard(text, *readings):
    first = readings[0]
    return Understanding(text, text, first.intent, first.programme, None, {}, "", first.confidence, readings)


def offered(text, *readings):
    answered = questions.uncertain(heard(text, *readings), a_scene())
    return [option.label for option in answered.reply.options]


def test_the_two_likeliest_readings_are_offered():
    labels = offered("低保那个多少几时", Reading("ask_standard", "dibao", 0.3), Reading("query_payment", "dibao", 0.28))
    assert len(labels) == 3
    assert labels[0] == "低保发多少钱"
    assert labels[-1] == "都不是"


@pytest.mark.parametrize(
    "readings",
    [
        (Reading("report_change", None, 0.3), Reading("out_of_scope", None, 0.2)),
        (Reading("seek_help", None, 0.3), Reading("seek_help", None, 0.2)),
        (Reading("unclear", None, 0.3), Reading("seek_help", None, 0.2)),
    ],
)
def test_there_are_always_two_to_choose_from(readings):
    labels = offered("我爸今年七十三多少", *readings)
    assert len(labels) == 3


@pytest.mark.parametrize("said", ["第一个", "1", "前一个", "上面那个", "头一个", "低保标准"])
def test_the_first_is_picked_as_people_say_it(said):
    assert chosen(said, ("低保标准", "查到账", "都不是")) == "低保标准"


@pytest.mark.parametrize("said", ["第二个", "后一个", "下面那个", "二"])
def test_the_second_is_picked_as_people_say_it(said):
    assert chosen(said, ("低保标准", "查到账", "都不是")) == "查到账"
