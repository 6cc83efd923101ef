"""Budgets by year and source: nothing is committed or paid beyond what was given (十.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from app.models import Case, CaseInstalment
from app.services.errors import UserError
from app.services.money.budget_sums import committed, given, paid, unpaid
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.policy.standards import BUDGET_CONTROL, NO_LIMIT
from app.services.unit_of_work import Work


def require_room(work: Work, year: int, amount_fen: int, subject: str) -> None:
    """UserError when so many fen more would exceed the budget of a year, with what is missing; `subject` opens it.

    A year without a budget has no room, unless 预算控制 says that it is not limited.
    """
    if amount_fen <= 0:
        return
    budget = given(work.session, year)
    if not budget:
        if work.parameters.at(work.today).text(BUDGET_CONTROL) == NO_LIMIT:
            return
        raise UserError(f"{subject}：{year} 年度还没有录入预算，不能安排 {yuan(amount_fen)} 元，请财务先录入预算。")
    total, bound = sum(budget.values()), committed(work.session, year)
    if (missing := bound + amount_fen - total) > 0:
        raise UserError(
            f"{subject}：{year} 年度预算 {yuan(total)} 元，已承诺 {yuan(bound)} 元，本件 {yuan(amount_fen)} 元，"
            f"还差 {yuan(missing)} 元，请财务追加预算后再办。"
        )


def commit_plan(work: Work, number: str, plan: Iterable[CaseInstalment]) -> None:
    """Commit what is due this year of a plan just approved, before it is stored; a later instalment waits for its own year.

    UserError when the budget does not suffice or the year is closed.
    """
    require_open(work, work.today)
    year = work.today.year
    due = [one for one in plan if one.position == 1 or not one.years_after]
    require_room(work, year, sum(one.amount_fen for one in due), number)
    for one in due:
        one.budget_year = year


def commit_payment(work: Work, instalment: CaseInstalment, amount_fen: int, *, on: date | None = None) -> None:
    """Before `amount_fen` is booked on a day (the action's): an instalment not yet committed in that year is now, whole.

    UserError when the year's budget has no room for it or the year is closed.
    """
    day = on or work.today
    require_open(work, day)
    if instalment.budget_year == day.year:
        return
    case_number = work.session.execute(select(Case.number).where(Case.id == instalment.case_id)).scalar_one()
    moving = max(amount_fen, unpaid(work.session, instalment))
    require_room(work, day.year, moving, f"{case_number} 的{instalment.label}")
    instalment.budget_year = day.year


def commit_again(work: Work, instalment: CaseInstalment, *, on: date | None = None) -> None:
    """After a return or counter-entry of a day (the action's) was stored: what is unpaid again is committed in that year.

    The money that came back makes room for it; where that is not enough it waits uncommitted until it is paid.
    """
    year = (on or work.today).year
    if instalment.budget_year == year:
        return
    instalment.budget_year = year
    work.session.flush()
    budget = given(work.session, year)
    if committed(work.session, year) > sum(budget.values()) and (budget or _limited(work)):
        instalment.budget_year = None


def _limited(work: Work) -> bool:
    return work.parameters.at(work.today).text(BUDGET_CONTROL) != NO_LIMIT


def source_left(work: Work, year: int, source: str) -> int:
    """What a source still has for payments of a year, in fen; below zero when more was paid from it than it had."""
    return given(work.session, year).get(source, 0) - paid(work.session, year).get(source, 0)


def sources(work: Work, year: int) -> dict[str, int]:
    """The sources of a year's budget, each with what is left for payments, in fen."""
    spent = paid(work.session, year)
    return {source: amount - spent.get(source, 0) for source, amount in given(work.session, year).items()}


def choose_source(work: Work, year: int, amount_fen: int) -> str:
    """The source with the most left that pays the whole sum; "" in a year without a budget, UserError when none can."""
    left = sources(work, year)
    if not left:
        return ""
    best = max(left, key=lambda source: left[source])
    if left[best] < amount_fen:
        told = "，".join(f"{source}剩 {yuan(max(amount, 0))} 元" for source, amount in left.items())
        raise UserError(
            f"{year} 年度没有一个资金来源够付 {yuan(amount_fen)} 元（{told}），一笔款项须由一个来源支付，"
            f"请财务调整各来源的预算后再拨。"
        )
    return best
