"""Somebody who only sends voices waits like everybody else: found, heard, answered, and rung once a number is known."""

from datetime import timedelta

import pytest

from bot.services import SendError
from bot.usecases.callback_ways import learn, may_text, send_text, wechat_state, write
from bot.usecases.callbacks import Asked, ask_back, rung, send_there
from bot.usecases.clue_moves import move_clue
from bot.usecases.residents import forget
from knowledge.casework import Refused
from storage.conflicts import StaleCallback

WHO = "account:1"
OPENID = "o-resident"
PHONE = "15400000001"


@pytest.fixture
def only_voices(says, waiting):
    """An old man asks for somebody and answers the question for a number with a voice."""
    says("人工")
    says("", kind="voice", media_id="media-1")
    (one,) = waiting()
    return one


def _clue(services, one):
    with services.storage.read() as uow:
        return uow.clues.by_no(one.clue_no)


def _letters(services, one):
    with services.storage.read() as uow:
        return uow.letters.of(f"callback:{one.id}")


def test_without_a_number_the_wish_stands_on_the_list_with_promise_and_clue(only_voices, services):
    assert (only_voices.phone, only_voices.openid) == ("", OPENID)
    assert only_voices.promised_at == _clue(services, only_voices).due_at


def test_asking_again_by_voice_adds_no_second_line(only_voices, says, waiting):
    says("人工")
    says("", kind="voice", media_id="media-2")

    assert [one.id for one in waiting()] == [only_voices.id]


@pytest.mark.parametrize(
    "words", [PHONE, "我儿子的电话是15400000001", "一五四零零零零零零零一", "打这个 154 0000 0001"]
)
def test_a_number_in_any_words_makes_it_an_ordinary_call_back(only_voices, says, waiting, services, words):
    says(words)

    assert [(one.id, one.phone) for one in waiting()] == [(only_voices.id, PHONE)]
    assert _clue(services, only_voices).reporter_phone == PHONE


def test_a_strangers_number_is_kept_with_the_words_and_not_rung(only_voices, says, waiting):
    says("15400000009打来说办低保要钱，是不是骗子")

    (one,) = waiting()
    assert one.phone == ""
    assert "15400000009" in one.why


def test_a_number_given_for_another_matter_is_the_one_to_ring(only_voices, says, waiting):
    says("我要提意见")
    says("窗口排队太久")
    says(PHONE)

    assert [one.phone for one in waiting() if one.id == only_voices.id] == [PHONE]


def test_who_speaks_again_comes_to_the_top(only_voices, says, services, waiting, clock):
    write(only_voices, "请您再说一遍住在哪里", WHO, services, ends=False)
    assert waiting()[0].next_at > clock()
    says("", kind="voice", media_id="media-3")

    assert waiting()[0].next_at == clock()


def test_written_to_the_resident_gets_the_words_and_the_line_waits_on(only_voices, services, waiting, deliver, sender):
    write(only_voices, "请您发语音说说，家里几口人", WHO, services, ends=False)
    deliver()

    assert [text for text in sender.texts(OPENID) if "家里几口人" in text]
    assert (waiting()[0].tries, _clue(services, only_voices).state) == (1, "new")


def test_answered_in_writing_the_line_and_the_clue_end_together_with_one_letter(
    only_voices, services, waiting, deliver, sender
):
    write(only_voices, "明天上午村里的人来看您", WHO, services, ends=True)
    deliver()

    clue = _clue(services, only_voices)
    assert waiting() == ()
    assert (clue.state, clue.result, clue.reason) == ("resolved", "answered", "明天上午村里的人来看您")
    assert len([text for text in sender.texts(OPENID) if "明天上午" in text]) == 1


def test_reopened_it_waits_again_and_may_be_written_to_again(only_voices, services, waiting):
    write(only_voices, "好了", WHO, services, ends=True)
    move_clue(only_voices.clue_no, "reopen", WHO, services, words="还没说完")
    (again,) = waiting()
    write(again, "您接着说", WHO, services, ends=False)

    assert again.id == only_voices.id
    assert len(_letters(services, only_voices)) == 2


def test_a_figure_without_a_document_is_refused_and_a_day_is_not(only_voices, services):
    with pytest.raises(Refused):
        write(only_voices, "每月给您888元", WHO, services, ends=False)
    write(only_voices, "11月23日9点有人来看您", WHO, services, ends=False)
    assert len(_letters(services, only_voices)) == 1


def test_two_operators_do_not_both_write(only_voices, services):
    write(only_voices, "您好", WHO, services, ends=False)
    with pytest.raises(StaleCallback):
        write(only_voices, "您好您好", "account:2", services, ends=False)
    assert len(_letters(services, only_voices)) == 1


def test_after_two_days_of_silence_wechat_is_closed_and_the_page_can_say_why(only_voices, services, clock):
    clock.pass_by(hours=49)
    with services.storage.read() as uow:
        assert wechat_state(only_voices, uow, services.now()) == "closed"
    with pytest.raises(Refused):
        write(only_voices, "您还在吗", WHO, services, ends=False)


def test_who_unfollowed_stays_on_the_list_and_is_gone_from_wechat(only_voices, services, waiting, clock):
    with services.storage.work() as uow:
        forget(OPENID, uow, clock())
        uow.commit()

    (one,) = waiting()
    with services.storage.read() as uow:
        assert wechat_state(one, uow, services.now()) == "gone"


def test_a_number_heard_in_the_voice_makes_it_ordinary_and_joins_who_rang_in_vain(only_voices, services, waiting):
    missed = ask_back(Asked(PHONE, "漏接"), "missed", WHO, services)
    learn(only_voices, "154 0000 0001", "", WHO, services)

    (one,) = waiting()
    assert (one.id, one.phone) == (only_voices.id, PHONE)
    assert "漏接" in one.why
    assert _clue(services, one).reporter_phone == PHONE
    with services.storage.read() as uow:
        assert uow.callbacks.get(missed).state == "dropped"


def test_a_place_heard_in_the_voice_lets_somebody_knock_at_the_door(staff, only_voices, services, waiting):
    with pytest.raises(Refused):
        send_there(only_voices, WHO, services)
    learn(only_voices, "", "北张乡北张村", WHO, services)
    (one,) = waiting()

    assert send_there(one, WHO, services) == "陈秀兰"
    assert _clue(services, one).place == "999901200201"


@pytest.mark.parametrize(("phone", "place"), [("", ""), ("123", ""), ("", "月亮上"), ("", " ")])
def test_what_is_not_sure_is_not_kept(only_voices, services, waiting, phone, place):
    with pytest.raises(Refused):
        learn(only_voices, phone, place, WHO, services)
    assert waiting() == (only_voices,)


def test_spoken_to_in_person_ends_it_without_a_lie_about_a_call(only_voices, services, waiting):
    rung(only_voices, "reached", "在村里碰到了", WHO, services)

    assert waiting() == ()
    assert _clue(services, only_voices).reason == "已经和您本人说过。"


def test_when_it_suits_is_when_to_ring_next_and_nobody_is_late_before(says, waiting, clock):
    says("人工")
    says(PHONE)
    before = waiting()[0].promised_at
    says("下周三上午")

    says("后天下午打")
    (one,) = waiting()
    assert one.next_at - clock() == timedelta(days=2, hours=22, minutes=30)  # 周一 08:00: 后天 is a Sunday
    assert one.promised_at >= max(before, one.next_at)


def test_not_wanted_any_longer_ends_the_line(only_voices, says, waiting):
    says("不用打了")

    assert waiting() == ()


class Texts:
    """The carrier's line, written down."""

    def __init__(self):
        self.sent = []

    def send(self, mobile, content):
        self.sent.append((mobile, content))
        return "group-1"


@pytest.fixture
def with_texts(services):
    """An installation with text messages below WeChat."""
    from bot.settings import Settings
    from bot.sms.ladder import Ladder
    from bot.sms.letters import SmsSender

    class NoWeChat:
        def send(self, letter, contact):
            raise SendError("unsubscribed", permanent=True)

    line = Texts()
    phone = services.office.pack.bureau.phone
    object.__setattr__(services, "settings", Settings(sms_url="https://sms.example/submit"))
    object.__setattr__(services, "sender", Ladder((NoWeChat(), SmsSender(line, phone))))
    return line


def test_after_three_calls_in_vain_one_button_sends_a_text_message_once(with_texts, services, waiting, deliver):
    number = ask_back(Asked(PHONE, "问低保"), "missed", WHO, services)
    assert not may_text(waiting()[0], services)
    for _ in range(3):
        rung(waiting()[0], "missed", "", WHO, services)
    (one,) = waiting()

    assert send_text(one, WHO, services)
    assert not send_text(one, WHO, services)
    deliver()
    ((mobile, content),) = with_texts.sent
    assert mobile == PHONE
    assert content.count(services.office.pack.bureau.phone) == 1
    assert "低保" not in content
    (letter,) = (one for one in _letters(services, one) if ":text:" in one.key)
    assert (letter.state, letter.channel, letter.lane) == ("handed", "sms", "interactive")
    assert one.id == number


def test_without_text_messages_configured_none_is_offered(services, waiting):
    ask_back(Asked(PHONE), "missed", WHO, services)
    for _ in range(3):
        rung(waiting()[0], "missed", "", WHO, services)

    with pytest.raises(Refused):
        send_text(waiting()[0], WHO, services)
