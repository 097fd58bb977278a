"""The next rung is tried only where the one before is certainly closed."""

import pytest

from bot.services import Handed, SendError
from bot.sms.ladder import CLOSED, Ladder
from tests.sms.cast import a_letter

LETTER = a_letter({"text": "到了"})


class Rung:
    def __init__(self, outcome):
        self.outcome, self.asked = outcome, 0

    def send(self, letter, contact):
        self.asked += 1
        if isinstance(self.outcome, SendError):
            raise self.outcome
        return self.outcome


def climb(*outcomes):
    rungs = [Rung(outcome) for outcome in outcomes]
    try:
        return Ladder(rungs).send(LETTER, None), [rung.asked for rung in rungs]
    except SendError as error:
        return error, [rung.asked for rung in rungs]


@pytest.mark.parametrize("kind", sorted(CLOSED))
def test_a_closed_rung_leads_to_the_next(kind):
    handed, asked = climb(SendError(kind), Handed("sms", "g1"))
    assert (handed, asked) == (Handed("sms", "g1"), [1, 1])
    assert handed.refusal.kind == kind


@pytest.mark.parametrize(
    "kind", ["unknown_outcome", "retryable", "token", "quota_minute", "quota_day", "duplicate", "permission", "config"]
)
def test_any_other_end_is_the_letters_end_for_now(kind):
    error = SendError(kind, 45009, retry_after=7)

    assert climb(error, Handed("sms")) == (error, [1, 0])


def test_what_a_rung_took_goes_no_further():
    assert climb(Handed("template", "m1"), Handed("sms")) == (Handed("template", "m1"), [1, 0])


def test_when_all_are_closed_the_first_says_what_to_note_and_both_reasons_are_told():
    error, _ = climb(
        SendError("user_refused", 43101, True, hint="tmpl-1"), SendError("permanent", hint="InvalidMobile")
    )

    assert (error.kind, error.code, error.hint) == ("user_refused", 43101, "tmpl-1")
    assert str(error) == "user_refused 43101 tmpl-1; permanent 0 InvalidMobile"


def test_a_lower_rungs_wrong_settings_do_not_stop_the_letters_of_the_upper_one():
    error, _ = climb(SendError("window_closed"), SendError("config", hint="IllegalMac"))

    assert (error.kind, error.hint) == ("retryable", "config IllegalMac")


def test_a_text_that_may_have_arrived_is_not_called_closed():
    lost = SendError("unknown_outcome", permanent=True)

    assert climb(SendError("unsubscribed", permanent=True), lost) == (lost, [1, 1])


def test_without_any_channel_the_settings_are_to_blame():
    assert climb()[0].kind == "config"
