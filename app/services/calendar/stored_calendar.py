"""The office's corrections of the calendar as they lie in the database."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CalendarDay


def entered_days(session: Session) -> dict[date, bool]:
    """Whether the office works on each day that it has corrected; of one day the last entry counts."""
    rows = session.execute(select(CalendarDay.day, CalendarDay.working).order_by(CalendarDay.id))
    return dict(iter(rows))
