"""Logins and sessions: counted, locked, ended."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.storage.conftest import NOW

DAY = timedelta(days=1)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


@pytest.fixture
def account(unit):
    return unit.accounts.add("Zhao ", "小赵（示例）", "operator", "$argon2$", division="141121", must_change=True)


def test_a_login_comes_back_as_made(unit, account):
    known = unit.accounts.by_username("ZHAO")

    assert known == unit.accounts.get(account)
    assert (known.username, known.role, known.division, known.must_change) == ("zhao", "operator", "141121", True)
    assert "$argon2$" not in repr(known)
    assert unit.accounts.all() == (known,)
    assert unit.accounts.by_username("nobody") is None


def test_a_user_name_is_taken_once(unit, account):
    with pytest.raises(IntegrityError):
        unit.accounts.add("zhao", "另一人（示例）", "operator", "x")


def test_wrong_passwords_are_counted_until_the_right_one(unit, account):
    assert [unit.accounts.failed_login(account) for _ in range(3)] == [1, 2, 3]
    unit.accounts.logged_in(account, NOW)

    assert unit.accounts.failed_login(account) == 1
    assert unit.accounts.get(account).last_login_at == NOW


def test_a_locked_account_opens_by_itself_or_by_a_new_password(unit, account):
    unit.accounts.lock(account, NOW + DAY)
    assert unit.accounts.get(account).locked(NOW)
    assert not unit.accounts.get(account).locked(NOW + DAY)

    unit.accounts.set_password(account, "new")
    known = unit.accounts.get(account)
    assert (known.locked(NOW), known.password_hash, known.must_change) == (False, "new", False)


def test_a_session_lives_until_it_ends_expires_or_rests_too_long(unit):
    session = unit.sessions.open("token", "account:1", NOW, NOW + DAY, "Firefox")
    assert unit.sessions.get("token") == session
    assert unit.sessions.get("another") is None
    hour = timedelta(hours=1)

    assert session.live(NOW + timedelta(minutes=59), hour)
    assert not session.live(NOW + hour, hour)
    assert not session.live(NOW + DAY, 2 * DAY)
    unit.sessions.touch(session.id, NOW + hour)
    assert unit.sessions.get("token").live(NOW + hour, hour)
    unit.sessions.end(session.id, NOW + hour)
    assert not unit.sessions.get("token").live(NOW + hour, hour)


def test_all_sessions_of_a_person_end_but_the_one_in_use(unit):
    here = unit.sessions.open("a", "account:1", NOW, NOW + DAY)
    unit.sessions.open("b", "account:1", NOW, NOW + DAY)
    unit.sessions.open("c", "account:2", NOW, NOW + DAY)

    assert unit.sessions.end_all("account:1", NOW, but=here.id) == 1
    assert [session.id for session in unit.sessions.of("account:1", NOW)] == [here.id]
    assert len(unit.sessions.of("account:2", NOW)) == 1
    assert unit.sessions.of("account:2", NOW + DAY) == ()
    assert unit.sessions.trim(NOW + 2 * DAY) == 3


def test_a_stolen_database_opens_no_session(unit):
    unit.sessions.open("the token in the cookie", "account:1", NOW, NOW + DAY)

    kept = unit.connection.execute(text("SELECT * FROM sessions")).one()
    assert "the token in the cookie" not in str(kept)


def test_deeds_are_listed_latest_first(unit):
    unit.audit.record("account:1", "login", at=NOW)
    unit.audit.record("account:1", "reveal.phone", "clue:A", "回访（示例）", at=NOW)
    unit.audit.record("staff:2", "reveal.id_number", "clue:A", at=NOW)

    assert [deed.who for deed in unit.audit.of("clue:A")] == ["staff:2", "account:1"]
    assert unit.audit.of("clue:A")[1].detail == "回访（示例）"
    page = unit.audit.list(what="reveal", size=1)
    assert (page.total, page.rows[0].who) == (2, "staff:2")
    assert unit.audit.list(what="reveal", number=2, size=1).rows[0].who == "account:1"
    assert [deed.what for deed in unit.audit.list(who="account:1").rows] == ["reveal.phone", "login"]
    assert "示例" not in repr(page)


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_a_deed_cannot_be_rewritten(unit, statement):
    unit.audit.record("account:1", "login", at=NOW)

    with pytest.raises(Exception, match="append-only"):
        unit.connection.execute(text(statement))
