"""Whom a changed standard concerns, frozen, and told once for ever."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from storage.payment_rows import NewPayment
from tests.storage.conftest import NOW
from tests.storage.test_standards import STANDARD

TODAY = date(2026, 11, 20)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def a_follower(unit, openid, place="141121202", programmes=("dibao",), follows=True):
    number = f"14112119500101{len(openid):02}{ord(openid[0]) % 100:02}"
    person = unit.people.add(openid, number, "", place, programmes, now=NOW)
    unit.contacts.follow(openid)
    unit.contacts.bind(openid, person, "同意", NOW)
    if not follows:
        unit.contacts.unfollow(openid)
    return person


def receiving(unit, region="141121", *, whole=True):
    return unit.standard_notices.receiving("dibao", region, whole=whole, paid_since=date(2026, 8, 20))


def test_who_receives_a_programme_there_is_found_by_register_or_payment_and_nobody_else(unit):
    a_follower(unit, "here")
    a_follower(unit, "elsewhere", place="141122")
    a_follower(unit, "nowhere", place="")
    a_follower(unit, "another", programmes=("tekun",))
    a_follower(unit, "gone", follows=False)
    unit.contacts.follow("unbound")
    paid = a_follower(unit, "paid", programmes=())
    long_ago = a_follower(unit, "longago", programmes=())
    file = unit.payments.add_file("a.csv", b"x", "account:1", NOW)
    rows = [
        NewPayment(1, paid, "dibao", "2026-11", Decimal(620), date(2026, 11, 10)),
        NewPayment(2, long_ago, "dibao", "2026-01", Decimal(620), date(2026, 1, 10)),
    ]
    unit.payments.add_batch(file.id, rows, "account:1", NOW)

    assert receiving(unit) == ("here", "nowhere", "paid")
    assert receiving(unit, "141121202", whole=False) == ("here", "paid")


def test_who_heard_the_old_figure_lately_is_found_while_following(unit):
    source = {"doc_no": "X", "effective_from": "2026-01-01", "standard": "a" * 16, "figure": "620 元"}
    for openid, day in (("wang", TODAY), ("li", date(2026, 1, 1)), ("gone", TODAY)):
        unit.contacts.follow(openid)
        unit.told_figures.note(openid, (source,), "dibao", day)
    unit.contacts.unfollow("gone")

    assert unit.standard_notices.asked(("a" * 16, "b" * 16), date(2026, 11, 1)) == ("wang",)
    assert unit.standard_notices.asked((), date(2026, 11, 1)) == ()


def test_each_is_written_to_once_whichever_notice_of_the_standard_it_is(unit):
    standard = unit.standards.put(STANDARD, "account:1", NOW)
    for openid in ("wang", "li"):
        unit.contacts.follow(openid)
    first = unit.standard_notices.draft(standard, "话", ("wang", "li"), ("li",), "account:1", NOW)
    again = unit.standard_notices.draft(standard, "话", ("wang",), (), "account:1", NOW)

    notice = unit.standard_notices.get(first)
    assert (notice.receiving, notice.asked, notice.count, notice.state) == (2, 1, 2, "waiting")
    assert unit.standard_notices.queue(first, NOW) == 2
    assert unit.standard_notices.queue(first, NOW) == 0
    assert unit.standard_notices.queue(again, NOW) == 0
    letter = unit.letters.by_key(f"standard:{standard}:wang")
    assert (letter.lane, letter.subject, letter.bundle, letter.payload) == (
        "bulk",
        f"notice:{first}",
        f"notice:{first}",
        {},
    )


def test_two_people_cannot_decide_the_same_notice(unit):
    standard = unit.standards.put(STANDARD, "account:1", NOW)
    notice = unit.standard_notices.draft(standard, "话", ("wang",), (), "account:1", NOW)

    assert unit.standard_notices.waiting()[0].id == notice
    assert unit.standard_notices.decide(notice, "waiting", "sent", "account:2", NOW)
    assert not unit.standard_notices.decide(notice, "waiting", "dropped", "account:3", NOW)
    assert unit.standard_notices.get(notice).decided_by == "account:2"
    assert unit.standard_notices.waiting() == ()


def test_who_leaves_is_among_the_receivers_of_nothing(unit):
    standard = unit.standards.put(STANDARD, "account:1", NOW)
    notice = unit.standard_notices.draft(standard, "话", ("wang", "li"), (), "account:1", NOW)

    unit.standard_notices.forget("wang")

    assert unit.standard_notices.count(notice) == 1


def test_a_standard_keeps_who_confirmed_it_and_which_one_it_replaced(unit):
    old = unit.standards.put(STANDARD, "account:1", NOW)
    sure = replace(
        STANDARD, effective_from=date(2026, 12, 1), reviewed_by="account:2", reviewed_on=TODAY, passage="原文"
    )
    new = unit.standards.put(sure, "account:2", NOW, replaces=old)

    assert unit.standards.numbered()[new] == sure
    assert (unit.standards.replaced_by(new), unit.standards.replaced_by(old)) == (old, None)
    assert [edit.standard_id for edit in unit.standards.history_of(STANDARD)] == [new, old]
    unit.standards.withdraw(new, "account:2", NOW)
    assert unit.standards.withdrawn() == (sure,)
