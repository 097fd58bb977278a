"""The draft of a call: kept as JSON, and never poorer for what a page sends."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.console.call_draft import Draft, Told, from_form
from dialogs.talk import Talk

WORDS = st.text(alphabet="王张北乡腿摔了，。 \n", max_size=20)
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@given(notes=WORDS, typed=st.dictionaries(st.sampled_from(["name", "place", "phone"]), WORDS), figure=WORDS)
def test_a_draft_survives_its_storage_whole(notes, typed, figure):
    told = (Told("问低保", "dibao", ({"standard": "a", "figure": figure, "doc_no": ""},)),)
    draft = Draft("help", notes, typed, ("say:consent",), key="k", began_at=NOW, told=told, person_id=7)

    back = Draft.from_talk(Talk.from_json(draft.to_talk(NOW).to_json()))

    assert back == Draft(
        "help", notes, typed, ("say:consent",), key="k", began_at=NOW, touched_at=NOW, told=told, person_id=7
    )


def test_a_draft_of_an_earlier_release_is_read_too():
    old = Talk(flow="help", version=1, slots={"_notes": "一句", "_typed": {}, "_ticks": [], "_clue_no": ""})

    assert Draft.from_talk(old).notes == "一句"


@given(kept=WORDS, mine=WORDS, name=WORDS)
def test_a_page_that_changed_nothing_changes_nothing(kept, mine, name):
    draft = Draft("help", kept, {"name": name})
    sent = {"notes": mine, "was-notes": mine, "heard-name": "", "name": mine, "was-name": mine, "was-ticks": ""}

    assert from_form(draft, sent, ()) == draft


@given(before=WORDS, here=WORDS, there=WORDS)
def test_whatever_two_windows_write_is_all_there(before, here, there):
    first = from_form(Draft("help", before), {"notes": here, "was-notes": before}, ())
    second = from_form(first, {"notes": there, "was-notes": before}, ())

    for words in (here, there):
        added = words.removeprefix(before).strip() if words != before else ""
        assert added in second.notes or words == before


def test_a_tick_of_another_kind_of_call_stays():
    draft = Draft("payment", ticks=("say:honest", "say:consent"))
    sent = {"notes": "", "was-ticks": "say:consent"}

    assert from_form(draft, sent, ("say:supervision",)).ticks == ("say:honest", "say:supervision")
