"""Counting a year in the database: one pass over the cases and one over the ledger, no case is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Case, CaseInstalment, CaseStep, LedgerEntry
from app.models.cases import GRANTED
from app.services.cases.course import FILED
from app.services.clawbacks.year_changes import (
    Span,
    later_changes,
    month_of,
    recoveries,
    sum_if,
    top_ups_by_month,
)

OPEN = ("accepted", "supplement", "reviewed", "countersign", "publicity", "approval")


class Cell(NamedTuple):
    """What the cases of one type, township and unit come to; sums in fen.

    `committed_fen` was granted and not cancelled, `settled_fen` paid at any time up to the cutoff.
    """

    code: str
    township: str
    unit_id: int | None
    applied: int = 0
    approved: int = 0
    open: int = 0
    granted_fen: int = 0
    committed_fen: int = 0
    settled_fen: int = 0
    refused_by_month: Mapping[str, int] = {}
    paid_by_month: Mapping[str, int] = {}
    recovered_by_month: Mapping[str, int] = {}


class Standing(NamedTuple):
    """Cases joined with how they stood at the cutoff: state, and day of the refusal if that was it."""

    source: FromClause
    state: ColumnElement[Any]
    refused_on: ColumnElement[Any]


def standing(span: Span) -> Standing:
    """How cases stood at the cutoff: where their first step after it led from, or as they stand now.

    Filing leads from nowhere, and a case entered later may have steps of days before.
    """
    table = Case.__table__
    if span.cutoff >= span.today:
        return Standing(table, Case.state.expression, case((Case.state == "rejected", Case.decided_on)))
    first = (
        select(CaseStep.case_id, func.min(CaseStep.id).label("step_id"))
        .where(CaseStep.on_day > span.cutoff, CaseStep.step != FILED)
        .group_by(CaseStep.case_id)
        .subquery()
    )
    later, before = aliased(CaseStep), aliased(CaseStep)
    source = table.outerjoin(first, first.c.case_id == Case.id).outerjoin(later, later.id == first.c.step_id)
    refused_before = (
        select(func.max(before.on_day))
        .where(before.case_id == Case.id, before.to_state == "rejected", before.on_day <= span.cutoff)
        .correlate(table)
        .scalar_subquery()
    )
    refused_on = case(
        (later.from_state == "rejected", refused_before),
        (and_(later.id.is_(None), Case.state == "rejected"), Case.decided_on),
    )
    return Standing(source, func.coalesce(later.from_state, Case.state), refused_on)


def applied(span: Span) -> ColumnElement[bool]:
    """An application of the year that was accepted, or put before the approver without that (不予受理)."""
    entered = or_(Case.accepted_on.is_not(None), Case.state.in_(("approval", "rejected")))
    return and_(Case.applied_on.between(span.start, span.end), entered)


def approved(start: date, end: date) -> ColumnElement[bool]:
    """A case granted in these days; nothing leads back from there."""
    return and_(Case.state.in_(GRANTED), Case.decided_on.between(start, end))


def still_open(span: Span, state: ColumnElement[Any]) -> ColumnElement[bool]:
    """Accepted and undecided at the cutoff; a draft that was sent back for papers is not yet accepted."""
    return and_(
        state.in_(OPEN),
        or_(state != "supplement", Case.accepted_on <= span.cutoff),
        ~func.coalesce(approved(date.min, span.cutoff), False),
    )


def cells(session: Session, span: Span) -> Iterable[Cell]:
    """Every type, township and unit that has a case, with what its cases come to."""
    found: dict[tuple[str, str, int | None], Cell] = {}
    for code, township, unit_id, *sums in session.execute(_cases(span)):
        found[code, township, unit_id] = Cell(code, township, unit_id, *sums)
    for code, township, unit_id, month, refused in session.execute(_refusals(span)):
        cell = found[code, township, unit_id]
        found[code, township, unit_id] = cell._replace(refused_by_month={**cell.refused_by_month, month: refused})
    for code, township, unit_id, month, paid, settled in session.execute(_payments(span)):
        cell = found[code, township, unit_id]
        by_month = {**cell.paid_by_month, month: paid} if month else cell.paid_by_month
        found[code, township, unit_id] = cell._replace(paid_by_month=by_month, settled_fen=cell.settled_fen + settled)
    for code, township, unit_id, month, recovered in session.execute(recoveries(span)):
        cell = found[code, township, unit_id]
        found[code, township, unit_id] = cell._replace(recovered_by_month={**cell.recovered_by_month, month: recovered})
    for code, township, unit_id, granted, committed in session.execute(later_changes(span)):
        cell = found[code, township, unit_id]
        found[code, township, unit_id] = cell._replace(
            granted_fen=cell.granted_fen + granted, committed_fen=cell.committed_fen + committed
        )
    return found.values()


def _cases(span: Span) -> Select[*tuple[Any, ...]]:
    """Sums by cell, in the order of the index that is scanned, so that nothing is sorted."""
    stood = standing(span)
    in_year, by_cutoff = approved(span.start, span.end), approved(date.min, span.cutoff)
    key = (Case.code, Case.township, Case.unit_id)
    return (
        select(
            *key,
            _count(applied(span)),
            _count(in_year),
            _count(still_open(span, stood.state)),
            sum_if(in_year, Case.granted_fen),
            sum_if(by_cutoff, Case.granted_fen),
        )
        .select_from(stood.source)
        .group_by(*key)
    )


def _refusals(span: Span) -> Select[*tuple[Any, ...]]:
    """Cases refused in the year, by cell and month."""
    stood = standing(span)
    key = (Case.code, Case.township, Case.unit_id, month_of(stood.refused_on))
    in_year = stood.refused_on.between(span.start, span.end)
    return select(*key, func.count()).select_from(stood.source).where(in_year).group_by(*key)


def _payments(span: Span) -> Select[*tuple[Any, ...]]:
    """Payments less returned ones and counter-entries: by month of the year, and of all time up to the cutoff."""
    in_year = LedgerEntry.paid_on.between(span.start, span.end)
    key = (Case.code, Case.township, Case.unit_id, case((in_year, month_of(LedgerEntry.paid_on))).label("month"))
    signed = LedgerEntry.direction * LedgerEntry.amount_fen
    return (
        select(*key, sum_if(in_year, signed), sum_if(LedgerEntry.paid_on <= span.cutoff, signed))
        .select_from(LedgerEntry)
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .group_by(*key)
    )


class MonthCount(NamedTuple):
    """So many cases applied for and approved in these months of the year (YYYY-MM, or not in it), granted in fen."""

    applied: str | None
    approved: str | None
    cases: int
    granted_fen: int | None


def months(session: Session, span: Span, *, without: Sequence[str]) -> Iterable[MonthCount]:
    """Applications and approvals by month; types `without` money left out."""
    key = (
        case((applied(span), month_of(Case.applied_on))).label("applied"),
        case((approved(span.start, span.end), month_of(Case.decided_on))).label("approved"),
    )
    in_year = or_(Case.applied_on.between(span.start, span.end), Case.decided_on.between(span.start, span.end))
    rows = session.execute(
        select(*key, func.count(), func.sum(Case.granted_fen)).where(Case.code.not_in(without), in_year).group_by(*key)
    )
    moved = session.execute(top_ups_by_month(span.start, span.end))
    return (*(MonthCount(*row) for row in rows), *(MonthCount(None, month, 0, amount) for month, amount in moved))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
