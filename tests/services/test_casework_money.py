"""Keys, sums, payments and batches: what a step does to the money."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from working_office import APPROVER, CLERK, FINANCE, REVIEWER, Office

from app.models import CaseClaim, CaseInstalment, LedgerEntry
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import Cancelled, UserError
from app.services.policy.standards import PUBLISHED, Entry
from app.services.standards.parameters import store
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.case_views import case_view


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    return Office(uow)


def test_only_one_case_may_hold_a_key_from_acceptance_on(office: Office) -> None:
    first, second = office.file(certificate="S999999"), office.file(certificate="S999999")
    office.take(second, CLERK, Step.ACCEPT)
    office.take(first, CLERK, Step.ACCEPT)
    assert (office.case(second).eligible, office.case(first).eligible) == (True, False)
    with pytest.raises(UserError, match=r"不符合条件（.*请复核员拟不予批准"):
        office.take(first, REVIEWER, Step.PASS)
    office.take(second, CLERK, Step.WITHDRAW)
    assert office.take(first, REVIEWER, Step.PASS).after is State.REVIEWED


def test_reopening_takes_the_keys_anew_and_not_from_who_holds_them_now(office: Office) -> None:
    number = office.at(State.REJECTED, certificate="S999998")
    assert _live(office, number) == 0
    office.take(number, APPROVER, Step.REOPEN, reason="复议撤销")
    assert _live(office, number) == 2
    office.take(number, CLERK, Step.WITHDRAW)
    office.take(office.file(certificate="S999998"), CLERK, Step.ACCEPT)
    office.take(number, APPROVER, Step.REOPEN, reason="申请人反悔")
    assert (_live(office, number), office.case(number).eligible) == (0, False)


def _live(office: Office, number: str) -> int:
    with office.uow.read() as work:
        claims = select(CaseClaim).where(CaseClaim.case_id == office.case(number).id, CaseClaim.live)
        return len(work.session.execute(claims).all())


def test_approval_fixes_the_sum_whatever_the_numbers_become_later(office: Office) -> None:
    number = office.at(State.APPROVED)
    with office.uow.begin() as work:
        store(work, [Entry("职业资格证书奖励标准", "技师", date(2018, 1, 1), "新文件", Decimal(9999))])
        store(work, [Entry(PUBLISHED, "", date(2018, 1, 1), "新文件", date(2030, 1, 1))])
    view = case_view(office.uow, number)
    assert (view.payable_fen, view.assessment.payable_fen, view.assessment.eligible) == (200000, 200000, True)


def test_the_approver_may_not_fix_another_sum_than_was_assessed(office: Office) -> None:
    number = office.at(State.APPROVAL)
    with pytest.raises(UserError, match=r"须等于测算金额 2,?000\.00 元，不能改为 1,?999\.00 元"):
        office.take(number, APPROVER, Step.APPROVE, amount_fen=199900)
    office.take(number, APPROVER, Step.APPROVE, amount_fen=200000)
    assert office.case(number).granted_fen == 200000


def test_approval_wants_every_fact_that_was_only_asked_for(office: Office) -> None:
    number = office.at(State.APPROVAL, account_number=None, phone=None)
    with pytest.raises(UserError, match="缺少联系电话、银行账号"):
        office.take(number, APPROVER, Step.APPROVE)


def test_a_proposal_to_refuse_can_not_be_approved_and_its_reason_serves_the_refusal(office: Office) -> None:
    number = office.file()
    office.take(number, CLERK, Step.REFUSE, reason="不属于本区")
    assert office.case(number).proposal == "不予受理"
    with pytest.raises(UserError, match="附有“不予受理”意见"):
        office.take(number, APPROVER, Step.APPROVE)
    office.take(number, APPROVER, Step.REFUSE)
    assert case_view(office.uow, number).course[-1].reason == "不属于本区"


def test_a_proposal_that_is_sent_back_is_off_the_table(office: Office) -> None:
    number = office.walk(office.file(), State.ACCEPTED)
    office.take(number, REVIEWER, Step.REFUSE, reason="工龄不足")
    office.take(number, APPROVER, Step.BACK, reason="工龄已满")
    assert (office.case(number).proposal, office.case(number).state) == ("", "accepted")


def test_payment_books_the_sum_with_voucher_and_account_and_completes_the_case(office: Office) -> None:
    number = office.at(State.APPROVED)
    with pytest.raises(UserError, match="须填凭证号"):
        office.take(number, FINANCE, Step.PAY, voucher=" ")
    with pytest.raises(UserError, match="须等于当期应付金额"):
        office.take(number, FINANCE, Step.PAY, voucher="PZ-7", amount_fen=1)
    assert office.take(number, FINANCE, Step.PAY, voucher="PZ-7").after is State.COMPLETED
    with office.uow.read() as work:
        entry = work.session.execute(select(LedgerEntry)).scalar_one()
    assert (entry.amount_fen, entry.voucher, entry.account_number) == (200000, "PZ-7", "6217000010012345678")


def test_nothing_is_paid_before_the_day_of_its_approval(office: Office) -> None:
    number = office.at(State.APPROVED)
    office.today -= timedelta(days=1)
    with pytest.raises(UserError, match="拨付日期不能早于批准日期"):
        office.take(number, FINANCE, Step.PAY, voucher="PZ-7")


def test_a_second_instalment_is_due_a_year_after_the_first_was_paid(office: Office) -> None:
    number = office.at(State.APPROVED)
    with office.uow.begin() as work:
        first = work.session.execute(select(CaseInstalment)).scalar_one()
        first.amount_fen = 150000
        later = {"label": "第二年", "amount_fen": 50000, "years_after": 1, "needs_check": False}
        work.session.add(CaseInstalment(case_id=first.case_id, position=2, due_on=None, **later))
    paid_on = office.today
    assert office.take(number, FINANCE, Step.PAY, voucher="PZ-1").after is State.APPROVED
    due = paid_on.replace(year=paid_on.year + 1)
    assert office.case(number).due_on == due
    office.today = due - timedelta(days=1)
    with pytest.raises(UserError, match=f" 第二年自 {due} 起方可拨付"):
        office.take(number, FINANCE, Step.PAY, voucher="PZ-2")
    office.today = due
    assert office.take(number, FINANCE, Step.PAY, voucher="PZ-2").after is State.COMPLETED


def test_of_a_batch_what_can_move_moves_and_the_rest_is_listed(office: Office) -> None:
    good, stale, done = office.file(), office.file(), office.at(State.ACCEPTED)
    told: list[tuple[int, int]] = []
    outcome = move_many(
        office.acting(CLERK),
        [good, stale, done],
        Order(Step.ACCEPT),
        seen={good: 1, stale: 7},
        progress=lambda at, of: told.append((at, of)),
    )
    assert [moved.number for moved in outcome.moved] == [good]
    assert [number for number, _ in outcome.left] == [stale, done]
    assert "请刷新后再办" in outcome.left[0][1]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_batch_given_up_half_way_leaves_everything_as_it_was(office: Office) -> None:
    numbers = [office.file() for _ in range(3)]

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        move_many(office.acting(CLERK), numbers, Order(Step.ACCEPT), progress=stop)
    assert {office.case(number).state for number in numbers} == {"draft"}
