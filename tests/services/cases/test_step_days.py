"""On which day a step is taken: as given in a plain folder, in order and not tomorrow where people log in."""

from datetime import timedelta

import pytest
from working_office import CLERK, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.trust.login_guards import demand_login
from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def with_login(office: Office) -> None:
    with office.uow.begin() as work:
        demand_login(work)


def test_a_plain_folder_takes_the_day_it_is_given(office: Office) -> None:
    number = office.file()
    for days in (30, -40):
        office.today += timedelta(days=days)
        office.take(number, CLERK, Step.HOLD if days > 0 else Step.LIFT, reason="演示")


def test_where_people_log_in_no_step_is_of_tomorrow(office: Office) -> None:
    number = office.file()
    with_login(office)
    office.today += timedelta(days=1)
    with pytest.raises(UserError, match=f"{number} 的办理日期 2024-11-06 晚于今天"):
        office.take(number, CLERK, Step.ACCEPT)


def test_where_people_log_in_no_step_is_before_the_last_one(office: Office) -> None:
    number = office.at(State.ACCEPTED)
    with_login(office)
    office.take(number, REVIEWER, Step.HOLD, reason="核查")
    office.take(number, REVIEWER, Step.LIFT, reason="无问题")
    office.today -= timedelta(days=1)
    with pytest.raises(UserError, match="上一步于 2024-11-05 办理，办理日期不能早于这一天"):
        office.take(number, REVIEWER, Step.PASS)
    office.today += timedelta(days=1)
    assert office.take(number, REVIEWER, Step.PASS).after is State.REVIEWED
