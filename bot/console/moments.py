"""Days and times as the pages say them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.console import words
from dialogs.say import LOCAL, local_day, say_day
from knowledge.deadlines import overdue_by

if TYPE_CHECKING:
    from knowledge.workdays import Calendar


def minute(moment: datetime | None, now: datetime) -> str:
    """今天 09:05, 昨天 17:40, 11月3日 08:00, 2025年3月1日 08:00; empty for no moment."""
    if moment is None:
        return ""
    local, today = moment.astimezone(LOCAL), local_day(now)
    return f"{words.day_name(local.date(), today)} {local:%H:%M}"


def due(moment: datetime | None) -> str:
    """12月10日（周四）, with the hour where it is not the end of the day."""
    if moment is None:
        return ""
    local = moment.astimezone(LOCAL)
    return say_day(local.date()) + ("" if (local.hour, local.minute) >= (23, 59) else f"{local:%H:%M}")


def left(moment: datetime | None, now: datetime, calendar: Calendar) -> tuple[str, bool, bool]:
    """How long there is, in words; whether it is late; whether it is soon (within three working days)."""
    if moment is None:
        return "", False, False
    late = overdue_by(moment, now, calendar)
    if moment < now:
        return (words.late_by(late) if late else words.LATE_ON_HOLIDAY), True, False
    today, last = local_day(now), local_day(moment)
    if last == today:
        hours = (moment - now).total_seconds() / 3600
        at_midnight = due(moment) == say_day(last)
        return (words.DUE_TODAY if at_midnight else words.hours_left(hours)), False, True
    days = calendar.count(today, last)
    return words.days_left(days), False, days <= 3


def period_of(day: date) -> str:
    """2026-11."""
    return f"{day:%Y-%m}"
