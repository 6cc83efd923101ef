"""The list of cases against the same SQL by bare sqlite3: first, deep and narrowed pages, counts, at several sizes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import event

from app.services.cases.course import State
from app.services.unit_of_work import UnitOfWork
from app.services.worklists import queue
from app.services.worklists.queue_query import CaseQuery, Cursor, Facet
from benchmarks.timing import Line, best

LIMIT_RATIO, LIMIT_MORE_MS = 3.0, 2.0
QUERIES = {
    "all": CaseQuery(),
    "mine": CaseQuery(Facet.MINE),
    "overdue": CaseQuery(Facet.OVERDUE),
    "doubtful": CaseQuery(Facet.WARNED),
    "completed": CaseQuery(state=State.COMPLETED),
    "of 2019": CaseQuery(year=2019),
    "of a township": CaseQuery(township="三元镇"),
    "by number": CaseQuery(sort="number", descending=True),
    "by due date": CaseQuery(sort="due_on"),
    "last four digits": CaseQuery(text="0124"),
}
Statements = list[tuple[str, Any]]


def lines(uow: UnitOfWork, bare: sqlite3.Connection, cases: int) -> Iterator[Line]:
    """A line a question."""
    seen: Statements = []
    event.listen(uow.engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
    works: dict[str, Callable[[], object]] = {name: partial(queue.page, uow, query) for name, query in QUERIES.items()}
    works["deep page"] = partial(queue.page, uow, QUERIES["all"], _deep(uow, QUERIES["all"], cases // 600))
    works["count"] = partial(queue.count, uow, QUERIES["of a township"])
    for name, work in works.items():
        seen.clear()
        work()
        statements = [one for one in seen if not one[0].startswith("BEGIN")]
        theirs = best(partial(_again, bare, statements))
        yield Line(f"{cases:,} list: {name}", best(work), LIMIT_RATIO * theirs + LIMIT_MORE_MS, "ms", theirs)


def _again(bare: sqlite3.Connection, statements: Statements) -> None:
    for sql, values in statements:
        bare.execute(sql, values).fetchall()


def _deep(uow: UnitOfWork, query: CaseQuery, pages: int) -> Cursor | None:
    """Where the page after so many begins."""
    after: Cursor | None = None
    for _ in range(pages):
        after = queue.page(uow, query, after).next or after
    return after
