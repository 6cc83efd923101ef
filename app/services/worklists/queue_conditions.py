"""The questions of the list as SQL conditions: facets, filters, what is searched for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.models import Batch, Case, CaseInstalment, CaseMaterial, CaseStep
from app.services.cases.course import Move, State, Step, moves_from
from app.services.cases.deeming import is_deemed
from app.services.doubts.open_doubts import OPEN, of_case
from app.services.money.remainders import check_in_order, remainder
from app.services.trust.accounts import roles_of
from app.services.unit_of_work import Work
from app.services.worklists.queue_query import CaseQuery, Condition, Facet, Limit, Test
from app.services.worklists.searching import sought

COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "number": Case.number,
    "applicant": Case.applicant,
    "unit": Case.unit_name,
    "title": Case.code,
    "state": Case.state,
    "amount": Case.payable_fen,
    "township": Case.township,
    "applied_on": Case.applied_on,
    "due_on": Case.due_on,
}
ASIDE = (Step.WITHDRAW, Step.HOLD, Step.LIFT, Step.REOPEN)
OVER = ("completed", "rejected", "withdrawn")


def primary_move(state: State) -> Move | None:
    """What a case in a state waits for; None when it waits for nothing."""
    return next((move for move in moves_from(state) if move.step not in ASIDE and not move.needs_reason), None)


def branches(work: Work, query: CaseQuery) -> list[ColumnElement[bool]]:
    """The query as conditions of which any may hold; one a state where each has its own index to walk."""
    shared = and_(true(), *_filters(work, query))
    match query.facet:
        case Facet.MINE:
            return [and_(mine, shared) for mine in _mine(work, query.state)]
        case Facet.OVERDUE:
            return [and_(Case.due_on < work.today, shared)]
        case Facet.WARNED:
            waiting = or_(Case.state != State.APPROVED.value, of_case(OPEN))
            return [and_(Case.warned, Case.due_on.is_not(None), waiting, shared)]
        case Facet.ALL:
            return [shared]


def _mine(work: Work, only: State | None) -> Iterator[ColumnElement[bool]]:
    """A condition for each state whose next step this account may take, four eyes included."""
    roles = roles_of(work.session, work.account)
    for state in State:
        move = primary_move(state)
        if move is None or not roles & set(move.roles) or only not in (None, state):
            continue
        parts: list[ColumnElement[bool]] = [Case.state == state.value]
        if move.stage:
            parts.append(~_passed_by(work.account, move.stage))
        if state is State.APPROVED:
            parts.append(payable_now(work.today))
        yield and_(*parts)


def _passed_by(account: str, stage: str) -> ColumnElement[bool]:
    """Another stage of the case was passed by the account."""
    return exists(
        select(CaseStep.id).where(
            CaseStep.case_id == Case.id, CaseStep.account == account, CaseStep.stage.not_in(("", stage))
        )
    )


def payable_now(today: date) -> ColumnElement[bool]:
    """An instalment of the case is unpaid, may be paid on this day, and has the yearly check that it needs."""
    return exists(
        select(CaseInstalment.id).where(
            CaseInstalment.case_id == Case.id,
            or_(CaseInstalment.position == 1, CaseInstalment.due_on <= today),
            check_in_order(),
            remainder() > 0,
        )
    )


def _filters(work: Work, query: CaseQuery) -> Iterator[ColumnElement[bool]]:
    if query.code:
        yield Case.code == query.code
    if query.state and query.facet is not Facet.MINE:
        yield Case.state == query.state.value
    if query.township:
        yield Case.township == query.township
    if query.year:
        yield Case.applied_on.between(date(query.year, 1, 1), date(query.year, 12, 31))
    if query.limit:
        yield limited(query.limit, work.today)
    if query.batch:
        yield Case.batch_id == select(Batch.id).where(Batch.number == query.batch).scalar_subquery()
    for condition in query.conditions:
        yield _condition(condition)
    if query.text.strip():
        yield sought(work.session, query.text.strip())


def limited(limit: Limit, today: date) -> ColumnElement[bool]:
    """Cases that are at or past a limit on a day."""
    match limit:
        case Limit.TODAY:
            return Case.due_on == today
        case Limit.OVERDUE:
            return Case.due_on < today
        case Limit.SUPPLEMENT:
            return and_(Case.state == State.SUPPLEMENT.value, Case.due_on < today)
        case Limit.DEFERRED:
            late = select(CaseMaterial.case_id).where(CaseMaterial.state == "deferred", CaseMaterial.due_on < today)
            return and_(Case.id.in_(late), Case.state.not_in(OVER))
        case Limit.DEEMED:
            return is_deemed(today)


def _condition(condition: Condition) -> ColumnElement[bool]:
    column, value = COLUMNS[condition.column], condition.value
    match condition.test:
        case Test.CONTAINS:
            return column.contains(str(value), autoescape=True)
        case Test.IS:
            return column == value
        case Test.FROM:
            return column >= value
        case Test.TO:
            return column <= value
