"""Closing a year (年终结账): from then on nothing is booked into it."""

from __future__ import annotations

from datetime import date

from app.models import ClosedYear
from app.services.errors import UserError
from app.services.unit_of_work import Work


def require_open(work: Work, day: date) -> None:
    """UserError when the year of `day` is closed: it takes only a counter-entry, dated in a year that is still open."""
    closed = work.session.get(ClosedYear, day.year)
    if closed is not None:
        raise UserError(
            f"{day.year} 年度已于 {closed.closed_on} 年终结账，不能再登记 {day} 的款项或决定，"
            f"请财务改用结账以后年度的日期；要更正已结账的款项，在新年度登记冲正。"
        )
