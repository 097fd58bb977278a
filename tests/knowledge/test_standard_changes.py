"""Entering an amount: whatever there was before, one amount a class and day, and nothing lost."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.standard_changes import change_by, held, lapsed
from knowledge.standards import Standards
from tests.knowledge.test_standards import TODAY, a_standard

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 700).map(lambda number: FIRST + timedelta(days=number))


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=8), st.tuples(DAYS, st.none() | DAYS), DAYS)
def test_after_any_entries_at_most_one_amount_of_a_class_holds_on_a_day(entries, last, day):
    known = Standards()
    for number, (since, until) in enumerate([*entries, last]):
        until = until if until is None or until >= since else None
        entered = a_standard(1000 + number, since=since, effective_to=until, doc_no=f"{number}号")
        change = change_by(entered, known)
        known = known.with_rows(change.rows)

        assert len(known.in_force("dibao", "141121", since)) == 1
        assert change.new in known.rows
    assert sum(row.in_force_on(day) for row in known) <= 1


def test_the_one_before_ends_on_the_day_before_and_the_one_entered_before_a_later_one_too():
    known = Standards([a_standard(620), a_standard(680, since=date(2026, 9, 1))])

    change = change_by(a_standard(650, since=date(2026, 5, 1)), known)

    assert change.ended == replace(a_standard(620), effective_to=date(2026, 4, 30))
    assert change.new.effective_to == date(2026, 8, 31)


def test_one_of_the_same_day_corrects_and_one_after_a_gap_ends_nothing():
    known = Standards([a_standard(620, effective_to=date(2026, 3, 31))])

    assert change_by(a_standard(630), known).ended is None
    assert change_by(a_standard(630), known).old == known.rows[0]
    assert change_by(a_standard(650, since=date(2026, 6, 1)), known).old is None


def test_what_lapsed_is_listed_once_and_not_where_another_followed():
    old = a_standard(580, since=date(2025, 1, 1), effective_to=date(2025, 12, 31))
    town = a_standard(710, category=("城市",), effective_to=date(2026, 3, 31))
    away = a_standard(1, region="141122", effective_to=date(2026, 3, 31))

    assert lapsed(Standards([old, a_standard(620), town, away]), "141121", TODAY) == (town,)


def test_what_holds_in_an_area_includes_what_a_part_of_it_set():
    county, town = a_standard(620), a_standard(640, region="141121202")

    assert held(Standards([county, town, a_standard(1, region="141122")]), ("dibao",), "141121", TODAY) == (
        county,
        town,
    )
