"""Self-checks: what is decided stays decided, in whatever order it is told, and every condition has its document."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.eligibility import FACTS, UNKNOWN, judge
from knowledge.pack import check_packs, load_pack

CHECKS = load_pack("shifan").checks
LINES = {"农村": Decimal(620), "城市": Decimal(760)}
PROGRAMMES = ("dibao", "bianyuan", "tekun", "linshi", "gangxing", "canji", "wuren")
money = st.integers(0, 6000).map(Decimal)
ANSWERS = {
    **{name: st.sampled_from((*values, UNKNOWN)) for name, values in FACTS.items()},
    "age": st.one_of(st.integers(1, 110), st.just(UNKNOWN)),
    "people": st.one_of(st.integers(1, 12), st.just(UNKNOWN)),
    "income": st.one_of(money, st.just(UNKNOWN)),
    "own_income": st.one_of(money, st.just(UNKNOWN)),
    "area": st.sampled_from(("农村", "城市", UNKNOWN)),
}
everything = st.fixed_dictionaries(ANSWERS)
lines = st.sampled_from((LINES, {"": Decimal(700)}, {}))


def walked(check, told, held):
    """The verdict of whoever answers one question after the other, and the questions that were asked."""
    facts = {}
    while (verdict := judge(check, facts, held)).outcome == "open":
        assert verdict.ask not in facts, "a question is asked once"
        facts[verdict.ask] = told[verdict.ask]
    return verdict, facts


def test_the_seven_programmes_have_a_check():
    assert set(CHECKS) == set(PROGRAMMES)


@pytest.mark.parametrize("programme", PROGRAMMES)
@given(told=everything, held=lines)
def test_stopping_early_says_what_all_the_answers_together_would_say(programme, told, held):
    verdict, _ = walked(CHECKS[programme], told, held)

    assert verdict.outcome == judge(CHECKS[programme], told, held).outcome


@pytest.mark.parametrize("programme", PROGRAMMES)
@given(told=everything, held=lines, first=st.permutations(sorted(ANSWERS)))
def test_the_result_follows_from_the_answers_whatever_their_order(programme, told, held, first):
    facts, decided = {}, ""
    for name in first:
        facts[name] = told[name]
        outcome = judge(CHECKS[programme], facts, held).outcome
        assert not decided or outcome == decided
        decided = outcome if outcome in ("may", "no") else ""

    assert judge(CHECKS[programme], facts, held) == judge(CHECKS[programme], told, held)


@pytest.mark.parametrize("programme", PROGRAMMES)
@given(told=everything, held=lines)
def test_few_questions_are_asked_and_a_condition_always_decides(programme, told, held):
    verdict, asked = walked(CHECKS[programme], told, held)

    # The fifth is the household register, asked only where an income lies between the two standards.
    assert len(asked) <= (5 if "area" in asked else 4)
    assert verdict.by
    assert all(one.source.doc_no for one in verdict.by)


@given(people=st.integers(1, 9), income=money)
def test_without_a_standard_in_force_nothing_is_concluded_from_income_and_it_is_not_asked(people, income):
    verdict, asked = walked(CHECKS["dibao"], {"people": people, "income": income, "severe": "none"}, {})

    assert verdict.outcome == "unsure"
    assert "income" not in asked


def test_the_household_register_is_asked_about_only_between_two_standards():
    assert judge(CHECKS["bianyuan"], {"people": 1, "income": Decimal(1000)}, LINES).ask == "area"
    assert judge(CHECKS["bianyuan"], {"people": 1, "income": Decimal(900)}, LINES).outcome == "may"
    assert judge(CHECKS["bianyuan"], {"people": 1, "income": Decimal(1200)}, LINES).outcome == "no"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"age": 60, "kin": "none", "own_income": Decimal(0)}, "may"),
        ({"age": 59, "disability": "none"}, "no"),
        ({"age": 59, "disability": "limbs", "kin": "unable", "own_income": Decimal(100)}, "may"),
        ({"age": 15, "kin": "able"}, "no"),
        ({"age": UNKNOWN, "disability": "none", "kin": "none", "own_income": Decimal(0)}, "unsure"),
        ({"age": 80, "kin": "none", "own_income": Decimal(760)}, "no"),
    ],
)
def test_tekun_by_its_three_conditions(facts, outcome):
    assert judge(CHECKS["tekun"], facts, LINES).outcome == outcome


@pytest.mark.parametrize(
    ("father", "mother", "outcome"),
    [
        ("jailed", "lost", "may"),
        ("dead", "unwell", "may"),
        ("missing", "lost", "may"),
        ("dead", "dead", "no"),
        ("dead", "missing", "no"),
        ("able", None, "no"),
        ("dead", "able", "no"),
        (UNKNOWN, "lost", "unsure"),
    ],
)
def test_wuren_by_what_became_of_both_parents(father, mother, outcome):
    facts = {"father": father} | ({"mother": mother} if mother else {})

    assert judge(CHECKS["wuren"], facts, LINES).outcome == outcome


def test_both_allowances_of_the_disabled_are_looked_into():
    both = judge(CHECKS["canji"], {"level": "二级", "covered": "dibao", "care": "yes"}, {})
    one = judge(CHECKS["canji"], {"level": "四级", "covered": "dibao"}, {})

    assert [way.key for way in both.ways] == ["living", "nursing"]
    assert [way.key for way in one.ways] == ["living"]


CHECK = """
checks:
  dibao:
    verify: 看看
    conditions:
      one: {{name: 一, 'no': 不, source: law, any: [{measure}]}}
    ways:
      all: {{all: [{way}]}}
"""


@pytest.mark.parametrize(
    ("measure", "way", "words"),
    [
        ("{fact: kin, one_of: [rich]}", "one", "“kin”没有“rich”这种答法"),
        ("{fact: kin, at_least: 3}", "one", "不是数字的写 one_of"),
        ("{fact: age, one_of: [none]}", "one", "“age”是数字"),
        ("{fact: age}", "one", "只写一个"),
        ("{fact: house, one_of: [none]}", "one", "“house”不在可选范围内"),
        ("{fact: age, at_least: 60}", "two", "找不到条件“two”"),
    ],
)
def test_what_a_check_cannot_ask_is_a_mistake_of_the_pack(tmp_path, measure, way, words):
    folder = tmp_path / "national"
    folder.mkdir()
    head = "pack: {name: national, title: 全国}\nsources:\n  law: {title: 办法, doc_no: 令第1号}\n"
    (folder / "pack.yaml").write_text(head + CHECK.format(measure=measure, way=way), "utf-8")

    assert any(words in problem.text for problem in check_packs(tmp_path))
