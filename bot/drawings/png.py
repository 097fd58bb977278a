"""A drawing as PNG: a template of ours filled with data, set in the typeface that comes along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_SHARP = 144
_LAST_WITH_GLYPHS = 0xFFFF
_UNKNOWN = "*"
"""Stands for a character that the typeface has not, rather than an empty box."""


def png(template: str, data: Mapping[str, Any]) -> bytes:
    """The picture of a template (``arrivals``) filled with plain JSON data.

    Texts reach the template as data, so that nothing in a name or a reason is ever taken for markup.
    """
    # Seldom needed and large: only a process that draws loads it.
    import typst

    drawn = typst.compile(
        str(HERE / f"{template}.typ"),
        root=str(HERE),
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        format="png",
        ppi=_SHARP,
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
    )
    if not isinstance(drawn, bytes):
        raise TypeError(f"{template} has more than one page")
    return drawn


@cache
def _fonts() -> str:
    from pylopdf_fonts_zh_cn import sans_path

    return str(Path(str(sans_path())).parent)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(letter if ord(letter) <= _LAST_WITH_GLYPHS else _UNKNOWN for letter in value)
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
