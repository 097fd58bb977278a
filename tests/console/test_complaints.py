"""Who complains is protected: anonymous ones from everybody, named ones from all but the county."""

import pytest

from bot.usecases.clues import Reporter, open_clue, register_clue, similar_clues
from dialogs.effects import OpenClue

# Invented, like all people of the tests.
NAME, PHONE, OPENID = "钱示例", "15400000077", "openid-of-qian"
WORDS = "村里低保名单有问题"
PLACE = "999901200201"


@pytest.fixture
def complains(pages):
    """A bound resident complains through WeChat; gives the clue."""
    with pages.services.storage.work() as uow:
        person_id = uow.people.add(NAME, "719901194803120129", PHONE, PLACE, now=pages.clock())
        uow.contacts.bind(OPENID, person_id, "同意", pages.clock())
        person = uow.people.get(person_id)
        uow.commit()

    def run(named, kind="complaint", trouble=WORDS, **slots):
        told = {"trouble": trouble, "place": PLACE, "named": named, **slots}
        with pages.services.storage.work() as uow:
            request, who = OpenClue(told, kind=kind), f"contact:{OPENID}"
            reporter = Reporter(OPENID, person)
            clue = open_clue(request, "wechat", who, uow, pages.services, reporter=reporter, join=False).clue
            uow.commit()
        return clue

    return run


def everything(pages, clue, username="", openid=""):
    """All that a person can read of a clue, its list, its search and the log."""
    browser = pages.browser(username) if username else pages.phone(openid)
    root = "/console" if username else "/desk"
    own = [f"{root}/clues/{clue.no}", f"{root}/clues", f"{root}/clues?words={PHONE}", f"{root}/clues?q={PHONE}"]
    more = ["/console/", "/console/letters", "/console/audit"] if username else ["/desk/"]
    read = "".join(browser.get(address).get_data(as_text=True) for address in (*own, *more))
    if username:
        from tests.pages import post

        page = browser.get(own[0])
        if page.status_code == 200 and "reveal" in page.get_data(as_text=True):
            from bot.console.words import REVEAL_REASONS

            answer = post(browser, f"{own[0]}/reveal", own[0], reason=next(iter(REVEAL_REASONS)))
            assert answer.status_code == 200
            read += answer.get_data(as_text=True)
    return read


@pytest.mark.parametrize(
    "who",
    [
        {"username": "linxiao"},
        {"username": "beizhang"},
        {"username": "maguodong"},
        {"username": "guanli"},
        {"openid": "sim-county"},
        {"openid": "sim-township-beizhang"},
        {"openid": "sim-assistant-beizhang"},
    ],
    ids=str,
)
def test_who_complains_anonymously_is_told_to_nobody(pages, complains, who):
    clue = complains("anonymous", phone=PHONE, name=NAME, reporter_name=NAME)
    read = everything(pages, clue, **who)

    for secret in (NAME, PHONE, OPENID, "钱**", "154****0077"):
        assert secret not in read.replace(f"={PHONE}", "").replace(f'value="{PHONE}"', ""), secret


def test_nothing_kept_of_an_anonymous_complaint_tells_who_it_was(pages, complains):
    clue = complains("anonymous", phone=PHONE, name=NAME, latitude=37.4, longitude=112.0)

    assert not {"phone", "name", "latitude", "longitude"} & clue.slots.keys()
    assert (clue.reporter_name, clue.reporter_phone, clue.subject_phone) == ("", "", "")


@pytest.mark.parametrize(("username", "seen"), [("maguodong", True), ("guanli", True), ("linxiao", False)])
def test_who_complains_under_a_name_is_known_to_the_county_alone(pages, complains, username, seen):
    clue = complains("named", phone=PHONE)

    assert (NAME in everything(pages, clue, username=username)) is seen


def test_a_complaint_is_tied_to_no_other_clue_of_the_same_person(pages, complains):
    complaint = complains("anonymous")
    other = complains("", kind="help", trouble="老人没人管", phone=PHONE)
    again = complains("named", phone=PHONE, trouble="还有一件事")
    with pages.services.storage.read() as uow:
        histories = {clue.no: uow.clues.history(clue.no) for clue in (complaint, other, again)}
    told = {no: [event.facts.get("similar") for event in events] for no, events in histories.items()}

    assert told[other.no] == [[]]
    assert told[again.no] == [[]]


def test_a_caller_with_the_number_of_a_complainant_is_not_shown_the_complaint(pages, complains):
    complains("named", phone=PHONE)
    told = {"subject": "self", "name": NAME, "phone": PHONE, "place": PLACE, "trouble": "腿摔了"}

    assert similar_clues(OpenClue(told), pages.services) == ()
    register_clue(OpenClue(told), "hotline", "account:1", pages.services)
