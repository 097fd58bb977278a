from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from knowledge.office import open_office
from knowledge.pack import PackError


def test_the_office_of_a_county_has_all_its_parts():
    office = open_office("shifan")

    assert office.pack.division == office.places.area == "999901"
    assert office.ear.hear("我家在北张乡").place.code == "999901200"
    assert not office.calendar.is_workday(date(2026, 10, 1))
    assert office.search.find("低保怎么申请")


def test_the_bureaus_own_standards_are_laid_over_the_packs_and_nothing_else_is_built_again():
    office = open_office("shifan")
    theirs = office.pack.standards.in_force("dibao", "999901", date(2026, 4, 3), ("农村",))[0]
    edited = open_office("shifan", standards=[replace(theirs, amount=Decimal(640), review="reviewed")])

    assert edited.pack.standards.in_force("dibao", "999901200", date(2026, 4, 3), ("农村",))[0].amount == 640
    assert office.pack.standards.in_force("dibao", "999901200", date(2026, 4, 3), ("农村",))[0].amount == 620
    assert edited.ear is office.ear


def test_a_pack_that_is_not_there_is_said_so():
    with pytest.raises(PackError, match="没有“atlantis”这个政策包"):
        open_office("atlantis")
