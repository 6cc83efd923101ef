"""One clawback as its page shows it: course, entries, statements, agreement, court dates, letters, related cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, Clawback, ClawbackStep, RecoveryEntry, Statement
from app.services.clawbacks.agreements import PartShown, agreed_parts
from app.services.clawbacks.balances import balance_of, demanded_of, paid_of
from app.services.clawbacks.court import CourtDates
from app.services.clawbacks.investigating import Responsible, answers_of, responsible_of
from app.services.clawbacks.listing import ClawbackLine, line_of
from app.services.clawbacks.papers import dates_of, last_steps, papers_of
from app.services.clawbacks.records import Hold, fetch_clawback
from app.services.clawbacks.related import RelatedCase, related_in
from app.services.clawbacks.sums import TakeBack, take_back
from app.services.clawbacks.terms import INVESTIGATED, ClawbackState, ClawbackStepKind, EntryKind, Ground
from app.services.errors import UserError
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step taken: when, on which day of the office, by whom, what, and why."""

    at: datetime
    on_day: date
    account: str
    kind: ClawbackStepKind
    label: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry; `signed_fen` is above 0 when more is owed by it. `correctable_fen` is what a correction may take back."""

    id: int
    on_day: date
    kind: EntryKind
    label: str
    signed_fen: int
    balance_fen: int
    voucher: str
    authority: str
    note: str
    reverses_id: int | None
    correctable_fen: int
    account: str


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement in defence and its answer."""

    id: int
    received_on: date
    made_by: str
    text: str
    answer: str
    answered_on: date | None


@dataclass(frozen=True)
class ClawbackView:
    """Everything about one clawback; sums in fen. `computed` is what would come back now, `wanting` why it cannot be told."""

    line: ClawbackLine
    ground: Ground
    facts: str
    evidence: str
    true_answers: dict[str, str]
    lapsed_on: date | None
    responsible: tuple[Responsible, ...]
    reason: str
    paid_fen: int
    demanded_before_fen: int
    computed: TakeBack | None
    wanting: str
    steps: tuple[StepShown, ...]
    entries: tuple[EntryShown, ...]
    statements: tuple[StatementShown, ...]
    parts: tuple[PartShown, ...]
    court: CourtDates
    related: tuple[RelatedCase, ...]


def clawback_view(uow: UnitOfWork, number: str) -> ClawbackView:
    """One clawback; UserError when there is none of that number."""
    with uow.read() as work:
        return view_in(work, number)


def view_in(work: Work, number: str) -> ClawbackView:
    """The same within an action under way."""
    clawback = fetch_clawback(work.session, number)
    case = work.session.get_one(Case, clawback.case_id)
    computed, wanting = _computed(work, clawback)
    return ClawbackView(
        line=line_of(work, clawback, case, balance_of(work.session, clawback)),
        ground=Ground(clawback.ground),
        facts=clawback.facts,
        evidence=clawback.evidence,
        true_answers=answers_of(clawback),
        lapsed_on=clawback.lapsed_on,
        responsible=responsible_of(clawback),
        reason=clawback.reason,
        paid_fen=paid_of(work.session, case.id),
        demanded_before_fen=demanded_of(work.session, case.id, besides=clawback.id),
        computed=computed,
        wanting=wanting,
        steps=_steps(work.session, clawback),
        entries=entries_of(work.session, clawback),
        statements=_statements(work.session, clawback),
        parts=agreed_parts(work.session, clawback),
        court=court_of(work, clawback),
        related=tuple(related_in(work, case)),
    )


def _computed(work: Work, clawback: Clawback) -> tuple[TakeBack | None, str]:
    if ClawbackState(clawback.state) not in INVESTIGATED:
        return None, ""
    try:
        return take_back(Hold(work, clawback, ClawbackStepKind.PROPOSE)), ""
    except UserError as error:
        return None, error.text


def _steps(session: Session, clawback: Clawback) -> tuple[StepShown, ...]:
    rows = session.scalars(
        select(ClawbackStep).where(ClawbackStep.clawback_id == clawback.id).order_by(ClawbackStep.id)
    )
    return tuple(
        StepShown(
            at=row.at,
            on_day=row.on_day,
            account=row.account,
            kind=ClawbackStepKind(row.step),
            label=ClawbackStepKind(row.step).label,
            after=ClawbackState(row.to_state).label,
            reason=row.reason,
        )
        for row in rows
    )


def entries_of(session: Session, clawback: Clawback) -> tuple[EntryShown, ...]:
    """The entries in their order, each with the balance after it."""
    rows = session.scalars(
        select(RecoveryEntry).where(RecoveryEntry.clawback_id == clawback.id).order_by(RecoveryEntry.id)
    ).all()
    balance, shown = 0, []
    for row in rows:
        balance += row.direction * row.amount_fen
        taken = sum(one.amount_fen for one in rows if one.reverses_id == row.id)
        shown.append(_entry(row, balance, 0 if row.kind == EntryKind.CORRECTION.value else row.amount_fen - taken))
    return tuple(shown)


def _entry(row: RecoveryEntry, balance: int, correctable: int) -> EntryShown:
    return EntryShown(
        id=row.id,
        on_day=row.on_day,
        kind=EntryKind(row.kind),
        label=EntryKind(row.kind).label,
        signed_fen=row.direction * row.amount_fen,
        balance_fen=balance,
        voucher=row.voucher,
        authority=row.authority,
        note=row.note,
        reverses_id=row.reverses_id,
        correctable_fen=correctable,
        account=row.account,
    )


def _statements(session: Session, clawback: Clawback) -> tuple[StatementShown, ...]:
    rows = session.scalars(select(Statement).where(Statement.clawback_id == clawback.id).order_by(Statement.id))
    return tuple(
        StatementShown(row.id, row.received_on, row.made_by, row.text, row.answer, row.answered_on) for row in rows
    )


def court_of(work: Work, clawback: Clawback) -> CourtDates:
    """The dates for 强制执行 from the services recorded."""
    papers = papers_of(work.session, [clawback.id]).get(clawback.id, ())
    reviewed = last_steps(work.session, [clawback.id], ClawbackStepKind.REVIEWED).get(clawback.id)
    return dates_of(papers, reviewed, work.calendar)
