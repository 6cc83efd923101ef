"""Payment runs: what goes in, what stays out and why, and what can be done to a run before it is booked."""

import re
from datetime import date, datetime, timedelta

import pytest
from payment_desk import PaymentDesk
from sqlalchemy import select, update
from working_office import APPROVER, CLERK, FINANCE, Office

from app.models import AccountRole, AuditEntry, Case, CaseMaterial, Doubt
from app.models.office import Account
from app.services.cases.course import State, Step
from app.services.errors import Cancelled, UserError
from app.services.money.payable import Payee
from app.services.money.payment_run_changes import cancel_run, change_account, take_out
from app.services.money.payment_runs import Making, make_run
from app.services.unit_of_work import UnitOfWork
from app.services.worklists.rounds import due_instalments

OTHER = Payee("工商银行叶集支行", "张某", "6222000011112222333")


@pytest.fixture
def desk(uow: UnitOfWork) -> PaymentDesk:
    return PaymentDesk(Office(uow))


def test_all_that_is_due_goes_into_a_run_in_the_order_of_the_cases(desk: PaymentDesk) -> None:
    numbers = desk.approved(3)
    made = desk.make()
    assert (made.number, made.lines, made.amount_fen, made.left) == ("FK-2024-0001", 3, 600000, ())
    lines = desk.lines(made.number)
    assert [line.case_number for line in lines] == numbers
    assert lines[0].account_number == "6217000010012345678"
    assert (desk.run(made.number).waiting, desk.run(made.number).label) == (3, "待到账")
    assert {row.run for row in due_instalments(desk.uow)} == {made.number}


def test_what_can_go_goes_and_the_rest_is_listed_with_its_reason(desk: PaymentDesk) -> None:
    good, held, doubtful, late, nameless = desk.approved(5)
    office = desk.office
    office.take(held, APPROVER, Step.HOLD, reason="收到举报")
    with office.uow.begin() as work:
        ids = {number: office.case(number).id for number in (doubtful, late, nameless)}
        told = {"text": "同一证书两人使用", "others": "[]", "reason": "", "judged_by": "", "verdict": ""}
        found = datetime(2024, 11, 5, 9)
        work.session.add(
            Doubt(case_id=ids[doubtful], code="certificate", mark="1", blocks=True, found_at=found, **told)
        )
        until = office.today - timedelta(days=2)
        kept = {
            "name": "证书复印件",
            "state": "deferred",
            "due_on": until,
            "at": found,
            "account": "李晓梅",
            "note": "",
        }
        work.session.add(CaseMaterial(case_id=ids[late], position=1, **kept))
        facts = re.sub(r'("account_number":)"\d+"', r"\1null", office.case(nameless).facts)
        work.session.execute(update(Case).where(Case.number == nameless).values(facts=facts))
    drafted = office.file()
    made = desk.make(good, held, doubtful, late, nameless, drafted, "YJJG-2024-999999")
    assert made.lines == 1
    left = dict(made.left)
    assert set(left) == {held, doubtful, late, nameless, drafted, "YJJG-2024-999999"}
    assert "已暂停（收到举报）" in left[held]
    assert "有未处理的疑点（同一证书两人使用）" in left[doubtful]
    assert f"容缺材料“证书复印件”应于 {until} 前补交" in left[late]
    assert "缺少银行账号" in left[nameless]
    assert "处于“草稿”" in left[drafted]
    assert all(text.startswith(number) for number, text in left.items() if number != "YJJG-2024-999999")


def test_who_approved_a_case_is_not_the_one_to_pay_it(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    with desk.office.uow.begin() as work:
        both = work.session.scalars(select(Account).where(Account.name == "赵主任")).one()
        work.session.add(AccountRole(account_id=both.id, role="finance"))
    with pytest.raises(UserError, match="四眼原则"):
        make_run(desk.office.acting(APPROVER), Making((number,)), on=desk.office.today)


def test_only_finance_makes_a_run_and_nothing_due_makes_none(desk: PaymentDesk) -> None:
    with pytest.raises(UserError, match="须由财务办理"):
        make_run(desk.office.acting(CLERK), Making())
    with pytest.raises(UserError, match="没有到期应付的款项"):
        desk.make()
    number = desk.approved()[0]
    desk.office.take(number, APPROVER, Step.HOLD, reason="核查")
    with pytest.raises(UserError, match="已暂停"):
        desk.make()


def test_a_case_is_in_one_open_run_only_and_is_not_paid_beside_it(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    run = desk.make(number).number
    with pytest.raises(UserError, match=f"已编入拨付批次 {run}，不能重复编制"):
        desk.make(number)
    with pytest.raises(UserError, match=f"已编入拨付批次 {run}，请财务在该批次中登记到账"):
        desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-1")
    take_out(desk.uow, run, [1], "银行要求核实", seen=1)
    assert desk.run(run).state == "cancelled"
    assert desk.office.take(number, FINANCE, Step.PAY, voucher="PZ-1").after is State.COMPLETED


def test_a_second_instalment_goes_into_a_run_when_its_day_has_come(desk: PaymentDesk) -> None:
    number = desk.in_two_parts()
    desk.paid(number)
    due = desk.office.case(number).due_on
    assert due == desk.office.today.replace(year=2025)
    with pytest.raises(UserError, match="没有到期应付的款项"):
        desk.make()
    assert desk.make(until=due).amount_fen == 50000


def test_an_account_is_changed_on_the_line_with_a_reason_and_the_case_keeps_its_own(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    run = desk.make(number).number
    before = desk.office.case(number).facts
    with pytest.raises(UserError, match="须写明理由和依据"):
        change_account(desk.uow, run, 1, OTHER, " ")
    with pytest.raises(UserError, match="银行账号应全是数字"):
        change_account(desk.uow, run, 1, Payee("工行", "张某", "6222abc"), "本人书面更正")
    change_account(desk.uow, run, 1, OTHER, "本人书面更正", seen=1)
    desk.book(run, seen=2)
    line = desk.lines(run)[0]
    assert (line.account_number, line.remark, line.label) == (OTHER.account_number, "本人书面更正", "已到账")
    assert desk.office.case(number).facts == before
    with desk.uow.read() as work:
        noted = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "更改收款账户")).one()
    assert "6217***********5678 → 工商银行叶集支行 张某 6222***********2333，本人书面更正" in noted.detail


def test_a_run_that_was_changed_meanwhile_is_not_changed_over_it(desk: PaymentDesk) -> None:
    desk.approved(2)
    run = desk.make().number
    take_out(desk.uow, run, [1], "核实", seen=1)
    for again in (
        lambda: take_out(desk.uow, run, [2], "核实", seen=1),
        lambda: change_account(desk.uow, run, 2, OTHER, "更正", seen=1),
        lambda: cancel_run(desk.uow, run, "重编", seen=1),
        lambda: desk.book(run, seen=1),
    ):
        with pytest.raises(UserError, match="已被他人改动（现为“待到账”）"):
            again()
    with pytest.raises(UserError, match="第 1 行已到账或已移出"):
        take_out(desk.uow, run, [1], "核实", seen=2)


def test_a_run_is_cancelled_whole_before_anything_of_it_is_booked(desk: PaymentDesk) -> None:
    numbers = desk.approved(2)
    run = desk.make().number
    with pytest.raises(UserError, match="作废拨付批次 FK-2024-0001 须写明理由"):
        cancel_run(desk.uow, run, "")
    cancel_run(desk.uow, run, "资金未到位")
    assert [line.remark for line in desk.lines(run)] == ["批次作废：资金未到位"] * 2
    again = desk.make()
    assert (again.number, again.lines) == ("FK-2024-0002", len(numbers))
    desk.book(again.number, 1)
    with pytest.raises(UserError, match="已有 1 笔到账，不能作废"):
        cancel_run(desk.uow, again.number, "重编")
    with pytest.raises(UserError, match="没有拨付批次 FK-2024-0009"):
        cancel_run(desk.uow, "FK-2024-0009", "重编")


def test_making_a_run_given_up_half_way_leaves_nothing(desk: PaymentDesk) -> None:
    desk.approved(2)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_run(desk.uow, Making(), on=desk.office.today, progress=stop)
    assert desk.make().number == "FK-2024-0001"


def test_a_day_ahead_brings_in_what_is_due_by_then(desk: PaymentDesk) -> None:
    number = desk.approved()[0]
    assert desk.make(until=date(2025, 1, 31)).lines == 1
    assert desk.lines("FK-2024-0001")[0].case_number == number
