"""A pack's folder of YAML, read, checked and merged with what it inherits.

Merging goes from the widest pack to the narrowest:

- things by key are merged key by key, ``null`` takes an inherited one away;
- a thing that names its source (a passage, a rule, a clock ...) is replaced whole, because its source belongs to it;
  other records (the bureau, a programme's name and aliases) are merged field by field;
- an entry's own answer needs no title or questions where the entry is inherited: it answers the same questions;
- lists (aliases, the menu) are replaced whole;
- standards and expected standards are added up: which one holds is decided when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.packschema import PACK_FILE
from knowledge.schema import PackProblem, Reference, read_yaml

NATIONAL = "national"
ADDED_UP = frozenset({"standards", "expected"})
_ASKED = ("title", "questions", "programme")
LEVELS = frozenset({0, 2, 4, 6, 9, 12})


@dataclass(frozen=True, slots=True)
class PackFolder:
    """One pack as it stands in its folder, not merged yet."""

    name: str
    sections: Mapping[str, Any]
    problems: tuple[PackProblem, ...]
    references: tuple[Reference, ...]
    lines: Mapping[tuple[str, ...], tuple[str, int]]
    """Where each key stands: its path in the pack to (file, line)."""

    @property
    def division(self) -> str:
        return str(self._head("division", ""))

    @property
    def sample(self) -> bool:
        return bool(self._head("sample", False))

    def _head(self, name: str, otherwise: object) -> object:
        head = self.sections.get("pack")
        return head.get(name, otherwise) if isinstance(head, dict) else otherwise

    def problem(self, path: tuple[str, ...], text: str) -> PackProblem:
        """A mistake at the line where that key, or the nearest one around it, stands."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                file, line = self.lines[path[:length]]
                return PackProblem(file, line, text)
        return PackProblem(f"{self.name}/", 1, text)


def read_folder(folder: Path, name: str) -> PackFolder:
    """Every YAML file of one pack, its sections put together; a section may be spread over files, a key may not."""
    sections: dict[str, Any] = {}
    problems: list[PackProblem] = []
    references: list[Reference] = []
    lines: dict[tuple[str, ...], tuple[str, int]] = {}
    for path in sorted((folder / name).rglob("*.yaml")):
        file = path.relative_to(folder).as_posix()
        content, reading = read_yaml(path, file, PACK_FILE)
        problems += reading.problems
        references += reading.references
        for section, found in (content or {}).items():
            problems += _put(sections, section, found, file, reading.lines, lines)
        for key, line in reading.lines.items():
            lines.setdefault(key, (file, line))
    if "pack" not in sections:
        problems.append(
            PackProblem(
                f"{name}/pack.yaml", 1, "缺少“pack”一节：要写明 name（代号）、title（名称）、division（区划代码）"
            )
        )
    return PackFolder(name, sections, tuple(problems), tuple(references), lines)


def _put(
    sections: dict[str, Any],
    section: str,
    found: Any,
    file: str,
    here: Mapping[tuple[str, ...], int],
    lines: Mapping[tuple[str, ...], tuple[str, int]],
) -> list[PackProblem]:
    before = sections.get(section)
    if before is None or found is None:
        sections[section] = found if before is None else before
        return []
    if isinstance(before, list):
        sections[section] = [*before, *found]
        return []
    twice = [
        PackProblem(file, here.get((section, key), 1), f"“{section}”里的“{key}”在 {lines[(section, key)][0]} 已经写过")
        for key in found
        if key in before and (section, key) in lines
    ]
    sections[section] = {**found, **before}
    return twice


def chain_of(name: str, folders: Mapping[str, PackFolder]) -> tuple[str, ...]:
    """The packs that one is merged from, widest first: by division code, sample packs never as an ancestor."""
    own = folders[name].division
    above = [
        other
        for other in folders.values()
        if other.name != name
        and not other.sample
        and len(other.division) < len(own)
        and own.startswith(other.division)
        and (other.division or other.name == NATIONAL)
    ]
    return (*(other.name for other in sorted(above, key=lambda other: len(other.division))), name)


def read_all(folder: Path) -> dict[str, PackFolder]:
    """Every pack in the folder by name."""
    return {path.name: read_folder(folder, path.name) for path in sorted(folder.iterdir()) if path.is_dir()}


def merged(chain: tuple[PackFolder, ...]) -> dict[str, Any]:
    """What the packs say together, widest first; every section present at least empty."""
    result: dict[str, Any] = {}
    for pack in chain:
        for section, found in pack.sections.items():
            if found is None:
                continue
            if section in ADDED_UP:
                region = {} if section != "standards" else {"region": pack.division, "sample": pack.sample}
                result[section] = [*result.get(section, ()), *({**region, **each} for each in found if each)]
            elif section == "sources":
                mine = {key: each and {**_sample(pack), **each} for key, each in found.items()}
                result[section] = _over(result.get(section, {}), mine)
            else:
                result[section] = _over(result.get(section), found)
    return result


def _sample(pack: PackFolder) -> dict[str, str]:
    return {"review": "sample"} if pack.sample else {}


def _over(base: Any, over: Any) -> Any:
    """``over`` laid on ``base`` by the rules on top of this file."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    if _sourced(over):
        # A local answer is to the same questions; what is asked does not change from county to county.
        return {**{name: base[name] for name in _ASKED if name in base}, **over} if "answer" in over else over
    laid = dict(base)
    for key, found in over.items():
        if found is None:
            laid.pop(key, None)
        else:
            laid[key] = _over(laid.get(key), found)
    return laid


def _sourced(thing: Mapping[str, Any]) -> bool:
    return "source" in thing or "text" in thing or "answer" in thing
