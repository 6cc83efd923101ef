"""A year's budget as people read it: by source, with its entries, and what is still to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import extract, or_, select
from sqlalchemy.orm import Session

from app.models import BudgetEntry, Case, CaseInstalment, ClosedYear, LedgerEntry
from app.services.money.budget_entry import KEEPERS
from app.services.money.budget_sums import committed, given, paid, recovered_by_type
from app.services.money.remainders import remainder
from app.services.money.year_closing import frozen
from app.services.policy.catalogue import BY_CODE
from app.services.policy.standards import BUDGET_CONTROL, NO_LIMIT
from app.services.trust.accounts import roles_of
from app.services.unit_of_work import UnitOfWork, Work

NO_SOURCE = "未注明来源"


class Claim(StrEnum):
    """Against which year an unpaid instalment counts."""

    NOW = "本年度承诺"
    CARRIED = "以前年度结转"
    LATER = "后续分期"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a year: its budget and what was paid from it, in fen."""

    source: str
    budget_fen: int
    paid_fen: int

    @property
    def rest_fen(self) -> int:
        """What is left of it for payments."""
        return self.budget_fen - self.paid_fen


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """An entry of the budget; `amount_fen` is below zero for a cut."""

    entry_id: int
    day: date
    source: str
    amount_fen: int
    document: str
    note: str
    account: str


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An instalment still to be paid, in fen; `due_on` is empty until what it waits for has happened."""

    instalment_id: int
    number: str
    applicant: str
    title: str
    label: str
    amount_fen: int
    due_on: date | None
    claim: Claim


@dataclass(frozen=True)
class YearBudget:
    """The budget of a year, in fen; `closed_on` once it is closed, `limited` unless a year without a budget approves."""

    year: int
    sources: tuple[SourceLine, ...]
    committed_fen: int
    recovered_fen: int
    closed_on: date | None
    limited: bool

    @property
    def budget_fen(self) -> int:
        """All sources together."""
        return sum(line.budget_fen for line in self.sources)

    @property
    def paid_fen(self) -> int:
        """Net payments of the year."""
        return sum(line.paid_fen for line in self.sources)

    @property
    def left_fen(self) -> int:
        """What may still be committed."""
        return self.budget_fen - self.committed_fen

    @property
    def entered(self) -> bool:
        """Whether a budget was entered at all."""
        return any(line.source != NO_SOURCE for line in self.sources)


@dataclass(frozen=True)
class BudgetPage:
    """All that the page of a year shows, and whether this account may enter budgets and close years."""

    years: tuple[int, ...]
    budget: YearBudget
    entries: tuple[BudgetLine, ...]
    outstanding: tuple[Outstanding, ...]
    keeper: bool


def year_budget(work: Work, year: int) -> YearBudget:
    """The budget of a year; a closed one as it was closed."""
    session, closed = work.session, work.session.get(ClosedYear, year)
    end = frozen(session, year)
    budget, spent = (end.budget, end.paid) if end else (given(session, year), paid(session, year))
    lines = [SourceLine(source, amount, spent.get(source, 0)) for source, amount in budget.items()]
    others = sum(amount for source, amount in spent.items() if source not in budget)
    if others:
        lines.append(SourceLine(NO_SOURCE, 0, others))
    return YearBudget(
        year=year,
        sources=tuple(lines),
        committed_fen=end.committed_fen if end else committed(session, year),
        recovered_fen=end.recovered_fen if end else sum(recovered_by_type(session, year).values()),
        closed_on=closed.closed_on if closed else None,
        limited=work.parameters.at(work.today).text(BUDGET_CONTROL) != NO_LIMIT,
    )


def budget_page(uow: UnitOfWork, year: int | None = None) -> BudgetPage:
    """The page of a year, this year's when none is asked for or the one asked for has nothing."""
    with uow.read() as work:
        years = budget_years(work)
        chosen = year if year in years else work.today.year
        return BudgetPage(
            years=years,
            budget=year_budget(work, chosen),
            entries=_entries(work.session, chosen),
            outstanding=_outstanding(work.session, chosen),
            keeper=bool(roles_of(work.session, work.account) & set(KEEPERS)),
        )


def all_budgets(uow: UnitOfWork) -> tuple[YearBudget, ...]:
    """Every year that has a budget or a payment, and this one; the latest first."""
    with uow.read() as work:
        return tuple(year_budget(work, year) for year in budget_years(work))


def budget_years(work: Work) -> tuple[int, ...]:
    """This year, and every year with a budget or a payment; the latest first."""
    budgeted = work.session.scalars(select(BudgetEntry.year).distinct())
    paid_in = work.session.scalars(select(extract("year", LedgerEntry.paid_on)).distinct())
    return tuple(sorted({work.today.year, *budgeted, *(int(year) for year in paid_in)}, reverse=True))


def _entries(session: Session, year: int) -> tuple[BudgetLine, ...]:
    rows = session.scalars(select(BudgetEntry).where(BudgetEntry.year == year).order_by(BudgetEntry.id))
    return tuple(
        BudgetLine(row.id, row.on_day, row.source, row.direction * row.amount_fen, row.document, row.note, row.account)
        for row in rows
    )


def _outstanding(session: Session, year: int) -> tuple[Outstanding, ...]:
    """What counts against the year, and what will once it is paid: carried over from years before, or a later instalment."""
    left = remainder().label("left")
    rows = session.execute(
        select(CaseInstalment, left, Case.number, Case.applicant, Case.code)
        .join(Case, Case.id == CaseInstalment.case_id)
        .where(left > 0, or_(CaseInstalment.budget_year.is_(None), CaseInstalment.budget_year <= year))
        .order_by(CaseInstalment.due_on.is_(None), CaseInstalment.due_on, CaseInstalment.id)
    )
    return tuple(
        Outstanding(
            one.id, number, applicant, BY_CODE[code].title, one.label, amount, one.due_on, _claim(one.budget_year, year)
        )
        for one, amount, number, applicant, code in rows
    )


def _claim(budget_year: int | None, year: int) -> Claim:
    if budget_year is None:
        return Claim.LATER
    return Claim.NOW if budget_year == year else Claim.CARRIED
