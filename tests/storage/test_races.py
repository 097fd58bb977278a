"""Many at once: one wins, the others are told, nothing is given to two."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.talk import Talk
from storage.clue_rows import NewEvent
from storage.conflicts import StaleClue, StaleTalk
from storage.letter_rows import Outcome
from storage.people import NewPerson
from tests.storage.conftest import NOW
from tests.storage.test_clues import A_CLUE
from tests.storage.test_letters import LEASE, SOON, a_letter, queue
from tests.storage.test_uow import run_together


def winners(storage, attempt, count=4):
    """How many of several attempts at the same moment came through; an attempt tells by what it returns."""
    won = []

    def one(number):
        with storage.work() as unit:
            try:
                if attempt(unit, number):
                    unit.commit()
                    won.append(number)
            except (StaleTalk, StaleClue):
                pass

    run_together([lambda number=number: one(number) for number in range(count)])
    return len(won)


def test_of_many_answers_at_once_one_is_kept(storage):
    def attempt(unit, number):
        unit.talks.put("wang", Talk(flow="help", misses=number), Talk(), NOW)
        return True

    assert winners(storage, attempt) == 1


def test_of_many_clerks_at_once_one_moves_the_clue(storage):
    with storage.work() as unit:
        clue = unit.clues.open(A_CLUE)
        unit.commit()

    def attempt(unit, number):
        return unit.clues.move(clue.no, clue.version, "accepted", NewEvent(NOW, f"staff:{number}", "accept"))

    assert winners(storage, attempt) == 1
    with storage.read() as unit:
        assert len(unit.clues.history(clue.no)) == 2


def test_of_many_watchers_at_once_one_raises_the_alarm(storage):
    with storage.work() as unit:
        seen = unit.clues.open(A_CLUE)
        unit.commit()

    assert winners(storage, lambda unit, _: unit.clues.set_alarm(seen, NOW, 1)) == 1


def test_of_many_processes_one_takes_the_slot_and_one_fetches_the_token(storage):
    assert winners(storage, lambda unit, _: unit.ticks.take("alarms", "09:30", NOW)) == 1
    assert winners(storage, lambda unit, n: unit.tokens.lease("wechat", f"w{n}", SOON, NOW)) == 1


def test_clues_opened_at_once_have_different_numbers(storage):
    numbers = []

    def attempt(unit, _):
        numbers.append(unit.clues.open(A_CLUE).no)
        return True

    assert winners(storage, attempt, 6) == 6
    assert len(set(numbers)) == 6


def test_the_same_persons_imported_at_once_are_entered_once(storage):
    rows = [NewPerson(f"示例{n}", f"14112119500101{n:04d}") for n in range(50)]

    assert winners(storage, lambda unit, _: unit.people.enter(rows, NOW)) == 1
    with storage.read() as unit:
        assert unit.people.count() == 50


def test_four_workers_at_once_never_hold_the_same_letter(storage):
    queue(storage, *(a_letter(f"k{n}") for n in range(200)))
    held, lock = Counter(), threading.Lock()

    def work():
        while True:
            with storage.work() as unit:
                claimed = unit.letters.claim(SOON, 7, LEASE)
                unit.commit()
            if not claimed:
                return
            with lock:
                held.update(letter.id for letter in claimed)

    run_together([work] * 4)

    # On PostgreSQL a worker may find nothing while others hold what is left: none is lost, it is theirs.
    assert len(held) == 200
    assert set(held.values()) == {1}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), st.integers(1, 4)),
        st.tuples(st.just("wait"), st.integers(1, 7)),
        st.tuples(st.just("drop"), st.integers(1, 4)),
        st.tuples(st.sampled_from(["handed", "failed", "queued"]), st.integers(0, 5)),
    ),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(steps=STEPS)
def test_however_claims_and_outcomes_interleave_a_letter_has_one_holder(storage, steps):
    """A model of leases beside the table: minutes pass, claims are kept or undone, outcomes come late or never."""
    with storage.work() as unit:
        unit.connection.exec_driver_sql("DELETE FROM letters")
        unit.letters.queue_many(a_letter(f"k{n}") for n in range(6))
        unit.commit()
    now, leases, done, claims = SOON, {}, set(), []
    for step, number in steps:
        if step == "wait":
            now += timedelta(minutes=number)
        elif step in ("claim", "drop"):
            with storage.work() as unit:
                held = unit.letters.claim(now, number, LEASE)
                if step == "claim":
                    unit.commit()
            for letter in held:
                assert letter.id not in done
                assert leases.get(letter.id, now) <= now
                if step == "claim":
                    leases[letter.id] = now + LEASE
                    claims.append(letter)
        elif number < len(claims):
            letter = claims[number]
            latest = max(other.tries for other in claims if other.id == letter.id)
            with storage.work() as unit:
                unit.letters.settle((Outcome(letter.id, step, now, tries=letter.tries),))
                unit.commit()
            if letter.id in done:
                continue
            if step != "queued":
                done.add(letter.id)
            elif letter.tries == latest:
                leases[letter.id] = now
    with storage.work() as unit:
        left = unit.letters.claim(now + timedelta(days=1), 10, LEASE)
    assert len(left) == 6 - len(done)


def test_a_talk_read_again_after_losing_can_be_written(storage):
    with storage.work() as unit:
        unit.talks.put("wang", Talk(flow="help"), Talk(), NOW)
        unit.commit()
    with storage.work() as unit:
        seen = unit.talks.of("wang")
        unit.talks.put("wang", replace(seen, misses=1), seen, NOW)
        unit.commit()
    with storage.read() as unit:
        assert unit.talks.of("wang").misses == 1


def test_of_many_who_bind_to_one_person_at_once_no_more_than_may_come_through(storage):
    with storage.work() as unit:
        person = unit.people.add("示例", "141121195001010028", "13800000000", "141121", now=NOW)
        unit.commit()

    def attempt(unit, number):
        unit.people.hold(person)
        if len(unit.contacts.bound_to(person)) >= 2:
            return False
        unit.contacts.bind(f"son{number}", person, "同意（示例）", NOW)
        return True

    assert winners(storage, attempt) == 2
    with storage.read() as unit:
        assert len(unit.contacts.bound_to(person)) == 2
