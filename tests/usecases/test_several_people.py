"""One phone for both parents: each tied with its own consent, looked at alone, told apart, and untied alone."""

from datetime import date
from decimal import Decimal

import pytest

from bot.usecases.letters import deliver_letters
from bot.usecases.residents import PEOPLE_OF_ONE, bind, unbind
from dialogs.effects import BindResident
from dialogs.outcomes import BindRefused, Bound
from storage.payment_rows import NewPayment
from tests.usecases.conftest import BEIZHANG

MOTHER = ("王秀英", "719901194803120129", "15400000001")
FATHER = ("张树根", "719901194604150212", "15400000011")
DAUGHTER = "o-daughter"


@pytest.fixture
def parents(services, clock):
    """Both in the register, paid this month; their numbers."""
    with services.storage.work() as uow:
        ids = [uow.people.add(*one, BEIZHANG, now=clock()) for one in (MOTHER, FATHER)]
        rows = [
            NewPayment(2, ids[0], "dibao", "2026-11", Decimal(620), date(2026, 11, 10), "0001"),
            NewPayment(3, ids[1], "tekun", "2026-11", Decimal(1030), date(2026, 11, 10), "0004"),
        ]
        kept = uow.payments.add_file("x.csv", b"x", "system", clock())
        uow.payments.add_batch(kept.id, rows, "system", clock())
        uow.commit()
    return ids


@pytest.fixture
def binds(services, clock):
    def run(who, agent_of="", openid=DAUGHTER, consent="同意"):
        with services.storage.work() as uow:
            told = bind(openid, BindResident(who[0], who[1][-6:], who[2], consent, agent_of), uow, services, clock())
            uow.commit()
        return told

    return run


@pytest.fixture
def both(parents, binds):
    binds(MOTHER, "妈妈", consent="您妈妈知道吗？——知道")
    binds(FATHER, "爸爸", consent="您爸爸知道吗？——知道")
    return parents


def test_each_of_both_parents_is_tied_with_the_words_that_were_agreed_to_for_that_one(both, services):
    with services.storage.read() as uow:
        told = [(tie.person_id, tie.agent_of, tie.consent_text) for tie in uow.contacts.ties(DAUGHTER)]

    assert told == [(both[0], "妈妈", "您妈妈知道吗？——知道"), (both[1], "爸爸", "您爸爸知道吗？——知道")]


def test_who_is_bound_to_others_too_is_told_so(parents, binds):
    assert binds(MOTHER, "妈妈") == Bound("王秀英", ("最低生活保障",), "妈妈", several=False)
    assert binds(FATHER, "爸爸") == Bound("张树根", ("特困人员救助供养",), "爸爸", several=True)


def test_wrong_tries_are_counted_for_all_together_and_a_right_one_between_does_not_begin_anew(parents, binds):
    wrong = (MOTHER[0], "719901194803120128", MOTHER[2])
    answers = [binds(wrong).why for _ in range(4)]
    assert isinstance(binds(FATHER, "爸爸"), Bound)

    assert [*answers, binds(wrong).why] == ["not_found"] * 4 + ["too_many_tries"]
    assert binds(MOTHER, "妈妈") == BindRefused("too_many_tries")


def test_more_people_than_a_family_has_are_refused_kept_in_the_log_and_told_to_the_county_once_a_day(
    both, staff, binds, services, clock, letters
):
    with services.storage.work() as uow:
        for number in range(PEOPLE_OF_ONE - 2):
            uow.people.add(f"示例{number}", f"71990119500101{number:04d}", "15400000020", BEIZHANG, now=clock())
        uow.commit()
    for number in range(PEOPLE_OF_ONE - 2):
        assert isinstance(binds((f"示例{number}", f"71990119500101{number:04d}", "15400000020"), "亲戚"), Bound)
    sixth = ("不存在", "719901195001019999", "15400000021")

    assert [binds(sixth).why for _ in range(2)] == ["too_many_people"] * 2, (
        "nor is it told whether such a person exists"
    )
    assert isinstance(binds(MOTHER, "母亲"), Bound), "who is tied already may be tied anew"
    with services.storage.read() as uow:
        assert [deed.what for deed in uow.audit.list().rows].count("bind.too_many") == 2
    told = [one for one in letters().values() if one.subject == f"contact:{DAUGHTER}"]
    assert len(told) == len({one.to_id for one in told}) > 0
    assert all("还想再绑一个" in one.payload["text"] and "王秀英" not in one.payload["text"] for one in told)


def test_a_letter_comes_for_each_parent_with_the_name_in_it_and_its_taps_say_whose(both, services, clock, sender):
    with services.storage.work() as uow:
        uow.contacts.follow(DAUGHTER)
        uow.arrivals.queue(1, clock())
        uow.commit()
    deliver_letters(services)

    texts = [letter.payload["text"] for letter in sender.sent]
    assert ["王秀英" in texts[0], "张树根" in texts[1]] == [True, True]
    sends = [letter.payload["options"][0]["send"] for letter in sender.sent]
    assert sends == ["王秀英的钱没到或不对", "张树根的钱没到或不对"]


def test_who_is_untied_while_a_letter_waits_is_not_told_any_more(both, services, clock, sender):
    with services.storage.work() as uow:
        uow.arrivals.queue(1, clock())
        uow.commit()
    with services.storage.work() as uow:
        unbind(DAUGHTER, uow, clock(), both[0])
        uow.commit()
    deliver_letters(services)

    assert ["张树根" in letter.payload["text"] for letter in sender.sent] == [True]
    with services.storage.read() as uow:
        kept_back = uow.letters.of("payment:1")
        assert [(letter.state, letter.due_at) for letter in kept_back] == [("refused", None)]
        assert uow.arrivals.untold(1).total == 1, "somebody of the village tells her mother instead"


def test_a_picture_of_arrivals_is_not_sent_to_who_was_untied_before_it_left(both, says, services, clock, sender):
    says("妈妈的到账", sender=DAUGHTER)
    says("到账图片", sender=DAUGHTER)
    says("解除妈妈的绑定", sender=DAUGHTER)
    says("1", sender=DAUGHTER)
    deliver_letters(services)

    assert not [letter for letter in sender.sent if letter.payload.get("media")]


def test_of_two_people_only_the_named_one_is_untied_and_nothing_of_her_is_told_any_more(both, says):
    says("妈妈的到账", sender=DAUGHTER)
    says("解除妈妈的绑定", sender=DAUGHTER)
    says("1", sender=DAUGHTER)
    told = says("到账", sender=DAUGHTER)

    assert "1030元" in told
    assert "620元" not in told
    assert "王秀英" not in told


def test_the_right_persons_facts_are_filled_in_when_money_has_not_come(both, says, services, clock):
    clock.pass_by(days=22)
    says("爸爸的钱没到", sender=DAUGHTER)
    says("1", sender=DAUGHTER)
    with services.storage.read() as uow:
        (clue,) = uow.clues.of_reporter(DAUGHTER)

    assert (clue.kind, clue.subject_name, clue.slots["programme"]) == ("payment", "张树根", "tekun")
    assert "1030元" in clue.slots["last_paid"]


def test_what_was_refused_ends_without_a_trace_of_whom(parents, binds, services):
    binds(MOTHER, "妈妈")
    with services.storage.read() as uow:
        deeds = [(deed.what, deed.subject) for deed in uow.audit.list().rows]

    assert deeds == [("bind", f"person:{parents[0]}")]
