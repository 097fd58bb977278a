"""Values come back as they were put, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select

from storage.columns import Cents, Exact, Facts, Strings, UtcTime

SAMPLES = Table(
    "samples",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime),
    Column("money", Cents),
    Column("amount", Exact(40)),
    Column("keys", Strings),
    Column("facts", Facts),
)
AWARE = st.datetimes(
    datetime(1950, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
MONEY = st.decimals(-(10**9), 10**9, places=2)


def kept(storage, **values):
    with storage.work() as unit:
        SAMPLES.create(unit.connection, checkfirst=True)
        new = unit.connection.execute(insert(SAMPLES).returning(SAMPLES.c.id), values).scalar_one()
        return unit.connection.execute(select(SAMPLES).where(SAMPLES.c.id == new)).one()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    at=AWARE, money=MONEY, amount=st.decimals(allow_nan=False, allow_infinity=False).filter(lambda d: len(str(d)) <= 40)
)
def test_moments_and_money_come_back_exactly(storage, at, money, amount):
    row = kept(storage, at=at, money=money, amount=amount)

    assert (row.at, row.at.tzinfo) == (at, UTC)
    assert row.money == money
    assert str(row.amount) == str(amount)


def test_nothing_stays_nothing(storage):
    assert tuple(kept(storage, at=None, money=None, amount=None, keys=None, facts=None))[1:] == (None,) * 5


def test_keys_and_facts_keep_their_order(storage):
    row = kept(storage, keys=("dibao", "tekun"), facts={"乡": ["北张"], "n": 1})

    assert row.keys == ("dibao", "tekun")
    assert row.facts == {"乡": ["北张"], "n": 1}


def test_moments_sort_by_time_whatever_zone_they_were_said_in(storage):
    china = timezone(timedelta(hours=8))
    early, late = datetime(2026, 11, 20, 9, tzinfo=china), datetime(2026, 11, 20, 2, tzinfo=UTC)
    with storage.work() as unit:
        SAMPLES.create(unit.connection, checkfirst=True)
        unit.connection.execute(insert(SAMPLES), [{"at": late}, {"at": early}])
        ordered = unit.connection.execute(select(SAMPLES.c.at).order_by(SAMPLES.c.at)).scalars().all()
        before = unit.connection.execute(select(SAMPLES.c.at).where(SAMPLES.c.at < late)).scalars().all()

    assert ordered == [early, late]
    assert before == [early]


@pytest.mark.parametrize("values", [{"at": datetime(2026, 11, 20)}, {"money": Decimal("0.001")}])  # noqa: DTZ001
def test_what_cannot_be_kept_exactly_is_refused(storage, values):
    with pytest.raises(Exception, match=r"time zone|to the cent"):
        kept(storage, **values)
