"""A clock that runs into next year must not run blind."""

from datetime import UTC, date, datetime, timedelta

from knowledge.workdays import Calendar


def test_this_year_has_its_notice():
    today = datetime.now(UTC).date()

    assert not Calendar.load().provisional(today), (
        f"add the State Council's notice for {today.year} to knowledge/calendars/"
    )


def test_a_clock_running_past_new_year_counts_and_is_called_provisional_until_the_notice_is_there():
    calendar = Calendar.load()
    last_known = max(year for year in range(2024, 2100) if not calendar.provisional(date(year, 7, 1)))
    started = date(last_known, 12, 20)

    due = calendar.add(started, 18)

    assert due > date(last_known + 1, 1, 4)
    assert calendar.provisional(due)
    assert calendar.count(started, due) == 18
    assert due - started > timedelta(days=24)
