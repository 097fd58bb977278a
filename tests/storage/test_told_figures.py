"""What was said to whom: once a day, counted, forgotten in time."""

from datetime import date

import pytest

DAY = date(2026, 11, 20)
SOURCE = {
    "doc_no": "示例〔2026〕1号",
    "effective_from": "2026-01-01",
    "standard": "a" * 16,
    "figure": "示范县农村低保：每人每月 620 元",
}
OTHER = {**SOURCE, "standard": "b" * 16, "figure": "示范县城市低保：每人每月 760 元"}


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_a_figure_told_twice_on_a_day_counts_once_and_residents_are_counted_not_answers(unit):
    for openid in ("wang", "wang", "li"):
        unit.told_figures.note(openid, (SOURCE, OTHER), "dibao", DAY)
    unit.told_figures.note("wang", (SOURCE,), "dibao", date(2026, 11, 21))

    one, two = sorted(unit.told_figures.sums(DAY, date(2026, 11, 21)), key=lambda one: one.standard)
    assert (one.figure, one.people, one.first, one.last) == (SOURCE["figure"], 2, DAY, date(2026, 11, 21))
    assert (two.figure, two.people) == (OTHER["figure"], 2)
    assert [one.people for one in unit.told_figures.sums(date(2026, 11, 21), date(2026, 11, 21))] == [1]
    assert unit.told_figures.sums(DAY, DAY, programme="tekun") == ()
    page = unit.told_figures.people(DAY, DAY, "a" * 16)
    assert [told.openid for told in page.rows] == ["li", "wang"]
    assert page.total == 2


def test_an_answer_that_cites_documents_only_leaves_no_row(unit):
    unit.told_figures.note("wang", ({"doc_no": "民发〔2021〕57号", "effective_from": "2021-07-01"},), "dibao", DAY)

    assert unit.told_figures.sums(DAY, DAY) == ()


def test_what_was_told_is_forgotten_in_time_and_when_somebody_leaves(unit):
    unit.told_figures.note("wang", (SOURCE,), "dibao", DAY)
    unit.told_figures.note("li", (SOURCE,), "dibao", date(2026, 11, 21))

    assert unit.told_figures.trim(date(2026, 11, 21)) == 1
    unit.told_figures.forget("li")
    assert unit.told_figures.sums(DAY, date(2026, 12, 1)) == ()
