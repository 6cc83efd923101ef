"""The course of a case as a table: who may take which step from where, and what every refusal says."""

from datetime import timedelta

import pytest
from working_office import ADMINISTRATOR, APPROVER, AUDITOR, CLERK, FINANCE, NAMES, REVIEWER, ROAD, Office

from app.services.cases.casework import move, take_step
from app.services.cases.course import MOVES, Move, State, Step, move_for
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

ALLOWED: dict[str, dict[str, Role | None]] = {
    "draft": {"accept": CLERK, "ask": CLERK, "refuse": CLERK, "withdraw": CLERK, "hold": None},
    "accepted": {"pass": REVIEWER, "ask": REVIEWER, "refuse": REVIEWER, "withdraw": CLERK, "hold": None},
    "supplement": {"resubmit": CLERK, "withdraw": CLERK, "hold": None},
    "reviewed": {"send": REVIEWER, "withdraw": CLERK, "hold": None},
    "countersign": {"opinion": CLERK, "withdraw": CLERK, "hold": None},
    "publicity": {"publish": CLERK, "withdraw": CLERK, "hold": None},
    "approval": {"approve": APPROVER, "refuse": APPROVER, "back": APPROVER, "withdraw": CLERK, "hold": None},
    "approved": {"pay": FINANCE, "hold": None},
    "completed": {},
    "rejected": {"reopen": APPROVER},
    "withdrawn": {"reopen": APPROVER},
}
HANDLERS = {CLERK, REVIEWER, APPROVER, FINANCE}
LATER = {("publicity", "close"), *((state, "lift") for state in ALLOWED)}


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.mark.parametrize("state", list(State))
def test_every_step_by_every_role_from_a_state_is_taken_or_refused_as_the_table_says(
    office: Office, state: State
) -> None:
    number = office.at(state)
    for step in Step:
        for role in Role:
            if (state.value, step.value) in LATER:
                continue
            row = ALLOWED[state.value]
            allowed = step.value in row and role in _holders(row[step.value])
            taken, text = attempt(office, number, role, step)
            assert taken == allowed, f"{state} {step} {role}: {text}"
            if not allowed:
                assert number in text
                assert text.endswith("。")
            if not allowed and move_for(step, state):
                assert "须由" in text


def _holders(role: Role | None) -> set[Role]:
    return {role} if role else HANDLERS


def attempt(office: Office, number: str, role: Role, step: Step) -> tuple[bool, str]:
    """Take the step in a transaction that is given up, and say how it went."""
    order = Order(step) if step is Step.OPINION else Order(step, reason="写明的理由", voucher="PZ-9")
    with office.acting(role).begin(on=office.today) as work:
        try:
            take_step(work, number, order)
        except UserError as error:
            return False, error.text
        finally:
            work.session.rollback()
    return True, ""


@pytest.mark.parametrize("line", [line for line in MOVES if line.needs_reason], ids=lambda line: f"{line.label}")
def test_a_step_that_needs_a_reason_is_refused_without_one(office: Office, line: Move) -> None:
    number = office.at(line.froms[0])
    with pytest.raises(UserError, match="须写明理由"):
        office.take(number, line.roles[0], line.step, reason="  ")
    assert office.case(number).state == line.froms[0]


def test_a_step_out_of_turn_is_refused_with_what_can_be_done_and_by_whom(office: Office) -> None:
    number = office.file()
    with pytest.raises(UserError) as refusal:
        office.take(number, APPROVER, Step.APPROVE)
    assert refusal.value.text == (
        f"{number} 处于“草稿”，不能“批准”，现在可办：受理（经办员）；要求补正（经办员）；"
        "拟不予受理（经办员）；撤回申请（经办员）。"
    )


def test_a_completed_case_can_not_be_moved_any_more(office: Office) -> None:
    number = office.at(State.COMPLETED)
    with pytest.raises(UserError, match="不能再办理"):
        office.take(number, CLERK, Step.WITHDRAW)


def test_an_unknown_number_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="没有案件 YJJG-2024-999999"):
        office.take("YJJG-2024-999999", CLERK, Step.ACCEPT)


@pytest.mark.parametrize(
    ("passed", "next_step", "words"),
    [
        (Step.ACCEPT, Step.PASS, "受理，四眼原则要求复核"),
        (Step.ACCEPT, Step.APPROVE, "受理，四眼原则要求审批"),
        (Step.ACCEPT, Step.PAY, "受理，四眼原则要求拨付"),
        (Step.PASS, Step.APPROVE, "复核，四眼原则要求审批"),
        (Step.PASS, Step.PAY, "复核，四眼原则要求拨付"),
        (Step.APPROVE, Step.PAY, "审批，四眼原则要求拨付"),
    ],
)
def test_nobody_passes_two_stages_of_one_case(office: Office, passed: Step, next_step: Step, words: str) -> None:
    everybody = office.uow  # the built-in account holds all four roles
    number = office.file()
    before = {Step.PASS: State.ACCEPTED, Step.APPROVE: State.APPROVAL}
    if passed in before:
        office.walk(number, before[passed])
    move(everybody, number, Order(passed), on=office.today)
    target = {Step.PASS: State.ACCEPTED, Step.APPROVE: State.APPROVAL, Step.PAY: State.APPROVED}[next_step]
    if office.case(number).state != target:
        _go_on(office, number, target)
    with pytest.raises(UserError) as refusal:
        move(everybody, number, Order(next_step, voucher="PZ-1"), on=office.today)
    assert f"{number} 已由 local 办理{words}由其他人办理" in refusal.value.text


def _go_on(office: Office, number: str, target: State) -> None:
    for role, step, _ in ROAD:
        if office.case(number).state == target:
            return
        if move_for(step, State(office.case(number).state)) is None:
            continue
        if step is Step.CLOSE:
            office.today = (office.case(number).public_until or office.today) + timedelta(days=1)
        office.take(number, role, step)


def test_one_account_may_take_the_same_stage_of_a_case_again(office: Office) -> None:
    number = office.walk(office.file(), State.APPROVAL)
    office.take(number, APPROVER, Step.BACK, reason="再核一次")
    assert office.take(number, REVIEWER, Step.PASS).after is State.REVIEWED


def test_auditors_and_administrators_decide_no_case(office: Office) -> None:
    number = office.file()
    for role in (AUDITOR, ADMINISTRATOR):
        with pytest.raises(UserError, match=f"{NAMES[role]} 不能对 {number} “受理”，此步须由经办员办理"):
            office.take(number, role, Step.ACCEPT)
