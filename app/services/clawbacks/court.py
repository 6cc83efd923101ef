"""When a decision to take back may go to court (强制执行): the two dates, from the services recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.services.calendar.deadlines import PUBLISHED, Calendar
from app.services.policy.months import plus_months

DEMAND_DAYS = 10
"""Working days after service of the 催告书 (行政强制法第五十四条)."""
SUIT_MONTHS = 6
"""Months after service of the decision to sue (行政诉讼法第四十六条)."""
SUIT_DAYS = 15
"""Calendar days after service of a 复议决定 to sue (行政诉讼法第四十五条)."""
COURT_MONTHS = 3
"""Months after the end of the time to sue (行政强制法第五十三条)."""


@dataclass(frozen=True, slots=True)
class CourtDates:
    """Until when the party may sue and heed the demand, and between which days the court may be asked.

    `not_before` is the later of the two ends: the court may be asked once it has passed. None while unknown;
    `missing` names the letters whose service is not recorded yet.
    """

    suit_until: date | None
    demand_until: date | None
    not_before: date | None
    not_after: date | None
    missing: tuple[str, ...]

    @property
    def too_late(self) -> bool:
        """Whether the demand ends when the court may be asked no more."""
        return bool(self.not_before and self.not_after and self.not_before >= self.not_after)

    def may_go(self, day: date) -> bool:
        """Whether the court may be asked on a day."""
        return bool(self.not_before and self.not_after and self.not_before < day <= self.not_after)


def court_dates(
    decision: date | None, demand: date | None, review: date | None = None, calendar: Calendar = PUBLISHED
) -> CourtDates:
    """The dates from the days of service of 责令退回决定书, 催告书 and, where there is one, of the 复议决定.

    The first day is not counted; months end with the same day of the month, or its last.
    """
    suit_until = None
    if decision is not None:
        suit_until = review + timedelta(days=SUIT_DAYS) if review else plus_months(decision, SUIT_MONTHS)
    demand_until = calendar.add(demand, DEMAND_DAYS) if demand else None
    not_before = max(suit_until, demand_until) if suit_until and demand_until else None
    not_after = plus_months(suit_until, COURT_MONTHS) if suit_until else None
    missing = tuple(name for name, day in (("责令退回决定书", decision), ("催告书", demand)) if day is None)
    return CourtDates(suit_until, demand_until, not_before, not_after, missing)
