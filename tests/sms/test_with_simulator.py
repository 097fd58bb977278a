"""From the outbox to the phone: what WeChat cannot bring comes as a text message of the simulated host."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.services import SendError
from bot.simulator.config import PhoneSeed, TextAccount
from bot.sms.gateway import YunMas
from bot.sms.ladder import Ladder
from bot.sms.letters import SmsSender
from bot.usecases.letters import deliver_letters
from bot.usecases.phones import phones_of
from storage.clue_rows import NewClue
from storage.payment_rows import NewPayment
from tests.simulator.conftest import World
from tests.sms.cast import KEY, PHONE, settings
from tests.usecases.conftest import (  # noqa: F401
    BEIZHANG,
    FakeSender,
    clock,
    empty_database,
    letters,
    office,
    sender,
    services,
    staff,
)

ACCOUNT = TextAccount("示范县民政局", "shifan", KEY, "aBcDeF123", "示范县民政局")
OTHER_PHONE = "15400000009"


@pytest.fixture
def world(request):
    return World(request, texts=ACCOUNT, phones=(PhoneSeed("王奶奶", "居民", "oGranny", number=PHONE),))


@pytest.fixture
def county(services, world):  # noqa: F811
    """The use cases with WeChat closed to everybody, and text messages by the simulated host."""
    asked = settings(f"{world.url}/sms/norsubmit")
    closed = FakeSender(errors=[SendError("unsubscribed", permanent=True)] * 9)
    ladder = Ladder((closed, SmsSender(YunMas(asked), "0350-0000000")))
    return replace(services, settings=asked, sender=ladder)


def texts(world):
    return [bubble.text for bubble in world.granny.transcript() if bubble.kind == "sms"]


def pay(county, to=("oGranny",), phone=PHONE, name="王秀英"):
    """One payment of November, with a letter to each of these contacts."""
    with county.storage.work() as uow:
        now = county.now()
        person = uow.people.add(name, "719901194803120129", phone, BEIZHANG, ("dibao",), now=now)
        kept = uow.payments.add_file("11月.csv", b"1", "account:1", now)
        row = NewPayment(2, person, "dibao", "2026-11", Decimal(620), date(2026, 11, 10), "0001")
        batch = uow.payments.add_batch(kept.id, [row], "account:1", now)
        for openid in to:
            uow.contacts.follow(openid)
            uow.contacts.bind(openid, person, "同意", now)
        uow.arrivals.queue(batch.id, now)
        uow.commit()
    return person


def test_money_that_wechat_cannot_tell_of_is_told_by_text(county, world, letters):  # noqa: F811
    pay(county)
    assert deliver_letters(county) == 1

    text = world.granny.sees("已发放到账").text
    assert text.startswith("【示范县民政局】王秀英的")
    assert text.endswith("有疑问请打0350-0000000。")
    (letter,) = letters().values()
    assert (letter.state, letter.channel, len(letter.msgid)) == ("handed", "sms", 22)


def test_a_family_with_two_followers_gets_one_text(county, world):
    pay(county, to=("oGranny", "oSon"))
    deliver_letters(county)

    assert len(texts(world)) == 1


def test_who_is_not_on_wechat_at_all_is_reached_by_the_number_of_the_register(county, world, letters):  # noqa: F811
    person = pay(county, to=())
    with county.storage.work() as uow:
        uow.letters.queue("payment:1:arrival:sms", "bulk", "person", str(person), "payment:1", {}, county.now())
        uow.commit()
    deliver_letters(county)

    assert "620元" in texts(world)[0]
    assert letters()["payment:1:arrival:sms"].channel == "sms"


def test_without_a_number_the_village_assistant_is_asked(county, world, letters, staff):  # noqa: F811
    pay(county, phone="")
    deliver_letters(county)

    states = {letter.key: letter.state for letter in letters().values()}
    assert states == {"payment:1:arrival:oGranny": "refused", f"batch:1:untold:{BEIZHANG}": "queued"}


def test_a_lost_answer_is_told_by_a_person_and_never_by_a_second_text(county, world, letters, staff):  # noqa: F811
    pay(county)
    world.phones.fault("drop", api="sms", done=True, times=1)
    deliver_letters(county, ("bulk",))

    assert letters()["payment:1:arrival:oGranny"].state == "failed"
    assert f"batch:1:untold:{BEIZHANG}" in letters()
    assert len(texts(world)) == 1


def test_a_wrong_key_is_refused_by_the_host_and_the_letter_waits(county, world, letters):  # noqa: F811
    pay(county)
    wrong = settings(f"{world.url}/sms/norsubmit", sms_secret_key="another key")
    closed = FakeSender(errors=[SendError("window_closed")])
    deliver_letters(replace(county, sender=Ladder((closed, SmsSender(YunMas(wrong))))))

    (letter,) = letters().values()
    assert (letter.state, letter.reason) == ("queued", "retryable 0 config IllegalMac")
    assert texts(world) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"sms_ap_id": "x"}, "InvalidUsrOrPwd"), ({"sms_sign": "x"}, "IllegalSignId"), ({"sms_sign": ""}, "NoSignId")],
)
def test_the_host_says_what_is_wrong_with_an_account(world, wrong, code):
    with pytest.raises(SendError) as error:
        YunMas(settings(f"{world.url}/sms/norsubmit", **wrong)).send(PHONE, "到了")

    assert error.value.hint == code


def test_the_host_takes_a_text_for_a_number_it_has_no_phone_of(world):
    assert YunMas(settings(f"{world.url}/sms/norsubmit")).send(OTHER_PHONE, "到了")
    assert texts(world) == []


def test_the_host_cannot_read_what_is_not_sealed_in_base64(world):
    assert world.raw("sms/norsubmit", {"ecName": "x"}, token="").json()["rspcod"] == "InvalidMessage"


def a_clue(county, **changes):
    """A clue that granny reported, with a letter to her about it; the numbers that letter may go to."""
    facts = {
        "prefix": "SF",
        "kind": "help",
        "source": "wechat",
        "urgency": "normal",
        "place": BEIZHANG,
        "opened_at": county.now(),
        "opened_by": "contact:oGranny",
        "reporter_openid": "oGranny",
        "reporter_phone": PHONE,
    }
    with county.storage.work() as uow:
        clue = uow.clues.open(NewClue(**facts | changes))
        uow.letters.queue("k", "interactive", "contact", "oGranny", f"clue:{clue.no}", {"text": "办完了"}, county.now())
        found = phones_of(uow.letters.list(size=9).rows, uow)
        uow.commit()
    return list(found.values())


def test_a_result_goes_to_the_number_its_reporter_left(county, world):
    assert a_clue(county) == [PHONE]

    deliver_letters(county)
    world.granny.sees("办完了")


@pytest.mark.parametrize(
    "changes", [{"kind": "complaint"}, {"kind": "danger"}, {"urgency": "danger"}, {"reporter_openid": "oOther"}]
)
def test_what_others_in_the_house_must_not_read_is_not_sent_as_a_text(county, changes):
    assert a_clue(county, **changes) == []


def test_an_answer_in_a_chat_stays_in_the_chat(county):
    with county.storage.work() as uow:
        uow.letters.queue("k", "interactive", "contact", "oGranny", "reply", {"markup": "答"}, county.now())
        assert phones_of(uow.letters.list(size=9).rows, uow) == {}
