"""A clock that runs into next year must not run blind."""

from datetime import UTC, date, datetime

import pytest

from knowledge.workdays import Calendar


@pytest.mark.parametrize("month", [11, 12])
def test_from_november_next_year_is_known_or_called_provisional(month):
    today = datetime.now(UTC).date()
    calendar = Calendar.load()
    new_year = date(today.year + 1, 1, 4)

    due = calendar.add(date(today.year, month, 28), 30)

    assert due > date(today.year, month, 28)
    assert calendar.known(new_year.year) or calendar.provisional(new_year), (
        "add the State Council's notice for next year to knowledge/calendars/"
    )
