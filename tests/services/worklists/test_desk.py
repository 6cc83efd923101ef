from datetime import date

import pytest
from working_office import APPROVER, CLERK, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.policy.standards import CONFIRMED, Entry
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.desk import SetUp, desk, standing


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def test_each_desk_has_the_piles_of_its_own_roles(office: Office) -> None:
    for state in (State.DRAFT, State.DRAFT, State.ACCEPTED, State.APPROVAL):
        office.at(state)
    piles = {
        role: [(pile.state, pile.step, pile.count) for pile in desk(office.acting(role)).piles]
        for role in (CLERK, REVIEWER, APPROVER)
    }
    assert piles == {
        CLERK: [(State.DRAFT, "受理", 2)],
        REVIEWER: [(State.ACCEPTED, "复核通过", 1)],
        APPROVER: [(State.APPROVAL, "批准", 1)],
    }


def test_the_desk_says_what_is_late_what_is_due_today_and_what_is_doubtful(office: Office) -> None:
    for number, due_on in (
        (office.file(), date(2024, 11, 4)),
        (office.file(), date(2024, 11, 5)),
        (office.file(), date(2024, 11, 6)),
    ):
        with office.uow.begin() as work:
            work.session.merge(office.case(number)).due_on = due_on
    office.walk(office.file(phone=None), State.ACCEPTED)
    found = desk(office.acting(CLERK))
    assert (found.overdue, found.due_today, found.warned) == (1, 1, 1)
    assert dict(standing(office.acting(CLERK)).counts)["desk"] == 1


def test_the_year_stands_on_the_desk(office: Office) -> None:
    office.at(State.COMPLETED)
    office.take(office.at(State.ACCEPTED), REVIEWER, Step.REFUSE, reason="不符合条件")
    total = desk(office.acting(CLERK)).year.total
    assert (total.applied, total.approved, total.open) == (2, 1, 1)
    assert total.paid_fen == total.granted_fen > 0


def test_a_new_office_has_everything_to_set_up(uow: UnitOfWork) -> None:
    assert desk(uow).to_set_up == (SetUp.ACCOUNTS, SetUp.STANDARDS, SetUp.TEMPLATES, SetUp.IMPORT)


def test_what_is_done_is_no_longer_asked_for(office: Office) -> None:
    office.file()
    assert desk(office.uow).to_set_up == (SetUp.STANDARDS,)


def test_the_banner_stands_until_publication_is_confirmed(uow: UnitOfWork) -> None:
    assert standing(uow).confirmed
    unsure = Entry(CONFIRMED, "", date(2018, 1, 1), "测试", False)
    from app.services.standards import parameters

    with uow.begin() as work:
        parameters.store(work, [unsure])
    assert not standing(uow).confirmed
    assert SetUp.CONFIRM in desk(uow).to_set_up
