"""Every line is said in a sample conversation, so that whoever words it anew sees it on a phone before it is heard."""

import re
from functools import cache

import pytest

from bot.wechat.outbound import fit
from dialogs.catalogue import FLOWS
from dialogs.exchanges import FILE, exchanges, held, read, telling
from dialogs.sample_answers import ANSWERED
from dialogs.sample_letters import TOLD
from dialogs.sample_moments import MOMENTS
from dialogs.samples import samples
from dialogs.trial import planned, reworded, tried
from dialogs.wordings import catalogue, wordings
from tests.builders import a_scene

_KEY = re.compile(r"⟦([\w.]+)⟧")
BY_SHORT_SAMPLES = {*TOLD, *MOMENTS, *ANSWERED}
"""Groups whose samples have a test of their own (``test_short_samples``)."""
UNSAID = {
    # Asked by an operator at the hotline; WeChat asks for it along with another question, or knows it.
    *("help.best_time", "help.photo", "payment.last_paid", "payment.last_paid.label", "standard.programme.label"),
    # Said only where several townships lie about as near, none is listed, or a name is nearly that of one place.
    *("hints.position", "hints.place", "hints.place_meant"),
    # Said back when a check is registered as a need, or of talks that an older version began.
    *("selfcheck.place.label", "selfcheck.disability.label", "selfcheck.own_income.label", "selfcheck.area.label"),
    *("selfcheck.costs.label", "selfcheck.care.label", "hints.shown_unknown", "desk.nameless", "persons.family"),
    # Of one more person bound, of a family's last money, of a stop beside this month's money.
    *("binding.next_more", "binding.next_self", "arrivals.last", "arrivals.last_no_card", "arrivals.ended"),
    *("arrivals.this", "arrivals.why", "whose.later"),
    # Said of the books before a talk begins, and to the county, not to the sender.
    *("entitlements.day_told", "entitlements.day_by", "entitlements.day_mostly"),
    *("kept.county", "kept.county_title", "kept.county_do"),
    # What was agreed to is told out of the books; the other two follow only upon a number or a story already told.
    "consents.none_next",
    *("consents.none", "consents.list", "consents.next", "consents.one", "consents.one_for", "consents.sent_photo"),
    *("consents.sent_place", "entrusted.thanks_waiting", "entrusted.thanks_waiting_next", "fraud.trouble.hint"),
    "courtesies.id_number",
    # Offered when the understanding of the words is in doubt between just these.
    *("readings.amount", "taps.reading_amount"),
}
"""Lines that no sample reaches, with where they are heard."""


@cache
def keyed(pack="shifan"):
    """A scene whose every line begins with its key."""
    return reworded(a_scene(pack=pack), {one.key: f"⟦{one.key}⟧{one.default}" for one in catalogue()})


def keys_in(sample):
    return set(_KEY.findall("\n".join(one.reply.plain() for one in sample.said)))


def said_in(exchange):
    """The keys that are said by a county's bureau or a city's, in the order of the catalogue."""
    heard = keys_in(held(exchange, keyed())) | keys_in(held(exchange, keyed("yantai")))
    return tuple(key for key in wordings() if key in heard)


@pytest.fixture(scope="module")
def told(request):
    """Which keys each exchange says; ``--rewrite`` writes them into the file."""
    found = {one.number: said_in(one) for one in exchanges()}
    if request.config.getoption("--rewrite"):
        text = FILE.read_text()
        for one in exchanges():
            before, after = (" ".join(keys) for keys in (one.tells, found[one.number]))
            text = text.replace(f"## {one.title}\n= {before}\n", f"## {one.title}\n= {after}\n")
        FILE.write_text(text)
        return {one.number: one.tells for one in read(text)}, found
    return {one.number: one.tells for one in exchanges()}, found


def test_the_file_names_the_lines_that_are_said_in_each_exchange(told):
    written, found = told
    gone = {number: set(keys) - set(found[number]) for number, keys in written.items()}

    assert {number: keys for number, keys in gone.items() if keys} == {}, "if it is right so, run pytest --rewrite"


def test_every_line_is_said_in_some_sample(told):
    said = {key for keys in told[1].values() for key in keys}
    said |= {key for flow in FLOWS for sample in samples(flow, keyed()) for key in keys_in(sample)}
    left = [one.key for one in catalogue() if one.flow not in BY_SHORT_SAMPLES and one.key not in said | UNSAID]

    assert left == [], "write into dialogs/exchanges.txt how it is provoked; what cannot be provoked is dead"
    assert set(wordings()) >= UNSAID


def test_an_exchange_has_a_title_of_its_own_and_is_needed():
    titles = [one.title for one in exchanges()]

    assert len(titles) == len(set(titles))
    assert all(one.tells and one.steps for one in exchanges())


@pytest.mark.parametrize("pack", ["wenshui", "chuxiong", "yantai"])
def test_the_exchanges_are_held_in_any_bureau_and_stand_in_one_message_each(pack):
    scene = a_scene(pack=pack)
    every = [held(one, scene) for one in exchanges()]

    assert all(not one.said[-1].mine for one in every if one.said[-1].reply.text != "（图片）")
    assert [one.walk.title for one in every if any(fit((bubble.reply,))[1] for bubble in one.said)] == []


def test_a_line_worded_anew_is_tried_first_where_it_is_said_and_its_bubbles_are_marked():
    own = {"courtesies.thanks": "应该的，别客气。"}
    first = next(tried("courtesies.thanks", a_scene(), own, fit))

    assert [first.sample.said[number].reply.text for number in sorted(first.changed)] == ["应该的，别客气。"]
    assert first.trouble == ""


def test_words_that_lead_a_conversation_elsewhere_cannot_be_published():
    troubles = {one.trouble for one in tried("taps.unknown", a_scene(), {"taps.unknown": "1"}, fit)}

    assert "改了以后，这段对话走到别处去了。" in troubles


def test_the_conversations_around_a_line_are_named_without_holding_them():
    assert planned("courtesies.thanks", a_scene())[0] == telling("courtesies.thanks")[0].walk
    assert {walk.name for walk in planned("help.subject", a_scene())} >= {"happy", "cancel"}
