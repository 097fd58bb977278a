"""Talks: overtaken by nobody unnoticed."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from dialogs.talk import Talk
from storage.conflicts import StaleTalk
from storage.talks import talks
from tests.storage.conftest import NOW

ASKED = Talk("help", 1, "phone", {"place": "141121", "people": ["老人", "孩子"], "age": 80}, ("1", "2"), 1, NOW)


def put(storage, talk, seen, sender="wang"):
    with storage.work() as unit:
        unit.talks.put(sender, talk, seen, NOW)
        unit.commit()


def of(storage, sender="wang"):
    with storage.read() as unit:
        return unit.talks.of(sender)


def test_nobody_has_an_empty_talk(storage):
    assert of(storage) == Talk()


def test_a_talk_comes_back_as_it_was(storage):
    put(storage, ASKED, Talk())

    assert of(storage) == ASKED


def test_a_talk_goes_on_from_what_was_seen(storage):
    put(storage, ASKED, Talk())
    put(storage, replace(ASKED, awaiting="trouble"), of(storage))

    assert of(storage).awaiting == "trouble"


def test_of_two_answers_at_once_the_second_is_told(storage):
    put(storage, ASKED, Talk())
    seen = of(storage)
    put(storage, replace(ASKED, misses=0), seen)

    with pytest.raises(StaleTalk):
        put(storage, replace(ASKED, misses=2), seen)
    assert of(storage).misses == 0


def test_of_two_first_messages_at_once_the_second_is_told(storage):
    put(storage, ASKED, Talk())

    with pytest.raises(StaleTalk):
        put(storage, replace(ASKED, misses=2), Talk())


def test_a_talk_that_was_dropped_meanwhile_is_not_revived(storage):
    put(storage, ASKED, Talk())
    seen = of(storage)
    with storage.work() as unit:
        unit.talks.drop("wang")
        unit.commit()

    with pytest.raises(StaleTalk):
        put(storage, replace(ASKED, misses=2), seen)


def test_ending_a_talk_and_beginning_anew_is_no_conflict(storage):
    put(storage, ASKED, Talk())
    put(storage, Talk(), of(storage))
    put(storage, ASKED, of(storage))

    assert of(storage) == ASKED


def test_a_talk_written_by_an_earlier_release_goes_on(storage):
    put(storage, ASKED, Talk())
    earlier = json.loads(ASKED.to_json())
    del earlier["misses"]
    with storage.work() as unit:
        unit.connection.execute(update(talks).values(talk=json.dumps(earlier), mark=b"of another text"))
        unit.commit()

    put(storage, replace(ASKED, awaiting="trouble"), of(storage))

    assert of(storage).awaiting == "trouble"


def test_old_talks_are_forgotten(storage):
    put(storage, ASKED, Talk())
    with storage.work() as unit:
        assert unit.talks.trim(NOW) == 0
        assert unit.talks.trim(NOW.replace(year=2027)) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=2, max_size=8))
def test_only_who_saw_the_latest_may_write(storage, writes):
    """However writers interleave, a write succeeds exactly when its writer saw what stands."""
    with storage.work() as unit:
        unit.talks.drop("wang")
        unit.commit()
    seen = {writer: of(storage) for writer in range(3)}
    stands = Talk()
    for writer, misses in writes:
        wanted = replace(ASKED, misses=misses)
        if seen[writer] == stands:
            put(storage, wanted, seen[writer])
            stands = wanted
        else:
            with pytest.raises(StaleTalk):
                put(storage, wanted, seen[writer])
        seen[writer] = of(storage)
        assert seen[writer] == stands


def test_many_talks_are_read_at_once_and_missing_ones_are_empty(storage):
    with storage.work() as unit:
        unit.talks.put("a", Talk(flow="help"), Talk(), NOW)
        unit.commit()
    with storage.read() as unit:
        assert unit.talks.many(["a", "b"]) == {"a": Talk(flow="help"), "b": Talk()}
        assert unit.talks.many([]) == {}
