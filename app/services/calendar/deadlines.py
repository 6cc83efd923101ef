"""Time limits in working days: the first day is not counted, a limit of N working days ends with the Nth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
GUESSED = "按周一至周五推算"


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
def _published(day: date) -> bool:
    """Whether a day is a working day by the published calendar; in years that it does not know, Monday to Friday."""
    if not _known(day.year):
        return day.weekday() < 5
    import chinese_calendar

    return bool(chinese_calendar.is_workday(day))


@dataclass(frozen=True)
class Calendar:
    """The published calendar with the office's corrections, by day: True for a working day."""

    corrections: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on a day."""
        corrected = self.corrections.get(day)
        return _published(day) if corrected is None else corrected

    def is_certain(self, day: date) -> bool:
        """Whether a due date was counted by a published or imported calendar, not by weekdays only."""
        return _known(day.year) or day.year in self._corrected_years

    @property
    def _corrected_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.corrections)

    def add(self, day: date, count: int) -> date:
        """The last day of a limit of so many working days that begins the day after `day`."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.between(end, start)
        count = 0
        while start < end:
            start += ONE_DAY
            count += self.is_working_day(start)
        return count

    def due_text(self, due: date | None, today: date) -> str:
        """A due date as the queue says it: 今天, 明天, 还有 3 个工作日, 逾期 2 日 (calendar days); a guess is marked."""
        if due is None:
            return ""
        if due < today:
            text = f"逾期 {(today - due).days} 日"
        elif due == today:
            text = "今天"
        elif due == today + ONE_DAY:
            text = "明天"
        else:
            text = f"还有 {self.between(today, due)} 个工作日"
        return text if self.is_certain(due) else f"{text}（{GUESSED}）"

    def day_text(self, day: date) -> str:
        """A day that was counted, marked where it is a guess: 2027-01-08（按周一至周五推算）."""
        return f"{day}" if self.is_certain(day) else f"{day}（{GUESSED}）"


PUBLISHED = Calendar()
