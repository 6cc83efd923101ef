"""The list of cases by pages: cost grows with the rows shown, not with the rows stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, Subquery, and_, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.models import Case, Person
from app.services.cases.course import State
from app.services.cases.obstacles import stopped
from app.services.doubts.open_doubts import OPEN, of_case
from app.services.letters.masking import masked_identity
from app.services.numbering import CASES
from app.services.policy.catalogue import BY_CODE
from app.services.unit_of_work import UnitOfWork, Work
from app.services.worklists.queue_conditions import COLUMNS, branches, payable_now
from app.services.worklists.queue_query import CaseQuery, Cursor, Facet, QueuePage, QueueRow

TITLES = {code: subsidy.title for code, subsidy in BY_CODE.items()}
STATES = {state.value: state for state in State}
CAP = 1_000
STRIDE = 1_000


@dataclass(frozen=True)
class Waiting:
    """How many cases wait where, each counted up to 1,001."""

    mine: int
    overdue: int
    warned: int
    countersign: int
    publicity: int
    payments: int


@dataclass(frozen=True)
class _Order:
    """The column rows are sorted by, with blanks last either way, and the id after it."""

    column: InstrumentedAttribute[Any]
    descending: bool

    def by(self, value: SQLColumnExpression[Any], row_id: SQLColumnExpression[int]) -> tuple[ColumnElement[Any], ...]:
        return (value.desc(), row_id.desc()) if self.descending else (value.asc(), row_id.asc())

    def beyond(self, cursor: Cursor | None, *, blanks: bool) -> ColumnElement[bool]:
        """Rows with a value (or without) behind the cursor."""
        column, kept = self.column, self.column.is_(None) if blanks else self.column.is_not(None)
        if cursor is None or cursor.blanks is not blanks:
            return kept
        later = Case.id < cursor.id if self.descending else Case.id > cursor.id
        if blanks:
            return and_(kept, later)
        further = column < cursor.value if self.descending else column > cursor.value
        reached = column <= cursor.value if self.descending else column >= cursor.value
        return and_(reached, or_(further, later))


def _order(query: CaseQuery) -> _Order:
    if query.sort == "due_on" or (not query.sort and (query.limit or query.facet is not Facet.ALL)):
        return _Order(Case.due_on, query.descending)
    if not query.sort and query.text.strip().upper().startswith(CASES):
        return _Order(Case.number, descending=True)
    if not query.sort:
        return _Order(Case.applied_on, descending=True)
    return _Order(COLUMNS[query.sort], query.descending)


def page(uow: UnitOfWork, query: CaseQuery, after: Cursor | None = None, limit: int = 200) -> QueuePage:
    """About `limit` cases behind a cursor."""
    with uow.read() as work:
        return _page(work, query, after, limit)


def _page(work: Work, query: CaseQuery, after: Cursor | None, limit: int) -> QueuePage:
    order, conditions = _order(query), branches(work, query)
    found: list[Row[*tuple[Any, ...]]] = []
    last = after
    parts = (False, True) if order.column is Case.due_on else (False,)
    for blanks in parts:
        wanted = limit - len(found)
        if wanted <= 0 or not conditions or (after is not None and after.blanks and not blanks):
            continue
        rows = work.session.execute(_select(order, conditions, after, wanted, blanks=blanks)).all()
        found.extend(rows)
        if rows:
            last = Cursor(blanks, rows[-1].sorted_by, rows[-1].id)
    marks = stopped(work.session, {row.id: STATES[row.state] for row in found})
    shown = tuple(_row(row, marks.get(row.id, "")) for row in found)
    return QueuePage(shown, last if len(found) == limit else None)


def _select(
    order: _Order, conditions: list[ColumnElement[bool]], after: Cursor | None, limit: int, *, blanks: bool
) -> Select[*tuple[Any, ...]]:
    beyond = order.beyond(after, blanks=blanks)
    walks: list[Select[Any]] = [
        _all_of(
            select(Case.id, order.column.label("sorted_by"))
            .where(condition, beyond)
            .order_by(*order.by(order.column, Case.id))
            .limit(limit)
            .subquery()
        )
        for condition in conditions
    ]
    chosen = (union_all(*walks) if len(walks) > 1 else walks[0]).subquery()
    return (
        select(*SHOWN, chosen.c.sorted_by)
        .select_from(Case)
        .join(chosen, chosen.c.id == Case.id)
        .outerjoin(Person, Person.id == Case.person_id)
        .order_by(*order.by(chosen.c.sorted_by, chosen.c.id))
        .limit(limit)
    )


def _all_of(walk: Subquery[Any]) -> Select[Any]:
    """A limited walk as a part of a union, which takes no ORDER BY of its own."""
    return select(*walk.c)


SHOWN = (
    *(Case.id, Case.number, Case.applicant, Case.unit_name, Case.code, Case.state, Case.payable_fen, Case.granted_fen),
    *(Case.eligible, Case.due_on, Case.township, Case.applied_on, Case.version, Case.warned, Case.held),
    *(Person.identity_number, Person.name),
    of_case(OPEN),
)


def _row(row: Row[*tuple[Any, ...]], stopped: str) -> QueueRow:
    _, number, applicant, unit, code, state, payable, granted, eligible, *rest = row
    due_on, township, applied_on, version, warned, held, identity, person, doubted, _ = rest
    return QueueRow(
        *(number, applicant, person or "", masked_identity(identity or ""), unit, TITLES[code], STATES[state]),
        *(payable if granted is None else granted, granted is not None, eligible),
        *(due_on, township, applied_on, version, warned, held, doubted),
        stopped=stopped,
    )


def each(uow: UnitOfWork, query: CaseQuery) -> Iterator[QueueRow]:
    """All cases of the query in order, page by page in one reading."""
    with uow.read() as work:
        after = None
        while True:
            found = _page(work, query, after, STRIDE)
            yield from found.rows
            after = found.next
            if after is None:
                return


def count(uow: UnitOfWork, query: CaseQuery, cap: int = CAP) -> int:
    """How many cases there are; counting stops at cap + 1."""
    with uow.read() as work:
        return _count(work, branches(work, query), cap)


def _count(work: Work, conditions: list[ColumnElement[bool]], cap: int) -> int:
    total = 0
    for condition in conditions:
        some = select(Case.id).where(condition).limit(cap + 1 - total).subquery()
        total += work.session.execute(select(func.count()).select_from(some)).scalar_one()
    return total


def waiting_counts(uow: UnitOfWork, cap: int = CAP) -> Waiting:
    """What waits for this account and in the office, for the counts of the navigation and the facets."""
    with uow.read() as work:

        def facet(which: Facet) -> int:
            return _count(work, branches(work, CaseQuery(which)), cap)

        def standing(state: State, *more: ColumnElement[bool]) -> int:
            return _count(work, [and_(Case.state == state.value, *more)], cap)

        ended = or_(Case.public_from.is_(None), Case.public_until < work.today)
        return Waiting(
            mine=facet(Facet.MINE),
            overdue=facet(Facet.OVERDUE),
            warned=facet(Facet.WARNED),
            countersign=standing(State.COUNTERSIGN),
            publicity=standing(State.PUBLICITY, ended),
            payments=standing(State.APPROVED, payable_now(work.today)),
        )
