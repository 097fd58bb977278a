"""Cutting: a sentence comes apart into the likeliest words, as the library whose dictionary it is would cut it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cutter import Cutter

OWN = "三轱辘车"
PIECES = [
    "低保",
    "特困人员",
    "我妈",
    "不想",
    "吃",
    "龘",
    "了",
    "ABC",
    "a_b-c",
    "12.5%",
    "+86 138",
    "，",
    "\r\n",
    "\t",
    " ",
    "𠮷",
    "é",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)


@pytest.fixture(scope="module")
def cutter(tmp_path_factory):
    return Cutter([OWN], tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="module")
def library(cutter):
    """The library's own tokenizer with the same dictionary."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    known = {word: count for word, count in tokenizer.FREQ.items() if cutter.knows(word) or not count}
    tokenizer.FREQ, tokenizer.total = known, sum(known.values())
    tokenizer.add_word(OWN, 20_000)
    return tokenizer


@given(text=TEXTS)
def test_words_are_those_of_the_library(cutter, library, text):
    assert cutter.cut(text) == library.lcut(text, HMM=False)
    assert cutter.cut_for_search(text) == library.lcut_for_search(text, HMM=False)


@given(text=TEXTS)
def test_the_words_together_are_the_text(cutter, text):
    assert "".join(cutter.cut(text)) == text


def test_a_word_of_our_own_wins_against_its_parts(cutter):
    assert OWN in cutter.cut("他骑三轱辘车来的")
    assert cutter.knows(OWN)
    assert not cutter.knows("三轱辘")
