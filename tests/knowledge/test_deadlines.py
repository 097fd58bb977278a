"""By when: working days with make-up days, hours without pause, and the ladder above."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.deadlines import LADDER, LOCAL, Clock, ClockRule, clocks, next_alarm, overdue_by, promised_by, unmet
from knowledge.sources import Source
from knowledge.workdays import Calendar

CALENDAR = Calendar.load()
RULES = {
    rule.key: rule
    for rule in (
        ClockRule("help.verify", "核实", 3, "workdays", source=Source("景民字〔2024〕40号", "工作方案")),
        ClockRule("any.resolve", "办结", 18, "workdays"),
        ClockRule("urgent.visit", "上门", 24, "hours"),
        ClockRule("any.tell", "告知", 3, "workdays", "verified"),
        ClockRule("any.look", "回访", 7, "days"),
    )
}


def at(text):
    """周五 2026-04-03 16:50, local time."""
    return datetime.strptime(text[-16:], "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL).astimezone(UTC)


def clock(key, opened, kind="help", urgency="normal", **rest):
    return next(one for one in clocks(kind, urgency, opened, RULES, CALENDAR, **rest) if one.key == key)


def local_day(moment):
    return moment.astimezone(LOCAL).date()


def test_the_day_it_came_in_does_not_count():
    assert local_day(clock("help.verify", at("周一 2026-03-09 09:00")).due_at) == date(2026, 3, 12)


def test_weekends_and_holidays_do_not_count_but_make_up_days_do():
    # 国庆: 10月1日至7日 off, 10月10日（周六） worked.
    due = clock("help.verify", at("周三 2026-09-30 10:00"))

    assert local_day(due.due_at) == date(2026, 10, 10)
    assert "10月10日（周六）调休上班，要算" in due.explain
    assert "依据：景民字〔2024〕40号。" in due.explain


def test_just_before_midnight_in_shanghai_is_still_that_day():
    assert local_day(clock("help.verify", at("周一 2026-03-09 23:59")).due_at) == date(2026, 3, 12)


def test_hours_run_through_weekends():
    due = clock("urgent.visit", at("周五 2026-04-03 16:50"), urgency="urgent")

    assert due.due_at == at("周六 2026-04-04 16:50")
    assert "节假日照算" in due.explain


def test_a_clock_whose_start_has_not_come_does_not_run_yet():
    opened = at("周一 2026-03-09 09:00")
    keys = {one.key for one in clocks("help", "normal", opened, RULES, CALENDAR)}

    assert "any.tell" not in keys
    assert local_day(clock("any.tell", opened, begun={"verified": at("周二 2026-03-10 09:00")}).due_at) == date(
        2026, 3, 13
    )


def test_a_deadline_in_a_year_without_notice_is_provisional_and_says_so():
    due = clock("any.resolve", at("周三 2026-12-09 09:00"))

    assert due.provisional
    assert "2027年放假安排还没有公布" in due.explain


def test_the_bureaus_own_rule_beats_ours_and_urgency_beats_kind():
    opened = at("周一 2026-03-09 09:00")
    steps = [one.step for one in clocks("help", "urgent", opened, RULES, CALENDAR)]

    assert sorted(steps) == sorted(set(steps))
    assert promised_by(clocks("help", "normal", opened, RULES, CALENDAR)) == CALENDAR.add(date(2026, 3, 9), 18)


def test_without_any_rule_of_the_bureau_there_is_still_a_promise():
    running = clocks("help", "normal", at("周一 2026-03-09 09:00"), {}, CALENDAR)

    assert promised_by(running) == date(2026, 3, 23)
    assert running[-1].explain.endswith("这个时限由本局自行规定。")


def test_what_is_done_no_longer_waits():
    running = clocks("help", "urgent", at("周一 2026-03-09 09:00"), RULES, CALENDAR)

    assert {one.step for one in unmet(running, "accepted", done=("visit",))} >= {"verify", "resolve"}
    assert "visit" not in {one.step for one in unmet(running, "accepted", done=("visit",))}
    assert not {"accept", "verify", "resolve"} & {one.step for one in unmet(running, "resolved")}


@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("周四 2026-03-12 23:00", 0),
        ("周五 2026-03-13 00:01", 1),
        ("周日 2026-03-15 12:00", 1),
        ("周一 2026-03-16 12:00", 2),
    ],
)
def test_lateness_is_counted_in_working_days(now, late):
    due = clock("help.verify", at("周一 2026-03-09 09:00")).due_at

    assert overdue_by(due, at(now), CALENDAR) == late


def test_an_hour_too_late_on_a_saturday_is_late():
    due = clock("urgent.visit", at("周五 2026-04-03 16:50"), urgency="urgent").due_at

    assert overdue_by(due, due + timedelta(hours=1), CALENDAR) >= 1


def test_the_owner_is_reminded_on_the_last_morning_and_each_rung_a_working_day_later():
    due = clock("help.verify", at("周一 2026-03-09 09:00"))
    rings = [next_alarm(due, level, CALENDAR) for level in range(len(LADDER) + 1)]

    assert rings[:4] == [
        at(day)
        for day in ("周四 2026-03-12 09:00", "周五 2026-03-13 09:00", "周一 2026-03-16 09:00", "周二 2026-03-17 09:00")
    ]
    assert rings[4] is None


def test_an_hour_clock_climbs_by_the_hour():
    due = Clock("danger.visit", "到场", at("周日 2026-03-15 02:00"), "", unit="hours")

    assert next_alarm(due, 0, CALENDAR) == at("周日 2026-03-15 02:00")
    assert next_alarm(due, 3, CALENDAR) == at("周日 2026-03-15 05:00")


moments = st.integers(1704067200, 1811808000).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)  # 2024-01 to 2027-06


@given(moments, st.integers(1, 30))
def test_a_working_day_deadline_is_a_working_day_and_never_in_the_past(opened, amount):
    rules = {"any.resolve": ClockRule("any.resolve", "办结", amount, "workdays")}
    due = next(one for one in clocks("help", "normal", opened, rules, CALENDAR) if one.step == "resolve")

    assert due.due_at > opened
    assert CALENDAR.is_workday(local_day(due.due_at))
    assert CALENDAR.count(local_day(opened), local_day(due.due_at)) == amount
    assert overdue_by(due.due_at, opened, CALENDAR) == 0


@given(moments, st.integers(0, 40))
def test_the_longer_one_waits_the_later_it_is(opened, hours):
    due = clocks("help", "normal", opened, RULES, CALENDAR)[0].due_at
    later = due + timedelta(hours=hours)

    assert overdue_by(due, later, CALENDAR) <= overdue_by(due, later + timedelta(days=1), CALENDAR)


def test_a_bureaus_rule_for_all_clues_does_not_slow_down_danger():
    opened = at("周五 2026-04-03 16:50")

    def hours_to_accept(rule):
        due = {one.key: one.due_at for one in clocks("danger", "danger", opened, {rule.key: rule}, CALENDAR)}
        return (due["danger.accept"] - opened) / timedelta(hours=1)

    assert hours_to_accept(ClockRule("any.accept", "受理", 1, "workdays")) == 1
    assert hours_to_accept(ClockRule("danger.accept", "受理", 2, "hours")) == 2


def test_a_countys_time_for_all_clues_does_not_make_who_only_wants_a_call_wait_longer():
    theirs = {"any.resolve": ClockRule("any.resolve", "办结并告知结果", 10, "workdays")}
    own = theirs | {"callback.resolve": ClockRule("callback.resolve", "回电", 2, "workdays")}
    opened = at("周三 2026-11-18 10:00")

    def days(rules):
        return promised_by(clocks("callback", "normal", opened, rules, CALENDAR)).day

    assert days(theirs) == 19
    assert days(own) == 20
