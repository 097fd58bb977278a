import pytest

from knowledge.embedder import DIMENSIONS, NanoEmbedder, Unavailable, installed
from knowledge.meanings import Meanings, key_of, questions_of, shelf, write_shelf
from knowledge.pack import PACKS, load_pack
from knowledge.programmes import Entry

needs_model = pytest.mark.skipif(not installed(), reason="the semantic extra is not installed")


class Letters:
    """A vector a text: where its letters stand; close enough to meaning for a test."""

    def __init__(self):
        self.asked = []

    def embed(self, text):
        self.asked.append(text)
        vector = [0.0] * DIMENSIONS
        for letter in text:
            vector[ord(letter) % DIMENSIONS] += 0.1
        return vector


def an_entry(key, *questions):
    return Entry(key, None, questions[0], questions, "好的。")


ENTRIES = (an_entry("car", "有车能办吗", "买了车怎么算"), an_entry("card", "银行卡丢了", "换卡怎么办"))


def test_the_entry_whose_question_is_nearest_comes_first_and_each_comes_once():
    letters = Letters()
    meanings = Meanings(ENTRIES, letters)
    meanings.prepare()

    found = meanings.near(letters.embed("我的银行卡丢了"))

    assert [each.entry.key for each in found] == ["card", "car"]
    assert found[0].question == "银行卡丢了"
    assert found[0].likeness > found[1].likeness


def test_preparing_twice_makes_nothing_twice():
    letters = Letters()
    meanings = Meanings(ENTRIES, letters)
    meanings.prepare()
    first = list(letters.asked)
    meanings.prepare()

    assert letters.asked == first
    assert len(first) == 4


def test_before_anything_was_made_own_questions_are_not_found_but_nothing_breaks():
    assert Meanings(ENTRIES, Letters()).near([0.1] * DIMENSIONS) == ()


def test_without_a_model_nothing_is_near():
    assert Meanings(ENTRIES, None).near([0.1] * DIMENSIONS) == ()
    assert Meanings(ENTRIES, Letters()).near(None) == ()


def test_a_process_that_cannot_embed_keeps_what_it_has():
    class Absent:
        def embed(self, text):
            raise Unavailable

    meanings = Meanings(ENTRIES, Absent())
    meanings.prepare()
    assert meanings.near([0.1] * DIMENSIONS) == ()


def test_the_shelf_keeps_what_it_has_and_drops_what_nobody_asks(tmp_path):
    pytest.importorskip("numpy")
    path = tmp_path / "questions.npz"
    assert write_shelf(ENTRIES, Letters(), path) == 4
    first = path.read_bytes()
    assert write_shelf(ENTRIES, Letters(), path) == 4
    assert path.read_bytes() == first


@needs_model
def test_every_question_that_ships_has_its_vector():
    asked = {
        text
        for folder in PACKS.iterdir()
        if folder.is_dir()
        for entry in load_pack(folder.name).entries
        for text in questions_of(entry)
    }
    absent = [text for text in asked if key_of(text) not in shelf()]
    assert absent == [], "run: python -m knowledge.training --questions"


@needs_model
def test_other_words_for_a_question_find_its_entry():
    embedder = NanoEmbedder()
    meanings = Meanings(load_pack("national").entries, embedder)

    assert meanings.near(embedder.embed("我家有个面包车能办低保吗"))[0].entry.key == "small_vehicle"
    assert meanings.near(embedder.embed("娃考上大学了低保会不会停"))[0].entry.key == "college"
