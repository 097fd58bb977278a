"""Names in an operator's notes that nobody introduced: found where certain, never a place, a title or a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.namesguessed import name_guessed
from knowledge.office import open_office

OFFICES = {pack: open_office(pack) for pack in ("shifan", "wenshui", "junsai")}


def guessed(text, pack="shifan"):
    office = OFFICES[pack]
    return name_guessed(text, lambda word: bool(office.places.resolve(word)), office.ear.cutter.knows)


@pytest.mark.parametrize(
    ("notes", "name"),
    [
        ("张桂兰70多岁，北张乡，摔断腿没人管，13800138000", "张桂兰"),
        ("北张乡北张村，王秀英，女，68岁，腿摔了", "王秀英"),
        ("来电说邻居陈玉珍，家里没米了", "陈玉珍"),
        ("邻居陈玉珍，家里没米了", "陈玉珍"),
        ("老人马桂花七十多岁，一个人住", "马桂花"),
        ("欧阳秀兰 82岁，瘫在床上", "欧阳秀兰"),
        ("李娟今年45，得了癌", "李娟"),
        ("住北张村，刘德福 13800138000", "刘德福"),
        ("母亲赵凤英，摔了", "赵凤英"),
    ],
)
def test_a_name_where_only_a_name_can_stand(notes, name):
    assert guessed(notes) == name


@pytest.mark.parametrize(
    "notes",
    [
        "70多岁老太太，北张乡，摔断腿没人管，13800138000",
        "张家庄70多岁老人没人管",
        "王村，女，70岁",
        "李支书说村里有个老人",
        "李支书，男，50岁",
        "张大爷70多岁",
        "王奶奶，女，80岁",
        "老王70多岁",
        "高血压70多岁",
        "高龄老人80岁",
        "安全第一，女，30岁",
        "孙女5岁没人管",
        "周岁3岁",
        "方便面没了，老人70岁",
        "马上70岁了",
        "金融诈骗，13800138000",
        "全家5口人",
        "张某，女，70岁",
        "王家老太70多岁",
        "黄了，女，40岁",
        "石匠，男，60岁",
        "陈秀兰打来，说没人管",
        "李大伟今年40，张桂兰70多岁",
    ],
)
def test_no_name_where_it_is_not_certain(notes):
    assert guessed(notes) == ""


PLACES = sorted(
    {
        (pack, name)
        for pack, office in OFFICES.items()
        for one in office.places
        if one.code.startswith(office.pack.division)
        for name in (one.name, one.spoken)
    }
)


@given(
    st.sampled_from(PLACES),
    st.sampled_from(["", "老人", "邻居", "住在，"]),
    st.sampled_from(["70多岁", "，女，", "今年60", " 13800138000", "，"]),
)
def test_a_place_of_the_pack_is_never_taken_for_a_person(place, lead, sign):
    pack, name = place

    assert guessed(f"{lead}{name}{sign}没人管", pack) == ""
