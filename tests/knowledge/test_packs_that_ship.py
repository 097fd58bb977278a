"""What ships: the nation's programmes true to the facts, the sample county invented throughout."""

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
import yaml

from knowledge.identity import check_id_number, check_phone
from knowledge.pack import PACKS, load_pack
from knowledge.placenames import spoken
from knowledge.programmes import PROGRAMME_KEYS
from knowledge.workdays import Calendar

OURS = ("dibao", "tekun", "linshi", "bianyuan", "gangxing", "canji", "gaoling", "guer", "wuren", "liulang")
EVERY = {
    "summary",
    "eligibility",
    "materials",
    "process",
    "contact",
    "time_limit",
    "amount",
    "stop",
    "appeal",
    "policy",
}


def test_the_sixteen_programmes_are_complete():
    pack = load_pack("national")

    assert set(pack.programmes) == set(PROGRAMME_KEYS)
    for key, programme in pack.programmes.items():
        wanted = EVERY if key in OURS else {"summary", "contact", "eligibility"}
        assert wanted <= set(programme.passages), key
        assert programme.ours is (key in OURS)
        assert all(passage.legal for passage in programme.passages.values()), key


def test_operators_are_told_what_must_be_said_of_each_programme():
    for programme in load_pack("national").programmes.values():
        said = "".join(programme.must_say)

        assert 1 <= len(programme.must_say) <= 4, programme.key
        assert all(len(line) <= 50 for line in programme.must_say), programme.key
        assert re.search(r"不能先答应|为准|自愿" if programme.ours else r"转过去", said), programme.key


def test_residents_words_name_a_next_step_in_every_contact():
    for programme in load_pack("national").programmes.values():
        assert re.search(r"窗口|拨|找|救助站", programme.passages["contact"].text), programme.key


def test_every_amount_that_ships_is_a_fact(shared_folder):
    facts = yaml.safe_load((shared_folder / "data" / "facts.yaml").read_text("utf-8"))["facts"]
    known = {str(fact["amount"]) for fact in facts}
    for name in (
        "national",
        "shanxi",
        "jiangxi",
        "yunnan",
        "shandong",
        "wenshui",
        "yantai",
        "jingdezhen",
        "chuxiong",
        "junsai",
    ):
        for row in load_pack(name).standards:
            assert str(row.amount) in known, row
            assert row.review == "unreviewed"


def test_national_averages_are_references():
    rows = [row for row in load_pack("national").standards if row.programme == "dibao"]

    assert {str(row.amount) for row in rows} == {"798.1", "593.9"}
    assert {row.kind for row in rows} == {"reference"}


def test_no_alias_is_used_twice():
    pack = load_pack("national")
    aliases = Counter(alias for each in pack.programmes.values() for alias in (each.name, *each.aliases))

    assert [alias for alias, count in aliases.items() if count > 1] == []


def test_the_sample_county_is_invented_throughout_and_says_so():
    pack = load_pack("shifan")

    assert pack.sample
    assert {row.review for row in pack.standards if row.region} == {"sample"}
    assert all(check_id_number(one.id_number) and one.id_number.startswith("719901") for one in pack.residents)
    assert all(check_phone(one.phone) and one.phone.startswith("154") for one in (*pack.residents, *pack.staff))
    assert all(one.openid.startswith("sim-") for one in pack.staff)
    assert pack.missing_standards(date(2026, 4, 3)) == ()
    assert len(pack.staff) == len({one.openid for one in pack.staff})
    assert "云岭佤族拉祜族傈僳族德昂族乡" in {each.name for each in pack.divisions}


def test_every_place_of_the_sample_county_is_served_by_a_window():
    pack = load_pack("shifan")

    assert [window.code for window in pack.windows_at("999901200201")] == ["999901200", "999901"]


def test_last_years_amounts_are_missed_this_year():
    pack = load_pack("shifan")

    assert "dibao" in {gap.programme for gap in pack.missing_standards(date(2024, 6, 3))}


def test_office_hours_know_holidays():
    hours, calendar = load_pack("shifan").bureau.hours, Calendar.load()
    friday_evening = datetime(2026, 4, 3, 11, 0, tzinfo=UTC)  # 周五 2026-04-03 19:00 北京时间，次日起清明放假

    assert not hours.open_at(friday_evening, calendar)
    assert hours.next_opening(friday_evening, calendar) == datetime(2026, 4, 7, 0, 0, tzinfo=UTC)
    assert hours.open_at(datetime(2026, 4, 7, 0, 0, tzinfo=UTC), calendar)
    assert hours.words == "工作日 8:00-12:00、14:30-18:00"


def test_unknown_office_hours_promise_nothing():
    bureau = load_pack("wenshui").bureau

    assert bureau.hours.next_opening(datetime(2026, 4, 3, tzinfo=UTC), Calendar.load()) is None
    assert (bureau.phone, bureau.hours.words) == ("", "")


@pytest.mark.parametrize(
    ("name", "said_as"),
    [
        ("北张村委会", "北张村"),
        ("吴村村委会", "吴村"),
        ("东街社区居民委员会", "东街社区"),
        ("敦达乌苏嘎查", "敦达乌苏嘎查"),
    ],
)
def test_villages_are_called_as_people_call_them(name, said_as):
    assert spoken(name, "village") == said_as


def test_packs_lie_where_they_are_looked_for():
    assert {path.name for path in PACKS.iterdir()} >= {"national", "wenshui", "shifan"}
