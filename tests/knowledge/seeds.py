"""A government document taken apart, so that a pack can be held against it: passages, figures, lists."""

import re
from collections import Counter
from dataclasses import fields

import pytest

from knowledge.pack import load_pack
from knowledge.rulebook import KINDS

_FIGURE = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十两半]+|每|按)"
    r"(?:个工作日|万元|类|支|名|天|次|日前|个市直|项|级|周|月|季度|年度|年|%|个|门|种|孩|字|日)"
)
_TOP = re.compile(r"(?:#+ *)?([一二三四五六七])、")
_SUB = re.compile(r"[（(]([一二三四五六七八])[）)]")
_ITEM = re.compile(r"(?:\*\*)?(\d)\. *")
_EVERY = {"day": "每天", "week": "每周", "month": "每月"}
_COMPARED = {"month": "按月", "quarter": "按季度", "year": "按年度"}


class Document:
    """One seed: ``text`` without white space, and its passages by heading (``三（四）1``, ``首段``, ``附件``)."""

    def __init__(self, written):
        self.text = re.sub(r"\s", "", written)
        self._passages = {}
        path = ("首段", "", "")
        for line in written.splitlines():
            line = line.strip().removeprefix("**")
            if re.fullmatch(r"附件：?", line):
                path = ("附件", "", "")
            elif path[0] != "附件" and (found := _TOP.match(line.lstrip("# "))):
                path = (found[1], "", "")
            elif path[0] != "附件" and (found := _SUB.match(line)):
                path = (path[0], f"（{found[1]}）", "")
            elif path[0] != "附件" and (found := _ITEM.match(line)):
                path = (*path[:2], found[1])
            self._passages["".join(path)] = self._passages.get("".join(path), "") + re.sub(r"\s", "", line)

    def passage(self, article):
        """The text under an article of a pack (``三.1``, ``一（一）、三（三）``), with all that stands below it."""
        wanted = [part.replace(".", "") for part in article.split("、")]
        return "".join(text for path, text in self._passages.items() if any(path.startswith(one) for one in wanted))

    def figures(self):
        """Every figure with what it counts, as often as it is printed; numbering and 文号 are none."""
        plain = re.sub(r"（[一二三四五六七八]）|〔\d{4}〕\d+号|\d{4}年\d+月\d+日", "", self.text.translate(_ROUND))
        return Counter(_FIGURE.findall(plain))


_ROUND = str.maketrans("()", "（）")


def open_document(shared_folder, number):
    """The document whose file name begins with that number; skips where it is absent."""
    path = next((shared_folder / "seeds").glob(f"{number}_*.txt"), None)
    if path is None:
        pytest.skip("the bureau's document is absent")
    return Document(path.read_text("utf-8"))


def own_rules(pack, doc_no):
    """Every rule by (section, key) that the pack takes from this document."""
    return {
        (section, rule.key): rule
        for section in KINDS
        for rule in getattr(pack.rulebook, section)
        if rule.source.doc_no == doc_no
    }


def printed(rules):
    """The figures that the rules hold as numbers, in the words a document prints them with."""
    for (section, _), rule in rules.items():
        if section == "statutory_steps":
            yield from (f"{rule.amount}个工作日" for _ in range(bool(rule.amount)))
            yield from (f"{rule.people}名" for _ in range(bool(rule.people)))
        if section == "paydays":
            yield from ("每月", f"{rule.day}日前")
        if section == "spot_checks" and rule.share not in (None, 100):
            yield f"{rule.share}%"
            yield from (f"{rule.within_days}天" for _ in range(not rule.part_of))
        if section == "public_notices" and rule.at_least:
            yield {(6, "months"): "半年"}.get((rule.at_least, rule.unit), f"{rule.at_least}{rule.unit}")
        if section == "visits" and rule.every in _EVERY:
            yield _EVERY[rule.every]
            yield from (f"{rule.times}次" for _ in range(rule.every != "day"))
        if section == "comparisons" and not rule.ours:
            yield from (f"{rule.threshold // 10_000}万元" for _ in range(bool(rule.threshold)))
            yield from (words for words in ("每年", f"{rule.month}月") for _ in range(bool(rule.month)))
        if section == "practices":
            yield from _FIGURE.findall(rule.says)
            yield from ({7: "一周"}.get(visit.days, f"{visit.days}天") for visit in rule.visits)
        if section == "target_groups":
            yield from _FIGURE.findall(f"{rule.name}，{rule.says}")
        if section == "rules" and rule.value:
            yield from _FIGURE.findall(rule.value + rule.unit)
    compared = [rule for (section, _), rule in rules.items() if section == "comparisons" and not rule.ours]
    yield from {_COMPARED[rule.every] for rule in compared}  # one 按月 stands for all that follow it


def assert_figures_agree(rules, document, no_rules=()):
    """The pack holds each figure of the document and none that is not in it, nor any more often than it is printed.

    ``no_rules`` are figures of the document that ask nothing (a year in the preamble).
    """
    held, found = Counter(printed(rules)), document.figures()
    assert set(held) == set(found) - set(no_rules)
    assert {figure: count for figure, count in held.items() if count > found[figure]} == {}


def assert_passages_agree(rules, document, phrases):
    """Each rule stands in the passage it names: ``phrases`` gives for section and key the document's own words."""
    told = {(section, key) for section, of in phrases.items() for key in of}
    assert told == {at for at in rules if at[0] != "open_settings"}
    for section, key in told:
        where = document.passage(rules[section, key].source.article)
        assert phrases[section][key] in where, f"{section}.{key}: not in {rules[section, key].source.article}"


def assert_nothing_is_made_up(pack, doc_no, document):
    """No number in the pack's words but the document's or the nation's, unless it is said to be ours; no phone."""
    allowed = set(re.findall(r"\d+", document.text)) | {line.number for line in pack.hotlines}
    for at, rule in own_rules(pack, doc_no).items():
        if not getattr(rule, "ours", False):
            assert set(re.findall(r"\d+", " ".join(_words(rule)))) <= allowed, at
    nation = {entry.key: entry.answer for entry in load_pack("national").entries}
    for entry in pack.entries:
        if any(pack.is_own(source) for source in entry.sources):
            said = set(re.findall(r"\d+", entry.answer))
            assert said <= allowed | set(re.findall(r"\d+", nation.get(entry.key, ""))), entry.key
    assert (pack.bureau.phone, pack.bureau.hours.spans, pack.windows) == ("", (), ())


def assert_open_questions_are_told(pack, doc_no):
    """What the document leaves open has a default that is said to be ours, and each setting named by a rule exists."""
    open_settings = {one.key: one for one in pack.rulebook.open_settings}
    for at, rule in own_rules(pack, doc_no).items():
        setting = getattr(rule, "setting", "")
        assert not setting or setting in open_settings, at
        if getattr(rule, "every", "") == "irregular" or getattr(rule, "ours", False):
            assert rule.note or setting, at
    for one in open_settings.values():
        assert one.ours
        assert one.note
        assert one.question
        assert pack.chosen(one.key) == one.default


def _words(rule):
    for one in fields(rule):
        value = getattr(rule, one.name)
        if one.name not in ("key", "source"):
            yield from (each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str))
