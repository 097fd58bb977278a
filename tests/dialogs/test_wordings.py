"""Every line can be worded otherwise, what would not do is named, and a conversation is tried before it is heard."""

import re

import pytest

from bot.wechat.outbound import fit
from dialogs.book_lines import GROUPS
from dialogs.front_desk import FLOWS
from dialogs.samples import samples
from dialogs.talk import Talk
from dialogs.trial import reworded, tried
from dialogs.wordcheck import faults, faults_of_pack
from dialogs.wordings import catalogue, groups, wordings
from knowledge.lessoncheck import known_numbers
from knowledge.pack import PACKS, load_pack
from tests.builders import a_scene
from tests.talks import Player

KNOWN = known_numbers(load_pack("shifan"))


def said_of(key, text):
    return [(fault.text, fault.stops) for fault in faults(wordings()[key], text, KNOWN, fit)]


def test_every_question_choice_and_other_line_of_every_flow_is_in_the_list_once():
    keys = [one.key for one in catalogue()]
    for flow in FLOWS.values():
        wanted = {f"{flow.name}.{ask.name}" for ask in flow.asks} | {f"{flow.name}.{name}" for name in flow.says}
        wanted |= {
            f"{flow.name}.{ask.name}.{way.value}" for ask in flow.asks for way in getattr(ask.reader, "ways", ())
        }

        assert wanted <= set(keys)
    assert len(keys) == len(set(keys))
    assert {one.flow for one in catalogue()} <= {name for name, _ in groups()}


def test_every_line_tells_a_clerk_in_chinese_when_it_is_heard_and_what_fills_its_holes():
    untold = [one.key for one in catalogue() if not re.search(r"[\u4e00-\u9fff]", one.where)]
    unnamed = [(one.key, hole) for one in catalogue() for hole in sorted(one.holes) if hole not in one.told]

    assert (untold, unnamed) == ([], [])


def test_a_group_tells_of_each_of_its_lines_and_of_no_other():
    assert {
        group.name: set(group.where) ^ set(group.says) for group in GROUPS if set(group.where) != set(group.says)
    } == {}
    assert len({name for name, _ in groups()}) == len(groups()), "two groups of one name"


@pytest.mark.parametrize("line", catalogue(), ids=lambda line: line.key)
def test_our_own_words_pass_the_check_that_a_bureaus_words_must_pass(line):
    assert [fault.text for fault in faults(line, line.default, KNOWN, fit)] == []


@pytest.mark.parametrize("name", sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
def test_the_own_words_of_every_pack_pass_it_too(name):
    pack = load_pack(name)

    assert list(faults_of_pack(pack, pack.wording, fit)) == []


@pytest.mark.parametrize(
    ("key", "text", "expected", "stops"),
    [
        ("help.subject", "{weather}谁遇到了困难？", "{weather} 在这里没有内容可填", True),
        ("help.consent", "请您看看对不对。", "漏了 {summary}", True),
        ("help.done", "{head}由{owner}负责，{when}联系您。", "漏了 {no}：编号", True),
        ("help.village", "是{place的哪个村？", "花括号没有成对", True),
        ("help.village", "是{place.code}的哪个村？", "漏了 {place}", True),
        ("help.trouble", "{person}遇到了什么困难？最高能领620元。", "“620元”没有文件依据", True),
        ("help.trouble", "{person}遇到了什么困难？打0358-3022001也行。", "“0358-3022001”没有文件依据", True),
        ("help.next", "{day}前告诉您结果，最多三天。三个工作日内办完。", "“三个工作日”没有文件依据", True),
        ("danger.next", "等人的时候有危险，先打110。", "原来的话里有120，不能去掉", True),
        ("complaint.opening", "我帮您登记。", "原来的话里有12388和12345", True),
        ("help.subject", "谁" * 121 + "？", "最多 120 个字，现在 122 个字", True),
        ("help.subject.self", "我本人遇到了困难需要政府来帮助我和我家", "选项要短", False),
        ("help.subject.self", "我本人遇到了困难，需要政府来帮助我和我一家老小", "选项要短", True),
        ("help.subject", " ", "没有写话", True),
        ("help.subject", "你家谁遇到了困难？", "不要写“你”", False),
        ("help.subject", "谁遇到了困难！", "不要写“！”", False),
        ("help.subject", "谁遇到了困难？住哪里？", "两个问号", False),
    ],
)
def test_what_would_not_do_is_named_in_words(key, text, expected, stops):
    found = said_of(key, text)
    if key.endswith("self") and not stops:
        assert found == []
        return

    assert any(expected in words and stopping == stops for words, stopping in found), found


def test_a_number_that_chooses_and_a_hotline_need_no_document():
    assert said_of("help.subject", "谁遇到了困难？回1、2、3，急了拨12345。") == []


def test_a_key_that_no_line_has_is_named():
    assert [(key, fault.text) for key, fault in faults_of_pack(load_pack("shifan"), {"help.colour": "红"}, fit)] == [
        ("help.colour", "没有这一句，可能改了名字")
    ]


@pytest.mark.parametrize("pack", ["shifan", "wenshui", "chuxiong"])
@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_every_sample_conversation_comes_to_its_end(flow, pack):
    walked = list(samples(flow, a_scene(pack=pack)))

    assert {sample.walk.name: sample.stuck for sample in walked if sample.stuck} == {}
    assert not walked[0].said[-1].mine, "a conversation ends with a word of ours"


def test_new_words_are_tried_and_the_bubbles_that_change_are_marked():
    first = next(tried("help.subject", a_scene(), {"help.subject": "哪位遇到了困难？"}, fit))

    assert [first.sample.said[number].reply.text for number in sorted(first.changed)] == [
        "好，我帮您登记，会有人联系您。\n哪位遇到了困难？"
    ]
    assert first.trouble == ""


@pytest.mark.parametrize("label", ["马上要人管", "人工", "取消", "低保多少钱"])
def test_a_typed_label_is_taken_as_the_choice_it_stands_for_whatever_else_it_may_mean(label):
    assert {one.trouble for one in tried("help.urgency.urgent", a_scene(), {"help.urgency.urgent": label}, fit)} == {""}


def test_words_that_no_message_holds_stop_the_conversation():
    troubles = [one.trouble for one in tried("question.phone", a_scene(), {"question.phone": "长" * 700}, fit)]

    assert troubles[0].startswith("这一段太长，一条微信放不下：长长")


def test_two_choices_with_one_label_stop_the_conversation():
    own = {"help.able.yes": "去", "help.able.agency": "去"}

    troubles = {one.trouble for one in tried("help.able.yes", a_scene(), own, fit)}

    assert "问“办手续”的时候，打字答“去”，分不清是哪一个选项。" in troubles


def test_the_words_a_resident_agreed_to_are_kept_as_they_were_shown():
    player = Player(reworded(a_scene(), {"binding.agree": "我们只用来核对身份，您同意吗？"}))
    player.send("绑定")
    player.send("1")
    player.bureau.scene = a_scene()  # the words go back to ours while she thinks
    player.send("同意")
    player.send("李秀英")
    player.send("123456")
    _, wanted = player.send("13800138000")

    assert [effect.consent_text for effect in wanted] == ["我们只用来核对身份，您同意吗？"]


def test_what_a_family_member_answered_for_is_kept_in_the_words_that_were_shown_too():
    own = {"binding.permitted": "{person}点头了吗？", "binding.permitted.yes": "点头了"}
    player = Player(reworded(a_scene(), own))
    for text in ("绑定", "2", "母亲", "点头了", "同意", "李秀英", "123456"):
        player.send(text)
    _, wanted = player.send("13800138000")

    assert wanted[0].consent_text.startswith("您母亲点头了吗？——点头了\n绑定以后，您母亲的钱一到账")


def test_a_talk_begun_before_the_words_changed_goes_on_with_all_that_was_said():
    player = Player(a_scene())
    player.send("我要求助")
    player.send("1")
    player.send("李秀英")
    player.talk = Talk.from_json(player.talk.to_json())
    player.bureau.scene = reworded(a_scene(), {"help.place": "{person}家在哪个村？", "help.trouble": "出了什么事？"})
    replies, _ = player.send("凤鸣镇东门社区")

    assert player.talk.slots["name"] == "李秀英"
    assert "出了什么事？" in replies[0].plain()


def test_an_old_message_can_still_be_tapped_after_its_label_changed():
    player = Player(a_scene())
    player.send("我要求助")
    player.bureau.scene = reworded(a_scene(), {"help.subject.family": "家里有人"})
    player.send("我家里人")

    assert (player.talk.slots["subject"], player.talk.misses) == ("family", 0)
