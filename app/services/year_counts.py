"""Counting a year in the database: one pass over the cases and one over the ledger, no case is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, extract, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Case, CaseInstalment, CaseStep, LedgerEntry

GRANTED = ("approved", "completed")
OPEN = ("accepted", "supplement", "reviewed", "countersign", "publicity", "approval")


class Span(NamedTuple):
    """A year from `start` to `end`, and the day by which open cases and debts are told: `end`, or today if earlier."""

    start: date
    end: date
    cutoff: date
    today: date


class Cell(NamedTuple):
    """What the cases of one type, township and unit come to; sums in fen.

    `committed_fen` was granted and `settled_fen` paid at any time up to the cutoff.
    """

    code: str
    township: str
    unit_id: int | None
    applied: int = 0
    approved: int = 0
    refused: int = 0
    open: int = 0
    granted_fen: int = 0
    committed_fen: int = 0
    paid_fen: int = 0
    settled_fen: int = 0


class Standing(NamedTuple):
    """Cases joined with how they stood at the cutoff: state, and day of the refusal if that was it."""

    source: FromClause
    state: ColumnElement[Any]
    refused_on: ColumnElement[Any]


def standing(span: Span) -> Standing:
    """How cases stood at the cutoff: where their first step after it led from, or as they stand now."""
    table = Case.__table__
    if span.cutoff >= span.today:
        return Standing(table, Case.state.expression, case((Case.state == "rejected", Case.decided_on)))
    first = (
        select(CaseStep.case_id, func.min(CaseStep.id).label("step_id"))
        .where(CaseStep.on_day > span.cutoff, CaseStep.from_state != CaseStep.to_state)
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
    found = {(cell.code, cell.township, cell.unit_id): cell for cell in _case_cells(session, span)}
    for code, township, unit_id, paid, settled in session.execute(_payments(span)):
        found[code, township, unit_id] = found[code, township, unit_id]._replace(paid_fen=paid, settled_fen=settled)
    return found.values()


def _case_cells(session: Session, span: Span) -> Iterable[Cell]:
    stood = standing(span)
    in_year, by_cutoff = approved(span.start, span.end), approved(date.min, span.cutoff)
    key = (Case.code, Case.township, Case.unit_id)
    rows = session.execute(
        select(
            *key,
            _count(applied(span)),
            _count(in_year),
            _count(stood.refused_on.between(span.start, span.end)),
            _count(still_open(span, stood.state)),
            _sum(in_year, Case.granted_fen),
            _sum(by_cutoff, Case.granted_fen),
        )
        .select_from(stood.source)
        .group_by(*key)
    )
    return (Cell(*row) for row in rows)


def _payments(span: Span) -> Select[*tuple[Any, ...]]:
    """Payments less returned ones and counter-entries: of the year, and of all time up to the cutoff."""
    key = (Case.code, Case.township, Case.unit_id)
    signed = LedgerEntry.direction * LedgerEntry.amount_fen
    return (
        select(*key, _sum(LedgerEntry.paid_on.between(span.start, span.end), signed), _sum(LedgerEntry.paid_on <= span.cutoff, signed))
        .select_from(LedgerEntry)
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .group_by(*key)
    )


def months(session: Session, span: Span, *, without: Sequence[str]) -> dict[int, dict[str, int]]:
    """By month of the year: applied, approved, refused, granted_fen and paid_fen, types `without` money left out."""
    found: dict[int, dict[str, int]] = {month: {} for month in range(1, 13)}
    for query in _month_queries(span):
        for month, *values in session.execute(query.where(Case.code.not_in(without))):
            names = [column.name for column in query.selected_columns][1:]
            found[month].update(zip(names, values, strict=True))
    return found


def _month_queries(span: Span) -> Iterable[Select[*tuple[Any, ...]]]:
    stood = standing(span)
    granted = func.sum(Case.granted_fen).label("granted_fen")
    paid = func.sum(LedgerEntry.direction * LedgerEntry.amount_fen).label("paid_fen")
    yield _monthly(Case.applied_on, func.count().label("applied")).where(applied(span))
    yield _monthly(Case.decided_on, func.count().label("approved"), granted).where(approved(span.start, span.end))
    yield (
        _monthly(stood.refused_on, func.count().label("refused"))
        .select_from(stood.source)
        .where(stood.refused_on.between(span.start, span.end))
    )
    yield (
        _monthly(LedgerEntry.paid_on, paid)
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .join(Case, Case.id == CaseInstalment.case_id)
        .where(LedgerEntry.paid_on.between(span.start, span.end))
    )


def _monthly(day: Any, *values: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    month = extract("month", day)
    return select(month.label("month"), *values).group_by(month)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _sum(condition: ColumnElement[bool], amount: ColumnElement[Any] | Any) -> ColumnElement[int]:
    return func.sum(case((condition, amount), else_=0))
