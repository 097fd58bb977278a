"""Rules every source file keeps. Each message says how to mend what it found."""

import ast
import re

import pytest

from tests.house.source import ROOT, docstrings, files, name_of, tree

CHINESE = re.compile(r"[\u3400-\u9fff]")
CLOCKS = {"bot/app.py", "bot/simulator/clock.py"}
"""Who may read a clock: the composition root, and the simulator's own injectable clock."""
READS_A_CLOCK = re.compile(r"^(datetime\.(datetime\.)?(now|utcnow|today)|(datetime\.)?date\.today|time\.time)$")


def test_chinese_words_stand_only_where_words_are_kept():
    found = []
    for path in files("storage", "bot"):
        if path.name == "words.py":
            continue
        module = tree(path)
        skipped = docstrings(module)
        found += [
            f"{name_of(path)}:{node.lineno}"
            for node in ast.walk(module)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
            and CHINESE.search(node.value)
        ]

    assert not found, f"move these words to dialogs/, a template, or a words.py beside the file: {found}"


def test_only_the_composition_root_reads_the_clock():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in files()
        if name_of(path) not in CLOCKS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and READS_A_CLOCK.match(ast.unparse(node.func))
    ]

    assert not found, f"time is an argument: take `now` instead of reading it: {found}"


def test_package_faces_hold_one_sentence_and_no_import():
    found = [
        name_of(path)
        for path in files()
        if path.name == "__init__.py"
        and (len(tree(path).body) > 1 or any(not isinstance(node, ast.Expr) for node in tree(path).body))
    ]

    assert not found, f"an __init__.py holds one docstring: {found}"


def test_every_file_and_public_name_says_what_it_is():
    silent = [name_of(path) for path in files() if not ast.get_docstring(tree(path))]
    silent += [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in files()
        if "migrations" not in path.parts
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert not silent, f"say in a docstring what the caller gets: {silent}"


def test_a_file_is_a_short_chapter_named_by_a_noun():
    long = [
        f"{name_of(path)}: {count}"
        for path in files()
        # A migration is one moment of the tables, and a words.py is a list: neither is read as a chapter.
        if "migrations" not in path.parts
        and path.name != "words.py"
        and (count := len(path.read_text().splitlines())) > 250
    ]
    vague = [name_of(path) for path in files() if path.stem in {"utils", "util", "helpers", "common", "misc", "base"}]

    assert not long, f"over 250 lines, cut these along their nouns: {long}"
    assert not vague, f"name these after what they hold: {vague}"


def test_no_module_carries_people_into_the_log():
    """Log calls take ids and event names; a name, phone, ID number or text must not be among their arguments."""
    personal = re.compile(r"\b(id_number|phone|words|\.text\b|openid=|secret|access_token)")
    found = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"debug", "info", "warning", "error", "exception", "critical"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"log", "logger"}
        and personal.search(" ".join(ast.unparse(argument) for argument in [*node.args[1:], *node.keywords]))
    ]

    assert not found, f"log events and ids, never people: {found}"


@pytest.mark.parametrize("lock", ["bot/requirements.lock", "tests/requirements.lock"])
def test_pinned_packages_carry_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text, "a lock names no package index: run ./run lock"
    assert text.count("--hash=sha256:") > 500
