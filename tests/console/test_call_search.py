"""The search beside the call: it keeps up with the keys, and ends with what a resident would hear."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from knowledge.meanings import Meanings, key_of, shelf
from knowledge.understanding import Ear
from tests.builders import an_office
from tests.pages import open_pages

MEANT = "有电动三轮车能办低保吗"
ANSWER = "干活糊口离不了的"
OTHERWISE = "俺开小四轮，碍事不"


class OneMeaning:
    """A model to which every sentence means the same; it remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def embed(self, text):
        self.asked.append(text)
        return [(step - 256 if step > 127 else step) / 400 for step in shelf()[key_of(MEANT)]]


def hearing_by(model):
    """The office of the sample county with that sentence model."""
    plain = an_office()
    return replace(plain, ear=Ear(plain.pack, plain.places, model), meanings=Meanings(plain.pack.entries, model))


@pytest.fixture
def model():
    pytest.importorskip("numpy")
    return OneMeaning()


@pytest.fixture
def search(tmp_path, model):
    """Ask the search as the page does, with that model installed."""
    office = hearing_by(model)
    pages = open_pages(tmp_path, offices=lambda: office)
    operator = pages.browser("linxiao")
    model.asked.clear()
    yield lambda text, stage: operator.get(f"/console/knowledge?{urlencode({'q': text, 'stage': stage})}")
    pages.services.storage.dispose()


def test_while_the_operator_types_the_sentence_model_is_not_waited_for(search, model):
    for end in range(1, len(MEANT) + 1):
        assert search(MEANT[:end], "typing").status_code == 200

    assert model.asked == []


def test_when_she_pauses_the_words_are_heard_as_a_residents(search, model):
    typed = search(OTHERWISE, "typing").get_data(as_text=True)
    paused = search(OTHERWISE, "paused").get_data(as_text=True)

    assert model.asked
    assert ANSWER not in typed
    assert ANSWER in paused
    assert "stage=paused" in typed  # the page asks again by itself
    assert "stage=paused" not in paused


def test_the_page_does_not_move_when_hearing_better_changes_nothing(search):
    assert ANSWER in search(MEANT, "typing").get_data(as_text=True)
    assert search(MEANT, "paused").status_code == 204


def test_without_the_sentence_model_nothing_is_asked_twice(pages):
    found = pages.browser("linxiao").get(f"/console/knowledge?{urlencode({'q': MEANT, 'stage': 'typing'})}")

    assert "stage=paused" not in found.get_data(as_text=True)


@pytest.mark.parametrize(
    ("asked", "moment"), [("骂人", "发火骂人"), ("不想活了", "说不想活了"), ("是个孩子打来的", "是个孩子")]
)
def test_a_hard_moment_is_found_by_its_words_and_nothing_unclear_is_read_out(pages, asked, moment):
    found = pages.browser("linxiao").get(f"/console/knowledge?{urlencode({'q': asked})}").get_data(as_text=True)

    assert f"难办的时刻：{moment}" in found
    assert "没看明白" not in found


def test_what_was_not_understood_tells_the_operator_what_to_do(pages):
    found = pages.browser("linxiao").get(f"/console/knowledge?{urlencode({'q': '呜哩哇啦'})}").get_data(as_text=True)

    assert "没有查到" in found
    assert "没看明白" not in found
