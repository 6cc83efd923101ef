"""What clawbacks change in the figures of a year: money that came back, and grants raised or cancelled after approval."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, and_, case, cast, func, literal, select, union_all

from app.models import Case, Clawback, Reassessment, RecoveryEntry
from app.services.clawbacks.balances import Original, of_kinds
from app.services.clawbacks.terms import RETURNED


class Span(NamedTuple):
    """A year from `start` to `end`, and the day by which open cases and debts are told: `end`, or today if earlier."""

    start: date
    end: date
    cutoff: date
    today: date


def month_of(day: ColumnElement[Any] | Any) -> ColumnElement[str]:
    """The month of a day, as YYYY-MM."""
    return func.substr(cast(day, String), 1, 7)


def sum_if(condition: ColumnElement[bool], amount: ColumnElement[Any] | Any) -> ColumnElement[int]:
    """The sum of what meets a condition."""
    return func.sum(case((condition, amount), else_=0))


def recoveries(span: Span) -> Select[*tuple[Any, ...]]:
    """What came back in a year less corrections, in fen: by type, township, unit and month of the receipt."""
    key = (Case.code, Case.township, Case.unit_id, month_of(RecoveryEntry.on_day))
    return (
        select(*key, func.sum(-RecoveryEntry.direction * RecoveryEntry.amount_fen))
        .select_from(RecoveryEntry)
        .join(Clawback, Clawback.id == RecoveryEntry.clawback_id)
        .join(Case, Case.id == Clawback.case_id)
        .outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
        .where(RecoveryEntry.on_day.between(span.start, span.end), of_kinds(*RETURNED))
        .group_by(*key)
    )


def later_changes(span: Span) -> CompoundSelect[*tuple[Any, ...]]:
    """What to add, by type, township and unit in fen, to the grants of the year and to what was bound at the cutoff.

    A 补差 counts when it was decided, not with the case that it raised; what was cancelled is bound no more.
    """
    key = (Case.code, Case.township, Case.unit_id)
    amount, zero = Reassessment.amount_fen, literal(0)
    topped = _topped_up(
        *key,
        sum_if(Reassessment.decided_on.between(span.start, span.end), amount)
        - sum_if(Case.decided_on.between(span.start, span.end), amount),
        sum_if(Reassessment.decided_on <= span.cutoff, amount) - sum_if(Case.decided_on <= span.cutoff, amount),
    )
    cancelled = (
        select(*key, zero, -func.sum(Clawback.cancelled_fen))
        .select_from(Clawback)
        .join(Case, Case.id == Clawback.case_id)
        .where(Clawback.decided_on <= span.cutoff, Clawback.cancelled_fen > 0)
        .group_by(*key)
    )
    return union_all(topped.group_by(*key), cancelled)


def top_ups_by_month(start: date, end: date) -> CompoundSelect[*tuple[Any, ...]]:
    """What to add to the grants of each month (YYYY-MM) in fen: a 补差 moves from the case's decision to its own."""
    own, first = month_of(Reassessment.decided_on), month_of(Case.decided_on)
    total = func.sum(Reassessment.amount_fen)
    return union_all(
        _topped_up(own, total).where(Reassessment.decided_on.between(start, end)).group_by(own),
        _topped_up(first, -total).where(Case.decided_on.between(start, end)).group_by(first),
    )


def _topped_up(*columns: Any) -> Select[*tuple[Any, ...]]:
    done = and_(Reassessment.kind == "top_up", Reassessment.state == "done")
    return select(*columns).select_from(Reassessment).join(Case, Case.id == Reassessment.case_id).where(done)
