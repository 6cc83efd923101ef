"""All clawbacks as a list: how each stands, what is left, what comes next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Case, Clawback, Statement
from app.services.clawbacks.balances import Balance, balances
from app.services.clawbacks.listing import ClawbackLine, line_of
from app.services.clawbacks.next_steps import NextStep, Standing, next_step
from app.services.clawbacks.notice import heard_of
from app.services.clawbacks.papers import Paper, dates_of, last_steps, papers_of, present
from app.services.clawbacks.terms import ClawbackState, ClawbackStepKind, Ground
from app.services.unit_of_work import UnitOfWork, Work

INVESTIGATING, WAITING, DUE, OVERDUE, SETTLED, DROPPED = "调查中", "待答复", "待退回", "逾期", "已结清", "已撤销"


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A clawback on the desk: how it stands, by when something is awaited, and what comes next."""

    line: ClawbackLine
    facet: str
    due_on: date | None
    next: NextStep

    @property
    def owed_fen(self) -> int:
        """What is owed by the decision, in fen; until then what is proposed."""
        return self.line.balance.owed_fen or self.line.proposed_fen or 0


def desk_lines(uow: UnitOfWork) -> tuple[DeskLine, ...]:
    """All clawbacks, the latest first."""
    with uow.read() as work:
        query = select(Clawback, Case).join(Case, Case.id == Clawback.case_id).order_by(Clawback.id.desc())
        return desk_lines_of(work, [(clawback, case) for clawback, case in work.session.execute(query)])


def desk_lines_of(work: Work, rows: Sequence[tuple[Clawback, Case]]) -> tuple[DeskLine, ...]:
    """The lines of some clawbacks with their cases."""
    read = _Read.of(work, [one.id for one, _ in rows])
    return tuple(_line(work, one, case, read) for one, case in rows)


@dataclass(frozen=True)
class _Read:
    """What is read for all lines at once, by the clawback's id."""

    balances: dict[int, Balance]
    papers: dict[int, tuple[Paper, ...]]
    proposed: dict[int, tuple[int, date]]
    reviewed: dict[int, tuple[int, date]]
    heard: set[int]
    unanswered: set[int]

    @classmethod
    def of(cls, work: Work, ids: Collection[int]) -> _Read:
        session = work.session
        unanswered = select(Statement.clawback_id).where(
            Statement.clawback_id.in_(ids), Statement.answered_on.is_(None)
        )
        return cls(
            balances(session, ids),
            papers_of(session, ids),
            last_steps(session, ids, ClawbackStepKind.PROPOSE),
            last_steps(session, ids, ClawbackStepKind.REVIEWED),
            heard_of(session, ids),
            set(session.scalars(unanswered)),
        )


def _line(work: Work, clawback: Clawback, case: Case, read: _Read) -> DeskLine:
    balance = read.balances.get(clawback.id, Balance())
    state, line = ClawbackState(clawback.state), line_of(work, clawback, case, balance)
    papers = read.papers.get(clawback.id, ())
    stands = Standing(
        state=state,
        today=work.today,
        ground=Ground(clawback.ground),
        evidence=bool(clawback.evidence),
        proposed=clawback.proposed_fen is not None,
        letters=present(papers, read.proposed.get(clawback.id)),
        unanswered=clawback.id in read.unanswered,
        heard=clawback.id in read.heard,
        reply_by=clawback.reply_by,
        overdue=line.overdue,
        surplus=balance.left_fen < 0,
        ordered=balance.owed_fen > 0,
        court=dates_of(papers, read.reviewed.get(clawback.id), work.calendar),
    )
    return DeskLine(
        line=line,
        facet=OVERDUE if line.overdue else FACETS[state],
        due_on=clawback.reply_by if state is ClawbackState.NOTIFIED else line.due_on,
        next=next_step(stands),
    )


FACETS = {
    ClawbackState.INVESTIGATING: INVESTIGATING,
    ClawbackState.NOTIFIED: WAITING,
    ClawbackState.DECIDED: DUE,
    ClawbackState.SETTLED: SETTLED,
    ClawbackState.DROPPED: DROPPED,
}
