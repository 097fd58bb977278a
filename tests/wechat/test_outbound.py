import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.replies import deserialize_reply

from bot.wechat.outbound import LIMIT_BYTES, LIMIT_SEEN, clean, fit, passive_xml
from dialogs.talk import Option, Page, Reply

LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^&"]*)&msgmenuid=(\d+)">([^<]*)</a>')
WORDS = st.text(max_size=40)
REPLIES = st.lists(
    st.builds(
        Reply,
        st.text(max_size=1500) | st.text("低保标准。\n", max_size=1500),
        st.lists(st.builds(Option, WORDS, WORDS), max_size=12).map(tuple),
        st.text(max_size=80),
        st.none() | st.builds(Page, WORDS, WORDS),
    ),
    max_size=4,
).map(tuple)


def seen(text):
    return LINK.sub(r"\3", text)


def test_options_are_numbered_lines_to_tap_and_the_tap_sends_their_words():
    reply = Reply("您想问什么？", (Option("查标准", "农村低保多少钱"), Option("找人帮忙")), "也可以直接说。")

    text, rest = fit((reply,))

    assert seen(text) == reply.plain()
    assert [(unquote(words), number) for words, number, _ in LINK.findall(text)] == [
        ("农村低保多少钱", "1"),
        ("找人帮忙", "2"),
    ]
    assert rest == ()


def test_a_page_is_one_link_below_our_address_between_options_and_the_last_line():
    reply = Reply("公开栏在这里。", (Option("菜单"),), "还有事随时来。", Page("打开<公开栏>", "/open/999901?a=1&b=二"))

    text, _ = fit((reply,), base_url="https://bureau.example")

    link = '<a href="https://bureau.example/open/999901?a=1&b=%E4%BA%8C">打开＜公开栏></a>'
    assert text.splitlines()[2:] == [link, "还有事随时来。"]


def test_a_page_without_an_address_of_ours_is_words():
    reply = Reply("好。", (), "", Page("打开公开栏", "/open"))

    assert fit((reply,))[0] == reply.plain() == "好。\n打开公开栏：/open"


def test_replies_that_fit_together_are_one_message():
    assert fit((Reply("一"), Reply("二"))) == ("一\n\n二", ())


def test_a_reply_that_does_not_fit_behind_another_follows_whole():
    assert fit((Reply("短"), Reply("长" * 600))) == ("短", ("长" * 600,))


def test_a_long_text_is_cut_after_a_sentence():
    first, rest = fit((Reply("这是一句话。" * 150),))

    assert first.endswith("。")
    assert first + "".join(rest) == "这是一句话。" * 150


def test_nothing_to_say_is_nothing():
    assert fit(()) == ("", ())
    assert fit((Reply(""), Reply("", (), "\x00"))) == ("", ())


def test_an_option_too_long_to_tap_can_still_be_answered_by_its_number():
    text, _ = fit((Reply("选", (Option("这个", "说" * 300),)),))

    assert text == "选\n1 这个"


@settings(max_examples=150, deadline=None)
@given(REPLIES)
def test_every_message_is_within_the_limits_and_no_link_is_broken(replies):
    first, rest = fit(replies)
    for text in (first, *rest):
        assert len(text.encode()) <= LIMIT_BYTES
        assert len(seen(text)) <= LIMIT_SEEN
        assert text.count("<a ") == text.count("</a>") == len(LINK.findall(text))
    said = "".join(seen(text) for text in (first, *rest))
    wanted = "".join(clean(reply.plain()) for reply in replies)
    assert re.sub(r"\s", "", said).replace("<", "＜") == re.sub(r"\s", "", wanted).replace("<", "＜")


def test_what_a_resident_wrote_never_becomes_a_link_for_others():
    text, _ = fit((Reply('说：<a href="https://bad.example">点这里</a>，年龄<18'),))

    assert "<a" not in text
    assert "年龄<18" in text


@given(st.text(max_size=200), st.text("]>[C<&\x00\ud800", max_size=40))
def test_no_text_can_break_or_extend_the_xml(words, nasty):
    said = clean(words + nasty)
    xml = passive_xml("oResident", "gh_account", words + nasty, 1795334400)
    reply = deserialize_reply(xml)

    assert reply.type == "text"
    assert (reply.target, reply.source, reply.time) == ("oResident", "gh_account", 1795334400)
    assert (reply.content or "").replace("<", "＜") == said.replace("\r\n", "\n").replace("\r", "\n").strip().replace(
        "<", "＜"
    )


def test_text_replies_of_the_vectors_are_made_the_same_way(vectors):
    from xml.etree import ElementTree

    rows = [row["expect"] for row in vectors("replies.jsonl") if row["expect"]["type"] == "text"]
    texts = [expect for expect in rows if expect["fields"]["CreateTime"].isdigit()]
    for expect in texts:
        fields = expect["fields"]
        xml = passive_xml(expect["to"].strip(), expect["from"].strip(), fields["Content"], int(fields["CreateTime"]))
        made = {child.tag: child.text for child in ElementTree.fromstring(xml)}
        assert made["Content"] == fields["Content"]
        assert made["MsgType"] == "text"
    assert texts


@pytest.mark.parametrize("text", ["]]>", "a]]>b]]>c", "]]]]>>"])
def test_the_end_of_a_section_is_split(text):
    assert deserialize_reply(passive_xml("o", "gh", text, 1)).content == text
