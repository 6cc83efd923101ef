"""Closing a year: its figures are frozen, and nothing is booked or approved in it any more."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from working_office import ADMINISTRATOR, APPROVER, AUDITOR, CLERK, FINANCE, REVIEWER, Office

from app.models import AuditEntry, PaymentRun
from app.services.cases.course import State, Step
from app.services.errors import UserError
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.budget_views import budget_page
from app.services.money.year_closing import close_year, frozen, preview_closing, require_open
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

LATER = datetime(2025, 1, 8, 9, 0)


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    """An office with a budget of 6,000 yuan and one case paid, one approved; the clock stands in the next January."""
    made = Office(UnitOfWork(uow.engine, uow.account, uow.shipped, lambda: LATER))
    made.today = date(2024, 11, 5)
    enter_budget(made.acting(FINANCE), NewBudget("2024", "区级财政", "6000", "叶财预〔2024〕1号"))
    for state in (State.COMPLETED, State.APPROVED):
        made.at(state)
    return made


def test_a_closed_year_keeps_what_it_closed_with(office: Office) -> None:
    seen = preview_closing(office.acting(FINANCE), 2024)
    closing = close_year(office.acting(FINANCE), 2024)
    assert closing == seen
    assert closing.told == "预算 6,000.00 元，台账 1 笔、净拨付 2,000.00 元，追回 0.00 元，结转 1 笔 2,000.00 元。"
    assert (closing.committed_fen, closing.committed_by_type) == (400000, {"certificate-reward": 400000})
    with office.uow.read() as work:
        assert frozen(work.session, 2024) == closing
        assert frozen(work.session, 2025) is None
        last = work.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.action, last.subject, last.detail) == ("年终结账", "2024 年度", closing.told)


def test_what_is_carried_over_is_paid_from_the_next_year_and_the_closed_one_stays(office: Office) -> None:
    close_year(office.acting(FINANCE), 2024)
    page = budget_page(office.uow, 2024)
    assert (page.budget.closed_on, page.budget.committed_fen, len(page.outstanding)) == (date(2025, 1, 8), 400000, 1)
    enter_budget(office.acting(FINANCE), NewBudget("2025", "区级财政", "2000", "叶财预〔2025〕1号"))
    office.today = date(2025, 1, 8)
    office.take(page.outstanding[0].number, FINANCE, Step.PAY, voucher="PZ-9")
    before, after = budget_page(office.uow, 2024).budget, budget_page(office.uow, 2025).budget
    assert (before.committed_fen, before.paid_fen) == (400000, 200000)
    assert (after.committed_fen, after.paid_fen) == (200000, 200000)


def test_nothing_is_approved_paid_or_budgeted_in_a_closed_year(office: Office) -> None:
    waiting = office.at(State.APPROVAL)
    approved = budget_page(office.uow, 2024).outstanding[0].number
    close_year(office.acting(ADMINISTRATOR), 2024)
    office.today = date(2024, 12, 31)
    with pytest.raises(UserError, match="2024 年度已于 2025-01-08 年终结账，不能再登记 2024-12-31 的款项或决定"):
        office.take(approved, FINANCE, Step.PAY, voucher="PZ-9")
    with pytest.raises(UserError, match="年终结账"):
        office.take(waiting, APPROVER, Step.APPROVE)
    with pytest.raises(UserError, match="年终结账"):
        enter_budget(office.acting(FINANCE), NewBudget("2024", "区级财政", "1", "文号"))
    with office.uow.begin() as work:
        require_open(work, date(2025, 1, 1))


@pytest.mark.parametrize(
    ("year", "now", "why"),
    [
        (2024, datetime(2024, 11, 30, 9), "2024 年度还不能结账"),
        (2025, datetime(2024, 12, 30, 9), "2025 年度还不能结账"),
        (1999, datetime(2024, 12, 30, 9), "1999 年度还不能结账"),
    ],
)
def test_a_year_is_not_closed_before_its_december(office: Office, year: int, now: datetime, why: str) -> None:
    early = UnitOfWork(office.uow.engine, office.acting(FINANCE).account, office.uow.shipped, lambda: now)
    with pytest.raises(UserError, match=why):
        close_year(early, year)


def test_the_present_year_is_closed_in_december_at_the_earliest(office: Office) -> None:
    december = UnitOfWork(
        office.uow.engine, office.acting(FINANCE).account, office.uow.shipped, lambda: datetime(2024, 12, 1, 9)
    )
    assert close_year(december, 2024).year == 2024


def test_a_year_is_closed_once_and_for_good(office: Office) -> None:
    close_year(office.acting(FINANCE), 2024)
    with pytest.raises(UserError, match="2024 年度已于 2025-01-08 结账，不能重复结账，也不能撤销结账"):
        close_year(office.acting(FINANCE), 2024)


@pytest.mark.parametrize("role", [CLERK, REVIEWER, APPROVER, AUDITOR])
def test_only_finance_and_administrators_close_a_year(office: Office, role: Role) -> None:
    with pytest.raises(UserError, match="不能办理年终结账，此步须由财务、管理员办理"):
        close_year(office.acting(role), 2024)


def test_open_payment_runs_of_the_year_come_first(office: Office) -> None:
    with office.uow.begin() as work:
        for place in range(4):
            run = PaymentRun(
                number=f"BF-2024-{place}",
                state="open",
                source="",
                made_on=date(2024, 12, 20),
                at=work.now,
                account="陈会计",
                note="",
            )
            work.session.add(run)
    with pytest.raises(UserError, match="未登记到账的拨付批次 BF-2024-0、BF-2024-1、BF-2024-2 等 4 个，请财务先登记"):
        close_year(office.acting(FINANCE), 2024)
