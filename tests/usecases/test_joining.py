"""Several people tell of one person: one clue, everybody hears what came of it, nobody hears of the others."""

import threading
from datetime import timedelta

import pytest

from bot.console.clue import event_view
from bot.console.clue_view import people_view
from bot.console.names import names_of
from bot.usecases import answer as answering
from bot.usecases.alarms import raise_alarms
from bot.usecases.clue_moves import move_clue
from bot.usecases.clues import Reporter, open_clue, outcome, own, register_clue
from bot.usecases.effects import perform
from bot.usecases.follow_up import ask_how_it_went
from bot.usecases.residents import erase
from dialogs.effects import AddToClue, GiveFeedback, OpenClue, ReopenClue
from dialogs.message import Message
from storage.conflicts import StaleClue

from .conftest import BEIZHANG, NANZHANG, TOWN

ID = "719901194803120129"
DAUGHTER = {
    "subject": "family",
    "relation": "父亲",
    "name": "王福贵",
    "place": BEIZHANG,
    "trouble": "我爸摔断腿没人管",
    "phone": "15400000001",
}
NEIGHBOUR = {
    "subject": "other",
    "name": "王福贵",
    "place": BEIZHANG,
    "trouble": "我叫李四，他家没煤烧，电话15400000008",
    "phone": "15400000008",
    "helper": "我，15400000008",
}
HERSELF = {"subject": "self", "name": "王福贵", "place": BEIZHANG, "trouble": "没人给我做饭", "phone": "15400000009"}


@pytest.fixture
def tells(services):
    """Somebody tells of something by WeChat; gives what was opened and the receipt."""

    def run(openid, told, kind="help", urgency="normal", person=None, **changed):
        slots = {key: value for key, value in (told | changed).items() if value is not None}
        with services.storage.work() as uow:
            reporter = Reporter(openid, person)
            request = OpenClue(slots, urgency, kind)
            opened = open_clue(request, "wechat", f"contact:{openid}", uow, services, reporter=reporter)
            receipt = outcome(opened, uow)
            uow.commit()
        return opened, receipt

    return run


@pytest.fixture
def does(services, clock):
    """Somebody adds, reopens or rates by the number she has."""

    def run(openid, effect):
        message = Message(f"m{clock()}{effect}", openid, "text", clock(), "1")
        with services.storage.work() as uow:
            told = perform((effect,), message, uow.picture(openid), uow, services, clock())
            uow.commit()
        return told

    return run


@pytest.fixture
def both(tells, staff, says):
    """The daughter told, then the neighbour; both can be written to."""
    says("你好", "o-daughter")
    says("你好", "o-neighbour")
    return tells("o-daughter", DAUGHTER)[1].no, tells("o-neighbour", NEIGHBOUR)[1].no


def resolve(services, no):
    move_clue(no, "accept", "staff:1", services)
    return move_clue(no, "resolve", "staff:1", services, result="relieved", reason="先给了米面煤")


def test_a_daughter_and_a_neighbour_tell_of_one_old_man_and_it_is_one_clue(tells, staff, clues):
    tells("o-daughter", DAUGHTER)
    opened, receipt = tells("o-neighbour", NEIGHBOUR)

    assert len(clues()) == 1
    assert opened.joined
    assert receipt.joined
    assert receipt.shielded, "the neighbour is protected, though the daughter need not be"


def test_each_has_a_number_of_her_own_and_both_hear_the_result(both, services, deliver, sender):
    first, second = both
    resolve(services, first)
    deliver()

    assert first != second
    for openid, own_words, others in (("o-daughter", "摔断腿", "没煤烧"), ("o-neighbour", "没煤烧", "摔断腿")):
        (told,) = [letter for letter in sender.sent if letter.to_id == openid]
        assert own_words in told.payload["text"]
        assert "先给了米面煤" in told.payload["text"]
        assert others not in str(told.payload)
        assert (second if openid == "o-daughter" else first) not in str(told.payload)


def test_progress_shows_each_her_own_words_and_never_the_others(both, services):
    first, second = both
    with services.storage.read() as uow:
        mine = {openid: uow.picture(openid).clues for openid in ("o-daughter", "o-neighbour", "o-stranger")}

    assert [clue.no for clue in mine["o-daughter"]] == [first]
    (seen,) = mine["o-neighbour"]
    assert (seen.no, seen.words, seen.reporter_phone) == (second, NEIGHBOUR["trouble"], NEIGHBOUR["phone"])
    assert "摔断腿" not in f"{seen.title}{seen.words}{dict(seen.slots)}"
    assert mine["o-stranger"] == ()


def test_a_number_opens_the_matter_to_its_own_reporters_only(both, services):
    first, second = both
    with services.storage.read() as uow:
        assert own(second, "o-neighbour", uow)[0].no == first
        assert own(second, "o-neighbour", uow)[1].no == second
        with pytest.raises(KeyError):
            own(second, "o-stranger", uow)
        with pytest.raises(KeyError):
            own("SH-20261120-999", "o-neighbour", uow)


def test_staff_hear_that_others_told_of_it_too_but_not_who(both, deliver, sender):
    deliver()

    told = [letter.payload["text"] for letter in sender.sent if letter.to_id == "1"]
    assert any("又有人反映同一件事" in text and "没煤烧" in text for text in told)
    assert not [text for text in told if "李四" in text or "15400000008" in text]


def test_the_second_may_add_reopen_and_rate_by_her_own_number(both, services, does, clock, deliver, sender):
    first, second = both
    does("o-neighbour", AddToClue(second, "我叫李四，他今天又没吃饭", ""))
    resolve(services, first)
    does("o-neighbour", GiveFeedback("", second, 1, False))
    does("o-daughter", GiveFeedback("", first, 3, True))
    (again,) = does("o-neighbour", ReopenClue(second, "我是李四，还是没煤"))
    deliver()
    with services.storage.read() as uow:
        clue, history = uow.clues.by_no(first), uow.clues.history(first)
        scores = sorted(one.score for one in uow.feedback.list(ideas=False).rows)
        reporter = uow.reporters.of(clue.id)[0]

    assert (again.no, clue.state) == (second, "accepted")
    assert scores == [1, 3], "each has an opinion of her own"
    assert {event.action for event in history if event.facts.get("reporter") == reporter.id} == {
        "joined",
        "said",
        "reopen",
    }
    assert not [one for one in sender.sent if one.to_kind == "staff" and "李四" in str(dict(one.payload))]


def test_each_is_asked_once_how_it_went(both, services, says, clock):
    resolve(services, both[0])
    clock.pass_by(hours=25)
    says("你好", "o-daughter")
    says("你好", "o-neighbour")

    assert ask_how_it_went(services) == 2
    assert ask_how_it_went(services) == 0
    with services.storage.read() as uow:
        asked = {one.to_id: one.payload for one in uow.letters.list("queued").rows if "how-it-went" in one.key}
    assert both[1] in str(asked["o-neighbour"])
    assert both[0] not in str(asked["o-neighbour"])


def test_telling_again_stays_one_reporter(both, tells, services, clues):
    opened, receipt = tells("o-neighbour", NEIGHBOUR, trouble="还是没煤")
    with services.storage.read() as uow:
        assert len(uow.reporters.of(opened.clue.id)) == 1

    assert len(clues()) == 1
    assert (receipt.no, receipt.known, receipt.joined) == (both[1], True, False)


def test_the_person_concerned_who_tells_later_is_a_reporter_like_the_others(tells, staff, services, clues):
    tells("o-neighbour", NEIGHBOUR)
    receipt = tells("o-himself", HERSELF)[1]

    assert len(clues()) == 1
    assert receipt.joined
    assert not receipt.shielded
    clue = clues()[0]
    assert clue.subject_phone == HERSELF["phone"], "whoever visits can ring him now"
    assert clue.reporter_phone == NEIGHBOUR["phone"]
    assert clue.slots["subject"] == "other", "the neighbour stays protected"


def test_who_is_bound_is_known_by_the_register(tells, staff, services, clues, clock):
    with services.storage.work() as uow:
        number = uow.people.add("王福贵", ID, "15400000009", BEIZHANG, now=clock())
        person = uow.people.get(getattr(number, "id", number))
        uow.commit()
    tells("o-daughter", DAUGHTER, place=TOWN, id_number=ID)
    told = {"subject": "self", "trouble": "没人给我做饭"}

    assert tells("o-himself", told, person=person)[0].joined
    assert not tells("o-else", {**told, "subject": "other"}, person=person)[0].joined, "he may tell of a neighbour"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"place": NANZHANG}, "the same name in another village"),
        ({"place": TOWN}, "a name in a township is no proof"),
        ({"name": "王福"}, "another name"),
        ({"name": None}, "somebody unnamed"),
        ({"age": 20}, "an age that does not fit"),
    ],
)
def test_what_is_not_certain_stays_two_clues(tells, staff, clues, changed, why):
    tells("o-daughter", DAUGHTER, age=75)
    tells("o-neighbour", NEIGHBOUR, **changed)

    assert len(clues()) == 2, why


@pytest.mark.parametrize("kind", ["complaint", "question", "payment", "change", "callback"])
def test_nothing_but_need_is_joined(tells, staff, clues, kind):
    tells("o-daughter", DAUGHTER)
    tells("o-neighbour", NEIGHBOUR, kind=kind)
    tells("o-third", NEIGHBOUR, kind=kind, trouble="还有别的")

    assert len(clues()) == 3


def test_a_clue_that_is_done_or_old_is_left_alone(tells, staff, services, clues, clock):
    resolve(services, tells("o-daughter", DAUGHTER)[1].no)
    tells("o-neighbour", NEIGHBOUR)
    assert len(clues()) == 2
    clock.pass_by(days=31)
    tells("o-third", NEIGHBOUR)

    assert len(clues()) == 3


def test_danger_told_upon_a_request_raises_it_and_rings_anew(tells, staff, services, clues, letters, clock):
    first = tells("o-daughter", DAUGHTER)[1].no
    move_clue(first, "accept", "staff:1", services)
    before = set(letters())
    receipt = tells("o-neighbour", NEIGHBOUR, kind="danger", urgency="danger")[1]
    alerted = {one.to_id for key, one in letters().items() if key not in before and ":alert:" in key}

    (clue,) = clues()
    assert (clue.urgency, clue.state, receipt.kind) == ("danger", "new", "danger")
    assert alerted == {"1", "3", "4"}, "village, township and county hear at once"
    clock.pass_by(minutes=61)
    assert raise_alarms(services) == 1, "nobody has answered for the danger yet"


def test_an_alarm_without_a_name_is_compared_once_the_name_is_told(tells, staff, services, clues, clock, letters):
    first = tells("o-daughter", DAUGHTER)[1].no
    alarm = {"subject": "other", "trouble": "邻居昏倒了", "danger": "collapse"}
    tells("o-neighbour", alarm, kind="danger", urgency="danger")
    clock.pass_by(minutes=2)
    tells("o-neighbour", {**alarm, "name": "王福贵", "place": BEIZHANG}, kind="danger", urgency="danger")

    assert len(clues()) == 2, "an alarm that rang already is not taken back"
    assert any(f"可能与{first}" in str(one.payload.get("text")) for one in letters().values())


def test_danger_after_somebody_was_there_is_a_new_alarm(tells, staff, services, clues):
    first = tells("o-daughter", DAUGHTER)[1].no
    move_clue(first, "accept", "staff:1", services)
    move_clue(first, "verify", "staff:1", services, words="看过了")
    tells("o-neighbour", NEIGHBOUR, kind="danger", urgency="danger")

    assert len(clues()) == 2


def test_a_caller_is_kept_beside_who_wrote_in_wechat(tells, staff, services, says, deliver, sender, clues):
    says("你好", "o-daughter")
    first = tells("o-daughter", DAUGHTER)[1].no
    opened = register_clue(OpenClue(NEIGHBOUR), "hotline", "account:1", services, joins=first)
    again = register_clue(OpenClue({**NEIGHBOUR, "trouble": "又打来了"}), "hotline", "account:2", services, joins=first)
    resolve(services, first)
    deliver()

    assert opened.joined
    assert opened.teller.no == again.teller.no != first
    rings = [one.to_id for one in sender.sent if "告诉反映人" in str(one.payload.get("text"))]
    assert rings == ["3"], "the township rings the neighbour: the village may not know the number"
    assert len(clues()) == 1


def test_a_caller_whose_number_is_the_daughters_is_no_second_reporter(tells, staff, services):
    first = tells("o-daughter", DAUGHTER)[1].no
    opened = register_clue(OpenClue(DAUGHTER), "hotline", "account:1", services, joins=first)

    assert not opened.joined
    assert opened.teller.no == first


def test_a_second_click_keeps_a_caller_once(tells, staff, services):
    first = tells("o-daughter", DAUGHTER)[1].no
    told = OpenClue({**NEIGHBOUR, "phone": None, "trouble": "没有电话的人打来"})
    for _ in range(2):
        register_clue(told, "hotline", "account:1", services, joins=first)
    with services.storage.read() as uow:
        clue = uow.clues.by_no(first)
        assert len(uow.reporters.of(clue.id)) == 1
        assert [event.action for event in uow.clues.history(first)] == ["open", "joined"]


def test_what_is_certain_joins_a_call_too_unless_the_operator_knows_better(tells, staff, services, clues):
    tells("o-daughter", DAUGHTER)
    assert register_clue(OpenClue(NEIGHBOUR), "hotline", "account:1", services).joined
    register_clue(OpenClue({**NEIGHBOUR, "trouble": "另一位王福贵"}), "hotline", "account:1", services, apart=True)

    assert len(clues()) == 2


def test_a_promise_that_is_past_is_not_made_to_the_next(tells, staff, clues, clock):
    first = tells("o-daughter", DAUGHTER)[1]
    clock.pass_by(days=25)
    second = tells("o-neighbour", NEIGHBOUR)[1]

    assert second.promised_by > clock().date() > first.promised_by


def test_who_deletes_her_data_is_known_to_the_clue_no_longer(both, services, clock, letters):
    first, second = both
    with services.storage.work() as uow:
        erase("o-neighbour", uow, clock())
        uow.commit()
    with services.storage.read() as uow:
        assert uow.picture("o-neighbour").clues == ()
        (kept,) = uow.reporters.of(uow.clues.by_no(first).id)
    resolve(services, first)

    assert (kept.openid, kept.no) == ("", second)
    assert {one.to_id for key, one in letters().items() if ":result:" in key} == {"o-daughter", "3"}


def test_the_first_who_deletes_her_data_is_rung_up_too(both, services, clock, letters):
    with services.storage.work() as uow:
        erase("o-daughter", uow, clock())
        uow.commit()
    resolve(services, both[0])

    assert {one.to_id for key, one in letters().items() if ":result:" in key} == {"1", "o-neighbour"}


def test_words_added_by_the_second_keep_their_pictures(both, services, does):
    first, second = both
    does("o-neighbour", AddToClue(second, "", "photo-1"))
    with services.storage.read() as uow:
        assert uow.clues.history(first)[-1].facts["media_ids"] == ["photo-1"]


def test_two_who_tell_at_the_same_moment_make_one_clue(tells, staff, clues, services):
    crew = [
        threading.Thread(target=tells, args=(f"o-{number}", NEIGHBOUR), kwargs={"phone": f"1540000001{number}"})
        for number in range(4)
    ]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    (clue,) = clues()
    with services.storage.read() as uow:
        everybody = {clue.reporter_openid, *(one.openid for one in uow.reporters.of(clue.id))}

    assert everybody == {"o-0", "o-1", "o-2", "o-3"}


def test_no_word_of_the_protected_reaches_the_village_in_the_history(both, services):
    with services.storage.read() as uow:
        clue = uow.clues.by_no(both[0])
        others, names = uow.reporters.of(clue.id), names_of(uow, services.office)
        history = uow.clues.history(clue.no)
    seen = [event_view(event, clue, names, services.now(), "assistant", others) for event in history]
    village = people_view(clue, names, services.now(), "assistant", others, shown=True)
    township = people_view(clue, names, services.now(), "township", others, shown=True)

    assert "没煤烧" in str(seen)
    assert "李四" not in str(seen)
    assert (village.more, village.others) == (1, ())
    assert [one.phone for one in township.others] == [NEIGHBOUR["phone"]]


def test_after_a_month_nothing_new_is_joined(tells, staff, clues, clock):
    tells("o-daughter", DAUGHTER)
    clock.pass_by(days=29)
    tells("o-neighbour", NEIGHBOUR)
    clock.pass_by(hours=25)
    tells("o-third", NEIGHBOUR, phone="15400000077")

    assert len(clues()) == 2
    assert clues()[0].opened_at - clues()[1].opened_at > timedelta(days=30)


def test_who_meets_a_clerk_at_the_same_clue_is_taken_again(tells, staff, says, clues, services, monkeypatch):
    says("你好", "o-daughter")
    first = tells("o-daughter", DAUGHTER)[1].no
    says(f"补充{first}", "o-daughter")
    tries = []

    def crossed(*told):
        tries.append(told)
        if len(tries) == 1:
            raise StaleClue(first)
        return perform(*told)

    monkeypatch.setattr(answering, "perform", crossed)

    assert "补充上了" in says("今天又没吃饭", "o-daughter")
    with services.storage.read() as uow:
        assert [event.words for event in uow.clues.history(first)][1:] == ["今天又没吃饭"]
