"""Ranges that definitions share: the months claimed, a labour contract, a term of office, and what they must keep to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from app.services.policy.clauses import Basis
from app.services.policy.months import Month
from app.services.policy.parties import CaseFacts
from app.services.policy.questions import Day, MonthOf, asks
from app.services.policy.trace import Trace


class MonthsFacts(CaseFacts):
    """The months claimed, both ends counted."""

    first_month: MonthOf = asks(
        "申领起始月",
        hint="含本月",
        example="2024-01",
        aliases=("起始月", "开始月", "申领开始月", "申请起始月", "补贴起始月", "补助起始月"),
    )
    last_month: MonthOf = asks(
        "申领截止月",
        hint="含本月",
        example="2024-06",
        aliases=("截止月", "终止月", "申领终止月", "申请截止月", "补贴截止月", "补助截止月"),
    )


def months_asked(facts: MonthsFacts) -> int:
    """How many months are claimed; 0 or less when the range is upside down."""
    return facts.first_month.until(facts.last_month)


class ContractFacts(CaseFacts):
    """The labour contract."""

    contract_from: Day = asks(
        "劳动合同起始日期", example="2023-03-01", aliases=("合同起始日期", "合同开始日期", "劳动合同开始日期")
    )
    contract_until: Day = asks(
        "劳动合同终止日期", example="2026-02-28", aliases=("合同终止日期", "合同到期日期", "劳动合同到期日期")
    )


Point = TypeVar("Point", date, Month)


def require_order(trace: Trace, what: str, start: Point, end: Point) -> None:
    """A range whose end lies before its start fails."""
    trace.require(f"{what}起止顺序正确", start <= end, "{} 至 {}", start, end, basis=Basis.READING)


def require_inside(trace: Trace, facts: MonthsFacts, what: str, start: date, end: date) -> None:
    """The months claimed lie inside a range of days, whose first and last month count."""
    require_order(trace, what, start, end)
    require_order(trace, "申领月份", facts.first_month, facts.last_month)
    first, last = Month.of(start), Month.of(end)
    inside = first <= facts.first_month and facts.last_month <= last
    figures = facts.first_month, facts.last_month, what, first, last
    trace.require(f"申领月份在{what}内", inside, "申领 {} 至 {}，{} {} 至 {}", *figures, basis=Basis.READING)


def months_of_term(start: date, end: date) -> int:
    """The months of a term from its first to its last day, a part month counting as one; 0 when upside down."""
    after = end + timedelta(days=1)
    whole = (after.year - start.year) * 12 + after.month - start.month
    return max(0, whole + (after.day > start.day))
