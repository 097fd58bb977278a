"""What runs at every message, claim or tick finds its rows by an index, however many others there are."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from storage.letter_rows import Outcome
from tests.storage.conftest import NOW
from tests.storage.test_letters import a_letter
from tests.storage.test_payments import a_row

LEASE = timedelta(minutes=5)
MANY = (
    "callbacks",
    "calls",
    "clues",
    "clue_reporters",
    "clue_events",
    "contacts",
    "inbox",
    "letters",
    "media",
    "payments",
    "people",
    "talks",
    "ties",
    "told_figures",
)
A_FIGURE = {"standard": "a" * 16, "figure": "农村低保：每人每月 620 元", "doc_no": "示例〔2026〕1号"}

OFTEN = {
    "a picture": lambda unit: unit.picture("wang", "m1"),
    "a reporter's clues": lambda unit: unit.clues.of_reporter("wang"),
    "payments of a person": lambda unit: unit.payments.of_person(1),
    "a claim": lambda unit: unit.letters.claim(NOW, 100, LEASE),
    "outcomes": lambda unit: unit.letters.settle(
        [Outcome(1, state, NOW, msgid="m") for state in ("handed", "failed", "told", "queued")]
    ),
    "a receipt": lambda unit: unit.letters.receipt("m", "delivered", "", NOW),
    "letters of a subject": lambda unit: unit.letters.of("payment:1"),
    "a page of letters": lambda unit: unit.letters.list("failed"),
    "counts of a bundle": lambda unit: unit.letters.bundle_counts("batch:1"),
    "the longest waiting letter": lambda unit: unit.letters.oldest_due(NOW),
    "many letters": lambda unit: unit.letters.queue_many(a_letter(f"k{n}") for n in range(30)),
    "alarms": lambda unit: unit.clues.due_alarms(NOW),
    "a clue": lambda unit: unit.clues.by_no("WS-20261120-001"),
    "a history": lambda unit: unit.clues.history("WS-20261120-001"),
    "who told of a clue": lambda unit: (unit.reporters.of(1, 2), unit.reporters.by_no("WS-20261120-001")),
    "clues of a person": lambda unit: unit.clues.of_person(place="1", name="x", phone="2", id_number="3", since=NOW),
    "likely duplicates": lambda unit: unit.clues.similar(
        subject_name="x", place="1", subject_phone="2", subject_id_number="3", reporter_openid="4", since=NOW
    ),
    "a binding": lambda unit: unit.people.match("x", "0028", "13800000000"),
    "a person by phone": lambda unit: unit.people.by_phone("13800000000"),
    "a person by what is typed": lambda unit: [unit.people.find(words) for words in ("x", "0028", "1" * 18, "1" * 11)],
    "who is bound": lambda unit: unit.contacts.bound_to(1),
    "what was paid before": lambda unit: unit.pay_history.of({a_row().id_number}, {"2026-11"}),
    "whose money may be seen": lambda unit: unit.contacts.ties("wang"),
    "what came to both parents": lambda unit: unit.payments.of_people((1, 2)),
    "who may read of a payment": lambda unit: unit.arrivals.readers((1, 2)),
    "letters of a batch": lambda unit: unit.arrivals.queue(1, NOW),
    "a figure told": lambda unit: unit.told_figures.note("wang", (A_FIGURE,), "dibao", NOW.date()),
    "who leaves": lambda unit: (unit.told_figures.forget("wang"), unit.told_figures.trim(NOW.date())),
    "figures told on a day": lambda unit: unit.told_figures.sums(NOW.date(), NOW.date()),
    "calls of a number": lambda unit: unit.calls.by_phone("13800000000"),
    "calls of a clue": lambda unit: unit.calls.of_clue("WS-20261120-001"),
    "how many wait to be rung": lambda unit: unit.callbacks.counts(NOW),
    "a call-back of a clue": lambda unit: unit.callbacks.of_clue("WS-20261120-001"),
    "what was said lately": lambda unit: unit.said.of("wang"),
    "a voice comes": lambda unit: unit.media.want("v1", "wang", "voice", NOW, to_be_heard=True),
    "media to be fetched": lambda unit: unit.media.claim(NOW, 20, LEASE),
    "voices to be heard": lambda unit: (unit.media.waiting_voices(), unit.media.count_waiting()),
    "a picture of a clue": lambda unit: unit.media.content_of("m1"),
    "a notice on its way": lambda unit: unit.standard_notices.many((1,)),
    "progress of a batch": lambda unit: unit.payments.last_row(1),
}


@pytest.mark.parametrize("what", OFTEN)
@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_is_done_often_looks_at_few_rows(storage, what):
    ran = []
    with storage.work() as unit:
        event.listen(storage._engines.write, "before_cursor_execute", lambda *seen: ran.append(seen[2:4]))
        OFTEN[what](unit)
        cursor = unit.connection.connection.cursor()
        plans = []
        for statement, values in ran:
            if statement.split()[0] in ("SELECT", "WITH", "UPDATE", "INSERT"):
                first = values[0] if isinstance(values, list) else values
                plans += [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", first)]

    assert ran
    assert [
        step for step in plans if step.split()[0] == "SCAN" and step.split()[1] in MANY and "COVERING" not in step
    ] == []
