"""Residents' own words for where they are: right or rightly asked, and never surely wrong."""

from collections import Counter

import pytest

from knowledge.training.sentences import examples
from tests.knowledge.place_texts import AREAS, ear, outcome, rows


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("dictionary")


@pytest.mark.parametrize("name", [f"places_{each}.yaml" for each in ("first", "second", "third", "fourth", "fifth")])
def test_places_are_right_or_rightly_asked_and_never_surely_wrong(name, cache_dir):
    outcomes = [outcome(row, cache_dir) for row in rows(name)]
    counted = Counter(each.verdict for each in outcomes)
    misses = "\n".join(
        f"{each.verdict}: {each.row.text} wanted {each.row.codes} heard {each.heard}"
        for each in outcomes
        if each.verdict != "right"
    )

    assert counted["wrong"] == 0, misses
    assert counted["right"] >= 0.97 * len(outcomes), misses


@pytest.mark.parametrize("area", AREAS.values())
def test_sentences_about_anything_find_no_village_that_they_do_not_name(area, cache_dir):
    listener = ear(area, cache_dir)
    guesses = {each.text: listener.hear(each.text).place for each in examples()}
    found = {text: each for text, each in guesses.items() if each and (each.candidates or len(each.code) > 6)}

    assert len(found) <= 0.002 * len(guesses), found
