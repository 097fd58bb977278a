"""军赛: every number and list of the pack, held against the township's document."""

import re

import pytest

from knowledge.pack import load_pack
from tests.knowledge import seeds

DOC_NO = "军政发〔2023〕12号"
PHRASES = {
    "target_groups": {
        "tekun": "对特困、低保",
        "dibao": "对特困、低保",
        "monitored": "乡村振兴部门认定纳入监测范围的三类低收入家庭(监测户)",
        "children": "困境儿童",
        "many_children": "三孩以上困难家庭",
        "sudden": "遭遇突发性临时基本生活困难",
        "cannot_apply": "对因患病或残疾的特殊对象，本人申请有困难的",
    },
    "clue_sources": {
        "village": "以村干部、小组长为依托",
        "assistant": "定期对本村民委员会辖区内的家庭进行困难情况摸排",
        "hotline": "社会救助求助热线",
        "media": "媒体",
        "online": "网络",
        "letters_visits": "信访",
        "platform": "社会救助大数据平台",
    },
    "linkage": {
        "group": "由乡、村、组和党员组成",
        "village": "由村党总支书记负总责，一名村社会救助协理员具体负责",
        "township": "组织指导协调好各村",
        "county": "接受县民政局对我乡申请对象随机抽查、核实",
        "departments": "对涉及教育、住房、就业等专项救助的“急难”对象，应及时联系相关部门",
    },
    "teams": {
        "information": "由乡、村、组和党员组成的基层困难救助信息工作组",
        "assistants": "一名村社会救助协理员具体负责",
        "survey": "由县民政局、乡、村两委派人组成联合调查组入户核查",
    },
    "visits": {
        "monthly": "对特困供养对象和困境儿童的走访核查，每月不少于1次",
        "severe_weather": "特殊气象条件恶劣情况下，对分散供养特困人员和困境儿童走访每周不少于1次",
        "grave_illness": "在患重特大疾病时或出现生活自理能力全失的情形，其照料义务人或帮扶人每天要进行走访或照料",
        "sudden": "要即刻巡查，分类救助",
        "regular": "要定期开展走访",
    },
    "hardship_classes": {
        "special": "分类建立台账",
        "ordinary": "分类建立台账",
        "temporary": "分类建立台账",
    },
    "ledgers": {
        "urgent_people": "分类建立台账",
        "referrals": "设立专用台账跟踪办理结果，及时销案",
    },
    "outcome_paths": {
        "assist": "协助其收集、准备相关的书面申请材料，帮助提交救助申请",
        "relief_first": "可先行给予临时救助，待紧急情况缓解后，再按规定补齐相关手续",
        "include": "如符合低保或特困条件的，应立即转入办理程序",
        "refer": "即刻转办相关部门",
        "explain": "对不符合条件的，现场给予政策解释",
    },
    "spot_checks": {
        "county_random": "接受县民政局对我乡申请对象随机抽查、核实，防止出现漏报、错报",
        "township_random": "同时进行入户核查，不定期对各村随机抽查",
        "urgent_people": "要对“急难”对象进行抽查、回访",
    },
    "channels": {
        "window": "社会救助服务窗口",
        "notice_board": "公示栏",
        "group_chat": "微信群",
        "phone": "公开救助联系电话",
    },
    "duties": {
        "missed_people": "“应保未保、应救未救”问题定期开展摸底排查",
        "household_screening": "定期对本村民委员会辖区内的家庭进行困难情况摸排",
        "follow_up": "抽查、回访",
        "supervision": "对“急难”对象发现报告工作落实情况进行督查",
        "publicity": "宣讲党的兜底保障政策",
    },
    "rules": {
        "links": "乡、村和村民小组“三级联动”",
        "one_assistant": "一名村社会救助协理员",
        "one_door": "“一门受理、协同办理”",
        "first_time": "应第一时间调查核实",
        "paperwork_later": "再按规定补齐相关手续",
        "green_way": "“绿色救助通道”",
        "county_record": "后报县民政局备案",
    },
}


@pytest.fixture(scope="module")
def document(shared_folder):
    return seeds.open_document(shared_folder, "002")


@pytest.fixture(scope="module")
def pack():
    return load_pack("junsai")


@pytest.fixture(scope="module")
def rules(pack):
    return seeds.own_rules(pack, DOC_NO)


def test_the_document_is_named_as_it_names_itself(document, pack):
    assert re.sub(r"\s", "", DOC_NO) in document.text
    assert pack.documents[0].title in document.text


def test_each_rule_stands_in_the_passage_it_names(document, rules):
    seeds.assert_passages_agree(rules, document, PHRASES)


def test_each_figure_is_held_and_none_is_added(document, rules):
    seeds.assert_figures_agree(rules, document, no_rules={"一个", "一门"})


def test_what_the_document_leaves_open_is_said_to_be_ours(pack):
    seeds.assert_open_questions_are_told(pack, DOC_NO)


def test_nothing_is_made_up(document, pack):
    seeds.assert_nothing_is_made_up(pack, DOC_NO, document)


def test_visits_come_more_often_when_it_is_worse(pack):
    found = {one.key: (one.every, one.times, one.conditions, one.scattered) for one in pack.rulebook.visits}

    assert found == {
        "monthly": ("month", 1, (), False),
        "severe_weather": ("week", 1, ("severe_weather",), True),
        "grave_illness": ("day", 1, ("grave_illness", "lost_self_care"), True),
        "sudden": ("at_once", 1, ("sudden_hardship",), False),
        "regular": ("irregular", 1, (), False),
    }


def test_the_ledger_is_kept_by_the_three_classes_named(document, pack):
    names = [one.name for one in pack.rulebook.hardship_classes]

    assert names == re.findall(r"[特一临][殊般时]困难(?=、|等类别)", document.text)
    assert all(one.ours for one in pack.rulebook.hardship_classes), "怎么划线文件没有写"


def test_a_referral_stays_on_its_ledger_until_it_is_closed(pack):
    ledger = next(one for one in pack.rulebook.ledgers if one.key == "referrals")

    assert "销案" in ledger.until
    assert "销案日期" in ledger.columns
