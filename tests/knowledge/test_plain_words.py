"""A twelve-year-old can read it: short sentences, the answer first, no office words, in every pack."""

import re

import pytest

from knowledge.pack import PACKS, load_pack

NAMES = sorted(path.name for path in PACKS.iterdir() if path.is_dir())
SENTENCE, PIECE, FIRST = 55, 26, 55
"""The longest sentence, the longest piece between two pauses, the longest first sentence, in characters."""
OFFICE_WORDS = re.compile(
    r"家庭经济状况|转移性收入|工资性收入|净收入|义务人|属地|依法依规|该家庭|社会化发放|动态管理|低收入人口动态|上述|本办法|予以|特此|知悉"
    r"|纳入保障|救助对象|审核确认|初步审查|佐证|履行|之规定|供养机构|权限|机制|范畴|相关部门|有关部门|经办|兜底|精准|赋能"
)
NOT_AN_ANSWER = re.compile(r"^(?:根据|依据|按照|关于|为了|首先|您好|尊敬|感谢|请知|该(?!发|领|给|到))")


def texts(name):
    for entry in load_pack(name).entries:
        yield entry.key, re.sub(r"（(?:待核对|示例)）$", "", entry.answer)


@pytest.fixture(scope="module", params=NAMES)
def said(request):
    return tuple(texts(request.param))


def test_no_sentence_is_too_long_to_follow(said):
    long = [(key, one) for key, text in said for one in re.split(r"[。？；\n]", text) if len(one) > SENTENCE]
    breathless = [(key, one) for key, text in said for one in re.split(r"[。？；\n，：、]", text) if len(one) > PIECE]

    assert long == [], "cut it in two"
    assert breathless == [], "put a comma, or say less"


def test_the_answer_comes_first(said):
    assert [(key, text) for key, text in said if NOT_AN_ANSWER.search(text)] == []
    assert [(key, text) for key, text in said if len(re.split(r"[。；]", text)[0]) > FIRST] == []


def test_no_text_speaks_like_an_office(said):
    found = [(key, word[0]) for key, text in said if (word := OFFICE_WORDS.search(text))]

    assert found == [], "say it as one would to a neighbour"


def test_every_text_ends_as_a_sentence(said):
    assert [(key, text) for key, text in said if not text.endswith(("。", "？"))] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("根据有关规定可以申请。", NOT_AN_ANSWER),
        ("申请人应当履行授权核对手续。", OFFICE_WORDS),
    ],
)
def test_a_text_that_hides_its_answer_is_noticed(text, problem):
    assert problem.search(text)
