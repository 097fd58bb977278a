"""文水: every number and list of the pack, held against the county's document."""

import re

import pytest

from knowledge.pack import load_pack
from tests.knowledge import seeds

DOC_NO = "文民函〔2025〕22号"
PHRASES = {
    "target_groups": {
        "unstable_income": "收入不稳定、持续增收能力较弱、返贫风险较高的脱贫不稳定人口",
        "exited": "动态管理退出救助范围但存在一定困难",
        "refused": "曾经申请过社会救助、暂时不符合救助条件",
        "asked_for_help": "通过社会救助热线、信访等渠道反映求助诉求",
        "accident": "因意外等原因导致基本生活出现困难",
    },
    "clue_sources": {
        "platform": "山西省低收入人口动态监测信息平台推送疑点数据",
        "hotline": "社会救助热线电话",
        "letters_visits": "群众来信来访",
        "media": "媒体报道信息",
        "departments": "人社、医保、乡村振兴、残联",
        "village_visit": "走村入户",
        "township_visit": "走访排查核实",
        "online": "公示栏、网站、微信群等线上平台",
    },
    "linkage": {
        "village": "建立“主动发现”前哨",
        "township": "明确社会救助“主动发现”工作负责人",
        "county": "加大政策宣传力度，公开、畅通社会救助热线",
        "departments": "定期数据核对机制",
    },
    "visits": {
        "village": "及时了解掌握辖区内群众遇困情况",
        "township": "不定期开展走访排查核实",
        "screening": "定期或不定期对所辖区域困难群众进行摸排走访",
    },
    "comparisons": {"departments": "与人社、医保、乡村振兴、残联等部门定期数据核对机制"},
    "ledgers": {"found_people": "建立主动发现救助对象台账，对社会救助工作实行零报告制度"},
    "outcome_paths": {
        "guide": "积极引导其提出救助申请",
        "assist": "要协助或代为提出救助申请",
        "apply_for": "要协助或代为提出救助申请",
        "refer": "有专项救助需求的应及时向相关部门推送信息",
        "relief_first": "对遭遇急难的，要按照“先行救助”规定实施临时救助",
        "case_conference": "对急难型个案，可通过“一事一议”工作机制处理",
        "explain": "对不符合救助条件的应及时说明情况，并加强跟踪监测",
    },
    "channels": {
        "hotline": "利用社会救助热线电话",
        "notice_board": "公示栏",
        "website": "网站",
        "group_chat": "微信群",
        "village_events": "进村(社区)宣传活动",
    },
    "duties": {
        "training": "加大基层经办人员的政策解读、业务培训力度",
        "publicity": "总结宣传好社会救助主动发现典型案例",
    },
    "rules": {
        "groups": "重点聚焦但不限于以下五类对象",
        "links": "县、乡、村(社区)“三级联动”",
        "zero_report": "零报告制度",
        "main_way": "依申请救助是社会救助的主要方式、主动发现是依申请救助重要补充",
        "watch": "年老、残疾、生活不能自理、患有重大疾病",
        "willing": "遵循救助自愿的原则，尊重群众意愿",
        "report_up": "立即上报至乡镇",
        "person_in_charge": "明确社会救助“主动发现”工作负责人",
        "dynamic": "日常走访摸排、常态化风险排查与定期集中摸排相结合",
    },
}


@pytest.fixture(scope="module")
def document(shared_folder):
    return seeds.open_document(shared_folder, "000")


@pytest.fixture(scope="module")
def pack():
    return load_pack("wenshui")


@pytest.fixture(scope="module")
def rules(pack):
    return seeds.own_rules(pack, DOC_NO)


def test_the_document_is_named_as_it_names_itself(document, pack):
    assert DOC_NO in document.text
    assert pack.documents[0].title in document.text


def test_each_rule_stands_in_the_passage_it_names(document, rules):
    seeds.assert_passages_agree(rules, document, PHRASES)


def test_each_figure_is_held_and_none_is_added(document, rules):
    seeds.assert_figures_agree(rules, document, no_rules={"两种"})


def test_the_five_groups_are_those_listed(document, pack):
    listed = re.search(r"重点聚焦但不限于以下五类对象：(.*?)###", document.text)[1]

    assert len(re.findall(r"（[一二三四五]）", listed)) == len(pack.rulebook.target_groups) == 5


def test_the_township_keeps_a_ledger_with_zero_reports(pack):
    ledger = pack.rulebook.ledgers[0]

    assert (ledger.level, ledger.zero_report, ledger.ours) == ("township", True, True)
    assert pack.chosen("zero_report_period") == ledger.period == "month"


def test_what_the_document_leaves_open_is_said_to_be_ours(pack):
    seeds.assert_open_questions_are_told(pack, DOC_NO)


def test_nothing_is_made_up(document, pack):
    seeds.assert_nothing_is_made_up(pack, DOC_NO, document)
    assert [row for row in pack.standards if row.region == "141121"] == []
    assert {"dibao", "tekun", "linshi", "gaoling", "guer", "wuren"} <= {
        gap.programme for gap in pack.missing_standards()
    }
