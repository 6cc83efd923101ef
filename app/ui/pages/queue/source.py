"""The list of cases as a table's source: its columns, its rows with chips, its pages from the service."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.services.calendar.deadlines import Calendar
from app.services.calendar.working_calendar import calendar_of
from app.services.cases.course import State
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue
from app.services.worklists.queue_query import CaseQuery, Condition, Cursor, Facet, Limit, QueueRow, Test
from app.ui.widgets.case.panel import state_tag
from app.ui.widgets.chip import Tag, Tone
from app.ui.widgets.due import Due, due_cell
from app.ui.widgets.table.query import TICK, CellKind, Column, Query, Rows

COLUMNS = (
    TICK,
    Column("number", "案件编号", width=126),
    Column("applicant", "申请人", width=78),
    Column("identity", "身份证号", width=150, shown=False, sortable=False, filterable=False),
    Column("unit", "单位", width=150, shown=False),
    Column("title", "类型", width=120, filterable=False),
    Column("amount", "金额（元）", CellKind.MONEY, 84),
    Column("due_on", "到期", CellKind.DUE, 132, filterable=False),
    Column("person", "人员", width=62, sortable=False, filterable=False),
    Column("state", "状态", CellKind.CHIP, 84, filterable=False),
    Column("marks", "提示", CellKind.CHIP, 70, sortable=False, filterable=False),
    Column("township", "乡镇街道", width=88, shown=False),
    Column("applied_on", "申报日期", CellKind.DATE, 96, shown=False),
)


class QueueLine(NamedTuple):
    """A row as the table shows it."""

    number: str
    applicant: str
    person: str
    identity: str
    unit: str
    title: str
    amount: int
    state: Tag
    due_on: Due | None
    marks: Tag | None
    township: str
    applied_on: date
    version: int


def case_query(query: Query) -> CaseQuery:
    """The table's question in the words of the service."""
    chosen = dict(query.facets)
    return CaseQuery(
        facet=Facet(chosen.get("facet", Facet.ALL)),
        code=chosen.get("code", ""),
        state=State(chosen["state"]) if "state" in chosen else None,
        township=chosen.get("township", ""),
        year=int(chosen["year"]) if "year" in chosen else None,
        batch=chosen.get("batch", ""),
        limit=Limit(chosen["limit"]) if "limit" in chosen else None,
        text=query.search,
        conditions=tuple(Condition(one.column, Test(one.op.value), one.value) for one in query.filters),
        sort=query.sort,
        descending=query.descending,
    )


class QueueSource:
    """Pages of cases."""

    def __init__(self, uow: UnitOfWork) -> None:
        """Reads as the account of `uow`."""
        self._uow = uow

    def page(self, query: Query, after: object | None, limit: int) -> Rows:
        """The next cases."""
        found = queue.page(self._uow, case_query(query), after if isinstance(after, Cursor) else None, limit)
        today, calendar = self._uow.clock().date(), calendar_of(self._uow)
        return Rows([_line(row, today, calendar) for row in found.rows], found.next)

    def count(self, query: Query, cap: int = queue.CAP) -> int:
        """How many; counting stops at cap + 1."""
        return queue.count(self._uow, case_query(query), cap)

    def each(self, query: Query) -> Iterator[object]:
        """All of them in order."""
        today, calendar = self._uow.clock().date(), calendar_of(self._uow)
        return (_line(row, today, calendar) for row in queue.each(self._uow, case_query(query)))


def _line(row: QueueRow, today: date, calendar: Calendar) -> QueueLine:
    return QueueLine(
        *(row.number, row.applicant, row.person, row.identity, row.unit, row.title, row.payable_fen),
        *(state_tag(row.state), due_cell(row.due_on, today, calendar), _marks(row)),
        *(row.township, row.applied_on, row.version),
    )


def _marks(row: QueueRow) -> Tag | None:
    late = ("暂停" if row.held else "", "" if row.eligible else "不符合", row.stopped)
    if word := next(filter(None, late), ""):
        return Tag(word, Tone.LATE)
    return Tag("疑点" if row.doubted else "有提醒", Tone.SOON) if row.doubted or row.warned else None
