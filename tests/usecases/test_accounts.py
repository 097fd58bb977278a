"""Console logins: five tries, fifteen minutes, sessions that can be ended."""

import pytest

from bot.usecases.accounts import LoginRefused, WeakPassword, add_account, log_in, set_password


@pytest.fixture
def account(services):
    return add_account("Lin", "林晓", "operator", "a-long-password", "system", services)


def refused(services, password="wrong", username="lin"):
    with pytest.raises(LoginRefused) as no:
        log_in(username, password, "test", services)
    return no.value


def test_the_right_password_opens_a_session(account, services):
    token = log_in("LIN", "a-long-password", "test", services).token

    with services.storage.read() as uow:
        assert uow.sessions.get(token).who == f"account:{account}"


def test_unknown_names_and_wrong_passwords_sound_the_same(account, services):
    assert refused(services).why == refused(services, username="nobody").why == "wrong"


def test_five_wrong_passwords_shut_the_account_for_fifteen_minutes(account, services, clock):
    assert [refused(services).why for _ in range(5)] == ["wrong"] * 4 + ["locked"]
    assert refused(services, "a-long-password").why == "locked"
    clock.pass_by(minutes=15, seconds=1)
    assert log_in("lin", "a-long-password", "test", services)


def test_a_new_password_ends_every_session(account, services, clock):
    token = log_in("lin", "a-long-password", "test", services).token
    set_password(account, "another-long-one", "system", services)

    with services.storage.read() as uow:
        assert uow.sessions.get(token).ended_at == clock()
    assert refused(services, "a-long-password").why == "wrong"


@pytest.mark.parametrize("password", ["short", "lin-lin-lin-lin", ""])
def test_weak_passwords_are_not_taken(services, password):
    with pytest.raises(WeakPassword):
        add_account("lin", "林晓", "operator", password, "system", services)


def test_a_user_name_is_taken_once(account, services):
    with pytest.raises(KeyError):
        add_account("lin", "别人", "operator", "a-long-password", "system", services)
