"""The words of answers are the bureau's to change; what makes them honest is not."""

import re
from dataclasses import replace

import pytest

from bot.wechat.outbound import fit
from dialogs.book_lines import GROUPS
from dialogs.sample_answers import ANSWERED, answer_samples
from dialogs.trial import reworded, tried
from dialogs.wordcheck import faults
from dialogs.wordings import wordings
from knowledge.embedder import installed
from knowledge.lessoncheck import known_numbers
from knowledge.office import open_office
from knowledge.pack import load_pack
from tests.builders import a_scene

BOOKS = tuple(group for group in GROUPS if group.name in ANSWERED)
KEYS = tuple(group.key(name) for group in BOOKS for name in group.says)
TAPS = tuple(group.key(name) for group in BOOKS for name in group.labels)
KNOWN = known_numbers(load_pack("shifan"))
MARK = "〔改〕"
BY_MEANING = frozenset({"policies.perhaps", "policies.perhaps_next"})
"""Said only where the sentence model is there to find what was nearly asked."""


def ours(key):
    return wordings()[key].default


def stops(key, text):
    return [fault.text for fault in faults(wordings()[key], text, KNOWN, fit) if fault.stops]


def all_said(group, scene):
    return [one.reply.plain() for sample in answer_samples(group, scene) for one in sample.said if not one.mine]


def scene_for(key):
    if key not in BY_MEANING:
        return a_scene()
    if not installed():
        pytest.skip("the semantic extra is not installed")
    return replace(a_scene(), office=open_office("shifan", semantic=True))


@pytest.mark.parametrize("key", KEYS)
def test_each_line_of_an_answer_can_be_worded_otherwise_and_is_heard_in_an_exchange_of_the_console(key):
    scene = reworded(scene_for(key), {key: MARK + ours(key)})

    assert any(MARK in said for said in all_said(key.split(".")[0], scene))


@pytest.mark.parametrize("pack", ["wenshui", "yantai", "jingdezhen", "junsai"])
@pytest.mark.parametrize("group", BOOKS, ids=lambda group: group.name)
def test_whichever_bureau_tries_its_words_it_hears_each_of_them(group, pack):
    own = {group.key(name): f"〔{name}〕{text}" for name, text in group.says.items()}
    said = "\n".join(all_said(group.name, reworded(a_scene(pack=pack), own)))

    assert {name for name in group.says if f"〔{name}〕" not in said and group.key(name) not in BY_MEANING} == set()


@pytest.mark.parametrize(
    ("key", "hole"), [(key, hole) for key in KEYS for hole in sorted(wordings()[key].must)], ids=str
)
def test_no_wording_of_an_answer_may_leave_out_what_is_filled_in(key, hole):
    assert any(f"{{{hole}}}" in fault for fault in stops(key, ours(key).replace(f"{{{hole}}}", "")))


CAVEATS = (
    *(("figures.next_income", each) for each in ("实际领多少要看家里收入。", "实际领多少要看家里收入，以实际为主。")),
    ("figures.next_class", "能不能领、领哪一档，问问村里。"),
    ("figures.floor", "这是{place}的指导标准。"),
    ("figures.sample", "数字供参考。"),
    ("figures.unreviewed", "这些数都作数。"),
    ("figures.unreviewed", "标「待核对」的也作数。"),
    ("figures.none", "{place}的{programme}跟隔壁县一样发。"),
    ("figures.near", "{figure}，您家够低保。"),
    ("figures.family_next", "这就是您能领的钱，以乡镇（街道）核实为准。"),
    ("policies.eligibility_next", "一看就能办。"),
    ("policies.nearest_next", "点「{tap}」，3个工作日内答复您。"),
    ("policies.unanswered_next", "点「{tap}」，马上答复您；{ask_at}"),
    ("contacts.hotline_next", "打不通就算了。"),
    ("verdicts.may", "符合{programme}，以乡镇（街道）核实为准。"),
    ("verdicts.may", "可能符合{programme}。"),
    ("verdicts.may", "可能符合{programme}，一定能领，以乡镇（街道）核实为准。"),
    ("verdicts.no", "{programme}不够条件，以乡镇（街道）核实为准。"),
    ("verdicts.open", "{programme}够了。要核实的是："),
    ("verdicts.near_may", "够得上{programme}，也以核实为准。"),
    ("verdicts.no_decision", "这就是决定。"),
    ("verdicts.no_decision", "这不是决定。"),
    ("verdicts.next", "点1，我帮您登记，肯定给您办下来。"),
    ("contents.seek", "求助有这几条路："),
    ("contents.seek_next", "人有危险，先打110。"),
    ("contents.watch", "谁都可以监督："),
    ("contents.watch_here", "· 在这里点「我要投诉」，由县里来查。"),
    ("contents.lacking", "{place}的{programmes}标准，大概五百来块。"),
    ("help.opening_blow", "您别急，我帮您登记。\n{first}\n可以领{programmes}。"),
)


@pytest.mark.parametrize(("key", "text"), CAVEATS)
def test_a_wording_that_drops_a_warning_or_makes_a_promise_is_refused(key, text):
    assert stops(key, text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("figures.next_income", "领多少看您家收入，最后以乡镇核实为准。"),
        ("figures.none", "{place}的{programme}发多少，我这里没有记，不敢乱说。"),
        ("figures.paper", "从{since}开始照这个发，{paper}。"),
        ("verdicts.may", "您家可能够{programme}，以村里、乡镇核实为准。"),
        ("verdicts.open", "{programme}够不够，现在还不能定。要看："),
        ("verdicts.no_decision", "这不是决定，您还是可以申请，乡镇查了才定。"),
        ("contents.watch_here", "· 点「我要投诉」，县里来查，不告诉被反映的人。"),
        ("contents.seek", "求人有这几条路，都免费："),
        ("policies.unanswered", "这个我说不准，先记下来了。"),
    ],
)
def test_the_same_said_in_other_words_is_accepted(key, text):
    assert stops(key, text) == []


def test_whatever_stands_around_it_an_amount_keeps_its_place_its_day_its_document_and_its_mark():
    figures = next(group for group in BOOKS if group.name == "figures")
    bare = {figures.key(name): re.sub(r"[^{}\w]|[\u4e00-\u9fff]", "", text) for name, text in figures.says.items()}
    said, *_ = all_said("figures", reworded(a_scene(), bare))

    assert "示范县农村低保：每人每月 620 元（示例）" in said
    assert "2025年11月18日" in said
    assert "示例〔2026〕1号" in said


@pytest.mark.parametrize("group", BOOKS, ids=lambda group: group.name)
def test_a_tap_called_by_other_words_does_what_it_did(group):
    own = {group.key(name): f"{text}呀" for name, text in group.says.items() if name in group.labels}
    was, now = (
        [
            option.words
            for sample in answer_samples(group.name, scene)
            for one in sample.said
            for option in one.reply.options
        ]
        for scene in (a_scene(), reworded(a_scene(), own))
    )

    assert now == was


def test_the_console_tries_the_words_of_an_answer_in_exchanges_and_marks_what_changes():
    found = list(tried("verdicts.may", a_scene(), {"verdicts.may": "可能够{programme}，以乡镇核实为准。"}, fit))

    assert [(one.sample.walk.title, one.trouble) for one in found if one.changed] == [
        ("可能符合", ""),
        ("特困，本人没有收入", ""),
    ]
