"""Letters are said in the bureau's own words where it has them, and never lose what they are for."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.wechat.outbound import fit
from dialogs import alerts, letter_lines, letters
from dialogs.lines import HOLE
from dialogs.standings import options
from dialogs.wordcheck import faults
from dialogs.wordings import wordings

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""周二 10:00 here."""
DUE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def written(own):
    """Every letter there is, in these words."""
    return (
        letters.arrival(own, "李秀英", "低保", "2026-11", Decimal(620), date(2026, 11, 10), "1234"),
        letters.arrival(own, "李秀英", "低保", "2026-11", Decimal(620), date(2026, 11, 10), ""),
        letters.arrival(own, "李秀英", "低保", "2026-10", Decimal(50), date(2026, 11, 10), "1234", "调标"),
        letters.arrival(own, "李秀英", "低保", "2026-10", Decimal(50), date(2026, 11, 10), "", "调标"),
        letters.clue_result(own, "A1", "求助", "情况不属实", "去看过，人好着", NOW),
        letters.clue_result(own, "A1", "求助", "已由乡镇代为申请", "材料齐了", NOW),
        letters.how_it_went(own, "A1", "求助", NOW),
        letters.clue_referred(own, "A1", "求助", "医保局", NOW),
        letters.question_answered(own, "低保证丢了怎么补", "到乡镇补"),
        letters.news(own, "调标通知", "从下月起", "凤鸣镇", "低保", date(2026, 11, 24)),
        letters.news(own, "调标通知", "从下月起", "凤鸣镇", "", date(2026, 11, 24)),
        letters.standard_changed(own, "低保提高了", "最低生活保障", "低保", "每人每月620元", date(2026, 1, 1), ""),
        letters.heard_voice(own, "我要求助"),
        letters.voice_answered(own, "我要求助", "有人去看您"),
        letters.voice_unclear(own, "0358-1"),
        letters.voice_unclear(own, ""),
        letters.rang_in_vain(own, "8000", 1, DUE, NOW),
        letters.rang_in_vain(own, "8000", 3, DUE, NOW, "0358-1"),
        alerts.clue_alert(own, "A1", "求助", "", "danger", None, NOW, "superior"),
        alerts.clue_alert(own, "A1", "求助", "凤鸣镇", "urgent", DUE, NOW, "", alerts.agency(own)),
        alerts.clue_alert(own, "A1", "求助", "凤鸣镇", "normal", DUE, NOW, "vacant"),
        alerts.clue_alert(own, "A1", "求助", "凤鸣镇", "normal", DUE, NOW, "assigned"),
        alerts.clue_words(own, "A1", "求助", "又摔了", "accepted", DUE),
        alerts.clue_words(own, "A1", "求助", "没人来", "accepted", DUE, "again"),
        alerts.clue_words(own, "A1", "求助", "还是没人管", "accepted", DUE, "others"),
        alerts.clue_alert(own, "A1", "求助", "凤鸣镇", "danger", DUE, NOW, "", alerts.others(own)),
        *(
            alerts.reminder(own, "A1", "求助", "accepted", "核实", DUE, late, rung, "王小明")
            for late, rung in ((0, "owner"), (1, "deputy"), (2, "superior"), (3, "county"))
        ),
        alerts.tell_in_person(own, "A1", "求助", "办完了"),
        alerts.untold_payments(own, "凤鸣镇", 3, 7),
    )


def heard(own):
    """All that these letters and drafts say, with what stands on their taps."""
    drafts = [
        letters.standard_change_draft(
            own, "低保每人每月620元", "每人每月600元", date(2026, 1, 1), "县民字〔2026〕1号", begun=begun
        )
        for begun in (True, False)
    ]
    every = written(own)
    notices = [said for letter in every for said in letter.data.values()]
    return "\n".join((*(letter.reply.plain() for letter in every), *notices, *drafts, alerts.passed_on(own, "")))


@pytest.mark.parametrize(
    "key", [f"letters.{name}" for name in letter_lines.SAYS] + [f"alerts.{n}" for n in alerts.SAYS]
)
def test_each_line_of_a_letter_worded_otherwise_is_heard_so(key):
    default = wordings()[key].default
    own = {key: "".join(f"{{{hole}}}" for hole in HOLE.findall(default)) + "本地话"}

    assert "本地话" not in heard({})
    assert "本地话" in heard(own)


def test_what_a_tap_under_a_letter_sends_stays_ours_whatever_stands_on_it():
    own = {"letters.tap_wrong": "钱不对找我", "standings.tap_again": "再办一回"}
    arrival = letters.arrival(own, "李秀英", "低保", "2026-11", Decimal(620), date(2026, 11, 10), "").reply

    assert (arrival.options[0].label, arrival.options[0].words) == ("钱不对找我", "钱没到或不对")
    assert arrival.tail == "不用回复。数字对不上，点「钱不对找我」。"
    assert (options(own, "A1", "")[0].label, options(own, "A1", "")[0].words) == ("再办一回", "重新办理A1")


@pytest.mark.parametrize(
    ("key", "text", "lost"),
    [
        ("letters.arrival", "{name}的{title}到了，{day}，{period}，尾号{tail}。", "amount"),
        ("letters.result", "「{title}」办完了：{result}。{after}", "reason"),
        ("letters.result", "「{title}」办完了，{reason}。{after}", "result"),
        ("letters.news_next", "您订阅了{place}的政策消息。", "stop"),
        ("letters.standard_next", "您问过这一项，所以告诉您。", "stop"),
        ("alerts.next", "打开消息里的链接办理。", "no"),
        ("perils.seen", "请马上打110报警，说清在哪里。", "line"),
    ],
)
def test_what_a_letter_is_for_cannot_be_dropped(key, text, lost):
    found = [fault.text for fault in faults(wordings()[key], text, frozenset(), fit) if fault.stops]

    assert any(f"漏了 {{{lost}}}" in each for each in found), found


@pytest.mark.parametrize("key", [key for key in wordings() if key.startswith("perils.")])
def test_the_numbers_to_dial_in_danger_cannot_be_dropped(key):
    line = wordings()[key]
    text = "".join(f"{{{hole}}}" for hole in HOLE.findall(line.default)) + "请找人帮忙。"
    numbers = [number for number in ("110", "119", "120", "12355", "12356") if number in line.default]
    found = " ".join(fault.text for fault in faults(line, text, frozenset(), fit) if fault.stops)

    assert all(number in found for number in numbers)
    assert numbers or key == "perils.alerted"


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("perils.fire", "人不舒服打120，再到外面打119。", "只能是119、120，先后不变"),
        ("perils.fire", "快离开，到外面打119，人不舒服打120，也可以打12345。", "只能是119、120，先后不变"),
        ("perils.alerted", "民政局的人知道了，急了打12345。", "这一句里不写电话"),
        ("perils.fire", "快离开，到外面打119，人不舒服打120。", ""),
    ],
)
def test_whom_to_dial_first_in_danger_is_a_rule_and_no_wording(key, text, expected):
    found = [fault.text for fault in faults(wordings()[key], text, {"12345", "119", "120"}, fit) if fault.stops]

    assert (expected in found[0]) if expected else not found


def test_a_result_without_words_of_what_comes_next_ends_with_its_reason():
    letter = letters.clue_result({}, "A1", "求助", "别的结果", "看过了", NOW)

    assert letter.reply.text == "您反映的「求助」办完了。\n结果：别的结果\n理由：看过了"
