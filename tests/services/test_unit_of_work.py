"""Where people log in nothing is dated in days to come; a plain folder takes the day that it is given."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.services.errors import UserError
from app.services.trust.attendance import Attendance
from app.services.unit_of_work import UnitOfWork, Work


def begun(uow: UnitOfWork, day: date) -> date:
    with uow.begin(on=day) as work:
        return work.today


def dated(uow: UnitOfWork, day: date) -> date:
    with uow.begin() as work:
        later: Work = work.dated(day)
        return later.today


@pytest.mark.parametrize("way", [begun, dated])
def test_who_has_logged_in_dates_nothing_ahead(uow: UnitOfWork, way: Callable[[UnitOfWork, date], date]) -> None:
    today, there = uow.clock().date(), uow.acting_as("local", Attendance(uow.clock()))
    tomorrow = today + timedelta(days=1)
    with pytest.raises(UserError, match=f"办理日期 {tomorrow} 晚于今天"):
        way(there, tomorrow)
    assert way(there, today) == today
    assert way(there, today - timedelta(days=9)) == today - timedelta(days=9)
    assert way(uow, tomorrow) == tomorrow
