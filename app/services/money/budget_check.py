"""Whether budgets, commitments and the ledger agree to the fen, and whether closed years stayed as they were closed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import BudgetEntry, ClosedYear, LedgerEntry
from app.services.money.budget_sums import committed, committed_by_type, days_of, given, paid, recovered_by_type
from app.services.money.year_closing import frozen
from app.services.policy.money import yuan

ASK = "请财务核对预算，管理员核查台账。"


def budget_problems(session: Session) -> Iterator[str]:
    """Every disagreement as one Chinese sentence: over the budget or a source, sums that differ, a closed year changed."""
    for year in session.scalars(select(BudgetEntry.year).distinct().order_by(BudgetEntry.year)):
        yield from _over(session, year)
    for year in session.scalars(select(ClosedYear.year).order_by(ClosedYear.year)):
        yield from _changed(session, year)


def _over(session: Session, year: int) -> Iterator[str]:
    budget, spent = given(session, year), paid(session, year)
    total, bound = sum(budget.values()), committed(session, year)
    if bound > total:
        yield f"{year} 年度预算 {yuan(total)} 元，已承诺却为 {yuan(bound)} 元，超出 {yuan(bound - total)} 元，{ASK}"
    if (by_type := sum(committed_by_type(session, year).values())) != bound:
        yield f"{year} 年度已承诺 {yuan(bound)} 元，分类型合计却为 {yuan(by_type)} 元，{ASK}"
    for source, amount in spent.items():
        if source and amount > budget.get(source, 0):
            had = yuan(budget.get(source, 0))
            yield f"{year} 年度“{source}”预算 {had} 元，由其拨付却为 {yuan(amount)} 元，{ASK}"


def _changed(session: Session, year: int) -> Iterator[str]:
    closing = frozen(session, year)
    if closing is None:
        return
    booked = select(func.count()).select_from(LedgerEntry).where(LedgerEntry.paid_on.between(*days_of(year)))
    now = {
        "预算": sum(given(session, year).values()),
        "净拨付": sum(paid(session, year).values()),
        "追回": sum(recovered_by_type(session, year).values()),
    }
    before = {"预算": closing.budget_fen, "净拨付": closing.paid_fen, "追回": closing.recovered_fen}
    for name, amount in now.items():
        if amount != before[name]:
            yield f"{year} 年度结账时{name} {yuan(before[name])} 元，现为 {yuan(amount)} 元，结账后被改动，{ASK}"
    if (entries := session.execute(booked).scalar_one()) != closing.entries:
        yield f"{year} 年度结账时台账 {closing.entries} 笔，现为 {entries} 笔，结账后被改动，{ASK}"
