"""Returned payments and counter-entries: nothing is edited, everything is due again, closed years stay closed."""

from datetime import date, datetime, timedelta

import pytest
from payment_desk import PaymentDesk
from sqlalchemy import select
from working_office import APPROVER, CLERK, FINANCE, Office

from app.models import Account, AccountRole, CaseInstalment, ClosedYear, LedgerEntry
from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.ledger import entries
from app.services.money.payable import Payee
from app.services.money.payment_run_changes import change_account
from app.services.money.reversals import Back, Reversal, reverse
from app.services.trust.verifying import verify
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view
from app.services.worklists.rounds import due_instalments


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    return PaymentDesk(Office(uow))


def test_a_returned_payment_is_due_again_and_its_case_approved_again(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    back = desk.back(desk.last_entry())
    assert (back.case_number, back.state, back.amount_fen) == (number, State.APPROVED, 200000)
    case = desk.office.case(number)
    assert (case.state, case.due_on is not None and case.due_on > desk.office.today) == ("approved", True)
    assert [(row.number, row.amount_fen, row.payable) for row in due_instalments(desk.uow)] == [(number, 200000, True)]
    rows = entries(desk.uow)
    assert [row.amount_fen for row in rows] == [200000, -200000]
    assert rows[1].remark == f"退票：冲减 {rows[0].paid_on} 凭证 PZ-1；账号有误"
    assert (rows[0].taken_back, rows[1].taken_back, rows[0].run) == (True, False, "FK-2024-0001")
    assert case_view(desk.uow, number).course[-1].label == "登记退票"
    assert verify(desk.uow).problems == ()


def test_the_payment_after_a_return_goes_to_the_account_given_on_its_line(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    desk.back(desk.last_entry())
    run = desk.make(number).number
    change_account(desk.uow, run, 1, Payee("建设银行", "张某", "6227000099998888777"), "本人提供新卡，退票后更正")
    desk.book(run)
    rows = entries(desk.uow)
    assert [row.account_number for row in rows][-1] == "6227000099998888777"
    assert (desk.ledger_fen(), desk.office.case(number).state) == (200000, "completed")


def test_a_later_instalment_goes_to_the_account_that_the_last_payment_reached(desk: PaymentDesk) -> None:
    number = desk.in_two_parts()
    run = desk.make(number).number
    change_account(desk.uow, run, 1, Payee("建设银行", "张某", "6227000099998888777"), "本人更正")
    desk.book(run)
    desk.office.today = desk.office.today.replace(year=2025)
    second = desk.make(number).number
    assert desk.lines(second)[0].account_number == "6227000099998888777"


def test_when_the_first_instalment_comes_back_the_second_waits_for_it_anew(desk: PaymentDesk) -> None:
    number = desk.in_two_parts()
    desk.paid(number)
    assert _second(desk, number).due_on == desk.office.today.replace(year=2025)
    desk.back(desk.last_entry())
    assert _second(desk, number).due_on is None
    desk.office.today += timedelta(days=30)
    desk.paid(number)
    assert _second(desk, number).due_on == desk.office.today.replace(year=2025)
    assert desk.problems() == []


def _second(desk: PaymentDesk, number: str) -> CaseInstalment:
    with desk.uow.read() as work:
        asked = select(CaseInstalment).where(CaseInstalment.position == 2)
        return work.session.scalars(asked.where(CaseInstalment.case_id == desk.office.case(number).id)).one()


def test_a_counter_entry_of_a_return_restores_the_payment(desk: PaymentDesk) -> None:
    number = desk.in_two_parts()
    desk.paid(number)
    paid_on = desk.office.today
    desk.back(desk.last_entry())
    desk.office.today += timedelta(days=3)
    back = desk.back(desk.last_entry(), Back.COUNTER, "退票登记错案件")
    assert (back.state, back.amount_fen) == (State.APPROVED, -150000)
    assert _second(desk, number).due_on == paid_on.replace(year=2025)
    assert (desk.ledger_fen(), desk.problems()) == (150000, [])
    assert entries(desk.uow)[-1].remark == f"冲正：冲回 {paid_on} 退票凭证 PZ-9，恢复发放；退票登记错案件"


def test_an_entry_is_taken_back_once_only_and_only_a_payment_is_returned(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    entry = desk.last_entry()
    desk.back(entry)
    with pytest.raises(UserError, match=r"已由 陈会计 于 .* 冲减（凭证 PZ-9），不能再次登记冲正"):
        desk.back(entry, Back.COUNTER)
    with pytest.raises(UserError, match="的退票不是发放，不能登记退票"):
        desk.back(desk.last_entry())
    with pytest.raises(UserError, match="台账中没有这一笔"):
        desk.back(999)


def test_a_payment_that_was_made_again_is_not_restored_beside_it(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    desk.back(desk.last_entry())
    returned = desk.last_entry()
    run = desk.make(number).number
    with pytest.raises(UserError, match=f"已编入拨付批次 {run}，请财务先将其移出"):
        desk.back(returned, Back.COUNTER)
    desk.book(run)
    with pytest.raises(UserError, match="已重新拨付，不能恢复原发放"):
        desk.back(returned, Back.COUNTER)


def test_a_payment_stands_again_only_where_its_source_has_the_money(desk: PaymentDesk) -> None:
    def give(year: str, source: str, amount: str) -> None:
        enter_budget(desk.uow, NewBudget(year, source, amount, "叶财预1号"))

    give("2024", "区级财政", "9000")
    desk.paid(desk.approved()[0])
    desk.back(desk.last_entry())
    desk.office.today = date(2025, 3, 3)
    give("2025", "省级补助", "9000")
    give("2025", "区级财政", "1999")
    with pytest.raises(UserError, match=r"须由“区级财政”支出 2,000\.00 元，2025 年度该来源只剩 1,999\.00 元"):
        desk.back(desk.last_entry(), Back.COUNTER)
    give("2025", "区级财政", "1")
    assert desk.back(desk.last_entry(), Back.COUNTER).state is State.COMPLETED


def test_nothing_is_restored_under_a_hold(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    desk.back(desk.last_entry())
    desk.office.take(number, APPROVER, Step.HOLD, reason="核查")
    with pytest.raises(UserError, match="解除暂停后方可恢复"):
        desk.back(desk.last_entry(), Back.COUNTER)


@pytest.mark.parametrize(
    ("voucher", "reason", "days", "told"),
    [
        (" ", "账号有误", 0, "登记退票须填凭证号"),
        ("PZ-9", " ", 0, "登记退票须写明原因"),
        ("PZ-9", "账号有误", -1, "退票日期不能早于原登记日期"),
    ],
)
def test_a_return_has_a_voucher_a_reason_and_a_day_not_before_the_payment(
    desk: PaymentDesk, voucher: str, reason: str, days: int, told: str
) -> None:
    desk.paid(desk.approved()[0])
    asked = Reversal(desk.last_entry(), Back.RETURNED, desk.office.today + timedelta(days=days), voucher, reason)
    with pytest.raises(UserError, match=told):
        reverse(desk.uow, asked)
    with pytest.raises(UserError, match="须由财务办理"):
        reverse(desk.office.acting(CLERK), asked)


def test_a_closed_year_takes_no_entry_but_the_new_year_takes_the_counter_entry(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    entry, closed = desk.last_entry(), date(2025, 1, 5)
    with desk.office.uow.begin() as work:
        at = datetime(2025, 1, 5, 9)
        work.session.add(ClosedYear(year=2024, closed_on=closed, figures="{}", at=at, account="陈会计"))
    with pytest.raises(UserError, match="2024 年度已于 2025-01-05 年终结账"):
        desk.back(entry, Back.COUNTER)
    desk.office.today = date(2025, 1, 20)
    desk.back(entry, Back.COUNTER, "重复登记")
    rows = entries(desk.uow)
    assert [(row.paid_on.year, row.amount_fen) for row in rows] == [(2024, 200000), (2025, -200000)]
    desk.office.today = date(2024, 12, 31)
    with pytest.raises(UserError, match="2024 年度已于"):
        desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-3")


def test_the_ledger_itself_is_never_edited(desk: PaymentDesk) -> None:
    desk.paid(desk.approved()[0])
    desk.back(desk.last_entry())
    with desk.uow.read() as work:
        rows = work.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id)).all()
    assert [(row.kind, row.direction, row.reverses_id) for row in rows] == [("payment", 1, None), ("returned", -1, 1)]


def test_who_approved_a_case_does_not_restore_its_payment(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    desk.paid(number)
    desk.back(desk.last_entry())
    with desk.office.uow.begin() as work:
        both = work.session.scalars(select(Account).where(Account.name == "赵主任")).one()
        work.session.add(AccountRole(account_id=both.id, role="finance"))
    asked = Reversal(desk.last_entry(), Back.COUNTER, desk.office.today, "PZ-10", "未退")
    with pytest.raises(UserError, match="四眼原则"):
        reverse(desk.office.acting(APPROVER), asked)
    reverse(desk.uow, asked)
    assert desk.office.case(number).state == State.COMPLETED
