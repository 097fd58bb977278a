"""An entitlement file: looked at, confirmed once, and the same file again changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.usecases.entitlements import (
    accept_entitlements,
    change_by_hand,
    check_entitlements,
    confirm_entitlements,
    resume_entitlements,
)
from knowledge.casework import Refused
from storage.entitlement_rows import NewEntitlement
from tests.usecases.conftest import BEIZHANG, MORNING

WANG, ZHANG = "719901194803120129", "719901195506070246"
HEAD = "姓名,身份证号,救助项目,享受起始日期,待遇金额,每月发放日,停发日期,停发原因,决定单位或文号,乡镇,村\n"
ROWS = (
    f"王秀英,{WANG},低保,2024-03-01,620,10,,,北张乡（示例）,北张乡,北张村\n"
    f"张桂兰,{ZHANG},特困,2025-07-01,1030,10,,,,,\n"
)
STOP = "姓名,身份证号,救助项目,停发日期,停发原因\n" + f"王秀英,{WANG},低保,2026-09-30,户口迁出（示例）\n"


def check(services, text, name="待遇.csv", encoding="utf-8"):
    return check_entitlements(text.encode(encoding), name, "account:1", services)


def confirm(services, seen, **more):
    return confirm_entitlements(seen.file.id, "account:1", services, moves=seen.moves, **more)


def of(services, number):
    with services.storage.read() as uow:
        person = uow.people.by_id_number(number)
        return person, uow.entitlements.of(person.id) if person else ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_shows_what_it_would_do_and_does_nothing_yet(services, encoding):
    seen = check(services, HEAD + ROWS, encoding=encoding)

    assert (seen.errors, seen.count, seen.done["new"], seen.moves) == (0, 2, 2, 2)
    assert seen.steps[0].who == "王** 最低生活保障" or seen.steps[0].who.startswith("王** ")
    assert "620元" in seen.steps[0].what
    assert of(services, WANG) == (None, ())


def test_a_confirmed_file_is_in_the_register_with_the_persons_place(services):
    done = confirm(services, check(services, HEAD + ROWS))

    assert (done.new, done.changed, done.stopped) == (2, 0, 0)
    person, (known,) = of(services, WANG)
    assert (person.place, person.programmes) == (BEIZHANG, ("dibao",))
    assert (known.since, known.amount, known.source, known.file_id) == (date(2024, 3, 1), Decimal(620), "file", done.id)


def test_the_same_file_twice_changes_nothing(services):
    seen = check(services, HEAD + ROWS)
    confirm(services, seen)
    again = check(services, HEAD + ROWS)

    assert again.file.known
    assert again.done == {"same": 2}
    assert confirm_entitlements(seen.file.id, "account:2", services).confirmed_by == "account:1"
    _, (known,) = of(services, WANG)
    with services.storage.read() as uow:
        assert len(uow.entitlements.changes(known.id)) == 1


def test_a_short_list_of_stops_stops_and_forgets_nothing_else(services):
    confirm(services, check(services, HEAD + ROWS))
    seen = check(services, STOP)
    assert "户口迁出" in seen.steps[0].what
    assert (seen.done["stopped"], seen.absent) == (1, 0)
    confirm(services, seen)

    person, (known,) = of(services, WANG)
    assert (known.amount, known.stopped_on, known.decided_by) == (Decimal(620), date(2026, 9, 30), "北张乡（示例）")
    assert person.programmes == ()
    assert of(services, ZHANG)[1][0].stopped_on is None


def test_who_is_not_in_the_file_is_counted_and_left_alone(services):
    confirm(services, check(services, HEAD + ROWS))
    only_one = check(services, HEAD + ROWS.splitlines()[0].replace("620", "650") + "\n")
    other = check(services, HEAD + "何老太,719901193509180468,特困,2026-01-01,860,10,,,,,\n", "二.csv")

    assert (only_one.done["changed"], only_one.absent) == (1, 0)
    assert "620元改为650元" in only_one.steps[0].what
    assert other.absent == 1


def test_a_file_with_errors_is_not_kept_and_cannot_be_confirmed(services):
    seen = check(services, HEAD + ROWS.replace("低保", "扶贫"))

    assert (seen.errors, seen.file) == (1, None)


def test_doubts_have_to_be_accepted(services):
    seen = check(services, STOP.replace("户口迁出（示例）", ""))
    with pytest.raises(Refused):
        confirm(services, seen)

    assert confirm(services, seen, doubts_checked=True).stopped == 1


def test_an_amount_ten_times_the_registered_one_is_a_doubt(services):
    confirm(services, check(services, HEAD + ROWS))
    (doubt,) = check(services, HEAD + ROWS.replace("620", "6200")).problems

    assert (doubt.row, doubt.column, doubt.level) == (2, "待遇金额", "doubt")
    assert "正好差10倍" in doubt.text
    assert check(services, HEAD + ROWS.replace("620", "650")).problems == ()


@pytest.mark.parametrize(
    ("town", "said"), [("东风镇", "乡镇和村对不上"), ("城关镇", "乡镇和村对不上"), ("北张乡", ""), ("", "")]
)
def test_a_township_that_does_not_fit_the_village_is_doubted(services, town, said):
    rows = ROWS.replace("北张乡,北张村", f"{town},北张村")
    assert [said in problem.text for problem in check(services, HEAD + rows).problems] == ([True] if said else [])


def test_a_place_nobody_here_knows_is_told_once_and_is_no_bar(services):
    rows = ROWS.replace("北张乡,北张村", "东风镇,红旗村").replace("10,,,,,", "10,,,,东风镇,红旗村")
    seen = check(services, HEAD + rows)

    (doubt,) = seen.problems
    assert (doubt.row, doubt.column, doubt.level) == (2, "乡镇", "doubt")
    assert "“东风镇红旗村”不在本县的地名里，请核对乡镇和村（共2行）" in doubt.text
    assert confirm(services, seen, doubts_checked=True).new == 2


def test_what_changed_since_the_preview_is_not_confirmed(services):
    seen = check(services, HEAD + ROWS)
    confirm(services, check(services, HEAD + ROWS.splitlines()[0] + "\n", "一.csv"))

    with pytest.raises(Refused, match="再看一遍"):
        confirm(services, seen)


def test_what_was_accepted_is_entered_by_background_work_and_once(services):
    seen = check(services, HEAD + ROWS)
    told = {"count": seen.count, "moves": seen.moves, "as_of": seen.as_of, "doubts_checked": True}
    accepted = accept_entitlements(seen.file.id, "account:1", services, **told)
    assert (accepted.state, accepted.up_to_row, of(services, WANG)) == ("importing", 0, (None, ()))
    assert accept_entitlements(seen.file.id, "account:2", services, **told).confirmed_by == "account:1"

    assert resume_entitlements(services) == 1

    assert resume_entitlements(services) == 0
    with services.storage.read() as uow:
        done = uow.entitlements.file(seen.file.id)
    assert (done.state, done.up_to_row, done.new, done.rows_expected) == ("done", 3, 2, 2)


def test_a_file_in_other_hands_is_left_to_them_and_taken_up_when_they_are_gone(services, clock):
    seen = check(services, HEAD + ROWS)
    with services.storage.work() as uow:
        uow.tokens.lease("entitlements", "somebody else", clock() + timedelta(minutes=3), clock())
        uow.commit()

    assert confirm(services, seen).state == "importing"
    clock.pass_by(minutes=4)
    resume_entitlements(services)
    assert len(of(services, WANG)[1]) == 1


def test_a_file_that_reads_otherwise_than_confirmed_is_stopped_and_may_be_confirmed_anew(services):
    seen = check(services, HEAD + ROWS)
    told = {"count": 3, "as_of": seen.as_of, "doubts_checked": True}
    with pytest.raises(Refused, match="第3行"):
        confirm_entitlements(seen.file.id, "account:1", services, **told)

    assert resume_entitlements(services) == 0
    again = check(services, HEAD + ROWS)
    assert (again.file.state, again.moves) == ("stopped", 0)
    assert confirm(services, again).state == "done"


def test_a_table_nobody_can_read_says_so(services):
    assert check(services, "").unreadable


def test_a_clerk_stops_one_person_and_the_person_hears_why(services, says):
    confirm(services, check(services, HEAD + ROWS))
    told = NewEntitlement("dibao", stopped_on=date(2026, 10, 31), stop_reason="户口迁出本县（示例）")
    assert change_by_hand(WANG, told, "account:1", services) == ("王**", "stopped")
    with services.storage.work() as uow:
        uow.contacts.bind("o-wang", uow.people.by_id_number(WANG).id, "同意（示例）", MORNING)
        uow.commit()

    heard = says("我的低保为啥停了", sender="o-wang")

    assert "10月31日停的，因为户口迁出本县（示例）" in heard
    assert "户口迁出" not in says("我的低保为啥停了", sender="o-other")


@pytest.mark.parametrize(
    ("number", "told", "why"),
    [
        ("123", NewEntitlement("dibao", amount=Decimal(1)), "身份证号"),
        (WANG, NewEntitlement("", amount=Decimal(1)), "救助项目"),
        (WANG, NewEntitlement("dibao", stopped_on=date(2026, 10, 31)), "原因"),
        (WANG, NewEntitlement("dibao", stop_reason="迁出"), "停发日期"),
        (WANG, NewEntitlement("dibao"), "册子里没有"),
    ],
)
def test_what_a_clerk_forgot_is_said(services, number, told, why):
    with pytest.raises(Refused, match=why):
        change_by_hand(number, told, "account:1", services)


def test_a_file_tells_who_belongs_to_one_household_and_for_how_many_the_amount_is(services):
    head = HEAD.rstrip("\n") + ",户主身份证号,保障人数\n"
    rows = (
        f"王秀英,{WANG},低保,2024-03-01,1240,10,,,北张乡（示例）,北张乡,北张村,{WANG},2\n"
        f"张桂兰,{ZHANG},特困,2025-07-01,1030,10,,,,,,{WANG},\n"
    )

    confirm(services, check(services, head + rows))

    person, (known,) = of(services, WANG)
    with services.storage.read() as uow:
        family = {one.name for one in uow.households.of(person.id)}
    assert family == {"王秀英", "张桂兰"}
    assert known.covered == 2
