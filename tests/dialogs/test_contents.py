"""The five contents of proactive notification: each short, each sourced, each one tap from the next."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dialogs.contents import COMMANDS, answer, audience, named
from dialogs.flows.menu import command
from dialogs.scene import EntitlementView
from knowledge.pack import load_pack
from tests.builders import a_scene
from tests.cast import WANG, WANG_PAID

FIVE = ("policy", "standard", "entitlement", "seek_help", "supervision")
PACKS = ("shifan", "wenshui", "chuxiong", "junsai", "jingdezhen", "yantai")
DIBAO = EntitlementView("dibao", "低保", date(2024, 3, 1), Decimal(620), "每月10日前")
STOPPED = EntitlementView(
    "gaoling", "高龄津贴", date(2023, 1, 1), Decimal(50), stopped_on=date(2026, 8, 1), stop_reason="户口迁到外县"
)


def bound(*entitlements):
    return replace(a_scene(), resident=WANG, entitlements=entitlements)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("content", FIVE)
def test_each_is_short_and_leads_to_the_next_until_all_five_were_told(pack, content):
    scene, key, told = a_scene(pack=pack), f"know_{content}", []
    for _ in FIVE:
        reply = answer(key, scene).reply
        told.append(key)
        assert len(reply.plain().encode()) <= 2048
        assert len(reply.options) <= 5
        following = next(option for option in reply.options if option.label.startswith("接着看："))
        key = command(following.words)
        assert command(following.label) == key

    assert key == told[0]
    assert set(told) == {f"know_{each}" for each in FIVE}


@pytest.mark.parametrize("pack", PACKS)
def test_supervision_names_only_numbers_the_pack_holds(pack):
    scene = a_scene(pack=pack)
    known = {line.number for line in scene.office.pack.hotlines} | {scene.office.pack.bureau.phone}
    said = set(re.findall(r"(?<![〔\d])\d[\d-]{4,}", answer("know_supervision", scene).reply.text))

    assert {"12345", "12388"} <= said <= known


def test_three_audiences_hear_another_thing_first():
    covered, screened = bound(DIBAO), a_scene()

    assert audience(covered) == "covered"
    assert answer("know", covered).reply.options[0].label == "我享受的待遇"
    assert answer("know", screened).reply.options[0].label == "政策规定"


def test_who_receives_hears_since_when_how_much_which_day_and_why_it_was_stopped():
    text = answer("know_entitlement", bound(DIBAO, STOPPED)).reply.text

    assert all(part in text for part in ("低保", "620元", "2024年3月", "每月10日", "高龄津贴", "户口迁到外县"))


def test_nothing_is_told_to_who_is_not_bound():
    scene = replace(a_scene(), payments=WANG_PAID, entitlements=(DIBAO,))
    reply = answer("know_entitlement", scene).reply

    assert "620" not in reply.plain()
    assert reply.options[0].words == "绑定身份"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("有哪些事该告诉我", "know"),
        ("你们应该告诉我们什么", ""),
        ("怎么监督你们", "know_supervision"),
        ("我能享受什么", "know_entitlement"),
        ("我家能享受哪些", "know_entitlement"),
        ("怎么求助", "know_seek_help"),
        ("我该怎么办", ""),
        ("低保怎么申请", ""),
        ("村里监督委员会的人把我家低保评没了我要告他", ""),
    ],
)
def test_words_of_ones_own_are_known_and_others_left_alone(words, key):
    assert named(words) == key


def test_both_are_in_the_menu_of_the_account():
    keys = [child.key for item in load_pack("national").menu for child in item.children]

    assert {"know", "selfcheck"} <= set(keys)
    assert "know" in COMMANDS
