"""Every sentence of ours that a resident hears is in the list of lines that a bureau may word in its own way.

All transcripts are held by a bureau that words every line as we do, between two marks nobody sees. What is heard
outside the marks and stands as a literal in ``dialogs`` is a line that was left out of the list.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import dialogs
from dialogs.wordings import catalogue
from tests.builders import an_office
from tests.cast import ENTITLED
from tests.talks import play

OPEN, CLOSE, BREAK = "\u2062", "\u2063", "\x00"
FOLDER = Path(__file__).parents[1] / "transcripts"
MODULES = sorted(Path(dialogs.__file__).parent.rglob("*.py"))

TO_CLERKS = {"wordcheck.py", "lessoncheck.py", "trial.py", "caveats.py", "wordings.py", "book_lines.py"} | {
    "hole_names.py",
    "calls.py",  # asked by an operator on the telephone
    "made_up.py",
    *(path.name for path in MODULES if path.name.startswith(("sample", "exchanges"))),
}
"""What a clerk reads at the console, and people made up to try words out: never heard by a resident."""
KNOWLEDGE = {
    "say.py": "how days, money and the names of programmes are said",
    "verdicts.py": "the record of a check, as the clue keeps it for staff",
}
"""What is no wording, by the module in which it stands."""
_CITING = re.compile(r"依据：|文号|\d{3,}（.+）")
"""What is no wording wherever it stands: the document of a figure, and a telephone number with whose it is."""
_FIGURE = re.compile(r"每[人户次](?:每[月年次])?\s*[\d,.]+\s*元")
"""An amount as ``say`` says it."""

TOLD_BY_BOOKS = "\n".join(one.pay_day for received in ENTITLED.values() for one in received)
"""What a view of the books brings along in words, made from our lines before the talk begins."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HEARD = {"compile", "search", "match", "fullmatch", "sub", "choice"}
"""Calls whose words are listened for, or have a key of their own as a choice."""
_TELLING = re.compile(r"^_?(?:FLOW_|COMMON_|HOLE_|TOLD_)?(?:WHERE|HOLES|NAMES|READS|COMMANDS|LOOK|SENDS|TO_DO)$")
"""Tables that tell a clerk of lines, are listened for, are sent by a tap, or tell staff what to do."""


def between_marks(text):
    """The line between marks, its holes outside: what fills them is marked by itself where it is ours."""
    return OPEN + re.sub(r"(\{\w+\})", rf"{CLOSE}\1{OPEN}", text) + CLOSE


def outside(said):
    """What is heard outside the marks."""
    depth, kept = 0, []
    for letter in said:
        if letter == BREAK:
            depth = 0
        depth += (letter == OPEN) - (letter == CLOSE)
        kept += [letter] if not depth and letter not in (OPEN, CLOSE) else []
    return "".join(kept)


def literals(path, least):
    """The Chinese literals of a module, line by line, but for what describes or is listened for."""
    tree = ast.parse(path.read_text())
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in _HEARD:
            passed |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            named = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if _TELLING.match(getattr(named, "id", "")):
                passed |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.keyword) and node.arg in ("where", "holes"):
            passed |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            for piece in re.split(r"\n|\{\w*\}", node.value):
                if len(_HAN.findall(piece)) >= least and not _CITING.search(piece):
                    yield piece.strip()


@cache
def ours():
    """Every literal of ``dialogs``, with the modules it stands in."""
    found = {}
    for path in MODULES:
        if path.name not in TO_CLERKS:
            for literal in literals(path, 2):
                found.setdefault(literal, set()).add(path.name)
    return {literal: modules for literal, modules in found.items() if not modules & set(KNOWLEDGE)}


@cache
def known(pack):
    """Every text of a pack and the names of its places: policies, entries, conditions, windows, staff."""
    office = an_office(pack)
    return "\n".join((*_texts(office.pack), *_texts(office.places)))


def _texts(value):
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield from _texts([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, Mapping):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _texts(one)


def left_out(written, own):
    """The pieces of a talk that are heard outside the marks and are ours, each with the literals it is made of."""
    lines = play(written, own).splitlines()
    mine = "\n".join((*(line for line in lines if not line.startswith(("<", "!"))), known("shifan"), TOLD_BY_BOOKS))
    said = outside("\n".join(line[2:] if line.startswith("<") else BREAK for line in lines))
    for piece in {piece.strip() for piece in re.split(rf"[\n{BREAK}]", said)}:
        plain = _FIGURE.sub("", piece)
        found = {literal for literal in ours() if literal in plain and literal not in mine}
        if found:
            yield piece, found


def test_every_sentence_of_ours_that_a_resident_hears_can_be_worded_otherwise():
    own = {one.key: between_marks(one.default) for one in catalogue()}
    left = {}
    for path in sorted(FOLDER.glob("*/*.txt")):
        for piece, found in left_out(path.read_text(), own):
            left.setdefault(piece, (f"{path.parent.name}/{path.stem}", *sorted(found)))

    assert left == {}, "put the line into SAYS of its module, and the module into dialogs/book_lines.py"


def test_no_sentence_stands_in_the_dialogs_outside_the_list():
    listed = "\n".join(one.default for one in catalogue())
    left = {
        (path.name, literal)
        for path in MODULES
        if path.name not in TO_CLERKS
        for literal in literals(path, 4)
        if re.search(r"[。？，：]", literal) and literal not in listed
    }

    assert left == set(), "put it into SAYS of its module, and the module into dialogs/book_lines.py"
