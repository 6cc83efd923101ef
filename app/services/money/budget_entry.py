"""Entering a year's budget by source, and cutting it; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.models import BudgetEntry
from app.services.errors import UserError
from app.services.money.budget_sums import committed, given
from app.services.money.budgets import source_left
from app.services.money.year_closing import require_open
from app.services.policy.money import yuan
from app.services.policy.values import Unreadable, read_day, read_fen, read_text, read_year
from app.services.trust.accounts import Role, require_role
from app.services.unit_of_work import UnitOfWork, Work

T = TypeVar("T")
KEEPERS = (Role.FINANCE, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class NewBudget:
    """A budget as typed: year, source and sum in yuan, the 文号 it rests on, its day (today when blank), and whether it is cut."""

    year: str
    source: str
    amount: str
    document: str
    day: str = ""
    note: str = ""
    cut: bool = False


@dataclass(frozen=True)
class Entered:
    """What was entered: the year, the source as it is named, and the sum in fen, below zero for a cut."""

    year: int
    source: str
    amount_fen: int


def enter_budget(uow: UnitOfWork, new: NewBudget) -> Entered:
    """Finance or an administrator gives a year's source a sum, or cuts it; UserError, with its field, when that can not be."""
    verb = "调减预算" if new.cut else "录入预算"
    with uow.begin() as work:
        require_role(work.session, work.account, KEEPERS, verb)
        entry = _read(work, new)
        if new.cut:
            _require_uncommitted(work, entry.year, entry.source, entry.amount_fen)
        work.session.add(entry)
        work.note(verb, f"{entry.year} 年度", f"{entry.source} {yuan(entry.amount_fen)} 元，{entry.document}")
        return Entered(entry.year, entry.source, entry.direction * entry.amount_fen)


def _read(work: Work, new: NewBudget) -> BudgetEntry:
    latest = work.today.year + 1
    year = _value(read_year, new.year, "预算年度", "year")
    if not 2000 <= year <= latest:
        raise UserError(f"预算年度应在 2000 至 {latest} 之间，请财务改正。", "year")
    require_open(work, date(year, 12, 31))
    amount = _value(read_fen, new.amount, "预算金额", "amount")
    if amount <= 0:
        raise UserError("预算金额应大于零，请财务改正。", "amount")
    day = _value(read_day, new.day, "下达日期", "day") if new.day.strip() else work.today
    if day > work.today:
        raise UserError("下达日期不能晚于今天，请财务改正。", "day")
    return BudgetEntry(
        year=year,
        source="".join(_value(read_text, new.source, "资金来源", "source").split()),
        direction=-1 if new.cut else 1,
        amount_fen=amount,
        document=_value(read_text, new.document, "预算文号", "document"),
        on_day=day,
        note=new.note.strip(),
        at=work.now,
        account=work.account,
    )


def _value(read: Callable[[str], T], text: str, label: str, field: str) -> T:
    if not text.strip():
        raise UserError(f"请填写{label}。", field)
    try:
        return read(text)
    except Unreadable as error:
        raise UserError(f"{label}“{text}”读不出（{error.text}），请改正。", field) from error


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
