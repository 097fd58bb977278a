"""What a manual tells people to press is on a page, word for word, and every picture it shows is there.

In the manuals **【保存】** is a button, menu entry or choice as the page writes it; … stands for what differs.
"""

import ast
import re
from functools import cache

import pytest

from dialogs.catalogue import FLOWS
from tests.house.source import ROOT

MANUALS = sorted((ROOT / "docs").glob("*手册.md"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FOR_USERS = {"坐席手册", "工作人员手册", "管理员手册"}
WORDS = (
    "bot/console/words.py",
    "bot/console/hotline/words.py",
    "bot/desk/words.py",
    "knowledge/casework.py",
    "knowledge/routing.py",
)
LARGEST_PICTURE = 250_000
AROUND = " …‹"


@cache
def on_the_pages():
    """Every piece of text that console or desk can show, with … for its variable parts."""
    seen = {flow.title for flow in FLOWS.values()}
    seen |= {option.label for flow in FLOWS.values() for ask in flow.asks for option in ask.reader.options}
    for folder in ("console", "desk"):
        for template in (ROOT / "bot" / folder / "templates").rglob("*.html"):
            seen |= pieces(template.read_text(encoding="utf-8"))
    for name in WORDS:
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                seen.add(node.value.strip(AROUND))
    return seen


def pieces(template):
    """Text between tags, and the words within expressions."""
    said = {one for code in re.findall(r"{[{%].*?[%}]}", template, re.DOTALL) for one in re.findall(r"'([^']+)'", code)}
    text = re.sub(r"{#.*?#}|{%.*?%}", "\n", template, flags=re.DOTALL)
    text = re.sub(r"{{.*?}}", "…", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "\n", text)
    return {line.strip(AROUND) for line in (*said, *text.splitlines())}


def pressed(manual):
    return re.findall(r"\*\*【(.+?)】\*\*", manual.read_text(encoding="utf-8"))


def test_there_is_a_manual_for_each_kind_of_user():
    assert {manual.stem for manual in MANUALS} >= FOR_USERS


@pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.stem)
def test_every_button_a_manual_names_is_on_a_page(manual):
    assert pressed(manual) or manual.stem not in FOR_USERS
    assert [label for label in pressed(manual) if label.strip(AROUND) not in on_the_pages()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_picture_that_is_shown_exists(page):
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))

    assert [path for path in shown if not (page.parent / path).exists()] == []


def test_pictures_are_small_enough_for_a_village_network():
    sizes = {picture.name: picture.stat().st_size for picture in (ROOT / "docs" / "images").glob("*.png")}

    assert sizes
    assert {name: size for name, size in sizes.items() if size > LARGEST_PICTURE} == {}
