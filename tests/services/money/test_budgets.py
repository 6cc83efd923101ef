"""Budgets by year and source: what approvals and payments commit, and what is refused with the missing sum."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy import select
from working_office import ADMINISTRATOR, APPROVER, AUDITOR, CLERK, FINANCE, REVIEWER, Office

from app.models import AuditEntry, BudgetEntry, CaseInstalment, LedgerEntry
from app.services.cases.casework import move_many
from app.services.cases.course import State, Step
from app.services.cases.orders import Order
from app.services.errors import UserError
from app.services.money import budget_sums
from app.services.money.budget_entry import NewBudget, enter_budget
from app.services.money.budget_views import Claim, budget_page
from app.services.money.budgets import choose_source, commit_again, commit_payment, commit_plan, source_left
from app.services.policy.standards import BUDGET_CONTROL, BY_YEAR, Entry
from app.services.standards.parameters import store
from app.services.trust.accounts import Role
from app.services.unit_of_work import UnitOfWork

GRANTED = 200000


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    """An office that approves nothing without a budget."""
    with uow.begin() as work:
        store(work, [Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "测试", BY_YEAR)])
    return Office(uow)


def give(office: Office, amount: str, source: str = "区级财政", *, year: int = 2024, cut: bool = False) -> None:
    new = NewBudget(str(year), source, amount, "叶财预〔2024〕1号", cut=cut)
    enter_budget(office.acting(FINANCE), new)


def committed(office: Office, year: int = 2024) -> int:
    with office.uow.read() as work:
        return budget_sums.committed(work.session, year)


def instalments(office: Office, number: str) -> list[CaseInstalment]:
    with office.uow.read() as work:
        of_case = CaseInstalment.case_id == office.case(number).id
        return list(work.session.scalars(select(CaseInstalment).where(of_case).order_by(CaseInstalment.position)))


def split(office: Office, number: str, later_fen: int) -> None:
    """Let a part of the only instalment come a year after the rest."""
    with office.uow.begin() as work:
        (first,) = (work.session.merge(one) for one in instalments(office, number))
        first.amount_fen -= later_fen
        work.session.add(
            CaseInstalment(
                case_id=first.case_id, position=2, label="第二年", amount_fen=later_fen, years_after=1, due_on=None
            )
        )


def test_a_year_without_a_budget_approves_nothing_until_one_is_entered(office: Office) -> None:
    number = office.at(State.APPROVAL)
    with pytest.raises(UserError, match=r"2024 年度还没有录入预算，不能安排 2,000\.00 元，请财务先录入预算"):
        office.take(number, APPROVER, Step.APPROVE)
    assert office.case(number).state == "approval"
    give(office, "2000")
    assert office.take(number, APPROVER, Step.APPROVE).after is State.APPROVED
    assert [one.budget_year for one in instalments(office, number)] == [2024]


def test_approval_beyond_the_budget_says_what_is_missing(office: Office) -> None:
    give(office, "3500")
    first, second = office.at(State.APPROVAL), office.at(State.APPROVAL)
    office.take(first, APPROVER, Step.APPROVE)
    with pytest.raises(UserError) as refused:
        office.take(second, APPROVER, Step.APPROVE)
    assert refused.value.text == (
        f"{second}：2024 年度预算 3,500.00 元，已承诺 2,000.00 元，本件 2,000.00 元，"
        "还差 500.00 元，请财务追加预算后再办。"
    )
    give(office, "500", "省级补助")
    office.take(second, APPROVER, Step.APPROVE)
    assert committed(office) == 2 * GRANTED


def test_of_a_batch_as_many_are_approved_as_the_budget_bears(office: Office) -> None:
    give(office, "5000")
    numbers = [office.file() for _ in range(3)]
    for number in numbers:
        office.walk(number, State.APPROVAL)
    outcome = move_many(office.acting(APPROVER), numbers, Order(Step.APPROVE), on=office.today)
    assert [moved.number for moved in outcome.moved] == numbers[:2]
    assert [(number, "还差 1,000.00 元" in why) for number, why in outcome.left] == [(numbers[2], True)]
    assert committed(office) == 2 * GRANTED


def test_a_service_needs_no_budget(office: Office) -> None:
    with office.uow.begin() as work:
        commit_plan(work, "YJJG-2024-000001", [])
        zero = CaseInstalment(position=1, label="一次性", amount_fen=0, years_after=0)
        commit_plan(work, "YJJG-2024-000001", [zero])
    assert zero.budget_year == 2024


def test_a_payment_names_the_source_with_the_most_left(office: Office) -> None:
    give(office, "2500")
    give(office, "4000", "省级补助")
    with office.uow.read() as work:
        assert choose_source(work, 2024, GRANTED) == "省级补助"
        assert (source_left(work, 2024, "区级财政"), source_left(work, 2024, "没有的来源")) == (250000, 0)
        assert choose_source(work, 2023, GRANTED) == ""
        with pytest.raises(UserError, match=r"没有一个资金来源够付 5,000\.00 元（区级财政剩 2,500\.00 元，省级补助剩"):
            choose_source(work, 2024, 500000)


def test_a_later_instalment_is_committed_in_the_year_it_is_paid(office: Office) -> None:
    give(office, "2000")
    number = office.at(State.APPROVED)
    split(office, number, 50000)
    assert committed(office) == 150000
    second = instalments(office, number)[1]
    next_year = date(2025, 12, 1)
    with pytest.raises(UserError, match="的第二年：2025 年度还没有录入预算"), office.uow.begin(on=next_year) as work:
        commit_payment(work, work.session.merge(second), 50000)
    give(office, "400", year=2025)
    with pytest.raises(UserError, match=r"还差 100\.00 元"), office.uow.begin(on=next_year) as work:
        commit_payment(work, work.session.merge(second), 50000)
    give(office, "100", year=2025)
    with office.uow.begin(on=next_year) as work:
        commit_payment(work, work.session.merge(second), 50000)
    assert (committed(office), committed(office, 2025)) == (150000, 50000)


def test_what_was_not_paid_in_its_year_moves_to_the_year_of_payment(office: Office) -> None:
    give(office, "2000")
    give(office, "2000", year=2025)
    (one,) = instalments(office, office.at(State.APPROVED))
    with office.uow.begin() as work:
        commit_payment(work, work.session.merge(one), GRANTED, on=date(2025, 1, 10))
    assert (committed(office), committed(office, 2025)) == (0, GRANTED)


def test_what_is_committed_in_the_year_is_paid_and_comes_back_without_asking_again(office: Office) -> None:
    give(office, "2000")
    (one,) = instalments(office, office.at(State.APPROVED))
    with office.uow.begin() as work:
        kept = work.session.merge(one)
        commit_payment(work, kept, GRANTED)
        commit_again(work, kept)
        assert kept.budget_year == 2024
    assert committed(office) == GRANTED


def test_what_comes_back_in_a_later_year_is_committed_there_and_its_year_stays_as_it_was(office: Office) -> None:
    give(office, "2000")
    number = office.at(State.APPROVED)
    (one,) = instalments(office, number)
    book(office, one, date(2024, 12, 30), 1)
    with office.uow.begin(on=date(2025, 1, 6)) as work:
        kept = work.session.merge(one)
        work.session.add(entry(one, date(2025, 1, 6), -1))
        commit_again(work, kept)
    assert (committed(office), committed(office, 2025)) == (GRANTED, 0)
    assert instalments(office, number)[0].budget_year == 2025


def test_what_comes_back_without_room_in_its_year_waits_uncommitted(office: Office) -> None:
    """A part came back the year before; the rest comes back now and frees less than the whole needs."""
    give(office, "2000")
    number = office.at(State.APPROVED)
    (one,) = instalments(office, number)
    book(office, one, date(2024, 12, 1), 1)
    book(office, one, date(2024, 12, 2), -1, 50000)
    with office.uow.begin(on=date(2025, 1, 6)) as work:
        work.session.add(entry(one, date(2025, 1, 6), -1, 150000))
        commit_again(work, work.session.merge(one))
    assert instalments(office, number)[0].budget_year is None
    assert committed(office, 2025) == -150000


def entry(
    one: CaseInstalment, day: date, direction: int, amount: int = GRANTED, source: str = "区级财政"
) -> LedgerEntry:
    return LedgerEntry(
        instalment_id=one.id,
        kind="payment" if direction == 1 else "returned",
        direction=direction,
        amount_fen=amount,
        paid_on=day,
        voucher="PZ-1",
        bank="徽商银行",
        account_name="张某",
        account_number="6217000010012345678",
        note="",
        at=datetime.combine(day, time(15)),
        account="财务",
        source=source,
    )


def book(office: Office, one: CaseInstalment, day: date, direction: int, amount: int = GRANTED) -> None:
    with office.uow.begin(on=day) as work:
        work.session.add(entry(one, day, direction, amount))


@pytest.mark.parametrize("role", [CLERK, REVIEWER, APPROVER, AUDITOR])
def test_only_finance_and_administrators_enter_a_budget(office: Office, role: Role) -> None:
    with pytest.raises(UserError, match="不能录入预算，此步须由财务、管理员办理"):
        enter_budget(office.acting(role), NewBudget("2024", "区级财政", "100", "文号"))


def test_entering_and_cutting_are_kept_and_audited(office: Office) -> None:
    done = enter_budget(
        office.acting(ADMINISTRATOR), NewBudget("2024年度", " 区级 财政 ", "1.2万元", "叶财预〔2024〕1号")
    )
    assert (done.year, done.source, done.amount_fen) == (2024, "区级财政", 1200000)
    give(office, "2,000.00", cut=True)
    page = budget_page(office.acting(FINANCE))
    assert [(line.amount_fen, line.account) for line in page.entries] == [(1200000, "管理员甲"), (-200000, "陈会计")]
    assert [(line.source, line.budget_fen) for line in page.budget.sources] == [("区级财政", 1000000)]
    with office.uow.read() as work:
        told = work.session.execute(
            select(AuditEntry.action, AuditEntry.subject, AuditEntry.detail).order_by(AuditEntry.id.desc()).limit(2)
        ).all()
    assert [tuple(row) for row in told] == [
        ("调减预算", "2024 年度", "区级财政 2,000.00 元，叶财预〔2024〕1号"),
        ("录入预算", "2024 年度", "区级财政 12,000.00 元，叶财预〔2024〕1号"),
    ]


@pytest.mark.parametrize(
    ("year", "source", "amount", "document", "day", "field"),
    [
        ("", "区级财政", "100", "文号", "", "year"),
        ("明年", "区级财政", "100", "文号", "", "year"),
        ("1999", "区级财政", "100", "文号", "", "year"),
        ("2026", "区级财政", "100", "文号", "", "year"),
        ("2024", " ", "100", "文号", "", "source"),
        ("2024", "区级财政", "", "文号", "", "amount"),
        ("2024", "区级财政", "0", "文号", "", "amount"),
        ("2024", "区级财政", "-5", "文号", "", "amount"),
        ("2024", "区级财政", "1.005", "文号", "", "amount"),
        ("2024", "区级财政", "100", " ", "", "document"),
        ("2024", "区级财政", "100", "文号", "2024-11-06", "day"),
        ("2024", "区级财政", "100", "文号", "昨天", "day"),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field(
    office: Office, year: str, source: str, amount: str, document: str, day: str, field: str
) -> None:
    with pytest.raises(UserError) as refused:
        enter_budget(office.acting(FINANCE), NewBudget(year, source, amount, document, day))
    assert refused.value.field == field
    with office.uow.read() as work:
        assert not work.session.scalars(select(BudgetEntry)).all()


def test_a_cut_takes_only_what_is_neither_committed_nor_paid(office: Office) -> None:
    give(office, "3000")
    give(office, "1000", "省级补助")
    number = office.at(State.APPROVED)
    with pytest.raises(
        UserError, match=r"已承诺 2,000\.00 元，调减 2,500\.00 元还差 500\.00 元，最多可以调减 2,000\.00 元"
    ):
        give(office, "2500", cut=True)
    with pytest.raises(UserError, match="没有“市级”的预算"):
        give(office, "1", "市级", cut=True)
    (one,) = instalments(office, number)
    book(office, one, office.today, 1)
    with pytest.raises(UserError, match=r"“区级财政”扣除已拨付的只剩 1,000\.00 元，不够调减 1,500\.00 元"):
        give(office, "1500", cut=True)
    give(office, "1000", cut=True)
    give(office, "1000", "省级补助", cut=True)
    page = budget_page(office.uow).budget
    assert (page.budget_fen, page.committed_fen, page.paid_fen, page.left_fen) == (200000, 200000, 200000, 0)


def test_the_page_tells_what_is_still_to_be_paid_and_against_which_year(office: Office) -> None:
    give(office, "4000")
    first = office.at(State.APPROVED)
    split(office, first, 50000)
    second = office.at(State.APPROVED)
    with office.uow.begin() as work:
        work.session.merge(instalments(office, second)[0]).budget_year = 2023
    found = {(one.number, one.label): (one.amount_fen, one.claim) for one in budget_page(office.uow).outstanding}
    assert found == {
        (first, "一次性"): (150000, Claim.NOW),
        (first, "第二年"): (50000, Claim.LATER),
        (second, "一次性"): (200000, Claim.CARRIED),
    }


def test_an_unlimited_folder_approves_without_a_budget_until_it_has_one(uow: UnitOfWork) -> None:
    office = Office(uow)
    office.at(State.APPROVED)
    assert (committed(office), budget_page(uow).budget.limited) == (GRANTED, False)
    give(office, "2000")
    with pytest.raises(UserError, match=r"还差 2,000\.00 元"):
        office.at(State.APPROVED)


def test_the_choice_of_control_is_one_of_two(office: Office) -> None:
    with pytest.raises(UserError, match="“预算控制”只能是按年度预算或不设上限"), office.uow.begin() as work:
        store(work, [Entry(BUDGET_CONTROL, "", date(2018, 1, 1), "测试", "随便")])
