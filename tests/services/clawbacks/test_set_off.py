"""What a payee lets be kept of a later payment, and payments of a case that is taken back."""

import pytest
from clawback_desk import Desk
from payment_desk import PaymentDesk
from working_office import CLERK, FINANCE, Office

from app.services.cases.course import State, Step
from app.services.clawbacks.recovery_ledger import recovery_ledger
from app.services.clawbacks.set_off import consent, debts
from app.services.clawbacks.shown import clawback_view
from app.services.clawbacks.terms import Ground
from app.services.errors import UserError
from app.services.money.ledger_check import check_ledger
from app.services.money.reversals import Back
from app.services.unit_of_work import UnitOfWork

PERSON = "341504199001011231"


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.fixture
def cashier(office: Office) -> PaymentDesk:
    return PaymentDesk(office)


@pytest.fixture
def debt(office: Office, desk: Desk) -> str:
    return desk.taken_back(office.at(State.COMPLETED, identity_number=PERSON))


def later_case(office: Office, occupation: str = "电工") -> str:
    return office.at(State.APPROVED, identity_number=PERSON, occupation=occupation)


def test_part_of_a_later_payment_is_kept(office: Office, desk: Desk, cashier: PaymentDesk, debt: str) -> None:
    case = later_case(office)
    assert [(one.clawback, one.left_fen) for one in debts(office.uow, case)] == [(debt, 200_000)]
    run = cashier.make(case).number
    consent(desk.acting(FINANCE), run, 1, 120_000, "同意抵扣书", on=office.today)
    cashier.book(run)
    view = clawback_view(office.uow, debt)
    assert [(entry.label, entry.signed_fen) for entry in view.entries] == [
        ("责令退回决定", 200_000),
        ("抵扣", -120_000),
    ]
    assert cashier.ledger_fen() == 400_000
    assert check_ledger(office.uow) == []
    (row,) = recovery_ledger(office.uow)
    assert (row.owed_fen, row.returned_fen, row.left_fen) == (200_000, 120_000, 80_000)


def test_no_more_is_kept_than_is_owed_or_paid(office: Office, desk: Desk, cashier: PaymentDesk, debt: str) -> None:
    desk.repaid(debt, 150_000)
    run = cashier.make(later_case(office)).number
    with pytest.raises(UserError, match=r"0 元与 500\.00 元之间"):
        consent(desk.acting(FINANCE), run, 1, 50_001, "同意抵扣书")
    with pytest.raises(UserError, match="书面同意"):
        consent(desk.acting(FINANCE), run, 1, 50_000, "")
    with pytest.raises(UserError, match="须由财务"):
        consent(desk.acting(CLERK), run, 1, 50_000, "同意抵扣书")
    consent(desk.acting(FINANCE), run, 1, 50_000, "同意抵扣书", on=office.today)
    desk.repaid(debt, 20_000)
    ((number, why),) = cashier.book(run).left
    assert why == f"{number} 的收款人已不再欠 500.00 元，不能全额抵扣，请财务更改该行的抵扣金额后再登记。"


def test_only_the_line_whose_payee_no_longer_owes_is_left_out(
    office: Office, desk: Desk, cashier: PaymentDesk, debt: str
) -> None:
    first, second, other = later_case(office), later_case(office, "焊工"), office.at(State.APPROVED)
    run = cashier.make(first, second, other).number
    for place in (1, 2):
        consent(desk.acting(FINANCE), run, place, 120_000, "同意抵扣书", on=office.today)
    booked = cashier.book(run)
    assert (booked.lines, [number for number, _ in booked.left]) == (2, [second])
    assert clawback_view(office.uow, debt).line.left_fen == 80_000
    consent(desk.acting(FINANCE), run, 2, 80_000, "同意抵扣书", on=office.today)
    assert cashier.book(run).left == ()
    assert desk.clawback(debt).state == "settled"
    assert check_ledger(office.uow) == []


def test_a_consent_given_in_another_window_makes_a_shown_run_stale(
    office: Office, desk: Desk, cashier: PaymentDesk, debt: str
) -> None:
    assert debt
    run = cashier.make(later_case(office)).number
    consent(desk.acting(FINANCE), run, 1, 50_000, "同意抵扣书", seen=1, on=office.today)
    with pytest.raises(UserError, match="已被他人改动"):
        cashier.book(run, seen=1)
    cashier.book(run, seen=2)


def test_a_returned_payment_brings_the_debt_back(office: Office, desk: Desk, cashier: PaymentDesk, debt: str) -> None:
    run = cashier.make(later_case(office)).number
    consent(desk.acting(FINANCE), run, 1, 200_000, "同意抵扣书", on=office.today)
    cashier.book(run)
    assert desk.clawback(debt).state == "settled"
    cashier.back(cashier.last_entry())
    assert desk.clawback(debt).state == "decided"
    assert clawback_view(office.uow, debt).line.left_fen == 200_000
    with pytest.raises(UserError, match="原发放含抵扣"):
        cashier.back(cashier.last_entry(), Back.COUNTER)
    assert check_ledger(office.uow) == []


def test_the_debts_of_another_payee_are_not_touched(office: Office, debt: str) -> None:
    assert debt
    assert debts(office.uow, office.at(State.APPROVED)) == ()


def test_money_ordered_back_does_not_come_back_as_a_returned_payment(
    office: Office, desk: Desk, cashier: PaymentDesk
) -> None:
    case = office.at(State.COMPLETED)
    number = desk.taken_back(case)
    with pytest.raises(UserError, match=f"已由 {number} 责令退回"):
        cashier.back(cashier.last_entry())
    assert office.case(case).state == State.COMPLETED


def test_a_payment_returned_during_the_investigation_changes_the_sum(
    office: Office, desk: Desk, cashier: PaymentDesk
) -> None:
    number = desk.opened(office.at(State.COMPLETED))
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    desk.heard(number)
    cashier.back(cashier.last_entry())
    with pytest.raises(UserError, match="告知后款项已有变动"):
        desk.decided(number)
    desk.found(number, Ground.FRAUD)
    assert (desk.proposed(number).owed_fen, clawback_view(office.uow, number).line.proposed_fen) == (0, 0)


def test_no_path_pays_a_case_under_investigation_or_taken_back(
    office: Office, desk: Desk, cashier: PaymentDesk
) -> None:
    case = office.at(State.APPROVED)
    run = cashier.make(case).number
    number = desk.opened(case)
    assert "正在追回调查" in cashier.book(run).left[0][1]
    with pytest.raises(UserError):
        cashier.make(case)
    with pytest.raises(UserError):
        office.take(case, FINANCE, Step.PAY, voucher="PZ-2")
    desk.found(number, Ground.FRAUD)
    desk.proposed(number)
    desk.heard(number)
    desk.decided(number)
    assert cashier.book(run).lines == 0
    with pytest.raises(UserError):
        office.take(case, FINANCE, Step.PAY, voucher="PZ-2")
    with pytest.raises(UserError):
        cashier.make(case)
    assert cashier.ledger_fen() == 0
