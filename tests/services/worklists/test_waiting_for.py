"""Whom cases wait for, and how many are at or past each limit."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from working_office import APPROVER, CLERK, FINANCE, NAMES, REVIEWER, Office

from app.services.calendar.deadlines import PUBLISHED
from app.services.cases.case_materials import Handed, Tick, material_sheet, record
from app.services.cases.course import State, Step
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.desk import desk
from app.services.worklists.queue import page
from app.services.worklists.queue_query import CaseQuery, Limit
from app.services.worklists.waiting_for import WaitsFor, limit_counts, waits_for


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def on(office: Office, days: int) -> UnitOfWork:
    """The office so many calendar days later."""
    day = office.today + timedelta(days=days)
    return replace(office.uow, clock=lambda: datetime.combine(day, time(9)))


def test_a_case_waits_for_the_role_of_its_next_step_and_for_who_had_it_in_hand(office: Office) -> None:
    for state in (State.DRAFT, State.SUPPLEMENT, State.ACCEPTED, State.REVIEWED, State.APPROVED):
        office.at(state)
    office.at(State.COMPLETED)
    office.at(State.WITHDRAWN)
    found = {(one.role, one.person): one.cases for one in waits_for(office.uow)}
    assert found == {
        (CLERK, NAMES[CLERK]): 2,
        (REVIEWER, ""): 1,
        (REVIEWER, NAMES[REVIEWER]): 1,
        (FINANCE, ""): 1,
    }


def test_what_is_due_today_and_overdue_is_counted_and_stands_first(office: Office) -> None:
    office.file()
    last = PUBLISHED.add(office.today, 5)
    days = (last - office.today).days
    (due,) = waits_for(on(office, days))
    assert due == WaitsFor(CLERK, NAMES[CLERK], 1, today=1, overdue=0)
    (late,) = waits_for(on(office, days + 1))
    assert (late.today, late.overdue) == (0, 1)


def test_each_limit_counts_and_lists_its_cases(office: Office) -> None:
    deemed, asked = office.file(), office.at(State.SUPPLEMENT)
    waiting = office.file()
    sheet = material_sheet(office.acting(CLERK), waiting)
    ticks = {line.material.name: Tick(Handed.RECEIVED) for line in sheet.lines}
    later = next(line.material.name for line in sheet.lines if line.material.deferrable)
    ticks[later] = Tick(Handed.DEFERRED, office.due_after(2))
    record(office.acting(CLERK), waiting, ticks, sheet.version)
    office.take(waiting, CLERK, Step.ACCEPT)
    later_on = on(office, 90)
    assert dict(limit_counts(office.uow)) == dict.fromkeys(Limit, 0)
    assert dict(limit_counts(later_on)) == {
        Limit.TODAY: 0,
        Limit.OVERDUE: 3,
        Limit.SUPPLEMENT: 1,
        Limit.DEFERRED: 1,
        Limit.DEEMED: 1,
    }
    listed = {
        limit: [row.number for row in page(later_on, CaseQuery(limit=limit)).rows]
        for limit in (Limit.SUPPLEMENT, Limit.DEFERRED, Limit.DEEMED)
    }
    assert listed == {Limit.SUPPLEMENT: [asked], Limit.DEFERRED: [waiting], Limit.DEEMED: [deemed]}


def test_the_desk_carries_both(office: Office) -> None:
    office.file()
    found = desk(office.acting(APPROVER))
    assert [one.role for one in found.waiting] == [CLERK]
    assert dict(found.limits)[Limit.OVERDUE] == 0
