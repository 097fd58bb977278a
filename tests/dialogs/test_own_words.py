"""A bureau's own words: said in the place of ours, and never able to break a conversation."""

from dataclasses import replace

from dialogs.talk import Talk
from tests.builders import a_scene
from tests.talks import Player


def worded(**lines):
    """A player of the sample county that words these lines (``help.subject``) in its own way."""
    scene = a_scene()
    own = {key.replace("__", "."): said for key, said in lines.items()}
    pack = replace(scene.office.pack, wording={**scene.office.pack.wording, **own})
    return Player(replace(scene, office=replace(scene.office, pack=pack)))


def said(player, text):
    replies, _ = player.send(text)
    return "\n".join(reply.plain() for reply in replies)


def test_the_opening_and_the_question_are_the_bureaus_own():
    player = worded(help__opening="我来帮您。", help__subject="哪位有困难？")

    assert said(player, "我要求助").startswith("我来帮您。\n哪位有困难？\n1 我本人")


def test_a_choice_is_shown_in_the_bureaus_words_and_taken_by_number_label_or_old_tap():
    for answer in ("1", "是我自己的事", "我本人"):
        player = worded(help__subject__self="是我自己的事")

        assert "1 是我自己的事\n2 我家里人" in said(player, "我要求助")
        assert "您叫什么名字" in said(player, answer)


def test_the_summary_calls_a_choice_as_the_resident_saw_it():
    player = worded(help__subject__self="是我自己的事")
    player.talk = Talk("help", 1, "place", {"subject": "self", "name": "李秀英"})

    assert "求助人：是我自己的事" in said(player, "继续")


def test_the_receipt_is_the_bureaus_own_and_keeps_number_owner_and_day():
    player = worded(question__done="收到了，{no}号。", question__next="最晚{day}回您。")
    said(player, "转给工作人员")
    said(player, "低保证丢了怎么补")

    assert said(player, "15400000001").startswith("收到了，S001号。\n最晚")


def test_a_hole_that_nobody_fills_stays_empty_instead_of_ending_the_talk():
    player = worded(help__opening="好{weather}，{0}{person.name}帮您登记。")

    assert said(player, "我要求助").startswith("好，{person.name}帮您登记。")


def test_what_the_desk_says_in_any_flow_can_be_worded_too():
    player = worded(desk__cancelled="好，{title}先放下，什么都没留。")
    said(player, "我要求助")

    assert said(player, "取消").startswith("好，求助登记先放下，什么都没留。")
