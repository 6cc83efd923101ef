"""The office's working days: what it has entered over the published calendar, with its source, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.models import CalendarDay
from app.services.calendar.deadlines import PUBLISHED, Calendar
from app.services.errors import UserError
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Correction:
    """A day that the office says it works or does not, and where that is laid down."""

    day: date
    working: bool
    source: str


@dataclass(frozen=True, slots=True)
class EnteredDay:
    """A correction as entered; `published` is what the calendar would say without it."""

    key: int
    day: date
    working: bool
    published: bool
    source: str
    at: datetime
    account: str


def calendar_of(uow: UnitOfWork) -> Calendar:
    """The calendar as it stands."""
    with uow.read() as work:
        return work.calendar


def unknown_from(uow: UnitOfWork) -> int:
    """The first year from this one on whose working days are reckoned by weekdays only."""
    with uow.read() as work:
        year = work.today.year
        while work.calendar.is_certain(date(year, 1, 1)):
            year += 1
        return year


def entered_days(uow: UnitOfWork) -> tuple[EnteredDay, ...]:
    """Every correction ever entered, the latest day first."""
    query = select(CalendarDay).order_by(CalendarDay.day.desc(), CalendarDay.id.desc())
    with uow.read() as work:
        return tuple(
            EnteredDay(row.id, row.day, row.working, PUBLISHED.is_working_day(row.day), row.source, row.at, row.account)
            for row in work.session.execute(query).scalars()
        )


def enter_days(uow: UnitOfWork, corrections: Iterable[Correction]) -> int:
    """An administrator enters days; what is known already is left out. How many are new. UserError without a source."""
    last = {one.day: one for one in corrections}
    with uow.begin() as work:
        require_role(work.session, work.account, {Role.ADMINISTRATOR}, "录入工作日历")
        known = work.calendar.corrections
        fresh = [one for one in last.values() if known.get(one.day) is not one.working]
        unsourced = next((one for one in fresh if not one.source.strip()), None)
        if unsourced is not None:
            raise UserError(f"{unsourced.day} 没有来源文号，请管理员补填放假安排的文号后再录入。", "source")
        if not fresh:
            return 0
        work.session.add_all(
            CalendarDay(day=one.day, working=one.working, source=one.source.strip(), at=work.now, account=work.account)
            for one in fresh
        )
        told = "；".join(f"{one.day} {'上班' if one.working else '休息'} {one.source.strip()}" for one in fresh)
        work.note("录入工作日历", f"{len(fresh)} 天", told)
        return len(fresh)
