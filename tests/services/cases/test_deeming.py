"""视为受理: what the office let pass counts as accepted the day after, and a person still takes the step."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from working_office import CLERK, REVIEWER, Office

from app.models import AuditEntry, CaseStep
from app.services.calendar.deadlines import PUBLISHED
from app.services.cases.case_materials import Handed, Tick, material_sheet, record
from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view
from app.services.worklists.queue import count
from app.services.worklists.queue_query import CaseQuery, Limit


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def deemed(office: Office) -> tuple[str, date]:
    """A draft whose limit has passed by three days, and the day from which it counts as accepted."""
    number = office.file()
    last = PUBLISHED.add(office.today, 5)
    assert office.case(number).due_on == last
    office.today = last + timedelta(days=3)
    return number, last + timedelta(days=1)


def test_within_the_limit_every_step_is_open(office: Office) -> None:
    number = office.file()
    office.today = PUBLISHED.add(office.today, 5)
    office.take(number, CLERK, Step.ASK, reason="缺复印件")
    assert office.case(number).state == "supplement"


@pytest.mark.parametrize("step", [Step.ASK, Step.REFUSE])
def test_past_the_limit_asking_and_refusing_come_too_late(office: Office, step: Step) -> None:
    number, day = deemed(office)
    with pytest.raises(UserError, match=f"{number} 受理期限已过，自 {day} 起视为受理，不能再.*请经办员办理受理"):
        office.take(number, CLERK, step, reason="理由")
    assert office.case(number).state == "draft"


def test_acceptance_is_dated_the_day_after_the_limit_and_the_chain_keeps_the_real_time(office: Office) -> None:
    number, day = deemed(office)
    office.take(number, CLERK, Step.ACCEPT)
    case = office.case(number)
    assert (case.state, case.accepted_on) == ("accepted", day)
    assert case.due_on == PUBLISHED.add(day, 10)
    with office.uow.read() as work:
        step = work.session.scalars(select(CaseStep).where(CaseStep.step == "accept")).one()
        noted = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "案件受理")).one()
    assert (step.on_day, step.reason) == (day, "受理期限届满，视为受理")
    assert noted.at == office.uow.clock()


def test_withdrawal_stays_open(office: Office) -> None:
    number, _ = deemed(office)
    assert office.take(number, CLERK, Step.WITHDRAW).after is State.WITHDRAWN


def test_a_request_in_time_stops_it_for_good(office: Office) -> None:
    number = office.at(State.SUPPLEMENT)
    office.today += timedelta(days=30)
    office.take(number, CLERK, Step.RESUBMIT)
    office.today += timedelta(days=30)
    office.take(number, CLERK, Step.REFUSE, reason="不属于本区")
    assert office.case(number).state == "approval"


def test_what_was_found_missing_stays_open_when_the_limit_passes(office: Office) -> None:
    number = office.file()
    sheet = material_sheet(office.acting(CLERK), number)
    ticks = {line.material.name: Tick(Handed.RECEIVED) for line in sheet.lines}
    name = sheet.lines[0].material.name
    record(office.acting(CLERK), number, ticks | {name: Tick(Handed.MISSING)}, sheet.version)
    office.today = PUBLISHED.add(office.today, 6)
    office.take(number, CLERK, Step.ACCEPT)
    assert [line.material.name for line in material_sheet(office.acting(CLERK), number).open_lines] == [name]
    office.take(number, REVIEWER, Step.ASK, reason=f"补交{name}")


def test_the_limit_runs_from_receipt_not_from_an_old_date_on_the_form(office: Office) -> None:
    old = office.file(applied_on=office.today - timedelta(days=200))
    later = office.file(applied_on=office.today + timedelta(days=10))
    assert office.case(old).due_on == PUBLISHED.add(office.today, 5)
    assert office.case(later).due_on == PUBLISHED.add(office.today + timedelta(days=10), 5)
    for step in (Step.ASK, Step.REFUSE):
        number = office.file(applied_on=office.today - timedelta(days=200))
        office.take(number, CLERK, step, reason="理由")


def test_a_day_given_before_the_filing_counts_as_today(office: Office) -> None:
    number = office.file()
    office.today = date(2024, 3, 1)
    office.take(number, CLERK, Step.ASK, reason="缺复印件")
    assert office.case(number).state == "supplement"


def test_a_deemed_draft_says_so_and_offers_no_other_step(office: Office) -> None:
    number = office.file()
    with office.uow.begin() as work:
        work.session.connection().exec_driver_sql("UPDATE cases SET due_on = '2024-10-14'")
    view = case_view(office.acting(CLERK), number)
    assert view.deemed_on == date(2024, 10, 15)
    assert {one.step for one in view.actions if one.allowed} == {Step.ACCEPT, Step.WITHDRAW, Step.HOLD}
    assert count(office.uow, CaseQuery(limit=Limit.DEEMED)) == 1
