"""How a breakdown is written down: its kind and place, never its words, which may repeat what a resident wrote."""

from __future__ import annotations

import logging
import traceback

log = logging.getLogger(__name__)


def log_trouble(what: str, key: str, why: Exception) -> None:
    """Log that ``what`` happened to the message or event of that key."""
    frames = traceback.extract_tb(why.__traceback__)
    where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames[-6:]))
    log.error("%s: %s at %s", what, type(why).__name__, where, extra={"key": key})
