"""景德镇: every number and list of the pack, held against the city's document."""

import re

import pytest

from knowledge.pack import load_pack
from knowledge.procedures import FIELDS
from tests.knowledge import seeds

DOC_NO = "景民字〔2024〕40号"
PHRASES = {
    "target_groups": {
        "weak": "家庭成员中有年老、残疾、生活不能自理、患有重大疾病的家庭",
        "no_labour": "无劳动能力或弱劳动能力家庭",
        "unstable_income": "收入不稳定、持续增收能力较弱、返贫风险较高的脱贫不稳定人口",
        "refused": "曾经申请过社会救助、暂时不符合救助条件",
        "asked_for_help": "通过社会救助热线等信访渠道反映救助诉求",
        "disaster": "受灾疫情影响比较严重地区的困难群众",
        "still_hard": "经救助后生活仍存在较大困难",
        "prison": "各类服刑期内人员的家庭、刑满释放后生活存在较大困难",
        "county_named": "县级民政部门规定的其他重点对象",
    },
    "clue_sources": {
        "teams": "常态化开展困难群众走访摸排",
        "platform": "预警单据返回",
        "hotline": "社会救助热线",
        "letters_visits": "信访渠道",
        "departments": "乡村振兴、教育、医保、住建、残联等部门",
        "named_report": "对接到实名举报的",
    },
    "linkage": {
        "village": "村（居）民委员会的协助下",
        "township": "组织工作人员上门开展入户核查",
        "county": "建立救助办理情况监督机制",
        "departments": "乡村振兴、教育、医保、住建、残联等部门",
    },
    "teams": {
        "grassroots": "基层社会救助工作队伍",
        "assistants": "社会救助协理员队伍",
        "grid": "社会救助网格员队伍",
        "social_workers": "购买服务专业社工队伍",
    },
    "visits": {
        "must_visit": "健全完善定期摸排机制",
    },
    "comparisons": {
        "departments": "定期在“数字民政”低收入人口动态监测信息平台汇聚并更新",
        "silent_check": "对符合静默核对条件的家庭，“数字民政”平台定期自动核对",
    },
    "statutory_steps": {
        "dibao.whole": "在18个工作日内完成社会救助受理、调查、核对、确认工作",
        "dibao.window": "通过窗口申请的，乡镇（街道）应当场完成材料审核",
        "dibao.online": "应在收到申请后1个工作日内，完成材料审核",
        "dibao.survey": "应当在自受理之日起3个工作日内",
        "dibao.split_residence": "告知受理结果后1个工作日内，向户籍所在地县级民政部门申请信息核对",
        "dibao.check": "自收到信息核对申请之日起7个工作日内完成信息核对",
        "dibao.opinion": "在受理公示、家庭经济状况评估、民主评议结束后2个工作日内",
        "dibao.decision": "在提出初审意见之日起2个工作日内作出确认决定",
        "dibao.refusal": "在作出确认决定之日起3个工作日内，向申请人出具不予同意告知书",
        "warning.handle": "预警单据返回20个工作日内",
    },
    "paydays": {
        "dibao": "从确认给予最低生活保障的当月计发，并于每月10日前发放",
    },
    "spot_checks": {
        "new_families": "在确认决定作出之日前的90天内按照不低于50%的比例开展抽查",
        "new_families_on_site": "其中实地抽查比例不低于30%",
        "relatives": "与最低生活保障四级经办人员有近亲属关系的，要如实备案，县级民政部门应当全部实地核查",
        "named_report": "应当逐一核实，并及时向举报人反馈核实结果",
    },
    "public_notices": {
        "dibao.granted": "自批准之日起，至停止之日止",
        "dibao.left": "自确认之日起不少于半年",
    },
    "channels": {
        "leaflets": "印发宣传资料",
        "home_visits": "进村入户",
        "stalls": "设点宣传",
        "apply_code": "社会救助申请码",
        "window": "通过窗口申请",
        "online": "通过网络自助申请",
    },
    "duties": {
        "screening": "常态化开展困难群众走访摸排",
        "platform_patrol": "定期巡察救助平台业务经办单据",
        "city_supervision": "运用平台督办功能",
        "handling_supervision": "对拖延审批、救助程序不规范等问题及时交办整改",
        "feedback": "建立救助对象反馈机制",
        "training": "做到“一口清”",
        "publicity": "常态化宣传解读",
    },
    "rules": {
        "nine_groups": "必到必访九类人群",
        "four_teams": "四支队伍",
        "four_levels": "四级经办人员",
        "certificate": "发放《最低生活保障证》",
        "uniform": "推进无差别受理、同标准办理",
        "one_door": "“只进一扇门”、“最多跑一次”",
        "warnings": "综合研判救助对象是否符合救助条件，并作出确认决定",
    },
}


@pytest.fixture(scope="module")
def document(shared_folder):
    return seeds.open_document(shared_folder, "003")


@pytest.fixture(scope="module")
def pack():
    return load_pack("jingdezhen")


@pytest.fixture(scope="module")
def rules(pack):
    return seeds.own_rules(pack, DOC_NO)


def test_the_document_is_named_as_it_names_itself(document, pack):
    assert re.sub(r"\s", "", DOC_NO) in document.text
    assert pack.documents[0].title in document.text


def test_each_rule_stands_in_the_passage_it_names(document, rules):
    seeds.assert_passages_agree(rules, document, PHRASES)


def test_each_figure_is_held_and_none_is_added(document, rules):
    seeds.assert_figures_agree(rules, document, no_rules={"一次"})


def test_what_the_document_leaves_open_is_said_to_be_ours(pack):
    seeds.assert_open_questions_are_told(pack, DOC_NO)


def test_nothing_is_made_up(document, pack):
    seeds.assert_nothing_is_made_up(pack, DOC_NO, document)


def test_the_nine_groups_are_those_listed(document, pack):
    listed = re.search(r"主动发现主要针对(.*?)等九类人群", document.text)[1]

    assert len(listed.split("；")) == len(pack.rulebook.target_groups) == 9
    assert all(group.must_visit for group in pack.rulebook.target_groups)
    assert set(pack.rulebook.visits[0].groups) == {group.key for group in pack.rulebook.target_groups}


def test_steps_run_inside_the_whole_and_nobody_is_alone_at_a_survey(pack):
    book = pack.rulebook
    nested = {step.key for step in book.statutory_steps if step.within == "dibao.whole"}

    assert {"dibao.survey", "dibao.check", "dibao.opinion", "dibao.decision", "dibao.split_residence"} <= nested
    assert all(book.step(key).amount < book.step("dibao.whole").amount for key in nested)
    assert book.step("dibao.survey").people == 2
    assert book.step("dibao.window").unit == "at_once"
    assert {"dibao.delegated", "dibao.confirm"} & {step.key for step in book.statutory_steps} == set(), "本地有更短的"


def test_relatives_and_named_reports_are_all_checked(pack):
    checks = {check.key: check for check in pack.rulebook.spot_checks}

    assert (checks["relatives"].share, checks["relatives"].way) == (100, "on_site")
    assert (checks["named_report"].share, checks["named_report"].feedback) == (100, True)
    assert checks["new_families_on_site"].part_of == "new_families"


def test_the_notice_shows_the_listed_fields_and_no_other(document, pack):
    shown = {notice.key: notice for notice in pack.rulebook.public_notices}
    listed = re.search(r"公示内容主要包括(.*?)等信息", document.text)[1]

    for key in ("dibao.granted", "dibao.left"):
        assert "、".join(FIELDS[field] for field in shown[key].shows) == listed.replace("家庭所在", "所在")
        assert shown[key].both_places
        assert set(shown[key].never) == {"privacy", "minors", "unrelated"}
    assert (shown["dibao.granted"].ends, shown["dibao.left"].at_least) == ("stopped", 6)


def test_a_resident_hears_the_citys_rule_and_not_the_nations(pack):
    dibao = pack.programmes["dibao"].passages
    payday = next(entry for entry in pack.entries if entry.key == "payday_dibao")

    assert "18个工作日" in dibao["time_limit"].text
    assert "30" not in dibao["time_limit"].text
    assert "每月10日前" in payday.answer
    assert "当月" in payday.answer
    for said in (dibao["time_limit"], dibao["process"], dibao["amount"], payday):
        assert said.sources[0].doc_no == DOC_NO
