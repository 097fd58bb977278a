from collections import Counter

import pytest

from knowledge.intents import INTENTS
from knowledge.programmes import PROGRAMME_KEYS
from knowledge.training.sentences import examples

TAUGHT = examples()


def test_every_intent_has_at_least_25_sentences():
    counts = Counter(each.intent for each in TAUGHT)
    assert {intent: counts[intent] for intent in INTENTS if counts[intent] < 25} == {}


def test_intents_and_programmes_are_known_ones():
    assert {each.intent for each in TAUGHT} == set(INTENTS)
    assert {each.programme for each in TAUGHT} <= {*PROGRAMME_KEYS, "none"}


def test_no_sentence_is_taken_from_the_questions_it_is_measured_on(shared_folder):
    import json

    from rapidfuzz import fuzz

    measured = [
        json.loads(line)["text"]
        for line in (shared_folder / "data/questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    # Greetings and single words are nobody's; sentences are.
    copied = [
        (each.text, other)
        for each in TAUGHT
        if len(each.text) > 8
        for other in measured
        if fuzz.ratio(each.text, other) > 85
    ]
    assert copied == []


def test_the_shipped_model_is_what_the_sentences_make():
    pytest.importorskip("numpy")
    from knowledge.classifier import model, unpack
    from knowledge.training.build import Workshop

    made, shipped = unpack(Workshop().model(TAUGHT)), model("words")
    assert made.heads == shipped.heads
    assert set(made.rows) == set(shipped.rows), "run: python -m knowledge.training"
