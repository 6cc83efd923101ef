"""Sums of a year's budget, always added up from their entries: given, committed, paid and recovered, in fen."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from app.models import BudgetEntry, Case, CaseInstalment, Clawback, LedgerEntry, RecoveryEntry
from app.services.clawbacks.balances import Original, signed
from app.services.clawbacks.terms import RETURNED
from app.services.money.remainders import remainder

SIGNED = LedgerEntry.direction * LedgerEntry.amount_fen


def days_of(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def given(session: Session, year: int) -> dict[str, int]:
    """The budget of a year by source, in the order in which the sources were first entered; cuts taken off."""
    rows = session.execute(
        select(BudgetEntry.source, func.sum(BudgetEntry.direction * BudgetEntry.amount_fen))
        .where(BudgetEntry.year == year)
        .group_by(BudgetEntry.source)
        .order_by(func.min(BudgetEntry.id))
    )
    return dict(rows.all())


def paid(session: Session, year: int) -> dict[str, int]:
    """What the ledger of a year comes to, net, by the source it was paid from; "" when none is named."""
    rows = session.execute(
        select(LedgerEntry.source, func.sum(SIGNED))
        .where(LedgerEntry.paid_on.between(*days_of(year)))
        .group_by(LedgerEntry.source)
    )
    return dict(rows.all())


def committed(session: Session, year: int) -> int:
    """What a year has bound: its net payments, and what is still unpaid of the instalments that count against it."""
    booked = session.execute(select(_sum(SIGNED)).where(LedgerEntry.paid_on.between(*days_of(year)))).scalar_one()
    due = session.execute(
        select(_sum(CaseInstalment.amount_fen - CaseInstalment.cancelled_fen)).where(CaseInstalment.budget_year == year)
    ).scalar_one()
    settled = session.execute(
        select(_sum(SIGNED))
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .where(CaseInstalment.budget_year == year)
    ).scalar_one()
    return int(booked + due - settled)


def committed_by_type(session: Session, year: int) -> dict[str, int]:
    """The same by the code of the type."""
    found: dict[str, int] = {}
    for rows in (_booked_by_type(year), _unpaid_by_type(year)):
        for code, amount in session.execute(rows):
            found[code] = found.get(code, 0) + amount
    return found


def _booked_by_type(year: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Case.code, func.sum(SIGNED))
        .select_from(LedgerEntry)
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .where(LedgerEntry.paid_on.between(*days_of(year)))
        .group_by(Case.code)
    )


def _unpaid_by_type(year: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Case.code, func.sum(remainder()))
        .join(Case, Case.id == CaseInstalment.case_id)
        .where(CaseInstalment.budget_year == year)
        .group_by(Case.code)
    )


def unpaid(session: Session, instalment: CaseInstalment) -> int:
    """What is still to be paid of an instalment: neither paid nor cancelled."""
    return int(session.execute(select(remainder()).where(CaseInstalment.id == instalment.id)).scalar_one())


def recovered_by_type(session: Session, year: int) -> dict[str, int]:
    """What came back in a year by the code of the type, repaid or set off, corrections counted; it is not spent again."""
    rows = session.execute(
        select(Case.code, signed(*RETURNED))
        .select_from(RecoveryEntry)
        .join(Clawback, Clawback.id == RecoveryEntry.clawback_id)
        .join(Case, Case.id == Clawback.case_id)
        .outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
        .where(RecoveryEntry.on_day.between(*days_of(year)))
        .group_by(Case.code)
    )
    return dict(rows.all())


def _sum(amount: SQLColumnExpression[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(amount), 0)
