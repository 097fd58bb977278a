"""A letter as a text message: its words, a number to call, and nothing to tap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services import SendError
from bot.sms.letters import LONGEST, SmsSender, plain_text
from tests.sms.cast import PHONE, a_letter

ARRIVAL = {
    "text": "王秀英的低保金11月 620元，11月10日已发放到账。",
    "tail": "不用回复。数字对不上，点「钱没到或不对」。",
    "options": [{"label": "钱没到或不对", "send": "钱没到或不对"}],
    "template": "arrival",
    "data": {"programme": "低保金"},
    "phone": PHONE,
}


class Line:
    def __init__(self):
        self.sent = []

    def send(self, mobile, content):
        self.sent.append((mobile, content))
        return "g1"


def test_an_arrival_is_told_in_plain_words_with_a_number_to_call():
    line = Line()
    handed = SmsSender(line, "0350-0000000").send(a_letter(ARRIVAL), None)

    assert line.sent == [(PHONE, "王秀英的低保金11月 620元，11月10日已发放到账。\n有疑问请打0350-0000000。")]
    assert (handed.channel, handed.msgid) == ("sms", "g1")


def test_staff_are_told_the_number_of_the_clue_and_no_link():
    payload = {"text": "您有一条新的救助线索。", "data": {"no": "SF1"}, "url": "/desk/clues/SF1", "phone": PHONE}
    line = Line()
    SmsSender(line, "0350-0000000").send(a_letter(payload, to_kind="staff"), None)

    assert line.sent == [(PHONE, "您有一条新的救助线索。\n编号SF1")]


@pytest.mark.parametrize(
    "payload", [{"text": "到了"}, {"markup": '<a href="x">到了</a>', "phone": PHONE}, {"text": " \n", "phone": PHONE}]
)
def test_without_a_number_or_plain_words_there_is_no_text(payload):
    line = Line()
    with pytest.raises(SendError) as error:
        SmsSender(line).send(a_letter(payload), None)

    assert (error.value.kind, line.sent) == ("permanent", [])


@given(text=st.text(max_size=800), no=st.text("SF0123456789", max_size=20), phone=st.text("0123456789-", max_size=20))
def test_no_text_is_longer_than_five_parts_with_its_signature(text, no, phone):
    said = plain_text({"text": text, "data": {"no": no}}, phone)

    assert len(said) <= LONGEST - 20
    assert bool(said) == bool(text.strip())
    assert not said or phone in said
