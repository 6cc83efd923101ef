"""Four eyes on every case, tried every wrong way: several roles, changed roles, names that look alike, batches, closed accounts."""

from itertools import permutations

import pytest
from sqlalchemy import select
from working_office import ADMINISTRATOR, APPROVER, CLERK, FINANCE, NAMES, REVIEWER, ROAD, Office

from app.models import CaseStep
from app.services.cases.access import hands
from app.services.cases.casework import move, move_many
from app.services.cases.course import MOVES, Stage, State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.trust import account_care
from app.services.trust.accounts import CASE_ROLES, Role, add_account, deactivate
from app.services.unit_of_work import UnitOfWork

ALL = "全能"
STAGED = {
    Stage.ACCEPT: (State.DRAFT, CLERK, Step.ACCEPT),
    Stage.REVIEW: (State.ACCEPTED, REVIEWER, Step.PASS),
    Stage.APPROVE: (State.APPROVAL, APPROVER, Step.APPROVE),
    Stage.PAY: (State.APPROVED, FINANCE, Step.PAY),
}


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    made = Office(uow)
    add_account(uow, ALL, CASE_ROLES)
    return made


def order(step: Step) -> Order:
    return Order(step, voucher="记-1" if step is Step.PAY else "")


def walk_with(office: Office, number: str, to: State, taken: Stage) -> None:
    """Take a case to a state; one stage of the way is passed by the account that holds every role."""
    for role, step, _after in ROAD:
        if office.case(number).state == to:
            return
        if step is Step.CLOSE:
            office.today = max(office.today, office.case(number).public_until or office.today)
            office.today = office.due_after(1)
        mine = STAGED[taken][2] is step
        uow = office.uow.acting_as(ALL) if mine else office.acting(role)
        move(uow, number, order(step), on=office.today)


def stages_of(office: Office, number: str) -> dict[str, set[str]]:
    """The stages that each account has passed on a case."""
    passed: dict[str, set[str]] = {}
    with office.uow.read() as work:
        query = select(CaseStep.account, CaseStep.stage).where(CaseStep.stage != "")
        for account, stage in work.session.execute(query):
            passed.setdefault(account, set()).add(stage)
    return passed


LATER = [
    (first, second)
    for first, second in permutations(STAGED, 2)
    if list(STAGED).index(first) < list(STAGED).index(second)
]


@pytest.mark.parametrize(("first", "second"), LATER, ids=lambda stage: stage.value)
def test_whoever_holds_every_role_passes_one_stage_of_a_case_alone(office: Office, first: Stage, second: Stage) -> None:
    number = office.file()
    state, _role, step = STAGED[second]
    walk_with(office, number, state, first)
    uow = office.uow.acting_as(ALL)
    with pytest.raises(UserError, match=f"{ALL} 办理{first.label}，四眼原则要求{second.label}由其他人办理"):
        move(uow, number, order(step), on=office.today)
    outcome = move_many(uow, [number], order(step), on=office.today)
    assert not outcome.moved
    assert "四眼原则" in outcome.left[0][1]
    assert all(len(passed) == 1 for passed in stages_of(office, number).values())


def test_in_a_batch_only_the_cases_of_others_move(office: Office) -> None:
    own, others = office.file(), office.file()
    move(office.uow.acting_as(ALL), own, order(Step.ACCEPT), on=office.today)
    office.take(others, CLERK, Step.ACCEPT)
    outcome = move_many(office.uow.acting_as(ALL), [own, others, own], order(Step.PASS), on=office.today)
    assert [moved.number for moved in outcome.moved] == [others]
    assert [number for number, _ in outcome.left] == [own, own]


def test_another_role_makes_nobody_another_person(office: Office) -> None:
    number = office.walk(office.file(), State.ACCEPTED)
    administrator = office.acting(ADMINISTRATOR)
    account_care.change_roles(administrator, NAMES[CLERK], [REVIEWER])
    with pytest.raises(UserError, match="四眼原则"):
        office.take(number, CLERK, Step.PASS)
    account_care.change_roles(administrator, NAMES[CLERK], [CLERK])
    with pytest.raises(UserError, match="须由复核员"):
        office.take(number, CLERK, Step.PASS)


@pytest.mark.parametrize("shape", [" {}", "{} ", "{}\u3000", "{}\t"])
def test_no_second_account_looks_like_the_first(office: Office, shape: str) -> None:
    name = shape.format(NAMES[CLERK])
    deactivate(office.acting(ADMINISTRATOR), NAMES[CLERK])
    with pytest.raises(UserError, match="已存在"):
        add_account(office.uow, name, [REVIEWER])
    with pytest.raises(UserError, match="须由"):
        move(office.uow.acting_as(name), office.file(), order(Step.ACCEPT), on=office.today)


def test_a_closed_account_takes_no_step_and_its_stage_stays_taken(office: Office) -> None:
    number = office.file()
    move(office.uow.acting_as(ALL), number, order(Step.ACCEPT), on=office.today)
    deactivate(office.acting(ADMINISTRATOR), ALL)
    with pytest.raises(UserError, match="须由复核员"):
        move(office.uow.acting_as(ALL), number, order(Step.PASS), on=office.today)
    with office.uow.read() as work:
        assert hands(work.session, ALL, office.case(number).id).stages == {Stage.ACCEPT}
    office.take(number, REVIEWER, Step.PASS)


@pytest.mark.parametrize("account", ["", "没有此人", "LOCAL", NAMES[CLERK] + " "])
def test_an_account_that_is_none_takes_no_step(office: Office, account: str) -> None:
    number = office.file()
    for step in Step:
        with pytest.raises(UserError):
            move(office.uow.acting_as(account), number, order(step), on=office.today)
    assert office.case(number).state == State.DRAFT


def test_a_case_that_went_back_is_still_known_by_those_who_had_it(office: Office) -> None:
    number = office.walk(office.file(), State.APPROVAL)
    office.take(number, APPROVER, Step.BACK, reason="金额需要复核")
    account_care.change_roles(office.acting(ADMINISTRATOR), NAMES[REVIEWER], [CLERK])
    account_care.change_roles(office.acting(ADMINISTRATOR), NAMES[CLERK], [REVIEWER, APPROVER])
    with pytest.raises(UserError, match="办理受理，四眼原则"):
        office.take(number, CLERK, Step.PASS)
    move(office.uow.acting_as(ALL), number, order(Step.PASS), on=office.today)
    with office.uow.read() as work:
        case = office.case(number).id
        assert hands(work.session, ALL, case).stages == {Stage.REVIEW}
        assert hands(work.session, NAMES[REVIEWER], case).stages == {Stage.REVIEW}
        assert hands(work.session, NAMES[CLERK], case).stages == {Stage.ACCEPT}


def test_the_role_of_an_administrator_grants_no_step_at_all(office: Office) -> None:
    assert all(Role.ADMINISTRATOR not in line.roles and Role.AUDITOR not in line.roles for line in MOVES)
    for state in (State.DRAFT, State.ACCEPTED, State.APPROVAL, State.APPROVED):
        number = office.walk(office.file(), state)
        for step in Step:
            with pytest.raises(UserError):
                office.take(number, ADMINISTRATOR, step, reason="理由", voucher="记-1")
        assert office.case(number).state == state
