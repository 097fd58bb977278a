"""Division lists as other offices publish them: rows of a csv or json file, checked one by one."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.divisionfiles import LEVEL_OF

_COLUMNS = {
    "code": ("code", "代码", "区划代码", "编码"),
    "name": ("name", "名称", "区划名称", "现名"),
    "aliases": ("aliases", "别名", "原名", "曾用名", "俗称"),
    "into": ("into", "并入", "并入代码"),
    "since": ("since", "启用日期", "变更日期", "日期"),
}
_OBJECT = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"(?=.*[\u3007\u3400-\u9fff\U00020000-\U0003ffff])[^\s,，\x00-\x1f\ufffd]{1,60}")
_PARTS = re.compile(r"[、|;；/]")
_PADDED = re.compile(r"(?P<code>\d{6})0{6}|(?P<town>\d{9})0{3}")


class NotARow(Exception):
    """What is wrong with a row, in Chinese, and what to do about it."""


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One row. ``into`` is the code of the division it was merged into; ``since`` the day from which the row holds."""

    number: int
    code: str
    name: str
    aliases: tuple[str, ...] = ()
    into: str = ""
    since: date | None = None

    @property
    def corrects(self) -> bool:
        """Whether the row tells more than code and name: it is kept as a correction by the bureau."""
        return bool(self.aliases or self.into or self.since)


def csv_rows(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Number and fields of each row; without a head line the columns are code, name, aliases, into and since."""
    head: dict[int, str] | None = None
    for number, cells in enumerate(csv.reader(lines), start=1):
        cells = [cell.strip().lstrip("\ufeff") for cell in cells]
        if not any(cells):
            continue
        if head is None:
            named = {at: key for at, cell in enumerate(cells) for key, also in _COLUMNS.items() if cell in also}
            head = named if "code" in named.values() else dict(enumerate(_COLUMNS))
            if named and head is named:
                continue
        yield number, {head[at]: cell for at, cell in enumerate(cells) if at in head}


def json_rows(blocks: Iterable[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Number and fields of each object of a list, without holding the whole file."""
    rest, number = "", 0
    for block in blocks:
        rest += block
        end = 0
        for found in _OBJECT.finditer(rest):
            number += 1
            end = found.end()
            try:
                fields = json.loads(found[0])
            except ValueError:
                fields = {}
            yield number, {key: str(fields.get(key, "")) for key in _COLUMNS if fields.get(key)}
        rest = rest[end:]


def division_row(number: int, fields: Mapping[str, str]) -> DivisionRow:
    """The row of these fields. Raises ``NotARow``."""
    code = fields.get("code", "").strip()
    if padded := _PADDED.fullmatch(code):  # the statistics bureau itself writes twelve digits for every level
        code = padded["code"] or padded["town"]
    if not code.isascii() or not code.isdigit() or len(code) not in LEVEL_OF:
        raise NotARow(f"代码“{code}”不对：应为 2、4、6、9 或 12 位数字。用表格软件存过的，把这一列设成“文本”再存一次。")
    name = fields.get("name", "").strip()
    if not _NAME.fullmatch(name):
        raise NotARow(f"代码 {code} 的名称“{name[:20]}”不对：只写区划的全称，如“北张乡”。")
    into = fields.get("into", "").strip()
    if into and (not into.isdigit() or len(into) not in LEVEL_OF or into == code):
        raise NotARow(f"代码 {code} 的“并入”应写并到哪个区划的代码，现在是“{into}”。")
    aliases = tuple(filter(None, (each.strip() for each in _PARTS.split(fields.get("aliases", "")))))
    if wrong := next((each for each in aliases if not _NAME.fullmatch(each) or len(each) < 2), ""):
        raise NotARow(f"代码 {code} 的别名“{wrong}”不对：至少两个字，几个别名用顿号隔开。")
    return DivisionRow(number, code, name, aliases, into, _day(code, fields.get("since", "").strip()))


def _day(code: str, said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise NotARow(f"代码 {code} 的日期“{said}”不对：写成 2024-07-01 这样。") from None
