"""The hotline's script: every flow has its words, a local pack puts its own, mistakes are found at their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack import check_packs, load_pack
from knowledge.script import LINES, PLACEHOLDERS, spoken, unknown_placeholder
from tests.knowledge.test_packs import packs, said  # noqa: F401 - the fixture of small packs

SCRIPT = "hotlines:\n  '110': {name: 报警, for_what: 危险, source: law}\nscript:\n"


def test_the_nation_has_every_line_and_the_moments_an_operator_dreads():
    script = load_pack("shifan").script

    assert set(LINES) <= set(script.lines)
    dreaded = {"angry", "crying", "suicidal", "abusive", "wrong_department", "silent", "child"}
    assert dreaded | {"hard_of_hearing", "drunk", "fraud"} <= {one.key for one in script.moments}


def test_whoever_does_not_want_to_live_is_kept_on_the_line_and_somebody_is_told():
    moment = next(one for one in load_pack("wenshui").script.moments if one.key == "suicidal")

    assert moment.alerts
    assert {"12356", "110"} <= set(moment.numbers)
    assert "别挂电话" in moment.says[0]


def test_all_five_contents_of_notification_are_among_what_must_be_said():
    for pack in ("shifan", "yantai"):
        said_there = {one.content for one in load_pack(pack).script.must_say}

        assert {"policy", "standard", "entitlement", "seek_help", "supervision"} <= said_there


def test_a_region_says_it_in_its_own_words_and_inherits_the_rest():
    here, nation = load_pack("yantai").script, load_pack("wenshui").script

    assert "爱山东APP" in next(one.says for one in here.must_say if one.key == "seek_help")
    assert "爱山东APP" not in next(one.says for one in nation.must_say if one.key == "seek_help")
    assert here.lines == nation.lines


def test_a_sentence_that_needs_what_is_not_known_is_left_out():
    text = "编号是{number}。由{title}{owner}负责。有变化打{phone}。"

    assert spoken(text, {"number": "A-1", "phone": "0300-1", "title": "村助理"}) == "编号是A-1。有变化打0300-1。"


def test_a_caller_without_a_name_is_addressed_without_one():
    assert spoken("{caller}，您慢慢说。", {}) == "您慢慢说。"
    assert spoken("{caller}，您慢慢说。", {"caller": "王秀英"}) == "王秀英，您慢慢说。"


@given(
    st.text(alphabet="您好{}。？，说bureauphonec", max_size=40),
    st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(alphabet="王乡", max_size=3)),
)
def test_no_words_of_any_script_are_spoken_with_a_brace_left_in_once_they_pass_the_check(text, facts):
    if not unknown_placeholder(text):
        assert not set(spoken(text, facts)) & set("{}")


@pytest.mark.parametrize(
    ("text", "line", "mistake"),
    [
        ("  lines: {hello: 您好}\n", 5, "不认识的“hello”"),
        ("  lines: {greeting: '您好，{office}'}\n", 5, "“{office}”填不上"),
        ("  lines: {greeting: '您好{'}\n", 5, "“{”填不上"),
        ("  lines: {hold: '编号{number}，请等一下'}\n", 5, "“{number}”填不上"),
        ("  must_say:\n    fee: {label: 不收钱, says: 一分钱也不收，最多 300 元}\n", 6, "数字“300”没有写出处"),
        ("  must_say:\n    fee: {label: 不收钱, says: 话, flows: [dance]}\n", 6, "“dance”不在可选范围内"),
        ("  must_ask:\n    safe: {label: 安全}\n", 6, "缺少字段“says”"),
        ("  moments:\n    storm: {title: 下大雨, says: [您好], numbers: ['999']}\n", 6, "找不到“999”"),
        ("  moments:\n    storm: {title: 下大雨, says: [快跑!]}\n", 6, "不要写“!”"),
        ("  moments:\n    storm: {title: 下大雨, says: [你在哪]}\n", 6, "不要写“你”"),
    ],
)
def test_each_mistake_of_a_script_is_found_at_its_line(packs, text, line, mistake):  # noqa: F811
    found = said(packs("a", SCRIPT + text, "14"))

    assert [(file, at) for file, at, words in found if mistake in words] == [("a/pack.yaml", line)], found


def test_to_a_child_one_says_ni(packs):  # noqa: F811
    child = "  moments:\n    kid: {title: 孩子, says: [你在哪], familiar: true}\n"

    assert check_packs(packs("a", SCRIPT + child, "14")) == ()
