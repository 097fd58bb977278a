"""查到账 and 我的待遇: short enough to read, only what the books tell, only to whom it belongs."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dialogs import arrivals, entitled
from dialogs.months import Month, month_said
from dialogs.notunderstood import NotUnderstood
from dialogs.scene import EntitlementView, PaymentView
from tests.builders import a_message, a_scene, an_office
from tests.cast import LI, WANG, WANG_ENTITLED, WANG_PAID


def paid(programme, title, period, amount, day, tail="0001"):
    return PaymentView(programme, title, period, Decimal(amount), day, tail)


def heard(text):
    return an_office().ear.hear(text, home="999901")


def said(text, payments=WANG_PAID, resident=WANG, entitlements=()):
    from dataclasses import replace

    scene = replace(a_scene(resident=resident, payments=payments), entitlements=tuple(entitlements))
    return arrivals.answer(heard(text), scene).reply.plain()


def test_a_drop_is_told_with_both_amounts_and_promises_no_reason():
    fewer = (
        paid("dibao", "低保金", "2026-11", 550, date(2026, 11, 10)),
        paid("dibao", "低保金", "2026-10", 620, date(2026, 10, 10)),
    )

    answer = said("低保咋少了", fewer)

    assert "低保10月620元，11月550元，少了70元。" in answer
    assert "要查了才知道" in answer


def test_what_is_paid_afterwards_is_called_so_with_its_reason_and_makes_no_month_look_less():
    late = PaymentView("dibao", "低保金", "2026-10", Decimal(120), date(2026, 11, 12), "0001", "漏发（示例）")
    unsaid = PaymentView("dibao", "低保金", "2026-11", Decimal(5), date(2026, 11, 13), "0001", "补发")

    answer = said("低保咋少了", (*WANG_PAID, late, unsaid))

    assert "低保金补发120元（10月的）（漏发（示例））" in answer
    assert "低保金补发5元\n" in answer or "低保金补发5元、" in answer
    assert "没有少" in answer


def test_arrears_are_counted_with_the_month_they_are_for():
    mended = (
        paid("dibao", "低保金", "2026-10", 70, date(2026, 11, 10)),
        paid("dibao", "低保金", "2026-11", 620, date(2026, 11, 10)),
        paid("dibao", "低保金", "2026-10", 550, date(2026, 10, 10)),
    )

    answer = said("低保咋少了", mended)

    assert "没有少" in answer
    assert "低保金70元（10月的）" in answer


def test_a_recent_stop_is_told_as_why_it_is_less():
    ended = EntitlementView("gaoling", "高龄津贴", stopped_on=date(2026, 10, 31), stop_reason="户口迁出（示例）")

    assert "高龄津贴10月31日停了，因为户口迁出（示例）。" in said("我的钱咋少了", entitlements=(ended,))


def test_twelve_arrivals_are_seen_at_a_glance():
    year = tuple(
        paid(key, title, f"2026-{month:02}", 10620, date(2026, month, 10), f"000{month % 3}")
        for month in range(11, 5, -1)
        for key, title in (("guer", "孤儿和事实无人抚养儿童基本生活补贴"), ("canji", "困难残疾人生活补贴和护理补贴"))
    )

    answer = said("查到账", year)

    assert answer.count("元") == 12
    assert len(answer) <= 600


def test_nobody_unbound_hears_a_figure():
    assert "620" not in said("低保到了没", resident=LI)
    scene = a_scene(payments=WANG_PAID)
    assert "620" not in entitled.answer(heard("我的待遇"), scene).reply.plain()


def test_what_only_payments_tell_is_never_called_a_decision():
    from dataclasses import replace

    scene = replace(a_scene(resident=WANG, payments=WANG_PAID), entitlements=WANG_ENTITLED)
    answer = entitled.answer(heard("我的待遇"), scene).reply.plain()

    assert "按发放记录，2026年10月起有" in answer
    assert "低保：每月620元，2024年3月起" in answer


def test_one_more_month_is_paid_until_a_stop_that_is_to_come():
    from dataclasses import replace

    coming = EntitlementView("dibao", "低保金", stopped_on=date(2026, 11, 30), stop_reason="迁出本县（示例）")
    scene = replace(a_scene(resident=WANG), entitlements=(coming,))

    assert "领到11月30日为止，因为迁出本县（示例）" in entitled.answer(None, scene).reply.plain()


TODAY = date(2026, 11, 18)


def test_months_are_heard_as_people_say_them():
    heard = {
        "这个月": "2026-11",
        "上个月的": "2026-10",
        "上上个月": "2026-09",
        "十二月": "2025-12",
        "9月份": "2026-09",
        "2026年3月": "2026-03",
        "好几个月了": "several",
        "那个时候": "",
    }

    assert {text: month_said(text, TODAY) for text in heard} == heard


@given(st.text(max_size=30))
def test_any_words_for_a_month_give_a_month_or_a_question_again(text):
    reader, scene = Month(), a_scene()
    value, hint = "", ""
    try:
        value = reader.read(a_message(text), scene)
    except NotUnderstood as again:
        hint = again.hint
    if not hint:
        assert value in ("", "several") or ("2000-01" <= value <= "2099-12" and reader.show(value, scene))
