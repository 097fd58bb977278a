"""From a call for help to a result that is told, with its reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import Reporter, open_clue, register_clue, similar_clues
from dialogs.effects import OpenClue
from knowledge.casework import Refused
from storage.conflicts import StaleClue

from .conftest import BEIZHANG, NANZHANG, TOWN

MOTHER = {
    "subject": "family",
    "relation": "母亲",
    "name": "王秀英",
    "place": BEIZHANG,
    "trouble": "瘫痪在床没人管",
    "phone": "15400000001",
    "hardship": ["disability"],
}


@pytest.fixture
def opened(services):
    def run(openid="o-resident", kind="help", urgency="normal", **changed):
        slots = {key: value for key, value in (MOTHER | changed).items() if value is not None}
        request = OpenClue(slots, urgency, kind)
        with services.storage.work() as uow:
            found = open_clue(request, "wechat", f"contact:{openid}", uow, services, reporter=Reporter(openid))
            uow.commit()
        return found

    return run


@pytest.fixture
def act(services):
    def run(no, action, by="staff:1", **facts):
        return move_clue(no, action, by, services, **facts)

    return run


def history(services, no):
    with services.storage.read() as uow:
        return [event.action for event in uow.clues.history(no)]


def test_a_help_request_reaches_its_village_assistant(opened, staff, deliver, sender):
    clue = opened().clue
    deliver()

    assert clue.owner_id == 1
    assert [letter.to_id for letter in sender.sent] == ["1"]
    assert "瘫痪在床没人管" in sender.texts()[0]
    assert "王秀英" not in sender.texts()[0]
    assert sender.sent[0].payload["url"] == f"/desk/clues/{clue.no}"


def test_a_name_and_a_number_in_the_first_words_do_not_go_out_in_the_alert(opened, staff, deliver, sender):
    opened(trouble="我妈王秀英瘫在床上，电话13900000000，没人管")
    deliver()

    assert "我妈王某瘫在床上，没人管" in sender.texts()[0]


def test_the_promise_is_a_working_day(opened, staff, services):
    clue = opened().clue

    assert clue.promised_by > date(2026, 11, 20)
    assert services.office.calendar.is_workday(clue.promised_by)
    assert all("explain" in clock for clock in clue.clocks)


def test_an_urgent_clue_goes_to_the_superior_as_well_in_the_urgent_lane(opened, staff, letters):
    opened(urgency="urgent")

    assert {letter.to_id: letter.lane for letter in letters().values()} == {"1": "urgent", "3": "urgent"}


def test_danger_reaches_village_township_and_county(opened, staff, letters):
    opened(kind="danger", urgency="danger")

    assert sorted(letter.to_id for letter in letters().values()) == ["1", "3", "4"]


def test_a_vacancy_goes_upward_and_the_county_hears_of_it(opened, staff, letters):
    found = opened(place=NANZHANG)

    assert found.clue.owner_id == 3
    assert found.clue.vacancy
    assert sorted(letter.to_id for letter in letters().values()) == ["3", "4"]


def test_with_no_staff_at_all_the_clue_waits_on_the_countys_board(opened):
    clue = opened().clue

    assert clue.owner_id is None
    assert clue.vacancy


def test_the_same_person_telling_the_same_again_joins_the_open_clue(opened, staff, clues, services):
    first = opened().clue
    again = opened(trouble="还是没人管")

    assert again.known
    assert again.clue.no == first.no
    assert len(clues()) == 1
    assert history(services, first.no) == ["open", "said"]


def test_a_neighbour_who_tells_of_two_households_opens_two_clues(opened, staff, clues):
    opened(subject="other", name="王秀英")
    opened(subject="other", name="李大爷")

    assert len(clues()) == 2


@pytest.mark.parametrize(
    "second",
    [
        {"subject": "other", "name": None, "relation": None, "trouble": "没煤烧"},
        {"subject": "other", "name": "李桂花", "relation": None, "trouble": "没钱看病"},
    ],
)
def test_a_village_doctor_who_tells_of_families_in_a_row_opens_a_clue_for_each(opened, staff, clues, second):
    opened(subject="other", name=None, relation=None, trouble="瘫了没人管")

    assert not opened(**second).known
    assert len(clues()) == 2


def test_a_mother_and_a_father_are_two_requests(opened, staff, clues):
    opened(name=None)
    opened(name=None, relation="父亲", trouble="住院没钱")

    assert len(clues()) == 2


def test_after_thirty_days_it_is_a_new_clue(opened, staff, clues, clock):
    opened()
    clock.pass_by(days=31)
    opened()

    assert len(clues()) == 2


def test_another_reporter_opens_a_clue_that_names_the_likely_same(opened, staff, clues, services):
    first = opened().clue
    second = opened(openid="o-neighbour", place=TOWN).clue

    with services.storage.read() as uow:
        event = uow.clues.history(second.no)[0]
    assert event.facts["similar"] == [first.no]


def test_a_place_known_later_reroutes_the_clue(opened, staff):
    first = opened(place=None).clue
    later = opened().clue

    assert first.owner_id == 4
    assert (later.no, later.owner_id) == (first.no, 1)


def test_more_urgency_shortens_the_deadline_and_alerts_again(opened, staff, letters):
    first = opened().clue
    worse = opened(urgency="urgent").clue

    assert worse.due_at < first.due_at
    assert worse.urgency == "urgent"
    assert any(letter.to_id == "3" for letter in letters().values())


def test_an_operator_sees_likely_duplicates_before_registering_and_may_join(opened, staff, services, clues):
    first = opened().clue
    request = OpenClue(MOTHER)

    assert [clue.no for clue in similar_clues(request, services)] == [first.no]
    joined = register_clue(request, "hotline", "account:1", services, joins=first.no)
    assert joined.known
    assert len(clues()) == 1


def test_a_second_click_registers_nothing_twice(staff, services, clues):
    for _ in range(2):
        register_clue(OpenClue(MOTHER), "hotline", "account:1", services)

    assert len(clues()) == 1


def test_a_clue_walks_to_its_result_and_the_reporter_is_told_result_and_reason(opened, act, staff, deliver, sender):
    no = opened().clue.no
    act(no, "accept")
    act(no, "visit", words="老人卧床，儿子在外")
    act(no, "verify", words="情况属实")
    clue = act(no, "resolve", result="applied", reason="符合特困条件，已代为提出申请")
    sender.sent.clear()
    deliver()

    assert (clue.state, clue.due_at, clue.next_alarm_at) == ("resolved", None, None)


def test_the_result_goes_to_the_reporters_wechat(opened, act, staff, says, deliver, sender):
    says("你好")
    no = opened().clue.no
    act(no, "accept")
    act(no, "resolve", result="applied", reason="符合特困条件，已代为提出申请")
    deliver()

    told = sender.texts("o-resident")
    assert len(told) == 1
    assert "已代为提出申请" in told[0]
    assert "符合特困条件" in told[0]


def test_a_result_given_at_night_is_told_in_the_morning(opened, act, staff, clock, letters):
    no = opened().clue.no
    act(no, "accept")
    clock.moment = datetime(2026, 11, 20, 15, tzinfo=UTC)  # 23:00
    act(no, "resolve", result="explained", reason="家庭收入高于标准")

    told = next(letter for key, letter in letters().items() if ":result:" in key)
    assert told.due_at == datetime(2026, 11, 21, 0, tzinfo=UTC)


def test_without_wechat_the_result_becomes_a_call_for_the_owner(act, staff, services, deliver, sender):
    no = register_clue(OpenClue(MOTHER), "hotline", "account:1", services).clue.no
    act(no, "accept")
    act(no, "resolve", result="explained", reason="家庭收入高于标准")
    deliver()

    assert any("请打电话或上门告诉反映人" in text for text in sender.texts("1"))


@pytest.mark.parametrize("facts", [{"result": "", "reason": "有理由"}, {"result": "guided", "reason": ""}])
def test_no_result_without_reason(opened, act, staff, facts):
    no = opened().clue.no
    act(no, "accept")

    with pytest.raises(Refused):
        act(no, "resolve", **facts)


def test_what_the_table_forbids_changes_nothing(opened, act, staff, services):
    no = opened().clue.no

    with pytest.raises(Refused, match="请先受理"):
        act(no, "resolve", result="guided", reason="已指导")
    assert history(services, no) == ["open"]


def test_two_clerks_never_overwrite_each_other(opened, act, staff):
    clue = opened().clue
    act(clue.no, "accept", version=clue.version)

    with pytest.raises(StaleClue):
        act(clue.no, "note", version=clue.version, words="我也看看")


def test_reassigning_keeps_every_deadline(opened, act, staff, letters):
    before = opened().clue
    after = act(before.no, "reassign", by="account:1", to_staff=3)

    assert (after.owner_id, after.superior_id) == (3, 4)
    assert (after.due_at, after.promised_by, after.next_alarm_at) == (
        before.due_at,
        before.promised_by,
        before.next_alarm_at,
    )
    assert any(letter.to_id == "3" for letter in letters().values())


def test_work_is_not_given_to_somebody_away(opened, act, staff, services):
    no = opened().clue.no
    with services.storage.work() as uow:
        uow.staff.update(3, absent_until=date(2026, 11, 25))
        uow.commit()

    with pytest.raises(Refused):
        act(no, "reassign", to_staff=3)


def test_a_referred_clue_stays_on_our_board_and_its_reporter_knows(opened, act, staff, says, deliver, sender):
    says("你好")
    no = opened().clue.no
    clue = act(no, "refer", department="县医保局")
    deliver()

    assert clue.state == "referred"
    assert clue.due_at is not None
    assert "县医保局" in sender.texts("o-resident")[0]


def test_a_note_does_not_silence_the_next_alarm(opened, act, staff):
    before = opened().clue
    after = act(before.no, "note", words="下午去")

    assert (after.next_alarm_at, after.alarm_level) == (before.next_alarm_at, before.alarm_level)


def test_accepting_moves_on_to_the_next_deadline(opened, act, staff):
    before = opened().clue
    after = act(before.no, "accept")

    assert after.due_at > before.due_at
    assert after.next_alarm_at > before.next_alarm_at


def test_reopening_starts_the_clocks_anew_and_tells_owner_and_superior(opened, act, staff, clock, letters):
    no = opened().clue.no
    act(no, "accept")
    act(no, "resolve", result="explained", reason="暂不符合条件")
    clock.pass_by(days=3)
    clue = act(no, "reopen", words="收入算错了")

    assert (clue.state, clue.result, clue.reason) == ("accepted", "", "")
    assert clue.promised_by > date(2026, 11, 23)
    assert {letter.to_id for key, letter in letters().items() if ":again:" in key} == {"1", "3"}


def test_every_deed_is_recorded(opened, act, staff, services):
    no = opened().clue.no
    act(no, "accept", by="account:7")

    with services.storage.read() as uow:
        assert [(deed.who, deed.what) for deed in uow.audit.of(f"clue:{no}")] == [("account:7", "clue.accept")]


def test_an_anonymous_complaint_keeps_no_name_and_starts_at_the_county(opened, staff):
    clue = opened(kind="complaint", named="anonymous", name=None, place=TOWN, trouble="村里收了好处费").clue

    assert clue.owner_id == 4
    assert (clue.reporter_name, clue.reporter_phone, clue.anonymous) == ("", "", True)
    assert clue.due_at - clue.opened_at < timedelta(days=40)
