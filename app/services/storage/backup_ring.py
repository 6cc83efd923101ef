"""Which backups stay: the last of 12 days, 10 weeks and 9 months, and the last of every year for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 12, 10, 9
Period = Callable[[datetime], tuple[int, ...]]


def kept(made: Iterable[datetime]) -> set[datetime]:
    """Of the moments at which backups were made, those whose backups stay."""
    moments = sorted(set(made), reverse=True)
    rings: tuple[tuple[Period, int | None], ...] = ((_day, DAYS), (_week, WEEKS), (_month, MONTHS), (_year, None))
    return {moment for period, count in rings for moment in _latest(moments, period, count)}


def _latest(moments: list[datetime], period: Period, count: int | None) -> list[datetime]:
    """The latest moment of each of the last `count` periods that have one; of all of them without a count."""
    seen: dict[tuple[int, ...], datetime] = {}
    for moment in moments:
        seen.setdefault(period(moment), moment)
    return list(seen.values())[:count]


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month


def _year(moment: datetime) -> tuple[int, ...]:
    return (moment.year,)
