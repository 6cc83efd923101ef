"""The yearly check before a later instalment is paid."""

from datetime import timedelta

import pytest
from payment_desk import PaymentDesk
from working_office import CLERK, FINANCE, REVIEWER, Office

from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.money.instalment_checks import awaiting_checks, record_check
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.rounds import due_instalments


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    return PaymentDesk(Office(uow))


@pytest.fixture
def number(desk: PaymentDesk) -> str:
    """A case whose second instalment has come due and needs a check."""
    found = desk.in_two_parts(checked=True)
    desk.paid(found)
    desk.office.today = desk.office.today.replace(year=2025)
    return found


def test_the_second_instalment_is_paid_only_after_a_check_that_was_passed(desk: PaymentDesk, number: str) -> None:
    with pytest.raises(UserError, match="第二年须经年度核查合格后拨付，请经办员或复核员先登记"):
        desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-2")
    with pytest.raises(UserError, match="须经年度核查合格"):
        desk.make(number)
    record_check(desk.office.acting(REVIEWER), number, passed=True, finding="仍在本单位就业参保", on=desk.office.today)
    assert desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-2").after is State.COMPLETED
    assert awaiting_checks(desk.uow) == ()
    assert desk.problems() == []


def test_a_check_that_was_not_passed_keeps_it_unpaid_until_another_one(desk: PaymentDesk, number: str) -> None:
    clerk, day = desk.office.acting(CLERK), desk.office.today
    record_check(clerk, number, passed=False, finding="已离职", on=day)
    row = awaiting_checks(desk.uow)[0]
    assert (row.number, row.passed, row.finding, row.amount_fen, row.checked_by) == (
        number,
        False,
        "已离职",
        50000,
        "李晓梅",
    )
    with pytest.raises(UserError, match=r"年度核查未通过（2025-.*：已离职），不能拨付"):
        desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-2")
    record_check(clerk, number, passed=True, finding="补充劳动合同，仍在职", on=day + timedelta(days=5))
    assert desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-2").after is State.COMPLETED


def test_a_check_is_recorded_by_clerk_or_reviewer_with_what_it_found(desk: PaymentDesk, number: str) -> None:
    with pytest.raises(UserError, match="须由经办员、复核员办理"):
        record_check(desk.uow, number, passed=True, finding="在职")
    with pytest.raises(UserError, match="须写明核查情况"):
        record_check(desk.office.acting(CLERK), number, passed=True, finding=" ")
    with pytest.raises(UserError, match="已被他人改动"):
        record_check(desk.office.acting(CLERK), number, passed=True, finding="在职", seen=1)


def test_nothing_is_checked_before_the_first_instalment_was_paid_or_without_need(desk: PaymentDesk) -> None:
    early, plain = desk.in_two_parts(checked=True), desk.approved()[0]
    for number in (early, plain):
        with pytest.raises(UserError, match="没有待年度核查的款项"):
            record_check(desk.office.acting(CLERK), number, passed=True, finding="在职")


def test_the_lists_say_what_waits_for_its_check(desk: PaymentDesk, number: str) -> None:
    assert [row.number for row in awaiting_checks(desk.uow)] == [number]
    assert [(row.payable, row.unchecked) for row in due_instalments(desk.uow)] == [(False, False)]
