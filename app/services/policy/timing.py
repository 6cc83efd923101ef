"""The deciding fact of a case, and when it lies between 发布日期 and the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from app.services.policy.clauses import Basis
from app.services.policy.months import Month

FIRST_YEAR, LAST_YEAR = 1, 9998


class Span(NamedTuple):
    """A day, months or a year: `begun` ends its first part, `open` is the first day on which it may be applied for."""

    begun: date
    open: date
    shown: object  # what its text is
    not_before: str
    in_time: str


def day(given: date) -> Span:
    """A day: from 发布日期 to the application date, both included."""
    return Span(given, given, given, "不早于文件发布日期", "不晚于申报日期")


def months(start: Month, end: Month) -> Span:
    """Months: from the month of 发布日期 on, and ended before the month of the application."""
    last_of_first = start.plus(1).first_day() - timedelta(days=1)
    return Span(last_of_first, end.plus(1).first_day(), f"{start} 至 {end}", "不早于文件发布月份", "早于申报月份")


def year(given: int) -> Span:
    """A year: from that of 发布日期 on, and before that of the application."""
    known = min(max(given, FIRST_YEAR), LAST_YEAR)
    return Span(date(known, 12, 31), date(known + 1, 1, 1), f"{given} 年度", "不早于文件发布年度", "早于申报年度")


@dataclass(frozen=True)
class Deciding:
    """The fact that must lie between 发布日期 and the application; `basis` says on what that rests."""

    label: str
    span: Callable[[Any], Span]
    basis: Basis = Basis.READING
