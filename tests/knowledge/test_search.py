import pytest

from knowledge.cutter import Cutter
from knowledge.programmes import Entry
from knowledge.search import KnowledgeSearch


@pytest.fixture(scope="module")
def search(ear):
    rows = [
        ("dibao.materials", "dibao", "低保：带什么材料", ("办低保要带什么证件",), "带身份证、户口本，到乡镇填申请书。"),
        ("dibao.amount", "dibao", "低保：发多少", ("低保一个月多少钱",), "按当地标准补差。"),
        ("tekun.eligibility", "tekun", "特困：谁能申请", ("五保要什么条件",), "无劳动能力、无生活来源、无赡养人。"),
        (
            "linshi.process",
            "linshi",
            "临时救助：怎么申请",
            ("出了急事怎么求助",),
            "向乡镇或急难发生地申请，紧急的先行救助。",
        ),
        ("hours", None, "上班时间", ("几点上班",), "周一到周五。"),
    ]
    return KnowledgeSearch([Entry(*row) for row in rows], ear.cutter)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("低保材料", "dibao.materials"),
        ("办低保拿什么证", "dibao.materials"),
        ("五保条件", "tekun.eligibility"),
        ("上班", "hours"),
        ("临时", "linshi.process"),
        ("低保多少", "dibao.amount"),
    ],
)
def test_the_entry_that_fits_comes_first(search, words, key):
    assert search.find(words)[0].entry.key == key


def test_half_a_word_finds_something_already(search):
    assert search.find("低")
    assert search.find("临时救")[0].entry.key == "linshi.process"


def test_words_that_nobody_wrote_find_nothing(search):
    assert search.find("股票") == ()
    assert search.find("") == ()


def test_no_more_than_asked_for_comes_back_best_first(search):
    hits = search.find("低保怎么申请", limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_an_empty_library_can_be_searched():
    assert KnowledgeSearch((), Cutter()).find("低保") == ()
