"""楚雄: every number and list of the pack, held against the prefecture's document."""

import re

import pytest

from knowledge.pack import load_pack
from tests.knowledge import seeds

DOC_NO = "楚民发〔2023〕7号"
PHRASES = {
    "target_groups": {
        "low_income": "城镇零就业家庭、低保边缘家庭、易返贫致贫人口、支出型困难群体等低收入人口",
        "unstable_income": "收入不稳定、持续增收能力弱、返贫风险高的脱贫不稳定人口",
        "spending": "家庭成员就学、就医等负担重的支出型困难群体",
        "refused": "曾经申请过社会救助、暂时不符合救助条件",
        "asked_for_help": "通过社会救助热线、网络求助、来信来访等信访渠道",
        "disaster": "受灾情疫情影响比较严重地区的困难群众",
        "still_hard": "经救助后生活仍然存在较大困难",
    },
    "clue_sources": {
        "village_visit": "线下走访发现",
        "comparison": "线上比对监测",
        "platform": "平台预警提示",
        "letters_visits": "信访诉求",
        "online": "网络求助",
        "hotline": "社会救助热线",
    },
    "linkage": {
        "county": "县级困难群众基本生活保障工作协调机制",
        "township": "及时督促指导村（社区）在规定时限内完成",
        "village": "精准摸排特殊困难群体底数",
        "departments": "加强与乡村振兴、医保、残联、教育、信访、人社、卫健等部门数据共享比对",
    },
    "teams": {
        "local": "以乡镇、村（社区）工作人员为基础",
        "assistants": "村级社会救助协理员",
        "hired": "政府购买服务方式由社会力量派遣",
        "society": "社会力量广泛参与",
    },
    "visits": {
        "village": "定期开展巡查走访",
        "township": "不定期开展走访排查",
        "outbreak": "在辖区发生疫情灾情等突发事件期间开展集中排查",
    },
    "comparisons": {
        "hospital_self_pay": "按月比对获取住院自负费用1万元以上人员",
        "tekun_self_pay": "特困人员住院自负费用信息",
        "major_illness": "省卫生健康和医疗保障等部门规定的重特大疾病人员信息",
        "severe_disability": "按季度比对获取未纳入社会救助保障范围的重残人员信息",
        "students": "按年度（每年10月）比对获取未纳入社会救助保障范围的就读专科、大学等人员信息",
    },
    "ledgers": {
        "monitoring": "社会救助主动发现监测工作台账（样表）",
    },
    "outcome_paths": {
        "assist": "有申请意愿但申请能力不足的，要协助其提出申请",
        "include": "要按程序及时纳入低保、特困供养范围，并协助申请相应专项救助",
        "relief_first": "按照“先行救助”规定直接实施临时救助",
        "case_conference": "可通过“一事一议”方式提高临时救助额度",
        "coordinate": "对涉及多个部门或情况复杂的急难个案",
        "monitor_low_income": "要及时纳入低收入人口动态监测",
    },
    "duties": {
        "training": "提高乡镇工作人员和村级社会救助协理员的业务水平",
        "publicity": "大力宣讲特殊困难群体主动救助帮扶政策和申请指引",
        "hired_staff": "制订责任清单",
        "good_practice": "视情给予通报表扬和考核加分",
    },
    "rules": {
        "links": "“三级联动”的社会救助主动发现机制",
        "feedback": "及时反馈至乡镇进行调查核实",
        "in_time": "在规定时限内完成",
        "willing": "遵循救助自愿的原则",
        "screening": "日常走访摸底、常态化风险排查与定期集中摸排相结合",
        "three_kinds": "乡村振兴“三类”重点对象",
        "two_ways": "依申请救助和主动发现两种方式",
    },
}


@pytest.fixture(scope="module")
def document(shared_folder):
    return seeds.open_document(shared_folder, "001")


@pytest.fixture(scope="module")
def pack():
    return load_pack("chuxiong")


@pytest.fixture(scope="module")
def rules(pack):
    return seeds.own_rules(pack, DOC_NO)


def test_the_document_is_named_as_it_names_itself(document, pack):
    assert re.sub(r"\s", "", DOC_NO) in document.text
    assert pack.documents[0].title in document.text


def test_each_rule_stands_in_the_passage_it_names(document, rules):
    seeds.assert_passages_agree(rules, document, PHRASES)


def test_each_figure_is_held_and_none_is_added(document, rules):
    seeds.assert_figures_agree(rules, document, no_rules={"一支"})


def test_what_the_document_leaves_open_is_said_to_be_ours(pack):
    seeds.assert_open_questions_are_told(pack, DOC_NO)


def test_nothing_is_made_up(document, pack):
    seeds.assert_nothing_is_made_up(pack, DOC_NO, document)


def test_the_calendar_of_comparisons_is_complete(document, pack):
    found = {one.key: (one.every, one.month, one.threshold, one.uncovered) for one in pack.rulebook.comparisons}

    assert found == {
        "hospital_self_pay": ("month", 0, 10_000, False),
        "tekun_self_pay": ("month", 0, 0, False),
        "major_illness": ("month", 0, 0, False),
        "severe_disability": ("quarter", 0, 0, True),
        "students": ("year", 10, 0, True),
    }
    assert document.text.count("未纳入社会救助保障范围的") == 3, "重残、就读，和村级台账里的重病重残"
    assert {one.back_to for one in pack.rulebook.comparisons} == {"township"}


def test_the_monthly_ledger_says_that_its_columns_are_ours(document, pack):
    ledger = pack.rulebook.ledgers[0]

    assert document.passage("附件").startswith("附件：_____村（社区）__月社会救助主动发现监测工作台账（样表）")
    assert (ledger.level, ledger.period, ledger.ours) == ("village", "month", True)
    assert pack.chosen(ledger.setting) == "ours"


def test_a_floor_of_the_province_does_not_fill_the_gap(pack):
    canji = {gap.category for gap in pack.missing_standards() if gap.programme == "canji"}

    assert canji == {("生活补贴",), ("护理补贴",), ("护理补贴", "一级"), ("护理补贴", "二级")}
