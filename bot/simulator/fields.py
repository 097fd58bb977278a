"""Which values the fields of template and subscription messages take: the beginning of a key names its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.simulator import words
from bot.simulator.config import TemplateSeed
from bot.simulator.errors import ApiError

_NO_LONGER_SHOWN = ("first", "remark")
"""Dropped without a word since 2023."""
_HAN = words.HAN
_YEAR, _MONTH, _DAY = words.DATE_MARKS
_CLOCK = r"\d{1,2}:\d{2}(:\d{2})?"
_DATE = rf"(\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|(\d{{4}}{_YEAR})?\d{{1,2}}{_MONTH}(\d{{1,2}}{_DAY})?)"
_MOMENT = rf"({_DATE}( ?{_CLOCK})?|{_CLOCK})"

SHAPES: dict[str, re.Pattern[str]] = {
    "thing": re.compile(r"(?s).{1,20}"),
    "number": re.compile(r"-?\d[\d.]{0,31}"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^\w\s]{1,5}"),
    "character_string": re.compile(r"[!-~ ]{1,32}"),
    "time": re.compile(rf"{_MOMENT}( ?~ ?{_MOMENT})?"),
    "date": re.compile(rf"{_DATE}( ?{_CLOCK})?( ?~ ?{_MOMENT})?"),
    "amount": re.compile(rf"[{words.MONEY_MARKS}]?\d{{1,10}}(\.\d{{1,2}})?{words.MONEY_END}?"),
    "phone_number": re.compile(r"[\d\-+ ()]{1,17}"),
    "car_number": re.compile(r".{1,8}"),
    "name": re.compile(rf"[A-Za-z .{_HAN}]{{1,10}}|[A-Za-z .]{{1,20}}"),
    "phrase": re.compile(rf"[{_HAN}]{{1,5}}"),
    "const": re.compile(r".{1,20}"),
}


def kind_of(key: str) -> str:
    """The type a key such as "thing5" names, "" when it names none."""
    return key.rstrip("0123456789") if key.rstrip("0123456789") in SHAPES else ""


def read(template: TemplateSeed, data: Any) -> list[dict[str, str]]:
    """Lines (label, value) that the card shows. Raises 47003 naming the first field that does not fit."""
    if not isinstance(data, dict) or not data:
        raise ApiError(47003, "data is empty")
    keys = [key for _, key in template.fields] or [key for key in data if key not in _NO_LONGER_SHOWN]
    labels = {key: label for label, key in template.fields}
    lines = []
    for key in keys:
        value = _value(key, data.get(key))
        _check(template, key, value)
        label = labels.get(key) or words.FIELD_LABELS.get(kind_of(key), key)
        lines.append({"key": key, "label": label, "value": value})
    return lines


def _value(key: str, given: object) -> str:
    value = given.get("value") if isinstance(given, Mapping) else given
    if value is None or str(value).strip() == "":
        raise ApiError(47003, f"data.{key}.value is empty")
    # Phones show nothing after a line break.
    return str(value).split("\n", 1)[0]


def _check(template: TemplateSeed, key: str, value: str) -> None:
    allowed = dict(template.choices).get(key)
    if allowed is not None and value not in allowed:
        raise ApiError(47003, f"data.{key}.value invalid")
    kind = kind_of(key)
    if kind and not SHAPES[kind].fullmatch(value):
        raise ApiError(47003, f"data.{key}.value invalid")
