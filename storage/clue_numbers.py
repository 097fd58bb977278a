"""The numbers by which residents and staff speak of a matter: counted by the local day, never given twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from storage.clue_rows import clue_numbers
from storage.repository import OnBoth

_LOCAL = ZoneInfo("Asia/Shanghai")
_NEXT = OnBoth(
    clue_numbers,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["day"], set_={"last": clue_numbers.c.last + 1}
    ).returning(clue_numbers.c.last),
)


def next_number(run: Callable[..., Any], dialect: str, prefix: str, at: datetime) -> str:
    """``<prefix>-<local day>-<three digits or more>``, with gaps where a unit of work was undone."""
    day = f"{prefix.upper()}-{at.astimezone(_LOCAL):%Y%m%d}"
    return f"{day}-{run(_NEXT[dialect], {'day': day, 'last': 1}).scalar_one():03d}"
