from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack import load_pack
from knowledge.sources import Source
from knowledge.standards import Standard, Standards

TODAY = date(2026, 4, 3)


def a_standard(
    amount=620, *, programme="dibao", region="141121", category=("农村",), since=date(2026, 1, 1), **changed
):
    fields = {
        "programme": programme,
        "region": region,
        "category": category,
        "name": "标准",
        "amount": Decimal(amount),
        "unit": "元/人/月",
        "effective_from": since,
        "effective_to": None,
        "published_on": None,
        "doc_no": "示例〔2026〕1号",
        "source": Source("示例〔2026〕1号", "标准"),
    }
    return Standard(**{**fields, **changed})


def amounts(rows, *, programme="dibao", place="141121202200", on=TODAY, words=()):
    return [int(row.amount) for row in Standards(rows).in_force(programme, place, on, words)]


def test_an_expired_amount_is_never_returned():
    rows = [a_standard(580, since=date(2025, 1, 1), effective_to=date(2025, 12, 31)), a_standard(620)]

    assert amounts(rows) == [620]
    assert amounts(rows, on=date(2025, 12, 31)) == [580]
    assert amounts(rows, on=date(2024, 12, 31)) == []


def test_an_amount_without_end_gives_way_to_a_later_one():
    rows = [a_standard(620), a_standard(650, since=date(2026, 4, 1))]

    assert amounts(rows) == [650]
    assert amounts(rows, on=date(2026, 3, 31)) == [620]


def test_a_reference_is_never_returned_as_local():
    assert amounts([a_standard(594, region="", kind="reference")]) == []
    assert amounts([a_standard(555, region="14", kind="reference"), a_standard(620)]) == [620]


def test_a_neighbours_amount_is_never_returned():
    assert amounts([a_standard(700, region="141122"), a_standard(710, region="1403")]) == []


def test_the_nearest_region_wins():
    rows = [a_standard(500, region="14"), a_standard(620), a_standard(640, region="141121202")]

    assert amounts(rows) == [640]
    assert amounts(rows, place="141121100") == [620]
    assert amounts(rows, place="1411") == [500]


def test_a_county_that_sets_only_the_towns_amount_leaves_the_provinces_for_the_villages():
    rows = [a_standard(500, region="14", kind="floor"), a_standard(760, category=("城市",))]

    assert sorted(amounts(rows)) == [500, 760]


def test_a_countys_age_bands_replace_the_provinces_whole():
    rows = [
        a_standard(40, programme="gaoling", region="14", category=("80岁以上",)),
        a_standard(50, programme="gaoling", category=("80-89岁",)),
        a_standard(100, programme="gaoling", category=("90-99岁",)),
    ]

    assert amounts(rows, programme="gaoling") == [50, 100]


@pytest.mark.parametrize(
    ("words", "expected"), [(("85岁",), [50]), (("90",), [100]), (("103岁",), [300]), (("79岁",), [])]
)
def test_an_age_finds_its_band(words, expected):
    pack = load_pack("shifan")
    rows = pack.standards.in_force("gaoling", "999901200201", TODAY, words)

    assert [int(row.amount) for row in rows] == expected


@pytest.mark.parametrize(
    ("programme", "words", "expected"),
    [
        ("dibao", ("农村",), [620]),
        ("dibao", ("城市", "今年"), [760]),
        ("tekun", ("分散", "全护理"), [1380]),
        ("tekun", ("集中",), [1100, 1270, 1620]),
        ("canji", ("护理补贴", "二级"), [95]),
        ("canji", ("二级",), [105, 95]),
        ("wuren", ("农村",), [1150]),
    ],
)
def test_words_narrow_by_class_and_unknown_words_are_ignored(programme, words, expected):
    rows = load_pack("shifan").standards.in_force(programme, "999901200201", TODAY, words)

    assert [int(row.amount) for row in rows] == expected


def test_a_class_that_is_not_set_has_no_amount_rather_than_the_other_classes():
    assert amounts([a_standard(760, category=("城市",))], words=("农村",)) == []


def test_the_provinces_unreviewed_amount_is_flagged_and_of_the_province():
    row = load_pack("wenshui").standards.in_force("canji", "141121202", TODAY, ("生活补贴",))[0]

    assert (row.region, row.amount, row.review) == ("14", Decimal(122), "unreviewed")
    assert "当地为准" in row.note


def test_a_floor_is_called_one():
    pack = load_pack("yunnan")

    assert {row.kind for row in pack.standards.in_force("canji", "530924205", TODAY)} == {"floor"}


def test_the_bureaus_own_row_replaces_the_packs_of_the_same_day():
    ours = Standards([a_standard(620)]).with_rows([a_standard(630)])

    assert [int(row.amount) for row in ours.in_force("dibao", "141121", TODAY)] == [630]


def test_a_yearly_amount_is_also_known_by_the_month():
    assert a_standard(Decimal("7441"), unit="元/人/年").monthly == Decimal("620.08")
    assert a_standard(620).monthly == 620


@given(
    st.lists(
        st.builds(
            a_standard,
            st.integers(1, 2000),
            region=st.sampled_from(["", "14", "1411", "141121", "141122", "141121202"]),
            category=st.sampled_from([("农村",), ("城市",), ("分散", "自理"), ()]),
            since=st.dates(date(2024, 1, 1), date(2027, 1, 1)),
            effective_to=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
            kind=st.sampled_from(["standard", "floor", "reference"]),
        ),
        max_size=12,
    )
)
def test_whatever_is_returned_is_in_force_here_and_one_a_class(rows):
    found = Standards(rows).in_force("dibao", "141121202", TODAY)

    assert all(row.in_force_on(TODAY) and "141121202".startswith(row.region) for row in found)
    assert all(row.kind != "reference" for row in found)
    assert len({row.category for row in found}) == len(found)


def test_the_bureau_may_end_an_amount_that_a_pack_left_open():
    ended = Standards([a_standard(620)]).with_rows([a_standard(620, effective_to=date(2026, 3, 31))])

    assert [int(row.amount) for row in ended.in_force("dibao", "141121", date(2026, 3, 31))] == [620]
    assert ended.in_force("dibao", "141121", TODAY) == ()
    assert ended.ended("dibao", "141121", TODAY) == date(2026, 3, 31)


def test_an_amount_is_ending_when_its_last_day_is_near_and_none_follows():
    last = a_standard(620, effective_to=date(2026, 4, 30))
    follows = a_standard(650, since=date(2026, 5, 1))

    assert Standards([last]).ending(last, TODAY, 60)
    assert not Standards([last]).ending(last, TODAY, 20)
    assert not Standards([last, follows]).ending(last, TODAY, 60)
    assert not Standards([a_standard(620)]).ending(a_standard(620), TODAY, 60)


def test_a_key_names_figure_and_document_whatever_is_noted_beside_them():
    row = a_standard(620)
    known = Standards([row])

    assert known.get(row.key) == row
    assert a_standard(620, note="含照料护理", reviewed_by="account:1").key == row.key
    assert a_standard(621).key != row.key
    assert known.get("") is None


def test_only_what_was_published_by_then_is_coming_and_only_where_it_will_hold():
    soon = a_standard(650, since=date(2026, 5, 1), published_on=date(2026, 4, 1))
    known = Standards([a_standard(620), soon])

    assert known.coming("dibao", "141121202", TODAY) == (soon,)
    assert known.coming("dibao", "141121202", TODAY, ("城市",)) == ()
    assert known.coming("dibao", "141122", TODAY) == ()
    assert known.coming("dibao", "141121", date(2026, 3, 31)) == ()


def test_every_provincial_guidance_of_yunnan_is_a_floor():
    ours = [row for row in load_pack("yunnan").standards if row.region == "53"]

    assert ours
    assert {row.kind for row in ours} == {"floor"}
