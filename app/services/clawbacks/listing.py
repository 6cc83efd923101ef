"""Clawbacks as lists: all of them narrowed down, those overdue, and how old is what is still out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.models import Case, Clawback
from app.services.clawbacks.agreements import due_on
from app.services.clawbacks.balances import Balance, balances
from app.services.clawbacks.terms import ClawbackState, Ground
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork, Work


@dataclass(frozen=True, slots=True)
class ClawbackQuery:
    """Which clawbacks: in some states, on a ground, of a case, with a text in number, case, applicant or unit."""

    states: tuple[ClawbackState, ...] = ()
    ground: Ground | None = None
    case: str = ""
    text: str = ""
    overdue: bool = False


ALL = ClawbackQuery()


@dataclass(frozen=True, slots=True)
class ClawbackLine:
    """A clawback in a list; sums in fen. `due_on` is by when the next of what is left is to come back, as last agreed.

    `overdue` when that day has passed.
    """

    number: str
    version: int
    case: str
    title: str
    applicant: str
    unit: str
    origin: str
    ground: str
    state: ClawbackState
    opened_on: date
    proposed_fen: int | None
    balance: Balance
    reply_by: date | None
    decided_on: date | None
    return_by: date | None
    due_on: date | None
    overdue: bool

    @property
    def state_label(self) -> str:
        """The state as the office calls it."""
        return self.state.label

    @property
    def left_fen(self) -> int:
        """What is still to come back, in fen."""
        return self.balance.left_fen


def list_clawbacks(uow: UnitOfWork, query: ClawbackQuery = ALL) -> tuple[ClawbackLine, ...]:
    """The clawbacks asked for, the newest first."""
    with uow.read() as work:
        return tuple(lines(work, query))


def lines(work: Work, query: ClawbackQuery = ALL) -> Iterator[ClawbackLine]:
    """The same within an action under way."""
    rows = work.session.execute(
        select(Clawback, Case)
        .join(Case, Case.id == Clawback.case_id)
        .where(*_conditions(query))
        .order_by(Clawback.id.desc())
    ).all()
    sums = _balances(work.session, [clawback for clawback, _ in rows], query)
    for clawback, case in rows:
        line = line_of(work, clawback, case, sums.get(clawback.id, Balance()))
        if line.overdue or not query.overdue:
            yield line


def _balances(session: Session, rows: Sequence[Clawback], query: ClawbackQuery) -> dict[int, Balance]:
    return balances(session, None if query == ALL else [row.id for row in rows])


def line_of(work: Work, clawback: Clawback, case: Case, balance: Balance) -> ClawbackLine:
    """A clawback as lists show it."""
    owing = clawback.state == ClawbackState.DECIDED and balance.left_fen > 0
    due = due_on(work.session, clawback) if owing else None
    return ClawbackLine(
        number=clawback.number,
        version=clawback.version,
        case=case.number,
        title=BY_CODE[case.code].title,
        applicant=case.applicant,
        unit=case.unit_name,
        origin=clawback.origin,
        ground=Ground(clawback.ground).label,
        state=ClawbackState(clawback.state),
        opened_on=clawback.opened_on,
        proposed_fen=clawback.proposed_fen,
        balance=balance,
        reply_by=clawback.reply_by,
        decided_on=clawback.decided_on,
        return_by=clawback.return_by,
        due_on=due,
        overdue=due is not None and due < work.today,
    )


def _conditions(query: ClawbackQuery) -> Iterator[ColumnElement[bool]]:
    if query.states:
        yield Clawback.state.in_([state.value for state in query.states])
    if query.ground is not None:
        yield Clawback.ground == query.ground.value
    if query.case:
        yield Case.number == query.case
    if text := query.text.strip():
        columns: tuple[Any, ...] = (Clawback.number, Case.number, Case.applicant, Case.unit_name)
        yield or_(*(column.contains(text, autoescape=True) for column in columns))


@dataclass(frozen=True, slots=True)
class Age:
    """What is still out for so long past the day by which it was to come back: how many clawbacks, and their sum in fen."""

    label: str
    count: int
    left_fen: int


AGES = (
    ("未到期", 0),
    ("逾期 30 日以内", 30),
    ("逾期 31 至 90 日", 90),
    ("逾期 91 至 180 日", 180),
    ("逾期 181 日至 1 年", 365),
)
OLDEST = "逾期 1 年以上"


def aging(uow: UnitOfWork) -> tuple[Age, ...]:
    """What is outstanding by the calendar days since it was due, as last agreed; every line, also those at 0."""
    with uow.read() as work:
        open_ones = [one for one in lines(work, ClawbackQuery(states=(ClawbackState.DECIDED,))) if one.left_fen > 0]
        found = [(_age((work.today - (one.due_on or work.today)).days), one.left_fen) for one in open_ones]
    labels = [*(label for label, _ in AGES), OLDEST]
    return tuple(
        Age(label, sum(1 for age, _ in found if age == label), sum(left for age, left in found if age == label))
        for label in labels
    )


def _age(days: int) -> str:
    return next((label for label, most in AGES if days <= most), OLDEST)
