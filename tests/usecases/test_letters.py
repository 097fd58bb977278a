"""Letters leave once, come back with their fate, and end with a person where nothing else helps."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.services import Handed, SendError
from bot.usecases.fates import heed_platform
from bot.usecases.letters import RETRIES, deliver_letters, retry_letter, told_by_person
from dialogs.message import Message


@pytest.fixture
def queued(services, clock):
    def run(key="k1", lane="interactive", to_kind="contact", to_id="o-resident", subject="reply", payload=None):
        with services.storage.work() as uow:
            uow.contacts.follow("o-resident")
            uow.letters.queue(key, lane, to_kind, to_id, subject, payload or {"text": "您好"}, clock())
            uow.commit()

    return run


@dataclass
class Fate:
    msgid: str
    fate: str
    reason: str = ""


@dataclass
class Consent:
    template_id: str
    accepted: bool


@dataclass
class Report:
    openid: str = "o-resident"
    at: datetime = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    fates: tuple = ()
    consents: tuple = ()


def test_a_letter_is_handed_over_once(queued, services, sender, letters):
    queued()
    assert deliver_letters(services) == 1
    assert deliver_letters(services) == 0
    assert letters()["k1"].state == "handed"
    assert len(sender.sent) == 1


def test_nothing_is_held_while_sending(queued, services, sender):
    class Writes:
        def send(self, letter, contact):
            # With a transaction open, another writer would wait here in vain.
            with services.storage.work() as uow:
                uow.contacts.follow("somebody-else")
                uow.commit()
            return sender.send(letter, contact)

    queued()
    assert deliver_letters(replace(services, sender=Writes())) == 1


def test_a_crash_while_sending_lets_the_letter_fall_due_again(queued, services, sender, clock):
    class Dies:
        def send(self, letter, contact):
            raise KeyboardInterrupt

    queued()
    with pytest.raises(KeyboardInterrupt):
        deliver_letters(replace(services, sender=Dies()))
    assert deliver_letters(services) == 0
    clock.pass_by(minutes=6)
    assert deliver_letters(services) == 1


def test_retries_wait_longer_each_time_and_end(queued, services, sender, clock, letters):
    queued()
    waits = []
    for _ in range(5):
        sender.errors.append(SendError("retryable", 50002))
        deliver_letters(services)
        letter = letters()["k1"]
        if letter.due_at:
            waits.append(letter.due_at - clock())
            clock.moment = letter.due_at

    assert tuple(waits) == RETRIES
    assert letters()["k1"].state == "failed"


def test_a_broken_letter_does_not_hold_up_the_next(queued, services, sender, letters):
    queued("k1")
    queued("k2")
    sender.errors.append(ValueError("ours"))
    deliver_letters(services)

    assert (letters()["k1"].state, letters()["k2"].state) == ("queued", "handed")


def test_the_accounts_trouble_stops_the_round(queued, services, sender, letters):
    for number in range(3):
        queued(f"k{number}")
    sender.errors.append(SendError("quota_minute", 45011, retry_after=60))
    deliver_letters(services)

    assert sender.sent == []
    assert {letter.state for letter in letters().values()} == {"queued"}


def test_the_days_quota_waits_for_the_morning(queued, services, sender, letters, clock):
    queued()
    sender.errors.append(SendError("quota_day", 45009))
    deliver_letters(services)

    assert letters()["k1"].due_at == datetime(2026, 11, 21, 0, tzinfo=UTC)


def test_a_duplicate_counts_as_sent(queued, services, sender, letters):
    queued()
    sender.errors.append(SendError("duplicate", 40241))
    deliver_letters(services)

    assert letters()["k1"].state == "handed"


def test_an_unknown_outcome_in_a_chat_is_not_told_twice(queued, services, sender, letters):
    queued()
    sender.errors.append(SendError("unknown_outcome"))
    deliver_letters(services)

    assert letters()["k1"].state == "handed"


def test_who_left_is_not_written_to_again(queued, services, sender, letters):
    queued()
    sender.errors.append(SendError("unsubscribed", 43004, permanent=True))
    deliver_letters(services)

    assert letters()["k1"].state == "refused"
    with services.storage.read() as uow:
        assert not uow.contacts.of("o-resident").followed


def test_a_refused_template_is_remembered(queued, services, sender):
    queued()
    sender.errors.append(SendError("user_refused", 43101, permanent=True, hint="tpl-1"))
    deliver_letters(services)

    with services.storage.read() as uow:
        assert uow.contacts.refused("o-resident") == {"tpl-1"}


@pytest.fixture
def spoke(services, clock):
    """A resident wrote, so there is a window with five answers."""
    with services.storage.work() as uow:
        uow.contacts.seen("o-resident", Message("m1", "o-resident", "text", clock(), "您好"), clock())
        uow.commit()


def contact(services):
    with services.storage.read() as uow:
        return uow.contacts.of("o-resident")


def handing(services, handed):
    class Hands:
        def send(self, letter, contact):
            return handed

    return replace(services, sender=Hands())


def test_a_letter_of_three_messages_spends_three(spoke, queued, services):
    queued()
    deliver_letters(handing(services, Handed("custom", messages=3)))

    assert contact(services).quota_left == 2


def test_a_template_after_a_refused_message_closes_the_window(spoke, queued, services, letters):
    queued()
    deliver_letters(handing(services, Handed("template", "m1", refusal=SendError("window_closed", 45015, True))))

    assert letters()["k1"].channel == "template"
    assert not contact(services).reachable(services.now())


def test_a_window_that_only_we_thought_too_small_stays_open(spoke, queued, services, sender):
    queued()
    sender.errors.append(SendError("window_closed", permanent=True))
    deliver_letters(services)

    assert contact(services).quota_left == 5


def test_a_text_message_after_a_refused_template_remembers_the_refusal(queued, services):
    queued()
    deliver_letters(handing(services, Handed("sms", "g", refusal=SendError("user_refused", 43101, True, hint="tpl-1"))))

    with services.storage.read() as uow:
        assert uow.contacts.refused("o-resident") == {"tpl-1"}


def test_quiet_hours_hold_back_all_but_urgent_letters_and_answers(queued, services, sender, clock):
    clock.moment = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)  # 22:30
    for lane in ("urgent", "interactive", "staff", "bulk"):
        queued(lane, lane=lane)

    assert deliver_letters(services) == 2
    assert {letter.key for letter in sender.sent} == {"urgent", "interactive"}
    clock.moment = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
    assert deliver_letters(services) == 2


def test_urgent_letters_leave_first(queued, services, sender):
    queued("slow", lane="bulk")
    queued("fast", lane="urgent")
    deliver_letters(services, limit=1)

    assert [letter.key for letter in sender.sent] == ["fast"]


def test_a_finish_event_closes_its_letter(queued, services, letters):
    queued()
    deliver_letters(services)
    handed = letters()["k1"]
    heed_platform(Report(fates=(Fate(handed.msgid, "delivered"),)), services)
    heed_platform(Report(fates=(Fate(handed.msgid, "failed", "late and wrong"),)), services)

    assert letters()["k1"].state == "delivered"


def test_a_finish_event_quicker_than_our_commit_is_kept(queued, services, letters):
    queued()
    with services.storage.read() as uow:
        letter_id = uow.letters.by_key("k1").id
    heed_platform(Report(fates=(Fate(f"m{letter_id}", "refused", "user block"),)), services)
    deliver_letters(services)

    assert (letters()["k1"].state, letters()["k1"].reason) == ("refused", "user block")


def test_a_withdrawn_consent_is_remembered(services):
    heed_platform(Report(consents=(Consent("tpl-9", False), Consent("tpl-8", True))), services)

    with services.storage.read() as uow:
        assert uow.contacts.refused("o-resident") == {"tpl-9"}


def test_told_by_a_person_is_evidence_with_a_name(queued, services, sender, letters):
    queued()
    sender.errors.append(SendError("window_closed", 45015, permanent=True))
    deliver_letters(services)
    letter = letters()["k1"]
    assert letter.state == "failed"
    told_by_person(letter.id, "staff:1", services)

    assert (letters()["k1"].state, letters()["k1"].reason) == ("told", "staff:1")


def test_a_failed_letter_may_be_tried_again_on_order(queued, services, sender, letters):
    queued()
    sender.errors.append(SendError("permanent", 47003, permanent=True))
    deliver_letters(services)
    retry_letter(letters()["k1"].id, "account:1", services)
    deliver_letters(services)

    assert letters()["k1"].state == "handed"


def test_a_staff_alert_nobody_reads_goes_to_the_superior(services, staff, sender, deliver, letters):
    from bot.usecases.clues import register_clue
    from dialogs.effects import OpenClue

    with services.storage.work() as uow:
        uow.staff.update(1, openid="")
        uow.commit()
    register_clue(OpenClue({"place": "999901200201", "trouble": "没人管"}), "hotline", "account:1", services)
    deliver()

    assert [letter.to_id for letter in sender.sent] == ["3"]
    assert "微信通知不到责任人" in sender.texts("3")[0]


def test_the_lease_outlives_a_slow_round():
    from bot.usecases.letters import LEASE

    assert timedelta(minutes=2) <= LEASE
