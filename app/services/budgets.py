"""Budgets by year and source: what is given, and that nothing is committed or paid beyond it (十.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.models import BudgetEntry, CaseInstalment
from app.services.accounts import Role, require_role
from app.services.budget_sums import committed, given, paid, unpaid
from app.services.errors import UserError
from app.services.policy.money import yuan
from app.services.policy.standards import BUDGET_CONTROL, NO_LIMIT
from app.services.unit_of_work import UnitOfWork, Work
from app.services.year_closing import require_open

KEEPERS = (Role.FINANCE, Role.ADMINISTRATOR)


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


def commit_payment(work: Work, instalment: CaseInstalment, amount_fen: int) -> None:
    """Before `amount_fen` is booked today: an instalment not yet committed this year is committed now.

    UserError when the year's budget has no room for it or the year is closed; ValueError for more than is unpaid.
    """
    require_open(work, work.today)
    rest, year = unpaid(work.session, instalment), work.today.year
    if amount_fen > rest:
        raise ValueError(f"instalment {instalment.id}: {amount_fen} of {rest}")
    if instalment.budget_year != year:
        require_room(work, year, rest, f"{instalment.label}（{year} 年度支付）")
        instalment.budget_year = year


def commit_again(work: Work, instalment: CaseInstalment) -> None:
    """After a return or counter-entry of today was stored: what is unpaid again is committed in this year.

    The money that came back makes room for it; where that is not enough it waits uncommitted until it is paid.
    """
    year = work.today.year
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


def enter_budget(
    uow: UnitOfWork,
    year: int,
    source: str,
    amount_fen: int,
    document: str,
    *,
    cut: bool = False,
    note: str = "",
    on: date | None = None,
) -> None:
    """Finance or an administrator gives a year's source so many fen, or cuts it; UserError, with its field, when that can not be."""
    with uow.begin(on=on) as work:
        require_role(work.session, work.account, KEEPERS, "调减预算" if cut else "录入预算")
        named = _checked(work, year, source, amount_fen, document)
        if cut:
            _require_uncommitted(work, year, named, amount_fen)
        entry = BudgetEntry(
            year=year,
            source=named,
            direction=-1 if cut else 1,
            amount_fen=amount_fen,
            document=document.strip(),
            on_day=work.today,
            note=note.strip(),
            at=work.now,
            account=work.account,
        )
        work.session.add(entry)
        told = f"{named} {yuan(amount_fen)} 元，{document.strip()}"
        work.note("调减预算" if cut else "录入预算", f"{year} 年度", told)


def _checked(work: Work, year: int, source: str, amount_fen: int, document: str) -> str:
    """The name of the source as it is stored."""
    if not 2000 <= year <= work.today.year + 1:
        raise UserError(f"预算年度应在 2000 至 {work.today.year + 1} 之间，请财务改正。", "year")
    require_open(work, date(year, 12, 31))
    named = "".join(source.split())
    if not named:
        raise UserError("请填写资金来源，如“区级财政”。", "source")
    if amount_fen <= 0:
        raise UserError("预算金额应大于零，请财务改正。", "amount")
    if not document.strip():
        raise UserError("请填写预算下达或调整的文号。", "document")
    return named


def _require_uncommitted(work: Work, year: int, source: str, amount_fen: int) -> None:
    """A cut takes only what is neither committed nor paid from the source."""
    budget, bound = given(work.session, year), committed(work.session, year)
    if source not in budget:
        raise UserError(f"{year} 年度没有“{source}”的预算，无法调减，请财务核对资金来源。", "source")
    total, rest = sum(budget.values()), source_left(work, year, source)
    if (missing := bound - (total - amount_fen)) > 0:
        raise UserError(
            f"{year} 年度预算 {yuan(total)} 元，已承诺 {yuan(bound)} 元，调减 {yuan(amount_fen)} 元还差 {yuan(missing)} 元，"
            f"最多可以调减 {yuan(max(total - bound, 0))} 元，请财务改正金额。",
            "amount",
        )
    if amount_fen > rest:
        raise UserError(
            f"{year} 年度“{source}”扣除已拨付的只剩 {yuan(max(rest, 0))} 元，不够调减 {yuan(amount_fen)} 元，请财务改正金额。",
            "amount",
        )
