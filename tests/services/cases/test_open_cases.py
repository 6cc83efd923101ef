"""What an open case is shown to give keeps step with the other cases of its key and with the standards entered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from working_office import ADMINISTRATOR, CLERK, Office

from app.services.cases.course import State, Step
from app.services.policy.standards import Entry
from app.services.standards import parameters
from app.services.unit_of_work import UnitOfWork

MEDAL = {"code": "honor-award"}
WHO = {"identity_number": "341504199001011231"}


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def gives(office: Office, number: str) -> tuple[bool, int]:
    case = office.case(number)
    return case.eligible, case.payable_fen


def test_an_approval_lowers_the_forecast_of_the_open_cases_of_its_key(office: Office) -> None:
    first = office.at(State.ACCEPTED, title="安徽省技术能手", **MEDAL, **WHO)
    assert gives(office, first) == (True, 5000000)
    second = office.at(State.COMPLETED, title="江淮杰出工匠", **MEDAL, **WHO)
    assert (gives(office, first), gives(office, second)) == ((True, 0), (True, 8000000))


def test_a_withdrawal_frees_key_and_forecast_for_those_behind_it(office: Office) -> None:
    first = office.at(State.ACCEPTED, title="安徽省技术能手", **MEDAL, **WHO)
    again = office.file(title="安徽省技术能手", **MEDAL, **WHO)
    office.take(again, CLERK, Step.ACCEPT)
    higher = office.at(State.ACCEPTED, title="全国技术能手", **MEDAL, **WHO)
    assert [gives(office, one) for one in (again, higher)] == [(False, 0), (True, 5000000)]
    office.take(first, CLERK, Step.WITHDRAW, reason="自愿撤回")
    assert [gives(office, one) for one in (again, higher)] == [(True, 5000000), (True, 5000000)]


def test_a_standard_entered_late_reaches_the_open_cases_of_its_type_from_its_day_on(office: Office) -> None:
    early = office.file("contest-hosting", asked=1000000, applied_on=date(2025, 3, 1))
    late = office.file("contest-hosting", asked=1000000, applied_on=date(2025, 3, 2))
    other = office.file()
    entry = Entry("赛事补助下限", "", date(2025, 3, 2), "文号", Decimal(60000))
    before = gives(office, other)
    parameters.enter(office.acting(ADMINISTRATOR), [entry, replace(entry, name="表头别名", value=())])
    assert [gives(office, one)[1] for one in (early, late)] == [5000000, 6000000]
    assert gives(office, other) == before


def test_an_occupation_listed_late_makes_its_cases_eligible(office: Office) -> None:
    number = office.file("scarce-talent-wage", occupation="铸造工")
    assert not office.case(number).eligible
    listed = Entry("急需紧缺职业目录", "", date(2018, 1, 1), "文号", ("铸造工",))
    parameters.enter(office.acting(ADMINISTRATOR), [listed])
    assert office.case(number).eligible
