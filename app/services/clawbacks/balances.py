"""What is owed and what came back, as sums of entries: in SQL for many cases, as plain sums for one clawback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import Case, CaseInstalment, Clawback, LedgerEntry, RecoveryEntry
from app.services.clawbacks.terms import RETURNED, EntryKind

Original = aliased(RecoveryEntry)


@dataclass(frozen=True, slots=True)
class Balance:
    """Sums of a clawback in fen: owed by decision, come back (repaid or set off), written off, and what is left.

    `left_fen` is below 0 when more came back than was owed.
    """

    owed_fen: int = 0
    returned_fen: int = 0
    set_off_fen: int = 0  # part of `returned_fen`
    written_off_fen: int = 0

    @property
    def left_fen(self) -> int:
        """What is still to come back, in fen."""
        return self.owed_fen - self.returned_fen - self.written_off_fen


def of_kinds(*kinds: EntryKind) -> ColumnElement[bool]:
    """Entries of some kinds together with the corrections of such entries; needs `Original` joined."""
    names = [kind.value for kind in kinds]
    corrected = and_(RecoveryEntry.kind == EntryKind.CORRECTION.value, Original.kind.in_(names))
    return or_(RecoveryEntry.kind.in_(names), corrected)


def signed(*kinds: EntryKind) -> ColumnElement[int]:
    """The sum in fen of entries of some kinds less their corrections, counted as they were booked."""
    way = 1 if kinds == (EntryKind.DECISION,) else -1
    amount = RecoveryEntry.direction * RecoveryEntry.amount_fen * way
    return func.coalesce(func.sum(case((of_kinds(*kinds), amount), else_=0)), 0)


def by_case() -> Subquery:
    """What was demanded and what came back of each case, in fen: `case_id`, `demanded_fen`, `returned_fen`."""
    return (
        select(
            Clawback.case_id,
            signed(EntryKind.DECISION).label("demanded_fen"),
            signed(*RETURNED).label("returned_fen"),
        )
        .join(RecoveryEntry, RecoveryEntry.clawback_id == Clawback.id)
        .outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
        .group_by(Clawback.case_id)
        .subquery()
    )


class NetGrants(NamedTuple):
    """What a case gives alone and what it keeps of its grant, in fen; `recovered` is to be outer-joined on its case."""

    recovered: Subquery
    alone: ColumnElement[int]
    granted: ColumnElement[int]


def net_grants(*, demanded: bool = False) -> NetGrants:
    """E and G of a case (十.1): alone as last corrected; granted less what was cancelled and what came back of it.

    With `demanded` all that was decided to be taken back counts as come back.
    """
    recovered = by_case()
    gone = recovered.c.demanded_fen if demanded else func.min(recovered.c.returned_fen, recovered.c.demanded_fen)
    cancelled = (
        select(func.coalesce(func.sum(CaseInstalment.cancelled_fen), 0))
        .where(CaseInstalment.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    granted = func.coalesce(Case.granted_fen, Case.payable_fen) - cancelled - func.coalesce(gone, 0)
    return NetGrants(recovered, func.coalesce(Case.corrected_fen, Case.gross_fen), granted)


def balances(session: Session, ids: Iterable[int] | None = None, until: date | None = None) -> dict[int, Balance]:
    """The balance of each clawback, of all when none are named; entries up to a day when one is given."""
    query: Any = (
        select(
            RecoveryEntry.clawback_id,
            signed(EntryKind.DECISION),
            signed(*RETURNED),
            signed(EntryKind.SET_OFF),
            signed(EntryKind.WRITE_OFF),
        )
        .outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
        .group_by(RecoveryEntry.clawback_id)
    )
    if ids is not None:
        query = query.where(RecoveryEntry.clawback_id.in_(list(ids)))
    if until is not None:
        query = query.where(RecoveryEntry.on_day <= until)
    return {key: Balance(*sums) for key, *sums in session.execute(query)}


def balance_of(session: Session, clawback: Clawback) -> Balance:
    """The balance of one clawback."""
    return balances(session, [clawback.id]).get(clawback.id, Balance())


def demanded_of(session: Session, case_id: int, *, besides: int | None = None) -> int:
    """What clawbacks of a case have demanded back so far in fen, one of them left out."""
    query = (
        select(signed(EntryKind.DECISION))
        .select_from(RecoveryEntry)
        .join(Clawback, Clawback.id == RecoveryEntry.clawback_id)
        .outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
        .where(Clawback.case_id == case_id, Clawback.id.is_distinct_from(besides))
    )
    return session.execute(query).scalar_one()


def paid_of(session: Session, case_id: int) -> int:
    """What was paid on a case net of returned payments and counter-entries, in fen."""
    query = (
        select(func.coalesce(func.sum(LedgerEntry.direction * LedgerEntry.amount_fen), 0))
        .join(CaseInstalment, CaseInstalment.id == LedgerEntry.instalment_id)
        .where(CaseInstalment.case_id == case_id)
    )
    return session.execute(query).scalar_one()


def balances_by_number(session: Session, until: date) -> dict[str, Balance]:
    """The balance of each clawback by its number, of the entries up to a day."""
    numbers = {row.id: row.number for row in session.execute(select(Clawback.id, Clawback.number))}
    return {numbers[key]: balance for key, balance in balances(session, until=until).items()}
