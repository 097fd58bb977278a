from decimal import Decimal

import pytest


def slots(ear, text):
    return dict(ear.hear(text).slots)


def test_a_mother_in_bed_tells_who_and_what(ear):
    found = slots(ear, "我妈瘫痪在床没人管")
    assert found["subject"] == "family"
    assert found["relation"] == "母亲"
    assert {"disability", "unable", "elder_alone"} <= set(found["hardship"])


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("村东头老李家断粮三天了", "other"),
        ("隔壁张大爷八十多岁了没人照顾", "other"),
        ("邻居的儿子不管老人", "other"),
        ("我六十五了没儿没女", "self"),
        ("俺娘七十八了病在床上", "family"),
        ("我老公在工地摔了", "family"),
    ],
)
def test_it_is_known_whom_the_words_are_about(ear, text, subject):
    assert slots(ear, text)["subject"] == subject


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("农村低保一个月多少钱", "area", "农村"),
        ("城里低保多少", "area", "城市"),
        ("我叫王小明，想申请低保", "name", "王小明"),
        ("姓名李桂花", "name", "李桂花"),
        ("我的电话是138 0013 8000", "phone", "13800138000"),
        ("身份证11010519491231002X", "id_number", "11010519491231002X"),
        ("我今年四十三岁", "age", 43),
        ("俺娘七十八了", "age", 78),
        ("隔壁大爷八十多岁", "age", 80),
        ("家里五口人", "people", 5),
        ("我们一家四口", "people", 4),
        ("欠了三万五", "amount", Decimal(35000)),
        ("一个月才1200块钱", "amount", Decimal(1200)),
        ("姐姐肢体三级", "disability_level", "三级"),
        ("集中供养标准", "mode", "集中"),
        ("分散供养的五保", "mode", "分散"),
        ("半护理多少钱", "care", "半护理"),
        ("全护理多少钱", "care", "全护理"),
        ("这个月低保咋没到", "period", "这个月"),
        ("2026年3月的钱没到", "period", "2026-03"),
        ("等着用钱 能不能快点", "urgency", "urgent"),
    ],
)
def test_what_was_said_fills_its_slot(ear, text, name, value):
    assert slots(ear, text)[name] == value


def test_what_was_not_said_stays_empty(ear):
    assert slots(ear, "怎么申请") == {}


def test_a_wrong_id_number_is_not_taken(ear):
    assert "id_number" not in slots(ear, "身份证110105194912310021")


def test_not_able_to_care_for_oneself_is_not_able(ear):
    assert "care" not in slots(ear, "老人不能自理")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("我就在派出所旁边桥下睡了一个月了", "self"),
        ("我现在睡在马路边的桥洞 没钱回家", "self"),
        ("我看到桥下睡着个人", "other"),
        ("桥洞里有个老汉", "other"),
    ],
)
def test_who_sleeps_outdoors_herself_reports_nobody_else(ear, text, subject):
    assert slots(ear, text)["subject"] == subject
