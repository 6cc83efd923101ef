"""The clawbacks that belong to the auditors' folder of a year: those with a step or an entry in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, Clawback, ClawbackStep, RecoveryEntry
from app.services.clawbacks.balances import Original
from app.services.clawbacks.terms import RETURNED, ClawbackState, ClawbackStepKind, EntryKind, Ground


@dataclass(frozen=True, slots=True)
class ClawbackLine:
    """A clawback as the folder lists it; what is not paid any more in fen."""

    number: str
    case: str
    party: str
    origin: str
    ground: str
    facts: str
    evidence: str
    state: str
    opened_on: date
    decided_on: date | None
    return_by: date | None
    cancelled_fen: int
    reason: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry: by how much in fen it changes what is owed, what came back, and what was written off."""

    number: str
    case: str
    on_day: date
    label: str
    owed_fen: int
    back_fen: int
    written_fen: int
    voucher: str
    authority: str
    note: str
    account: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a clawback."""

    number: str
    on_day: date
    account: str
    label: str
    after: str
    reason: str


def clawbacks(session: Session, year: int) -> Iterator[ClawbackLine]:
    """The clawbacks of the year in the order of their numbers."""
    days = _days(year)
    stepped = select(ClawbackStep.clawback_id).where(ClawbackStep.on_day.between(*days))
    booked = select(RecoveryEntry.clawback_id).where(RecoveryEntry.on_day.between(*days))
    query = select(Clawback, Case.number, Case.applicant).join(Case, Case.id == Clawback.case_id)
    query = query.where(Clawback.id.in_(stepped) | Clawback.id.in_(booked)).order_by(Clawback.number)
    for one, number, applicant in session.execute(query):
        yield ClawbackLine(
            *(one.number, number, applicant, one.origin, Ground(one.ground).label, one.facts, one.evidence),
            *(ClawbackState(one.state).label, one.opened_on, one.decided_on, one.return_by),
            *(one.cancelled_fen, one.reason),
        )


def entries(session: Session, year: int) -> Iterator[EntryLine]:
    """Every entry of the year in the order of booking."""
    query = (
        select(RecoveryEntry, Original.kind, Clawback.number, Case.number)
        .join(Clawback, Clawback.id == RecoveryEntry.clawback_id)
        .join(Case, Case.id == Clawback.case_id)
        .outerjoin(Original, Original.id == RecoveryEntry.reverses_id)
        .where(RecoveryEntry.on_day.between(*_days(year)))
        .order_by(RecoveryEntry.id)
    )
    for one, corrected, number, case in session.execute(query):
        kind, signed = EntryKind(corrected or one.kind), one.direction * one.amount_fen
        label = f"{EntryKind.CORRECTION.label}{kind.label}" if corrected else kind.label
        yield EntryLine(
            *(number, case, one.on_day, label),
            owed_fen=signed if kind is EntryKind.DECISION else 0,
            back_fen=-signed if kind in RETURNED else 0,
            written_fen=-signed if kind is EntryKind.WRITE_OFF else 0,
            voucher=one.voucher,
            authority=one.authority,
            note=one.note,
            account=one.account,
        )


def steps(session: Session, year: int) -> Iterator[StepLine]:
    """Every step of the year, clawback by clawback."""
    query = (
        select(Clawback.number, ClawbackStep)
        .join(ClawbackStep, ClawbackStep.clawback_id == Clawback.id)
        .where(ClawbackStep.on_day.between(*_days(year)))
        .order_by(Clawback.number, ClawbackStep.id)
    )
    for number, one in session.execute(query):
        label, after = ClawbackStepKind(one.step).label, ClawbackState(one.to_state).label
        yield StepLine(number, one.on_day, one.account, label, after, one.reason)


def _days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
