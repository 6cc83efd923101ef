"""The figures of a year against one covering scan of the cases; beside it, without a limit, the same sums by bare SQL."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.services.excel.books.annual import write_annual
from app.services.reports.figures import annual_overview
from app.services.unit_of_work import UnitOfWork
from benchmarks.queue_office import TODAY
from benchmarks.timing import Line, best, spent

LIMIT = 2.0
START, END = f"{TODAY.year}-01-01", f"{TODAY.year}-12-31"
GRANTED = "state IN ('approved', 'completed')"
IN_YEAR = f"{GRANTED} AND decided_on BETWEEN '{START}' AND '{END}'"
SCAN = f"""
SELECT code, township, count(*), sum(CASE WHEN {IN_YEAR} THEN granted_fen END) FROM cases GROUP BY code, township
"""
CASES = f"""
SELECT code, township, unit_id,
       sum(applied_on BETWEEN '{START}' AND '{END}' AND (accepted_on IS NOT NULL OR state IN ('approval', 'rejected'))),
       sum({IN_YEAR}),
       sum(state IN ('accepted', 'supplement', 'reviewed', 'countersign', 'publicity', 'approval')),
       sum(CASE WHEN {IN_YEAR} THEN granted_fen ELSE 0 END),
       sum(CASE WHEN {GRANTED} AND decided_on <= '{TODAY}' THEN granted_fen ELSE 0 END)
FROM cases GROUP BY code, township, unit_id
"""
LEDGER = f"""
SELECT code, township, unit_id, sum(CASE WHEN paid_on BETWEEN '{START}' AND '{END}' THEN direction * l.amount_fen ELSE 0 END),
       sum(CASE WHEN paid_on <= '{TODAY}' THEN direction * l.amount_fen ELSE 0 END)
FROM ledger_entries l JOIN case_instalments i ON i.id = l.instalment_id JOIN cases c ON c.id = i.case_id
GROUP BY code, township, unit_id
"""


def lines(uow: UnitOfWork, bare: sqlite3.Connection, size: str) -> Iterator[Line]:
    """Of the running year, of one before, and the workbook, for which there is no limit."""
    scan = best(lambda: bare.execute(SCAN).fetchall(), 3)
    for year in (TODAY.year, TODAY.year - 3):
        taken = best(partial(annual_overview, uow, year), 3)
        yield Line(f"{size} figures of {year}", taken, LIMIT * scan, "ms", scan)
    sums = best(lambda: [bare.execute(sql).fetchall() for sql in (CASES, LEDGER)], 3)
    yield Line(f"{size} the same sums of cases and ledger, bare", sums, None, "ms")
    with tempfile.TemporaryDirectory() as folder:
        taken = spent(lambda: write_annual(uow, TODAY.year, Path(folder) / "year.xlsx"))
    yield Line(f"{size} workbook of {TODAY.year}", taken, None, "ms")
