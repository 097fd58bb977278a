"""文水: every number and list of the pack, held against the county's document."""

import re
from functools import cache

import pytest

from knowledge.pack import load_pack


@pytest.fixture(scope="module")
def document(shared_folder):
    path = next((shared_folder / "seeds").glob("000_*.txt"), None)
    if path is None:
        pytest.skip("the county's document is absent")
    return re.sub(r"\s", "", path.read_text("utf-8"))


@cache
def pack():
    return load_pack("wenshui")


def test_the_document_is_named_as_it_names_itself(document):
    source = pack().rules[0].source

    assert source.doc_no == "文民函〔2025〕22号"
    assert source.doc_no in document
    assert source.title in document


def test_everything_the_county_adds_comes_from_its_document(document):
    things = (*pack().target_groups, *pack().clue_sources, *pack().linkage, *pack().outcome_paths, *pack().ledgers)
    cited = {each.source.doc_no for each in (*things, *pack().duties)}

    assert cited == {"文民函〔2025〕22号"}
    assert all(each.source.article for each in (*things, *pack().duties))


def test_there_are_five_target_groups_as_listed(document):
    listed = re.search(r"重点聚焦但不限于以下五类对象：(.*?)###", document)[1]

    assert len(re.findall(r"（[一二三四五]）", listed)) == len(pack().target_groups) == 5
    marks = ("脱贫不稳定人口", "退出救助", "曾经申请过社会救助", "社会救助热线、信访", "意外等原因")
    for mark, group in zip(marks, pack().target_groups, strict=True):
        assert mark in listed
        assert group.source.article in ("二（一）", "二（二）", "二（三）", "二（四）", "二（五）")


@pytest.mark.parametrize(
    "words",
    [
        "山西省低收入人口动态监测信息平台推送疑点数据",
        "社会救助热线电话",
        "群众来信来访",
        "媒体报道",
        "人社、医保、乡村振兴、残联",
        "走村入户",
        "走访排查核实",
        "公示栏、网站、微信群",
    ],
)
def test_each_source_of_clues_stands_in_the_document(document, words):
    assert words in document


def test_the_clue_sources_are_complete():
    assert {each.key for each in pack().clue_sources} == {
        "platform",
        "hotline",
        "letters_visits",
        "media",
        "departments",
        "village_visit",
        "township_visit",
        "online",
    }


def test_three_levels_and_the_departments_are_linked(document):
    assert "县、乡、村(社区)“三级联动”" in document
    assert [each.level for each in pack().linkage] == ["village", "township", "county", "departments"]


def test_the_township_keeps_a_ledger_with_zero_reports(document):
    ledger = pack().ledgers[0]

    assert "建立主动发现救助对象台账，对社会救助工作实行零报告制度" in document
    assert (ledger.level, ledger.zero_report) == ("township", True)
    assert ledger.ours, "栏目和周期是我们定的，要说明"
    assert ledger.note


@pytest.mark.parametrize(
    ("key", "words", "result"),
    [
        ("guide", "积极引导其提出救助申请", "guided"),
        ("assist", "要协助或代为提出救助申请", "assisted"),
        ("apply_for", "要协助或代为提出救助申请", "applied"),
        ("refer", "有专项救助需求的应及时向相关部门推送信息", "referred"),
        ("relief_first", "对遭遇急难的，要按照“先行救助”规定实施临时救助", "relieved"),
        ("case_conference", "对急难型个案，可通过“一事一议”工作机制处理", "conference"),
        ("explain", "对不符合救助条件的应及时说明情况，并加强跟踪监测", "monitoring"),
    ],
)
def test_each_outcome_path_stands_in_the_document(document, key, words, result):
    path = next(each for each in pack().outcome_paths if each.key == key)

    assert words in document
    assert path.result == result


def test_what_the_document_leaves_open_is_said_to_be_ours(document):
    for duty in pack().duties:
        assert duty.note
        assert duty.ours is (duty.every != "irregular")
    assert "不定期开展走访排查" in document
    assert "定期数据核对机制" in document


def test_each_figure_stands_in_the_document(document):
    for rule in pack().rules:
        if rule.value:
            assert f"{rule.value}{rule.unit}" in document, rule.key


def test_no_phone_hours_or_standard_is_made_up(document):
    assert not re.search(r"\d{7,}", document)
    assert (pack().bureau.phone, pack().bureau.hours.spans, pack().windows) == ("", (), ())
    assert [row for row in pack().standards if row.region == "141121"] == []
    assert {"dibao", "tekun", "linshi", "gaoling", "guer", "wuren"} <= {
        gap.programme for gap in pack().missing_standards()
    }
