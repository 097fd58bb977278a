"""What a resident may read of what she receives: the register's word before the payments'."""

from datetime import date
from decimal import Decimal

import pytest

from bot.usecases.entitlement_views import views_of
from knowledge.office import open_office
from storage.entitlement_rows import NewEntitlement
from storage.payment_rows import NewPayment
from tests.usecases.conftest import BEIZHANG, MORNING


@pytest.fixture
def wang(services):
    with services.storage.work() as uow:
        person = uow.people.add("王秀英", "719901194803120129", "15400000001", BEIZHANG, now=MORNING)
        uow.commit()
    return person


def pay(services, person, programme, months, day=10):
    with services.storage.work() as uow:
        for month in months:
            paid_on = date(int(month[:4]), int(month[5:]), day)
            kept = uow.payments.add_file(f"{programme}{month}", f"{programme}{month}".encode(), "system", MORNING)
            row = NewPayment(2, person, programme, month, Decimal(620), paid_on)
            uow.payments.add_batch(kept.id, [row], "system", MORNING)
        uow.commit()


def put(services, person, told):
    with services.storage.work() as uow:
        uow.entitlements.put(person, told, "file", "system", MORNING)
        uow.commit()


def seen(services, person, office=None):
    with services.storage.read() as uow:
        return views_of(uow.people.get(person), uow, office or services.office)


def test_payments_alone_are_told_as_payments(services, wang):
    pay(services, wang, "dibao", ["2026-08", "2026-09", "2026-10"])

    (view,) = seen(services, wang)
    assert view.by_payments
    assert (view.since, view.amount, view.decided_by) == (date(2026, 8, 1), Decimal(620), "")
    assert view.pay_day == "以往多在每月10日"


def test_one_payment_promises_no_day(services, wang):
    pay(services, wang, "dibao", ["2026-10"])

    assert seen(services, wang)[0].pay_day == ""


def test_the_registers_word_goes_before_the_payments(services, wang):
    pay(services, wang, "dibao", ["2026-08", "2026-09", "2026-10"])
    put(services, wang, NewEntitlement("dibao", date(2024, 3, 1), Decimal(600), pay_day=8))

    (view,) = seen(services, wang)
    assert (view.by_payments, view.since, view.pay_day) == (False, date(2024, 3, 1), "每月8日")


def test_a_rule_of_the_pack_goes_before_what_was_seen(services, wang):
    put(services, wang, NewEntitlement("dibao"))

    assert seen(services, wang, open_office("jingdezhen"))[0].pay_day == "每月10日前"


def test_what_was_stopped_comes_last_with_its_reason(services, wang):
    put(services, wang, NewEntitlement("dibao", stopped_on=date(2026, 9, 30), stop_reason="转为特困供养（示例）"))
    pay(services, wang, "gaoling", ["2026-10"])

    running, stopped = seen(services, wang)
    assert running.programme == "gaoling"
    assert (stopped.stopped_on, stopped.stop_reason) == (date(2026, 9, 30), "转为特困供养（示例）")
