from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.wechat.inbound import LONGEST_KEY, Unusable, read
from bot.wechat.platform_events import Consent, LetterFate
from tests.wechat.cast import event_xml, text_xml


def message_of(xml):
    return read(xml.encode()).message


def test_a_text_keeps_its_words_its_moment_and_a_key_of_sender_and_id():
    message = message_of(text_xml("农村低保一个月多少钱"))

    assert message.kind == "text"
    assert message.text == "农村低保一个月多少钱"
    assert message.at == datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert message.key == "msgid:oResident:22220946756594166"


def test_a_tap_on_an_option_arrives_as_its_words():
    message = message_of(text_xml("满意", more="<bizmsgmenuid><![CDATA[101]]></bizmsgmenuid>"))

    assert (message.kind, message.text) == ("text", "满意")


def test_two_people_with_one_message_id_are_two_messages():
    assert message_of(text_xml(openid="oA")).key != message_of(text_xml(openid="oB")).key


def test_a_voice_gives_its_transcript_where_there_is_one():
    xml = text_xml().replace("text]]", "voice]]").replace("</Content>", "</Content><MediaId>m1</MediaId>")
    message = message_of(xml.replace("<MsgId>", "<Recognition>\n<![CDATA[ 低保 ]]>\n</Recognition><MsgId>"))

    assert (message.kind, message.text, message.media_id) == ("voice", "低保", "m1")


def test_a_sent_place_has_its_label_and_coordinates():
    inner = "<Location_X>37.4</Location_X><Location_Y>112.0</Location_Y><Scale>20</Scale><Label>刘胡兰镇</Label>"
    message = message_of(text_xml(more=inner).replace("text]]", "location]]"))

    assert (message.kind, message.text, message.latitude, message.longitude) == ("location", "刘胡兰镇", 37.4, 112.0)


@pytest.mark.parametrize("value", ["nan", "inf", "1e9", "", "x"])
def test_a_place_off_the_map_has_no_coordinates(value):
    inner = f"<Location_X>{value}</Location_X><Location_Y>{value}</Location_Y>"

    assert message_of(text_xml(more=inner).replace("text]]", "location]]")).latitude is None


@pytest.mark.parametrize(
    ("event", "key", "kind", "scene", "text"),
    [
        ("subscribe", "qrscene_place:141121100201", "follow", "place:141121100201", ""),
        ("subscribe", "", "follow", "", ""),
        ("subscribe", "qrscene_qrscene_x", "follow", "qrscene_x", ""),
        ("subscribe", "last_trade_no_4008", "follow", "", ""),
        ("subscribe", "scanbarcode|keystandard|keystr", "follow", "", ""),
        ("SCAN", "window:shifan-1", "scan", "window:shifan-1", ""),
        ("SCAN", "qrscene_abc", "scan", "qrscene_abc", ""),
        ("CLICK", "menu:standard", "tap", "", "menu:standard"),
        ("unsubscribe", "", "unfollow", "", ""),
        ("VIEW", "https://zhudong.example", "other", "", ""),
        ("LOCATION", "", "other", "", ""),
        ("pic_weixin", "6", "other", "", ""),
        ("never_heard_of_it", "x", "other", "", ""),
    ],
)
def test_each_event_is_what_the_resident_did(event, key, kind, scene, text):
    message = message_of(event_xml(event, more=f"<EventKey><![CDATA[{key}]]></EventKey>"))

    assert (message.kind, message.scene, message.text) == (kind, scene, text)
    assert message.key == f"evt:oResident:1795334400:{event.lower()}:{key}"


def test_a_code_of_ours_scanned_from_the_menu_counts_like_the_code():
    scanned = (
        "<EventKey>scan</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>{}</ScanResult></ScanCodeInfo>"
    )

    ours = message_of(event_xml("scancode_waitmsg", more=scanned.format("place:141121")))
    other = message_of(event_xml("scancode_waitmsg", more=scanned.format("https://shop.example")))

    assert (ours.kind, ours.scene) == ("scan", "place:141121")
    assert (other.kind, other.text) == ("tap", "scan")


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        ("success", LetterFate("200163836", "delivered")),
        ("failed:user block", LetterFate("200163836", "refused", "user block")),
        ("failed: system failed", LetterFate("200163836", "failed", "system failed")),
        ("failed:freq limit", LetterFate("200163836", "failed", "freq limit")),
    ],
)
def test_the_fate_of_a_template_message(status, fate):
    received = read(
        event_xml("TEMPLATESENDJOBFINISH", more=f"<MsgID>200163836</MsgID><Status>{status}</Status>").encode()
    )

    assert received.event.fates == (fate,)
    assert received.message.kind == "other"


def test_one_consent_and_several_are_read_alike():
    entry = "<List><TemplateId>t{}</TemplateId><SubscribeStatusString>{}</SubscribeStatusString></List>"
    one, two = entry.format(1, "accept"), entry.format(1, "reject") + entry.format(2, "accept")

    def consents(inner):
        xml = event_xml("subscribe_msg_popup_event", more=f"<SubscribeMsgPopupEvent>{inner}</SubscribeMsgPopupEvent>")
        return read(xml.encode()).event.consents

    assert consents(one) == (Consent("t1", True),)
    assert consents(two) == (Consent("t1", False), Consent("t2", True))


def test_unfollowing_is_both_a_message_and_a_report():
    received = read(event_xml("unsubscribe").encode())

    assert received.message.kind == "unfollow"
    assert received.event.kind == "unfollow"


def test_a_message_without_an_id_is_known_by_its_second():
    message = message_of(text_xml().replace("<MsgId>22220946756594166</MsgId>", ""))

    assert message.key == "evt:oResident:1795334400:text:"


def test_a_key_never_outgrows_its_column():
    keys = {message_of(event_xml("CLICK", more=f"<EventKey>{'k' * 400}{end}</EventKey>")).key for end in "ab"}

    assert len(keys) == 2
    assert {len(key) for key in keys} == {LONGEST_KEY}


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="]"), max_size=120)


@given(TEXT, st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True), st.integers(1, 2**64))
@example("😀 👩‍👩‍👧‍👦 🇨🇳", "oEmoji", 2**63)
def test_any_text_and_id_come_through(text, openid, msgid):
    message = message_of(text_xml(text, openid=openid, msgid=msgid))

    assert message.text == text.strip()
    assert message.key == f"msgid:{openid}:{msgid}"


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"<xml>{text}</xml>".encode("utf-8", "ignore"))
    )
)
def test_noise_is_unusable_and_nothing_else(noise):
    with pytest.raises(Unusable):
        read(noise)


def test_every_push_of_the_vectors_is_read_with_its_key_and_scene(vectors):
    rows = vectors("inbound.jsonl")
    for row in rows:
        expect, received = row["expect"], read(row["xml"].encode())
        message = received.message
        assert message.key == expect["dedup"], row["id"]
        assert message.sender == expect["from"].strip(), row["id"]
        assert received.account == expect["to"].strip(), row["id"]
        assert message.at.timestamp() == int(expect["create_time"]), row["id"]
        if message.kind in {"follow", "scan"}:
            assert message.scene == (expect["scene"] or ""), row["id"]
        if expect.get("ack_only"):
            assert message.kind in {"other", "unfollow"}, row["id"]
        if message.kind == "text":
            assert message.text == expect["fields"]["Content"].strip(), row["id"]
        if message.media_id:
            assert message.media_id == expect["fields"]["MediaId"].strip(), row["id"]
    assert len(rows) == 143


def test_every_report_of_the_vectors_is_read_whole(vectors):
    for row in vectors("inbound.jsonl"):
        event = read(row["xml"].encode()).event
        name = row["expect"]["event_norm"] or ""
        if name == "templatesendjobfinish":
            assert [fate.msgid for fate in event.fates] == [row["expect"]["fields"]["MsgID"]], row["id"]
        if name == "subscribe_msg_sent_event":
            assert all(fate.msgid for fate in event.fates), row["id"]
            assert event.fates, row["id"]
        if name in {"subscribe_msg_popup_event", "subscribe_msg_change_event"}:
            assert all(consent.template_id for consent in event.consents), row["id"]
            assert event.consents, row["id"]
