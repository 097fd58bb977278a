"""Who answers: the nearest on duty, the deputy in absence, the one above where a post is empty."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.routing import Directory, StaffMember, county_of, route, stand_in, superior_of

TODAY = date(2026, 11, 20)  # 周五
VILLAGE = "999901100201"
NAMES = {"999901": "示范县", "999901100": "城关镇", VILLAGE: "北张村", "999901100202": "南张村"}


class Places:
    def path(self, code):
        return tuple(SimpleNamespace(code=c, name=n) for c, n in NAMES.items() if code.startswith(c))


def someone(id, name, division, role, **rest):
    return StaffMember(id, name, "13800000000", f"o{id}", division, role, **rest)


LI = someone(1, "李协理", VILLAGE, "assistant", deputy_id=2)
WANG = someone(2, "王网格", VILLAGE, "grid")
ZHAO = someone(3, "赵干事", "999901100", "township", deputy_id=4)
QIAN = someone(4, "钱干事", "999901100", "township")
SUN = someone(5, "孙科长", "999901", "county")
EVERYBODY = Directory((LI, WANG, ZHAO, QIAN, SUN))


def routed(*changed, place=VILLAGE, kind="help", urgency="normal", directory=EVERYBODY):
    by_id = {member.id: member for member in directory.members} | {member.id: member for member in changed}
    return route(place, kind, urgency, Directory(tuple(by_id.values())), Places(), TODAY)


def test_a_call_for_help_goes_to_the_village_assistant():
    found = routed()

    assert (found.owner.name, found.deputy.name, found.superior.name) == ("李协理", "王网格", "赵干事")
    assert not found.vacancy
    assert found.why == "北张村村级社会救助协理员李协理为责任人。"


def test_in_absence_the_deputy_takes_over_and_the_reason_is_told():
    found = routed(replace(LI, absent_until=date(2026, 11, 20)))

    assert found.owner.name == "王网格"
    assert not found.vacancy
    assert "李协理请假至2026-11-20，由代理人王网格接办" in found.why


def test_the_day_after_the_absence_the_owner_is_back():
    assert routed(replace(LI, absent_until=date(2026, 11, 19))).owner.name == "李协理"


def test_an_empty_village_goes_upward_and_says_so():
    found = routed(place="999901100202")

    assert found.owner.name == "赵干事"
    assert found.vacancy
    assert "南张村没有在岗的村级社会救助协理员，由上一级接办" in found.why


def test_absent_without_deputy_goes_upward_and_counts_as_vacancy():
    found = routed(replace(LI, absent_until=TODAY, deputy_id=None), replace(WANG, active=False))

    assert found.owner.name == "赵干事"
    assert found.vacancy


def test_a_chain_of_deputies_that_bites_its_tail_ends():
    a, b = replace(LI, absent_until=TODAY), replace(WANG, absent_until=TODAY, deputy_id=1)

    assert stand_in(a, Directory((a, b)), TODAY) is None


def test_a_complaint_never_reaches_those_it_may_be_about():
    assert routed(kind="complaint").owner.name == "孙科长"


def test_missing_money_starts_at_the_township():
    assert routed(kind="payment").owner.name == "赵干事"


def test_a_specialist_goes_before_a_generalist():
    found = routed(replace(QIAN, duties=("payment",)), kind="payment")

    assert found.owner.name == "钱干事"


def test_a_place_nobody_knows_goes_to_the_county():
    assert routed(place="").owner.name == "孙科长"
    assert routed(place="110101001001").owner.name == "孙科长"


def test_urgent_clues_name_the_superior_who_is_told_as_well():
    assert "情况紧急，同时告知赵干事" in routed(urgency="urgent").why


def test_with_nobody_at_all_there_is_no_owner_and_the_vacancy_is_told():
    found = routed(directory=Directory())

    assert found.owner is None
    assert found.vacancy
    assert found.why.endswith("目前没有可以派单的工作人员。")


def test_superiors_are_one_post_above():
    assert superior_of(LI, EVERYBODY, TODAY).name == "赵干事"
    assert superior_of(ZHAO, EVERYBODY, TODAY).name == "孙科长"
    assert superior_of(SUN, EVERYBODY, TODAY) is None
    assert county_of(EVERYBODY, TODAY) == (SUN,)


members = st.builds(
    StaffMember,
    id=st.integers(1, 9),
    name=st.just("某人"),
    phone=st.just(""),
    openid=st.just(""),
    division=st.sampled_from([VILLAGE, "999901100202", "999901100", "999901"]),
    role=st.sampled_from(["assistant", "grid", "township", "county"]),
    duties=st.sampled_from([(), ("help",), ("payment", "complaint")]),
    deputy_id=st.none() | st.integers(1, 9),
    absent_until=st.none() | st.just(TODAY),
    active=st.booleans(),
)


@given(st.lists(members, unique_by=lambda m: m.id), st.sampled_from(["help", "payment", "complaint", "danger"]))
def test_whoever_is_routed_to_is_present_and_nobody_stands_above_herself(staff, kind):
    found = route(VILLAGE, kind, "urgent", Directory(tuple(staff)), Places(), TODAY)

    if found.owner is None:
        assert not any(member.role == "county" and member.present(TODAY) for member in staff)
        return
    assert found.owner.present(TODAY)
    assert found.superior is None or found.superior.id != found.owner.id
    assert found.deputy is None or found.deputy.id != found.owner.id


@pytest.mark.parametrize("kind", ["callback", "question"])
def test_callbacks_and_questions_are_the_county_desks(kind):
    assert routed(kind=kind).owner.name == "孙科长"
