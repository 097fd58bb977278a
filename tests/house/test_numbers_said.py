"""A number said to a resident has a source: hotlines are those of the national pack, nothing else looks like one."""

import ast
import re

from knowledge.pack import load_pack
from tests.house.source import docstrings, files, name_of, tree

LOOKS_LIKE_A_HOTLINE = re.compile(r"(?<![\d.,])(1[12]\d|12\d{3}|9[56]\d{3})(?!\d)(?![元%年月日天个])")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def test_every_hotline_said_is_one_the_national_pack_has_a_source_for():
    known = {line.number for line in load_pack("national").hotlines}
    found = []
    for path in files("dialogs"):
        module = tree(path)
        skipped = docstrings(module)
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                if not CHINESE.search(node.value):
                    continue
                strange = set(LOOKS_LIKE_A_HOTLINE.findall(node.value)) - known
                found += [f"{name_of(path)}:{node.lineno} {number}" for number in strange]

    assert not found, f"put the number with its source into knowledge/packs/national/hotlines.yaml, or drop it: {found}"
