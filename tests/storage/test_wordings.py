"""The bureau's own words: a draft is said only once it is published, and every version stays."""

from datetime import timedelta

import pytest

from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)
LAST = NOW + timedelta(minutes=2)


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def publish(unit, key, text, before="", at=NOW):
    number = unit.wordings.draft(key, text, before, "account:1", at)
    assert unit.wordings.publish(number, "account:2", at)
    return number


def test_a_draft_is_not_said_before_it_is_published(unit):
    number = unit.wordings.draft("help.subject", "哪位？", "是谁？", "account:1", NOW)

    assert unit.wordings.published() == {}
    assert unit.wordings.publish(number, "account:2", LATER)
    assert unit.wordings.published() == {"help.subject": "哪位？"}
    (version,) = unit.wordings.history("help.subject")
    assert (version.made_by, version.published_by, version.published_at) == ("account:1", "account:2", LATER)


def test_a_later_version_ends_the_one_before_and_both_stay_with_who_and_when(unit):
    first = publish(unit, "help.subject", "哪位？", "是谁？")
    publish(unit, "help.subject", "谁家？", "哪位？", LATER)

    assert unit.wordings.published() == {"help.subject": "谁家？"}
    old = unit.wordings.version(first)
    assert (old.state, old.text, old.ended_by, old.ended_at) == ("replaced", "哪位？", "account:2", LATER)


def test_a_second_draft_takes_the_place_of_the_first_which_can_no_longer_be_published(unit):
    first = unit.wordings.draft("help.subject", "哪位？", "是谁？", "account:1", NOW)
    second = unit.wordings.draft("help.subject", "谁家？", "是谁？", "account:2", LATER)

    assert not unit.wordings.publish(first, "account:1", LAST)
    assert [one.id for one in unit.wordings.standing()] == [second]


def test_withdrawing_says_our_words_again_and_dropping_only_takes_the_draft(unit):
    publish(unit, "help.subject", "哪位？")
    unit.wordings.draft("help.subject", "谁家？", "哪位？", "account:1", LATER)

    assert unit.wordings.drop("help.subject", "account:1", LATER)
    assert unit.wordings.published() == {"help.subject": "哪位？"}
    assert unit.wordings.withdraw("help.subject", "account:1", LAST)
    assert unit.wordings.published() == {}
    assert not unit.wordings.withdraw("help.subject", "account:1", LAST)
    assert [one.state for one in unit.wordings.history("help.subject")] == ["dropped", "withdrawn"]


def test_only_what_changes_what_is_said_makes_every_process_read_anew(unit):
    before = unit.versions.of("office")
    number = unit.wordings.draft("help.subject", "哪位？", "", "account:1", NOW)

    assert unit.versions.of("office") == before
    unit.wordings.publish(number, "account:1", NOW)
    assert unit.versions.of("office") == before + 1
    unit.wordings.withdraw("help.subject", "account:1", LATER)
    assert unit.versions.of("office") == before + 2
