"""Contacts: what may be sent to whom, and who is who."""

from datetime import timedelta

import pytest

from dialogs.message import Message
from storage.contact_rows import Contact, Tie
from tests.storage.conftest import NOW


def seen(storage, kind="text", now=NOW, openid="wang"):
    with storage.work() as unit:
        unit.contacts.seen(openid, Message("k", openid, kind, now), now)
        unit.commit()


def of(storage, openid="wang"):
    with storage.read() as unit:
        return unit.contacts.of(openid)


@pytest.fixture
def person(storage):
    with storage.work() as unit:
        person_id = unit.people.add("王桂兰（示例）", "141121195001010028", "13800000000", "141121", now=NOW)
        unit.commit()
    return person_id


def test_nobody_is_known_before_the_first_message(storage):
    assert of(storage) is None


def test_a_message_opens_48_hours_and_five_answers(storage):
    seen(storage)

    assert of(storage) == Contact("wang", last_message_at=NOW, window_until=NOW + timedelta(hours=48), quota_left=5)


def test_a_tap_opens_a_minute_and_three_answers(storage):
    seen(storage, "tap")

    assert (of(storage).window_until, of(storage).quota_left) == (NOW + timedelta(minutes=1), 3)


def test_a_tap_does_not_shorten_what_a_message_opened(storage):
    seen(storage)
    seen(storage, "tap", NOW + timedelta(hours=1))

    assert (of(storage).window_until, of(storage).quota_left) == (NOW + timedelta(hours=48), 5)
    assert of(storage).last_message_at == NOW + timedelta(hours=1)


def test_a_tap_opens_anew_what_was_spent(storage):
    seen(storage)
    with storage.work() as unit:
        for _ in range(7):
            unit.contacts.spend("wang")
        assert unit.contacts.of("wang").quota_left == 0
        unit.commit()
    seen(storage, "tap", NOW + timedelta(hours=1))

    assert (of(storage).window_until, of(storage).quota_left) == (NOW + timedelta(hours=1, minutes=1), 3)


def test_a_new_message_renews_the_quota(storage):
    seen(storage)
    with storage.work() as unit:
        unit.contacts.spend("wang")
        unit.commit()
    seen(storage, now=NOW + timedelta(hours=1))

    assert of(storage).quota_left == 5


def test_who_unfollowed_can_be_sent_nothing(storage):
    seen(storage)
    assert of(storage).reachable(NOW)
    with storage.work() as unit:
        unit.contacts.unfollow("wang")
        unit.commit()

    assert not of(storage).reachable(NOW)
    seen(storage, "unfollow")
    assert not of(storage).followed


def test_a_closed_window_is_closed_until_the_next_message(storage):
    seen(storage)
    with storage.work() as unit:
        unit.contacts.close_window("wang", of(storage).window_until)
        unit.commit()
    assert not of(storage).reachable(NOW)
    seen(storage)

    assert of(storage).reachable(NOW)


def test_a_window_opened_meanwhile_is_not_closed(storage):
    seen(storage)
    believed = of(storage).window_until
    seen(storage, now=NOW + timedelta(minutes=1))
    with storage.work() as unit:
        unit.contacts.close_window("wang", believed)
        unit.commit()

    assert of(storage).reachable(NOW)


def test_a_letter_of_several_messages_spends_as_many_and_never_less_than_none_is_left(storage):
    seen(storage)
    with storage.work() as unit:
        unit.contacts.spend("wang", 3)
        assert unit.contacts.of("wang").quota_left == 2
        unit.contacts.spend("wang", 3)
        assert unit.contacts.of("wang").quota_left == 0


def test_what_a_resident_chose_outlives_messages(storage):
    with storage.work() as unit:
        unit.contacts.follow("wang")
        unit.contacts.place("wang", "141121100201")
        unit.contacts.subscribe("wang", "arrival", wanted=False)
        unit.contacts.subscribe("wang", "news", wanted=True)
        unit.contacts.big_text("wang", wanted=True)
        unit.commit()
    seen(storage)

    contact = of(storage)
    assert (contact.place, contact.wants_arrival, contact.wants_news, contact.big_text) == (
        "141121100201",
        False,
        True,
        True,
    )


def test_family_members_may_be_bound_to_one_person(storage, person):
    with storage.work() as unit:
        unit.contacts.bind("wang", person, "同意（示例）", NOW)
        unit.contacts.bind("son", person, "同意（示例）", NOW)
        assert [contact.openid for contact in unit.contacts.bound_to(person)] == ["son", "wang"]
        assert unit.contacts.counts() == {"followed": 2, "bound": 2}
        assert unit.contacts.unbind("son") == (person,)
        assert unit.contacts.ties("son") == ()
        assert unit.contacts.ties("wang") == (Tie("wang", person, "", "同意（示例）", NOW),)
        assert unit.contacts.counts() == {"followed": 2, "bound": 1}


def test_one_contact_may_be_bound_to_several_people_each_with_its_own_words(storage, person):
    later = NOW + timedelta(minutes=1)
    with storage.work() as unit:
        father = unit.people.add("王大山（示例）", "141121195001010036", "13800000001", "141121", now=NOW)
        unit.contacts.bind("li", father, "父亲的（示例）", later, "父亲")
        unit.contacts.bind("li", person, "母亲的（示例）", NOW, "母亲")
        told = [(tie.person_id, tie.agent_of, tie.consent_text) for tie in unit.contacts.ties("li")]
        assert told == [(person, "母亲", "母亲的（示例）"), (father, "父亲", "父亲的（示例）")]
        assert unit.contacts.counts()["bound"] == 1

        unit.contacts.bind("li", father, "又说一遍（示例）", later + timedelta(days=1), "爸爸")
        assert [tie.consent_text for tie in unit.contacts.ties("li")] == ["母亲的（示例）", "又说一遍（示例）"]
        assert unit.contacts.unbind("li", person) == (person,)
        assert unit.contacts.unbind("li", person) == ()
        assert [tie.agent_of for tie in unit.contacts.ties("li")] == ["爸爸"]


def test_failed_bindings_are_counted_for_a_day(storage):
    with storage.work() as unit:
        assert unit.contacts.bind_tries("wang", NOW) == 0
        assert unit.contacts.bind_failed("wang", NOW) == 1
        assert unit.contacts.bind_failed("wang", NOW + timedelta(hours=1)) == 2
        assert unit.contacts.bind_tries("wang", NOW + timedelta(hours=2)) == 2
        assert unit.contacts.bind_tries("wang", NOW + timedelta(hours=25)) == 0
        assert unit.contacts.bind_failed("wang", NOW + timedelta(hours=25)) == 1


def test_news_goes_to_followers_of_the_place_who_want_it(storage):
    with storage.work() as unit:
        for openid, place in (("a", "141121100"), ("b", "141121200201"), ("c", "141121200201")):
            unit.contacts.place(openid, place)
            unit.contacts.subscribe(openid, "news", wanted=True)
        unit.contacts.unfollow("c")

        assert [contact.openid for contact in unit.contacts.wanting_news()] == ["a", "b"]
        assert [contact.openid for contact in unit.contacts.wanting_news("141121200")] == ["b"]


def test_a_refused_template_is_remembered(storage):
    with storage.work() as unit:
        unit.contacts.refuse("wang", "arrival", NOW)
        unit.contacts.refuse("wang", "arrival", NOW)

        assert unit.contacts.refused("wang") == {"arrival"}
        assert unit.contacts.refused("li") == set()


def test_a_forgotten_contact_leaves_nothing(storage, person):
    with storage.work() as unit:
        unit.contacts.bind("wang", person, "同意（示例）", NOW)
        unit.contacts.refuse("wang", "arrival", NOW)
        unit.contacts.forget("wang")
        unit.commit()

    assert of(storage) is None
    with storage.read() as unit:
        assert unit.contacts.refused("wang") == set()
