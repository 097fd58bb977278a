"""Who is who: tied with consent, looked at with a reason."""

from datetime import date, timedelta

import pytest

from bot.usecases.residents import bind, erase, reveal, unbind
from bot.usecases.staff import bind_staff, change_staff, new_code, set_absent
from dialogs.effects import BindResident
from dialogs.outcomes import BindRefused, Bound
from knowledge.casework import Refused

NUMBER = "719901194803120129"


@pytest.fixture
def granny(services, clock):
    with services.storage.work() as uow:
        person_id = uow.people.add("王秀英", NUMBER, "15400000001", "999901200201", ("dibao",), now=clock())
        uow.commit()
    return person_id


@pytest.fixture
def binds(services, clock):
    def run(openid="o-resident", name="王秀英", id_number=NUMBER[-6:], phone="15400000001"):
        with services.storage.work() as uow:
            told = bind(openid, BindResident(name, id_number, phone, "同意"), uow, services, clock())
            uow.commit()
        return told

    return run


def test_name_tail_and_phone_together_tie(granny, binds, services):
    assert binds() == Bound("王秀英", ("最低生活保障",))
    with services.storage.read() as uow:
        assert [tie.person_id for tie in uow.contacts.ties("o-resident")] == [granny]


@pytest.mark.parametrize("wrong", [{"name": "王秀"}, {"id_number": "000000"}, {"phone": "15400000002"}])
def test_any_one_wrong_ties_nothing_and_never_says_which(granny, binds, wrong):
    assert binds(**wrong) == BindRefused("not_found")


def test_after_five_wrong_tries_even_the_right_one_waits_until_tomorrow(granny, binds, clock):
    answers = [binds(phone="15400000002").why for _ in range(5)]

    assert answers == ["not_found"] * 4 + ["too_many_tries"]
    assert binds() == BindRefused("too_many_tries")
    clock.pass_by(days=1, minutes=1)
    assert isinstance(binds(), Bound)


def test_one_person_has_at_most_three_phones(granny, binds):
    for number in range(3):
        assert isinstance(binds(f"o-{number}"), Bound)

    assert binds("o-4") == BindRefused("taken")


def test_untying_ends_it_at_once(granny, binds, services, clock):
    binds()
    with services.storage.work() as uow:
        unbind("o-resident", uow, clock())
        uow.commit()

    with services.storage.read() as uow:
        assert uow.contacts.ties("o-resident") == ()
        assert [deed.what for deed in uow.audit.of(f"person:{granny}")] == ["unbind", "bind"]


def test_looking_at_personal_data_needs_a_reason_and_is_recorded(granny, services):
    with pytest.raises(Refused):
        reveal(granny, "phone", " ", "account:1", services)
    assert reveal(granny, "phone", "核对发放", "account:1", services).phone == "15400000001"

    with services.storage.read() as uow:
        assert [(deed.what, deed.detail) for deed in uow.audit.of(f"person:{granny}")] == [("reveal.phone", "核对发放")]


def test_a_staff_code_ties_one_wechat_once(staff, services, clock):
    with services.storage.work() as uow:
        uow.staff.bind_openid(1, "")
        uow.commit()
    code = new_code(1, "account:1", services)

    with pytest.raises(Refused):
        bind_staff("o-new", "00000000" if code != "00000000" else "1", services)
    assert bind_staff("o-new", f" {code[:4]} {code[4:]}", services).openid == "o-new"
    with pytest.raises(Refused):
        bind_staff("o-other", code, services)


def test_codes_cannot_be_guessed_through(staff, services):
    code = new_code(1, "account:1", services)
    for guess in range(5):
        with pytest.raises(Refused):
            bind_staff("o-guesser", f"x{guess}", services)

    with pytest.raises(Refused, match="明天再试"):
        bind_staff("o-guesser", code, services)


def test_a_staff_code_expires(staff, services, clock):
    code = new_code(1, "account:1", services)
    clock.pass_by(days=4)

    with pytest.raises(Refused):
        bind_staff("o-new", code, services)


def test_absence_is_not_set_in_the_past_and_nobody_is_her_own_deputy(staff, services, clock):
    with pytest.raises(Refused):
        set_absent(1, clock().date() - timedelta(days=2), "account:1", services)
    with pytest.raises(Refused):
        change_staff(1, "account:1", services, deputy_id=1)
    assert set_absent(1, date(2026, 11, 25), "account:1", services).absent_until == date(2026, 11, 25)


def test_a_daughter_binds_for_her_mother_and_it_is_kept_whose_she_is(granny, services, clock):
    wish = BindResident("王秀英", NUMBER[-6:], "15400000001", "您母亲知道、也同意您替着看吗？——知道，同意", "母亲")
    with services.storage.work() as uow:
        bind("o-daughter", wish, uow, services, clock())
        uow.commit()
    with services.storage.read() as uow:
        (tie,) = uow.contacts.ties("o-daughter")

    assert (tie.person_id, tie.agent_of) == (granny, "母亲")
    assert "同意您替着看" in tie.consent_text


def test_a_daughters_own_request_is_not_filed_under_her_mother(granny, services, clock):
    from bot.usecases.effects import perform
    from dialogs.effects import OpenClue
    from dialogs.message import Message

    wish = BindResident("王秀英", NUMBER[-6:], "15400000001", "同意", "母亲")
    message = Message("m1", "o-daughter", "text", clock(), "求助")
    with services.storage.work() as uow:
        bind("o-daughter", wish, uow, services, clock())
        request = OpenClue({"subject": "self", "trouble": "没钱看病", "place": "999901200202"})
        (told,) = perform((request,), message, uow.picture("o-daughter"), uow, services, clock())
        uow.commit()
    with services.storage.read() as uow:
        clue = uow.clues.by_no(told.no)

    assert (clue.reporter_name, clue.reporter_phone) == ("", "")


def test_what_is_erased_leaves_only_that_it_was_asked(granny, binds, services, clock):
    binds()
    with services.storage.work() as uow:
        erase("o-resident", uow, clock())
        uow.commit()
    with services.storage.read() as uow:
        assert uow.contacts.of("o-resident") is None
        assert uow.people.get(granny) is not None
        assert "erase" in {deed.what for deed in uow.audit.list().rows}


def test_a_yes_to_a_template_takes_the_refusal_back_and_both_are_kept(services, clock):
    with services.storage.work() as uow:
        uow.contacts.consent("o-resident", "tpl", False, clock())
        uow.contacts.consent("o-resident", "tpl", False, clock())
        uow.commit()
    with services.storage.read() as uow:
        assert uow.contacts.refused("o-resident") == {"tpl"}
    with services.storage.work() as uow:
        uow.contacts.consent("o-resident", "tpl", True, clock() + timedelta(hours=1))
        uow.commit()
    with services.storage.read() as uow:
        assert uow.contacts.refused("o-resident") == frozenset()
        assert [accepted for _, accepted, _ in uow.contacts.consents("o-resident")] == [False, True]
