"""Calendar months and spans of years, as the Opinion counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month; ordered, and written 2024-01."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as 2024-01 (the stored form); ValueError for anything else."""
        year, month = text.split("-")
        if len(year) != 4 or len(month) != 2 or not 1 <= int(month) <= 12:
            raise ValueError(text)
        return cls(int(year), int(month))

    def plus(self, months: int) -> Month:
        """The month so many months later."""
        years, rest = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, rest + 1)

    def until(self, end: Month) -> int:
        """How many months the range 起…止 has, both ends counted (0 or less when it is upside down)."""
        return (end.year - self.year) * 12 + end.month - self.month + 1

    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)


def plus_years(day: date, years: int) -> date:
    """The day so many calendar years later; 29 February falls back to 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def plus_months(day: date, months: int) -> date:
    """The day so many calendar months later; a day that the month lacks falls back to the month's last."""
    year, month = Month.of(day).plus(months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
