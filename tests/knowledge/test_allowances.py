"""Each allowance for disabled people that is a fact ships in the pack of its place, with amount, day and kind."""

import re

import pytest
import yaml

from knowledge.pack import load_pack

ROWS = {
    "F106": ("shanxi", "14", ("生活补贴",), "standard"),
    "F107": ("shanxi", "14", ("护理补贴", "一级/二级"), "standard"),
    "F108": ("shanxi", "14", ("智力或精神残疾", "三级/四级"), "standard"),
    "F110": ("shanxi", "14", ("农村",), "reference"),
    "F111": ("jiangxi", "36", ("生活补贴",), "standard"),
    "F112": ("jiangxi", "36", ("护理补贴", "一级/二级"), "standard"),
    "F113": ("yunnan", "53", ("生活补贴",), "floor"),
    "F114": ("yunnan", "53", ("护理补贴", "一级"), "floor"),
    "F115": ("yunnan", "53", ("护理补贴", "二级"), "floor"),
    "F116": ("yantai", "3706", ("生活补贴", "一级/二级"), "standard"),
    "F117": ("yantai", "3706", ("生活补贴", "三级/四级"), "standard"),
    "F118": ("yantai", "370602", ("生活补贴", "三级/四级"), "standard"),
    "F119": ("yantai", "3706", ("护理补贴", "一级"), "standard"),
    "F120": ("yantai", "3706", ("护理补贴", "二级"), "standard"),
    "F121": ("shandong", "37", ("生活补贴",), "floor"),
}
NO_AMOUNT = {"F109"}
"""The share by which an amount is linked to another."""


@pytest.fixture(scope="module")
def facts(shared_folder):
    told = yaml.safe_load((shared_folder / "data" / "facts.yaml").read_text("utf-8"))["facts"]
    return {fact["id"]: fact for fact in told}


def test_no_allowance_is_left_out(facts):
    regional = {key for key, fact in facts.items() if fact["region"][:2] != "全国" and "补贴" in fact["program"]}

    assert regional - NO_AMOUNT == set(ROWS) - {"F110"}


@pytest.mark.parametrize("key", ROWS)
def test_an_allowance_is_the_facts(facts, key):
    fact, (name, region, category, kind) = facts[key], ROWS[key]
    row = next(one for one in load_pack(name).standards if (one.region, one.category) == (region, category))

    assert str(row.amount) == str(fact["amount"])
    assert row.effective_from.isoformat().startswith(re.match(r"[\d-]+", fact["effective_from"])[0])
    assert (row.kind, row.review) == (kind, "unreviewed"), "none of these was read in the document itself"


def test_the_islands_of_yantai_are_paid_as_the_guide_says(facts):
    rows = [row for row in load_pack("yantai").standards if row.category == ("生活补贴", "三级/四级")]
    city = next(row for row in rows if row.region == "3706")

    assert {str(row.amount) for row in rows if len(row.region) == 9} == {str(facts["F118"]["amount"])}
    assert city.note == "芝罘区和长岛综试区的三、四级另有标准", "who says only 长岛 hears of it too"
