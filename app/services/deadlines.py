"""Time limits in working days: the first day is not counted, a limit of N working days ends with the Nth."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)


@cache
def _known(year: int) -> bool:
    """Whether the calendar of holidays and shifted workdays is published for a year."""
    import chinese_calendar  # read only when a limit is counted

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@cache
def is_working_day(day: date) -> bool:
    """Whether the office works on a day; in years that the calendar does not know, Monday to Friday."""
    if not _known(day.year):
        return day.weekday() < 5
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


def is_certain(day: date) -> bool:
    """Whether a due date was counted by the published calendar, not by weekdays only."""
    return _known(day.year)


def add_working_days(day: date, count: int) -> date:
    """The last day of a limit of so many working days that begins the day after `day`."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`; negative when `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start)
    count = 0
    while start < end:
        start += ONE_DAY
        count += is_working_day(start)
    return count


def due_text(due: date | None, today: date) -> str:
    """A due date as the queue says it: 今天, 明天, 还有 3 个工作日, 逾期 2 日 (calendar days)."""
    if due is None:
        return ""
    if due < today:
        return f"逾期 {(today - due).days} 日"
    if due == today:
        return "今天"
    if due == today + ONE_DAY:
        return "明天"
    return f"还有 {working_days_between(today, due)} 个工作日"
