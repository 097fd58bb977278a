"""烟台: every number and list of the pack, held against the city's document."""

import re
from datetime import date

import pytest

from knowledge.pack import load_pack
from tests.knowledge import seeds

DOC_NO = "烟民函〔2021〕95号"
PHRASES = {
    "audiences": {
        "applicants": "社会救助申请对象",
        "screened": "主动排查对象",
        "covered": "已保障对象",
    },
    "notice_contents": {
        "policy": "将关联政策内容以及对应职能部门等事项向已保障对象主动告知",
        "standard": "将低保、特困人员救助供养、临时救助标准予以主动告知，并随时更新",
        "entitlement": "享受待遇开始时间、享受金额、发放时间及享受待遇停止时间及原因",
        "seek_help": "线下社会救助申请渠道、爱山东APP、社会救助热线、网络平台留言",
        "supervision": "部门监督电话及官方网站互动平台",
    },
    "channels": {
        "window_display": "社会救助服务窗口摆放",
        "village_posters": "村居醒目位置张贴",
        "caravan": "“大篷车”宣讲",
        "loudspeaker": "“小喇叭”广播",
        "plain_sheet": "主动发放“明白纸”",
        "website": "利用网站",
        "media": "新闻媒体",
        "app": "手机APP",
        "qr_code": "二维码",
        "text_message": "短信提醒",
        "screen": "电子屏",
        "offline_apply": "线下社会救助申请渠道",
        "aishandong": "爱山东APP",
        "hotline": "社会救助热线",
        "online_message": "网络平台留言",
        "supervision_phone": "部门监督电话",
        "supervision_site": "官方网站互动平台",
        "supervision_platform": "网络监督平台",
    },
    "linkage": {
        "county": "各区市要进一步健全完善低保、特困人员救助供养、临时救助等社会救助主动告知机制内容",
        "township": "镇街、村居三级联动",
        "village": "村居醒目位置张贴",
    },
    "teams": {
        "liaison": "民政工作联络员",
        "paired": "结对帮扶干部",
        "village": "村居干部",
        "grid": "网格员",
        "social_workers": "社会工作服务队伍",
        "third_party": "第三方机构",
    },
    "target_groups": {
        "possible": "主动发现的有可能符合社会救助条件的困难群众",
    },
    "clue_sources": {
        "telling": "在做好社会救助主动告知工作的同时",
        "monitoring": "低收入人口动态监测工作",
        "hotline": "利用社会救助热线",
        "online": "网络监督平台",
    },
    "outcome_paths": {
        "assist": "协助其上报家庭情况",
        "include": "符合条件的及时给予相应救助",
        "monitor": "纳入相应监测范围",
    },
    "duties": {
        "result_and_reason": "并主动告知处理结果及理由",
        "update": "及时更新告知内容",
        "training": "业务培训力度",
        "experience": "召开经验交流会",
    },
    "rules": {
        "five_contents": "主动告知内容应包含：政策规定、救助标准、享受待遇信息、群众求助方式、监督渠道等",
        "more_contents": "各区市可根据工作实际，明确社会救助主动告知的其他相关内容",
        "links": "区市、镇街、村居三级联动",
        "woven_in": "嵌入其中、一体推进",
    },
    "practices": {
        "blue_vests": "青岛市城阳区建立“蓝马甲”代办帮办队伍",
        "matching_policies": "自动推送与其身份相匹配的优惠政策",
        "small_teams": "成立政策宣传小分队",
        "short_videos": "制作政策小视频",
        "laixi_platform": "打造“莱帮你”信息平台",
        "guide": "分别供工作人员使用的《“淄助你”社会救助工作指南》",
        "booklet": "《“淄助你”社会救助对象服务手册》",
        "audio": "音频解说",
        "led_screen": "LED屏滚动播放",
        "qr_code": "二维码",
        "grid": "配备专职网格员",
        "firefly": "“荧（营）光行”关爱行动",
        "plain_sheet": "同步发放社会救助“明白纸”",
        "payment_message": "建立了云MAS业务平台",
        "fast_track": "“一主动两及时三到位”工作机制",
        "campaign": "打造“济时救”工作品牌",
        "forms": "统一编制7个",
        "kit": "“民政兜底保障一袋清”资源包",
        "family_sheet": "“民政兜底保障一单清”政策落实情况表",
        "visits": "建立协理员寻访机制",
        "column": "开通社会救助信息公开专栏",
    },
}


@pytest.fixture(scope="module")
def document(shared_folder):
    return seeds.open_document(shared_folder, "004")


@pytest.fixture(scope="module")
def pack():
    return load_pack("yantai")


@pytest.fixture(scope="module")
def rules(pack):
    return seeds.own_rules(pack, DOC_NO)


def test_the_document_is_named_as_it_names_itself(document, pack):
    assert re.sub(r"\s", "", DOC_NO) in document.text
    assert pack.documents[0].title in document.text


def test_each_rule_stands_in_the_passage_it_names(document, rules):
    seeds.assert_passages_agree(rules, document, PHRASES)


def test_each_figure_is_held_and_none_is_added(document, rules):
    seeds.assert_figures_agree(rules, document, no_rules={"2020年", "8月", "一年", "一次"})


def test_what_the_document_leaves_open_is_said_to_be_ours(pack):
    seeds.assert_open_questions_are_told(pack, DOC_NO)


def test_nothing_is_made_up(document, pack):
    seeds.assert_nothing_is_made_up(pack, DOC_NO, document)


def test_the_five_contents_are_those_listed(document, pack):
    listed = re.search(r"主动告知内容应包含：(.*?)等。", document.text)[1].split("、")

    assert [content.name for content in pack.rulebook.notice_contents] == listed
    assert len(pack.rulebook.audiences) == 3
    to = {content.key: {key for part in content.parts for key in part.to} for content in pack.rulebook.notice_contents}
    assert to["entitlement"] == {"covered"}
    assert all(to[key] == {"applicants", "screened", "covered"} for key in ("policy", "standard", "seek_help"))


def test_every_place_of_the_annex_has_its_practice_and_none_is_a_duty(document, pack):
    annex = document.passage("附件")
    for practice in pack.rulebook.practices:
        assert all(place[-3:-1] in annex for place in practice.city.replace("市潍", "市、潍").split("、")), practice.key
        assert practice.source.article == "附件"
    for city in ("青岛", "莱西", "淄博", "东营", "高密", "潍城", "寿光", "济宁", "泰安", "德州", "菏泽"):
        assert city in annex
        assert any(city in practice.city for practice in pack.rulebook.practices), city
    assert pack.rulebook.visits == (), "三天一次、一周一次是德州的做法，不是烟台的规定"


def test_the_visits_of_the_annex_are_three_days_and_a_week(document, pack):
    visits = next(one for one in pack.rulebook.practices if one.key == "visits")

    assert "对重病、重残对象每3天询访一次、其他对象一周巡视一次" in document.text
    assert [(one.whom, one.days) for one in visits.visits] == [("重病、重残对象", 3), ("其他对象", 7)]


def test_the_allowances_are_facts_and_differ_where_the_guide_says_so(pack):
    day = date(2026, 11, 24)
    amounts = {
        place: [str(row.amount) for row in pack.standards.in_force("canji", place, day)]
        for place in ("370683", "370602", "370614006")
    }

    assert amounts["370683"] == ["214", "161", "193", "161"]
    assert sorted(amounts["370602"]) == sorted(amounts["370614006"]) == ["161", "170", "193", "214"]
    assert {row.review for row in pack.standards} == {"unreviewed"}
    assert "canji" not in {gap.programme for gap in pack.missing_standards(day)}
