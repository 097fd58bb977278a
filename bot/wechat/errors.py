"""What the platform's answers mean and what to do about them: one table, judged by number and never by text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.services import SendError, SendKind

Category = Literal[
    "ok",
    "token",
    "retryable",
    "quota_minute",
    "quota_day",
    "quota_user",
    "window_closed",
    "unsubscribed",
    "user_refused",
    "duplicate",
    "permanent",
    "permanent_template",
    "permission",
    "config",
    "account",
    "ignore",
    "bug",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Action:
    """What a category asks for: the kind of ``SendError``, whether the same call is hopeless, seconds to wait."""

    kind: SendKind
    permanent: bool = False
    retry_after: float | None = None


ACTIONS: Mapping[Category, Action] = {
    "token": Action("token", retry_after=60),
    "retryable": Action("retryable", retry_after=2),
    "quota_minute": Action("quota_minute", retry_after=60),
    "quota_day": Action("quota_day"),
    "quota_user": Action("quota_user", retry_after=600),
    "window_closed": Action("window_closed", permanent=True),
    "unsubscribed": Action("unsubscribed", permanent=True),
    "user_refused": Action("user_refused", permanent=True),
    "duplicate": Action("duplicate", permanent=True),
    "permanent": Action("permanent", permanent=True),
    "permanent_template": Action("permanent", permanent=True),
    "permission": Action("permission"),
    "config": Action("config"),
    "account": Action("config"),
    "ignore": Action("permanent", permanent=True),
    "bug": Action("config"),
    # Once more after a while, then a person must look.
    "unknown": Action("permanent", retry_after=60),
}

_CODES: Mapping[Category, tuple[int, ...]] = {
    "ok": (0,),
    "token": (40001, 40014, 42001),
    "retryable": (-1, 45066, 268487001, 268487002),
    "quota_minute": (45011, 44990),
    "quota_day": (45009, 45028, 48006),
    "quota_user": (45047, 43117),
    "window_closed": (45015,),
    "unsubscribed": (43004, 50005),
    "user_refused": (43101, 43019, 48002),
    "duplicate": (45065, 40241),
    "permanent": (
        40003,
        40007,
        40029,
        40033,
        40163,
        44002,
        45002,
        45008,
        47001,
        47003,
        49003,
        70000,
    ),
    "permanent_template": (40037, 43116, 40249, 40036),
    "permission": (48001, 40200),
    "config": (40013, 40125, 40164, 40243, 61004, 89503, 89506, 89507),
    "account": (50002, 50004, 50007),
    "ignore": (45072, 45080, 45081),
    "bug": (41001,),
}
CATEGORIES: Mapping[int, Category] = {code: category for category, codes in _CODES.items() for code in codes}

_WAITS: Mapping[int, float] = {45066: 60, 89503: 600, 89506: 86_400, 89507: 3_600, 40243: 600}
# Reported to be refused now and then although it is right: one late try before the template is given up.
_FLAKY = {40037: Action("permanent", retry_after=300)}


def category_of(code: int) -> Category:
    """The category of an error code; ``unknown`` for one that is not in the table."""
    return CATEGORIES.get(code, "unknown")


def error_of(code: int, path: str = "", message: str = "") -> SendError:
    """The error to raise for a code that ``path`` answered. ``message`` is only searched for the address to allow."""
    category = category_of(code)
    if code == 50002 and path.startswith(("message/", "template/", "sns/")):
        # The same number means one frozen user here, and a frozen account where tokens are given out.
        category = "user_refused"
    action = _FLAKY.get(code, ACTIONS[category])
    hint = message.split(",", 1)[0][:80] if code == 40164 else ""
    return SendError(action.kind, code, action.permanent, _WAITS.get(code, action.retry_after), hint)


def read_answer(status: int, content: bytes, path: str = "", *, repeatable: bool = True) -> dict[str, Any] | SendError:
    """The platform's answer as a mapping, or the error that it is.

    ``repeatable`` says that the same call may be made twice without harm; where it may not, an answer that does not
    tell whether the call was carried out is ``unknown_outcome``.
    """
    lost = SendError("retryable", retry_after=2) if repeatable else SendError("unknown_outcome")
    if status >= 500:
        return SendError("retryable", status, retry_after=2)
    if status >= 400:
        return SendError("config", status)
    if not content.strip():
        return lost
    try:
        answer = json.loads(content.decode("utf-8", "replace"), strict=False)
        code = int(answer.get("errcode") or 0)
    except (ValueError, TypeError, AttributeError):
        return lost
    if code:
        return error_of(code, path, str(answer.get("errmsg") or ""))
    found: dict[str, Any] = answer
    return found
