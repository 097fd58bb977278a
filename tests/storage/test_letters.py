"""Letters: queued once for ever, claimed by one, ended only by evidence."""

from datetime import timedelta

import pytest

from storage.letter_rows import NewLetter, Outcome
from tests.storage.conftest import NOW

LEASE = timedelta(minutes=5)
SOON = NOW + timedelta(seconds=1)


def a_letter(key="clue:WS-20261120-001:alert", **changes):
    facts = {
        "key": key,
        "lane": "staff",
        "to_kind": "staff",
        "to_id": "7",
        "subject": "clue:WS-20261120-001",
        "payload": {"words": "王奶奶（示例）"},
        "due_at": NOW,
    }
    return NewLetter(**facts | changes)


def queue(storage, *some):
    with storage.work() as unit:
        unit.letters.queue_many(some)
        unit.commit()


def claim(storage, now=SOON, limit=100, **more):
    with storage.work() as unit:
        held = unit.letters.claim(now, limit, LEASE, **more)
        unit.commit()
    return held


def settle(storage, *outcomes):
    with storage.work() as unit:
        unit.letters.settle(outcomes)
        unit.commit()


def only(storage):
    with storage.read() as unit:
        (letter,) = unit.letters.list().rows
    return letter


def test_a_key_is_queued_once_for_ever(storage):
    with storage.work() as unit:
        assert unit.letters.queue("k", "bulk", "contact", "wang", "payment:1", {}, NOW)
        assert not unit.letters.queue("k", "urgent", "contact", "li", "payment:2", {}, NOW)
        unit.commit()
    claim(storage)
    settle(storage, Outcome(only(storage).id, "delivered", NOW))

    with storage.work() as unit:
        assert not unit.letters.queue("k", "bulk", "contact", "wang", "payment:1", {}, NOW)


@pytest.mark.parametrize("count", [1, 3, 100, 3000])
def test_many_letters_are_queued_and_those_known_left_out(storage, count):
    with storage.work() as unit:
        assert unit.letters.queue_many(a_letter(f"k{n}") for n in range(count)) == count
        assert unit.letters.queue_many(a_letter(f"k{n}") for n in range(count + 2)) == 2
        assert unit.letters.queue_many(()) == 0


def test_a_letter_is_claimed_whole(storage):
    queue(storage, a_letter(bundle="batch:1"))

    (letter,) = claim(storage)

    assert letter.payload == {"words": "王奶奶（示例）"}
    assert (letter.lane, letter.to_id, letter.bundle, letter.tries) == ("staff", "7", "batch:1", 1)
    assert letter.due_at == SOON + LEASE
    assert letter.wanted_at == NOW


def test_urgent_letters_come_first_then_the_longest_waiting(storage):
    queue(
        storage,
        a_letter("bulk", lane="bulk", due_at=NOW - timedelta(days=1)),
        a_letter("younger", lane="staff"),
        a_letter("older", lane="staff", due_at=NOW - timedelta(minutes=1)),
        a_letter("urgent", lane="urgent"),
        a_letter("not yet", lane="urgent", due_at=NOW + timedelta(hours=1)),
    )

    assert [letter.key for letter in claim(storage, limit=3)] == ["urgent", "older", "younger"]
    assert [letter.key for letter in claim(storage, limit=3)] == ["bulk"]


def test_only_the_lanes_asked_for_are_claimed(storage):
    queue(storage, a_letter("b", lane="bulk"), a_letter("u", lane="urgent"))

    assert [letter.key for letter in claim(storage, lanes=("bulk",))] == ["b"]


def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(storage):
    queue(storage, a_letter())
    claim(storage)

    assert claim(storage, SOON + LEASE - timedelta(seconds=1)) == ()
    (again,) = claim(storage, SOON + LEASE)
    assert again.tries == 2


def test_a_claim_that_is_not_committed_never_happened(storage):
    queue(storage, a_letter())
    with storage.work() as unit:
        assert unit.letters.claim(SOON, 10, LEASE)

    assert len(claim(storage)) == 1


def test_a_letter_handed_over_is_not_due_any_more(storage):
    queue(storage, a_letter())
    (letter,) = claim(storage)

    settle(storage, Outcome(letter.id, "handed", SOON, "template", "msg-1"))

    assert claim(storage, SOON + LEASE) == ()
    letter = only(storage)
    assert (letter.state, letter.channel, letter.msgid, letter.settled_at) == ("handed", "template", "msg-1", SOON)


@pytest.mark.parametrize("state", ["delivered", "refused", "failed", "told"])
def test_evidence_ends_a_letter_that_was_handed_over(storage, state):
    queue(storage, a_letter())
    (letter,) = claim(storage)
    settle(storage, Outcome(letter.id, "handed", SOON, "template", "msg-1"))
    settle(storage, Outcome(letter.id, state, SOON, reason="示例"))

    ended = only(storage)
    assert (ended.state, ended.channel, ended.msgid) == (state, "template", "msg-1")
    assert ended.due_at is None


def test_what_was_delivered_is_never_taken_back(storage):
    queue(storage, a_letter())
    (letter,) = claim(storage)
    settle(storage, Outcome(letter.id, "delivered", SOON))

    for state in ("handed", "failed", "refused", "told", "queued"):
        settle(storage, Outcome(letter.id, state, SOON))

    assert only(storage).state == "delivered"


def test_a_postponed_letter_comes_again_with_its_reason(storage):
    queue(storage, a_letter())
    (letter,) = claim(storage)
    with storage.work() as unit:
        unit.letters.later(letter.id, SOON + timedelta(minutes=1), "45009")
        unit.commit()

    assert claim(storage, SOON + timedelta(seconds=59)) == ()
    (again,) = claim(storage, SOON + timedelta(minutes=1))
    assert again.reason == "45009"


def test_a_worker_whose_lease_ran_out_cannot_postpone_anothers_letter(storage):
    queue(storage, a_letter())
    (first,) = claim(storage)
    (second,) = claim(storage, SOON + LEASE)

    settle(storage, Outcome(first.id, "queued", SOON + LEASE, tries=first.tries))

    assert only(storage).due_at == second.due_at


def test_a_receipt_ends_its_letter(storage):
    queue(storage, a_letter())
    (letter,) = claim(storage)
    settle(storage, Outcome(letter.id, "handed", SOON, "template", "msg-1"))
    with storage.work() as unit:
        assert unit.letters.receipt("msg-1", "failed", "user block", SOON)
        unit.commit()

    assert (only(storage).state, only(storage).reason) == ("failed", "user block")


def test_a_receipt_that_came_before_its_letter_was_noted_is_not_lost(storage):
    queue(storage, a_letter())
    (letter,) = claim(storage)
    with storage.work() as unit:
        assert not unit.letters.receipt("msg-1", "delivered", "", SOON)
        unit.commit()

    settle(storage, Outcome(letter.id, "handed", SOON, "template", "msg-1"))

    assert only(storage).state == "delivered"
    with storage.work() as unit:
        assert unit.letters.trim_receipts(SOON + timedelta(days=1)) == 0


def test_a_failed_letter_can_be_tried_again_on_order(storage):
    queue(storage, a_letter())
    (letter,) = claim(storage)
    settle(storage, Outcome(letter.id, "failed", SOON, reason="示例"))
    with storage.work() as unit:
        unit.letters.requeue(letter.id, SOON)
        unit.commit()

    assert len(claim(storage)) == 1


def test_a_bundle_is_counted_and_stopped_together(storage):
    queue(storage, *(a_letter(f"k{n}", bundle="notice:1") for n in range(3)), a_letter("alone"))
    (letter,) = claim(storage, limit=1)
    settle(storage, Outcome(letter.id, "handed", SOON))
    with storage.work() as unit:
        assert unit.letters.stop("notice:1", "停止", SOON) == 2
        assert unit.letters.bundle_counts("notice:1") == {"handed": 1, "failed": 2}
        assert unit.letters.stop("", "停止", SOON) == 0
        unit.commit()

    assert [letter.key for letter in claim(storage)] == ["alone"]


def test_letters_are_found_by_key_receipt_and_subject(storage):
    queue(storage, a_letter("a"), a_letter("b", subject="payment:9"))
    first, second = claim(storage)
    settle(storage, Outcome(first.id, "handed", SOON, "template", "msg-1"))

    with storage.read() as unit:
        assert unit.letters.by_key("a").id == unit.letters.by_msgid("msg-1").id == first.id
        assert unit.letters.by_msgid("") is None
        assert [letter.id for letter in unit.letters.of("payment:9")] == [second.id]
        assert unit.letters.counts() == {("staff", "handed"): 1, ("staff", "queued"): 1}
        assert unit.letters.list(state="handed", lane="staff").total == 1
        assert unit.letters.oldest_due(NOW) == {}
        assert unit.letters.oldest_due(SOON + LEASE) == {"staff": SOON + LEASE}


def test_a_letter_never_shows_what_it_says(storage):
    assert "示例" not in repr(a_letter())
