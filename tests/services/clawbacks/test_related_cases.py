"""What else the party of an investigated case has, and how it is marked for review."""

import pytest
from clawback_desk import FACTS, Desk
from sqlalchemy import select
from working_office import APPROVER, CLERK, Office

from app.models import Doubt
from app.services.cases.course import State
from app.services.clawbacks.deciding import drop
from app.services.clawbacks.opening import open_clawback
from app.services.clawbacks.related import MARK, related_cases
from app.services.doubts.open_doubts import OPEN
from app.services.unit_of_work import UnitOfWork

OTHER_UNIT = "91341504MA2N0XYT15"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_open_cases_of_the_party_are_marked_for_review_while_it_is_investigated(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED, identity_number="341504199001011231")
    beside = office.at(State.ACCEPTED, identity_number="341504199001011231", occupation="电工", credit_code=OTHER_UNIT)
    stranger = office.at(State.ACCEPTED, account_number="62284800100999", credit_code=OTHER_UNIT)
    opened = open_clawback(desk.acting(CLERK), case, "举报", FACTS, on=office.today)
    assert opened.marked == (beside,)
    assert office.case(beside).warned
    assert (marks(office, beside), marks(office, stranger)) == ([f"{opened.number}#已追回立案"], [])
    related = {one.number: one.ties for one in related_cases(office.uow, case)}
    assert related == {beside: ("同一人员",)}
    drop(desk.acting(APPROVER), opened.number, "查无实据", on=office.today)
    assert marks(office, beside) == []


def marks(office: Office, number: str) -> list[str]:
    """The clawbacks for which an open case is to be looked at again."""
    with office.uow.read() as work:
        found = select(Doubt.mark).where(Doubt.case_id == office.case(number).id, Doubt.code == MARK, OPEN)
        return list(work.session.scalars(found))


def test_a_fraud_goes_on_marking_the_open_cases_of_the_party(office: Office, desk: Desk) -> None:
    case = office.at(State.COMPLETED, identity_number="341504199001011231")
    beside = office.at(State.ACCEPTED, identity_number="341504199001011231", occupation="电工")
    number = desk.taken_back(case)
    assert marks(office, beside) == [f"{number}#查实弄虚作假"]
