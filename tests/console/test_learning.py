"""A question nobody could answer becomes an answer that the next one hears, in whatever words she asks."""

import itertools
import re

import pytest

from bot.usecases.answer import answer
from dialogs.message import Message
from tests.pages import open_pages, post

ASKED = ("低保户死了火化费减免吗", "低保户火化费能不能减免", "低保户死了火化费是不是减免")
"""Three ways to ask one thing that no pack answers; the fourth is asked when it was learned."""
OTHER_WORDS = "低保户人死了，火化费减免不减免"
REPLY = "可以减免。带低保证和死亡证明，到殡仪馆办。"
_keys = itertools.count(1)


@pytest.fixture
def learning(tmp_path):
    opened = open_pages(tmp_path, learning=True)
    yield opened
    opened.services.storage.dispose()


@pytest.fixture
def asks(learning):
    """A resident asks; gives what she hears."""

    def run(text, who="o-resident"):
        message = Message(f"ask-{next(_keys)}", who, "text", learning.clock(), text)
        return "\n".join(reply.plain() for reply in answer(message, learning.services))

    return run


@pytest.fixture
def unanswered(learning):
    """A resident asked something that found no answer."""

    def run(text, who="o-resident"):
        message = Message(f"note-{next(_keys)}", who, "text", learning.clock(), text)
        with learning.services.storage.work() as uow:
            uow.contacts.seen(who, message, learning.clock())
            uow.questions.note(text, "out_of_scope", "dibao", learning.clock(), who)
            uow.commit()

    return run


def _text(answered):
    return answered.get_data(as_text=True)


def _group(pages, browser):
    """The address of the first group of the list."""
    return re.search(r'href="(/console/questions/\d+)\?', _text(browser.get("/console/questions")))[1]


def _form(pages, **more):
    """The form of the group's page as it comes, with the answer written."""
    with pages.services.storage.read() as uow:
        asked = uow.question_groups.asked()
    form = {
        "answer": REPLY,
        "title": "低保户火化费减免",
        "programme": "dibao",
        "tell": "1",
        "keep": "1",
        "id": [str(one.id) for one in asked],
        "learn": [str(one.id) for one in asked],
    }
    for one in asked:
        form |= {f"words-{one.id}": one.words, f"intent-{one.id}": "ask_policy", f"programme-{one.id}": "dibao"}
    return form | more


def test_from_the_unanswered_question_to_the_next_residents_answer(learning, asks, unanswered):
    # She hears something else, is not helped by it, and passes it on.
    for words in (ASKED[0], "转给工作人员", "15400000002"):
        asks(words, "o-0")
    for number, words in enumerate(ASKED[1:], 1):
        unanswered(words, f"o-{number}")
    county = learning.browser("maguodong")

    listed = _text(county.get("/console/questions"))
    assert "1 件事，共问了" in listed
    assert "3 人等答复" in listed
    address = _group(learning, county)
    page = _text(county.get(address))
    assert all(words in page for words in ASKED)

    assert post(county, address, address, **_form(learning)).status_code == 302
    learning.clock.pass_(seconds=5)

    assert REPLY in asks(OTHER_WORDS, "o-next")
    assert "没有等答复的问题" in _text(county.get("/console/questions"))
    with learning.services.storage.read() as uow:
        told = [one.to_id for one in uow.letters.list(size=50).rows if one.key.startswith("question:")]
        assert len(uow.lessons.lessons("sentence")) == len(uow.lessons.lessons("line")) == 3
    assert sorted(told) == ["o-0", "o-1", "o-2"]
    lessons = _text(county.get("/console/lessons"))
    assert lessons.count('state-done">对<') == 3
    assert "不对了" not in lessons
    # The operator beside the call finds it too.
    assert REPLY in _text(county.get("/console/knowledge?q=火化费"))


def test_a_number_without_document_is_told_to_nobody_and_nothing_is_kept(learning, asks, unanswered):
    unanswered(ASKED[0])
    county = learning.browser("maguodong")
    address = _group(learning, county)
    wrong = _form(learning, answer="可以减免600元。")

    refused = post(county, address, address, **wrong)

    assert refused.status_code == 422
    assert "文号" in _text(refused)
    assert "可以减免600元。" in _text(refused)
    with learning.services.storage.read() as uow:
        assert uow.lessons.entries() == ()
        assert uow.question_groups.asked() != ()
        assert uow.letters.list().total == 0
    right = wrong | {"doc_no": "示民发〔2026〕9号", "source_title": "减免通知（示例）", "effective_from": "2026-01-01"}
    assert post(county, address, address, **right).status_code == 302
    learning.clock.pass_(seconds=5)
    heard = asks(OTHER_WORDS)
    assert "依据：示民发〔2026〕9号（2026年1月1日起）" in heard


def test_an_entry_is_changed_with_its_history_and_withdrawn_with_a_reason(learning, asks, unanswered):
    unanswered(ASKED[0])
    county = learning.browser("maguodong")
    address = _group(learning, county)
    post(county, address, address, **_form(learning))
    entry = "/console/lessons/entries/1"
    changed = {
        "title": "低保户火化费减免",
        "answer": "到殡仪馆免费办。",
        "questions": "\n".join(ASKED),
        "programme": "",
    }

    assert post(county, entry, entry, **changed | {"answer": "减免600元。"}).status_code == 422
    assert post(county, entry, entry, **changed | {"expires_on": "2020-01-01"}).status_code == 422
    assert post(county, entry, entry, **changed).status_code == 302
    learning.clock.pass_(seconds=5)
    assert "到殡仪馆免费办" in asks(ASKED[1])
    page = _text(county.get(entry))
    assert "改了答复、问法、救助项目" in page
    assert "马国栋" in page

    assert post(county, f"{entry}/withdraw", entry, reason=" ").status_code == 422
    assert post(county, f"{entry}/withdraw", entry, reason="政策改了").status_code == 302
    learning.clock.pass_(seconds=5)
    assert "到殡仪馆免费办" not in asks(ASKED[1], "o-later")
    assert county.get(entry).status_code == 404


def test_an_entry_ends_on_its_day(learning, asks, unanswered):
    unanswered(ASKED[0])
    county = learning.browser("maguodong")
    address = _group(learning, county)
    post(county, address, address, **_form(learning, expires_on="2026-11-20"))
    assert "用到 2026年11月20日" in _text(county.get("/console/lessons"))
    learning.clock.pass_(days=2)
    assert REPLY in asks(ASKED[1])
    learning.clock.pass_(days=1)

    assert REPLY not in asks(ASKED[1], "o-later")


def test_a_question_is_taken_out_of_its_group_and_put_into_another(learning, unanswered):
    for words in ASKED:
        unanswered(words)
    county = learning.browser("maguodong")
    address = _group(learning, county)
    assert post(county, f"{address}/move", address).status_code == 422

    post(county, f"{address}/move", address, which="3", to="0")
    assert "2 件事" in _text(county.get("/console/questions"))
    post(county, "/console/questions/3/move", "/console/questions/3", which="3", to="1")
    assert "1 件事" in _text(county.get("/console/questions"))
    assert post(county, f"{address}/move", address, which="99", to="1").status_code == 404


def test_what_is_no_question_is_set_aside_with_a_reason_and_nobody_is_told(learning, unanswered):
    unanswered(ASKED[0])
    county = learning.browser("maguodong")
    address = _group(learning, county)

    assert post(county, f"{address}/aside", address, reason=" ").status_code == 422
    assert post(county, f"{address}/aside", address, reason="试着玩的").status_code == 302
    answered = _text(county.get("/console/questions?answered=1"))
    assert "试着玩的" in answered
    assert "移出" in answered
    with learning.services.storage.read() as uow:
        assert uow.letters.list().total == 0
    assert county.get(address).status_code == 302
    assert county.get("/console/questions/99").status_code == 404


def test_weeks_stand_side_by_side_with_their_trend(learning, unanswered):
    unanswered(ASKED[0])
    learning.clock.pass_(days=7)
    unanswered(ASKED[0])
    unanswered(ASKED[0], "o-2")
    county = learning.browser("maguodong")

    this_week = _text(county.get("/console/questions"))
    assert "问了 2 次" in this_week
    assert "比上周多 1 次" in this_week
    assert "问了 1 次" in _text(county.get("/console/questions?week=2026-11-16"))
    assert "问了 3 次" in _text(county.get("/console/questions?week=all"))


def test_personal_numbers_are_masked_and_never_learned(learning, unanswered):
    unanswered("低保户死了火化费减免吗，我电话15400000009")
    county = learning.browser("maguodong")
    address = _group(learning, county)

    assert "15400000009" not in _text(county.get(address))
    post(county, address, address, **_form(learning))
    with learning.services.storage.read() as uow:
        (own,) = uow.lessons.lessons("sentence")
        (entry,) = uow.lessons.entries()
    assert "154" not in own.lesson.text
    assert "154" not in "".join(entry.entry.questions)


def test_who_may_not_answer_may_look(learning, unanswered):
    unanswered(ASKED[0])
    township = learning.browser("beizhang")
    address = _group(learning, township)
    page = _text(township.get(address))

    assert ASKED[0] in page
    assert "存下答复" not in page
    for deed in (address, f"{address}/aside", f"{address}/move", "/console/why/teach", "/console/lessons/1/withdraw"):
        assert post(township, deed, address).status_code == 403


def test_why_shows_what_spoke_for_the_understanding_and_what_is_answered(pages):
    county = pages.browser("maguodong")
    page = _text(post(county, "/console/why", "/console/why", text="农村低保一个月发多少钱"))

    assert "问金额标准" in page
    assert "问金额的话" in page
    assert "支持" in page
    assert "用的是知识库里的" in page or "依据" in page


def test_why_says_danger_first_and_offers_no_other_meaning(pages):
    county = pages.browser("maguodong")
    page = _text(post(county, "/console/why", "/console/why", text="我不想活了"))

    assert "听出危险" in page
    assert "记下，以后这样理解" not in page


def test_a_misunderstood_sentence_is_taught_and_heard_so_from_then_on(learning, asks):
    said = "老人走了以后那笔钱归谁管"
    county = learning.browser("maguodong")
    form = {"text": said, "said": said, "intent": "ask_contact", "programme": "", "entry": ""}

    assert post(county, "/console/why/teach", "/console/why", **form).status_code == 302
    learning.clock.pass_(seconds=5)

    page = _text(post(county, "/console/why", "/console/why", text=f"请问{said}？"))
    assert "本局教过这句话" in page
    assert "问去哪办" in page
    assert learning.services.office.ear.hear(said).intent == "ask_contact"
    assert post(county, "/console/lessons/1/withdraw", "/console/lessons").status_code == 302
    learning.clock.pass_(seconds=5)
    assert not learning.services.office.lessons.lessons
    assert post(county, "/console/lessons/1/withdraw", "/console/lessons").status_code == 404


def test_danger_cannot_be_taught_away(pages):
    county = pages.browser("maguodong")
    form = {"text": "我不想活了", "said": "我不想活了", "intent": "smalltalk"}

    refused = post(county, "/console/why/teach", "/console/why", **form)

    assert refused.status_code == 422
    assert "一律按危险处理" in _text(refused)


def test_why_is_linked_from_a_question_without_its_numbers(pages):
    with pages.services.storage.work() as uow:
        uow.questions.note("补贴停不停，我电话15400000009", "ask_stop_reason", "canji", pages.clock())
        uow.commit()
    county = pages.browser("maguodong")

    page = _text(county.get("/console/why?question=1"))

    assert "补贴停不停" in page
    assert "15400000009" not in page
    assert county.get("/console/why?question=9").status_code == 404
