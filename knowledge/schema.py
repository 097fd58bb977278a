"""Reading YAML by a schema: every mistake is kept with its file and line, in words a clerk understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Kind = TypeVar("_Kind", bound=yaml.Node)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SPAN = re.compile(r"(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")
_KINDS = {yaml.MappingNode: "一组“字段: 内容”", yaml.SequenceNode: "一个列表", yaml.ScalarNode: "一个值"}


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One mistake in a pack: file (relative to the packs' folder), line from 1, and what is wrong in Chinese."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.text}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A key that must exist in another section once everything is merged."""

    section: str
    key: str
    file: str
    line: int


@dataclass(slots=True)
class Reading:
    """What was found while reading one file: mistakes, references, and the line each thing stands on."""

    file: str
    problems: list[PackProblem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def fail(self, node: yaml.Node, text: str) -> None:
        """Keep a mistake at the line of that node."""
        self.problems.append(PackProblem(self.file, node.start_mark.line + 1, text))


Reader = Callable[[yaml.Node, Reading, tuple[str, ...]], Any]
"""Turns a node into a plain value; keeps its mistakes in the reading and then answers ``None``."""


def read_yaml(path: Path, name: str, schema: Reader) -> tuple[Any, Reading]:
    """The content of a file by a schema, and what was found on the way. ``name`` is how problems call the file."""
    reading = Reading(name)
    try:
        node = yaml.compose(path.read_text("utf-8"), _LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reading.problems.append(PackProblem(name, line, f"YAML 写法有误：{error.problem}"))
        return None, reading
    except UnicodeDecodeError:
        reading.problems.append(PackProblem(name, 1, "文件不是 UTF-8 编码，请另存为 UTF-8"))
        return None, reading
    return (schema(node, reading, ()) if node is not None else None), reading


def _is(node: yaml.Node, kind: type[_Kind], reading: Reading) -> TypeGuard[_Kind]:
    if isinstance(node, kind):
        return True
    reading.fail(node, f"这里要写{_KINDS[kind]}")
    return False


def _scalar(node: yaml.Node, reading: Reading) -> str | None:
    if not _is(node, yaml.ScalarNode, reading):
        return None
    value: str = node.value.strip()
    if not value:
        reading.fail(node, "这里不能是空的；不知道就把整行删掉")
        return None
    return value


def text(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> str | None:
    """Words as written; numbers stay text, so that 0300 keeps its zero."""
    return _scalar(node, reading)


def number(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> Decimal | None:
    """A decimal number."""
    value = _scalar(node, reading)
    if value is not None and not _NUMBER.fullmatch(value):
        reading.fail(node, f"“{value}”不是数字")
        return None
    return None if value is None else Decimal(value)


def count(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> int | None:
    """A whole number, 0 or more."""
    value = _scalar(node, reading)
    if value is not None and not re.fullmatch(r"\d{1,9}", value):
        reading.fail(node, f"“{value}”不是整数")
        return None
    return None if value is None else int(value)


def day(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> date | None:
    """A date."""
    value = _scalar(node, reading)
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        reading.fail(node, f"“{value}”不是日期，请写成 2026-01-31 的样子")
        return None


def span(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> tuple[time, time] | None:
    """Opening hours such as 8:00-12:00."""
    value = _scalar(node, reading)
    found = _SPAN.fullmatch(value or "")
    try:
        if found:
            start, end = (time.fromisoformat(part.zfill(5)) for part in found.groups())
            if start < end:
                return start, end
    except ValueError:
        pass
    if value is not None:
        reading.fail(node, f"“{value}”不是时间段，请写成 8:00-12:00 的样子")
    return None


def flag(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> bool | None:
    """true or false."""
    value = _scalar(node, reading)
    if value not in (None, "true", "false"):
        reading.fail(node, f"“{value}”要写成 true（是）或 false（否）")
    return None if value not in ("true", "false") else value == "true"


def value(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> str | int | bool | None:
    """A setting: a whole number, true or false, or words."""
    found = _scalar(node, reading)
    if found in ("true", "false"):
        return found == "true"
    return int(found) if found is not None and re.fullmatch(r"-?\d{1,9}", found) else found


def choice(*names: str) -> Reader:
    """One of these words."""

    def read(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> str | None:
        value = _scalar(node, reading)
        if value is not None and value not in names:
            reading.fail(node, f"“{value}”不在可选范围内，可以写：{'、'.join(names)}")
            return None
        return value

    return read


def reference(section: str) -> Reader:
    """A key of another section; for sources ``key:article`` names the article too."""

    def read(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> str | None:
        value = _scalar(node, reading)
        if value is not None:
            key = value.partition(":")[0]
            reading.references.append(Reference(section, key, reading.file, node.start_mark.line + 1))
        return value

    return read


def many(item: Reader) -> Reader:
    """A list."""

    def read(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> list[Any] | None:
        if not _is(node, yaml.SequenceNode, reading):
            return None
        for index, each in enumerate(node.value):
            reading.lines[(*path, str(index))] = each.start_mark.line + 1
        return [item(each, reading, (*path, str(index))) for index, each in enumerate(node.value)]

    return read


def record(required: Mapping[str, Reader], optional: Mapping[str, Reader] | None = None) -> Reader:
    """Named fields; an unknown one is a mistake, and so is a required one that is absent."""
    fields = {**required, **(optional or {})}

    def read(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> dict[str, Any] | None:
        if not _is(node, yaml.MappingNode, reading):
            return None
        kept: dict[str, Any] = {}
        for key, each, name in _pairs(node, reading, path):
            if name not in fields:
                reading.fail(key, f"不认识的字段“{name}”，这里可以写：{'、'.join(fields)}")
            else:
                kept[name] = fields[name](each, reading, (*path, name))
        for name in required:
            if name not in kept:
                reading.fail(node, f"缺少字段“{name}”")
        return kept

    return read


def keyed(item: Reader, *names: str) -> Reader:
    """Things by key; ``null`` takes an inherited one away. With names given, only those keys may be used."""

    def read(node: yaml.Node, reading: Reading, path: tuple[str, ...]) -> dict[str, Any] | None:
        if not _is(node, yaml.MappingNode, reading):
            return None
        kept: dict[str, Any] = {}
        for key, each, name in _pairs(node, reading, path):
            if names and name not in names:
                reading.fail(key, f"不认识的“{name}”，这里可以写：{'、'.join(names)}")
            elif isinstance(each, yaml.ScalarNode) and each.tag == "tag:yaml.org,2002:null":
                kept[name] = None
            else:
                kept[name] = item(each, reading, (*path, name))
        return kept

    return read


def _pairs(node: yaml.MappingNode, reading: Reading, path: tuple[str, ...]) -> list[tuple[yaml.Node, yaml.Node, str]]:
    pairs: dict[str, tuple[yaml.Node, yaml.Node, str]] = {}
    for key, each in node.value:
        name = str(key.value)
        if name in pairs:
            reading.fail(key, f"“{name}”写了两次")
            continue
        pairs[name] = (key, each, name)
        reading.lines[(*path, name)] = key.start_mark.line + 1
    return list(pairs.values())
