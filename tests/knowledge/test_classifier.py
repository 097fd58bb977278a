"""The classifier: adding up many weights at once is adding up each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.classifier import pack, unpack

LABELS = ("one", "two", "three")
WEIGHTS = st.lists(st.tuples(*[st.integers(-127, 127)] * len(LABELS)), min_size=1, max_size=900)


def made_of(weights):
    """A model of features "0", "1", … with these weights."""
    flat = bytes(each & 0xFF for row in weights for each in row)
    names = [str(at) for at in range(len(weights))]
    return unpack(pack([("intent", LABELS)], names, flat, 0.5, [0.0] * len(LABELS), {}, {}))


@given(weights=WEIGHTS)
def test_a_text_of_any_length_scores_the_sum_of_its_features(weights):
    scores = made_of(weights).scores([*map(str, range(len(weights))), "unknown"])

    assert scores == pytest.approx([0.5 * sum(each) / len(weights) ** 0.5 for each in zip(*weights, strict=True)])


@pytest.mark.parametrize("extreme", [-127, 127])
def test_extreme_weights_of_a_long_text_never_run_into_each_other(extreme):
    weights = [(extreme, 0, -extreme)] * 1000

    assert made_of(weights).scores(map(str, range(1000))) == pytest.approx(
        [0.5 * extreme * 1000**0.5, 0, -0.5 * extreme * 1000**0.5]
    )


def test_words_unknown_to_the_model_say_nothing():
    assert made_of([(1, 2, 3)]).scores(["unknown"]) == [0, 0, 0]
