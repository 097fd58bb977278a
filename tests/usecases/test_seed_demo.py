"""The demo's made-up county."""

from dataclasses import replace

import pytest

from bot.usecases.accounts import LoginRefused, log_in
from bot.usecases.seed_demo import NoSample, seed_demo

PASSWORDS = {"admin": "long-enough-word", "operator": "another-long-word"}


@pytest.fixture
def seeded(services):
    assert seed_demo(services, PASSWORDS)
    return services


def test_everybody_of_the_pack_is_there_with_deputies(seeded):
    pack = seeded.office.pack
    with seeded.storage.read() as uow:
        members = {member.name: member for member in uow.staff.directory().members}
        assert len(members) == len(pack.staff)
        assert uow.people.count() == len(pack.residents)
    assert any(member.deputy_id for member in members.values())


def test_twice_is_once(seeded):
    assert not seed_demo(seeded, PASSWORDS)


def test_a_bound_resident_sees_the_last_payments(seeded, says):
    seed = next(one for one in seeded.office.pack.residents if one.bound)

    assert "元" in says("钱到了没有", sender=seed.openid)


def test_history_tells_nobody_anew(seeded, letters):
    assert letters() == {}


def test_the_logins_work_and_only_with_their_passwords(seeded):
    assert log_in("operator", "another-long-word", "test", seeded).account.role == "operator"
    with pytest.raises(LoginRefused):
        log_in("operator", "wrong", "test", seeded)
    with pytest.raises(LoginRefused):
        log_in("county", "", "test", seeded)


def test_a_real_county_is_never_filled_with_made_up_people(services, office):
    real = replace(office, pack=replace(office.pack, sample=False))
    with pytest.raises(NoSample):
        seed_demo(replace(services, offices=lambda: real), {})
