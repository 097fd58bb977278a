from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack import load_pack
from knowledge.places import Gazetteer


@cache
def wenshui():
    return Gazetteer.load("141121")


@cache
def sample():
    pack = load_pack("shifan")
    return Gazetteer.load(pack.division, pack.divisions)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("文水县北张乡北张村", "141121202200"),
        ("文水北张", "141121202"),
        ("我家住在北张村", "141121202200"),
        ("北张镇", "141121202"),
        ("凤城镇东街社区居委会", "141121100016"),
        ("杨家寨村 南武乡", "141121200207"),
        ("刘胡兰那边", "141121104"),
        ("我老家在桥头", "141121106203"),
        ("吴村", "141121102207"),
        ("小南安村", "141121103209"),
        ("吕梁", "1411"),
        ("山西的低保", "14"),
    ],
)
def test_words_mean_the_deepest_certain_place(words, code):
    assert wenshui().resolve(words).code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("江西乐平的", "360281"),
        ("烟台这边残疾三级一个月多少", "3706"),
        ("云南那边农村", "53"),
        ("南安市", "350583"),
        ("太原市南街村", "1401"),
        ("重庆的办法", "50"),
    ],
)
def test_a_place_elsewhere_is_said_to_be_outside(words, code):
    guess = wenshui().resolve(words)

    assert guess.code == code
    assert guess.outside


@pytest.mark.parametrize(
    "words",
    [
        "地下通道里睡着人",
        "公安不管",
        "我叫王永乐",
        "李乐平家没人管",
        "村口那家",
        "我们村",
        "一家和平相处",
        "小北张村",
        "日照不足",
    ],
)
def test_everyday_words_and_names_of_people_are_no_place(words):
    assert not wenshui().resolve(words)


def test_a_name_that_two_places_bear_gives_candidates_and_no_place():
    guess = wenshui().resolve("孝义")

    assert guess.code is None
    assert set(guess.candidates) == {"141181", "141121106"}


def test_the_askers_own_place_breaks_the_tie():
    assert wenshui().resolve("孝义", home="141121105").code == "141121106"
    assert wenshui().resolve("孝义", home="141121").code is None
    assert sample().resolve("沙河村").candidates == ("999901101204", "999901200204")
    assert sample().resolve("沙河村", home="999901200201").code == "999901200204"


def test_the_register_counts_and_where_somebody_lives_is_kept_beside_it():
    guess = wenshui().resolve("我在太原打工，户口在文水南武乡")

    assert guess.code == "141121200"
    assert guess.living.code == "1401"
    assert guess.living.outside


def test_what_is_denied_or_said_by_mistake_is_no_place():
    assert wenshui().resolve("不是北张乡，是南武乡").code == "141121200"
    assert wenshui().resolve("武陵村，不对，武良村").code == "141121201205"
    assert not wenshui().resolve("我不是文水的")


def test_a_township_further_away_is_known_by_its_rank_and_its_villages_under_it():
    assert wenshui().resolve("军赛乡的").code == "530924205"
    assert wenshui().resolve("军赛乡彩靠村").code == "530924205203"
    assert not wenshui().resolve("彩靠村")


def test_a_name_of_the_very_same_sound_is_certain_where_no_other_fits():
    assert wenshui().resolve("我是南午乡的").code == "141121200"
    assert wenshui().resolve("住在苏家宝村").code == "141121202202"
    assert wenshui().resolve("风城镇岳村的").code == "141121100026"


@pytest.mark.parametrize("words", ["住在门家庄村", "我婆婆孟家装村的"])
def test_a_name_of_nearly_the_same_sound_or_without_a_clear_edge_is_asked_about(words):
    assert wenshui().resolve(words).candidates == ("141121103207",)


def test_another_surname_or_a_direction_makes_another_village():
    assert wenshui().resolve("住在玉家社村").code is None
    assert wenshui().resolve("住在小孟家装村").code is None
    assert wenshui().resolve("李家庄镇的").code is None
    assert not wenshui().resolve("下去镇上办")


def test_a_look_alike_with_its_rank_is_certain_and_another_slip_only_with_a_village_behind_it():
    yantai = Gazetteer.load("3706")

    assert yantai.resolve("高瞳镇的").code == "370611102"
    assert yantai.resolve("高唐镇的").code is None
    assert yantai.resolve("高墙镇邹格庄").code == "370611102205"


def test_a_township_that_a_text_begins_with_is_known_by_its_sound_or_a_part_of_its_name():
    chuxiong, jingdezhen = Gazetteer.load("5323"), Gazetteer.load("3602")

    assert wenshui().resolve("下区镇南贤").code == "141121105211"
    assert wenshui().resolve("胡兰镇的").code == "141121104"
    assert wenshui().resolve("胡兰乡的").candidates == ("141121104",)
    assert chuxiong.resolve("苍林镇的").code == "532301107"
    assert chuxiong.resolve("上街镇的").code is None
    assert jingdezhen.resolve("衡阳镇的").code is None
    assert not wenshui().resolve("城镇的")


def test_the_street_or_market_of_a_township_is_the_township():
    assert wenshui().resolve("南庄街上的").code == "141121102"
    assert wenshui().resolve("开栅集上").code == "141121101"
    assert not wenshui().resolve("凤城大街上")


def test_what_is_said_instead_of_a_place_denied_is_a_place():
    assert wenshui().resolve("不是南贤是上贤").code == "141121106208"
    assert not wenshui().resolve("不是我是永乐")


def test_a_village_that_only_other_townships_have_is_asked_about():
    guess = Gazetteer.load("530924205").resolve("平掌的")

    assert guess.code is None
    assert len(guess.candidates) > 1


def test_what_several_villages_of_one_township_are_called_is_that_township():
    assert wenshui().resolve("我是夏祠的").code == "141121106"
    assert not wenshui().resolve("我是夏祠的爸爸")
    assert not wenshui().resolve("我是新夏祠的")


def test_a_village_of_yesterday_leaves_the_township_that_is_named_beside_it():
    assert wenshui().resolve("以前叫云周西，刘胡兰老家那个村").code == "141121104"


def test_a_word_that_runs_over_the_edge_of_a_name_hides_it():
    yantai = Gazetteer.load("3706")

    assert yantai.resolve("村里集的", words=["村里", "集", "的"]).code == "370614108"
    assert not yantai.resolve("村里集体收入", words=["村里", "集体", "收入"])


def test_more_namesakes_than_can_be_asked_about_are_asked_by_township_or_county():
    yantai = Gazetteer.load("3706")
    guess = yantai.resolve("李家村的")

    assert guess.code is None
    assert 1 < len(guess.candidates) <= 6
    assert all(len(code) < 12 for code in guess.candidates)


def test_home_counts_before_the_place_of_work():
    assert wenshui().resolve("我在太原打工，家是文水南武乡的").code == "141121200"


def test_a_village_not_in_the_named_township_leaves_the_township():
    assert wenshui().resolve("北张乡桥头村").code == "141121202"


def test_a_long_official_name_is_called_by_its_short_one():
    assert sample().resolve("云岭乡茶山村").code == "999901201202"
    assert sample().resolve("云岭民族乡").code == "999901201"


def test_a_namesake_in_another_county_is_not_ours():
    assert sample().resolve("文水县北张乡").outside == "山西省吕梁市文水县北张乡"


def test_divisions_are_walked_up_and_down():
    places = wenshui()

    assert [each.name for each in places.path("141121202200")] == ["山西省", "吕梁市", "文水县", "北张乡", "北张村委会"]
    assert len(places.children("141121")) == 12
    assert sum(len(places.children(each.code)) for each in places.children("141121")) == 158
    assert places.full_name("141121202200") == "北张乡北张村"
    assert places.full_name("141121202200", below="") == "山西省吕梁市文水县北张乡北张村"
    assert places.full_name("141121") == "文水县"
    assert places.within("141121202200", "141121")
    assert [each.name for each in places.path("110101")] == ["北京市", "东城区"]
    assert [each.code for each in places.children("11")][:1] == ["110101"]


@pytest.mark.parametrize("area", ["141121", "5323", "530924205", "3602", "3706"])
def test_every_division_near_by_is_found_by_its_names_or_asked_among_namesakes(area):
    places = Gazetteer.load(area)
    for each in list(places):
        if len(each.code) < 6 or not each.code.startswith(area[:4]):
            continue
        path = places.path(each.code)
        county = next(one.name for one in path if len(one.code) == 6)
        for words in (
            places.full_name(each.code, below=""),
            "".join(one.name for one in path),
            "我住在" + places.full_name(each.code),
            county + each.name if len(each.code) > 6 else county,
        ):
            guess = places.resolve(words)
            found = guess.code == each.code or any(each.code.startswith(code) for code in guess.candidates)
            assert found, (words, each.code, guess)


@given(st.text(max_size=60), st.sampled_from(["", "141121", "141121202", "99"]))
def test_any_text_gives_an_answer_with_known_codes(text, home):
    guess = wenshui().resolve(text, home)

    assert guess.code is None or wenshui().get(guess.code)
    assert all(wenshui().get(code) for code in guess.candidates)
    assert not (guess.code and guess.candidates)
