"""The bureau's own words, from the page on which they are written to the resident who hears them."""

import itertools

import pytest

from bot.usecases.answer import answer
from dialogs.message import Message
from tests.pages import open_pages, post, token_of

_keys = itertools.count(1)


@pytest.fixture
def worded(tmp_path):
    opened = open_pages(tmp_path, learning=True)
    yield opened
    opened.services.storage.dispose()


@pytest.fixture
def hears(worded):
    """A resident sends something; gives what she hears. The webhook's own use case, talk stored between messages."""

    def run(text, who="o-resident"):
        message = Message(f"said-{next(_keys)}", who, "text", worded.clock(), text)
        return "\n".join(reply.plain() for reply in answer(message, worded.services))

    return run


def do(pages, browser, key, deed, **form):
    return post(browser, f"/console/wordings/{key}/{deed}", f"/console/wordings/{key}", **form)


def looks(browser, key, text):
    """The preview as the page fetches it while somebody types."""
    token = token_of(browser.get(f"/console/wordings/{key}"))
    form = {"csrf_token": token, "text": text}
    return text_of(browser.post(f"/console/wordings/{key}/preview", data=form, headers={"HX-Request": "true"}))


def text_of(answered):
    return answered.get_data(as_text=True)


def test_published_words_are_heard_within_seconds_and_a_click_brings_ours_back(worded, hears):
    browser = worded.browser("guanli")

    assert do(worded, browser, "help.subject", "publish", text="哪位遇到了困难？").status_code == 302
    worded.clock.pass_(seconds=4)
    assert "哪位遇到了困难？" in hears("我要求助")

    do(worded, browser, "help.subject", "default")
    worded.clock.pass_(seconds=4)
    assert "是谁遇到了困难？" in hears("我要求助", "o-other")


def test_a_draft_is_seen_by_colleagues_and_heard_by_nobody(worded, hears):
    browser = worded.browser("guanli")
    do(worded, browser, "help.subject", "draft", text="哪位遇到了困难？")
    worded.clock.pass_(seconds=4)

    assert "是谁遇到了困难？" in hears("我要求助")
    assert "哪位遇到了困难？" in text_of(browser.get("/console/wordings?show=own"))


def test_who_is_in_the_middle_goes_on_with_all_that_was_said(worded, hears):
    hears("我要求助")
    hears("1")
    browser = worded.browser("guanli")
    do(worded, browser, "help.place", "publish", text="{person}家在哪个乡镇、哪个村？")
    do(worded, browser, "help.subject.self", "publish", text="就是我自己")
    worded.clock.pass_(seconds=4)

    assert "您家在哪个乡镇、哪个村？" in hears("李秀英")
    heard = [
        hears(text) for text in ("凤鸣镇东门社区", "腿摔伤了，干不了活，家里没钱了", "2", "1", "13800138000", "跳过")
    ]
    assert "求助人：就是我自己\n姓名：李秀英" in heard[-1]
    assert hears("1").startswith("登记好了。编号")


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("help.village", "是哪个村（社区）？", "漏了 {place}"),
        ("help.subject", "谁遇到了困难？能领620元。", "“620元”没有文件依据"),
        ("danger.next", "有危险先打110。", "原来的话里有120，不能去掉"),
    ],
)
def test_words_that_would_not_do_are_refused_with_the_reason_and_stay_in_the_form(worded, key, text, said):
    answered = do(worded, worded.browser("guanli"), key, "publish", text=text)

    assert answered.status_code == 422
    assert said in text_of(answered)
    assert text in text_of(answered)


def test_a_conversation_that_no_longer_tells_two_choices_apart_stops_the_publication(worded):
    browser = worded.browser("guanli")
    do(worded, browser, "help.able.yes", "publish", text="去")
    answered = do(worded, browser, "help.able.agency", "publish", text="去")

    assert answered.status_code == 422
    assert "分不清是哪一个选项" in text_of(answered)


def test_words_of_consent_need_a_second_person(worded):
    mine, other = worded.browser("guanli"), worded.browser("maguodong")
    text = "绑定以后，{person}的钱一到账就告诉您。要用姓名、身份证后6位和手机号核对身份，加密保存。您同意吗？"
    refused = do(worded, mine, "binding.agree", "publish", text=text)

    assert refused.status_code == 422
    assert "要请另一位同事看过再发布" in text_of(refused)
    assert do(worded, other, "binding.agree", "publish", text=text).status_code == 302
    with worded.services.storage.read() as uow:
        (version,) = uow.wordings.history("binding.agree")
    assert version.made_by != version.published_by


def test_an_earlier_version_is_said_again_with_one_click_and_all_versions_stay(worded, hears):
    browser = worded.browser("guanli")
    do(worded, browser, "help.subject", "publish", text="哪位遇到了困难？")
    do(worded, browser, "help.subject", "publish", text="谁家遇到了困难？")
    with worded.services.storage.read() as uow:
        first = uow.wordings.history("help.subject")[-1]
    do(worded, browser, "help.subject", "restore", version=str(first.id))
    worded.clock.pass_(seconds=4)

    assert "哪位遇到了困难？" in hears("我要求助")
    with worded.services.storage.read() as uow:
        assert [one.state for one in uow.wordings.history("help.subject")] == ["published", "replaced", "replaced"]
        deeds = [deed.what for deed in uow.audit.of("wording:help.subject")]
    assert deeds == ["wording.publish"] * 3


def test_the_preview_shows_the_conversation_in_the_new_words_and_what_is_wrong(worded):
    browser = worded.browser("guanli")
    good = looks(browser, "help.village", "在{place}的哪个村？")

    assert "在凤鸣镇的哪个村？" in good
    assert "没有看出问题" in good
    assert "一路办完" in good
    assert "漏了 {place}" in looks(browser, "help.village", "哪个村？")


def test_an_operator_reads_and_changes_nothing(worded):
    browser = worded.browser("linxiao")

    assert "存成草稿" not in text_of(browser.get("/console/wordings/help.subject"))
    assert do(worded, browser, "help.subject", "draft", text="哪位？").status_code == 403


def test_a_search_finds_a_line_in_any_conversation(worded):
    found = text_of(worded.browser("guanli").get("/console/wordings?q=好马上打给您"))

    assert "急事登记" in found
    assert "第2问 联系电话" in found


@pytest.mark.parametrize("key", ["nothing", "help.colour", "help.subject/../x"])
def test_a_line_that_is_not_there_is_not_found(worded, key):
    assert worded.browser("guanli").get(f"/console/wordings/{key}").status_code == 404
