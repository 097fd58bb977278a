"""Staff: the directory that routing reads."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.routing import StaffMember
from tests.storage.conftest import NOW

ZHAO = StaffMember(0, "小赵（示例）", "13700000001", "", "141121100201", "assistant", ("help",))


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_a_member_comes_back_as_entered(unit):
    zhao = unit.staff.add(ZHAO)
    qian = unit.staff.add(
        replace(ZHAO, name="老钱（示例）", role="township", deputy_id=zhao.id, absent_until=date(2026, 11, 30))
    )

    assert unit.staff.directory().members == (zhao, qian)
    assert unit.staff.get(qian.id) == qian
    assert replace(zhao, id=0) == ZHAO


def test_a_seeded_member_keeps_its_number(unit):
    assert unit.staff.add(replace(ZHAO, id=41)).id == 41
    assert unit.staff.add(ZHAO).id > 41


def test_a_wechat_belongs_to_one_member(unit):
    zhao, li = unit.staff.add(ZHAO), unit.staff.add(replace(ZHAO, phone="13700000002"))
    unit.staff.bind_openid(zhao.id, "o1")
    unit.staff.bind_openid(li.id, "o1")

    assert unit.staff.by_openid("o1").id == li.id
    assert unit.staff.get(zhao.id).openid == ""
    unit.staff.bind_openid(li.id, "")
    assert unit.staff.by_openid("o1") is None
    assert unit.staff.by_openid("") is None


def test_who_left_cannot_come_in(unit):
    zhao = unit.staff.add(replace(ZHAO, openid="o1"))
    unit.staff.update(zhao.id, active=False)

    assert unit.staff.by_openid("o1") is None
    assert unit.staff.by_phone(ZHAO.phone) is None
    assert unit.staff.get(zhao.id).active is False


def test_a_member_is_found_by_phone_and_changed(unit):
    zhao = unit.staff.add(ZHAO)
    unit.staff.update(zhao.id, duties=("help", "payment"), absent_until=date(2026, 12, 1))

    assert unit.staff.by_phone(ZHAO.phone).duties == ("help", "payment")
    assert not unit.staff.get(zhao.id).present(NOW.date())
